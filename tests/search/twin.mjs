// Reads lines of JSON, [language, text], and answers each with one of JSON: the exact forms, the stems, the other
// spellings, and the words of the text read as a question to a site in all four languages. A Rust test that asks
// `glasklar::search::{analyse, query}` for the same can so compare the twins on any text.

import { createInterface } from "node:readline";
import { analyse, query } from "../../layouts/assets/search/analyse.js";

for await (const line of createInterface({ input: process.stdin })) {
  const [language, text] = JSON.parse(line);
  const { exact, stems, letters } = analyse(text, language);
  const words = query(text, ["da", "nb", "nn", "en"]).words;
  const asked = words.map((word) => [word.exact, word.stems, word.letters, word.spellings]);
  console.log(JSON.stringify([exact, stems, letters, asked]));
}
