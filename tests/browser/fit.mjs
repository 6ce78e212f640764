// Whether an open page fits: nothing out of the window or out of the page, no text cut off, and none over another.

/** @import { Page } from "playwright-core" */

/**
 * The elements that stand out of the window to the right; what scrolls inside a labelled region does not.
 * @param {Page} page
 */
export function overflowing(page) {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const region = "[role=region]:is([aria-labelledby], [aria-label])[tabindex='0']";
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => !element.closest(region) && element.getBoundingClientRect().right > clientWidth + 0.5,
    );
    return [`${scrollWidth} > ${clientWidth}`, ...wide.map((element) => element.outerHTML.slice(0, 80))];
  });
}

/**
 * The texts of the open page that are cut by a box which cannot be scrolled, and those that lie over one another. What only
 * listeners get, which a clip path takes away, is left out. A name in a picture may be shortened where the table that belongs
 * to the picture has it whole.
 * @param {Page} page
 * @returns {Promise<{ cut: string[], over: string[] }>}
 */
export function unreadable(page) {
  return page.evaluate(() => {
    /** @typedef {{ text: Text, rect: DOMRect }} Line */
    /** Less than the room that is above and below the letters of a line. */
    const SLACK = 2;

    /** @param {Text} text */
    const told = ({ data, parentElement }) =>
      `${parentElement?.localName}.${parentElement?.className}: ${data.trim().slice(0, 60)}`;

    /** @param {Element} box */
    const isClipping = (box) => {
      const { overflowX, overflowY } = getComputedStyle(box);
      return [overflowX, overflowY].some((value) => value === "hidden" || value === "clip");
    };

    /** @param {Element} box */
    const isShortened = (box) => {
      const table = box.closest("figure")?.querySelector("details table")?.textContent;
      return getComputedStyle(box).webkitLineClamp !== "none" && table?.includes(box.textContent ?? "") === true;
    };

    /** @type {(element: Element) => Element[]} from the element to the page */
    const around = (element) => {
      const found = [];
      for (let at = element; at !== document.body && at.parentElement; at = at.parentElement) found.push(at);
      return found;
    };

    /** @param {Element} element */
    const isSeen = (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      around(element).every((at) => getComputedStyle(at).clipPath === "none");

    /** @type {(rect: DOMRect, box: Element) => boolean} */
    const isInside = (rect, box) => {
      const { left, right, top, bottom } = box.getBoundingClientRect();
      return rect.left >= left - SLACK && rect.right <= right + SLACK && rect.top >= top - SLACK && rect.bottom <= bottom + SLACK;
    };

    /** @param {Text} text */
    const linesOf = (text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0).map((rect) => ({ text, rect }));
    };

    /** @type {Text[]} */
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (text.data.trim() && text.parentElement && isSeen(text.parentElement)) texts.push(text);
    }

    /** @type {string[]} */
    const cut = [];
    /** @type {Line[]} */
    const lines = [];
    for (const text of texts) {
      const boxes = around(/** @type {Element} */ (text.parentElement)).filter(isClipping);
      const whole = linesOf(text);
      const seen = whole.filter(({ rect }) => boxes.every((box) => isInside(rect, box)));
      if (seen.length < whole.length && !boxes.some(isShortened)) cut.push(told(text));
      lines.push(...seen);
    }
    for (const box of document.querySelectorAll("button, summary, th, td, dt, dd")) {
      if (isSeen(box) && box.scrollWidth > box.clientWidth + SLACK && box.clientWidth > 0) cut.push(box.outerHTML.slice(0, 80));
    }

    /** @type {string[]} */
    const over = [];
    lines.sort((a, b) => a.rect.top - b.rect.top);
    for (const [n, { text, rect }] of lines.entries()) {
      for (let next = n + 1; next < lines.length && lines[next].rect.top < rect.bottom - SLACK; next += 1) {
        const other = lines[next];
        const across = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
        const down = Math.min(rect.bottom, other.rect.bottom) - other.rect.top;
        // The line that ends in an ellipsis is told twice: as it was, and as it is shown.
        const isTwice = text === other.text && isShortened(/** @type {Element} */ (text.parentElement));
        if (across > SLACK && down > SLACK && !isTwice) over.push(`${told(text)} | ${told(other.text)}`);
      }
    }
    return { cut, over };
  });
}
