// @ts-check
// A result as a file: CSV for Excel in the reader's language, CSV after RFC 4180, or JSON. Loaded when it is asked for;
// what it shares with the engine comes as `tools`, so that nothing is loaded twice.

/** @import { Facet } from "./files.js" */
/** @import { Search } from "./filter.js" */
/** @import { Result } from "./result.js" */
/** @import { Asked, Tell } from "./engine.js" */

/** @typedef {typeof import("./engine.js").TOOLS} Tools */

/** An amount: its line and its minor units. @typedef {[number, number | bigint | string]} Amount */

/** What a file tells of an entry, besides what columns hold.
 * @typedef {{ document: number, kind: number, date: string, amounts: Amount[] } & Record<string, any>} Row */

/** A text, several texts, or an amount in minor units. @typedef {string | string[] | { minor: number | bigint | string, digits: number }} Cell */

/** The parts of a file. @typedef {{ head: string, row: (cells: Cell[], isFirst: boolean) => string, foot: string }} Writer */

/** @typedef {{ tools: Tools, search: Search, result: Result, asked: Asked, tell: Tell }} Task */

/** Above so many results titles come from the published tables: they would be too many files of records. */
const MOST_RECORDS = 5000;

/** How many results are read at a time. */
const HANDFUL = 256;

/** Columns that tell of an amount. Where one is wanted, an entry with several amounts has a row for each. */
const OF_AMOUNT = ["amount", "currency", "basis", "per"];

const ENDINGS = /** @type {Record<string, [string, string]>} */ ({
  excel: ["csv", "text/csv;charset=utf-8"],
  csv: ["csv", "text/csv;charset=utf-8"],
  json: ["json", "application/json"],
});

/**
 * Makes the file of a result and gives it to the page. Its name says the question, the day and the licence.
 * @param {Tools} tools
 * @param {Search} search
 * @param {Result} result
 * @param {Asked} asked
 * @param {Tell} tell
 */
export async function download(tools, search, result, asked, tell) {
  const task = { tools, search, result, asked, tell };
  const day = new Date().toISOString().slice(0, 10);
  const columns = await columnsOf(task);
  const [ending, type] = ENDINGS[asked.format] ?? ENDINGS.csv;
  const writer = asked.format === "json" ? json(task, day) : csv(task);
  const encoder = new TextEncoder();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let text = writer.head;
  let done = 0;
  const rows = result.count > MOST_RECORDS ? fromTables(task) : fromRecords(task);
  for await (const row of rows) {
    for (const cells of linesOf(row, columns, asked.columns)) {
      text += writer.row(cells, parts.length === 0 && text === writer.head);
      if (text.length > 65536) {
        parts.push(encoder.encode(text));
        text = "";
      }
    }
    done += 1;
    if (done % 1000 === 0) tell({ part: "progress", done, of: result.count });
  }
  parts.push(encoder.encode(text + writer.foot));
  const { licence } = search.files.manifest;
  const name = [slug(result.state.question) || "search", day, licence].filter(Boolean).join("_");
  tell({ part: "file", name: `${name}.${ending}`, type, bytes: new Blob(parts, { type }) });
}

/** @param {string} text */
function slug(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join("-").slice(0, 60) ?? "";
}

/**
 * The cells of each row that an entry has.
 * @param {Row} row
 * @param {((row: Row, amount: Amount | undefined) => Cell)[]} columns
 * @param {string[]} names
 */
function linesOf(row, columns, names) {
  const isOfAmount = names.some((name) => OF_AMOUNT.includes(name));
  const amounts = isOfAmount && row.amounts.length > 0 ? row.amounts : [undefined];
  return amounts.map((amount) => columns.map((cell) => cell(row, amount)));
}

/** How each wanted column is read. @param {Task} task */
async function columnsOf({ tools, search, result, asked }) {
  const { lines, kinds, facets } = search.files.manifest;
  const { language, labels = {} } = asked;
  const isExcel = asked.format === "excel";
  const facet = (/** @type {string} */ name) => facets.find((facet) => facet.name === name);
  const bases = isExcel && facet("basis") ? await labelsOf(tools, search, /** @type {Facet} */ (facet("basis")), language) : [];
  const basis = new Map(bases);
  const line = (/** @type {Amount | undefined} */ amount) => (amount ? lines[amount[0]] : undefined);
  const per = (/** @type {string} */ per) => (isExcel ? (labels[per === "year" ? "year_" : per] ?? per) : per);
  /** @type {Record<string, (row: Row, amount: Amount | undefined) => Cell>} */
  const known = {
    kind: ({ kind }) => (isExcel ? (kinds[kind].name[language] ?? kinds[kind].id) : kinds[kind].id),
    amount: (_, amount) => (amount ? { minor: amount[1], digits: lines[amount[0]].digits } : ""),
    currency: (_, amount) => line(amount)?.currency ?? "",
    basis: (_, amount) => basis.get(line(amount)?.basis ?? "") ?? line(amount)?.basis ?? "",
    per: (_, amount) => (amount ? per(lines[amount[0]].per) : ""),
  };
  for (const name of ["id", "title", "date", "payer", "payee", "address", "summary"]) known[name] = (row) => row[name];
  known.year = (row) => row.date.slice(0, 4);
  return Promise.all(
    asked.columns.map(async (/** @type {string} */ name) => {
      const own = name === "year" || !Object.hasOwn(known, name) ? facet(name) : undefined;
      if (!own) return known[name] ?? (() => "");
      const told = await toldBy(tools, search, result, own, language);
      return (/** @type {Row} */ { document }) => told(document);
    }),
  );
}

