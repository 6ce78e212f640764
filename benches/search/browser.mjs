// What a question costs in a real browser: bytes sent to it, memory of the worker, time from the key to the results on the
// page, and how long a letter waits for its picture while the line is slow. `node browser.mjs FOLDER…` prints a line of JSON
// for each built site; `benches/run search` makes a table of them.

import { launch } from "../../tests/browser/program.mjs";
import { host } from "./host.mjs";
import { wordsOf } from "./words.mjs";

/** @import { Page } from "playwright-core" */

const ROUNDS = 20;

/** A telephone at the edge of its net: milliseconds until a file begins, and bytes in each of those that follow. */
const SLOW = { delay: 200, bytes: 50 };

/** Milliseconds between two keys of a fast typist. */
const BETWEEN_KEYS = 60;

/** How long anything may take, in milliseconds. */
const PATIENCE = 60_000;

/** What comes after the results: counts and sums. Everything else is what the results need. */
const LATER = /^search\/(columns|facets)\//;

const folders = process.argv.slice(2);
const browser = await launch();
try {
  for (const folder of folders) console.log(JSON.stringify(await measured(folder)));
} finally {
  await browser.close();
}

/** @param {string} folder */
async function measured(folder) {
  const { common, rare } = await wordsOf(folder);
  const { root, sent, close } = await host(folder);
  try {
    const question = `${rare} ${common}`;
    const cold = await visit(root, (page) => first(page, sent, root, question));
    const times = await visit(root, (page) => warm(page, root, common, rare));
    const keys = await onSlowLine(folder, `${question} ${common}`);
    return { folder, browser: browser.version(), question, ...cold, times, keys };
  } finally {
    close();
  }
}

/**
 * Milliseconds from each key until the picture that follows it, while all that is typed is asked over a slow line.
 * @param {string} folder
 * @param {string} words
 */
async function onSlowLine(folder, words) {
  const { root, close } = await host(folder, SLOW);
  try {
    return await visit(root, async (page) => {
      await page.evaluate(() => {
        const waits = (/** @type {any} */ (window).waits = /** @type {number[]} */ ([]));
        addEventListener("keydown", ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - timeStamp))));
      });
      await page.getByRole("main").getByRole("searchbox").pressSequentially(words, { delay: BETWEEN_KEYS });
      await page.locator("#results > li").first().waitFor();
      /** @type {number[]} */
      const waits = (await page.evaluate("waits")).sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
      return { median: waits[waits.length >> 1], most: waits.at(-1) };
    });
  } finally {
    close();
  }
}

/**
 * Opens the search page of a site in a fresh profile.
 * @template T
 * @param {string} root
 * @param {(page: Page) => Promise<T>} use
 */
async function visit(root, use) {
  const context = await browser.newContext({ locale: "da" });
  context.setDefaultTimeout(PATIENCE);
  try {
    const page = await context.newPage();
    await page.goto(`${root}soeg.html`);
    return await use(page);
  } finally {
    // Where the browser itself is gone, what was met before is the error to tell.
    await context.close().catch(() => undefined);
  }
}

/**
 * The first question of a reader: what was sent until everything about it stood there, and what the worker holds then.
 * @param {Page} page
 * @param {Map<string, number>} sent
 * @param {string} root
 * @param {string} question
 */
async function first(page, sent, root, question) {
  await page.getByRole("main").getByRole("searchbox").fill(question);
  await page.keyboard.press("Enter");
  await page.locator("#result-totals[data-without]").waitFor();
  await page.waitForLoadState("networkidle");
  const entries = await page.locator("#results > li").count();
  await page.route(`${root}empty.js`, (route) => route.fulfill({ contentType: "text/javascript", body: "onmessage = null" }));
  await Promise.all([page.waitForEvent("worker"), page.evaluate("void (window.empty = new Worker('empty.js'))")]);
  const held = await heaps(page);
  /** @type {Record<string, number>} */
  const [text, counts] = [{}, {}];
  for (const [name, bytes] of sent) {
    if (name.endsWith(".html")) continue;
    const kinds = LATER.test(name) ? counts : text;
    const kind = kindOf(name);
    kinds[kind] = (kinds[kind] ?? 0) + bytes;
  }
  return { shown: entries, requests: sent.size - 1, text, counts, memory: Math.max(...held) - Math.min(...held) };
}

/** @param {string} name of a file from the root */
function kindOf(name) {
  return name.startsWith("assets/") ? name.replace(/^assets\/\w+\//, "") : name.split("/")[1];
}

/**
 * What each worker of a page holds, code and array buffers included, after everything that can go has gone.
 * @param {Page} page
 * @returns {Promise<number[]>}
 */
async function heaps(page) {
  const client = await page.context().newCDPSession(page);
  /** @type {string[]} */
  const sessions = [];
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  client.on("Target.attachedToTarget", ({ sessionId }) => sessions.push(sessionId));
  client.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
  });
  const ask = (/** @type {string} */ sessionId, /** @type {string} */ method) =>
    new Promise((resolve) => {
      const id = waiting.size + 1;
      waiting.set(id, resolve);
      client.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    });
  await client.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const found = [];
  for (const session of sessions) {
    for (let n = 0; n < 3; n += 1) await ask(session, "HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize = 0 } = await ask(session, "Runtime.getHeapUsage");
    found.push(usedSize + backingStorageSize);
  }
  await client.detach();
  return found;
}

/**
 * Milliseconds from the Enter key until the results stand on the page, with every file at hand.
 * @param {Page} page
 * @param {string} root
 * @param {string} common
 * @param {string} rare
 */
async function warm(page, root, common, rare) {
  /** @type {Record<string, [string, string]>} */
  const asked = {
    rare: [rare, ""],
    common: [common, ""],
    "rare and common": [`${rare} ${common}`, ""],
    phrase: [`"${rare} ${common}"`, ""],
    beginning: [`${rare.slice(0, 4)}*`, ""],
    "common, sorted by amount": [common, "sort=amount"],
    "common, range": [common, "from=1990&min=1"],
    "common, grouped": [common, "group=year"],
  };
  /** @type {Record<string, { least: number, median: number }>} */
  const found = {};
  for (const [name, [words, rest]] of Object.entries(asked)) {
    await page.goto(`${root}soeg.html?${rest}`);
    const rounds = [];
    for (let n = -1; n < ROUNDS; n += 1) {
      // Another question between two of the same: the engine remembers the latest.
      await answered(page, rare.slice(1));
      const time = await answered(page, words);
      if (n >= 0) rounds.push(time);
    }
    rounds.sort((a, b) => a - b);
    found[name] = { least: rounds[0], median: rounds[ROUNDS / 2] };
  }
  return found;
}

/** @param {Page} page @param {string} words */
async function answered(page, words) {
  await page.getByRole("main").getByRole("searchbox").fill(words);
  await page.evaluate(() => {
    const results = document.getElementById("results");
    if (!results) throw new Error("no results");
    /** @type {any} */ (window).answered = new Promise((resolve) => {
      let pressed = 0;
      addEventListener("keydown", (event) => (pressed = event.timeStamp), { once: true, capture: true });
      const seen = new MutationObserver(() => {
        if (!pressed || results.hasAttribute("aria-busy")) return;
        seen.disconnect();
        resolve(performance.now() - pressed);
      });
      seen.observe(results, { attributeFilter: ["aria-busy"] });
    });
  });
  await page.keyboard.press("Enter");
  /** @type {number} */
  const milliseconds = await page.evaluate("answered");
  // Counts and sums follow; the next question would overtake them and not be the one that is measured.
  await page.waitForTimeout(60);
  return milliseconds;
}
