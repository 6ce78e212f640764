// @ts-check
// The search page: answers what the address asks, and what is typed, in place. Without this module the form leads to
// the same address, and the page's lists are what a reader has.

import { draw, learned, partsOf } from "./page-draw.js";
import { engineOf } from "./page-engine.js";
import { listen, openFacets } from "./page-input.js";
import { wordsOf } from "./page-words.js";

/** @import { Known } from "./page-draw.js" */
/** @import { Message } from "./page-engine.js" */

/**
 * The inert JSON block `#search-settings`.
 * @typedef {object} Settings
 * @property {string} root relative path from the page to the site's root
 * @property {string} page address of the page, from the site's root
 * @property {string} pageLanguage
 * @property {Record<string, string>} messages
 */

/**
 * What the reader's doings can bring about.
 * @typedef {object} Actions
 * @property {() => URLSearchParams} state the one that the address asks
 * @property {(state: URLSearchParams, how: "typed" | "chosen") => void} go makes the address ask another state
 * @property {() => void} read takes the state from the address
 * @property {() => void} answer asks again what the address asks
 * @property {(question: Record<string, unknown>) => void} ask about the state
 * @property {(question: Record<string, unknown>, hear: (message: Message) => void) => void} take asks for what outlasts the state
 * @property {(facet: string) => void} forget the values among which a reader looked for some
 * @property {string} language
 */

/** How long nothing is said of waiting, in milliseconds: what comes sooner needs no words. */
const PATIENCE = 300;

/** @type {Known} */
const NOTHING = { results: null, totals: null, groups: null, facets: [], found: new Map(), trouble: "" };

/**
 * Makes the search page of `window` answer; does nothing on a page that only has a form.
 * @param {Window & typeof globalThis} window
 */
export function start(window) {
  const { document, location } = window;
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("search-form"));
  const block = document.getElementById("search-settings");
  if (!form || !block) return;
  document.getElementById("search-unavailable")?.setAttribute("hidden", "");
  /** @type {Settings} */
  const { root, page, pageLanguage: language, messages } = JSON.parse(block.textContent ?? "");
  const place = { words: wordsOf(messages, language), root, page: `${root || "./"}${page}` };
  const engine = engineOf(new URL(root || "./", document.baseURI).href);
  const parts = partsOf(document);
  const { title } = document;
  let state = new URLSearchParams(location.search);
  let known = NOTHING;
  let turn = 0;

  const show = () => draw(parts, { ...place, state }, known);
  /** @param {Message} message */
  const hear = (message) => {
    known = learned(known, message);
    if (message.part === "results" || message.part === "failed") parts.results.removeAttribute("aria-busy");
    show();
  };
  const ask = (/** @type {Record<string, unknown>} */ question) => engine.ask(question, hear);
  const answer = () => {
    turn += 1;
    const asked = turn;
    engine.forget();
    known = { ...known, trouble: "" };
    parts.results.setAttribute("aria-busy", "true");
    engine.ask({ ask: "state", state: state.toString(), language }, (message) => {
      hear(message);
      if (message.part === "facets") for (const facet of openFacets(document)) ask({ ask: "open", facet });
    });
    setTimeout(() => {
      if (asked !== turn || !parts.results.hasAttribute("aria-busy")) return;
      known = { ...known, trouble: "slow" };
      show();
    }, PATIENCE);
    const words = state.get("q");
    document.title = words ? `${words} – ${title}` : title;
    keepInLanguages(document, state);
    show();
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
    answer,
    ask,
    take: engine.ask,
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
  const isTyped = how === "typed";
  const isSameEntry = address.href === location.href || (isTyped && history.state?.isTyped);
  try {
    history[isSameEntry ? "replaceState" : "pushState"]({ isTyped }, "", address);
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
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("nav.languages a"));
  for (const link of links) link.search = state.toString();
}

if (typeof document !== "undefined") start(window);