/**
 * What the values of each document are called.
 * @param {Tools} tools
 * @param {Search} search
 * @param {Result} result
 * @param {Facet} facet
 * @param {string} language
 */
async function toldBy(tools, search, result, facet, language) {
  const labels = await labelsOf(tools, search, facet, language);
  const blocks = new Map();
  for (const block of tools.blocksOf(result.set)) blocks.set(block, await tools.codes(search.files, facet, block));
  return (/** @type {number} */ document) => {
    /** @type {string[]} */
    const own = [];
    const codes = blocks.get(document >> 16);
    if (codes) tools.eachCode(codes, document & 65535, (code) => own.push(labels[code][1]));
    return facet.many ? own : (own[0] ?? "");
  };
}

/** Slugs and labels of all values by code. @param {Tools} tools @param {Search} search @param {Facet} facet @param {string} language */
async function labelsOf(tools, search, facet, language) {
  /** @type {[string, string][]} */
  const labels = [];
  for await (const values of tools.valuesOf(search.files, facet)) {
    for (const [slug, , label] of values) labels.push([slug, tools.labelIn(label, language)]);
  }
  return labels;
}

/** The results in their order. @param {Task} task @returns {AsyncGenerator<Row>} */
async function* fromRecords({ tools, search, result, asked }) {
  const { kinds, lines } = search.files.manifest;
  const documents = await tools.ordered(search, result, asked.language, result.count);
  const line = (/** @type {any} */ { currency, basis, per }) => {
    return lines.findIndex((line) => line.currency === currency && line.basis === basis && line.per === per);
  };
  for (let from = 0; from < documents.length; from += HANDFUL) {
    const some = documents.subarray(from, from + HANDFUL);
    for (const [at, one] of (await tools.shown(search, some, asked.language)).entries()) {
      const [kind, ...id] = one.id.split("/");
      const amounts = one.amounts.map((amount) => /** @type {Amount} */ ([line(amount), amount.minor]));
      yield { ...one, document: some[at], kind: kinds.findIndex((own) => own.id === kind), id: id.join("/"), amounts };
    }
  }
}

/** The results kind by kind, in the order of the published tables. @param {Task} task @returns {AsyncGenerator<Row>} */
async function* fromTables(task) {
  const { tools, search, result, asked } = task;
  const { kinds } = search.files.manifest;
  const facet = search.files.manifest.facets.find(({ name }) => name === "kind");
  if (!facet) return;
  const slugs = await labelsOf(tools, search, facet, asked.language);
  const found = await placesOf(task, facet);
  const columns = await columnsByDocument(task);
  for (const [code, places] of found) {
    const kind = kinds.findIndex(({ id }) => id === slugs[code][0]);
    const { table, ...roles } = /** @type {Record<string, any>} */ (kinds[kind]);
    if (!table) continue;
    const documentOf = new Map(places);
    const parties = await Promise.all(["payer", "payee"].map((role) => party(task, roles[role])));
    let at = -1;
    /** @type {string[]} */
    let head = [];
    for await (const cells of cellsOf(await search.files.read(table, null))) {
      const document = documentOf.get(at);
      at += 1;
      if (at === 0) head = cells;
      if (document === undefined) continue;
      const [title] = [roles.title, "title", "name"].filter((name) => head.includes(name));
      const cell = (/** @type {string} */ name) => cells[head.indexOf(name)] ?? "";
      const own = { id: cell("id"), title: cell(title), address: cell("address"), summary: cell("summary") };
      const [payer, payee] = parties.map((told) => told(document));
      yield { ...own, ...columns(document), document, kind, payer, payee };
      await search.breathe();
    }
  }
}

/** The documents of a result with their rows, by the code of their kind. @param {Task} task @param {Facet} facet */
async function placesOf({ tools, search, result }, facet) {
  /** @type {Map<number, [number, number][]>} */
  const found = new Map();
  for (const block of tools.blocksOf(result.set)) {
    const [codes, rows] = await Promise.all([tools.codes(search.files, facet, block), tools.rows(search.files, block)]);
    if (!codes || !rows) continue;
    tools.each(
      result.set,
      (document) => {
        tools.eachCode(codes, document & 65535, (code) => {
          if (!found.has(code)) found.set(code, []);
          found.get(code)?.push([rows[document & 65535], document]);
        });
      },
      block,
    );
  }
  return found;
}

