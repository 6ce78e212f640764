// @ts-check
// What a reader does with a result: put it in order, group it, take it along.

import { h } from "./page-dom.js";

/** @import { Facet, Results } from "./page-engine.js" */
/** @import { View } from "./page-link.js" */

/** The orders; the first only where the question has words. */
const ORDERS = ["relevance", "newest", "oldest", "amount", "smallest", "name"];

/** The formats of a download. */
const FORMATS = ["excel", "csv", "json"];

/** The columns of a download that are no facets. */
const COLUMNS = ["id", "kind", "title", "date", "year", "payer", "payee", "amount", "currency", "basis", "per", "address"];

/** The columns that are taken unless a reader chooses others. */
const USUAL = COLUMNS.filter((name) => name !== "id" && name !== "year");

/**
 * @param {View} view
 * @param {Results} results
 * @param {Facet[]} facets
 */
export function tools({ words: { say }, state }, { sort, count }, facets) {
  const orders = ORDERS.filter((order) => order !== "relevance" || state.get("q") || sort === order);
  const groups = facets.filter(({ values, bytes }) => values.length > 0 || bytes > 0);
  const group = state.get("group") ?? "";
  return [
    count > 1 &&
      choice("sort", say("sort"), sort, orders.map((order) => [order, say(`sort.${order}`)])),
    choice("group", say("group"), group, [["", say("group.none")], ...groups.map(({ name, label }) => [name, label])]),
    download(say, facets),
  ];
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} chosen
 * @param {string[][]} options
 */
function choice(name, label, chosen, options) {
  const items = options.map(([value, text]) => h("option", { value, selected: value === chosen }, text));
  return h("label", { key: name }, `${label} `, h("select", { "data-choice": name, key: name }, ...items));
}

/**
 * @param {View["words"]["say"]} say
 * @param {Facet[]} facets
 */
function download(say, facets) {
  // Much of what an entry is sorted by stands in the other columns anyway.
  const told = new Set(COLUMNS.map((name) => say(`column.${name}`)));
  const further = facets.filter(({ name, label }) => !COLUMNS.includes(name) && !told.has(label));
  const box = (/** @type {string} */ name, /** @type {string} */ label) =>
    h("label", {}, h("input", { type: "checkbox", name: "column", value: name, checked: USUAL.includes(name) }), " ", label);
  const formats = FORMATS.map((format, n) =>
    h("label", {}, h("input", { type: "radio", name: "format", value: format, checked: n === 0 }), " ", say(`format.${format}`)),
  );
  return h(
    "details",
    // What a reader chose in it stays until there are other columns.
    { class: "download", key: "download", "data-own": further.map(({ name }) => name).join(" ") },
    h("summary", {}, say("download")),
    h(
      "form",
      {
        id: "search-download",
        "data-making": say("download.making"),
        "data-made": say("download.made"),
        "data-failed": say("failed"),
      },
      h("fieldset", {}, h("legend", {}, say("format")), ...formats),
      h(
        "fieldset",
        { class: "boxes" },
        h("legend", {}, say("columns")),
        ...COLUMNS.map((name) => box(name, say(`column.${name}`))),
        ...further.map(({ name, label }) => box(name, label)),
      ),
      h("button", {}, say("download.go")),
      h("p", { role: "status", class: "remark" }),
    ),
  );
}
