// @ts-check
// The search page: answers what the address asks, and what is typed, in place. Without this module the form leads to
// the same address, and the page's lists are what a reader has.

import { WIDE, chips, chosenOf, comingPanel, filterPanel, follow, noticeItems } from "./page-asked.js";
import { listen } from "./page-input.js";
import { emptyHelp, groupParts, pages, resultItem, tools, totalsParts } from "./page-result.js";
import { fill, h, wordsOf } from "./page-words.js";
import { yearsPart } from "./page-years.js";

/** @import { Actions, Facet, Known, Message, Settings, View } from "./page-types.js" */
/** @import { Children } from "./page-words.js" */

/** How long nothing is said of waiting, in milliseconds: what comes sooner needs no words. */
const PATIENCE = 300;

/** How long what was chosen waits for its answer before it is shown beside the results of before: drawing would delay them. */
const SOON = 120;

/**
 * Makes the search page of `window` answer; does nothing on a page that only has a form.
 * @param {Window & typeof globalThis} window
 */
export function start(window) {
  const { document, location } = window;
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form#search-form");
  const block = document.getElementById("search-settings");
  if (!form || !block) return;
  document.getElementById("search-unavailable")?.setAttribute("hidden", "");
  /** @type {Settings} */
  const { root, page, pageLanguage: language, messages } = JSON.parse(block.textContent ?? "");
  const place = { words: wordsOf(messages, language), root, page: `${root || "./"}${page}` };
  const base = new URL(root || "./", document.baseURI).href;
  const engine = engineOf(base);
  const parts = partsOf(document);
  const { title } = document;
  let state = new URLSearchParams(location.search);
  let known = NOTHING;
  let turn = 0;

  /** @param {Message["part"]} [part] what is new; else everything */
  const show = (part) => draw(parts, { ...place, state }, known, part);
  const tell = () => {
    if (fill(parts.status, ...statusParts({ ...place, state }, known))) parts.status.focus();
  };
  /** @param {Message} message */
  const hear = (message) => {
    known = learned(known, message);
    show(message.part);
    if (message.part === "results" || known.trouble) parts.results.removeAttribute("aria-busy");
    // What is told is heard, so that it is told anew only where it says something else.
    else if (message.part !== "facets" || !known.results?.notices.length) return;
    tell();
  };
  /** @type {Actions["ask"]} */
  const ask = (question) => engine.ask(question, hear);
  const answer = () => {
    turn += 1;
    const asked = turn;
    engine.forget();
    known = { ...known, trouble: "" };
    parts.results.setAttribute("aria-busy", "true");
    engine.ask({ ask: "state", state: state.toString(), language }, (message) => {
      hear(message);
      if (message.part !== "facets") return;
      for (const { open, dataset } of document.querySelectorAll("details")) {
        if (open && dataset.uncounted) ask({ ask: "open", facet: dataset.uncounted });
      }
    });
    /** @param {number} time @param {() => void} act */
    const unlessAnswered = (time, act) => {
      setTimeout(() => asked === turn && parts.results.hasAttribute("aria-busy") && act(), time);
    };
    unlessAnswered(SOON, show);
    // Who has asked nothing waits for nothing.
    const isAwaited = state.size > 0 || known.results?.asked;
    unlessAnswered(PATIENCE, () => {
      if (!isAwaited) return;
      known = { ...known, trouble: "slow" };
      tell();
    });
    const words = state.get("q");
    document.title = words ? `${words} – ${title}` : title;
    keepInLanguages(document, state);
  };

  listen(window, form, {
    state: () => state,
    go: (next, how) => {
      write(window, next, how);
      state = next;
      answer();
    },
    read: () => {
      const next = new URLSearchParams(location.search);
      // A link within the page changes nothing of it.
      if (next.toString() === state.toString()) return;
      state = next;
      answer();
    },
    rest: () => fill(parts.filters, comingPanel(place.words, false)),
    answer,
    ask,
    take: (question, hear) => {
      // A worker of its own: what is typed meanwhile is not kept waiting.
      const maker = engineOf(base);
      maker.ask(question, (message) => {
        hear(message);
        if (message.part !== "progress") maker.stop();
      });
    },
    forget: (facet) => {
      known.found.delete(facet);
      show();
    },
    language,
  });
}

/**
 * Makes the address say the state. What is typed is one entry of the history, however many letters it has.
 * @param {Window} window
 * @param {URLSearchParams} state
 * @param {"typed" | "chosen"} how
 */
