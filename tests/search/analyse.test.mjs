// The specification, read line by line; `src/search/tests.rs` reads the same file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { analyse, query } from "../../layouts/assets/search/analyse.js";

const fixture = JSON.parse(readFileSync(new URL("fixture.json", import.meta.url), "utf8"));

test("texts have the forms of the fixture", () => {
  for (const [rule, language, text, ...expected] of fixture.analyse) {
    const { exact, stems, letters } = analyse(text, language);
    const found = [exact, stems, letters].map((forms) => forms.join(" "));
    assert.deepEqual(found, expected, `${rule}: ${text}`);
  }
});

test("questions ask for the forms of the fixture", () => {
  for (const [rule, languages, text, expected] of fixture.query) {
    const { words } = query(text, languages.split(" "));
    const found = words.map(({ exact, stems, letters, spellings }) =>
      [exact, stems, letters, spellings].map((forms) => forms.join(" ")),
    );
    assert.deepEqual(found, expected, `${rule}: ${text}`);
  }
});

test("questions find what the fixture says they find", () => {
  for (const [language, text, question, expected] of fixture.finds) {
    const { exact, stems, letters } = analyse(text, language);
    const meet = (asked, held) => asked.some((form) => held.includes(form));
    const found = query(question, ["da", "nb", "nn", "en"]).words.every(
      (word) =>
        meet(word.exact, exact) ||
        meet(word.spellings, exact) ||
        meet(word.stems, stems) ||
        meet(word.letters, letters),
    );
    assert.equal(found, expected, `${text} asked for ${question}`);
  }
});

test("what a script may hold and Rust may not is no word", () => {
  assert.deepEqual(analyse("\ud83d tilskud \udead", "da").exact, ["tilskud"]);
});
