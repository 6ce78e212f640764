//! What the preview adds to pages, and the pages of its own.

use super::answer::REPORT;
use super::shown::{Attempt, Shown};
use crate::diag::Severity;

pub const SCRIPT: &str = "/-glasklar/preview.js";
pub const STYLE: &str = "/-glasklar/preview.css";

/// Names of the parts of a page; `preview.js` and `preview.css` know them too.
const OVERLAY: &str = "glasklar-preview-errors";
const CORNER: &str = "glasklar-preview-corner";

/// A page of the site with the preview's script and style in its head and its remarks at the end of its body.
pub fn previewed(page: Vec<u8>, shown: &Shown) -> Vec<u8> {
    let page = String::from_utf8_lossy(&page);
    let (head, rest) = cut(&page, page.find("</head>"));
    let (body, end) = cut(rest, rest.rfind("</body>"));
    [head, &tags(shown), body, &overlay(shown), &corner(shown), end].concat().into_bytes()
}

/// The page of the newest report.
pub fn report(shown: &Shown) -> Vec<u8> {
    let title = match (&shown.good, shown.attempt.has_errors()) {
        (_, false) => format!("The site has no errors: {}", counts(shown)),
        (Some(_), true) => format!("{}: the site is shown as it was before", counts(shown)),
        (None, true) => format!("{}: there is no site to show yet", counts(shown)),
    };
    let back = if shown.good.is_some() { "<p><a href=\"/\">To the site</a></p>\n" } else { "" };
    document(&title, &format!("{back}{}", shown.list()), shown, "")
}

/// A page in the place of one that a template could not make.
pub fn fault(list: &str, shown: &Shown) -> Vec<u8> {
    document("This page cannot be made", list, shown, &format!("{}{}", overlay(shown), corner(shown)))
}

fn document(title: &str, list: &str, shown: &Shown, remarks: &str) -> Vec<u8> {
    let tags = tags(shown);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n{tags}</head>\n\
         <body>\n<main class=\"glasklar-preview\">\n<h1>{title}</h1>\n{list}</main>\n{remarks}</body>\n</html>\n"
    )
    .into_bytes()
}

/// The text in front of a place and from there on; a page without that place is followed by what belongs there.
fn cut(text: &str, at: Option<usize>) -> (&str, &str) {
    text.split_at_checked(at.unwrap_or(text.len())).unwrap_or((text, ""))
}

fn tags(shown: &Shown) -> String {
    format!(
        "<meta name=\"glasklar-preview\" content=\"{}\">\n<link rel=\"stylesheet\" href=\"{STYLE}\">\n\
         <script type=\"module\" src=\"{SCRIPT}\"></script>\n",
        shown.mark()
    )
}

/// The errors on top of the last good page. Without the script it is open, too, and its button closes it.
fn overlay(shown: &Shown) -> String {
    if !shown.attempt.has_errors() {
        return String::new();
    }
    format!(
        "<dialog id=\"{OVERLAY}\" class=\"glasklar-preview\" lang=\"en\" open aria-labelledby=\"{OVERLAY}-title\">\n\
         <form method=\"dialog\"><h2 id=\"{OVERLAY}-title\" tabindex=\"-1\" autofocus>{}</h2>\
         <button>Close</button></form>\n\
         <p>The page beneath is as it was before. It follows when the errors are mended.</p>\n{}</dialog>\n",
        counts(shown),
        shown.list()
    )
}

/// How much there is to read in the report, as a link to it.
fn corner(shown: &Shown) -> String {
    match &shown.attempt {
        Attempt::Checked { diagnostics, .. } if diagnostics.is_empty() => String::new(),
        _ => format!(
            "<aside id=\"{CORNER}\" class=\"glasklar-preview\" lang=\"en\" aria-label=\"Preview\">\
             <a href=\"{REPORT}\">{}</a></aside>\n",
            counts(shown)
        ),
    }
}

/// `2 errors, 1 warning`: what there is of each severity.
fn counts(shown: &Shown) -> String {
    let Attempt::Checked { diagnostics, .. } = &shown.attempt else { return "The site cannot be read".into() };
    let counted = [Severity::Error, Severity::Warning, Severity::Notice].map(|severity| {
        let count = diagnostics.count(severity);
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.word()))
    });
    let counted: Vec<String> = counted.into_iter().flatten().collect();
    if counted.is_empty() { "nothing to remark".into() } else { counted.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_stands_in_the_head_and_at_the_end() {
        let shown = Shown::before().unread("`<content>` is away".into());
        let added = |page: &str| String::from_utf8(previewed(page.into(), &shown)).expect("UTF-8");
        let page = added("<html><head><title>A</title></head><body>B</body></html>");
        let order = ["<title>", SCRIPT, "</head>", "B", "<dialog", "&lt;content&gt;", REPORT, "</body>"];
        let places: Vec<Option<usize>> = order.iter().map(|part| page.find(part)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{page}");
        assert!(added("no page at all").contains(SCRIPT));
    }
}
