//! A value of any type, and facts as definition lists. A new type is one more branch here.

use super::money::{Stated, money};
use super::table::{heads, table};
use super::treatment::quoted;
use super::words::{date, href, lang_of, link, quote, words};
use super::{file, picture};
use crate::entry::Value;
use crate::kind::Type;
use crate::render::html::Html;
use crate::render::prose;
use crate::render::spot::Seen;
use crate::value::Period;

/// Types of which several stand in one line.
const SHORT: &[&str] = &["tag", "choice", "year", "integer", "number", "percent", "case-number"];
/// Types of which several stand as paragraphs.
const LONG: &[&str] = &["text", "quote", "markdown"];
/// Types that do not fit into the cell of a table.
const DEEP: &[&str] = &["group", "list", "markdown", "quote"];

/// A value of any type.
pub fn value(html: &mut Html, seen: Seen<'_>) {
    let page = seen.page;
    let code = seen.language().code();
    let text = || seen.text().unwrap_or_default();
    match (seen.value, &seen.field.ty) {
        (Value::Text(_) | Value::Texts(_), Type::Markdown) => {
            html.markup("<div class=\"prose\"");
            lang_of(html, page, code);
            html.markup(">").markup(&prose::html(&seen)).markup("</div>");
        }
        (Value::Text(_) | Value::Texts(_), Type::Quote) => quoted(html, seen),
        (Value::Text(_), Type::Url | Type::Email | Type::Phone) => {
            html.markup("<a class=\"address\" href=\"").text(&seen.href().unwrap_or_default()).markup("\">");
            html.text(&text()).markup("</a>");
        }
        (Value::Text(_), Type::Attachment) => file::linked(html, seen, None),
        // What it shows is told beside it.
        (Value::Text(_), Type::Picture) => picture::show(html, seen, ""),
        (Value::Text(_) | Value::Texts(_), Type::Tag) => tagged(html, &seen),
        (Value::Text(_) | Value::Texts(_), _) => worded(html, &seen),
        (Value::Reference(reference), _) => match reference.target {
            Some(target) => link(html, page, target),
            None => worded(html, &seen),
        },
        (Value::Date(day), _) => date(html, &text(), &day.to_iso()),
        (Value::Period(span), _) => period(html, &seen, span),
        (Value::Money(_), _) => sums(html, &seen, money),
        (Value::Group(_), Type::Group(schema)) if schema.name.as_deref() == Some("place") => {
            in_line(html, seen.members());
        }
        (Value::Group(_), _) if picture::is_shown(&seen) => picture::figures(html, seen),
        (Value::Group(_), _) => dl(html, seen.members(), "group"),
        (Value::List(_), _) => many(html, seen.items()),
        (Value::OrganisationNumber(number), _) => {
            let state = if number.is_test() { "number.test" } else { "number.checked" };
            html.text(&text()).markup(" <span class=\"remark\">").text(page.words(state)).markup("</span>");
        }
        (Value::CaseNumber(_), _) => {
            html.markup("<span class=\"case-number\">").text(&text()).markup("</span>");
        }
        _ => {
            html.text(&text());
        }
    }
}

fn worded(html: &mut Html, seen: &Seen<'_>) {
    words(html, seen.page, seen.language().code(), |html| {
        html.text(&seen.text().unwrap_or_default());
    });
}

/// A tag, leading to the list of all that have it.
fn tagged(html: &mut Html, seen: &Seen<'_>) {
    let (page, site) = (seen.page, &seen.page.site);
    let kind = site.kind_of(seen.holder);
    let own = kind.schema.by_name(&seen.field.name).filter(|field| std::ptr::eq(kind.field(*field), seen.field));
    let list = own.and_then(|field| site.listing_of(seen.holder, field, seen.value));
    let Some(address) = list.and_then(|list| site.listings.get(list).address(site, 0, page.language)) else {
        return worded(html, seen);
    };
    html.markup("<a");
    href(html, page, &address);
    lang_of(html, page, seen.language().code());
    html.markup(">").text(&seen.text().unwrap_or_default()).markup("</a>");
}

/// Each basis of a sum in a block of its own, as `write` writes it.
pub fn sums(html: &mut Html, seen: &Seen<'_>, write: impl Fn(&mut Html, Stated<'_>)) {
    let code = seen.page.site.entry(seen.holder).language.code();
    for money in seen.money() {
        html.markup("<div>");
        write(html, Stated { page: seen.page, money, code });
        html.markup("</div>");
    }
}

/// Several values: one as it is, short ones in a line, else a list.
pub fn many<'a>(html: &mut Html, items: impl Iterator<Item = Seen<'a>>) {
    let items: Vec<Seen<'a>> = items.collect();
    match items.as_slice() {
        [] => {}
        [only] => value(html, *only),
        [first, ..] if SHORT.contains(&first.type_name()) => in_line(html, items.into_iter()),
        [first, ..] => {
            let style = if LONG.contains(&first.type_name()) { "many texts" } else { "many" };
            html.markup("<ul class=\"").markup(style).markup("\">");
            for item in items {
                html.markup("<li>");
                value(html, item);
                html.markup("</li>");
            }
            html.markup("</ul>");
        }
    }
}

