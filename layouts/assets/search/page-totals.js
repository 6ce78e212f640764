// @ts-check
// What the result comes to: the sums of each currency, basis and recurrence, over all of it and by the values of a facet.
// A sum is shown when everything that it is of has been counted, and never before.

import { h } from "./page-dom.js";
import { stateLink } from "./page-link.js";
import { changing, selecting } from "./page-state.js";

/** @import { Group, GroupLine, Groups, Totals } from "./page-engine.js" */
/** @import { View } from "./page-link.js" */

/** The figures of a group, each with the message that is its name. */
const FIGURES = /** @type {const} */ (["minor", "average", "median", "largest"]);

/**
 * The sums of the result.
 * @param {View} view
 * @param {Totals} totals
 */
export function totalsParts({ words }, totals) {
  const { done, blocks, lines, without } = totals;
  if (done < blocks) return [counting(words, totals)];
  if (lines.length === 0) return [];
  const inside = lines.reduce((sum, line) => sum + line.inside, 0);
  const line = (/** @type {Totals["lines"][number]} */ sum) =>
    h(
      "li",
      {
        "data-currency": sum.currency,
        "data-basis": sum.basis,
        "data-per": sum.per,
        "data-minor": sum.minor,
        "data-count": sum.count,
      },
      words.amount(sum),
      " ",
      h("span", { class: "basis" }, `${words.basis(sum)}, ${words.count("total.count", sum.count)}`),
    );
  const left = [inside > 0 && words.count("total.inside", inside), without > 0 && words.count("total.without", without)];
  const said = left.filter(Boolean).join(" ");
  return [h("ul", { class: "figures" }, ...lines.map(line)), said && h("p", { class: "remarks" }, said)];
}

/**
 * How far the counting is, or what it would cost.
 * @param {View["words"]} words
 * @param {{ done: number, blocks: number, bytes: number }} counted
 */
function counting({ say, number, size }, { done, blocks, bytes }) {
  if (done === 0 && bytes > 0) {
    return h("p", {}, h("button", { type: "button", class: "quiet", "data-do": "sums" }, say("sums.ask", { size: size(bytes) })));
  }
  return h("p", { class: "remark" }, say("sums.progress", { done: number(done), blocks: number(blocks) }));
}

/**
 * The result by the values of a facet, as a table.
 * @param {View} view
 * @param {Groups} groups
 */
export function groupParts(view, groups) {
  const { words, state } = view;
  if (groups.done < groups.blocks) return [counting(words, groups)];
  const { facet, label, more } = groups;
  const { say } = words;
  const heads = ["group.count", ...FIGURES.map((figure) => `group.${figure}`)];
  const rows = groups.groups.flatMap((group) => groupRows(view, facet, group));
  return [
    h(
      "div",
      { class: "scroll stacked groups", role: "region", "aria-labelledby": "groups_", tabindex: 0 },
      h(
        "table",
        {},
        h("caption", { id: "groups_" }, say("group.caption", { facet: label })),
        h(
          "thead",
          {},
          h("tr", {}, h("th", { scope: "col" }, label), ...heads.map((key) => h("th", { scope: "col", class: "number" }, say(key)))),
        ),
        h("tbody", {}, ...rows),
      ),
    ),
    more > 0 && h("p", { class: "remark" }, words.count("more", more)),
    h("p", {}, stateLink(view, changing(state, { group: null }), {}, say("group.close"))),
  ];
}

/**
 * A row for each line of a group; its name and number of entries in the first.
 * @param {View} view
 * @param {string} facet
 * @param {Group} group
 */
function groupRows(view, facet, { slug, label, count, lines }) {
  const { words, state } = view;
  const cell = (/** @type {string} */ key, /** @type {import("./page-dom.js").Child[]} */ ...told) =>
    h("td", { class: "number", "data-label": words.say(`group.${key}`) }, ...told);
  const figures = (/** @type {GroupLine | undefined} */ line) =>
    FIGURES.map((figure) => {
      if (!line) return h("td", { class: "number" });
      const sum = words.amount({ ...line, minor: line[figure] });
      return cell(figure, sum, figure === "minor" && " ", figure === "minor" && h("span", { class: "basis" }, words.basis(line)));
    });
  const rowspan = lines.length > 1 ? lines.length : null;
  const to = changing(selecting(state, facet, slug, "in"), { group: null });
  const head = [
    h("th", { scope: rowspan ? "rowgroup" : "row", rowspan }, stateLink(view, to, {}, label)),
    h("td", { class: "number", rowspan, "data-label": words.say("group.count") }, words.number(count)),
  ];
  const [first, ...others] = lines;
  return [h("tr", {}, ...head, ...figures(first)), ...others.map((line) => h("tr", { class: "further" }, ...figures(line)))];
}
