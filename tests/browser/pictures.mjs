// The pictures of the README and the manual: which page of which site each shows, or which part of it.

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { serve } from "./server.mjs";
import { BINARY, OWN, SITES, TODAY } from "./site.mjs";

/** @import { Browser } from "playwright-core" */

/**
 * A picture: the site, the page, how wide and high the window is, and light or dark.
 * @typedef {object} Picture
 * @property {string} name of its file
 * @property {string} site its folder
 * @property {string} address
 * @property {number} width
 * @property {number} height
 * @property {"light" | "dark"} [colours] light unless said
 * @property {string} [part] the first element that this finds, instead of the window
 * @property {string} [from] the first element that this finds stands at the top of the window
 */

/** The section of the page with this heading. @type {(heading: string) => string} */
const section = (heading) => `section.chart:has(h2:text-is("${heading}"))`;

/** @type {Picture[]} */
export const PICTURES = [
  { name: "home", site: SITES.portal, address: "index.html", width: 1280, height: 760 },
  { name: "agreement", site: SITES.portal, address: "aftaler/viborg-resultatkontrakt-ver.html", width: 1280, height: 1040 },
  { name: "search", site: SITES.portal, address: "soeg.html?q=herning", width: 1280, height: 860 },
  {
    name: "case-phone",
    site: SITES.portal,
    address: "sager/herning-resultatkontrakt-baeredygtig-herning-2021.html",
    width: 360,
    height: 780,
  },
  { name: "goals-phone", site: SITES.portal, address: "maal/index.html", width: 360, height: 780, colours: "dark" },
  { name: "own", site: OWN, address: "traeer/index.html", width: 1280, height: 900 },
  { name: "list", site: OWN, address: "traeer/index.html?species=lind", width: 900, height: 400, from: ".filter" },
  {
    name: "chart-exchange",
    site: OWN,
    address: "organisationer/traelauget.html",
    width: 800,
    height: 700,
    part: section("Penge ind og ud pr. år"),
  },
  { name: "chart-flow", site: OWN, address: "tilskud/index.html", width: 800, height: 700, part: section("Fra hvem til hvem") },
  {
    name: "chart-map",
    site: SITES.languages,
    address: "projekter/index.html",
    width: 800,
    height: 700,
    part: section("Projekter på kortet"),
  },
];

/**
 * Takes the pictures of the README and the manual into a folder.
 * @param {Browser} browser
 * @param {string} folder
 */
export async function takePictures(browser, folder) {
  for (const site of new Set(PICTURES.map((picture) => picture.site))) {
    const work = await mkdtemp(path.join(tmpdir(), "glasklar-pictures-"));
    try {
      const built = path.join(work, "site");
      await promisify(execFile)(BINARY, ["build", site, "--out", built, "--today", TODAY]);
      const served = await serve(built);
      for (const picture of PICTURES.filter((picture) => picture.site === site)) await take(browser, served.root, folder, picture);
      await served.close();
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
}

/**
 * @param {Browser} browser
 * @param {string} root
 * @param {string} folder
 * @param {Picture} picture
 */
async function take(browser, root, folder, { name, address, width, height, colours = "light", part, from }) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: colours });
  await page.goto(root + address, { waitUntil: "networkidle" });
  if (from) await page.locator(from).first().evaluate((element) => element.scrollIntoView());
  const of = part ? page.locator(part).first() : page;
  await of.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.close();
}
