// @ts-check
// The engine, which runs in a worker so that nobody waits for it while typing: the messages to and from it.

/** @import { Selected } from "./page-state.js" */

/** A sum of a currency, a basis and a recurrence. @typedef {{ currency: string, digits: number, basis: string, per: string, minor: string }} Sum */

/** A range of UTF-16 units that the question means. @typedef {[start: number, end: number]} Mark */

/**
 * @typedef {object} Result
 * @property {string} kind
 * @property {string} date as it is known; empty where it is not
 * @property {string} title
 * @property {string} lang of title and summary
 * @property {string} address from the site's root
 * @property {string} summary
 * @property {{ title: Mark[], summary: Mark[] }} marks
 * @property {string} payer
 * @property {string} payee
 * @property {Sum[]} amounts
 * @property {{ slug: string, label: string } | null} status
 */

/** What the engine has to say about a question. @typedef {{ notice: string } & Record<string, any>} Notice */

/** @typedef {{ part: "results", asked: boolean, count: number, page: number, pages: number, sort: string, results: Result[], notices: Notice[] }} Results */

/** @typedef {{ slug: string, label: string, count: number | null, selected: Selected }} FacetValue */

/** A facet; `bytes` > 0 where it is not counted, because it costs as much. @typedef {{ name: string, label: string, numbers: boolean, values: FacetValue[], more: number, bytes: number }} Facet */

/** @typedef {{ part: "totals", done: number, blocks: number, bytes: number, lines: (Sum & { count: number, inside: number })[], without: number }} Totals */

/** @typedef {Sum & { count: number, average: string, median: string, largest: string }} GroupLine */

/** @typedef {{ slug: string, label: string, count: number, lines: GroupLine[] }} Group */

/** @typedef {{ part: "groups", facet: string, label: string, done: number, blocks: number, bytes: number, groups: Group[], more: number }} Groups */

/** @typedef {{ part: "names", facet: string, text: string, values: FacetValue[], more: number }} Names */

/** @typedef {{ part: "file", name: string, type: string, bytes: BlobPart }} File */

/** @typedef {Results | { part: "facets", facets: Facet[] } | Totals | Groups | Names | File | { part: "progress" } | { part: "failed" }} Message */

/**
 * The engine of a site; its worker is started by the first question.
 * @param {string} root the absolute address of the site's root
 */
export function engineOf(root) {
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
