// @ts-check
// The page as what is known of an answer makes it.

import { chips, chosenOf, filterPanel, follow, noticeItems } from "./page-asked.js";
import { emptyHelp, groupParts, pages, resultItem, tools, totalsParts } from "./page-result.js";
import { fill, h } from "./page-words.js";

/** @import { Facet, Known, Message, View } from "./page-types.js" */
/** @import { Children } from "./page-words.js" */

/** The parts of the page, each with its id. */
const PARTS = {
  filters: "search-filters",
  status: "result-status",
  totals: "result-totals",
  tools: "search-tools",
  results: "results",
  after: "search-after",
  lists: "search-lists",
};

/** @typedef {Record<keyof typeof PARTS, HTMLElement>} Parts */

/**
 * The parts of the page. A theme may leave out what it does not show.
 * @param {Document} document
 * @returns {Parts}
 */
export function partsOf(document) {
  const parts = Object.entries(PARTS).map(([name, id]) => [name, document.getElementById(id) ?? h("div", {})]);
  return /** @type {Parts} */ (Object.fromEntries(parts));
}

/**
 * What is known before anything is.
 * @type {Known}
 */
export const NOTHING = { results: null, totals: null, groups: null, facets: [], found: new Map(), trouble: "" };

/**
 * What is known, with what a message adds.
 * @param {Known} known
 * @param {Message} message
 * @returns {Known}
 */
export function learned(known, message) {
  switch (message.part) {
    case "results":
      // The sums of the result before are not those of this one.
      return { ...NOTHING, results: message, facets: known.facets };
    case "facets":
      return { ...known, facets: merged(known.facets, message.facets) };
    case "totals":
    case "groups":
      return { ...known, [message.part]: message };
    case "names":
      return { ...known, found: new Map(known.found).set(message.facet, message) };
    case "failed":
      return { ...known, trouble: "failed" };
    default:
      return known;
  }
}

/**
 * Facets with those that came later in the place of their namesakes.
 * @param {Facet[]} facets
 * @param {Facet[]} later
 */
function merged(facets, later) {
  const byName = new Map([...facets, ...later].map((facet) => [facet.name, facet]));
  return [...byName.values()];
}

/**
 * Shows what is known.
 * @param {Parts} parts
 * @param {View} view
 * @param {Known} known
 */
export function draw(parts, view, known) {
  const { facets, found, totals, groups, trouble } = known;
  const chosen = chosenOf(view, facets);
  const results = trouble === "failed" ? null : known.results;
  const shown = results?.asked ? results : null;
  const some = shown && shown.count > 0 ? shown : null;
  const isLost = [
    fill(
      parts.filters,
      some && h("a", { class: "skip", href: "#results" }, view.words.say("skip")),
      filterPanel(view, facets, found),
    ),
    fill(parts.status, ...statusParts(view, known)),
    fill(parts.totals, ...(some && totals ? totalsParts(view, totals) : [])),
    fill(
      parts.tools,
      // Where nothing is found, the filters stand among what may help.
      shown && !some ? null : chips(view, chosen),
      h("div", { class: "tools" }, ...(some ? tools(view, some, facets) : []), follow(view, chosen)),
      ...(some && groups ? groupParts(view, groups) : []),
      some && h("h2", { class: "hidden" }, view.words.say("results")),
    ),
    fill(parts.results, ...(results?.results ?? []).map((result) => resultItem(view, result))),
    fill(parts.after, shown && pages(view, shown), shown && !some && emptyHelp(view, chosen)),
  ];
  parts.lists.hidden = shown !== null;
  const isCounted = some && totals && totals.done >= totals.blocks;
  if (isCounted) parts.totals.setAttribute("data-without", String(totals.without));
  else parts.totals.removeAttribute("data-without");
  // Whoever took away a filter goes on from what that brought.
  if (isLost.includes(true)) parts.status.focus({ preventScroll: true });
}

/**
 * How many results there are and in which order, and what there is to say about the question.
 * @param {View} view
 * @param {Known} known
 * @returns {Children[]}
 */
function statusParts(view, { results, facets, trouble }) {
  const { say, count, number } = view.words;
  if (trouble === "failed") {
    const retry = h("button", { type: "button", class: "quiet", "data-do": "retry" }, say("retry"));
    return [h("p", {}, say("failed"), " ", retry)];
  }
  if (trouble === "slow") return [h("p", {}, say("searching"))];
  if (!results) return [];
  const items = noticeItems(view, results.notices, facets);
  const notices = items.length > 0 && h("ul", { class: "notices" }, ...items);
  if (!results.asked) return [notices];
  if (results.count === 0) return [h("p", {}, say("none")), notices];
  const order = results.count > 1 && `, ${say(`sort.${results.sort}`)}`;
  const at = results.pages > 1 && `, ${say("page", { page: number(results.page), pages: number(results.pages) })}`;
  return [h("p", {}, h("strong", {}, count("count", results.count)), order, at), notices];
}
