// @ts-check
// How the result is spread over the years: a bar for each, which is the filter of its year as well.

import { h, selectedIn } from "./page-words.js";

/** @import { Facet, View } from "./page-types.js" */

/** The facet whose values are years. */
const YEAR = "year";

/** How many years have room: on a telephone, beside nothing, and at most; `search.css` hides what is more than there is room for. */
const NARROW = 11;
const MIDDLE = 23;
const MOST = 35;

/**
 * The widths at which each bar can say its year, by how many bars there are: `few` say it everywhere, the others where
 * `search.css` gives them room.
 * @type {[number, string][]}
 */
const LABELLED = [
  [7, "few"],
  [15, "some"],
  [MIDDLE, "many"],
];

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
  const columns = Array.from({ length }, (_, place) => {
    const ago = length - 1 - place;
    return column(view, newest - ago, shown.get(newest - ago) ?? 0, most, placed(ago, length));
  });
  const labelled = LABELLED.find(([columns]) => length <= columns)?.[1] ?? "";
  return h(
    "div",
    { class: "years" },
    h("p", { id: "years_" }, say("years")),
    h("div", { class: `bars ${labelled}`, role: "group", "aria-labelledby": "years_" }, ...columns),
    older(say("years.older", { facet: facet.label }), length, shown.size < counted.length),
  );
}

/**
 * Tells where the years are that have no bar; nothing where each has one.
 * @param {string} text
 * @param {number} length
 * @param {boolean} isCut whether the widest window leaves out some, too
 */
function older(text, length, isCut) {
  if (!isCut && length <= NARROW) return null;
  const where = isCut ? "" : length > MIDDLE ? "but-wide" : "but-narrow";
  return h("p", { class: `remark ${where}` }, text);
}

/**
 * What a column is called by its place: whether there is room for it, and whether it is the first or the last that is seen.
 * @param {number} ago years before the newest
 * @param {number} length
 */
function placed(ago, length) {
  const room = ago >= MIDDLE ? "oldest older" : ago >= NARROW ? "older" : "";
  if (ago === 0 || ago === length - 1) return `end ${room}`;
  return ago === NARROW - 1 ? "end-narrow" : ago === MIDDLE - 1 ? `end-middle ${room}` : room;
}

/**
 * A year: its bar is a button, which is pressed where the year is chosen.
 * @param {View} view
 * @param {number} year
 * @param {number} count
 * @param {number} most
 * @param {string} place
 */
function column({ words, state }, year, count, most, place) {
  const label = h("span", { class: "year", "aria-hidden": "true" }, String(year));
  const height = count > 0 ? Math.max((count / most) * HEIGHT, LEAST) : 0;
  if (count === 0) return h("span", { key: String(year), class: place, "aria-hidden": "true" }, bar(height), label);
  const selected = selectedIn(state, YEAR, String(year));
  return h(
    "button",
    {
      type: "button",
      key: String(year),
      class: `${place} ${selected}`,
      "data-press": YEAR,
      value: String(year),
      "aria-pressed": String(selected === "in"),
    },
    h("span", { class: "told" }, words.count("years.bar", count, { year: String(year) })),
    bar(height),
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
