// The search page's module in a window of just enough parts. The real browser has its own test.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { start } from "../../layouts/assets/search/page.js";
import { halves } from "./split.mjs";

/** The parts of a DOM element that the page may use; there is no way to set markup. */
class Element {
  constructor(ownerDocument, name) {
    Object.assign(this, { ownerDocument, name, attributes: {}, children: [], listeners: {}, text: "" });
  }
  get textContent() {
    return this.children.map((child) => child.textContent ?? child).join("") || this.text;
  }
  set textContent(text) {
    this.children = [];
    this.text = text;
  }
  append(...children) {
    this.children.push(...children);
  }
  replaceChildren(...children) {
    this.children = children;
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }
  querySelector() {
    return this.input;
  }
}

const SETTINGS = {
  root: "../",
  manifest: "search/manifest.json",
  pageLanguage: "da",
  messages: {
    searching: "søger",
    none: "ingen",
    "count.one": "{n} resultat",
    "count.other": "{n} resultater",
    failed: "kunne ikke hentes",
    short: "for kort",
    any: "intet har alle ord:",
  },
};

const KINDS = { case: { da: "sag", nb: "sak" }, grant: { nb: "tilskudd" } };

const MANIFEST = {
  pieces: [
    { language: "da", index: "search/index.da.json", records: "search/records.da.json" },
    { language: "nb", index: "search/index.nb.json", records: "search/records.nb.json" },
  ],
};

/** What the site publishes: the manifest, the small indexes, and a record for each of their documents. */
function published(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "manifest.json") return JSON.stringify(MANIFEST);
  const language = name.split(".")[1];
  if (name.startsWith("index.")) return readFileSync(new URL(name, import.meta.url), "utf8");
  const documents = JSON.parse(readFileSync(new URL("documents.json", import.meta.url), "utf8"))[language];
  const records = documents.map(({ reference, title }, n) => [
    reference,
    { t: `<b>${title}</b>`, k: n % 2 ? "grant" : "case", a: `${language}/${n}.html`, l: language, s: "<i>kort</i>" },
  ]);
  return JSON.stringify({ kinds: KINDS, records: Object.fromEntries(records) });
}

function open(address, { respond = published, without = [], settings = SETTINGS } = {}) {
  const document = { baseURI: "https://site.test/da/soeg.html", createElement: (name) => new Element(document, name) };
  const [form, input, list, status, block] = ["form", "input", "ol", "p", "script"].map(document.createElement);
  form.input = input;
  block.text = JSON.stringify(settings);
  const elements = { "search-form": form, results: list, "result-status": status, "search-settings": block };
  document.getElementById = (id) => (without.includes(id) ? null : (elements[id] ?? null));
  const asked = [];
  const window = new Element(document, "window");
  Object.assign(window, {
    document,
    location: { href: `https://site.test/da/soeg.html${address}` },
    history: { pushState: (state, title, url) => (window.location.href = url) },
    fetch: async (url) => {
      asked.push(url.pathname);
      const body = await respond(url.pathname);
      return { ok: body !== null, status: body === null ? 404 : 200, json: async () => JSON.parse(body) };
    },
  });
  start(window);
  const submit = async (text) => {
    input.value = text;
    form.listeners.submit({ preventDefault() {} });
    await settled();
  };
  return { window, form, input, list, status, asked, submit };
}

