// @ts-check
// The filters: each facet with how many entries of the result have each value, and the ranges of date and amount.

import { h } from "./page-dom.js";
import { filtersOf } from "./page-state.js";

/** @import { Facet, FacetValue, Names } from "./page-engine.js" */
/** @import { View } from "./page-link.js" */

/** Where there is room for the filters beside the results. */
export const WIDE = "(min-width: 60rem)";

/** How many facets stand open before a reader opened any, and how many are shown before a reader asks for more. */
const OPEN = 2;
const SHOWN = 8;

/**
 * The ranges: what they are of, the type of their fields, and the parameters of their ends.
 */
const RANGES = /** @type {const} */ ([
  ["date", "date", ["from", "lower"], ["to", "upper"]],
  ["amount", "number", ["min", "lower"], ["max", "upper"]],
]);

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
  const further = shown.slice(SHOWN).flatMap(({ values }) => values.filter(({ selected }) => selected));
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
 * @param {View} view
 * @param {Facet} facet
 * @param {Names | undefined} found
 * @param {boolean} isFirst
 */
function facetBox({ words }, facet, found, isFirst) {
  const { say, count, size } = words;
  const { name, label, more, bytes } = facet;
  const values = found?.values ?? facet.values;
  const left = found?.more ?? more;
  const chosen = facet.values.filter(({ selected }) => selected).length;
  const find = say("find", { facet: label });
  return h(
    "details",
    { class: "facet", key: `facet-${name}`, "data-uncounted": bytes > 0 && name, open: (isFirst && bytes === 0) || chosen > 0 },
    h("summary", {}, label, chosen > 0 && h("span", { class: "count" }, ` ${count("filters.chosen", chosen)}`)),
    (more > 0 || found) &&
      h("input", { type: "search", key: "find", "data-find": name, "aria-label": find, placeholder: find, autocomplete: "off", value: found?.text ?? "" }),
    h("ul", {}, ...values.map((value) => valueRow(words, name, value))),
    bytes > 0 && h("p", { class: "remark" }, say("facet.fetching", { size: size(bytes) })),
    found && values.length === 0 && h("p", { class: "remark" }, say("find.none")),
    left > 0 && h("p", { class: "remark" }, count("more", left)),
  );
}

/**
 * A value: an alternative when ticked, left out by the button.
 * @param {View["words"]} words
 * @param {string} facet
 * @param {FacetValue} value
 */
function valueRow({ say, number }, facet, { slug, label, count, selected }) {
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
 * @param {typeof RANGES[number]} range
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
