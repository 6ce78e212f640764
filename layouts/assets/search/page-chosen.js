// @ts-check
// The filters of a state, each with a way to be rid of it and, where it is a value of a facet, one to follow it.

import { h } from "./page-dom.js";
import { stateLink } from "./page-link.js";
import { dropping, parameterOf, unfiltered } from "./page-state.js";

/** @import { Facet } from "./page-engine.js" */
/** @import { View } from "./page-link.js" */
/** @import { Words } from "./page-words.js" */

/**
 * A filter of the state: the parameter that holds it, and what it is called.
 * @typedef {{ name: string, value: string, text: string, feed?: { address: string, label: string } }} Chosen
 */

/** The ends of ranges: what they are of, and which end. */
const ENDS = /** @type {const} */ ([
  ["from", "date", "lower"],
  ["to", "date", "upper"],
  ["min", "amount", "lower"],
  ["max", "amount", "upper"],
]);

/**
 * The filters of a state in the order of the page. A value that the site does not have is told among the notices.
 * @param {View} view
 * @param {Facet[]} facets
 * @returns {Chosen[]}
 */
export function chosenOf({ words, state }, facets) {
  const { say } = words;
  const values = facets.flatMap(({ name, label, numbers, values }) =>
    values.filter(({ selected }) => selected).map((value) => ({ name, facet: label, numbers, ...value })),
  );
  const filters = values.map(({ name, facet, numbers, slug, label, selected }) => {
    const isOut = selected === "out";
    const text = say(isOut ? "chosen.not" : "chosen.is", { facet, value: label });
    const parameter = { name: parameterOf(name), value: isOut ? `-${slug}` : slug, text };
    // Years are followed by nobody, and have no feeds.
    return isOut || numbers ? parameter : { ...parameter, feed: { address: `feeds/${name}/${slug}.xml`, label } };
  });
  const ends = ENDS.flatMap(([name, of, end]) => {
    const value = state.get(name);
    return value ? [{ name, value, text: say(`chosen.${end}`, { of: say(of), value: endText(words, of, value) }) }] : [];
  });
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
  const chip = (/** @type {Chosen} */ { name, value, text }) =>
    stateLink(
      view,
      dropping(view.state, name, value),
      { "aria-label": say("remove", { filter: text }) },
      h("span", {}, text),
      h("span", { "aria-hidden": "true" }, "\u00a0×"),
    );
  const clear = stateLink(view, unfiltered(view.state), { class: "clear" }, say("clear"));
  return h(
    "ul",
    { class: "chips", "aria-label": say("chosen") },
    ...chosen.map((one) => h("li", { key: `${one.name}=${one.value}` }, chip(one))),
    chosen.length > 1 && h("li", { key: "clear" }, clear),
  );
}

/**
 * The feeds of the chosen values: what is new of each.
 * @param {View} view
 * @param {Chosen[]} chosen
 */
export function follow({ words, root }, chosen) {
  const feeds = chosen.flatMap(({ feed }) => (feed ? [feed] : []));
  if (feeds.length === 0) return null;
  const link = (/** @type {NonNullable<Chosen["feed"]>} */ { address, label }) =>
    h("a", { href: `${root || "./"}${address}`, type: "application/atom+xml" }, label);
  return h("span", { key: "follow" }, `${words.say("follow")} `, ...feeds.flatMap((feed, n) => (n ? [", ", link(feed)] : [link(feed)])));
}
