// Results as files: what stands in them, and that nothing in a text becomes a formula or a further cell.

import assert from "node:assert/strict";
import test from "node:test";
import { cellsOf } from "../../layouts/assets/search/download.js";
import { Engine } from "../../layouts/assets/search/engine.js";
import { index, reader } from "./encode.mjs";

const LINES = [{ currency: "DKK", digits: 2, basis: "decided", per: "once" }];
const ENTRIES = [
  { id: "a", title: '=1+1; "havn"', amounts: [[0, 123456]], date: 2021 * 512 + 32 + 18, facets: { kind: ["grant"], theme: ["x", "y"] } },
  { id: "b", title: "Havn, bro\nog vej", amounts: [[0, -5], [0, 2n ** 60n]], facets: { kind: ["grant"] } },
  { id: "c", title: "Havn", facets: { kind: ["grant"] } },
];
const COLUMNS = ["id", "title", "amount", "currency", "theme"];
const FACETS = ["kind", "theme"];

async function file(files, message) {
  let found;
  const ask = { id: 1, ask: "download", state: "q=havn&sort=newest", language: "da", columns: COLUMNS, ...message };
  await new Engine(reader(files), async () => undefined).answer(ask, (part) => part.part === "progress" || (found = part));
  assert.equal(found.part, "file", found.message);
  // Reading as text would drop the mark at the beginning.
  return { ...found, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(await found.bytes.arrayBuffer()) };
}

const small = index(ENTRIES, { facets: FACETS, lines: LINES });

test("a file for Excel is written as the reader's language writes lists and numbers", async () => {
  const { text, name } = await file(small, { format: "excel", labels: { title: "Titel", amount: "Beløb" } });
  assert.equal(text, [
    "\ufeffid;Titel;Beløb;currency;THEME",
    `a;"'=1+1; ""havn""";1234,56;DKK;X | Y`,
    'b;"Havn, bro\nog vej";-0,05;DKK;',
    'b;"Havn, bro\nog vej";11529215046068469,76;DKK;',
    "c;Havn;;;",
    "",
  ].join("\r\n"));
  assert.match(name, /^havn_\d{4}-\d\d-\d\d_CC0-1\.0\.csv$/);
});

test("a plain file keeps every text as it is", async () => {
  const { text } = await file(small, { format: "csv", columns: ["id", "date", "title", "amount"] });
  assert.equal(text, [
    "id,date,title,amount",
    'a,,"=1+1; ""havn""",1234.56',
    'b,,"Havn, bro\nog vej",-0.05',
    'b,,"Havn, bro\nog vej",11529215046068469.76',
    "c,,Havn,",
    "",
  ].join("\r\n"));
});

test("a file of JSON tells the question, the day and the licence", async () => {
  const { text } = await file(small, { format: "json", address: "https://by.example/soeg.html?q=havn" });
  const { rows, date, ...told } = JSON.parse(text);
  assert.deepEqual(told, {
    query: "havn", state: "q=havn&sort=newest", address: "https://by.example/soeg.html?q=havn", licence: "CC0-1.0", columns: COLUMNS,
  });
  assert.match(date, /^\d{4}-\d\d-\d\d$/);
  assert.deepEqual(rows[0], ["a", '=1+1; "havn"', 1234.56, "DKK", ["X", "Y"]]);
  assert.equal(rows.length, 4);
});

test("above five thousand results titles come from the published table, and none is missing", async () => {
  const many = Array.from({ length: 5200 }, (_, n) => ({ ...ENTRIES[n % 3], id: `e${n}`, title: "Havn" }));
  const files = index(many, { facets: FACETS, lines: LINES });
  const rows = many.map(({ id }, n) => `${id},da,a/${id}.html,"Titel ""${n}"", på\r\nto linjer",kort\r\n`);
  files.set("data/grant.csv", Buffer.from(`id,lang,address,title,summary\r\n${rows.join("")}`));
  const { text } = await file(files, { format: "csv", columns: ["id", "title", "address", "kind"] });
  const read = [];
  for await (const cells of cellsOf(new Blob([text]).stream())) read.push(cells);
  assert.equal(read.length, 5201);
  assert.deepEqual(read[5200], ["e5199", 'Titel "5199", på\r\nto linjer', "a/e5199.html", "grant"]);
});

test("cells are read however a file is cut", async () => {
  const text = 'a,"b ""c"", d\r\ne",\r\n"",f,g';
  for (let cut = 0; cut <= text.length; cut += 1) {
    const parts = [text.slice(0, cut), text.slice(cut)].map((part) => new TextEncoder().encode(part));
    const read = [];
    for await (const cells of cellsOf(ReadableStream.from(parts))) read.push(cells);
    assert.deepEqual(read, [["a", 'b "c", d\r\ne', ""], ["", "f", "g"]]);
  }
});