/** Lets everything under way come to its end. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test("the question in the address is answered on load, over all languages", async () => {
  const { input, list, status } = open("?q=kommune");
  assert.equal(status.textContent, "søger");
  await settled();
  assert.equal(input.value, "kommune");
  assert.equal(status.textContent, "2 resultater");
  assert.equal(list.children.length, 2);
  const mixed = open("?q=2020");
  await settled();
  const links = mixed.list.children.map((item) => item.children[0]);
  assert.deepEqual(
    links.map((link) => link.attributes.lang),
    [undefined, "nb"],
  );
  assert.deepEqual(
    links.map((link) => link.attributes.href),
    ["../da/1.html", "../nb/1.html"],
  );
});

test("a result is one link and a line of kind and summary, all of it text", async () => {
  const { list, status } = open("?q=sak 31/23");
  await settled();
  assert.equal(status.textContent, "1 resultat");
  const [item] = list.children;
  const [link, line] = item.children;
  assert.deepEqual([item.name, link.name, line.name], ["li", "a", "p"]);
  assert.equal(link.textContent, "<b>Bærekraftsløftet Viken</b>");
  assert.equal(line.textContent, "sag <i>kort</i>");
  assert.equal(link.attributes.lang, "nb");
  assert.equal(line.children[0].attributes.lang, undefined);
  assert.equal(line.children[2].attributes.lang, "nb");
});

test("an address is never read as a scheme", async () => {
  const { list } = open("?q=Viken", { settings: { ...SETTINGS, root: "" } });
  await settled();
  assert.equal(list.children[0].children[0].attributes.href, "./nb/0.html");
});

test("submitting changes the address and answers in place; going back restores", async () => {
  const { window, input, list, status, submit } = open("");
  assert.equal(status.textContent, "");
  await submit(" § 14 ");
  assert.equal(window.location.href, "https://site.test/da/soeg.html?q=%C2%A7+14");
  assert.equal(list.children.length, 1);
  await submit("Viken");
  assert.equal(list.children[0].children[0].attributes.href, "../nb/0.html");
  window.location.href = "https://site.test/da/soeg.html?q=%C2%A7+14";
  window.listeners.popstate();
  await settled();
  assert.equal(input.value, "§ 14");
  assert.equal(list.children[0].children[0].attributes.href, "../da/3.html");
  await submit("");
  assert.equal(window.location.href, "https://site.test/da/soeg.html");
  assert.deepEqual([list.children.length, status.textContent], [0, ""]);
});

test("files are asked for on first focus and only once", async () => {
  const { form, asked, submit } = open("");
  assert.deepEqual(asked, []);
  form.listeners.focusin();
  await settled();
  assert.equal(asked.length, 5);
  assert.ok(asked.includes("/search/index.da.json"));
  await submit("Viken");
  await submit("Herning");
  assert.equal(asked.length, 5);
});

test("no result, none with all the words, and nothing to look for are said in words", async () => {
  const { list, status, asked, submit } = open("?q=!!");
  await settled();
  assert.deepEqual([status.textContent, asked.length], ["for kort", 0]);
  await submit("kvantecomputer");
  assert.equal(status.textContent, "ingen");
  await submit("Viken Herning");
  assert.equal(status.textContent, "intet har alle ord: 2 resultater");
  assert.equal(list.children.length, 2);
});

test("a failed load is said in words, and the next question tries again", async () => {
  let broken = true;
  const { list, status, submit } = open("?q=Viken", { respond: (path) => (broken ? null : published(path)) });
  await settled();
  assert.deepEqual([status.textContent, list.children.length], ["kunne ikke hentes", 0]);
  broken = false;
  await submit("Viken");
  assert.equal(status.textContent, "1 resultat");
});

/** The same site with the Danish index cut in two, each half with the records of its entries. */
function cut(path) {
  const [name, half] = path.slice(path.lastIndexOf("/") + 1).split("@");
  if (name === "manifest.json") {
    const pieces = MANIFEST.pieces.flatMap((piece) =>
      piece.language === "da"
        ? [0, 1].map((n) => ({ ...piece, index: `${piece.index}@${n}`, records: `${piece.records}@${n}` }))
        : [piece],
    );
    return JSON.stringify({ pieces });
  }
  const whole = JSON.parse(published(name));
  if (half === undefined) return JSON.stringify(whole);
  if (name.startsWith("index.")) return JSON.stringify(halves(whole)[Number(half)]);
  const refs = Object.keys(halves(JSON.parse(published(name.replace("records", "index"))))[Number(half)].documentStore.docs);
  return JSON.stringify({ ...whole, records: Object.fromEntries(refs.map((ref) => [ref, whole.records[ref]])) });
}

test("of a site whose index is cut, every piece is asked and the answer is the same", async () => {
  for (const question of ["kommune", "2020", "sak 31/23", "§ 14", "4 mio", "Viken Herning"]) {
    const [one, other] = [open(`?q=${question}`), open(`?q=${question}`, { respond: cut })];
    await settled();
    assert.equal(other.asked.length, 7);
    assert.ok(other.list.children.length > 0, question);
    assert.equal(other.status.textContent, one.status.textContent);
    assert.equal(other.list.textContent, one.list.textContent);
  }
});

test("a missing piece is said in words, for an answer without it would be wrong", async () => {
  const respond = (path) => (path.endsWith("index.da.json@1") ? null : cut(path));
  const { list, status } = open("?q=kommune", { respond });
  await settled();
  assert.deepEqual([status.textContent, list.children.length], ["kunne ikke hentes", 0]);
});

test("a later question overtakes an earlier one", async () => {
  let release = () => {};
  const gate = new Promise((resolve) => (release = resolve));
  const { list, status, submit } = open("?q=2020", { respond: (path) => gate.then(() => published(path)) });
  await submit("!!");
  assert.equal(status.textContent, "for kort");
  release();
  await settled();
  assert.deepEqual([status.textContent, list.children.length], ["for kort", 0]);
});

test("a page with only a form is left alone", async () => {
  const { form, asked } = open("?q=Viken", { without: ["results"] });
  await settled();
  assert.deepEqual([asked, form.listeners], [[], {}]);
});
