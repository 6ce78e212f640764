// @ts-check
// The search page: answers what the address asks, and what is typed, in place. Without this module the form leads to
// the same address, and the page's lists are what a reader has.

import { NOTHING, draw, learned, partsOf } from "./page-draw.js";
import { listen, openFacets } from "./page-input.js";
import { wordsOf } from "./page-words.js";

/** @import { Actions, Message, Settings } from "./page-types.js" */

/** How long nothing is said of waiting, in milliseconds: what comes sooner needs no words. */
const PATIENCE = 300;

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

/**
 * The engine of a site; its worker is started by the first question.
 * @param {string} root the absolute address of the site's root
 */
function engineOf(root) {
  /** @type {Worker | null} */
  let worker = null;
  let last = 0;
  /** @type {Map<number, { listen: (message: Message) => void, isOfState: boolean }>} */
  const listeners = new Map();

  // A worker that failed has nothing more to say; the next question starts another.
  const fail = () => {
    worker?.terminate();
    worker = null;
    const waiting = [...listeners.values()];
    listeners.clear();
    for (const { listen } of waiting) listen({ part: "failed" });
  };
  const start = () => {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => (data.part === "failed" ? fail() : listeners.get(data.id)?.listen(data));
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
      // A file is made of the state that it was asked for.
      listeners.set(last, { listen, isOfState: question.ask !== "download" });
      try {
        (worker ?? start()).postMessage({ ...question, id: last });
      } catch {
        queueMicrotask(fail);
      }
    },
    /** Hears nothing more of the state before. */
    forget() {
      for (const [id, { isOfState }] of listeners) if (isOfState) listeners.delete(id);
    },
  };
}

if (typeof document !== "undefined") start(window);
