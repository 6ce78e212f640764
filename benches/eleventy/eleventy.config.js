// The same portal, as one would make it with Eleventy: templates in plain JavaScript, which are its fastest.
import { readFileSync } from "node:fs";

const TERMS = {
  temaer: { heading: "Temaer", records: null },
  kommuner: { heading: "Kommuner", records: "/steder/" },
  tilskudsgivere: { heading: "Tilskudsgivere", records: "/organisationer/" },
  modtagere: { heading: "Modtagere", records: "/organisationer/" },
};
const ROWS = 50;

const latestFirst = (a, b) => (a.when < b.when ? 1 : a.when > b.when ? -1 : a.title < b.title ? -1 : 1);

// What links and lists need of each record, by its path; and the records of each folder, latest first.
const gather = (api) => {
  const known = new Map();
  const sections = new Map();
  for (const item of api.getFilteredByGlob("content/**/*.md")) {
    const path = item.inputPath.replace(/^\.\/content/, "").replace(/\.md$/, "");
    const folder = path.slice(1, path.lastIndexOf("/"));
    if (folder && !sections.has(folder)) sections.set(folder, { folder, heading: folder, rows: [] });
    if (path.endsWith("/_index")) {
      Object.assign(sections.get(folder), { heading: item.data.title, one: item.data.one });
      continue;
    }
    const { title, when = "", parties = [], amounts = [] } = item.data;
    const record = { url: item.url, title, when: String(when), parties, amounts, data: item.data };
    known.set(path, record);
    if (folder) sections.get(folder).rows.push(record);
  }
  for (const section of sections.values()) section.rows.sort(latestFirst);
  return { known, sections };
};

// The grants of each theme, municipality, funder and recipient.
const termsOf = ({ known, sections }) =>
  Object.entries(TERMS).map(([name, { heading, records }]) => {
    const terms = new Map();
    for (const grant of sections.get("tilskud").rows) {
      for (const term of grant.data[name] ?? []) {
        if (!terms.has(term)) terms.set(term, []);
        terms.get(term).push(grant);
      }
    }
    const told = [...terms].map(([term, rows]) => {
      const record = records ? known.get(records + term) : undefined;
      return { folder: `${name}/${term.replaceAll(" ", "-")}`, heading: record?.title ?? term, record: record?.url, above: { name, heading }, rows };
    });
    return { name, heading, terms: told.sort((a, b) => b.rows.length - a.rows.length) };
  });

// A table of at most 50 rows a page, however long the list.
const paged = (list, first) => {
  const of = Math.max(1, Math.ceil(list.rows.length / ROWS));
  const address = (n) => (n === 1 ? first : `${list.folder}/page/${n}/index.html`);
  return Array.from({ length: of }, (_, at) => ({
    ...list, of, n: at + 1, count: list.rows.length, rows: list.rows.slice(at * ROWS, (at + 1) * ROWS), address: address(at + 1),
    before: at > 0 ? `/${address(at)}` : null, after: at + 1 < of ? `/${address(at + 2)}` : null,
  }));
};

export default function (config) {
  config.setQuietMode(true);
  config.addPassthroughCopy({ static: "/" });
  // Eleventy asks for each collection once; each of these starts from the same gathering.
  let gathered;
  config.on("eleventy.before", () => { gathered = undefined; });
  const portal = (api) => (gathered ??= gather(api));
  config.addCollection("portal", portal);
  config.addCollection("lists", (api) => [
    ...[...portal(api).sections.values()].flatMap((section) => paged(section, `${section.folder}/index.html`)),
    ...termsOf(portal(api)).flatMap(({ terms }) => terms.flatMap((term) => paged(term, `${term.folder}.html`))),
  ]);
  config.addCollection("terms", (api) => termsOf(portal(api)));
  config.addGlobalData("version", JSON.parse(readFileSync(new URL("./version.json", import.meta.url), "utf8")));
  return { dir: { input: ".", includes: "_includes" }, markdownTemplateEngine: false, htmlTemplateEngine: false };
}
