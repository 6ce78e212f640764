// @ts-check
// What was asked: the filters with how many entries of the result have each value, those that are chosen, and what the engine
// has to say about the words.

import { changing, dropping, filtersOf, h, parameterOf, selectedIn, stateLink, unfiltered } from "./page-words.js";

/** @import { Chosen, Facet, FacetValue, Names, Notice, Selected, View } from "./page-types.js" */
/** @import { Child, Words } from "./page-words.js" */

/** Where there is room for the filters beside the results. */
export const WIDE = "(min-width: 60rem)";

/** How many facets stand open before a reader opened any, and how many are shown before a reader asks for more. */
const OPEN = 2;
const SHOWN = 8;

/** How many further values are shown at once, rather than looked for by letters. */
const FEW = 10;

/** A range: what it is of, the type of its fields, and the parameters of its ends. @typedef {["date" | "amount", string, ...[string, "lower" | "upper"][]]} Range */

/** @type {Range[]} */
const RANGES = [
  ["date", "date", ["from", "lower"], ["to", "upper"]],
  ["amount", "number", ["min", "lower"], ["max", "upper"]],
];

/**
 * All filters.
 * @param {View} view
 * @param {Facet[]} facets
 * @param {Map<string, Names>} found the values of facets among which a reader looks for some
 */
export function filterPanel(view, facets, found) {
  const { say, count } = view.words;
  const shown = facets.filter(({ values, bytes }) => values.length > 0 || bytes > 0);
  if (shown.length === 0) return null;
  const filters = filtersOf(view.state);
  const boxes = shown.map((facet, n) => facetBox(view, facet, found.get(facet.name), n < OPEN));
  const further = shown.slice(SHOWN).flatMap((facet) => chosenIn(view.state, facet));
  return h(
    "details",
    { class: "filters", open: matchMedia(WIDE).matches, key: "filters" },
    h("summary", {}, say("filters"), filters > 0 && h("span", { class: "count" }, ` ${count("filters.chosen", filters)}`)),
    h("h2", { class: "hidden" }, say("filters")),
    ...boxes.slice(0, SHOWN),
    ...RANGES.map((range) => rangeBox(view, range)),
    boxes.length > SHOWN &&
      h(
        "details",
        { class: "facet further", key: "further", open: further.length > 0 },
        h("summary", {}, say("filters.more")),
        ...boxes.slice(SHOWN),
      ),
  );
}

/**
 * Where the filters will be. They hold numbers out of the index, which is fetched once a reader opens this or asks something.
 * @param {Words} words
 * @param {boolean} open
 */
export function comingPanel({ say }, open) {
  return h("details", { class: "filters", key: "filters", open }, h("summary", {}, say("filters")));
}

/**
 * The values of a facet that the state names. What the facet itself says of them may be of the state before.
 * @param {URLSearchParams} state
 * @param {Facet} facet
 */
function chosenIn(state, { name, values }) {
  return values.filter(({ slug }) => selectedIn(state, name, slug));
}

/**
 * @param {View} view
 * @param {Facet} facet
 * @param {Names | undefined} found
 * @param {boolean} isFirst
 */
function facetBox({ words, state }, facet, found, isFirst) {
  const { say, count, size } = words;
  const { name, label, more, bytes } = facet;
  const values = found?.values ?? facet.values;
  const left = found?.more ?? more;
  const chosen = chosenIn(state, facet).length;
  const find = say("find", { facet: label });
  return h(
    "details",
    { class: "facet", key: `facet-${name}`, "data-uncounted": bytes > 0 && name, open: (isFirst && bytes === 0) || chosen > 0 },
    h("summary", {}, label, chosen > 0 && h("span", { class: "count" }, ` ${count("filters.chosen", chosen)}`)),
    (more > FEW || found?.text) &&
      h("input", { type: "search", key: "find", "data-find": name, "aria-label": find, placeholder: find, autocomplete: "off", value: found?.text ?? "" }),
    h("ul", {}, ...values.map((value) => valueRow(words, name, value, selectedIn(state, name, value.slug)))),
    bytes > 0 && h("p", { class: "remark" }, say("facet.fetching", { size: size(bytes) })),
    found && values.length === 0 && h("p", { class: "remark" }, say("find.none")),
    left > 0 && h("p", { class: "remark" }, found ? count("more", left) : h("button", { type: "button", class: "link", "data-more": name }, count("more", left))),
  );
}

