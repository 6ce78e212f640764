import { escape } from "../markup.js";

export const data = { permalink: "index.xml", eleventyExcludeFromCollections: true };

// The fifty newest records of any kind.
export function render({ collections: { portal } }) {
  const newest = [...portal.known.values()].sort((a, b) => (a.when < b.when ? 1 : -1)).slice(0, 50);
  const items = newest.map((it) => `<item><title>${escape(it.title)}</title><link>https://demo.example${it.url}</link><pubDate>${it.when}</pubDate></item>\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Nyt</title><link>https://demo.example/</link>\n${items.join("")}</channel></rss>\n`;
}
