// @ts-check
// Elements made from data, and the page made alike to them. Everything is set as text or as an attribute, never as markup.

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
    if (value === false || value === null || value === undefined) continue;
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
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
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
