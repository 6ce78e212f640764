// The files of a built site, read from its folder as the engine fetches them.

import { readFile } from "node:fs/promises";
import path from "node:path";

/**
 * @param {string} folder of the site
 * @param {(address: string) => void} [asked] is told of every file
 */
export function reading(folder, asked = () => undefined) {
  return async (/** @type {string} */ address) => {
    asked(address);
    return new Blob([await readFile(path.join(folder, address))]).stream();
  };
}
