// @ts-check
// How the result is spread over the years: a bar for each, which is the filter of its year as well.

import { h, selectedIn } from "./page-words.js";

/** @import { Facet, View } from "./page-types.js" */

/** The facet whose values are years. */
const YEAR = "year";

/** How many years have room in the widest window; `search.css` hides what is more than there is room for in others. */
const MOST = 35;

/** How high a bar is at most, and how low one may be that is to be seen. */
const HEIGHT = 100;
const LEAST = 4;

const SVG = "http://www.w3.org/2000/svg";

/**
 * The bars by year; their room while they are counted, and nothing where there is nothing to choose between.
 * @param {View} view
 * @param {Facet[]} facets
 * @param {number} results how many there are
 */
export function yearsPart(view, facets, results) {
  if (facets.length === 0) return results > 1 ? h("div", { class: "years" }) : null;
  const facet = facets.find(({ name }) => name === YEAR);
  const counted = (facet?.bars ?? []).map(([slug, count]) => /** @type {const} */ ([Number(slug), count]));
  const newest = Math.max(...counted.map(([year]) => year));
  const shown = new Map(counted.filter(([year]) => year > newest - MOST));
  if (!facet || shown.size < 2) return null;
  const { say } = view.words;
  const length = newest - Math.min(...shown.keys()) + 1;
  const most = Math.max(...shown.values());
  // Years without any keep their place: a line of time has no holes.
  const first = newest - length + 1;
  const columns = Array.from({ length }, (_, n) => column(view, first + n, shown.get(first + n) ?? 0, most));
  return h(
    "div",
    { class: "years" },
    h("p", { id: "years_" }, say("years")),
    h("div", { class: "spread", role: "group", "aria-labelledby": "years_" }, ...columns),
    h("p", { class: shown.size < counted.length && "cut" }, say("years.older", { facet: facet.label })),
  );
}

/**
 * A year: its bar is a button, which is pressed where the year is chosen.
 * @param {View} view
 * @param {number} number
 * @param {number} count
 * @param {number} most
 */
function column({ words, state }, number, count, most) {
  const year = String(number);
  const label = h("span", { class: "year", "aria-hidden": "true" }, year);
  if (count === 0) return h("span", { key: year }, bar(0), label);
  const selected = selectedIn(state, YEAR, year);
  return h(
    "button",
    { type: "button", key: year, class: selected, "data-press": YEAR, value: year, "aria-pressed": String(selected === "in") },
    h("span", { class: "told" }, words.count("years.bar", count, { year })),
    bar(Math.max((count / most) * HEIGHT, LEAST)),
    label,
  );
}

/** A bar; the policy forbids heights in the style of an element. @param {number} height */
function bar(height) {
  const rect = drawn("rect", { x: 0.08, y: HEIGHT - height, width: 0.84, height });
  const svg = drawn("svg", { viewBox: `0 0 1 ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  svg.append(rect);
  return svg;
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
