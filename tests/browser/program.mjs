// Starts the browser of the tests, and opens pages that would lead away.

import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

/** @import { Page } from "playwright-core" */

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-quic",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a browser: `GLASKLAR_BROWSER`, else the first of the usual names on the path. */
export function launch() {
  return chromium.launch({ executablePath: executable(), args: FLAGS });
}

function executable() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const named = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = process.env.GLASKLAR_BROWSER ?? named.find(isExecutable);
  assert.ok(found, `no browser: none of ${NAMES.join(", ")} is installed; name one in GLASKLAR_BROWSER`);
  return found;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens an address and keeps a page that leads its reader on from doing so, that it can be looked at.
 * @param {Page} page
 * @param {string} address
 */
export async function stay(page, address) {
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, "");
    await route.fulfill({ response, body });
  });
  const response = await page.goto(address);
  await page.unroute(address);
  return response;
}
