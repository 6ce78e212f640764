// One search in a process of its own, so that nobody's memory holds another's: `node --expose-gc entrant.mjs NAME build|first|known
// SITE FOLDER MODULES` prints a line of JSON. `beside.mjs` starts it.

import { performance } from "node:perf_hooks";
import { entriesOf, firstQuestion, knownAnswers } from "./corpus.mjs";
import { rivals } from "./rivals.mjs";

/** @import { Known } from "./corpus.mjs" */

const PAGE = 20;
const ROUNDS = 20;
/** At how many results one looks. */
const LOOKED_AT = { compounds: 50, compoundsAnywhere: 1000, amounts: 10, cases: 10 };

const [name, task, site, folder, modules, given = "{}"] = process.argv.slice(2);
const rival = rivals[name];
const places = { site, folder, modules };
const tasks = { draw, build, first, known };
console.log(JSON.stringify(await tasks[/** @type {keyof typeof tasks} */ (task)]()));
process.exit(0);

/** The question that all are asked. */
async function draw() {
  const entries = entriesOf(site);
  return { ...firstQuestion(entries), entries: entries.length };
}

/** Makes the files; seconds without reading the entries. */
async function build() {
  const entries = entriesOf(site);
  const start = performance.now();
  await rival.build?.(entries, places);
  return { seconds: (performance.now() - start) / 1000 };
}

/** What a first question fetches and keeps, without a filter and with one, and how long it takes when it is asked again. */
async function first() {
  const { rare, common, funder } = JSON.parse(given);
  const question = `${rare} ${common}`;
  let bytes = 0;
  const before = held();
  const { ask, wasm } = await rival.open(places, (more) => (bytes += more));
  const found = await ask(question, "", PAGE);
  const text = bytes;
  await ask(question, funder, PAGE);
  const memory = held() - before + wasm();
  const rounds = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    const start = performance.now();
    await ask(common, "", PAGE);
    rounds.push(performance.now() - start);
  }
  return { text, filtered: bytesOfFilter(text, bytes), memory, found: found.length, milliseconds: rounds.sort((a, b) => a - b)[ROUNDS / 2] };
}

/** @param {number} text @param {number} all */
function bytesOfFilter(text, all) {
  return name === "elasticlunr" ? null : all - text;
}

/** The share of the known answers among the first results, by sort of question. */
async function known() {
  const { ask } = await rival.open(places, () => undefined);
  /** @type {Record<string, number>} */
  const recalls = {};
  const drawn = knownAnswers(entriesOf(site));
  for (const [sort, questions] of Object.entries({ ...drawn, compoundsAnywhere: drawn.compounds })) {
    const limit = LOOKED_AT[/** @type {keyof typeof LOOKED_AT} */ (sort)];
    let sum = 0;
    for (const { question, answers } of questions) {
      const found = new Set(await ask(question, "", limit));
      const here = answers.filter((answer) => found.has(answer)).length;
      sum += here / answers.length;
      if (process.env.MISSED && here < answers.length) console.error(sort, question, `${here}/${answers.length}`, answers.find((answer) => !found.has(answer)));
    }
    recalls[sort] = sum / questions.length;
  }
  return recalls;
}

/** Bytes that are held once everything that can go has gone. */
function held() {
  for (let n = 0; n < 3; n += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
