// The published tables of a site in DuckDB: what a state of the search page finds, and what it comes to, by SQL.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { REPOSITORY } from "./built.mjs";

/** What is no letter or digit in an address becomes a hyphen. */
const SLUG = `trim(regexp_replace(replace(replace(replace(lower(one), 'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'), '[^a-z0-9]+', '-', 'g'), '-')`;

/** A date of any precision as its first or last day, which can be compared as text. */
const FIRST = (column) => `rpad(${column}, 10, '-00-00')`;
const LAST = (column) => `CASE length(${column}) WHEN 4 THEN ${column} || '-99-99' WHEN 7 THEN ${column} || '-99' ELSE left(${column}, 10) END`;

const first = (date) => date.padEnd(10, "-00-00");
const last = (date) => date.padEnd(10, "-99-99");

const SHAPES = `
  CREATE TABLE entry (kind TEXT, id TEXT, day TEXT);
  CREATE TABLE held (kind TEXT, id TEXT, facet TEXT, slug TEXT);
  CREATE TABLE money (kind TEXT, id TEXT, currency TEXT, basis TEXT, per TEXT, minor HUGEINT);
  CREATE TABLE part (id TEXT, whole TEXT);`;

const SUMS = `
  WITH own AS (FROM money SEMI JOIN hit USING (kind, id)),
  above AS (SELECT DISTINCT kind, whole.id, currency, basis, per FROM own JOIN whole ON own.kind = 'grant' AND own.id = whole.whole)
  SELECT currency, basis, per, coalesce(sum(minor) FILTER (above.id IS NULL), 0)::TEXT AS minor,
    count(*) FILTER (above.id IS NULL) AS count, count(above.id) AS inside
  FROM own LEFT JOIN above USING (kind, id, currency, basis, per) GROUP BY ALL ORDER BY ALL`;

