// @ts-check
// Reads indexes in the format of elasticlunr.js 0.9.5 and scores as it does: the same entries and scores for the same
// tokens, boosts and options (a test compares them). Unlike there, every field may be asked for its own tokens, and an
// index may lie in several files: how rare a token is counts over all of them, so that their scores are of one measure.

/**
 * A node of the tree of tokens: one child for each character that may follow.
 * @typedef {{ docs: Record<string, { tf: number }>, df: number } & { [character: string]: any }} Node
 */

/**
 * Which entries there are, and how many tokens each of their fields has.
 * @typedef {object} Store
 * @property {Record<string, object>} docs
 * @property {Record<string, Record<string, number>>} docInfo
 * @property {number} length
 */

/**
 * The part of a file that is read here.
 * @typedef {object} IndexFile
 * @property {string} version
 * @property {Store} documentStore
 * @property {Record<string, { root: Node }>} index
 */

/**
 * The files of an index, each with entries of its own.
 * @typedef {{ files: IndexFile[], length: number }} Index
 */

/**
 * Tokens to look up in a field. `bool` and `expand` are elasticlunr's: whether an entry must have all the tokens, and
 * whether a token also stands for the longer ones that begin with it.
 * @typedef {object} Lookup
 * @property {string} field
 * @property {string[]} tokens
 * @property {number} boost
 * @property {"OR" | "AND"} [bool]
 * @property {boolean} [expand]
 */

/** @typedef {{ ref: string, score: number }} Match */

/** How much a longer token counts that stands for a shorter one. */
const EXPANSION_FACTOR = 0.15;

/**
 * What `JSON.parse` made of one or more files, as an index.
 * @param {...any} files
 * @returns {Index}
 * @throws {TypeError} where one is something else
 */
export function load(...files) {
  for (const file of files) {
    if (file?.version !== "0.9.5" || !file.index || !file.documentStore) {
      throw new TypeError("not an index of elasticlunr 0.9.5");
    }
  }
  return { files, length: files.reduce((sum, { documentStore }) => sum + documentStore.length, 0) };
}

/**
 * The entries that match, best first.
 * @param {Index} index
 * @param {Lookup[]} lookups
 * @returns {Match[]}
 */
export function search(index, lookups) {
  /** @type {Map<string, number>} */
  const totals = new Map();
  for (const lookup of lookups) {
    if (lookup.boost === 0) continue;
    for (const [ref, score] of searchField(index, lookup)) {
      totals.set(ref, (totals.get(ref) ?? 0) + score * lookup.boost);
    }
  }
  const matches = [...totals].map(([ref, score]) => ({ ref, score }));
  return matches.sort((a, b) => b.score - a.score);
}

/**
 * The entries that have this very token in a field.
 * @param {Index} index
 * @param {string} field
 * @param {string} token
 */
export function refsOf(index, field, token) {
  return nodesOf(index, field, token).flatMap(({ node }) => Object.keys(node.docs));
}

/**
 * Entries and their scores in one field, not yet boosted.
 * @param {Index} index
 * @param {Lookup} lookup
 */
function searchField(index, { field, tokens, bool = "OR", expand = false }) {
  /** @type {Map<string, number> | null} */
  let scores = null;
  /** How many of the tokens, not counting longer ones, an entry has. @type {Map<string, number>} */
  const counts = new Map();
  for (const token of tokens) {
    const only = bool === "AND" ? scores : null;
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const key of expand ? expansionsOf(index, field, token) : [token]) {
      const nodes = nodesOf(index, field, key);
      const df = nodes.reduce((sum, { node }) => sum + node.df, 0);
      const idf = 1 + Math.log(index.length / (df + 1));
      const penalty = key === token ? 1 : (1 - (key.length - token.length) / key.length) * EXPANSION_FACTOR;
      for (const { file, node } of nodes) {
        for (const ref of Object.keys(node.docs)) {
          if (only && !only.has(ref)) continue;
          if (key === token) counts.set(ref, (counts.get(ref) ?? 0) + 1);
          const score = node.docs[ref].tf * idf * lengthNorm(file, ref, field) * penalty;
          found.set(ref, (found.get(ref) ?? 0) + score);
        }
      }
    }
    scores = scores === null ? found : merge(scores, found, bool);
  }
  return withCoordination(scores ?? new Map(), counts, tokens.length);
}

/**
 * @param {Map<string, number>} scores
 * @param {Map<string, number>} found
 * @param {"OR" | "AND"} bool
 */
function merge(scores, found, bool) {
  /** @type {Map<string, number>} */
  const merged = bool === "AND" ? new Map() : new Map(scores);
  for (const [ref, score] of found) {
    const before = scores.get(ref);
    if (bool === "OR" || before !== undefined) merged.set(ref, (before ?? 0) + score);
  }
  return merged;
}

/**
 * An entry counts for as much of its score as it has of the tokens; one that has only longer tokens keeps it whole.
 * @param {Map<string, number>} scores
 * @param {Map<string, number>} counts
 * @param {number} asked
 */
function withCoordination(scores, counts, asked) {
  for (const [ref, score] of scores) {
    const count = counts.get(ref);
    if (count !== undefined) scores.set(ref, (score * count) / asked);
  }
  return scores;
}

/** The shorter the field, the more a match in it counts.
 * @param {IndexFile} file @param {string} ref @param {string} field */
function lengthNorm({ documentStore }, ref, field) {
  const length = Object.hasOwn(documentStore.docs, ref) ? (documentStore.docInfo[ref]?.[field] ?? 0) : 0;
  return length === 0 ? 1 : 1 / Math.sqrt(length);
}

/**
 * Where a token, or the beginning of longer ones, stands in the files that have it.
 * @param {Index} index
 * @param {string} field
 * @param {string} token
 * @returns {{ file: IndexFile, node: Node }[]}
 */
function nodesOf({ files }, field, token) {
  return files.flatMap((file) => {
    const node = nodeOf(file, field, token);
    return node ? [{ file, node }] : [];
  });
}

/**
 * @param {IndexFile} file
 * @param {string} field
 * @param {string} token
 */
function nodeOf({ index }, field, token) {
  let node = token === "" || !Object.hasOwn(index, field) ? undefined : index[field].root;
  for (let at = 0; node && at < token.length; at += 1) node = node[token[at]];
  return node;
}

/**
 * The tokens that begin with `token`, each once.
 * @param {Index} index
 * @param {string} field
 * @param {string} token
 */
function expansionsOf(index, field, token) {
  return [...new Set(nodesOf(index, field, token).flatMap(({ node }) => expansions(token, node)))];
}

/**
 * @param {string} token
 * @param {Node} node
 * @returns {string[]}
 */
function expansions(token, node) {
  const children = Object.keys(node).filter((key) => key !== "docs" && key !== "df");
  const own = node.df > 0 ? [token] : [];
  return own.concat(...children.map((key) => expansions(token + key, node[key])));
}
