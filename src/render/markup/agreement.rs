//! What an agreement tells: who has promised each other what, on what ground, and who signed.

use std::sync::Arc;

use super::table::{heads, table};
use super::treatment::{OfValue, between, choice_id, quoted, target, worded};
use super::values::{beside, value};
use super::words::{day, lang_of, link};
use crate::entry::Value;
use crate::kind::capitalised;
use crate::render::html::Html;
use crate::render::relations::BackObject;
use crate::render::spot::Seen;

/// The large fields that are lists under a heading of their own, with the style of the list.
const LISTED: &[(&str, &str, OfValue)] = &[
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

/// The framework above the agreement and what came before it, then each of `later`, which follow it.
pub fn lineage<'a>(html: &mut Html, earlier: impl Iterator<Item = Seen<'a>>, later: &[Arc<BackObject>]) {
    for (fact, to) in earlier.filter_map(|fact| Some((fact, target(fact)?))) {
        html.markup("<div><dt>").text(fact.label()).markup("</dt><dd>");
        link(html, fact.page, to);
        html.markup("</dd></div>\n");
    }
    for back in later {
        html.markup("<div><dt>").text(&back.heading).markup("</dt><dd>");
        for (at, ix) in back.shown.list.iter().enumerate() {
            html.markup(if at > 0 { ", " } else { "" });
            link(html, &back.page, *ix);
        }
        html.markup("</dd></div>\n");
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

/// Large fields, each under its own heading.
pub fn sections(html: &mut Html, facts: &[Seen<'_>]) {
    for fact in facts {
        section(html, *fact);
        html.markup("\n");
    }
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
        points.items().for_each(|it| point(html, it));
        html.markup("</ol>\n");
    }
    html.markup("</li>");
}

/// A point that is called after an organisation names it once.
fn point(html: &mut Html, it: Seen<'_>) {
    let (title, who) = (it.member("title"), it.member("organisation"));
    let only = who.filter(|who| who.items().len() < 2).and_then(|who| target(who.items().next().unwrap_or(who)));
    let called = only.map(|ix| it.page.site.title(ix, it.page.language));
    let is_linked = called.is_some() && called == title.and_then(|title| title.text()).as_deref();
    html.markup("<li><p>");
    between(html, "<span class=\"ordinal\">", it.member("number"), plain, "</span> ");
    between(html, "", title.filter(|_| !is_linked), worded, "");
    between(html, "", who.filter(|_| is_linked), beside, "");
    between(html, " <span class=\"remark\">", who.filter(|_| !is_linked), beside, "</span>");
    html.markup("</p>\n");
    between(html, "<p class=\"remarks\">", it.member("text"), worded, "</p>");
    html.markup("</li>\n");
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
    let caption = |html: &mut Html| {
        html.text(fact.label());
    };
    table(html, ("duties", "stacked headed"), caption, |html| {
        heads(html, [what, when, to, form].into_iter());
        html.markup("<tbody>\n");
        for it in fact.items() {
            duty(html, it, [when, to, form]);
        }
        html.markup("</tbody>\n");
    });
}

fn duty(html: &mut Html, it: Seen<'_>, [when, to, form]: [&str; 3]) {
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
