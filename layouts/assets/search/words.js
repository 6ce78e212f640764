// @ts-check
// The entries that have a word, a phrase, or what was perhaps meant by it. Twin of `src/search/ask/matching.rs`.

import { phrase as inOrder, query } from "./analyse.js";
import { slip } from "./slip.js";
import { add, and, isEmpty, join, none } from "./set.js";
import { stem } from "./stem.js";
import { EXACT, LETTERS, PART, STEM, WRITTEN, addAll, addScores, beginning, listsOf, positions, postings } from "./terms.js";

/** @import { Word } from "./analyse.js" */
/** @import { Search } from "./filter.js" */
/** @import { Notice } from "./parse.js" */
/** @import { DocumentSet } from "./set.js" */
/** @import { Language } from "./stem.js" */
/** @import { List } from "./terms.js" */

/** A list that counts, and what its scores are divided by. @typedef {[List, number]} Counted */

/** The entries that hold something, and what they score by. @typedef {{ set: DocumentSet, lists: Counted[], parts: Clause[] }} Clause */

/** What was found, and what a reader is told of the way. @typedef {{ clause: Clause, notices: Notice[] }} Understood */

/** Forms, the lists in which they are looked up, and what their scores are divided by. @typedef {[string[], number[], number]} Asked */

const SPELLING = 4;
const SYNONYM = 1.75;

/**
 * The entries that have a word or what means the same; where none has, those that have what was perhaps meant.
 * @param {Search} search
 * @param {Word} word
 * @param {boolean} synonyms
 * @returns {Promise<Understood>}
 */
export async function understood(search, word, synonyms) {
  const known = await withSynonyms(search, word, synonyms);
  if (known.clause.lists.length > 0) return known;
  const [letters] = word.exact;
  for (const other of [beginningWith, split, nearly]) {
    const found = await other(search, letters, synonyms);
    if (found && !isEmpty(found.clause.set)) return { ...found, notices: [...known.notices, ...found.notices] };
  }
  return known;
}

/** The entries that have a word in any of its forms. @param {Search} search @param {Word} word */
export function written(search, word) {
  return asked(search, formsOf(word));
}

/** The entries that have a word beginning so. @param {Search} search @param {string} letters */
export async function begun(search, letters) {
  const lists = await beginning(search.files, letters);
  return clauseOf(
    search,
    lists.map((list) => [list, 1]),
  );
}

/**
 * The entries in which words follow each other as they were written; nothing where there are no words.
 * @param {Search} search
 * @param {string} text
 * @returns {Promise<Clause | null>}
 */
export async function phrase(search, text) {
  const words = inOrder(text, search.files.manifest.languages);
  if (words.length === 0) return null;
  const each = words.map(({ exact, spellings }) => asked(search, [[exact, [EXACT], 1], [spellings, [EXACT], SPELLING]]));
  const clauses = await Promise.all(each);
  let set = and(clauses[0].set, ...clauses.map(({ set }) => set));
  /** Where the next word must stand, by document. @type {Map<number, Set<number>> | null} */
  let open = null;
  for (const { lists } of words.length > 1 ? clauses : []) {
    await search.breathe();
    const here = new Map();
    for (const [list] of lists) {
      for (const [document, at] of await positions(search.files, list, set)) {
        here.set(document, [...(here.get(document) ?? []), ...at]);
      }
    }
    set = none(search.files.manifest.entries);
    const next = new Map();
    for (const [document, at] of here) {
      const before = open?.get(document);
      const left = open ? at.filter((/** @type {number} */ position) => before?.has(position)) : at;
      if (left.length === 0) continue;
      next.set(document, new Set(left.map((/** @type {number} */ position) => position + 1)));
      add(set, document);
    }
    open = next;
  }
  return { set, lists: clauses.flatMap(({ lists }) => lists), parts: [] };
}

/**
 * Adds what the documents of `among` score by a clause.
 * @param {Search} search
 * @param {Clause} clause
 * @param {DocumentSet} among
 * @param {Uint32Array} scores
 */
export async function score(search, { set, lists, parts }, among, scores) {
  const own = and(among, set);
  for (const [list, divisor] of lists) {
    const worth = Array.from({ length: 16 }, (_, level) => Math.floor((list.scale * level) / divisor));
    if (list.scale > 0) addScores(scores, own, await postings(search.files, list), worth);
  }
  for (const part of parts) await score(search, part, own, scores);
}