/**
 * A value: an alternative when ticked, left out by the button.
 * @param {View["words"]} words
 * @param {string} facet
 * @param {FacetValue} value
 * @param {Selected} selected
 */
function valueRow({ say, number }, facet, { slug, label, count }, selected) {
  const isOut = selected === "out";
  const tick = h("input", { type: "checkbox", "data-tick": facet, value: slug, checked: selected === "in" });
  return h(
    "li",
    { key: slug, "data-facet": facet, "data-value": slug, "data-count": count, class: isOut && "out" },
    h("label", {}, tick, h("span", {}, label)),
    h(
      "button",
      { type: "button", "data-not": facet, value: slug, "aria-pressed": String(isOut), "aria-label": say("not.value", { value: label }) },
      say("not"),
    ),
    count === null ? null : h("span", { class: "count" }, number(count)),
  );
}

/**
 * @param {View} view
 * @param {Range} range
 */
function rangeBox({ words: { say }, state }, [of, type, ...ends]) {
  const isSet = ends.some(([name]) => state.has(name));
  const fields = ends.map(([name, end]) => {
    const value = type === "date" ? wholeDay(state.get(name) ?? "", end) : (state.get(name) ?? "");
    const limits = type === "number" ? { step: "any", inputmode: "decimal" } : {};
    return h("label", {}, h("span", {}, say(end)), " ", h("input", { type, "data-range": name, value, ...limits }));
  });
  return h(
    "details",
    { class: "facet", key: `range-${of}`, open: isSet },
    h("summary", {}, say(of)),
    h("div", { class: "range", role: "group", "aria-label": say(of) }, ...fields),
  );
}

/**
 * The day that a field for dates shows where the state names a year or a month: its first or its last.
 * @param {string} date
 * @param {"lower" | "upper"} end
 */
