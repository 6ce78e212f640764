// @ts-check
// A result: its entries, what they come to, all together and by the values of a facet, and what a reader does with it.

import { dropLink } from "./page-asked.js";
import { changing, h, selecting, stateLink, unfiltered } from "./page-words.js";

/** @import { Chosen, Facet, Group, GroupLine, Groups, Mark, Result, Results, Totals, View } from "./page-types.js" */
/** @import { Child } from "./page-words.js" */

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
    h("p", { class: "result-about apart" }, ...spaced(about)),
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
  /** @type {(n: number, rel: string, key: string) => Child} */
  const to = (n, rel, key) =>
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
  /** @param {number} at */
  const withoutItem = (at) =>
    changing(view.state, { q: items.filter((_, n) => n !== at).join(" ") });
  return h(
    "div",
    { class: "nothing" },
    asked ? h("p", {}, say("empty.spelling")) : null,
    chosen.length > 0 &&
      list(say("empty.filter"), chosen.map((one) => dropLink(view, one))),
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

/** The figures of a group, each with the message that is its name. @type {("minor" | "average" | "median" | "largest")[]} */
const FIGURES = ["minor", "average", "median", "largest"];

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
  /** @param {Totals["lines"][number]} sum */
  const line = (sum) =>
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
  const { words } = view;
  if (groups.done < groups.blocks) return [counting(words, groups)];
  const { facet, label, more } = groups;
  const { say } = words;
  const heads = ["count", ...FIGURES];
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
          h("tr", {}, h("th", { scope: "col" }, label), ...heads.map((key) => h("th", { scope: "col", class: "number" }, say(`group.${key}`)))),
        ),
        h("tbody", {}, ...rows),
      ),
    ),
    more > 0 && h("p", { class: "remark" }, words.count("more", more)),
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
  /** @type {(key: string, ...told: Child[]) => HTMLElement} */
  const cell = (key, ...told) =>
    h("td", { class: "number", "data-label": words.say(`group.${key}`) }, ...told);
  /** @param {GroupLine | undefined} line */
  const figures = (line) =>
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

/** The orders; the first only where the question has words. */
const ORDERS = ["relevance", "newest", "oldest", "amount", "smallest", "name"];

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
 * The form that stands in the page as a template, with a column for every facet that no other column tells.
 * @param {View["words"]["say"]} say
 * @param {Facet[]} facets
 */
function download(say, facets) {
  /** @type {HTMLTemplateElement | null} */
  const template = document.querySelector("template#search-download");
  const form = template && document.importNode(template.content, true).querySelector("form");
  const boxes = form?.querySelector(".boxes");
  if (!form || !boxes) return null;
  const told = [...boxes.querySelectorAll("label")].map((label) => label.textContent?.trim());
  const names = [...boxes.querySelectorAll("input")].map(({ value }) => value);
  const further = facets.filter(({ name, label }) => !names.includes(name) && !told.includes(label));
  /** @param {Facet} facet */
  const box = ({ name, label }) =>
    h("label", {}, h("input", { type: "checkbox", name: "column", value: name }), " ", label);
  boxes.append(...further.map(box));
  // What a reader chose in it stays until there are other columns.
  const own = further.map(({ name }) => name).join(" ");
  return h("details", { class: "download", key: "download", "data-own": own }, h("summary", {}, say("download")), form);
}
