// One real browser for all tests of a file, and visits to the site that fail when anything goes wrong unseen.

import assert from "node:assert/strict";
import { after } from "node:test";
import { launch } from "./program.mjs";

export { stay } from "./program.mjs";

/** @import { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core" */

/** How long anything may take: what a slow machine needs, as no test waits for time. */
const PATIENCE = 15_000;

/** @type {Promise<Browser> | null} */
let running = null;

/** The browser of this test file: started when first asked for, closed when the file's tests have run. */
function browser() {
  running ??= launch();
  return running;
}

after(async () => (await running)?.close());

/**
 * What a visit allows and how the browser is set.
 * @typedef {object} Rules
 * @property {string} root the address that the site stands under; a request for anything else is a fault
 * @property {RegExp} [expected] faults that belong to the test; it fails as well if none occurs
 */

/**
 * Opens a page in a profile of its own, and fails afterwards if there was an error or warning on the console (a
 * violation of the policy is one), an exception, an answer of 400 or above, or a request outside the site.
 * @param {Rules & BrowserContextOptions} rules
 * @param {(page: Page) => Promise<void>} use
 */
export async function visit({ root, expected, ...options }, use) {
  const context = await (await browser()).newContext({ locale: "da", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(PATIENCE);
  const faults = watch(context, root);
  try {
    await use(await context.newPage());
  } catch (error) {
    if (error instanceof Error && faults.length > 0) error.message += `\nBesides: ${faults.join("\n")}`;
    throw error;
  } finally {
    await context.close();
  }
  const unexpected = faults.filter((fault) => !expected?.test(fault));
  assert.deepEqual(unexpected, [], "the browser complains");
  if (expected) assert.notEqual(faults.length, 0, `nothing was met of ${expected}`);
}

/**
 * @param {BrowserContext} context
 * @param {string} root
 * @returns {string[]} grows with every fault
 */
function watch(context, root) {
  /** @type {string[]} */
  const faults = [];
  context.on("console", (message) => {
    const { url } = message.location();
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()} (${url})`);
  });
  context.on("weberror", (error) => faults.push(`exception: ${error.error().stack ?? error.error().message}`));
  context.on("request", (request) => {
    const inert = /^(data|about|blob):/.test(request.url());
    if (!inert && !request.url().startsWith(root)) faults.push(`request outside the site: ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`);
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left takes back what it asked for.
    if (reason !== "net::ERR_ABORTED") faults.push(`request failed: ${reason} (${request.url()})`);
  });
  return faults;
}
