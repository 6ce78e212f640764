// The README's pictures: `GLASKLAR_BROWSER=… node tests/browser/pictures.mjs` takes them anew, of the sample portal.

import { mkdtemp, rm } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const BINARY = path.resolve(REPOSITORY, process.env.GLASKLAR_BINARY ?? "target/release/glasklar");

/**
 * A picture: the page, how wide and high the window is, and light or dark.
 * @type {{ name: string, address: string, width: number, height: number, colours: "light" | "dark" }[]}
 */
const PICTURES = [
  { name: "home", address: "index.html", width: 1280, height: 760, colours: "light" },
  { name: "agreement", address: "aftaler/viborg-resultatkontrakt-ver.html", width: 1280, height: 1040, colours: "light" },
  { name: "search", address: "soeg.html?q=4+mio", width: 1280, height: 620, colours: "light" },
  { name: "case-phone", address: "sager/herning-resultatkontrakt-baeredygtig-herning-2021.html", width: 360, height: 780, colours: "light" },
  { name: "goals-phone", address: "maal/index.html", width: 360, height: 780, colours: "dark" },
];

const folder = await mkdtemp(path.join(tmpdir(), "glasklar-pictures-"));
try {
  const site = path.join(folder, "site");
  await promisify(execFile)(BINARY, ["build", REPOSITORY, "--out", site, "--today", "2026-01-31"]);
  const served = await serve(site);
  const executablePath = process.env.GLASKLAR_BROWSER;
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
  for (const { name, address, width, height, colours } of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: colours });
    await page.goto(served.root + address, { waitUntil: "networkidle" });
    await page.screenshot({ path: path.join(REPOSITORY, "docs/pictures", `${name}.png`) });
    await page.close();
  }
  await browser.close();
  await served.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
