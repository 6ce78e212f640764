// @ts-check
// The engine in a thread of its own, so that it never holds up typing. What is asked and answered:
// `tests/search/README.md`.

import { Engine } from "./engine.js";
import { fetching } from "./files.js";

/** How long the engine works before it looks whether something else is asked, in milliseconds. */
const SLICE = 12;

/** @type {Engine | null} */
let engine = null;

let since = performance.now();

/** Lets messages come in where it is time. */
async function pause() {
  if (performance.now() - since < SLICE) return;
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  port1.close();
  since = performance.now();
}

onmessage = ({ data }) => {
  if (data.ask === "start") engine = new Engine(fetching(data.root), pause);
  else engine?.answer(data, (part) => postMessage(part));
};
