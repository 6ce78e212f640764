// The markup of a page and of its parts: the same as in ../hugo/layouts.
const SITE = "Demo: en opdigtet portal";
const BASE = "https://demo.example";
const NAVIGATION = [["projekter", "Projekter"], ["partnerskaber", "Partnerskaber"], ["tilskud", "Midler"], ["sager", "Sager"]];

const amounts = new Intl.NumberFormat("da-DK", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const dates = new Intl.DateTimeFormat("da-DK", { dateStyle: "long", timeZone: "UTC" });
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

export const escape = (text) => String(text).replace(/[&<>"']/g, (letter) => ESCAPES[letter]);

const lang = (language) => (language ? ` lang="${language}"` : "");
const link = ({ url, title }) => `<a href="${escape(url)}">${escape(title)}</a>`;
const links = (known, paths) => paths.map((path) => known.get(path)).filter(Boolean).map(link).join(", ");
const date = (text) => (text.length === 10 ? dates.format(new Date(`${text}T00:00:00Z`)) : escape(text));
const time = (text) => `<time datetime="${escape(text)}">${date(text)}</time>`;

const amount = (it) => `<div>${it.original ? escape(it.original)
  : `<span class="amount">${amounts.format(it.amount)}&nbsp;<span class="currency">${it.currency}</span></span>`} <span class="basis">${escape(it.basis)}</span></div>`;

const value = (known, field, it) => {
  if (field.to) return links(known, it);
  if (field.groups) return it.map((group) => `<dl class="group">\n${facts(known, field.groups, group)}</dl>`).join("");
  return field.date ? time(it) : escape(it);
};

// The values of a record, or of a group inside one, in the order of its fields.
const facts = (known, fields, values) => fields.map((field) => (values[field.name]
  ? `<div><dt>${escape(field.label)}</dt><dd${field.filter ? ` data-pagefind-filter="${field.filter}"` : ""}>${value(known, field, values[field.name])}</dd></div>\n` : "")).join("");

const source = (known, it) => {
  const named = it.to ? links(known, [it.to]) : it.url ? `<a href="${escape(it.url)}">${escape(it.url)}</a>` : escape(it.text);
  return `<li><p>${named}</p>\n${it.quote ? `<p class="evidence"><q>${escape(it.quote)}</q></p>` : ""}</li>\n`;
};

const child = (known, fields, it) => `<li id="${escape(it.id)}">
<h3>${it.number ? `<span class="ordinal">${escape(it.number)}</span> ` : ""}${escape(it.title)}</h3>
<dl class="group">
${facts(known, fields[it.kind], it.facts)}</dl>
</li>
`;

const section = (heading, list, inside) => (list && Object.keys(list).length ? `<section>\n<h2>${heading}</h2>\n${inside(list)}</section>\n` : "");

// A record: what its page tells, without the frame.
export const record = ({ known, sections }, data, body) => {
  const folder = sections.get(data.page.url.split("/")[1]);
  return `<article class="kind-${data.kind}" data-pagefind-body>
<header>
${folder ? `<p class="kicker"><a href="/${folder.folder}/index.html">${escape(folder.one)}</a></p>\n` : ""}<h1${lang(data.language)}>${escape(data.title)}</h1>
${data.amounts ? `<div class="figures">${data.amounts.map(amount).join("")}</div>\n` : ""}${data.lead ? `<p class="lead">${escape(data.lead)}</p>\n` : ""}</header>
${section("Oplysninger", data.facts, (values) => `<dl class="facts">\n${facts(known, data.fields[data.kind], values)}</dl>\n`)}${body.trim() ? `<div class="prose body"${lang(data.language)}>\n${body}</div>\n` : ""}${
    section("Mål", data.children, (list) => `<ol class="children">\n${list.map((it) => child(known, data.fields, it)).join("")}</ol>\n`)}${
    section("Kilder", data.sources, (list) => `<ol class="sources">\n${list.map((it) => source(known, it)).join("")}</ol>\n`)}</article>
`;
};

const row = (known, it) => `<tr><th scope="row">${link(it)}</th>
<td data-label="Dato">${it.when ? time(it.when) : ""}</td>
<td data-label="Parter">${links(known, it.parties)}</td>
<td class="number" data-label="Beløb">${it.amounts.map(amount).join("")}</td></tr>
`;

// One page of a list, with its way to the pages before and after.
export const rows = (known, list) => `<div class="scroll stacked" role="region" aria-labelledby="rows_" tabindex="0">
<table>
<caption id="rows_">${list.count} poster</caption>
<thead><tr><th scope="col">Titel</th><th scope="col">Dato</th><th scope="col">Parter</th><th scope="col" class="number">Beløb</th></tr></thead>
<tbody>
${list.rows.map((it) => row(known, it)).join("")}</tbody>
</table>
</div>
${list.of > 1 ? `<nav aria-label="Sider"><p>${list.before ? `<a rel="prev" href="${list.before}">Forrige</a> ` : ""}Side ${list.n} af ${list.of}${list.after ? ` <a rel="next" href="${list.after}">Næste</a>` : ""}</p></nav>\n` : ""}`;

const footer = (count, version) => `<footer class="site">
<dl>
<div><dt>Udgiver</dt><dd><a href="/organisationer/demo-portal.html">Den opdigtede demoportal</a></dd></div>
<div><dt>Bygget</dt><dd>${time(new Date().toISOString().slice(0, 10))}, af ${count} poster med Eleventy ${version}</dd></div>
<div><dt>Licens</dt><dd>CC0-1.0</dd></div>
<div><dt>Fejl</dt><dd><a href="mailto:post@demo.example">Meld en fejl på siden</a></dd></div>
<div><dt>Mere</dt><dd><ul class="more">
<li><a href="/om.html">Om portalen</a></li>
<li><a href="/temaer/index.html">Temaer</a></li>
<li><a href="/kommuner/index.html">Kommuner</a></li>
<li><a href="/tilskudsgivere/index.html">Tilskudsgivere</a></li>
<li><a href="/modtagere/index.html">Modtagere</a></li>
</ul></dd></div>
</dl>
</footer>`;

const header = (folder) => `<a class="skip" href="#main_">Gå til indholdet</a>
<header class="site">
<a class="brand" href="/">${SITE}</a>
<nav aria-label="Hovedmenu">
<ul>
${NAVIGATION.map(([name, title]) => `<li><a href="/${name}/index.html"${name === folder ? ' aria-current="true"' : ""}>${title}</a></li>\n`).join("")}<li><a href="/om.html">Om denne demo</a></li>
</ul>
</nav>
<form role="search" action="/soeg.html" method="get">
<label><span>Søg i sager, aftaler og tilskud</span> <input name="q" type="search" autocomplete="off" enterkeyhint="search"></label>
<button>Søg</button>
</form>
</header>`;

// The frame around every page.
export const frame = (data, { title, lead, url }, main) => `<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} – ${SITE}</title>
<meta name="description" content="${escape(lead ?? title)}">
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/rss+xml" title="Nyt fra ${SITE}" href="/index.xml">
<link rel="canonical" href="${BASE}${url}">
</head>
<body>
${header(url.split("/")[1])}
<main id="main_" tabindex="-1">
${main}</main>
${footer(data.collections.portal.known.size, data.version)}
</body>
</html>
`;