/** @param {Word} word @returns {Asked[]} */
function formsOf({ exact, stems, letters, spellings }) {
  return [
    [exact, [WRITTEN], 1],
    [stems, [STEM, PART], 1],
    [letters, [LETTERS], 1],
    [spellings, [EXACT], SPELLING],
  ];
}

/** @param {Search} search @param {Asked[]} forms */
async function asked(search, forms) {
  const each = forms.flatMap(([forms, which, divisor]) => {
    return forms.map(async (form) => {
      const lists = await listsOf(search.files, form);
      return which.flatMap((at) => (lists[at] ? [/** @type {Counted} */ ([lists[at], divisor])] : []));
    });
  });
  return clauseOf(search, (await Promise.all(each)).flat());
}

/** @param {Search} search @param {Counted[]} lists @returns {Promise<Clause>} */
async function clauseOf(search, lists) {
  const set = none(search.files.manifest.entries);
  // Files of their own come at the same time.
  await Promise.all(lists.map(([list]) => (list.place.bytes ? null : postings(search.files, list))));
  for (const [list] of lists) addAll(set, await postings(search.files, list));
  await search.breathe();
  return { set, lists, parts: [] };
}

/** @param {Search} search @param {Word} word @param {boolean} synonyms @returns {Promise<Understood>} */
async function withSynonyms(search, word, synonyms) {
  const others = synonyms && word.stems.length > 0 ? await sameMeaning(search, [word.exact[0], ...word.spellings]) : [];
  // Several members may have one stem, which then counts once.
  const stems = [...new Set(others.map(([language, other]) => stem(other, language).slice(0, 64)))];
  /** @type {Asked[]} */
  const forms = [
    [others.map(([, other]) => other), [EXACT], SYNONYM],
    [stems, [STEM], SYNONYM],
  ];
  const added = [...new Set(others.map(([, other]) => other))];
  const notices = added.length > 0 ? [{ notice: "synonyms", word: word.exact[0], added }] : [];
  return { clause: await asked(search, [...formsOf(word), ...forms]), notices };
}

/** The other members of every group of which a word is one, in any way of writing it. @param {Search} search @param {string[]} words */
async function sameMeaning({ files }, words) {
  /** @type {[Language, string][][]} */
  const groups = await files.json("synonyms");
  const isMeant = (/** @type {[Language, string]} */ [language, member]) =>
    words.some((word) => stem(word, language) === stem(member, language));
  const others = groups.filter((group) => group.some(isMeant)).flatMap((group) => group.filter((one) => !isMeant(one)));
  return [...new Map(others.map((other) => [other.join(), other])).values()];
}

/** @param {Search} search @param {string} letters @returns {Promise<Understood | null>} */
async function beginningWith(search, letters) {
  if (letters.length < 3) return null;
  return { clause: await begun(search, letters), notices: [{ notice: "prefix", word: letters }] };
}

/** @param {Search} search @param {string} letters @returns {Promise<Understood | null>} */
async function split(search, letters) {
  if (letters.length < 6 || hasFigure(letters)) return null;
  for (let at = 3; at <= letters.length - 3; at += 1) {
    const second = await part(search, letters.slice(at));
    if (second.lists.length === 0) continue;
    const whole = letters.slice(0, at);
    for (const first of /^.{3,}[se]$/s.test(whole) ? [whole, whole.slice(0, -1)] : [whole]) {
      const { set, lists } = await part(search, first);
      if (lists.length === 0) continue;
      const notice = { notice: "split", word: letters, parts: [first, letters.slice(at)] };
      const clause = { set: and(set, second.set), lists: [...lists, ...second.lists], parts: [] };
      return { clause, notices: [notice] };
    }
  }
  return null;
}

/** @param {Search} search @param {string} text */
function part(search, text) {
  const { words } = query(text, search.files.manifest.languages);
  return asked(
    search,
    words.flatMap(({ exact, stems }) => /** @type {Asked[]} */ ([[exact, [WRITTEN], 1], [stems, [STEM, PART], 1]])),
  );
}

/** @param {Search} search @param {string} letters @param {boolean} synonyms @returns {Promise<Understood | null>} */
async function nearly(search, letters, synonyms) {
  const instead = letters.length < 4 || hasFigure(letters) ? null : await slip(search.files, letters);
  const [word] = instead ? query(instead, search.files.manifest.languages).words : [];
  if (!word) return null;
  const { clause, notices } = await withSynonyms(search, word, synonyms);
  return { clause, notices: [{ notice: "typo", word: letters, instead }, ...notices] };
}

/** @param {string} word */
function hasFigure(word) {
  return /\p{N}/u.test(word);
}
