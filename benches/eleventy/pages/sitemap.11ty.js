export const data = { permalink: "sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ collections: { portal, lists, terms } }) {
  const firsts = lists.filter((list) => list.n === 1).map((list) => ({ url: `/${list.address}`, when: "" }));
  const all = [...portal.known.values(), ...firsts, ...terms.map((term) => ({ url: `/${term.name}/index.html`, when: "" }))];
  const urls = all.map((it) => `<url><loc>https://demo.example${encodeURI(it.url)}</loc>${it.when ? `<lastmod>${it.when}</lastmod>` : ""}</url>\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("")}</urlset>\n`;
}