function write({ location, history }, state, how) {
  const address = new URL(location.href);
  address.hash = "";
  address.search = state.toString();
  const isSame = address.href === location.href;
  const wasTyped = history.state?.isTyped === true;
  // A space behind the words asks nothing new, and does not make an entry that was chosen one that is still typed.
  const isTyped = how === "typed" && (wasTyped || !isSame);
  try {
    history[isSame || (isTyped && wasTyped) ? "replaceState" : "pushState"]({ isTyped }, "", address);
  } catch {
    // Browsers take only so many addresses at a time. The answer does not hang on it.
  }
}

/**
 * Lets the same page in other languages ask the same.
 * @param {Document} document
 * @param {URLSearchParams} state
 */
function keepInLanguages(document, state) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("nav.languages a");
  for (const link of links) link.search = state.toString();
}

/**
 * The engine of a site; its worker is started by the first question.
 * @param {string} root the absolute address of the site's root
 */
function engineOf(root) {
  /** @type {Worker | null} */
  let worker = null;
  let last = 0;
  /** @type {Map<number, (message: Message) => void>} */
  const listeners = new Map();

  const stop = () => {
    worker?.terminate();
    worker = null;
  };
  // A worker that failed has nothing more to say; the next question starts another.
  const fail = () => {
    stop();
    const waiting = [...listeners.values()];
    listeners.clear();
    for (const listen of waiting) listen({ part: "failed" });
  };
  const start = () => {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => (data.part === "failed" ? fail() : listeners.get(data.id)?.(data));
    worker.onerror = (event) => {
      event.preventDefault();
      fail();
    };
    worker.postMessage({ ask: "start", root });
    return worker;
  };

  return {
    /**
     * Asks something and tells every part of the answer.
     * @param {Record<string, unknown>} question
     * @param {(message: Message) => void} listen
     */
    ask(question, listen) {
      last += 1;
      listeners.set(last, listen);
      try {
        (worker ?? start()).postMessage({ ...question, id: last });
      } catch {
        queueMicrotask(fail);
      }
    },
    /** Hears nothing more of what was asked. */
    forget: () => listeners.clear(),
    stop,
  };
}

/** The parts of the page, each with its id. */
const PARTS = {
  filters: "search-filters",
  status: "result-status",
  years: "search-years",
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
function partsOf(document) {
  const parts = Object.entries(PARTS).map(([name, id]) => [name, document.getElementById(id) ?? h("div", {})]);
  return Object.fromEntries(parts);
}

/**
 * What is known before anything is.
 * @type {Known}
 */
const NOTHING = { results: null, totals: null, groups: null, facets: [], found: new Map(), trouble: "" };

/**
 * What is known, with what a message adds.
 * @param {Known} known
 * @param {Message} message
 * @returns {Known}
 */
function learned(known, message) {
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
 * The parts of the page that tell of a part of the answer; those that are not named here change everything.
 * @type {{ [part in Message["part"]]?: (keyof Parts)[] }}
 */
const TOLD_IN = {
  facets: ["filters", "years", "tools", "after"],
  names: ["filters"],
  totals: ["totals"],
  groups: ["tools"],
};

/**
 * Shows what is known.
 * @param {Parts} parts
 * @param {View} view
 * @param {Known} known
 * @param {Message["part"]} [part] what is new
 */
function draw(parts, view, known, part = "results") {
  const { facets, found, totals, groups, trouble } = known;
  const chosen = chosenOf(view, facets);
  const results = trouble === "failed" ? null : known.results;
  const shown = results?.asked ? results : null;
  const some = shown && shown.count > 0 ? shown : null;
  /** @type {{ [part in keyof Parts]?: () => Children[] }} */
  const made = {
    filters: () => [
      some && h("a", { class: "skip", href: "#results" }, view.words.say("skip")),
      // What a reader opened stays where it is while its content is on its way.
      facets.length === 0 && trouble !== "failed"
        ? comingPanel(view.words, matchMedia(WIDE).matches)
        : filterPanel(view, facets, found),
    ],
    years: () => [some && yearsPart(view, facets, some.count)],
    totals: () => (some && totals ? totalsParts(view, totals) : []),
    tools: () => [
      // Where nothing is found, the filters stand among what may help.
      shown && !some ? null : chips(view, chosen),
      h("div", { class: "tools" }, ...(some ? tools(view, some, facets) : []), follow(view, chosen)),
      ...(some && groups ? groupParts(view, groups) : []),
      some && h("h2", { class: "hidden" }, view.words.say("results")),
    ],
    results: () => (results?.results ?? []).map((result) => resultItem(view, result)),
    after: () => [shown && pages(view, shown), shown && !some && emptyHelp(view, chosen)],
  };
  const names = TOLD_IN[part] ?? /** @type {(keyof Parts)[]} */ (Object.keys(made));
  const isLost = names.map((name) => fill(parts[name], ...(made[name]?.() ?? [])));
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

if (typeof document !== "undefined") start(window);
