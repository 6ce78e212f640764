// Every page of every list: by kind, theme, municipality, funder and recipient.
import { escape, frame, rows } from "../markup.js";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => list.address,
  eleventyExcludeFromCollections: true,
};

export function render(data) {
  const { list, collections } = data;
  const heading = list.record ? `<a href="${list.record}">${escape(list.heading)}</a>` : escape(list.heading);
  const above = list.above ? `<p class="kicker"><a href="/${list.above.name}/index.html">${list.above.heading}</a></p>\n` : "";
  return frame(data, { title: list.heading, url: data.page.url }, `${above}<h1>${heading}</h1>\n${rows(collections.portal.known, list)}`);
}
