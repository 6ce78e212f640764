//! The annexes of a meeting, a case or an agreement.

use super::file;
use super::treatment::worded;
use crate::entry::Value;
use crate::render::html::Html;
use crate::render::spot::Seen;

/// Every annex, with a word on whether the source brings it along, under the name of the field.
pub fn annexes(html: &mut Html, annexes: Seen<'_>) {
    html.markup("<section>\n<h2>").text(annexes.label()).markup("</h2>\n<ul class=\"entries\">\n");
    for it in annexes.items() {
        html.markup("<li>");
        annex(html, it);
        html.markup("</li>\n");
    }
    html.markup("</ul>\n</section>\n");
}

fn annex(html: &mut Html, it: Seen<'_>) {
    let page = it.page;
    if let Some(number) = it.member("number") {
        html.markup("<span class=\"ordinal\">");
        worded(html, number);
        html.markup("</span> ");
    }
    let (title, file, url) = (it.member("title"), it.member("file"), it.member("url"));
    match (file, url) {
        (Some(of), _) => file::linked(html, of, title),
        (None, Some(url)) => {
            html.markup("<a href=\"").text(&url.href().unwrap_or_default()).markup("\">");
            worded(html, title.unwrap_or(url));
            html.markup("</a>");
        }
        (None, None) => title.into_iter().for_each(|title| worded(html, title)),
    }
    if let (Some(_), Some(url)) = (file, url) {
        html.markup(" <a class=\"address\" href=\"").text(&url.href().unwrap_or_default()).markup("\">");
        html.text(&url.text().unwrap_or_default()).markup("</a>");
    }
    if let Some(Seen { value: Value::Boolean(enclosed), .. }) = it.member("enclosed") {
        let key = if *enclosed { "annex.enclosed" } else { "annex.missing" };
        html.markup(" <span class=\"when\">").text(page.words(key)).markup("</span>");
    }
    if let Some(note) = it.member("note") {
        html.markup(" <span class=\"remark\">");
        worded(html, note);
        html.markup("</span>");
    }
}
