// @ts-check
// The result as a file: what is said while it is made, and the file given to the reader.

/** @import { File, Message } from "./page-engine.js" */

/** How long the browser may take to begin with a file before its address goes, in milliseconds. */
const KEPT = 60_000;

/**
 * Asks for a file and gives it to the reader.
 * @param {HTMLFormElement} form whose attributes `data-making`, `data-made` and `data-failed` are the words for how it goes
 * @param {(hear: (message: Message) => void) => void} ask
 */
export function save(form, ask) {
  const said = form.querySelector("[role=status]");
  const button = form.querySelector("button");
  const tell = (/** @type {string} */ name) => {
    if (said) said.textContent = form.getAttribute(`data-${name}`);
    button?.setAttribute("aria-disabled", String(name === "making"));
  };
  tell("making");
  ask((message) => {
    if (message.part === "failed") tell("failed");
    if (message.part !== "file") return;
    give(message);
    tell("made");
  });
}

/** @param {File} file */
function give({ name, type, bytes }) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
