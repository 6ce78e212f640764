// @ts-check
// Loads the page anew when the site has changed, where the reader was, and keeps errors on top until they are closed.

const EVENTS = "/-glasklar/events";
const OVERLAY = "glasklar-preview-errors";
const CORNER = "glasklar-preview-corner";

const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=glasklar-preview]"));
const place = `glasklar-preview ${location.pathname}${location.search}`;

/** @type {EventSource | null} */
let events = null;

/** Hears of changes. A page out of sight does not, because browsers keep few connections to one server. */
function listen() {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    events = new EventSource(EVENTS);
    // The first message names the state of now, so that no change is missed in between.
    events.onmessage = ({ data }) => {
      if (data !== meta?.content) reload();
    };
  }
}

function reload() {
  events?.close();
  sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY]));
  location.reload();
}

function scrollBack() {
  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (!kept) return;
  const [x, y] = JSON.parse(kept);
  scrollTo({ left: x, top: y, behavior: "instant" });
}

/** Makes the errors a dialog that holds the focus and that Escape closes; the corner opens it again. */
function showErrors() {
  const overlay = /** @type {HTMLDialogElement | null} */ (document.getElementById(OVERLAY));
  if (!overlay) return;
  overlay.removeAttribute("open");
  overlay.showModal();
  document.getElementById(CORNER)?.addEventListener("click", (event) => {
    event.preventDefault();
    overlay.showModal();
  });
}

scrollBack();
showErrors();
document.addEventListener("visibilitychange", listen);
// A page that comes back out of the browser's memory has lost its connection.
addEventListener("pageshow", listen);
addEventListener("pagehide", () => {
  events?.close();
  events = null;
});
listen();