/** The party of each document by the facet of its field. @param {Task} task @param {string | undefined} name */
async function party({ tools, search, result, asked }, name) {
  const facet = search.files.manifest.facets.find((facet) => facet.name === name);
  const told = facet && (await toldBy(tools, search, result, facet, asked.language));
  return (/** @type {number} */ document) => (told ? [told(document)].flat().join(" | ") : "");
}

/** Dates and amounts of the documents of a result. @param {Task} task */
async function columnsByDocument({ tools, search, result }) {
  const dates = new Map();
  /** @type {Map<number, Amount[]>} */
  const amounts = new Map();
  for (const block of tools.blocksOf(result.set)) {
    dates.set(block, await tools.dates(search.files, block));
    const own = await tools.amounts(search.files, block);
    if (!own) continue;
    tools.eachAmount(own, block, result.set, (document, line, minor) => {
      amounts.set(document, [...(amounts.get(document) ?? []), [line, minor]]);
    });
  }
  return (/** @type {number} */ document) => ({
    date: written(dates.get(document >> 16)?.[document & 65535] ?? 0),
    amounts: amounts.get(document) ?? [],
  });
}

/** @param {number} date as columns hold it */
function written(date) {
  if (date === 0) return "";
  const parts = [date >> 9, (date >> 5) & 15, date & 31].filter((part, n) => n === 0 || part > 0);
  return parts.map((part, n) => String(part).padStart(n === 0 ? 4 : 2, "0")).join("-");
}

/**
 * The rows of a CSV file after RFC 4180, read as it comes.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @returns {AsyncGenerator<string[]>}
 */
export async function* cellsOf(stream) {
  /** @type {string[]} */
  let cells = [];
  let cell = "";
  let isQuoted = false;
  let wasQuote = false;
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value = "", done } = await reader.read();
    for (const [text] of value.matchAll(/[^",\r\n]+|["\r\n,]/g)) {
      if (isQuoted) {
        if (text === '"') isQuoted = false;
        else cell += text;
        wasQuote = text === '"';
        continue;
      }
      if (text === '"') {
        if (wasQuote) cell += '"';
        isQuoted = true;
      } else if (text === "," || text === "\n") {
        cells.push(cell);
        cell = "";
        if (text === "\n") {
          yield cells;
          cells = [];
        }
      } else if (text !== "\r") {
        cell += text;
      }
      wasQuote = false;
    }
    if (done) break;
  }
  if (cell || cells.length > 0) yield [...cells, cell];
}

/** @param {Task} task @returns {Writer} */
function csv({ search, asked }) {
  const { language, columns, labels = {} } = asked;
  const isExcel = asked.format === "excel";
  // Excel reads a file as the language of the machine writes lists and numbers.
  const [mark, point] = isExcel && language !== "en" ? [";", ","] : [",", "."];
  const label = (/** @type {string} */ name) => {
    const facet = search.files.manifest.facets.find((facet) => facet.name === name);
    return isExcel ? (labels[name] ?? facet?.label[language] ?? name) : name;
  };
  const cell = (/** @type {Cell} */ value) => {
    if (typeof value === "object" && "minor" in value) return decimal(value, point);
    const text = typeof value === "string" ? value : value.join(" | ");
    // A text that begins like a formula would be one.
    const safe = isExcel && /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
    return /["\r\n,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const row = (/** @type {Cell[]} */ cells) => `${cells.map(cell).join(mark)}\r\n`;
  return { head: (isExcel ? "\ufeff" : "") + row(columns.map(label)), row, foot: "" };
}

/** @param {Task} task @param {string} day @returns {Writer} */
function json({ search, result, asked }, day) {
  const { licence } = search.files.manifest;
  const { question: query } = result.state;
  const told = { query, state: asked.state, address: asked.address ?? "", date: day, licence, columns: asked.columns };
  const cell = (/** @type {Cell} */ value) => {
    return typeof value === "object" && "minor" in value ? decimal(value, ".") : JSON.stringify(value);
  };
  return {
    head: `${JSON.stringify(told).slice(0, -1)},"rows":[`,
    row: (cells, isFirst) => `${isFirst ? "" : ","}\n[${cells.map(cell).join(",")}]`,
    foot: "\n]}\n",
  };
}

/** @param {{ minor: number | bigint | string, digits: number }} amount @param {string} point */
function decimal({ minor, digits }, point) {
  const [, sign, figures] = /** @type {RegExpExecArray} */ (/^(-?)(\d+)$/.exec(String(minor)));
  const padded = figures.padStart(digits + 1, "0");
  const [whole, fraction] = [padded.slice(0, padded.length - digits), padded.slice(padded.length - digits)];
  return sign + whole + (/[1-9]/.test(fraction) ? point + fraction : "");
}
