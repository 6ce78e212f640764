// @ts-check
// The known word that is one slip of the pen away from another. Twin of `src/search/ask/known.rs`.

import { shardsOf } from "./terms.js";

/** @import { Files } from "./files.js" */

/**
 * The one that most entries have; of several the first. A slip is a letter too many, too few, or another one, or two that
 * changed places.
 * @param {Files} files
 * @param {string} word
 */
export async function slip(files, word) {
  const { words, backwards } = files.manifest;
  // A slip leaves what stands before it or what stands after it as it is.
  const middle = word.length >> 1;
  const [head, tail] = [word.slice(0, Math.max(middle - 1, 0)), reversed(word.slice(middle))];
  const known = await listed(files, "words", words, head);
  for (const [other, count] of await listed(files, "backwards", backwards, tail)) known.push([reversed(other), count]);
  const near = known.filter(([other]) => isOneSlip(word, other));
  near.sort(([a, few], [b, many]) => many - few || (a < b ? -1 : 1));
  return near[0]?.[0] ?? null;
}

/**
 * The words of sorted files that begin so, each with how many entries have it.
 * @param {Files} files
 * @param {string} folder
 * @param {string[]} firsts
 * @param {string} letters
 */
async function listed(files, folder, firsts, letters) {
  const shards = shardsOf(firsts, letters).map((number) => {
    return files.get(`${folder}/${number}`, (bytes) => {
      const count = bytes.varint();
      const word = bytes.words();
      return Array.from({ length: count }, () => /** @type {[string, number]} */ ([word(), bytes.varint()]));
    });
  });
  return (await Promise.all(shards)).flat().filter(([word]) => word.startsWith(letters));
}

/** @param {string} one @param {string} other */
function isOneSlip(one, other) {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const [a, b] = [one.slice(same), other.slice(same)];
  if (a === "" && b === "") return false;
  const isExchanged = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return isExchanged || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}

/** @param {string} word */
function reversed(word) {
  return [...word].reverse().join("");
}
