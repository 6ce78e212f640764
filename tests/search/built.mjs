// Sites that the binary builds for a test, and chance that is the same each time.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { published } from "../../layouts/assets/search/files.js";
import { reading } from "./folder.mjs";

export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

const BINARIES = [process.env.GLASKLAR_BINARY, "target/debug/glasklar"].map((name) => name && path.resolve(REPOSITORY, name));
const BINARY = BINARIES.find((name) => name && existsSync(name));

/** Why a test that needs a site is left out, or false. */
export const skip = BINARY ? false : "there is no binary to build the site with: cargo build, or name one in GLASKLAR_BINARY";

/** Runs the binary. @param {...string} words */
export function glasklar(...words) {
  return execFileSync(BINARY, words, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
}

/** A folder that goes when the tests of the file have run. */
export function folder() {
  const made = mkdtempSync(path.join(tmpdir(), "glasklar-search-"));
  after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** What the engine needs to answer from a built site. @param {string} site */
export async function searchOf(site) {
  return { files: await published(reading(site)), breathe: async () => undefined };
}

/**
 * Numbers from 0 up to 1 that look like chance and follow from a seed (xorshift).
 * @param {number} seed
 */
export function chance(seed) {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * One of a list.
 * @template T
 * @param {() => number} random
 * @param {T[]} list
 */
export function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}
