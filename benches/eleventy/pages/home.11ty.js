import { escape, frame } from "../markup.js";

export const data = { permalink: "index.html", eleventyExcludeFromCollections: true };

export function render(data) {
  const { sections } = data.collections.portal;
  const latest = sections.get("tilskud").rows.slice(0, 8).map((it) =>
    `<li><time datetime="${it.when}">${it.when}</time> <div><a href="${it.url}">${escape(it.title)}</a></div></li>\n`);
  const all = [...sections.values()].map((it) => `<li><a href="/${it.folder}/index.html">${escape(it.heading)}</a> ${it.rows.length}</li>\n`);
  return frame(data, { title: "Hvem fik hvad?", url: data.page.url }, `<h1>Hvem fik hvad, til hvad, og hvad kom der ud af det?</h1>
<section>
<h2>Senest besluttet</h2>
<ol class="latest">
${latest.join("")}</ol>
</section>
<ul class="entries">
${all.join("")}</ul>
`);
}
