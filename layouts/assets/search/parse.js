// @ts-check
// From the question as it was typed to its items. Twin of `src/search/ask/parse.rs`; `tests/search/queries.json` holds
// the two together. What the words and values mean is not decided here.

/**
 * What a question asks for. All of them must hold. `words` is a run of words that are understood together, `begins` the
 * beginning of words in lower case, `any` holds if one of its items does. What is excluded is never an alternative.
 * @typedef {{ words: string } | { phrase: string } | { begins: string } | { field: string, value: string }
 *   | { any: Item[] } | { not: Item }} Item
 */

/** Something to tell the reader, with what the sentence needs. @typedef {{ notice: string } & Record<string, any>} Notice */

/** Fields that every site has. @type {Record<string, string>} */
const FIELDS = {
  amount: "amount",
  beløb: "amount",
  beløp: "amount",
  date: "date",
  dato: "date",
  year: "year",
  år: "year",
};

const MOST_CHARACTERS = 1000;
const MOST_ITEMS = 40;
const SHORTEST_BEGINNING = 2;

/** @type {"or"} */
const OR = "or";

/**
 * The items of a question, and what is to be told of it.
 * @param {string} question
 * @param {Record<string, string>} facets names of facets by what a reader may call them, in lower case
 * @returns {{ items: Item[], notices: Notice[] }}
 */
export function parse(question, facets) {
  const notices = new Notices();
  let rest = cleaned(question, notices).trimStart();
  /** @type {(Item | "or")[]} */
  const tokens = [];
  let items = 0;
  while (rest) {
    if (items === MOST_ITEMS) {
      notices.tell("long");
      break;
    }
    const or = /^(?:OR|ELLER)(?!\S)/.exec(rest);
    const [token, after] = or ? [OR, rest.slice(or[0].length)] : excludable(rest, facets, notices);
    if (!or) items += 1;
    tokens.push(token);
    rest = after.trimStart();
  }
  return { items: together(tokens).filter(saysSomething), notices: notices.list };
}

/** A text in lower case and composed, for comparing. @param {string} text */
export function lower(text) {
  return text.normalize().toLowerCase().normalize();
}

/** What is to be told, each once. */
export class Notices {
  constructor() {
    /** @type {Notice[]} */
    this.list = [];
  }

  /** @param {string} notice @param {object} [parameters] */
  tell(notice, parameters) {
    const told = { notice, ...parameters };
    const json = JSON.stringify(told);
    if (!this.list.some((other) => JSON.stringify(other) === json)) this.list.push(told);
  }
}

/**
 * What is read of a question. Quotation marks of all sorts are one, for phrases are often pasted.
 * @param {string} question
 * @param {Notices} notices
 */
function cleaned(question, notices) {
  // A question without end is not walked to its end: no character has more than two units.
  const letters = [...question.slice(0, 2 * MOST_CHARACTERS + 2)];
  if (letters.length > MOST_CHARACTERS) notices.tell("long");
  const text = letters.slice(0, MOST_CHARACTERS).join("");
  if (/[^\t-\r\P{Cc}]/u.test(text)) notices.tell("control");
  return text.replace(/\p{Cc}/gu, " ").replace(/[“”„«»]/g, '"');
}

/**
 * @param {string} text
 * @param {Record<string, string>} facets
 * @param {Notices} notices
 * @returns {[Item, string]}
 */
function excludable(text, facets, notices) {
  const bare = text.replace(/^-/, "");
  const [item, rest] = token(bare, facets, notices);
  return [bare === text ? item : { not: item }, rest];
}

/**
 * @param {string} text
 * @param {Record<string, string>} facets
 * @param {Notices} notices
 * @returns {[Item, string]}
 */
function token(text, facets, notices) {
  if (text.startsWith('"')) {
    const [phrase, rest] = quoted(text, notices);
    return [{ phrase }, rest];
  }
  const [word] = /** @type {RegExpExecArray} */ (/^\S*/.exec(text));
  return field(text, facets, notices) ?? [plain(word, notices), text.slice(word.length)];
}

/**
 * What stands between the quotation mark with which a text begins and the next one.
 * @param {string} text
 * @param {Notices} notices
 * @returns {[string, string]}
 */
function quoted(text, notices) {
  const end = text.indexOf('"', 1);
  if (end >= 0) return [text.slice(1, end), text.slice(end + 1)];
  notices.tell("quote");
  return [text.slice(1), ""];
}

/**
 * `name:value`; words where there is no field of that name. Names with digits are times, and what is followed by a stroke
 * is an address.
 * @param {string} text
 * @param {Record<string, string>} facets
 * @param {Notices} notices
 * @returns {[Item, string] | null}
 */
function field(text, facets, notices) {
  const name = /^([^\s:"\p{N}]+):(?=[^\s/])/u.exec(text)?.[1];
  if (!name) return null;
  const after = text.slice(name.length + 1);
  const [word] = /** @type {RegExpExecArray} */ (/^\S*/.exec(after));
  const [value, rest] = after.startsWith('"') ? quoted(after, notices) : [word, after.slice(word.length)];
  const key = lower(name);
  const known = [FIELDS, facets].find((names) => Object.hasOwn(names, key));
  if (known) return [{ field: known[key], value }, rest];
  notices.tell("field", { name });
  return [{ words: text.slice(0, text.length - rest.length) }, rest];
}

/**
 * @param {string} word
 * @param {Notices} notices
 * @returns {Item}
 */
function plain(word, notices) {
  if (!word.endsWith("*")) return { words: word };
  const beginning = word.replace(/^[^\p{Alphabetic}\p{N}]+|[^\p{Alphabetic}\p{N}]+$/gu, "");
  const letters = beginning.match(/[\p{Alphabetic}\p{N}]/gu) ?? [];
  if (letters.length >= SHORTEST_BEGINNING) return { begins: lower(beginning) };
  notices.tell("star", { word: beginning });
  return { words: beginning };
}

/**
 * Puts together what `OR` binds, and words that stand next to each other.
 * @param {(Item | "or")[]} tokens
 */
function together(tokens) {
  /** @type {Item[]} */
  const items = [];
  // Whether an `OR` waits for its second item, and whether the last item can take further words.
  let isOpen = false;
  let isRun = false;
  tokens.forEach((token, at) => {
    const last = items[items.length - 1];
    if (token === "or") {
      isOpen = last !== undefined && !("not" in last);
      return;
    }
    const binds = tokens[at + 1] === "or";
    const isWords = "words" in token;
    if (isOpen && !("not" in token)) {
      items.pop();
      items.push({ any: [...("any" in last ? last.any : [last]), token] });
      isRun = false;
    } else if (isRun && isWords && !binds && "words" in last) {
      last.words += ` ${token.words}`;
    } else {
      items.push(token);
      isRun = isWords && !binds;
    }
    isOpen = false;
  });
  return items;
}

/** Whether anything can be looked for.
 * @param {Item} item
 * @returns {boolean} */
function saysSomething(item) {
  if ("not" in item) return saysSomething(item.not);
  if ("any" in item) {
    item.any = item.any.filter(saysSomething);
    return item.any.length > 0;
  }
  const text = "words" in item ? item.words : "phrase" in item ? item.phrase : "x";
  return /[\p{Alphabetic}\p{N}]/u.test(text);
}
