// The same entries in our search, in Pagefind and in one elasticlunr file: bytes, memory, time, size, and what is found.
//
// `node beside.mjs SITE WORK MODULES INDEX_SECONDS` prints a Markdown table: SITE is a built site, WORK an empty folder,
// MODULES one with `pagefind` and `elasticlunr` in its `node_modules`, and INDEX_SECONDS what `build --timings` told of `index`.
// `benches/run search --beside` makes all of them.

import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const NAMES = { glasklar: "Glasklar", pagefind: "Pagefind", elasticlunr: "elasticlunr, one file" };
/** Past which a search is ended, and the table says so. */
const LIMIT = { seconds: 600, bytes: 8e9 };
const LOOKS = 250;
const ENTRANT = fileURLToPath(new URL("entrant.mjs", import.meta.url));

const [site, work, modules, indexSeconds] = process.argv.slice(2);
const question = await run("glasklar", "draw", "{}");
/** @type {Record<string, Record<string, string>>} */
const columns = {};
for (const name of Object.keys(NAMES)) columns[name] = await measured(name);
console.log(`${question.entries} entries; asked for \`${question.rare} ${question.common}\`, and with funder \`${question.funder}\`\n`);
console.log(table(columns));

/** One column of the table. @param {string} name @returns {Promise<Record<string, string>>} */
async function measured(name) {
  const ours = name === "glasklar";
  const built = ours ? { seconds: Number(indexSeconds) } : await run(name, "build", "{}");
  if (built.failure) return { "index built in": built.failure };
  const first = await run(name, "first", JSON.stringify(question));
  const known = await run(name, "known", "{}");
  const files = filesOf(ours ? path.join(site, "search") : path.join(work, name), (file) => isAsked(name, file));
  return {
    "first question, fetched": kilobytes(first.text),
    "+ a filter": first.filtered === null ? "has none" : kilobytes(first.filtered),
    "memory after both": `${(first.memory / 1e6).toFixed(1)} MB`,
    "a common word, warm": `${first.milliseconds.toFixed(1)} ms`,
    "index on disk": `${(files.bytes / 1e6).toFixed(1)} MB`,
    "index files": String(files.count),
    "index built in": `${built.seconds.toFixed(1)} s`,
    "compounds, found among 50": share(known.compounds),
    "compounds, found among 1,000": share(known.compoundsAnywhere),
    "amounts as `4.000.000`, among 10": share(known.amounts),
    "case numbers, among 10": share(known.cases),
  };
}

/** Whether a file is fetched by questions: neither what embeds ours elsewhere nor Pagefind's finished interfaces. @param {string} name @param {string} file */
function isAsked(name, file) {
  if (name === "glasklar") return file.endsWith(".bin");
  return name === "elasticlunr" || !/\.(css|js)$|unknown/.test(file) || /pagefind(-worker)?\.js$/.test(file);
}

/** @param {string} folder @param {(file: string) => boolean} wanted */
function filesOf(folder, wanted) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = names.filter((one) => one.isFile()).map((one) => path.join(one.parentPath ?? one.path, one.name)).filter(wanted);
  return { count: files.length, bytes: files.reduce((sum, file) => sum + sent(file), 0) };
}

/** Bytes of a file as it lies on the disk of a server that keeps plain ones compressed. @param {string} file */
function sent(file) {
  return /\.js(on)?$/.test(file) ? gzipSync(readFileSync(file)).length : statSync(file).size;
}

/**
 * Runs one search in a process of its own to its end, or until it passes the limits.
 * @param {string} name
 * @param {string} task
 * @param {string} given
 * @returns {Promise<any>} what it told, or `failure`
 */
function run(name, task, given) {
  const words = ["--expose-gc", `--max-old-space-size=${LIMIT.bytes / 1e6}`, ENTRANT, name, task, site, path.join(work, name), modules, given];
  const child = spawn(process.execPath, words, { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const start = performance.now();
  let failure = "";
  let told = "";
  child.stdout.on("data", (piece) => (told += piece));
  const guard = setInterval(() => {
    if (performance.now() - start > LIMIT.seconds * 1000) failure = `not within ${LIMIT.seconds / 60} minutes`;
    else if (memoryOf(child.pid ?? 0) > LIMIT.bytes) failure = `not within ${LIMIT.bytes / 1e9} GB`;
    // The program that makes Pagefind's index is a child of the child, and ends with it.
    if (failure && child.pid) process.kill(-child.pid, "SIGKILL");
  }, LOOKS);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearInterval(guard);
      if (failure || code !== 0) resolve({ failure: failure || `ended with ${code}` });
      else resolve(JSON.parse(told.trim().split("\n").at(-1) ?? "{}"));
    });
  });
}

/** The memory that all processes of a group hold, in bytes; 0 where the system does not tell. @param {number} group */
function memoryOf(group) {
  if (!existsSync("/proc")) return 0;
  let pages = 0;
  for (const name of readdirSync("/proc")) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "ascii");
      const [, , of] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(of) === group) pages += Number(readFileSync(`/proc/${name}/statm`, "ascii").split(" ")[1]);
    } catch {
      // No process, or one that has just ended.
    }
  }
  return pages * 4096;
}

/** @param {Record<string, Record<string, string>>} columns */
function table(columns) {
  const rows = [...new Set(Object.values(columns).flatMap((one) => Object.keys(one)))];
  const names = Object.keys(columns);
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  const head = ["", ...Object.values(NAMES)];
  return [line(head), line(["---", ...names.map(() => "---:")]), ...rows.map((row) => line([row, ...names.map((name) => columns[name][row] ?? "–")]))].join("\n");
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${Math.round(bytes / 1000).toLocaleString("en")} kB`;
}

/** @param {number | undefined} part */
function share(part) {
  return part === undefined ? "–" : `${Math.round(part * 100)} %`;
}
