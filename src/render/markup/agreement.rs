//! What an agreement tells: who has promised each other what, on what ground, and who signed.

use super::treatment::{choice_id, quoted, target, worded};
use super::values::{beside, value};
use super::words::{day, lang_of};
use crate::entry::Value;
use crate::kind::capitalised;
use crate::render::html::Html;
use crate::render::spot::Seen;

/// What writes one item of a large field.
type Item = fn(&mut Html, Seen<'_>);

/// The large fields that are lists under a heading of their own, with the style of the list.
const LISTED: &[(&str, &str, Item)] = &[
    ("focus_areas", "children", focus_area),
    ("commitments", "tree", commitment),
    ("legal_basis", "tree", law),
    ("signatures", "entries", signature),
];

/// What an agreement says of itself in one sentence: what it is, between whom, for when, and how it stands. `of` looks up its
/// fields; `sentence` has its first `|` where the parties stand.
pub fn sentence<'a>(html: &mut Html, of: impl Fn(&str) -> Option<Seen<'a>>, sentence: &str) {
    let mut halves = sentence.split('|');
    html.text(halves.next().unwrap_or_default());
    if let Some(parties) = of("parties") {
        names(html, parties);
    }
    html.text(halves.next().unwrap_or_default());
    if let Some(period) = of("period") {
        html.markup(" (").text(&period.text().unwrap_or_default()).markup(")");
    }
    if let Some(status) = of("status") {
        html.markup(": ").text(&status.text().unwrap_or_default());
        let decided = || of("decided");
        let at = match choice_id(status) {
            Some("agreed") => of("signed").or_else(decided),
            Some("decided") => decided(),
            _ => None,
        };
        if let Some(Seen { value: Value::Date(date), page, .. }) = at {
            html.markup(" ");
            day(html, page, *date);
        }
    }
    html.markup(".");
}

/// `A, B og C`: the names of the parties in running text.
fn names(html: &mut Html, parties: Seen<'_>) {
    let page = parties.page;
    let named: Vec<Seen<'_>> = parties.items().filter_map(|party| party.member("organisation")).collect();
    for (at, organisation) in named.iter().enumerate() {
        match at {
            0 => {}
            _ if at + 1 == named.len() => {
                html.markup(" ").text(page.words("and")).markup(" ");
            }
            _ => {
                html.markup(", ");
            }
        }
        match target(*organisation) {
            Some(ix) => {
                html.markup("<span");
                lang_of(html, page, page.site.title_language(ix, page.language).code());
                html.markup(">").text(page.site.title(ix, page.language)).markup("</span>");
            }
            None => value(html, *organisation),
        }
    }
}

/// A party under its role.
pub fn party(html: &mut Html, it: Seen<'_>) {
    html.markup("<div><dt>");
    match it.member("role") {
        Some(role) => html.text(&capitalised(&role.text().unwrap_or_default())),
        None => html.text(it.members().next().map(|first| first.label()).unwrap_or_default()),
    };
    html.markup("</dt><dd>");
    if let Some(organisation) = it.member("organisation") {
        value(html, organisation);
    }
    html.markup("</dd></div>");
}

/// A large field under its own heading.
pub fn section(html: &mut Html, fact: Seen<'_>) {
    html.markup("<section>\n<h2>").text(fact.label()).markup("</h2>\n");
    match LISTED.iter().find(|(name, ..)| **name == *fact.field.name) {
        Some((_, style, item)) => {
            html.markup("<ol class=\"").markup(style).markup("\">\n");
            for it in fact.items() {
                item(html, it);
                html.markup("\n");
            }
            html.markup("</ol>\n");
        }
        None => {
            duties(html, fact);
            html.markup("\n");
        }
    }
    html.markup("</section>");
}

/// Writes a value between two pieces of markup, where there is one.
fn between(html: &mut Html, before: &str, it: Option<Seen<'_>>, write: Item, after: &str) {
    if let Some(it) = it {
        html.markup(before);
        write(html, it);
        html.markup(after);
    }
}

fn plain(html: &mut Html, it: Seen<'_>) {
    html.text(&it.text().unwrap_or_default());
}

fn numbered(html: &mut Html, it: Seen<'_>) {
    between(html, "<span class=\"ordinal\">", it.member("number"), plain, "</span> ");
    between(html, "", it.member("title"), worded, "");
}

