// @ts-check
// The search page: answers what the address asks, and what is typed, in place. Without this module the form leads to
// the same address, and the page's lists are what a reader has.

import { query } from "./analyse.js";
import { answer } from "./ask.js";
import { load } from "./lunr.js";
import { countMessage, show } from "./view.js";

/** @import { Answer } from "./ask.js" */
/** @import { Index } from "./lunr.js" */
/** @import { Language } from "./stem.js" */
/** @import { Entry, Kinds, Result } from "./view.js" */

/**
 * The inert JSON block `#search-settings`.
 * @typedef {object} Settings
 * @property {string} root relative path from the page to the site's root
 * @property {string} manifest address of the list of the search's files, from the site's root
 * @property {string} pageLanguage
 * @property {Record<string, string>} messages `searching`, `none`, `count.one`, `count.other`, `failed`, `short`, and
 *   `any` where the page says that no entry has all the words
 */

/**
 * A line of the manifest: entries of one language whose index and records are files of their own. Of a small site it is
 * all entries of the language, of a larger one those of one kind, or of one year of it.
 * @typedef {object} Piece
 * @property {Language} language
 * @property {string} index address from the site's root
 * @property {string} records address from the site's root
 */

/** @typedef {{ kinds: Kinds, records: Record<string, Entry> }} Records */

/** What is loaded of one language. @typedef {{ language: Language, index: Index, records: Records }} Part */

/**
 * Makes the search page of `window` answer; does nothing on a page that only has a form.
 * @param {Window & typeof globalThis} window
 */
export function start(window) {
  const { document, location, history } = window;
  const form = document.getElementById("search-form");
  const input = /** @type {HTMLInputElement | null} */ (form?.querySelector("input[name=q]") ?? null);
  const list = document.getElementById("results");
  const status = document.getElementById("result-status");
  const block = document.getElementById("search-settings");
  if (!form || !input || !list || !status || !block) return;
  document.getElementById("search-unavailable")?.setAttribute("hidden", "");
  /** @type {Settings} */
  const settings = JSON.parse(block.textContent ?? "");
  let ready = false;
  const parts = once(async () => {
    const loaded = await loadParts(window, settings);
    ready = true;
    return loaded;
  });
  let latest = 0;

  /** Shows what the address asks for, unless a later question overtakes it. */
  const respond = async () => {
    latest += 1;
    const turn = latest;
    const text = new URL(location.href).searchParams.get("q") ?? "";
    input.value = text;
    if (text && !ready) status.textContent = settings.messages.searching;
    const outcome = await outcomeOf(text, settings, parts);
    if (turn !== latest) return;
    show(list, outcome.results, { root: settings.root, language: settings.pageLanguage });
    status.textContent = outcome.message;
  };

  form.addEventListener("focusin", () => parts().catch(() => undefined), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = addressFor(location.href, input.value);
    if (address !== location.href) history.pushState(null, "", address);
    respond();
  });
  window.addEventListener("popstate", respond);
  if (new URL(location.href).searchParams.has("q")) respond();
}

/**
 * The page's address with this question.
 * @param {string} address
 * @param {string} text
 */
function addressFor(address, text) {
  const url = new URL(address);
  url.hash = "";
  url.searchParams.delete("q");
  if (text.trim()) url.searchParams.set("q", text.trim());
  return url.href;
}

/**
 * The results of a question, and what to say about them.
 * @param {string} text
 * @param {Settings} settings
 * @param {() => Promise<Part[]>} parts
 * @returns {Promise<{ message: string, results: Result[] }>}
 */
async function outcomeOf(text, settings, parts) {
  const { messages, pageLanguage } = settings;
  if (query(text, []).words.length === 0) return { message: text.trim() ? messages.short : "", results: [] };
  try {
    const loaded = await parts();
    const asked = query(
      text,
      loaded.map(({ language }) => language),
    );
    const found = answer(loaded, asked);
    const results = resultsOf(found, loaded);
    const count = countMessage(messages, results.length, pageLanguage);
    const isPartial = results.length > 0 && !found.complete && messages.any;
    return { message: isPartial ? `${messages.any} ${count}` : count, results };
  } catch {
    return { message: messages.failed, results: [] };
  }
}

/**
 * The entries of an answer in the order of the page: best first, then by address.
 * @param {Answer} found
 * @param {Part[]} parts
 */
function resultsOf({ hits }, parts) {
  const recordsOf = new Map(parts.map(({ language, records }) => [language, records]));
  const scored = hits.flatMap(({ language, ref, score }) => {
    const records = recordsOf.get(language);
    const entry = records?.records[ref];
    return records && entry ? [{ score, result: { entry, kinds: records.kinds } }] : [];
  });
  scored.sort((a, b) => b.score - a.score || (a.result.entry.a < b.result.entry.a ? -1 : 1));
  return scored.map(({ result }) => result);
}

/**
 * Every piece of the manifest. One that is missing fails the whole: an answer without it would be wrong.
 * @param {Window & typeof globalThis} window
 * @param {Settings} settings
 * @returns {Promise<Part[]>}
 */
async function loadParts(window, settings) {
  /** @param {string} file */
  const read = async (file) => {
    // The files belong together, so that none may be an older one from the cache.
    const response = await window.fetch(new URL(settings.root + file, window.document.baseURI), { cache: "no-cache" });
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return response.json();
  };
  /** @type {{ pieces: Piece[] }} */
  const { pieces } = await read(settings.manifest);
  const loaded = await Promise.all(
    pieces.map(async ({ language, index, records }) => {
      const [tree, shown] = await Promise.all([read(index), read(records)]);
      return { language, tree, shown };
    }),
  );
  const languages = [...new Set(loaded.map(({ language }) => language))];
  return languages.map((language) => {
    const own = loaded.filter((piece) => piece.language === language);
    return {
      language,
      index: load(...own.map(({ tree }) => tree)),
      records: together(own.map(({ shown }) => shown)),
    };
  });
}

/**
 * The records of several pieces as those of one.
 * @param {Records[]} all
 * @returns {Records}
 */
function together(all) {
  return {
    kinds: Object.assign({}, ...all.map(({ kinds }) => kinds)),
    records: Object.assign({}, ...all.map(({ records }) => records)),
  };
}

/**
 * Asks only once, and again after a failure.
 * @template T
 * @param {() => Promise<T>} ask
 */
function once(ask) {
  /** @type {Promise<T> | null} */
  let answer = null;
  return () => {
    answer ??= ask().catch((error) => {
      answer = null;
      throw error;
    });
    return answer;
  };
}

if (typeof document !== "undefined") start(window);