function wholeDay(date, end) {
  const found = /^(\d{4})(?:-(\d\d))?$/.exec(date);
  if (!found) return date;
  const [, year, month = end === "lower" ? "01" : "12"] = found;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${end === "lower" ? "01" : last}`;
}

/**
 * The filters of a state in the order of the page. A value that the site does not have is told among the notices.
 * @param {View} view
 * @param {Facet[]} facets
 * @returns {Chosen[]}
 */
export function chosenOf({ words, state }, facets) {
  const { say } = words;
  const filters = facets.flatMap((facet) =>
    chosenIn(state, facet).map(({ slug, label }) => {
      const isOut = selectedIn(state, facet.name, slug) === "out";
      const text = say(isOut ? "chosen.not" : "chosen.is", { facet: facet.label, value: label });
      const parameter = { name: parameterOf(facet.name), value: isOut ? `-${slug}` : slug, text };
      return isOut ? parameter : { ...parameter, feed: { address: `feeds/${facet.name}/${slug}.xml`, label } };
    }),
  );
  const ends = RANGES.flatMap(([of, , ...ends]) =>
    ends.flatMap(([name, end]) => {
      const value = state.get(name);
      return value ? [{ name, value, text: say(`chosen.${end}`, { of: say(of), value: endText(words, of, value) }) }] : [];
    }),
  );
  return [...filters, ...ends];
}

/**
 * @param {Words} words
 * @param {"date" | "amount"} of
 * @param {string} value
 */
function endText(words, of, value) {
  if (of === "date") return words.date(value);
  const amount = Number(value);
  return Number.isFinite(amount) ? words.number(amount) : value;
}

/**
 * The filters above the results; nothing where there are none.
 * @param {View} view
 * @param {Chosen[]} chosen
 */
export function chips(view, chosen) {
  if (chosen.length === 0) return null;
  const { say } = view.words;
  /** @param {Chosen} one */
  const chip = (one) => dropLink(view, one, h("span", { "aria-hidden": "true" }, "\u00a0×"));
  const clear = stateLink(view, unfiltered(view.state), { class: "clear" }, say("clear"));
  return h(
    "ul",
    { class: "chips", "aria-label": say("chosen") },
    ...chosen.map((one) => h("li", { key: `${one.name}=${one.value}` }, chip(one))),
    chosen.length > 1 && h("li", { key: "clear" }, clear),
  );
}

/**
 * A link to the state without a filter.
 * @param {View} view
 * @param {Chosen} chosen
 * @param {...Child} children
 */
export function dropLink(view, { name, value, text }, ...children) {
  const label = view.words.say("remove", { filter: text });
  return stateLink(view, dropping(view.state, name, value), { "aria-label": label }, h("span", {}, text), ...children);
}

/**
 * The feeds of the chosen values: what is new of each.
 * @param {View} view
 * @param {Chosen[]} chosen
 */
export function follow({ words, root }, chosen) {
  const feeds = chosen.flatMap(({ feed }) => (feed ? [feed] : []));
  if (feeds.length === 0) return null;
  /** @param {NonNullable<Chosen["feed"]>} feed */
  const link = ({ address, label }) =>
    h("a", { href: `${root || "./"}${address}`, type: "application/atom+xml" }, label);
  return h("span", { key: "follow" }, `${words.say("follow")} `, ...feeds.flatMap((feed, n) => (n ? [", ", link(feed)] : [link(feed)])));
}

/** A way out of what a notice tells: what it is called, and the state that it leads to. @typedef {{ text: string, state: URLSearchParams }} Way */

/** The parameters and fields that are of amounts; the other ranges are of dates. */
const AMOUNTS = ["min", "max", "amount"];

/** The notices that name a range. */
const OF_RANGES = ["range", "reversed"];

/**
 * The sentences about a question, each a list item.
 * @param {View} view
 * @param {Notice[]} notices
 * @param {Facet[]} facets
 */
export function noticeItems(view, notices, facets) {
  const { say } = view.words;
  // All synonyms are one sentence.
  const added = [...new Set(notices.flatMap((notice) => notice.added ?? []))];
  const first = notices.find((notice) => notice.added);
  const told = notices.filter((notice) => !notice.added || notice === first);
  const items = told.map((one) => {
    const notice = one === first ? { ...one, added } : one;
    const way = wayOut(view, notice);
    return h("li", {}, sentence(view, notice, facets), way && " ", way && stateLink(view, way.state, {}, way.text));
  });
  if (view.state.get("synonyms") === "off" && view.state.get("q")) {
    const way = stateLink(view, changing(view.state, { synonyms: null }), {}, say("notice.synonyms-on"));
    items.push(h("li", {}, say("notice.synonyms-off"), " ", way));
  }
  return items;
}

/**
 * @param {View} view
 * @param {Notice} notice
 * @param {Facet[]} facets
 */
function sentence({ words }, notice, facets) {
  /** @type {Record<string, string>} */
  const places = {};
  for (const [name, value] of Object.entries(notice)) places[name] = Array.isArray(value) ? words.list(value) : String(value);
  if (notice.facet) places.facet = facets.find(({ name }) => name === notice.facet)?.label ?? notice.facet;
  if (OF_RANGES.includes(notice.notice)) places.name = words.say(AMOUNTS.includes(notice.name) ? "amount" : "date");
  return words.say(`notice.${notice.notice}`, places);
}

/**
 * @param {View} view
 * @param {Notice} notice
 * @returns {Way | null}
 */
function wayOut({ words: { say }, state }, { notice, ...told }) {
  const exact = () => ({ text: say("notice.exact", told), state: changing(state, { q: quoted(state.get("q") ?? "", told.word) }) });
  /** @type {(name: string, value: string) => Way | null} */
  const dropped = (name, value) =>
    state.getAll(name).includes(value) ? { text: say("notice.drop"), state: dropping(state, name, value) } : null;
  switch (notice) {
    case "typo":
    case "prefix":
    case "split":
      return exact();
    case "synonyms":
      return { text: say("notice.synonyms-drop"), state: changing(state, { synonyms: "off" }) };
    case "value":
      return dropped(parameterOf(told.facet), told.value) ?? dropped(parameterOf(told.facet), `-${told.value}`);
    case "range":
      return dropped(told.name, told.value);
    default:
      return null;
  }
}

/**
 * The question with a word in quotation marks, which are for the word alone.
 * @param {string} question
 * @param {string} word
 */
function quoted(question, word) {
  const at = question.toLowerCase().indexOf(word.toLowerCase());
  if (at < 0) return `"${word}"`;
  return `${question.slice(0, at)}"${question.slice(at, at + word.length)}"${question.slice(at + word.length)}`;
}