fn focus_area(html: &mut Html, it: Seen<'_>) {
    html.markup("<li><h3>");
    numbered(html, it);
    html.markup("</h3>\n");
    between(html, "<p>", it.member("text"), worded, "</p>");
    if let Some(points) = it.member("points") {
        html.markup("<ol class=\"tree\">\n");
        for point in points.items() {
            html.markup("<li><p>");
            numbered(html, point);
            between(html, " <span class=\"remark\">", point.member("organisation"), beside, "</span>");
            html.markup("</p>\n");
            between(html, "<p class=\"remarks\">", point.member("text"), worded, "</p>");
            html.markup("</li>\n");
        }
        html.markup("</ol>\n");
    }
    html.markup("</li>");
}

fn commitment(html: &mut Html, it: Seen<'_>) {
    html.markup("<li><p>");
    between(html, "<span class=\"ordinal\">", it.member("number"), plain, "</span> ");
    between(html, "", it.member("text"), worded, "");
    html.markup("</p>\n");
    between(html, "<p class=\"by\">", it.member("who"), beside, "</p>");
    between(html, "<p class=\"evidence\">", it.member("quote"), quoted, "</p>");
    html.markup("</li>");
}

/// What is to be delivered, when, to whom, in which form; the words of the source stand below what they prove.
fn duties(html: &mut Html, fact: Seen<'_>) {
    let page = fact.page;
    let [what, when, to, form] = ["duty.what", "duty.when", "duty.to", "duty.form"].map(|key| page.words(key));
    html.markup("<div class=\"scroll stacked headed\" role=\"region\" aria-labelledby=\"duties_\" tabindex=\"0\">\n");
    html.markup("<table>\n<caption id=\"duties_\">").text(fact.label()).markup("</caption>\n<thead><tr>");
    for heading in [what, when, to, form] {
        html.markup("<th scope=\"col\">").text(heading).markup("</th>");
    }
    html.markup("</tr></thead>\n<tbody>\n");
    for it in fact.items() {
        html.markup("<tr><th scope=\"row\">");
        between(html, "", it.member("what"), value, "");
        between(html, "<p class=\"evidence\">", it.member("quote"), value, "</p>");
        between(html, "<p class=\"remarks\">", it.member("note"), value, "</p>");
        html.markup("</th>\n<td data-label=\"").text(when).markup("\">");
        let times = ["when", "due", "every"].into_iter().filter_map(|name| it.member(name));
        for (at, time) in times.enumerate() {
            between(html, if at > 0 { " · " } else { "" }, Some(time), value, "");
        }
        for (label, name) in [(to, "to"), (form, "form")] {
            html.markup("</td>\n<td data-label=\"").text(label).markup("\">");
            between(html, "", it.member(name), value, "");
        }
        html.markup("</td></tr>\n");
    }
    html.markup("</tbody>\n\n</table>\n</div>");
}

fn law(html: &mut Html, it: Seen<'_>) {
    let page = it.page;
    let (publication, law) = (it.member("publication"), it.member("law"));
    let title = publication.and_then(target).map(|ix| page.site.title(ix, page.language));
    let is_linked = title.is_some() && title == law.and_then(|law| law.text()).as_deref();
    html.markup("<li><p>");
    between(html, "", if is_linked { publication } else { law }, value, "");
    between(html, " ", it.member("section"), value, "");
    between(html, " · ", publication.filter(|_| !is_linked), value, "");
    if let Some(in_force) = it.member("in_force") {
        html.markup(" <span class=\"when\">").text(page.words("agreement.in-force")).markup(" ");
        value(html, in_force);
        html.markup("</span>");
    }
    html.markup("</p>\n");
    between(html, "<p class=\"remarks\">", it.member("note"), value, "</p>");
    html.markup("</li>");
}

fn signature(html: &mut Html, it: Seen<'_>) {
    html.markup("<li>");
    between(html, "", it.member("organisation"), value, "");
    between(html, " <span>", it.member("name"), value, "</span>");
    html.markup(" <span class=\"when\">");
    match it.member("date") {
        Some(date) => value(html, date),
        None => {
            html.text(it.page.words("table.undated"));
        }
    }
    html.markup("</span></li>");
}
