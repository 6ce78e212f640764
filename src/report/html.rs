//! The report as HTML: a list, the gravest first, each complaint in words and then drawn.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{SHOWN_OF_ONE_SORT, human};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{Place, Sources};
use crate::value::personal_number;

/// An ordered list; of one sort, the first fifty, and then how many more there are.
pub fn report(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut all: Vec<&Diagnostic> = diagnostics.iter().collect();
    all.sort_by_key(|one| Reverse(one.severity));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut list = String::new();
    for one in all {
        let count = counts.entry(one.code.id).or_default();
        *count += 1;
        if *count <= SHOWN_OF_ONE_SORT {
            list.push_str(&item(one, sources));
        }
    }
    let more: String = counts
        .into_iter()
        .filter(|(_, count)| *count > SHOWN_OF_ONE_SORT)
        .map(|(code, count)| format!("<p>… and {} more of <code>{code}</code></p>\n", count - SHOWN_OF_ONE_SORT))
        .collect();
    format!("<ol>\n{list}</ol>\n{more}")
}

fn item(one: &Diagnostic, sources: &Sources) -> String {
    let (severity, code) = (one.severity.word(), one.code.id);
    let message = escape(&one.message);
    let place = one.place.map(|place| spot(place, sources)).unwrap_or_default();
    // The picture's own first line repeats the place.
    let drawn = human::picture(one, sources);
    let picture = match drawn.split_once('\n') {
        // Long lines are scrolled sideways, by keys too, which takes a name and a place in the order of focus.
        Some((_, drawn)) => {
            format!("<pre tabindex=\"0\" role=\"region\" aria-label=\"{place}\">{}</pre>\n", escape(drawn))
        }
        None => String::new(),
    };
    let place = if place.is_empty() { place } else { format!("<p><code>{place}</code></p>\n") };
    let help = one.help.as_ref().map(|help| format!("<p>Help: {}</p>\n", escape(help))).unwrap_or_default();
    format!(
        "<li data-severity=\"{severity}\">\n<p><strong>{severity}</strong> <code>{code}</code> {message}</p>\n\
         {place}{picture}{help}</li>\n"
    )
}

/// `file:line:column`, as editors and terminals open it.
fn spot(place: Place, sources: &Sources) -> String {
    let file = sources.file(place.file());
    let (line, column) = (sources.position(place).line, human::column(place, sources));
    escape(&format!("{}:{line}:{column}", personal_number::mask(&file.shown())))
}

/// Text as it stands in HTML, in an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Severity};

    static CODE: Code = Code { id: "a-code", severity: Severity::Warning, summary: "", explanation: "" };

    #[test]
    fn words_place_and_picture_are_shown_and_escaped() {
        let mut sources = Sources::default();
        let file = sources.add("content/<a>.md", "one\ntwo <b> & three\n".to_owned());
        let at = |range| Diagnostic::new(&CODE, "no `<b>` here").at(Place::text(file, range)).help("say \"b\"");
        let later = Diagnostic::new(&CODE, "grave").severity(Severity::Error);
        let html = report(&[at(8..11), later].into_iter().collect(), &sources);
        assert!(html.contains("<code>content/&lt;a&gt;.md:2:5</code>"), "{html}");
        assert!(html.contains("two &lt;b&gt; &amp; three") && html.contains("^^^"), "{html}");
        assert!(html.contains("Help: say &quot;b&quot;"), "{html}");
        assert!(!html.contains("<b>"), "{html}");
        assert!(html.find("grave") < html.find("no `"), "errors come first: {html}");
    }
}