/// Several values in a line of text.
pub fn in_line<'a>(html: &mut Html, items: impl Iterator<Item = Seen<'a>>) {
    for (at, item) in items.enumerate() {
        html.markup(if at > 0 { ", " } else { "" });
        value(html, item);
    }
}

/// One value or several, inside a line of text.
pub fn beside(html: &mut Html, seen: Seen<'_>) {
    match seen.value {
        Value::List(_) => in_line(html, seen.items()),
        _ => value(html, seen),
    }
}

/// A period. The end that follows from a start and a duration is ours, not the source's.
fn period(html: &mut Html, seen: &Seen<'_>, period: &Period) {
    let (page, formats) = (seen.page, &seen.page.tongue().formats);
    html.text(&formats.period(period));
    if let Some((from, to)) = period.derived_end() {
        html.markup("; ").text(&page.filled("period.end", "end", &formats.day_range(from, to)));
        html.markup(" <span class=\"computed\">").text(page.words("computed")).markup("</span>");
    }
    if let Some(original) = &period.original {
        html.markup(" <span class=\"remark\">").text(page.words("money.original")).markup(" ");
        quote(html, page, original, seen.language().code());
        html.markup("</span>");
    }
}

/// Facts as the rows of a definition list.
pub fn rows<'a>(html: &mut Html, facts: impl Iterator<Item = Seen<'a>>) {
    for fact in facts {
        html.markup("<div><dt>").text(fact.label()).markup("</dt><dd>");
        value(html, fact);
        html.markup("</dd></div>\n");
    }
}

/// Facts as a definition list; nothing where there are none. The style `group` sets them side by side.
pub fn dl<'a>(html: &mut Html, facts: impl Iterator<Item = Seen<'a>>, style: &str) {
    let mut facts = facts.peekable();
    if facts.peek().is_some() {
        html.markup("<dl class=\"").text(style).markup("\">\n");
        rows(html, facts);
        html.markup("</dl>");
    }
}

/// Everything that an entry says: its pictures, the short facts in one list, then each large one under its own heading.
pub fn fact_sections(html: &mut Html, facts: &[Seen<'_>]) {
    let (pictures, facts): (Vec<Seen<'_>>, Vec<Seen<'_>>) = facts.iter().partition(|fact| picture::is_shown(fact));
    pictures.into_iter().for_each(|fact| picture::figures(html, fact));
    let (large, short): (Vec<Seen<'_>>, Vec<Seen<'_>>) = facts.iter().partition(|fact| is_large(fact));
    if let Some(first) = short.first() {
        html.markup("<section>\n<h2>").text(first.page.words("record.facts")).markup("</h2>\n<dl class=\"facts\">\n");
        rows(html, short.into_iter());
        html.markup("</dl>\n</section>\n");
    }
    for fact in large {
        html.markup("<section>\n<h2>").text(fact.label()).markup("</h2>\n");
        if is_groups(&fact) {
            groups(html, &fact)
        } else {
            value(html, fact)
        }
        html.markup("</section>\n");
    }
}

/// Whether a value wants a heading and room of its own: long text, or several groups.
fn is_large(fact: &Seen<'_>) -> bool {
    fact.type_name() == "markdown" || is_groups(fact)
}

fn is_groups(fact: &Seen<'_>) -> bool {
    let schema = fact.items().next().and_then(|first| first.schema());
    schema.is_some_and(|schema| schema.name.as_deref() != Some("place"))
}

/// Several groups of one shape: a table where every value is short, else one definition list after the other. They stand
/// under a heading that says the same as the caption, which is then for listeners only.
fn groups(html: &mut Html, fact: &Seen<'_>) {
    let items: Vec<Seen<'_>> = fact.items().collect();
    let is_deep = items.iter().flat_map(Seen::members).any(|member| DEEP.contains(&member.type_name()));
    if !is_deep {
        return group_table(
            html,
            &fact.field.name,
            &items,
            ("stacked headed", |html| {
                html.text(fact.label());
            }),
        );
    }
    html.markup("<ul class=\"entries\">\n");
    for item in items {
        html.markup("<li><dl class=\"group\">");
        rows(html, item.members());
        html.markup("</dl></li>\n");
    }
    html.markup("</ul>\n");
}

/// Groups as a table with a column for every member that any of them has, in the order in which they are met. `look` is the
/// style, and what writes the caption.
pub fn group_table(html: &mut Html, name: &str, items: &[Seen<'_>], look: (&str, impl FnOnce(&mut Html))) {
    let (style, caption) = look;
    let mut columns: Vec<(&str, &str)> = Vec::new();
    for member in items.iter().flat_map(Seen::members) {
        if columns.iter().all(|(name, _)| **name != *member.field.name) {
            columns.push((&member.field.name, member.label()));
        }
    }
    table(html, (name, style), caption, |html| {
        heads(html, columns.iter().map(|(_, label)| *label));
        html.markup("<tbody>\n");
        for item in items {
            html.markup("<tr>");
            for (name, label) in &columns {
                html.markup("<td data-label=\"").text(label).markup("\">");
                if let Some(member) = item.member(name) {
                    value(html, member);
                }
                html.markup("</td>");
            }
            html.markup("</tr>\n");
        }
        html.markup("</tbody>\n");
    });
}
