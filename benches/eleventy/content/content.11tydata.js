// Every record: one flat file a page, at the path of its source; the headings of folders are no pages.
export default {
  layout: "record.11ty.js",
  permalink: ({ page }) => (page.inputPath.endsWith("/_index.md") ? false : page.inputPath.replace(/^\.\/content/, "").replace(/\.md$/, ".html")),
};
