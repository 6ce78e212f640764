// @ts-check
// What a reader does on the page, and what it brings about: words, filters, ranges, links, a download.

import { WIDE } from "./page-asked.js";
import { changing, selecting } from "./page-words.js";

/** @import { Actions, File, Message, Selected } from "./page-types.js" */

/** The pause in typing after which the words are taken for a question, in milliseconds. */
const PAUSE = 120;

/** How long the browser may take to begin with a file before its address goes, in milliseconds. */
const KEPT = 60_000;

/** What is clicked, and is not left to the browser. */
const CLICKED = "[data-go], [data-do], [data-not], [data-press], [data-more]";

/** Something that happened, and where: an element of the page, whose names tell what it is for. @typedef {Event & { target: any }} Happening */

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
  const showWords = () => (input.value = actions.state().get("q") ?? "");
  /** @param {"typed" | "chosen"} how */
  const go = (how) => actions.go(changing(actions.state(), { q: input.value.trim() }), how);
  const typed = onPause(() => go("typed"));
  input.addEventListener("input", typed);
  main.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target !== form) return download(event, actions);
    typed.stop();
    go("chosen");
  });
  window.addEventListener("popstate", () => {
    actions.read();
    showWords();
  });
  main.addEventListener("click", (event) => {
    onClick(event, actions);
    if (event.defaultPrevented) showWords();
  });
  main.addEventListener("change", (event) => onChange(event, actions));
  main.addEventListener("input", onPause((event) => onFind(event, actions)));
  // This event does not rise.
  main.addEventListener("toggle", (event) => onOpen(event, actions), true);
  const wide = matchMedia(WIDE);
  wide.addEventListener("change", () => document.querySelector(".filters")?.toggleAttribute("open", wide.matches));
  showWords();
  // Where the pointer is no finger, a keyboard is at hand; on a telephone it would cover the answer.
  if (!actions.state().toString() || matchMedia("(pointer: fine)").matches) input.focus({ preventScroll: true });
  if (actions.state().size > 0) return actions.answer();
  actions.rest();
  onFirst([form, ["focusin", "pointerdown", "keydown", "input"]], [main, ["toggle"]], () => {
    if (wide.matches) document.querySelector(".filters")?.setAttribute("open", "");
    actions.answer();
  });
}

/**
 * Does something at the first sign that the reader wants to search: engine and index are loaded then, and not for those who
 * only pass by. The caret that the page itself put into the box is no such sign, so this is asked for after that.
 * @param {[Element, string[]]} inForm
 * @param {[Element, string[]]} inMain
 * @param {() => void} act
 */
function onFirst(inForm, inMain, act) {
  const first = new AbortController();
  const once = () => {
    if (first.signal.aborted) return;
    first.abort();
    act();
  };
  for (const [element, names] of [inForm, inMain]) {
    for (const name of names) element.addEventListener(name, once, { capture: true, signal: first.signal });
  }
}

/**
 * Does something once nothing more has happened for a moment.
 * @param {(event: Happening) => void} act
 */
function onPause(act) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  /** @param {Event} event */
  const wait = (event) => {
    stop();
    timer = window.setTimeout(act, PAUSE, event);
  };
  return Object.assign(wait, { stop });
}

/**
 * @param {MouseEvent & { target: any }} event
 * @param {Actions} actions
 */
function onClick(event, { go, state, ask, answer }) {
  const element = event.target.closest(CLICKED);
  // Whoever wants a tab of its own gets it.
  if (!element || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const { dataset } = element;
  if (element.href) {
    event.preventDefault();
    go(new URLSearchParams(element.search), "chosen");
    if ("top" in dataset) toTop();
  }
  if (dataset.do === "retry") answer();
  if (dataset.do === "sums") ask({ ask: "sums" });
  if (dataset.more) ask({ ask: "names", facet: dataset.more, text: "" });
  // Pressed again, a button takes back what it brought.
  const pressed = (/** @type {Selected} */ selected) => (element.ariaPressed === "true" ? "" : selected);
  if (dataset.not) go(selecting(state(), dataset.not, element.value, pressed("out")), "chosen");
  if (dataset.press) go(selecting(state(), dataset.press, element.value, pressed("in")), "chosen");
}

/** Leads the reader who turns a page to its beginning. */
function toTop() {
  const status = document.getElementById("result-status");
  status?.focus({ preventScroll: true });
  status?.scrollIntoView();
}

/**
 * @param {Happening} event
 * @param {Actions} actions
 */
function onChange({ target: { dataset, value, checked, type, validity } }, { go, state }) {
  const { tick, choice, range } = dataset;
  if (tick) go(selecting(state(), tick, value, checked ? "in" : ""), "chosen");
  if (choice) go(changing(state(), { [choice]: value }), "chosen");
  // A date has year 0002 while 2021 is typed.
  const isHalf = validity.badInput || (type === "date" && value[0] === "0");
  if (range && !isHalf) go(changing(state(), { [range]: value }), "chosen");
}

/**
 * Looks among the values of a facet for those that have the letters typed.
 * @param {Happening} event
 * @param {Actions} actions
 */
function onFind({ target: { dataset, value } }, { ask, forget }) {
  const facet = dataset.find;
  const text = value.trim();
  if (facet && text) ask({ ask: "names", facet, text });
  else if (facet) forget(facet);
}

/**
 * Has a facet counted that its reader opens, where that was too much to do unasked.
 * @param {Happening} event
 * @param {Actions} actions
 */
function onOpen({ target: { dataset, open } }, { ask }) {
  if (dataset.uncounted && open) ask({ ask: "open", facet: dataset.uncounted });
}

/**
 * Asks for a file and gives it to the reader. The form holds the words for how it goes: `data-making`, `data-made`,
 * `data-failed`.
 * @param {Happening} event
 * @param {Actions} actions
 */
function download({ target: form }, { state, language, take }) {
  const chosen = new FormData(form);
  /** What the file calls its columns, and an amount that recurs. @type {Record<string, string>} */
  const labels = { once: "", year_: form.dataset.year };
  for (const box of form.querySelectorAll("[name=column]")) labels[box.value] = box.parentElement.textContent.trim();
  const question = {
    ask: "download",
    state: state().toString(),
    language,
    format: chosen.get("format"),
    columns: chosen.getAll("column"),
    labels,
    address: location.href,
  };
  /** @param {string} how */
  const tell = (how) => (form.querySelector("[role=status]").textContent = form.dataset[how]);
  tell("making");
  take(question, (message) => {
    if (message.part === "failed") tell("failed");
    if (message.part !== "file") return;
    give(message);
    tell("made");
  });
}

/** @param {File} file */
function give({ name, type, bytes }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}
