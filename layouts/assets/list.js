// @ts-check
// Filters the rows of a list where they stand: by words and by the values of columns that have few. What the rows that are left
// come to is added up exactly, by the rules of the totals: currencies, bases and what recurs apart, no part beside its whole.

/** A row: what it says, its exact amounts in minor units by line, and the ids of the sums of which it is a part. */
/** @typedef {{ id: string, text: string, values: Record<string, string>, sums: [line: string, minor: bigint][], wholes: string[] }} Row */

/** The most values of a column for which a reader chooses rather than types. */
const FEW = 12;

/**
 * What two texts have in common however they are written: letters without case and accents, but that å is a letter of its own.
 * @param {string} text
 */
export const folded = (text) =>
  text.toLowerCase().normalize("NFD").replace(/a\u030a/g, "å").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();

/**
 * The rows that hold all words and have every value that is chosen.
 * @param {Row[]} rows
 * @param {string} words
 * @param {Record<string, string>} chosen
 */
export function left(rows, words, chosen) {
  const all = folded(words).split(" ");
  const wanted = Object.entries(chosen).filter(([, value]) => value);
  return rows.filter((row) => all.every((word) => row.text.includes(word)) && wanted.every(([name, value]) => row.values[name] === value));
}

/**
 * The sums over rows. A part counts only where none of its wholes has an amount in the same line.
 * @param {Row[]} rows
 * @returns {Map<string, bigint>}
 */
export function sumsOf(rows) {
  const there = new Set(rows.flatMap(({ id, sums }) => sums.map(([line]) => `${id} ${line}`)));
  const lines = new Map();
  for (const { sums, wholes } of rows) {
    for (const [line, minor] of sums) {
      if (!wholes.some((whole) => there.has(`${whole} ${line}`))) lines.set(line, (lines.get(line) ?? 0n) + minor);
    }
  }
  return lines;
}

/**
 * The amounts of a row, as its attribute writes them: `400000000 DKK.decided.once,…`.
 * @param {string} [text]
 * @returns {Row["sums"]}
 */
export const addends = (text) =>
  (text ? text.split(",") : []).map((one) => {
    const [minor, line] = one.split(" ");
    return [line, BigInt(minor)];
  });

/** @param {Document} document @param {HTMLTemplateElement} template */
function start(document, template) {
  // A list may stand in several tables of the same columns, each in a section of its own.
  const tables = [...document.querySelectorAll("caption[id^=rows]")].map((caption) => /** @type {HTMLTableElement} */ (caption.parentElement));
  if (tables.length === 0) return;
  const heads = [...tables[0].querySelectorAll("th[data-name]")].map((head) => /** @type {HTMLTableCellElement} */ (head));
  const trs = tables.flatMap((table) => [...table.tBodies[0].rows]);
  const said = (/** @type {Element | undefined} */ cell) => (cell?.textContent ?? "").replace(/\s+/g, " ").trim();
  const rows = trs.map((tr) => ({
    id: tr.id,
    text: folded(tr.textContent ?? ""),
    values: Object.fromEntries(heads.map((head) => [head.dataset.name, said(tr.cells[head.cellIndex])])),
    sums: addends(tr.dataset.sums),
    wholes: (tr.dataset.in ?? "").split(" "),
  }));

  const part = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
  const form = /** @type {HTMLElement} */ (part.querySelector("[role=search]"));
  const input = /** @type {HTMLInputElement} */ (part.querySelector("input"));
  const status = /** @type {HTMLElement} */ (part.querySelector("[role=status] p"));
  const whole = part.querySelector("a");
  const language = document.documentElement.lang;
  const figures = (digits = 0) => new Intl.NumberFormat([language === "en" ? "en-GB" : language, "nb"], { minimumFractionDigits: digits });

  /** @type {HTMLSelectElement[]} */
  const selects = [];
  for (const head of heads) {
    const name = head.dataset.name ?? "";
    const values = [...new Set(rows.map((row) => row.values[name]))].filter(Boolean);
    if (values.length < 2 || values.length > FEW || values.length * 2 > rows.length) continue;
    const select = document.createElement("select");
    select.name = name;
    select.add(new Option(template.dataset.any, ""));
    for (const value of values.sort(new Intl.Collator([language, "nb"]).compare)) select.add(new Option(value));
    const label = document.createElement("label");
    const words = document.createElement("span");
    words.textContent = said(head);
    label.append(words, " ", select);
    form.append(label);
    selects.push(select);
  }

  const show = () => {
    const words = input.value.trim();
    const chosen = Object.fromEntries(selects.map(({ name, value }) => [name, value]));
    const shown = new Set(left(rows, words, chosen));
    rows.forEach((row, n) => (trs[n].hidden = !shown.has(row)));
    const isAsked = words !== "" || selects.some(({ value }) => value);
    for (const table of tables) {
      if (table.caption) table.caption.hidden = isAsked;
      const part = tables.length > 1 && table.closest("section");
      if (part) part.hidden = [...table.tBodies[0].rows].every((tr) => tr.hidden);
    }
    const { told = "", none = "" } = template.dataset;
    /** @type {Record<string, number>} */
    const numbers = { n: shown.size, all: rows.length };
    const count = (shown.size > 0 ? told : none).replace(/\{(\w+)\}/g, (_, name) => figures().format(numbers[name]));
    status.textContent = isAsked ? count : "";
    const sums = sumsOf([...shown]);
    /** @type {NodeListOf<HTMLElement>} */
    const lines = part.querySelectorAll("[data-line]");
    for (const line of lines) {
      const { line: name = "", digits = "0" } = line.dataset;
      const minor = sums.get(name);
      line.hidden = !isAsked || minor === undefined;
      if (minor === undefined) continue;
      const places = minor % 10n ** BigInt(digits) ? Number(digits) : 0;
      // A number would round what is large; letters with an exponent are read exactly.
      const figure = figures(places).format(/** @type {any} */ (`${minor}e-${digits}`));
      const currency = name.split(".")[0];
      line.dataset.minor = String(minor);
      const amount = line.querySelector(".amount");
      if (amount) amount.textContent = (language === "en" ? [currency, figure] : [figure, currency]).join("\u00a0");
    }
    return { q: words, ...chosen };
  };

  const act = () => {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(show())) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // Browsers take only so many addresses at a time. What is shown does not hang on it.
    }
    lead();
  };
  const lead = () => {
    if (!whole) return;
    const to = new URLSearchParams(whole.search);
    to.delete("q");
    if (input.value.trim()) to.set("q", input.value.trim());
    whole.search = to.toString();
  };

  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") ?? "";
  for (const select of selects) {
    const value = asked.get(select.name) ?? "";
    if ([...select.options].some((option) => option.value === value)) select.value = value;
  }
  const around = (tables.length > 1 && tables[0].closest("section")) || tables[0].closest(".scroll") || tables[0];
  around.before(part);
  show();
  lead();
  form.addEventListener("input", act);
}

if (typeof document !== "undefined") {
  const template = document.getElementById("list-filter");
  if (template instanceof HTMLTemplateElement) start(document, template);
}
