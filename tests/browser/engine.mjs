// An engine of the search that says what a test wants it to say, in the place of the worker: so that the page is tried with
// answers that a small site cannot give.

/** @import { Page } from "playwright-core" */
/** @import { Facet, Result, Results } from "../../layouts/assets/search/page-types.js" */

/**
 * What the page asks. @typedef {{ ask: string, id?: number, state?: string, facet?: string, text?: string } & Record<string, any>} Question
 */

/**
 * Puts an engine in the place of the worker of every page that is opened from now on.
 * @param {Page} page
 * @param {(question: Question) => object[]} answer what the engine says to a question, one message after the other
 * @returns {Promise<Question[]>} grows with every question
 */
export async function fakeEngine(page, answer) {
  /** @type {Question[]} */
  const asked = [];
  await page.exposeFunction("engineAnswers", (/** @type {Question} */ question) => {
    asked.push(question);
    return answer(question);
  });
  await page.addInitScript(() => {
    class FakeWorker {
      /** @type {((event: { data: object }) => void) | null} */
      onmessage = null;
      isOver = false;
      terminate() {
        this.isOver = true;
      }
      /** @param {{ id?: number }} question */
      async postMessage(question) {
        // @ts-expect-error exposed above
        const messages = await window.engineAnswers(question);
        for (const message of messages) if (!this.isOver) this.onmessage?.({ data: { id: question.id, ...message } });
      }
    }
    Object.assign(window, { Worker: FakeWorker });
  });
  return asked;
}

/**
 * A facet with values of which those that the state names are selected.
 * @param {URLSearchParams} state
 * @param {string} name
 * @param {string} label
 * @param {[slug: string, label: string, count: number][]} values
 * @param {Partial<Facet>} [rest]
 * @returns {Facet}
 */
export function facetOf(state, name, label, values, rest = {}) {
  const named = [...state.getAll(name), ...state.getAll(`f.${name}`)];
  return {
    name,
    label,
    numbers: false,
    more: 0,
    bytes: 0,
    values: values.map(([slug, label, count]) => ({
      slug,
      label,
      count,
      selected: named.includes(slug) ? "in" : named.includes(`-${slug}`) ? "out" : "",
    })),
    ...rest,
  };
}

/**
 * The message with the results of a state.
 * @param {URLSearchParams} state
 * @param {Partial<Results>} rest
 * @returns {Results}
 */
export function resultsOf(state, rest = {}) {
  const isAsked = [...state.keys()].length > 0;
  const results = isAsked ? (rest.results ?? [resultOf({})]) : [];
  const sort = state.get("sort") ?? (state.get("q") ? "relevance" : "newest");
  return { part: "results", asked: isAsked, count: results.length, page: 1, pages: 1, sort, notices: [], ...rest, results };
}

/**
 * @param {Partial<Result>} rest
 * @returns {Result}
 */
export function resultOf(rest) {
  return {
    kind: "Tilskud",
    date: "2021-01-18",
    title: "Tilskud til Bæredygtig Herning",
    lang: "da",
    address: "tilskud/herning-baeredygtig-herning-2021.html",
    summary: "Fire millioner kroner til foreningen.",
    marks: { title: [], summary: [] },
    payer: "Herning Kommune",
    payee: "Bæredygtig Herning",
    amounts: [{ currency: "DKK", digits: 2, basis: "decided", per: "once", minor: "400000000" }],
    status: { slug: "adopted", label: "vedtaget" },
    ...rest,
  };
}
