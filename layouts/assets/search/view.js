// @ts-check
// The results, the pages they fill, and what helps where there are none.

import { h } from "./page-dom.js";
import { stateLink } from "./page-link.js";
import { changing, dropping, unfiltered } from "./page-state.js";

/** @import { Child } from "./page-dom.js" */
/** @import { Mark, Result, Results } from "./page-engine.js" */
/** @import { Chosen } from "./page-chosen.js" */
/** @import { View } from "./page-link.js" */

/** The most words that a search without results offers to leave out. */
const WORDS = 6;

/**
 * A result: what it is, its title, who gave what to whom, and its words where the question's stand.
 * @param {View} view
 * @param {Result} result
 */
export function resultItem({ words, root }, result) {
  const lang = result.lang === words.language ? null : result.lang;
  // The dot keeps an address from ever being read as a scheme where the root is empty.
  const href = `${root || "./"}${result.address}`;
  const { status } = result;
  const about = [
    h("span", { class: "result-kind" }, result.kind),
    result.date && h("span", {}, h("time", { datetime: result.date }, words.date(result.date))),
    status && h("span", {}, h("span", { class: `status is-${status.slug}` }, status.label)),
  ];
  const { payer, payee } = result;
  const parties = [payer, payer && payee ? " → " : "", payee].filter(Boolean).join("");
  const facts = [
    parties && h("span", { class: "parties" }, parties),
    ...result.amounts.map((sum) => h("span", {}, ...words.sum(sum))),
  ];
  return h(
    "li",
    { key: result.address },
    h("p", { class: "about apart" }, ...spaced(about)),
    h("h3", {}, h("a", { href, lang }, ...marked(result.title, result.marks.title))),
    facts.some(Boolean) && h("p", { class: "apart" }, ...spaced(facts)),
    result.summary ? h("p", { class: "context", lang }, ...marked(result.summary, result.marks.summary)) : null,
  );
}

/**
 * What there is, with a space after each.
 * @param {Child[]} parts
 */
function spaced(parts) {
  return parts.flatMap((part) => (part ? [part, " "] : []));
}

/**
 * A text with the parts marked that the question means.
 * @param {string} text
 * @param {Mark[]} marks from the first to the last, none within another
 * @returns {Child[]}
 */
function marked(text, marks) {
  /** @type {Child[]} */
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), h("mark", {}, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/**
 * The way to the pages before and after this one; nothing where all results fit on one.
 * @param {View} view
 * @param {Results} results
 */
export function pages(view, { page, pages }) {
  if (pages < 2) return null;
  const { say, number } = view.words;
  const to = (/** @type {number} */ n, /** @type {string} */ rel, /** @type {string} */ key) =>
    n >= 1 && n <= pages
      ? stateLink(view, changing(view.state, { page: n > 1 ? String(n) : null }), { rel, key, "data-top": true }, say(key))
      : null;
  return h(
    "nav",
    { class: "pages", "aria-label": say("pages") },
    to(page - 1, "prev", "previous"),
    h("span", {}, say("page", { page: number(page), pages: number(pages) })),
    to(page + 1, "next", "next"),
  );
}

/**
 * What a reader can do who found nothing: leave out a filter or a word.
 * @param {View} view
 * @param {Chosen[]} chosen
 */
export function emptyHelp(view, chosen) {
  const { say } = view.words;
  const asked = view.state.get("q") ?? "";
  const items = asked.trim().split(/\s+/);
  const shorter = items.length > 1 ? items.slice(0, WORDS) : [];
  const withoutItem = (/** @type {number} */ at) =>
    changing(view.state, { q: items.filter((_, n) => n !== at).join(" ") });
  return h(
    "div",
    { class: "nothing" },
    asked ? h("p", {}, say("empty.spelling")) : null,
    chosen.length > 0 &&
      list(
        say("empty.filter"),
        chosen.map(({ text, name, value }) =>
          stateLink(view, dropping(view.state, name, value), { "aria-label": say("remove", { filter: text }) }, text),
        ),
      ),
    shorter.length > 0 &&
      list(
        say("empty.word"),
        shorter.map((item, at) => stateLink(view, withoutItem(at), { "aria-label": say("remove", { filter: item }) }, item)),
      ),
    chosen.length > 1 ? h("p", {}, stateLink(view, unfiltered(view.state), {}, say("clear"))) : null,
  );
}

/**
 * @param {string} heading
 * @param {HTMLElement[]} links
 */
function list(heading, links) {
  return h("div", {}, h("p", {}, heading), h("ul", { class: "ways" }, ...links.map((link) => h("li", {}, link))));
}
