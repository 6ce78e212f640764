// What is kept of the files that were read: so much, and not what is counted in the place of what every answer needs.

import assert from "node:assert/strict";
import test from "node:test";
import { deflateSync } from "node:zlib";
import { Files } from "../../layouts/assets/search/files.js";

const BUILD = "0011223344556677";
const FILE = 500_000;
const BODY = deflateSync(Buffer.concat([Buffer.from(BUILD, "hex"), Buffer.alloc(FILE)]));

/** Files of a site of 100,000 entries, each half a megabyte, and what was fetched of them. */
function opened() {
  /** @type {string[]} */
  const fetched = [];
  const read = async (/** @type {string} */ address) => {
    fetched.push(address.replace(/^search\/|\.bin$/g, ""));
    return /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (new Blob([BODY]).stream());
  };
  const files = new Files(read, /** @type {any} */ ({ build: BUILD, entries: 100_000 }));
  /** Asks for files one after the other; gives those that had to be fetched. */
  const ask = async (/** @type {string[]} */ ...names) => {
    fetched.length = 0;
    for (const name of names) assert.equal(await files.get(name, ({ bytes }) => bytes.length), FILE);
    return [...fetched];
  };
  return ask;
}

const facets = Array.from({ length: 40 }, (_, n) => `columns/facet-${n}/0`);

test("what words and amounts need outlasts the counts of all facets", async () => {
  const ask = opened();
  const needed = ["terms/1", "records/1", "columns/amount/0"];
  assert.deepEqual(await ask(...needed), needed);
  assert.deepEqual(await ask(...facets), facets);
  assert.deepEqual(await ask(...needed), []);
});

test("of facets that are counted in a circle, as many are there the next time as there is room for", async () => {
  const ask = opened();
  await ask(...facets);
  const again = await ask(...facets);
  assert.ok(again.length < facets.length && again.length > 0, `${again.length} fetched again`);
  assert.deepEqual(await ask(...facets), again);
});

test("of words what was asked for last is there", async () => {
  const ask = opened();
  const words = Array.from({ length: 40 }, (_, n) => `terms/${n}`);
  await ask(...words);
  assert.deepEqual(await ask("terms/39"), []);
  assert.deepEqual(await ask("terms/0"), ["terms/0"]);
});

test("what could not be fetched is asked for again", async () => {
  let isThere = false;
  const files = new Files(
    async () => {
      if (!isThere) throw new Error("no connection");
      return /** @type {any} */ (new Blob([BODY]).stream());
    },
    /** @type {any} */ ({ build: BUILD, entries: 10 }),
  );
  await assert.rejects(files.get("terms/1", () => 1), /no connection/);
  isThere = true;
  assert.equal(await files.get("terms/1", () => 1), 1);
});