/** The fields of a kind that are facets, and the one that dates its entries, as its description says. */
function described(kind) {
  const text = readFileSync(path.join(REPOSITORY, "layouts/kinds", kind, "kind.toml"), "utf8");
  const [head, ...tables] = text.split(/^(?=\[)/m);
  const facets = tables.filter((table) => /^facet\s*=\s*"values"/m.test(table)).map((table) => /^\[field\.(\w+)\]/.exec(table)?.[1]);
  return { date: /^date\s*=\s*"(\w+)"/m.exec(head)?.[1], facets: facets.filter(Boolean) };
}

/**
 * The tables of a site, ready to be asked.
 * @param {string} site folder of the built site
 * @param {string[]} facets of which values are known
 */
export async function tablesOf(site, facets) {
  const db = await (await DuckDBInstance.create(":memory:")).connect();
  const rows = async (sql) => (await db.runAndReadAll(sql)).getRowObjectsJson();
  await db.run("SET threads = 1");
  await db.run(SHAPES);
  for (const file of readdirSync(path.join(site, "data")).filter((file) => file.endsWith(".csv"))) {
    const kind = path.basename(file, ".csv");
    await db.run(`CREATE TABLE "${kind}" AS FROM read_csv('${path.join(site, "data", file)}', all_varchar = true, header = true)`);
    const columns = (await rows(`SELECT column_name AS name FROM (DESCRIBE "${kind}")`)).map(({ name }) => name);
    await fill(db, kind, columns, facets);
  }
  await db.run(`CREATE TABLE whole AS WITH RECURSIVE up AS (FROM part UNION SELECT up.id, part.whole FROM up JOIN part ON part.id = up.whole) FROM up`);
  return rows;
}

async function fill(db, kind, columns, facets) {
  const { date, facets: own } = described(kind);
  const day = columns.includes(date) ? `"${date}"` : "NULL";
  await db.run(`INSERT INTO entry SELECT '${kind}', id, ${day} FROM "${kind}"`);
  await db.run(`INSERT INTO held SELECT '${kind}', id, 'kind', '${kind}' FROM "${kind}"`);
  await db.run(`INSERT INTO held SELECT '${kind}', id, 'year', left(${day}, 4) FROM "${kind}" WHERE ${day} IS NOT NULL`);
  for (const facet of facets.filter((facet) => own.includes(facet) && columns.includes(facet))) {
    await db.run(`INSERT INTO held SELECT '${kind}', id, '${facet}', ${SLUG} FROM (SELECT id, unnest(string_split("${facet}", ' | ')) AS one FROM "${kind}")`);
  }
  for (const value of columns.filter((name) => /^amount\.(\w+\.)?value$/.test(name))) {
    const basis = value === "amount.value" ? `"amount.basis"` : `'${value.split(".")[1]}'`;
    const minor = `(CAST("${value}" AS DECIMAL(38, 2)) * 100)::HUGEINT`;
    const from = `FROM "${kind}" WHERE "${value}" IS NOT NULL`;
    await db.run(`INSERT INTO money SELECT '${kind}', id, "amount.currency", ${basis}, "amount.per", ${minor} ${from}`);
    for (const [facet, slug] of [["currency", `lower("amount.currency")`], ["basis", basis]]) {
      await db.run(`INSERT INTO held SELECT '${kind}', id, '${facet}', ${slug} ${from}`);
    }
  }
  if (kind === "grant") await db.run(`INSERT INTO part SELECT id, part_of FROM "grant" WHERE part_of IS NOT NULL`);
}

/**
 * What a state finds: how many entries, and the sums by currency, basis and recurrence.
 * @param {(sql: string) => Promise<any[]>} rows
 * @param {URLSearchParams} state of facets and ranges alone
 */
export async function answered(rows, state) {
  await rows(`CREATE OR REPLACE TEMP TABLE hit AS SELECT kind, id FROM entry e WHERE ${conditions(state).join(" AND ")}`);
  const [{ n }] = await rows("SELECT count(*) AS n FROM hit");
  const lines = await rows(SUMS);
  return { count: Number(n), lines: lines.map((line) => ({ ...line, count: Number(line.count), inside: Number(line.inside) })) };
}

/** @param {URLSearchParams} state */
function conditions(state) {
  const all = [...new Set(state.keys())].filter((name) => !["from", "to", "min", "max"].includes(name)).flatMap((facet) => chosen(facet, state));
  const days = [state.get("from"), state.get("to")];
  // Ends that stand the wrong way round are turned around.
  if (days.every(Boolean) && first(days[0]) > last(days[1])) days.reverse();
  if (days[0]) all.push(`${LAST("day")} >= '${first(days[0])}'`);
  if (days[1]) all.push(`${FIRST("day")} <= '${last(days[1])}'`);
  const ends = [["min", ">="], ["max", "<="]].filter(([name]) => state.has(name));
  if (ends.length > 0) {
    const within = ends.map(([name, than]) => `minor ${than} (${state.get(name)}::DECIMAL(38, 6) * 100)`);
    const wanted = state.getAll("currency").filter((slug) => !slug.startsWith("-"));
    if (wanted.length > 0) within.push(`lower(currency) IN (${texts(wanted)})`);
    all.push(`EXISTS (SELECT 1 FROM money m WHERE m.kind = e.kind AND m.id = e.id AND ${within.join(" AND ")})`);
  }
  return all;
}

function chosen(facet, state) {
  const values = state.getAll(facet);
  const [inside, outside] = [values.filter((slug) => !slug.startsWith("-")), values.filter((slug) => slug.startsWith("-")).map((slug) => slug.slice(1))];
  const holds = (slugs) => `EXISTS (SELECT 1 FROM held h WHERE h.kind = e.kind AND h.id = e.id AND facet = '${facet}' AND slug IN (${texts(slugs)}))`;
  return [...(inside.length > 0 ? [holds(inside)] : []), ...(outside.length > 0 ? [`NOT ${holds(outside)}`] : [])];
}

const texts = (slugs) => slugs.map((slug) => `'${slug}'`).join();
