// A first question stays within the bytes of the design: a rare and a very common word, a page of results, and then a facet,
// a range and sums. `benches/run search` measures larger sites, memory and time.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { bytesOf, sumOf } from "../../benches/search/bytes.mjs";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const BINARIES = [process.env.GLASKLAR_BINARY, "target/debug/glasklar"].map((name) => name && path.resolve(REPOSITORY, name));
const BINARY = BINARIES.find((name) => name && existsSync(name));
const skip = BINARY ? false : "there is no binary to build a site with: cargo build, or name one in GLASKLAR_BINARY";

/** Grants of a demo that has 1,000 entries in all. */
const GRANTS = "556";

/** What the design allows at 1,000 entries, in bytes. */
const TEXT = 100_000;
const COLUMNS = 8_000;
const PAGE = 12_000;

const folder = mkdtempSync(path.join(tmpdir(), "glasklar-budgets-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Builds a site. @param {string} name @param {string} source */
function built(name, source) {
  const out = path.join(folder, name);
  execFileSync(BINARY, ["build", source, "--out", out, "--today", "2026-01-31"], { stdio: "ignore" });
  return out;
}

test("a demo of a thousand entries", { skip }, async (t) => {
  const source = path.join(folder, "demo");
  execFileSync(BINARY, ["demo", source, "--entries", GRANTS], { stdio: "ignore" });
  const { entries, found, shown, text, columns, engine } = await bytesOf(built("site", source));
  t.diagnostic(`${entries} entries: ${sumOf(text)} bytes, then ${sumOf(columns)}; ${JSON.stringify({ text, columns, engine })}`);
  assert.ok(entries >= 1_000 && found >= 20 && shown === 20, `${entries} entries, ${found} found, ${shown} shown`);
  assert.ok(sumOf(text) + engine.worker + engine.page <= TEXT);
  assert.ok(sumOf(columns) <= COLUMNS);
  assert.ok(engine.page <= PAGE);
});

test("the sample site", { skip }, async (t) => {
  const { text, columns, engine } = await bytesOf(built("sample", REPOSITORY));
  t.diagnostic(JSON.stringify({ text, columns }));
  assert.ok(sumOf(text) + engine.worker + engine.page <= TEXT);
  assert.ok(sumOf(columns) <= COLUMNS);
});
