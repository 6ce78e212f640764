// The JavaScript engine for comparing: a folder of a built site and a language as arguments, a state on every line of the
// input (`q=bro&year=2021`), and on every line of the output everything that `glasklar search --json` says of it.

import { createInterface } from "node:readline";
import { codesOf, counts, described } from "../../layouts/assets/search/facets.js";
import { published } from "../../layouts/assets/search/files.js";
import { ordered } from "../../layouts/assets/search/order.js";
import { shown } from "../../layouts/assets/search/records.js";
import { resultOf } from "../../layouts/assets/search/result.js";
import { groups, totals } from "../../layouts/assets/search/sums.js";
import { labelIn } from "../../layouts/assets/search/values.js";
import { reading } from "./folder.mjs";

const PAGE = 20;

/** Everything about a state. */
export async function answer(search, state, language) {
  const { facets, lines } = search.files.manifest;
  const result = await resultOf(search, state);
  const pages = Math.max(Math.ceil(result.count / PAGE), 1);
  const page = result.asked ? Math.min(result.state.page, pages) : 1;
  const documents = await ordered(search, result, language, page * PAGE);
  const told = ([line, { sum, minor, ...rest }]) => ({ ...lines[line], minor: String(sum?.minor ?? minor), ...texts(rest) });
  const texts = (sums) =>
    Object.fromEntries(Object.entries(sums).map(([name, n]) => [name, /count|inside/.test(name) ? n : String(n)]));
  const found = await totals(search, result.set);
  const group = result.asked ? result.state.group : undefined;
  const grouped = group ? await groups(search, result.set, group, Infinity) : [];
  return {
    asked: result.asked,
    count: result.count,
    page,
    pages,
    sort: result.sort,
    results: await shown(search, documents.subarray((page - 1) * PAGE), language),
    notices: result.notices,
    facets: await Promise.all(
      facets.map(async (facet) => {
        const all = await counts(search, result, facet);
        const values = await described(search, result, facet, codesOf(all), all, language);
        return { name: facet.name, label: labelIn(facet.label, language), values };
      }),
    ),
    totals: { lines: [...found.lines].map(told), without: found.without },
    groups: group
      ? {
          facet: group.name,
          label: labelIn(group.label, language),
          groups: await Promise.all(
            grouped.map(async ({ code, count, lines }) => {
              const [{ slug, label }] = await described(search, result, group, [code], null, language);
              return { slug, label, count, lines: [...lines].map(told) };
            }),
          ),
        }
      : null,
  };
}

if (import.meta.filename === process.argv[1]) {
  const [, , folder, language] = process.argv;
  const search = { files: await published(reading(folder)), breathe: async () => undefined };
  for await (const state of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(search, state, language)));
  }
}
