// @ts-check
// What the page says, in its language: messages, numbers, dates and sums.

import { h } from "./page-dom.js";

/** @import { Child } from "./page-dom.js" */
/** @import { Sum } from "./page-engine.js" */

/**
 * The words of a page.
 * @typedef {object} Words
 * @property {string} language
 * @property {(key: string, places?: Record<string, string>) => string} say a message with its places filled
 * @property {(key: string, n: number, places?: Record<string, string>) => string} count a message about `n` things
 * @property {(n: number) => string} number
 * @property {(texts: string[]) => string} list `a, b and c`
 * @property {(iso: string) => string} date a day, a month or a year
 * @property {(bytes: number) => string} size
 * @property {(sum: { currency: string, digits: number, minor: string }) => HTMLElement} amount
 * @property {(sum: { basis: string, per: string }) => string} basis what a sum is: `decided`, `agreed a year`
 * @property {(sum: Sum) => Child[]} sum the amount, and what it is
 */

/** What a thousand bytes and a million are called. */
const SIZES = { thousand: 1e3, million: 1e6 };

/**
 * @param {Record<string, string>} messages
 * @param {string} language
 * @returns {Words}
 */
export function wordsOf(messages, language) {
  // Browsers without nynorsk write numbers and dates as in bokmål, which are the same; the portal's English is British.
  const locales = [{ en: "en-GB" }[language] ?? language, "nb"];
  const plurals = new Intl.PluralRules(locales);
  const numbers = new Intl.NumberFormat(locales);
  const tenths = new Intl.NumberFormat(locales, { maximumFractionDigits: 1 });
  const lists = new Intl.ListFormat(locales);

  /** @type {Words["say"]} */
  const say = (key, places = {}) =>
    (messages[key] ?? key).replace(/\{([\w-]+)\}/g, (place, name) => places[name] ?? place);
  /** @type {Words["count"]} */
  const count = (key, n, places) =>
    say(`${key}.${n === 1 || plurals.select(n) === "one" ? "one" : "other"}`, { n: numbers.format(n), ...places });
  /** @type {Words["amount"]} */
  const amount = ({ currency, digits, minor }) => {
    const unit = h("span", { class: "currency" }, currency);
    const figure = figureOf(minor, digits, locales);
    return h("span", { class: "amount" }, ...(language === "en" ? [unit, "\u00a0", figure] : [figure, "\u00a0", unit]));
  };
  /** @type {Words["basis"]} */
  const basis = (sum) => say(`basis.${sum.basis}`) + (sum.per === "year" ? ` ${say("per.year")}` : "");

  return {
    language,
    say,
    count,
    number: (n) => numbers.format(n),
    list: (texts) => lists.format(texts),
    date: (iso) => dateOf(iso, locales),
    size: (bytes) =>
      bytes < SIZES.million / 10
        ? `${numbers.format(Math.ceil(bytes / SIZES.thousand))} kB`
        : `${tenths.format(bytes / SIZES.million)} MB`,
    amount,
    basis,
    sum: (sum) => [amount(sum), " ", h("span", { class: "basis" }, basis(sum))],
  };
}

/**
 * An amount in minor units as a number of the language: without decimals where they are zero, exact however large it is.
 * @param {string} minor
 * @param {number} digits
 * @param {string[]} locales
 */
function figureOf(minor, digits, locales) {
  const sign = minor.startsWith("-") ? "-" : "";
  const padded = minor.slice(sign.length).padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  const rest = padded.slice(padded.length - digits);
  const places = /[1-9]/.test(rest) ? digits : 0;
  const exact = /** @type {Intl.StringNumericLiteral} */ (sign + whole + (places ? `.${rest}` : ""));
  return new Intl.NumberFormat(locales, { minimumFractionDigits: places, maximumFractionDigits: places }).format(exact);
}

/**
 * @param {string} iso `2021`, `2021-01` or `2021-01-18`
 * @param {string[]} locales
 */
function dateOf(iso, locales) {
  const [year, month, day] = iso.split("-");
  const at = new Date(iso);
  if (!month || Number.isNaN(at.getTime())) return year ?? iso;
  const parts = /** @type {const} */ ({ year: "numeric", month: "long", timeZone: "UTC" });
  return new Intl.DateTimeFormat(locales, day ? { ...parts, day: "numeric" } : parts).format(at);
}
