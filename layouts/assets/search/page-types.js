// @ts-check
// What the page and the engine tell each other, and what is handed about on the page: types alone, which no browser reads.

/** Whether a value is an alternative, left out, or neither. @typedef {"" | "in" | "out"} Selected */

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

/**
 * A facet; `bytes` > 0 where it is not counted, because it costs as much. `bars`: how many have each number, the largest
 * first, where its values are numbers and counted.
 * @typedef {{ name: string, label: string, numbers: boolean, values: FacetValue[], more: number, bytes: number, bars?: [slug: string, count: number][] }} Facet
 */

/** @typedef {{ part: "totals", done: number, blocks: number, bytes: number, lines: (Sum & { count: number, inside: number })[], without: number }} Totals */

/** @typedef {Sum & { count: number, average: string, median: string, largest: string }} GroupLine */

/** @typedef {{ slug: string, label: string, count: number, lines: GroupLine[] }} Group */

/** @typedef {{ part: "groups", facet: string, label: string, done: number, blocks: number, bytes: number, groups: Group[], more: number }} Groups */

/** @typedef {{ part: "names", facet: string, text: string, values: FacetValue[], more: number }} Names */

/** @typedef {{ part: "file", name: string, type: string, bytes: BlobPart }} File */

/** @typedef {Results | { part: "facets", facets: Facet[] } | Totals | Groups | Names | File | { part: "progress" } | { part: "failed" }} Message */

/**
 * What the inert JSON block `#search-settings` says.
 * @typedef {object} Settings
 * @property {string} root relative path from the page to the site's root
 * @property {string} page address of the page, from the site's root
 * @property {string} pageLanguage
 * @property {Record<string, string>} messages
 */

/**
 * What is known of an answer.
 * @typedef {object} Known
 * @property {Results | null} results
 * @property {Totals | null} totals
 * @property {Groups | null} groups
 * @property {Facet[]} facets
 * @property {Map<string, Names>} found the values of facets among which a reader looks for some
 * @property {"" | "slow" | "failed"} trouble
 */

/**
 * What everything that is drawn needs to know.
 * @typedef {object} View
 * @property {import("./page-words.js").Words} words
 * @property {string} root relative path from the page to the site's root
 * @property {string} page relative path from the page to itself
 * @property {URLSearchParams} state what the address asks
 */

/**
 * A filter of a state: the parameter that holds it, and what it is called; its feed, where it has one.
 * @typedef {{ name: string, value: string, text: string, feed?: { address: string, label: string } }} Chosen
 */

/**
 * What the reader's doings can bring about.
 * @typedef {object} Actions
 * @property {() => URLSearchParams} state the one that the address asks
 * @property {(state: URLSearchParams, how: "typed" | "chosen") => void} go makes the address ask another state
 * @property {() => void} read takes the state from the address
 * @property {() => void} rest shows the page of those who have asked nothing
 * @property {() => void} answer asks again what the address asks
 * @property {(question: Record<string, unknown>) => void} ask about the state
 * @property {(question: Record<string, unknown>, hear: (message: Message) => void) => void} take asks for what outlasts the state
 * @property {(facet: string) => void} forget the values among which a reader looked for some
 * @property {string} language
 */

export {};
