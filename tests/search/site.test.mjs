// The engine over the sample site as the binary builds it: what a reader types, and which entry stands first.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { published } from "../../layouts/assets/search/files.js";
import { answer } from "./ask.mjs";
import { reading } from "./folder.mjs";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const BINARIES = [process.env.GLASKLAR_BINARY, "target/debug/glasklar"].map((name) => name && path.resolve(REPOSITORY, name));
const BINARY = BINARIES.find((name) => name && existsSync(name));
const skip = BINARY ? false : "there is no binary to build the site with: cargo build, or name one in GLASKLAR_BINARY";

const FIRST = [
  ["4 mio", "grant/herning-baeredygtig-herning-2021"],
  ["2762000", "grant/viborg-ver-kontraktsum"],
  ["2.762.000", "grant/viborg-ver-kontraktsum"],
  ["6 millioner", "grant/forskningsraadet-veikart-groenn-konkurransekraft"],
  ["24.00.00-A08-1-20", "case/herning-resultatkontrakt-baeredygtig-herning-2021"],
  ["24.00.00", "case/herning-resultatkontrakt-baeredygtig-herning-2021"],
  ["sag 2021-00200", "case/kkr-nordjylland-dialogmoede-resultatkontrakt-2021"],
  ["§ 14", "report/lov-om-erhvervsfremme"],
  ["Bjornafjorden", "place/bjoernafjorden"],
  ["18. desember 2020", "document/trondheim-veikart-2020-12-18"],
  ["29189919", "organisation/herning-kommune"],
  ["økosystemer", "goal/herning-2021-maal-7"],
  ['"bæredygtig herning" -resultatkontrakt kind:organisation', "organisation/baeredygtig-hernings-stiftende-generalforsamling"],
  ["tilskud amount:4mio funder:herning-kommune", "grant/herning-baeredygtig-herning-2021"],
];

const folder = mkdtempSync(path.join(tmpdir(), "glasklar-search-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const site = path.join(folder, "site");
if (BINARY) execFileSync(BINARY, ["build", REPOSITORY, "--out", site, "--today", "2026-01-31"], { stdio: "ignore" });

test("the entry meant stands first", { skip }, async (t) => {
  const search = { files: await published(reading(site)), breathe: async () => undefined };
  for (const [q, id] of FIRST) {
    await t.test(q, async () => {
      const { results } = await answer(search, new URLSearchParams({ q }).toString(), "da");
      assert.equal(results[0]?.id, id);
    });
  }
});

test("the worker as it is published answers", { skip }, async () => {
  const file = readdirSync(site, { recursive: true }).find((file) => file.endsWith(path.join("search", "worker.js")));
  // Node takes a file for a module by its name.
  const published = path.join(site, path.dirname(file), "worker.mjs");
  writeFileSync(published, readFileSync(path.join(site, file)));
  const parts = await new Promise((resolve) => {
    const told = [];
    const postMessage = (part) => {
      told.push(part);
      if (part.part === "totals" || part.part === "failed") resolve(told);
    };
    const fetch = async (url) => new Response(readFileSync(path.join(site, new URL(url).pathname)));
    Object.assign(globalThis, { onmessage: null, postMessage, fetch });
    import(pathToFileURL(published).href).then(() => {
      globalThis.onmessage({ data: { ask: "start", root: "https://by.example/" } });
      globalThis.onmessage({ data: { id: 1, ask: "state", state: "q=24.00.00", language: "da" } });
    });
  });
  assert.deepEqual(parts.map(({ part }) => part), ["results", "facets", "totals"]);
  assert.equal(parts[0].results[0].id, "case/herning-resultatkontrakt-baeredygtig-herning-2021");
});
