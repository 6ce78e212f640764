// @ts-check
// What the engine has to say about a question, as sentences with a way out.

import { h } from "./page-dom.js";
import { stateLink } from "./page-link.js";
import { changing, dropping, parameterOf } from "./page-state.js";

/** @import { Facet, Notice } from "./page-engine.js" */
/** @import { View } from "./page-link.js" */

/** A way out of what a notice tells: what it is called, and the state that it leads to. @typedef {{ text: string, state: URLSearchParams }} Way */

/** The parameters of ranges, which a notice may name, and what they are of. @type {Record<string, string>} */
const RANGES = { from: "date", to: "date", date: "date", year: "date", min: "amount", max: "amount", amount: "amount" };

/**
 * The sentences about a question, each a list item.
 * @param {View} view
 * @param {Notice[]} notices
 * @param {Facet[]} facets
 */
export function noticeItems(view, notices, facets) {
  const { say } = view.words;
  const items = together(notices).map((notice) => {
    const way = wayOut(view, notice);
    return h("li", {}, sentence(view, notice, facets), way && " ", way && stateLink(view, way.state, {}, way.text));
  });
  if (view.state.get("synonyms") === "off" && view.state.get("q")) {
    const way = stateLink(view, changing(view.state, { synonyms: null }), {}, say("notice.synonyms-on"));
    items.push(h("li", {}, say("notice.synonyms-off"), " ", way));
  }
  return items;
}

/**
 * The notices with those about synonyms as one.
 * @param {Notice[]} notices
 */
function together(notices) {
  const first = notices.find(({ notice }) => notice === "synonyms");
  const added = notices.flatMap((one) => (one.notice === "synonyms" ? one.added : []));
  return notices
    .filter((one) => one.notice !== "synonyms" || one === first)
    .map((one) => (one === first ? { ...one, added: [...new Set(added)] } : one));
}

/**
 * @param {View} view
 * @param {Notice} notice
 * @param {Facet[]} facets
 */
function sentence({ words }, notice, facets) {
  /** @type {Record<string, string>} */
  const places = {};
  for (const [name, value] of Object.entries(notice)) places[name] = Array.isArray(value) ? words.list(value) : String(value);
  if (notice.facet) places.facet = facets.find(({ name }) => name === notice.facet)?.label ?? notice.facet;
  if (RANGES[notice.name]) places.name = words.say(RANGES[notice.name]);
  return words.say(`notice.${notice.notice}`, places);
}

/**
 * @param {View} view
 * @param {Notice} notice
 * @returns {Way | null}
 */
function wayOut({ words: { say }, state }, { notice, ...told }) {
  const exact = () => ({ text: say("notice.exact", told), state: changing(state, { q: quoted(state.get("q") ?? "", told.word) }) });
  const dropped = (/** @type {string} */ name, /** @type {string} */ value) =>
    state.getAll(name).includes(value) ? { text: say("notice.drop"), state: dropping(state, name, value) } : null;
  switch (notice) {
    case "typo":
    case "prefix":
    case "split":
      return exact();
    case "synonyms":
      return { text: say("notice.synonyms-drop"), state: changing(state, { synonyms: "off" }) };
    case "value":
      return dropped(parameterOf(told.facet), told.value) ?? dropped(parameterOf(told.facet), `-${told.value}`);
    case "range":
      return dropped(told.name, told.value);
    default:
      return null;
  }
}

/**
 * The question with a word in quotation marks, which are for the word alone.
 * @param {string} question
 * @param {string} word
 */
function quoted(question, word) {
  const at = question.toLowerCase().indexOf(word.toLowerCase());
  if (at < 0) return `"${word}"`;
  return `${question.slice(0, at)}"${question.slice(at, at + word.length)}"${question.slice(at + word.length)}`;
}
