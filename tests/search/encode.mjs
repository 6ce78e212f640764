// Writes a small index as the builder does, from entries made up in a test, so that the engine is tested without a site.

import { deflateSync } from "node:zlib";
import { analyse } from "../../layouts/assets/search/analyse.js";

const BUILD = "00112233445566ff";
const BLOCK = 65536;
const RECORDS = 64;
const FIRST = 64;
const VALUES = 512;

/** @typedef {{ id: string, title: string, text?: string, date?: number, amounts?: [number, number | bigint][], wholes?: number[], facets?: Record<string, string[]> }} Entry */

/**
 * The files of an index by name. `shard` is how many terms stand in a shard, `hot` in how many entries a form stands in a
 * file of its own, `piece` how many entries' positions stand in a file.
 */
export function index(entries, { facets, lines, shard = 3, hot = 6, piece = 2, build = BUILD }) {
  const files = new Map();
  const put = (name, bytes) => files.set(`search/${name}.bin`, deflateSync(Buffer.from([...Buffer.from(build, "hex"), ...bytes])));
  const json = (name, value) => put(name, Buffer.from(JSON.stringify(value)));
  const blocks = Array.from({ length: Math.ceil(entries.length / BLOCK) }, (_, n) => entries.slice(n * BLOCK, (n + 1) * BLOCK));
  const column = (name, block, bytes) => {
    if (bytes.length > 0) put(`columns/${name}/${block}`, bytes);
    return { bytes: bytes.length };
  };
  const told = facets.map((name) => facet(name, entries, blocks, column, json));
  const terms = writeTerms(entries, { shard, hot, piece }, put);
  json("facets", Object.fromEntries(told.map(({ name, values }) => [name, values.slice(0, FIRST)])));
  json("synonyms", [[["da", "tilskud"], ["da", "støtte"]]]);
  for (let n = 0; n * RECORDS < entries.length; n += 1) {
    json(`records/${n}`, entries.slice(n * RECORDS, (n + 1) * RECORDS).map(({ id, title, amounts = [] }) => {
      const m = amounts.map(([line, minor]) => [line, typeof minor === "bigint" ? String(minor) : minor]);
      return { i: id, k: 0, m, v: { da: [title, `${id}.html`, "", "", ""] } };
    }));
  }
  const dates = blocks.map((block, n) => {
    const own = block.map(({ date = 0 }) => date);
    const known = own.filter((date) => date > 0);
    const bytes = own.flatMap((date, at) => zigzag((own[at - 1] ?? 0) - date));
    const written = column("date", n, known.length > 0 ? bytes : []);
    return { ...written, from: known.reduce((a, b) => Math.min(a, b), known[0] ?? 0), to: known.reduce((a, b) => Math.max(a, b), 0) };
  });
  const alphabet = entries.map((_, n) => n).sort((a, b) => (entries[a].title < entries[b].title ? -1 : 1));
  const places = new Map(alphabet.map((document, place) => [document, place]));
  const manifest = {
    version: 1, build, entries: entries.length, undated: entries.filter(({ date }) => !date).length, languages: ["da"],
    licence: "CC0-1.0", recordsPerFile: RECORDS, terms, ...writeWords(entries, put), lines,
    kinds: [{ id: "grant", name: { da: "tilskud" }, plural: { da: "tilskud" }, table: "data/grant.csv" }],
    currencies: [...new Set(lines.map(({ currency }) => currency))],
    facets: told.map(({ values, ...facet }) => ({ ...facet, values: values.length })),
    columns: {
      date: { blocks: dates },
      amount: { blocks: blocks.map((block, n) => ({ ...column("amount", n, amountBlock(block, lines)), ...ends(block) })) },
      whole: { blocks: blocks.map((block, n) => column("whole", n, wholeBlock(block))) },
      row: { blocks: blocks.map((block, n) => column("row", n, block.flatMap((_, at) => varint(n * BLOCK + at)))) },
      "name.da": { blocks: blocks.map((block, n) => column("name.da", n, planes(4, block.map((_, at) => places.get(n * BLOCK + at))))) },
    },
  };
  files.set("search/manifest.bin", deflateSync(Buffer.from(JSON.stringify(manifest))));
  return files;
}

