// The Nu HTML checker over every page of every site.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import test from "node:test";
import { OWN, buildAll, buildSite, pages } from "./site.mjs";

const JAR = path.join(
  path.dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")),
  "build/dist/vnu.jar",
);

/** @typedef {{ type: string, url: string, lastLine?: number, message: string, extract?: string }} Message */

/**
 * What the checker says about all pages of the folders.
 * @param {string[]} folders
 * @returns {Promise<Message[]>}
 */
function check(folders) {
  const parameters = ["-jar", JAR, "--format", "json", "--stdout", "--skip-non-html", "--exit-zero-always", ...folders];
  return new Promise((resolve, reject) => {
    execFile("java", parameters, { maxBuffer: 2 ** 26 }, (error, stdout) => {
      if (error) reject(error);
      else resolve(JSON.parse(stdout).messages);
    });
  });
}

/** A page of our own with one error, which shows that the checker reads the folder. */
const PLANTED =
  '<!doctype html><html lang="da"><head><title>t</title></head><body><p id="a" id="b">x</p></body></html>';

test("the Nu HTML checker finds no error on any page", async (t) => {
  const own = await buildSite(OWN);
  const sites = [...(await buildAll()), { name: "own", folder: own, all: await pages(own) }];
  const folders = sites.map(({ folder }) => folder);
  for (const { name, folder, all } of sites) {
    t.diagnostic(`${name}: ${all.length} pages`);
    await writeFile(path.join(folder, "planted.html"), PLANTED);
  }
  const messages = await check(folders);
  const isPlanted = (/** @type {Message} */ { url }) => url.endsWith("/planted.html");
  assert.deepEqual(
    messages.filter(isPlanted).map(({ message }) => message),
    folders.map(() => "Duplicate attribute “id”."),
  );
  const found = messages.filter((message) => !isPlanted(message));
  for (const line of summary(found.filter(({ type }) => type === "info"))) t.diagnostic(line);
  assert.deepEqual(summary(found.filter(({ type }) => type !== "info")), []);
});

/**
 * One line for each thing that is said, as most are said on many pages.
 * @param {Message[]} messages
 */
function summary(messages) {
  /** @type {Map<string, string[]>} */
  const places = new Map();
  for (const { url, lastLine, message, extract } of messages) {
    const text = `${message} ${extract?.trim() ?? ""}`;
    const place = `${url.slice(url.indexOf("/site/") + "/site/".length)}:${lastLine ?? ""}`;
    places.set(text, [...(places.get(text) ?? []), place]);
  }
  return [...places].map(([text, [first, ...others]]) => `${first} (and ${others.length} more): ${text}`);
}
