// @ts-check
// What everything drawn is made of: elements, words in the page's language, and links to other states of the address.

/** @import { Selected, Sum, View } from "./page-types.js" */

/** @typedef {string | number | boolean | null | undefined} Attribute */

/** @typedef {Node | string | null | undefined | false} Child */

/** @typedef {Child | Child[]} Children */

/**
 * An element with attributes and children; what is false, null or undefined is left out, true is an empty attribute.
 * `key` names an element among its siblings, so that it stays itself when its neighbours change.
 * @param {string} name
 * @param {Record<string, Attribute>} attributes
 * @param {...Children} children
 * @returns {HTMLElement}
 */
export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    element.setAttribute(key === "key" ? "data-key" : key, value === true ? "" : String(value));
  }
  for (const child of children.flat()) if (child) element.append(child);
  return element;
}

/**
 * Makes the children of an element those that are given. Elements that are there already are kept, with their focus, what
 * is typed into them and whether they are open, so that a reader can go on with what is at hand.
 * @param {Element} element
 * @param {...Children} children
 * @returns {boolean} whether what had the focus is gone
 */
export function fill(element, ...children) {
  /** @type {any} */
  const focused = document.activeElement;
  const isInside = element.contains(focused);
  adopt(element, h("div", {}, ...children));
  if (!focused || !isInside || document.activeElement === focused) return false;
  // An element that moved has lost the focus, too.
  if (focused.isConnected) focused.focus({ preventScroll: true });
  return document.activeElement !== focused;
}

/**
 * @param {Element} element
 * @param {Element} made
 */
