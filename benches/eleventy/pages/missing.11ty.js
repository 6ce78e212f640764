import { frame } from "../markup.js";

export const data = { permalink: "404.html", eleventyExcludeFromCollections: true };

export function render(data) {
  return frame(data, { title: "404", url: data.page.url }, "<h1>Siden findes ikke</h1>\n");
}