/** Reads from such files as the engine fetches. */
export function reader(files, asked = () => undefined) {
  return async (address) => {
    asked(address);
    const bytes = files.get(address);
    if (!bytes) throw new Error(`${address} is not there`);
    return new Blob([bytes]).stream();
  };
}

export function varint(number) {
  const bytes = [];
  let rest = BigInt(number);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const zigzag = (number) => varint(BigInt(number) < 0n ? -2n * BigInt(number) - 1n : 2n * BigInt(number));
const rising = (numbers) => numbers.flatMap((number, at) => varint(number - (numbers[at - 1] ?? 0)));
const planes = (width, numbers) => Array.from({ length: width }, (_, n) => numbers.map((number) => (number >>> (8 * n)) & 255)).flat();
const nibbles = (levels) => levels.flatMap((level, at) => (at % 2 ? [] : [level | ((levels[at + 1] ?? 0) << 4)]));

function facet(name, entries, blocks, column, json) {
  const counts = new Map();
  for (const slug of entries.flatMap(({ facets = {} }) => facets[name] ?? [])) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  const values = [...counts].sort(([a, few], [b, many]) => many - few || (a < b ? -1 : 1));
  const codes = new Map(values.map(([slug], code) => [slug, code]));
  const of = ({ facets = {} }) => (facets[name] ?? []).map((slug) => codes.get(slug)).sort((a, b) => a - b);
  const many = entries.some((entry) => of(entry).length > 1);
  const bytes = (block) =>
    many ? [1, ...block.flatMap((entry) => [...varint(of(entry).length), ...of(entry).flatMap(varint)])]
      : [0, 2, ...planes(2, block.map((entry) => (of(entry)[0] ?? -1) + 1))];
  const sizes = blocks.map((block, n) => column(name, n, block.some((entry) => of(entry).length > 0) ? bytes(block) : []).bytes);
  const labelled = values.map(([slug, count]) => [slug, count, slug.toUpperCase()]);
  const sorted = values.map(([slug], code) => [slug, code]).sort(([a], [b]) => (a < b ? -1 : 1));
  const slugs = [];
  for (let n = 0; values.length > FIRST && n * VALUES < values.length; n += 1) {
    json(`facets/${name}/${n}`, labelled.slice(n * VALUES, (n + 1) * VALUES));
    json(`facets/${name}/slugs/${n}`, sorted.slice(n * VALUES, (n + 1) * VALUES));
    slugs.push(sorted[n * VALUES][0]);
  }
  return { name, label: { da: name.toUpperCase() }, many, numbers: name === "year", slugs, blocks: sizes, values: labelled };
}

function amountBlock(block, lines) {
  const heads = [];
  const exponents = [];
  const values = [];
  for (const { amounts = [] } of block) {
    heads.push(...varint(amounts.length === 0 ? 1 : amounts.length === 1 ? 2 + amounts[0][0] : 2 + lines.length));
    if (amounts.length > 1) values.push(...varint(amounts.length));
    for (const [line, minor] of amounts) {
      const exponent = BigInt(minor) !== 0n && BigInt(minor) % 1000n === 0n ? 3 : 0;
      exponents.push(exponent);
      values.push(...(amounts.length > 1 ? varint(line) : []), ...zigzag(BigInt(minor) / 10n ** BigInt(exponent)));
    }
  }
  return [...varint(heads.length), ...heads, ...varint(exponents.length), ...exponents, ...values];
}

function ends(block) {
  const all = block.flatMap(({ amounts = [] }) => amounts.map(([, minor]) => BigInt(minor)));
  const [min, max] = [all.reduce((a, b) => (a < b ? a : b), all[0] ?? 0n), all.reduce((a, b) => (a > b ? a : b), all[0] ?? 0n)];
  return { min: String(min), max: String(max), bound: String(all.reduce((sum, n) => sum + (n < 0n ? -n : n), 0n)) };
}

function wholeBlock(block) {
  const parts = block.flatMap(({ wholes = [] }, at) => (wholes.length > 0 ? [[at, wholes]] : []));
  if (parts.length === 0) return [];
  const told = parts.map(([at, wholes], n) => [...varint(at - (parts[n - 1]?.[0] ?? 0)), ...varint(wholes.length), ...wholes.flatMap(varint)]);
  return [...varint(parts.length), ...told.flat()];
}

/** Of each form its lists (exact, stem, letters) with their documents and positions. */
function collect(entries) {
  const forms = new Map();
  const add = (form, list, document, position) => {
    if (!forms.has(form)) forms.set(form, [new Map(), new Map(), new Map()]);
    const documents = forms.get(form)[list];
    documents.set(document, [...(documents.get(document) ?? []), position]);
  };
  entries.forEach(({ title, text = "" }, document) => {
    const { exact, stems, letters } = analyse(`${title} ${text}`, "da");
    exact.forEach((form, position) => add(form, 0, document, position));
    stems.forEach((form) => add(form, 1, document, 0));
    letters.forEach((form) => add(form, 2, document, 0));
  });
  return [...forms].sort(([a], [b]) => (a < b ? -1 : 1));
}

function front(words) {
  return words.map((word, n) => {
    const [before, own] = [Buffer.from(words[n - 1] ?? ""), Buffer.from(word)];
    let shared = 0;
    while (shared < before.length && before[shared] === own[shared]) shared += 1;
    return [...varint(shared), ...varint(own.length - shared), ...own.subarray(shared)];
  });
}

function writeTerms(entries, { shard, hot, piece }, put) {
  const forms = collect(entries);
  const firsts = [];
  let file = 0;
  for (let from = 0; from < forms.length; from += shard) {
    const own = forms.slice(from, from + shard);
    const words = front(own.map(([form]) => form));
    const heads = varint(own.length);
    const [postings, sizes, areas] = [[], [], []];
    own.forEach(([, lists], n) => {
      const isSame = lists[0].size > 0 && [...lists[0].keys()].join() === [...lists[1].keys()].join();
      heads.push(...words[n], lists.reduce((bits, list, at) => bits | (list.size > 0 ? 1 << at : 0), isSame ? 16 : 0));
      lists.forEach((list, at) => {
        if (list.size === 0) return;
        if (at === 1 && isSame) return void heads.push(...varint(5));
        const documents = [...list.keys()];
        const levels = documents.map((document) => Math.min(list.get(document).length, 15));
        const bytes = [...rising(documents), ...nibbles(levels)];
        heads.push(...varint(documents.length), ...varint(10 - 3 * at));
        const positions = documents.map((document) => [...varint(list.get(document).length), ...rising(list.get(document))]);
        if (documents.length < hot) {
          heads.push(...varint(bytes.length));
          postings.push(...bytes);
          if (at === 0) [sizes, areas].forEach((to, n) => to.push(...(n ? positions.flat() : varint(positions.flat().length))));
          return;
        }
        heads.push(0, ...varint(file));
        const starts = documents.map((_, n) => n).filter((n) => n % piece === 0);
        const pieces = at === 0 ? [...varint(starts.length), ...rising(starts)] : [];
        put(`hot/${file}`, [...(file % 2 ? [0, ...bytes] : bitmap(documents, levels, entries.length)), ...pieces]);
        if (at === 0) starts.forEach((start, n) => put(`hotpositions/${file}/${n}`, positions.slice(start, start + piece).flat()));
        file += 1;
      });
    });
    put(`terms/${firsts.length}`, [...heads, ...postings]);
    put(`positions/${firsts.length}`, [...sizes, ...areas]);
    firsts.push(own[0][0]);
  }
  return firsts;
}

function bitmap(documents, levels, entries) {
  const bits = new Uint8Array(Math.ceil(entries / 8));
  for (const document of documents) bits[document >> 3] |= 1 << (document & 7);
  const better = documents.map((document, n) => [document, levels[n]]).filter(([, level]) => level > 1);
  return [1, ...bits, 1, ...varint(better.length), ...rising(better.map(([document]) => document)), ...nibbles(better.map(([, level]) => level))];
}

function writeWords(entries, put) {
  const known = collect(entries).filter(([form, [exact]]) => exact.size > 0 && form.length >= 4 && !/\d/.test(form));
  const write = (folder, words) => {
    const sorted = words.sort(([a], [b]) => (a < b ? -1 : 1));
    const coded = front(sorted.map(([word]) => word));
    put(`${folder}/0`, [...varint(sorted.length), ...sorted.flatMap(([, count], n) => [...coded[n], ...varint(count)])]);
    return [sorted[0]?.[0] ?? ""];
  };
  const counted = known.map(([form, [exact]]) => [form, exact.size]);
  return { words: write("words", counted), backwards: write("backwards", counted.map(([form, n]) => [[...form].reverse().join(""), n])) };
}
