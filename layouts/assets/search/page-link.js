// @ts-check
// Links to other states of the search page: real addresses, which the page follows without leaving itself.

import { h } from "./page-dom.js";

/** @import { Attribute, Child } from "./page-dom.js" */
/** @import { Words } from "./page-words.js" */

/**
 * What everything that is drawn needs to know.
 * @typedef {object} View
 * @property {Words} words
 * @property {string} root relative path from the page to the site's root
 * @property {string} page relative path from the page to itself
 * @property {URLSearchParams} state what the address asks
 */

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
