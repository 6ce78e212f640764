// The themes, municipalities, funders and recipients themselves, the most frequent first.
import { escape, frame } from "../markup.js";

export const data = {
  pagination: { data: "collections.terms", size: 1, alias: "list" },
  permalink: ({ list }) => `${list.name}/index.html`,
  eleventyExcludeFromCollections: true,
};

export function render(data) {
  const { heading, terms } = data.list;
  const items = terms.map((term) => `<li><a href="${encodeURI(`/${term.folder}.html`)}">${escape(term.heading)}</a> ${term.rows.length}</li>\n`);
  return frame(data, { title: heading, url: data.page.url }, `<h1>${heading}</h1>\n<ul class="entries">\n${items.join("")}</ul>\n`);
}
