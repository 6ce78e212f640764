// @ts-check
// Draws the results. Everything from the data is set as text, never as markup.

/**
 * What the page shows of an entry: title, kind, address from the site's root, language, summary.
 * @typedef {{ t: string, k: string, a: string, l: string, s: string }} Entry
 */

/** What a kind is called, by language. @typedef {Record<string, Record<string, string>>} Kinds */

/** @typedef {{ entry: Entry, kinds: Kinds }} Result */

/** @typedef {{ root: string, language: string }} Place where the page lies, and its language */

/**
 * Replaces what `list` shows by these results.
 * @param {Element} list
 * @param {Result[]} results
 * @param {Place} place
 */
export function show(list, results, place) {
  list.replaceChildren(...results.map((result) => item(list.ownerDocument, result, place)));
}

/**
 * `text` with `{n}` as the page's language writes this number.
 * @param {Record<string, string>} messages
 * @param {number} count
 * @param {string} language
 */
export function countMessage(messages, count, language) {
  if (count === 0) return messages.none;
  const form = new Intl.PluralRules(language).select(count);
  const text = messages[`count.${form}`] ?? messages["count.other"];
  return text.replaceAll("{n}", new Intl.NumberFormat(language).format(count));
}

/**
 * @param {Document} document
 * @param {Result} result
 * @param {Place} place
 */
function item(document, { entry, kinds }, { root, language }) {
  const link = textElement(document, "a", entry.t, entry.l, language);
  // The dot keeps an address from ever being read as a scheme where the root is empty.
  link.setAttribute("href", `${root || "./"}${entry.a}`);
  const line = document.createElement("p");
  const names = kinds[entry.k] ?? {};
  const kind = textElement(document, "span", names[language] ?? Object.values(names)[0] ?? entry.k, language, language);
  kind.setAttribute("class", "result-kind");
  line.append(kind);
  if (entry.s) line.append(" ", textElement(document, "span", entry.s, entry.l, language));
  const element = document.createElement("li");
  element.append(link, line);
  return element;
}

/**
 * An element with this text, marked with its language where that is not the page's.
 * @param {Document} document
 * @param {string} name
 * @param {string} text
 * @param {string} language
 * @param {string} pageLanguage
 */
function textElement(document, name, text, language, pageLanguage) {
  const element = document.createElement(name);
  element.textContent = text;
  if (language !== pageLanguage) element.setAttribute("lang", language);
  return element;
}
