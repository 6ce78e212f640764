// @ts-check
// What a reader does on the page, and what it brings about: words, filters, ranges, links, a download.

import { WIDE } from "./page-asked.js";
import { changing, selecting } from "./page-words.js";

/** @import { Actions, File, Message } from "./page-types.js" */

/** The pause in typing after which the words are taken for a question, in milliseconds. */
const PAUSE = 120;

/** Where a pointer is fine, a keyboard is at hand. */
const FINE = "(pointer: fine)";

/**
 * Listens to the reader, and asks what the address asks.
 * @param {Window & typeof globalThis} window
 * @param {HTMLFormElement} form
 * @param {Actions} actions
 */
export function listen(window, form, actions) {
  const { document } = window;
  const main = form.closest("main") ?? document.body;
  const input = form.querySelector("input");
  if (!input) return;
  listenToWords(form, input, actions);
  window.addEventListener("popstate", () => {
    actions.read();
    input.value = actions.state().get("q") ?? "";
  });
  main.addEventListener("click", (event) => onClick(event, actions, input));
  main.addEventListener("change", (event) => onChange(event, actions));
  main.addEventListener("input", onPause((event) => onFind(event, actions)));
  // This event does not rise.
  main.addEventListener("toggle", (event) => onOpen(event, actions), true);
  main.addEventListener("submit", (event) => onDownload(event, actions, window));
  showFilters(window);
  const asked = actions.state();
  input.value = asked.get("q") ?? "";
  // On a telephone the keyboard would cover the answer.
  if (!asked.toString() || window.matchMedia(FINE).matches) input.focus({ preventScroll: true });
  actions.answer();
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {Actions} actions
 */
function listenToWords(form, input, actions) {
  let timer = 0;
  const go = (/** @type {"typed" | "chosen"} */ how) => {
    clearTimeout(timer);
    actions.go(changing(actions.state(), { q: input.value.trim() }), how);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(go, PAUSE, "typed");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go("chosen");
  });
}

/**
 * Does something once nothing more has happened for a moment.
 * @param {(event: Event) => void} act
 */
function onPause(act) {
  let timer = 0;
  return (/** @type {Event} */ event) => {
    clearTimeout(timer);
    timer = window.setTimeout(act, PAUSE, event);
  };
}

/**
 * @param {MouseEvent} event
 * @param {Actions} actions
 * @param {HTMLInputElement} input
 */
function onClick(event, actions, input) {
  const element = /** @type {Element} */ (event.target).closest("[data-go], [data-do], [data-not], [data-more]");
  if (!element) return;
  if (element instanceof HTMLAnchorElement) {
    // Whoever wants a tab of its own gets it.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    actions.go(new URLSearchParams(element.search), "chosen");
    input.value = actions.state().get("q") ?? "";
    if (element.hasAttribute("data-top")) toTop(document);
    return;
  }
  const { do: what, not: facet, more } = /** @type {HTMLElement} */ (element).dataset;
  if (more) actions.ask({ ask: "names", facet: more, text: "" });
  if (what === "retry") actions.answer();
  if (what === "sums") actions.ask({ ask: "sums" });
  if (facet) {
    const isOut = element.getAttribute("aria-pressed") === "true";
    actions.go(selecting(actions.state(), facet, /** @type {HTMLButtonElement} */ (element).value, isOut ? "" : "out"), "chosen");
  }
}

/**
 * Leads the reader who turns a page to its beginning.
 * @param {Document} document
 */
function toTop(document) {
  const status = document.getElementById("result-status");
  status?.focus({ preventScroll: true });
  status?.scrollIntoView();
}

/**
 * @param {Event} event
 * @param {Actions} actions
 */
function onChange(event, actions) {
  const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target);
  const { tick, choice, range } = field.dataset;
  const { value } = field;
  const state = actions.state();
  if (tick) actions.go(selecting(state, tick, value, /** @type {HTMLInputElement} */ (field).checked ? "in" : ""), "chosen");
  if (choice) actions.go(changing(state, { [choice]: value }), "chosen");
  if (range && isWhole(field)) actions.go(changing(state, { [range]: value }), "chosen");
}

/**
 * Whether a field holds what its reader means, and not the beginning of it: a date has year 0002 while 2021 is typed.
 * @param {HTMLInputElement | HTMLSelectElement} field
 */
function isWhole(field) {
  return !field.validity.badInput && !/^0/.test(field.type === "date" ? field.value : "");
}

/**
 * Looks among the values of a facet for those that have the words typed.
 * @param {Event} event
 * @param {Actions} actions
 */
function onFind({ target }, actions) {
  const field = /** @type {HTMLInputElement} */ (target);
  const facet = field.dataset?.find;
  if (!facet) return;
  const text = field.value.trim();
  if (text) actions.ask({ ask: "names", facet, text });
  else actions.forget(facet);
}

/**
 * Has a facet counted that its reader opens, where that was too much to do unasked.
 * @param {Event} event
 * @param {Actions} actions
 */
function onOpen({ target }, actions) {
  const box = /** @type {HTMLDetailsElement} */ (target);
  const facet = box.dataset.uncounted;
  if (facet && box.open) actions.ask({ ask: "open", facet });
}

/**
 * The facets that stand open and are not counted.
 * @param {Document} document
 */
export function openFacets(document) {
  const boxes = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("details[data-uncounted][open]"));
  return [...boxes].flatMap(({ dataset }) => dataset.uncounted ?? []);
}

/**
 * @param {SubmitEvent} event
 * @param {Actions} actions
 * @param {Window} window
 */
function onDownload(event, actions, { location }) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.closest(".download")) return;
  event.preventDefault();
  const chosen = new FormData(form);
  const question = {
    ask: "download",
    state: actions.state().toString(),
    language: actions.language,
    format: chosen.get("format"),
    columns: chosen.getAll("column"),
    address: location.href,
  };
  save(form, (hear) => actions.take(question, hear));
}

/**
 * Shows the filters where there is room for them.
 * @param {Window} window
 */
function showFilters(window) {
  const wide = window.matchMedia(WIDE);
  const panel = window.document.getElementById("search-filters");
  const show = () => panel?.querySelector("details.filters")?.toggleAttribute("open", wide.matches);
  wide.addEventListener("change", show);
}

/** How long the browser may take to begin with a file before its address goes, in milliseconds. */
const KEPT = 60_000;

/**
 * Asks for a file and gives it to the reader.
 * @param {HTMLFormElement} form whose attributes `data-making`, `data-made` and `data-failed` are the words for how it goes
 * @param {(hear: (message: Message) => void) => void} ask
 */
function save(form, ask) {
  const said = form.querySelector("[role=status]");
  const button = form.querySelector("button");
  const tell = (/** @type {string} */ name) => {
    if (said) said.textContent = form.getAttribute(`data-${name}`);
    button?.setAttribute("aria-disabled", String(name === "making"));
  };
  tell("making");
  ask((message) => {
    if (message.part === "failed") tell("failed");
    if (message.part !== "file") return;
    give(message);
    tell("made");
  });
}

/** @param {File} file */
function give({ name, type, bytes }) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
