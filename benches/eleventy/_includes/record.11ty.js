import { frame, record } from "../markup.js";

export function render(data) {
  // The heading of a folder has a layout too, but no address.
  if (!data.page.url) return "";
  return frame(data, { title: data.title, lead: data.lead, url: data.page.url }, record(data.collections.portal, data, data.content));
}