function adopt(element, made) {
  const keyed = new Map([...element.children].map((child) => [keyOf(child), child]));
  /** @type {ChildNode | null} */
  let at = element.firstChild;
  for (const child of [...made.childNodes]) {
    const key = keyOf(child);
    const same = key ? keyed.get(key) : at && !keyOf(at) && at.nodeName === child.nodeName ? at : null;
    if (!same || same.nodeName !== child.nodeName) {
      element.insertBefore(child, at);
      continue;
    }
    if (same !== at) element.insertBefore(same, at);
    at = same.nextSibling;
    if (same instanceof Element && child instanceof Element) become(same, child);
    else if (same.nodeValue !== child.nodeValue) same.nodeValue = child.nodeValue;
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

/**
 * What has the attribute `data-own` belongs to the reader as long as its value stays.
 * @param {Element} element
 * @param {Element} made
 */
function become(element, made) {
  const own = element.getAttribute("data-own");
  if (own !== null && own === made.getAttribute("data-own")) return;
  for (const { name } of [...element.attributes]) {
    // Whether something is open is up to the reader once it is there.
    if (name !== "open" && !made.hasAttribute(name)) element.removeAttribute(name);
  }
  for (const { name, value } of made.attributes) {
    if (name !== "open" && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  adopt(element, made);
  if (element instanceof HTMLInputElement && made instanceof HTMLInputElement) {
    element.checked = made.checked;
    if (made.hasAttribute("value") && element !== document.activeElement) element.value = made.value;
  }
  if (element instanceof HTMLSelectElement && made instanceof HTMLSelectElement) element.value = made.value;
}

/** @param {Node} node */
function keyOf(node) {
  return node instanceof Element ? node.getAttribute("data-key") : null;
}

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
  const sizes = new Intl.NumberFormat(locales, { style: "unit", unit: "megabyte", maximumSignificantDigits: 2 });
  const figures = kept((/** @type {number} */ places) => new Intl.NumberFormat(locales, { minimumFractionDigits: places }));
  const dates = kept((/** @type {keyof typeof DATES} */ known) => new Intl.DateTimeFormat(locales, DATES[known]));

  /** @type {Words["say"]} */
  const say = (key, places = {}) =>
    (messages[key] ?? key).replace(/\{([\w-]+)\}/g, (place, name) => places[name] ?? place);
  /** @type {Words["count"]} */
  const count = (key, n, places) =>
    say(`${key}.${n === 1 || plurals.select(n) === "one" ? "one" : "other"}`, { n: numbers.format(n), ...places });
  /** @type {Words["amount"]} */
  const amount = ({ currency, digits, minor }) => {
    const unit = h("span", { class: "currency" }, currency);
    const figure = figureOf(minor, digits, figures);
    return h("span", { class: "amount" }, ...(language === "en" ? [unit, "\u00a0", figure] : [figure, "\u00a0", unit]));
  };
  /** @type {Words["basis"]} */
  const basis = (sum) => say(`basis.${sum.basis}`) + (sum.per === "year" ? ` ${say("per.year")}` : "");

  return {
    language,
    say,
    count,
    number: (n) => numbers.format(n),
    list: (texts) => new Intl.ListFormat(locales).format(texts),
    date: (iso) => dateOf(iso, dates),
    size: (bytes) => sizes.format(bytes / 1e6),
    amount,
    basis,
    sum: (sum) => [amount(sum), " ", h("span", { class: "basis" }, basis(sum))],
  };
}

/**
 * Makes something once for each name: what writes numbers or dates takes far longer to make than to use.
 * @template Name, Made
 * @param {(name: Name) => Made} make
 * @returns {(name: Name) => Made}
 */
function kept(make) {
  /** @type {Map<Name, Made>} */
  const made = new Map();
  return (name) => {
    const found = made.get(name) ?? make(name);
    made.set(name, found);
    return found;
  };
}

/**
 * An amount in minor units as a number of the language: without decimals where they are zero, exact however large it is.
 * @param {string} minor
 * @param {number} digits
 * @param {(places: number) => Intl.NumberFormat} figures
 */
function figureOf(minor, digits, figures) {
  const places = digits > 0 && /[1-9]/.test(minor.slice(-digits)) ? digits : 0;
  // A number would round what is large; letters with an exponent are read exactly.
  /** @type {any} */
  const exact = `${minor}e-${digits}`;
  return figures(places).format(exact);
}

/**
 * How a date is written of which so much is known.
 * @satisfies {Record<string, Intl.DateTimeFormatOptions>}
 */
const DATES = {
  day: { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" },
  month: { year: "numeric", month: "long", timeZone: "UTC" },
};

/**
 * @param {string} iso `2021`, `2021-01` or `2021-01-18`
 * @param {(known: keyof typeof DATES) => Intl.DateTimeFormat} dates
 */
function dateOf(iso, dates) {
  const [year, month, day] = iso.split("-");
  const at = new Date(iso);
  if (!month || Number.isNaN(at.getTime())) return year ?? iso;
  return dates(day ? "day" : "month").format(at);
}

/** The parameters that leave entries out, but for facets, and those that do not. */
const RANGES = ["from", "to", "min", "max"];
const OTHERS = ["q", "sort", "group", "synonyms", "page"];

/**
 * The parameter of a facet. One that is called as another parameter is written `f.<name>`.
 * @param {string} facet
 */
export function parameterOf(facet) {
  return [...RANGES, ...OTHERS].includes(facet) ? `f.${facet}` : facet;
}

/**
 * What the state says of a value of a facet.
 * @param {URLSearchParams} state
 * @param {string} facet
 * @param {string} slug
 * @returns {Selected}
 */
export function selectedIn(state, facet, slug) {
  const named = state.getAll(parameterOf(facet));
  return named.includes(slug) ? "in" : named.includes(`-${slug}`) ? "out" : "";
}

/**
 * The state with this value of a facet an alternative, left out, or neither.
 * @param {URLSearchParams} state
 * @param {string} facet
 * @param {string} slug
 * @param {Selected} selected
 */
export function selecting(state, facet, slug, selected) {
  const name = parameterOf(facet);
  const made = dropping(state, name, slug, `-${slug}`);
  if (selected) made.append(name, selected === "out" ? `-${slug}` : slug);
  return made;
}

/**
 * The state with other values of some parameters, from its first page of results on.
 * @param {URLSearchParams} state
 * @param {Record<string, string | null>} values an empty one is left out
 */
export function changing(state, values) {
  const made = new URLSearchParams(state);
  for (const [name, value] of Object.entries({ page: null, ...values })) {
    if (value) made.set(name, value);
    else made.delete(name);
  }
  return made;
}

/**
 * The state without some values that it names, as filters or at the end of a range.
 * @param {URLSearchParams} state
 * @param {string} name
 * @param {...string} values
 */
export function dropping(state, name, ...values) {
  const made = changing(state, { [name]: null });
  for (const value of state.getAll(name)) if (!values.includes(value)) made.append(name, value);
  return made;
}

/**
 * The state with nothing but its words, and how its results are set out.
 * @param {URLSearchParams} state
 */
export function unfiltered(state) {
  return new URLSearchParams([...changing(state, {})].filter(([name]) => OTHERS.includes(name)));
}

/**
 * How many filters a state has.
 * @param {URLSearchParams} state
 */
export function filtersOf(state) {
  return [...state.keys()].filter((name) => !OTHERS.includes(name)).length;
}

/**
 * @param {View} view
 * @param {URLSearchParams} state
 */
export function addressOf({ page }, state) {
  const query = state.toString();
  return query ? `${page}?${query}` : page;
}

/**
 * @param {View} view
 * @param {URLSearchParams} state
 * @param {Record<string, Attribute>} attributes
 * @param {...Child} children
 */
export function stateLink(view, state, attributes, ...children) {
  return h("a", { href: addressOf(view, state), "data-go": true, ...attributes }, ...children);
}
