// @ts-check
// How much a match counts, by the field of the index. Twin of `FIELDS` in `src/search/lunr.rs`. elasticlunr multiplies
// this with its own score, which already counts a match in a short field for more.

/** @type {Record<"title" | "text" | "stems" | "letters", number>} */
export const WEIGHTS = { title: 2, text: 1, stems: 0.5, letters: 0.1 };

/** A question's `spellings` are looked up in title and text at their weight times this. */
export const SPELLING_FACTOR = 0.25;
