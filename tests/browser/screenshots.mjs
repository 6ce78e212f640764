// Every type of page as people see it: `GLASKLAR_BROWSER=… node tests/browser/screenshots.mjs [FOLDER]` takes the fullest page of
// each type, of the sample portal and of the site that has every type, in Danish and bokmål, at 360 and 1280 px, light and dark,
// whole, and writes an index.html that shows them side by side. It takes the pictures of the README and the manual anew, too.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { takePictures } from "./pictures.mjs";
import { stay } from "./program.mjs";
import { serve } from "./server.mjs";
import { BINARY, SITES, TODAY, pages } from "./site.mjs";
import { fullest, rowsOf } from "./types.mjs";

const FOLDER = path.resolve(process.argv[2] ?? fileURLToPath(new URL("../../target/screenshots", import.meta.url)));
const MANUAL = fileURLToPath(new URL("../../docs/pictures", import.meta.url));
const LANGUAGES = ["da", "nb"];
const WIDTHS = [360, 1280];
const COLOURS = /** @type {const} */ (["light", "dark"]);
const HEIGHT = 900;
const AT_ONCE = 2;

/** @typedef {{ file: string, title: string, address: string, width: number, colours: "light" | "dark" }} Picture */

/**
 * The pictures of a site: the fullest page of each type in each language, in every form.
 * @param {string} name
 * @param {string} folder
 * @returns {Promise<Picture[]>}
 */
async function wanted(name, folder) {
  const all = await pages(folder);
  return LANGUAGES.flatMap((language) =>
    fullest(all.filter((page) => page.language === language)).flatMap((page) => {
      const title = `${name} ${rowsOf(page)[0].name} ${language}`;
      return WIDTHS.flatMap((width) =>
        COLOURS.map((colours) => {
          const file = `${title} ${width} ${colours}.png`.replaceAll(/[^a-z0-9.]+/g, "-");
          return { file, title, address: page.address, width, colours };
        }),
      );
    }),
  );
}

/** @type {(pictures: Picture[]) => string} */
function overview(pictures) {
  const figure = (/** @type {Picture} */ { file, width, colours }) =>
    `<figure><a href="${file}"><img src="${file}" alt="${width} px, ${colours}" loading="lazy" width="${width === 360 ? 180 : 480}"></a></figure>`;
  const titles = [...new Set(pictures.map((picture) => picture.title))].sort();
  const rows = titles.map((title) => {
    const own = pictures.filter((picture) => picture.title === title);
    return `<h2>${title}: ${own[0].address}</h2><div>${own.map(figure).join("")}</div>`;
  });
  const style = "body{font:1rem system-ui}div{display:flex;gap:1rem;align-items:start}figure{margin:0;border:1px solid}img{display:block}";
  return `<!doctype html><meta charset="utf-8"><title>Every type of page</title><style>${style}</style>${rows.join("\n")}\n`;
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} root
 * @param {Picture} picture
 */
async function take(browser, root, { file, address, width, colours }) {
  const page = await browser.newPage({ viewport: { width, height: HEIGHT }, colorScheme: colours });
  await stay(page, root + address);
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: path.join(FOLDER, file), fullPage: true });
  await page.close();
}

await mkdir(FOLDER, { recursive: true });
const work = await mkdtemp(path.join(tmpdir(), "glasklar-screenshots-"));
const executablePath = process.env.GLASKLAR_BROWSER;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
try {
  /** @type {Picture[]} */
  const taken = [];
  for (const [name, source] of Object.entries(SITES)) {
    const site = path.join(work, name);
    await promisify(execFile)(BINARY, ["build", source, "--out", site, "--today", TODAY]);
    const served = await serve(site);
    const all = await wanted(name, site);
    const left = [...all];
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) await take(browser, served.root, next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await served.close();
    taken.push(...all);
  }
  await writeFile(path.join(FOLDER, "index.html"), overview(taken));
  await takePictures(browser, MANUAL);
  console.log(`${taken.length} pictures in ${FOLDER}`);
} finally {
  await browser.close();
  await rm(work, { recursive: true, force: true });
}
