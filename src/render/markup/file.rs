//! A file beside the texts as a link that tells what it is before it is opened.

use super::treatment::worded;
use crate::render::html::Html;
use crate::render::spot::Seen;

/// The link to the file at a path, with its type and size; its words are the title, or the name of the file.
pub fn linked(html: &mut Html, path: Seen<'_>, title: Option<Seen<'_>>) {
    let (page, written) = (path.page, path.text().unwrap_or_default());
    let from = page.site.entry(path.holder).place.file();
    // A path that means no file is an error of the site, so nobody reads a page with one.
    let Some(annex) = page.site.attachments.annex(from, &written) else {
        html.text(&written);
        return;
    };
    html.markup("<a href=\"").text(&page.link(&annex.address)).markup("\">");
    match title {
        Some(title) => worded(html, title),
        None => {
            html.text(&annex.name);
        }
    }
    let size = page.tongue().formats.size(annex.size);
    html.markup(" <span class=\"remark\">(").text(annex.form).markup(", ").text(&size).markup(")</span></a>");
}
