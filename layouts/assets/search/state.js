// @ts-check
// The state of the search as the address of its page says it. Twin of `src/search/ask/state.rs`.

/** @import { Notice } from "./parse.js" */
/** @import { Facet } from "./files.js" */

/** A range; both ends are in it, and a missing one is open. @template T @typedef {{ least?: T, most?: T }} Between */

/** A value of a facet that was chosen, or excluded where `out`. @typedef {{ facet: Facet, slug: string, out: boolean }} Chosen */

/**
 * Dates as year·512 + month·32 + day, amounts in millionths of the major unit.
 * @typedef {object} State
 * @property {string} question
 * @property {Chosen[]} chosen
 * @property {Between<number>} dates
 * @property {Between<bigint>} amounts
 * @property {string} sort empty where none is asked for
 * @property {Facet | undefined} group
 * @property {number} page from 1 on
 * @property {boolean} synonyms
 * @property {Notice[]} notices
 */

const SORTS = ["relevance", "newest", "oldest", "amount", "smallest", "name"];

/** What in an address is no facet. */
const PARAMETERS = ["q", "from", "to", "min", "max", "sort", "group", "page", "synonyms"];

/** How many decimals amounts are compared with; no currency has more. */
const DECIMALS = 6;

/**
 * Reads what stands in an address after its question mark.
 * @param {string} address
 * @param {Facet[]} facets
 * @returns {State}
 */
export function readState(address, facets) {
  const pairs = [...new URLSearchParams(address)].filter(([, value]) => value);
  const first = (/** @type {string} */ name) => pairs.find(([own]) => own === name)?.[1] ?? "";
  /** @type {Notice[]} */
  const notices = [];
  const sort = first("sort");
  const [from, to] = ["from", "to"].map((name) => end(name, first(name), date, notices));
  const [min, max] = ["min", "max"].map((name) => end(name, first(name), amount, notices));
  return {
    question: first("q"),
    chosen: pairs.flatMap(([name, value]) => chosen(name, value, facets)),
    dates: between(from, to, () => notices.push({ notice: "reversed", name: "from" })),
    amounts: between(min, max, () => notices.push({ notice: "reversed", name: "min" })),
    sort: SORTS.includes(sort) ? sort : "",
    group: facets.find(({ name }) => name === first("group")),
    page: /^\+?\d{1,15}$/.test(first("page")) ? Math.max(Number(first("page")), 1) : 1,
    synonyms: first("synonyms") !== "off",
    notices,
  };
}

/**
 * What is between two ends, each told by the first and the last that it can mean; turned around where it is reversed.
 * @template {number | bigint} T
 * @param {[T, T] | undefined} from
 * @param {[T, T] | undefined} to
 * @param {() => void} reversed
 * @returns {Between<T>}
 */
export function between(from, to, reversed) {
  if (!from || !to || from[0] <= to[1]) return { least: from?.[0], most: to?.[1] };
  reversed();
  return { least: to[0], most: from[1] };
}

/**
 * Whether what reaches from `first` to `last` has something in a range.
 * @template {number | bigint} T
 * @param {Between<T>} range
 * @param {T} first
 * @param {T} last
 */
export function overlaps({ least, most }, first, last) {
  return (least === undefined || last >= least) && (most === undefined || first <= most);
}

/** The first and the last day that a date can mean. @param {string} text @returns {[number, number] | undefined} */
export function date(text) {
  const read = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  const [year, month, day] = (read ?? []).slice(1).map((part) => (part === undefined ? -1 : Number(part)));
  if (!read || month === 0 || month > 12 || day === 0 || day > 31) return undefined;
  return span(year * 512 + Math.max(month, 0) * 32 + Math.max(day, 0));
}

/** @param {number} date @returns {[number, number]} */
export function span(date) {
  if (date & 31) return [date, date];
  return [date, date + (date & 480 ? 31 : 415)];
}

/** An amount in major units, in millionths, as the ends that it can mean. @param {string} text @returns {[bigint, bigint] | undefined} */
export function amount(text) {
  const [, sign, whole, fraction = ""] = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (!whole) return undefined;
  const millionths = BigInt(sign + whole + fraction.padEnd(DECIMALS, "0"));
  return [millionths, millionths];
}

/**
 * What of a range in millionths is whole minor units of a currency with so many decimals; as numbers where these are exact.
 * @param {Between<bigint>} range
 * @param {number} digits
 * @returns {Between<number | bigint>}
 */
export function inMinor({ least, most }, digits) {
  const factor = 10n ** BigInt(Math.max(DECIMALS - digits, 0));
  // Division cuts towards zero: below zero that is upwards.
  const up = (/** @type {bigint} */ n) => (n > 0n ? (n + factor - 1n) / factor : n / factor);
  const exact = (/** @type {bigint} */ n) => (Number.isSafeInteger(Number(n)) ? Number(n) : n);
  return {
    least: least === undefined ? undefined : exact(up(least)),
    most: most === undefined ? undefined : exact(-up(-most)),
  };
}

/**
 * @template T
 * @param {string} name
 * @param {string} value
 * @param {(text: string) => T | undefined} read
 * @param {Notice[]} notices
 */
function end(name, value, read, notices) {
  const found = value ? read(value) : undefined;
  if (value && !found) notices.push({ notice: "range", name, value });
  return found;
}

/** @param {string} name @param {string} value @param {Facet[]} facets @returns {Chosen[]} */
function chosen(name, value, facets) {
  const bare = name.startsWith("f.") && PARAMETERS.includes(name.slice(2)) ? name.slice(2) : name;
  const facet = facets.find((facet) => facet.name === bare);
  if (!facet || (bare === name && PARAMETERS.includes(name))) return [];
  const out = value.startsWith("-");
  return [{ facet, slug: out ? value.slice(1) : value, out }];
}
