//! Markdown: links that lead somewhere, pictures with a description, headings in order.

use super::directives::{DIRECTIVE, directives};
use super::references::EXPIRED_REFERENCE;
use super::{Checked, Look, Rule, files, would_stand};
use crate::attachment::{Use, is_local};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::{Entry, EntryIx, Fields, Origin, Value};
use crate::gather::{LeftOut, Why};
use crate::kind::{Schema, Type};
use crate::markdown::{Link, Outline, Refused, anchor_name, entry_link, outline};
use crate::source::Place;

pub const RULES: &[Rule] = &[
    Rule { codes: &[&BROKEN_LINK, &HEADING_LEVELS, &DIRECTIVE], look: Look::Entry(markdown) },
    Rule { codes: &[&MISSING_ALT], look: Look::Entry(pictures_without_alt) },
];

static BROKEN_LINK: Code = Code {
    id: "broken-link",
    severity: Severity::Error,
    summary: "A link in a text leads nowhere.",
    explanation: "Link to another entry by its kind and id: `[the grant](grant:herning-2021)`. Such links follow the \
entry wherever its page stands, in every language. Links to the web are written whole (`https://…`); a link such as \
`../other.html` is refused, because texts do not know where their pages will stand.",
};

static MISSING_ALT: Code = Code {
    id: "missing-alt",
    severity: Severity::Error,
    summary: "A picture has no description.",
    explanation: "Readers who cannot see a picture are told what it shows. Describe it between the square brackets: \
`![The council chamber, seen from the gallery](chamber.jpg)`, or in `alt` beside the file of a picture or an annex. A picture \
that tells nothing is left out.",
};

static HEADING_LEVELS: Code = Code {
    id: "heading-levels",
    severity: Severity::Warning,
    summary: "A heading skips a level.",
    explanation: "Screen readers use headings as a table of contents, so they go down one level at a time: below `##` comes \
`###`, not `####`.",
};

/// Every Markdown text of an entry, each read once.
fn markdown(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let (entry, kind) = checked.with_kind(ix);
    texts(&kind.schema, &entry.fields, &mut |text, place| {
        let outline = match outline(text, &checked.config.limits) {
            Ok(outline) => outline,
            Err(Refused { fault, range }) => return diagnostics.push(fault.at(within(entry, place, &range))),
        };
        links(checked, entry, &outline, place, diagnostics);
        pictures(entry, &outline, place, diagnostics);
        headings(entry, &outline, place, diagnostics);
        directives(checked, entry, (&outline, place), diagnostics);
    });
}

fn texts(schema: &Schema, fields: &Fields, visit: &mut impl FnMut(&str, Place)) {
    for (ix, value) in fields.iter() {
        for item in value.items() {
            match (&schema.field(ix).ty, &item.value) {
                (Type::Markdown, Value::Text(text)) => visit(text, item.place),
                (Type::Markdown, Value::Texts(texts)) => {
                    texts.iter().for_each(|(_, text)| visit(text, item.place));
                }
                (Type::Group(inner), Value::Group(group)) => self::texts(inner, group, visit),
                _ => {}
            }
        }
    }
}

fn within(entry: &Entry, place: Place, range: &std::ops::Range<usize>) -> Place {
    entry.within(place, range.clone())
}

fn links(checked: &Checked<'_>, entry: &Entry, outline: &Outline, place: Place, diagnostics: &mut Diagnostics) {
    for link in &outline.links {
        let at = within(entry, place, &link.range);
        if let Some((kind, id)) = entry_link(&link.to) {
            entry_exists(checked, kind, id, at, diagnostics);
        } else if let Some(name) = link.to.strip_prefix('#') {
            heading_exists(entry, outline, name, place, at, diagnostics);
        } else if !leads_out(link) {
            let fault = Diagnostic::new(&BROKEN_LINK, nowhere(&link.to)).at(at);
            diagnostics.push(fault.help(WHERE_TO));
        }
    }
    for picture in outline.pictures.iter().filter(|picture| !leads_out(picture)) {
        let at = within(entry, place, &picture.range);
        if is_local(&picture.to) {
            files::named(checked, &picture.to, Use::Picture, at, diagnostics);
        } else {
            let fault = Diagnostic::new(&BROKEN_LINK, nowhere(&picture.to)).at(at);
            diagnostics.push(fault.help(WHICH_PICTURES));
        }
    }
}

/// A link to a heading: only those of a body can be linked to, from the body itself.
fn heading_exists(
    entry: &Entry,
    outline: &Outline,
    name: &str,
    place: Place,
    at: Place,
    diagnostics: &mut Diagnostics,
) {
    let name = anchor_name(name);
    let known = if entry.body_place() == Some(place) { &outline.anchors[..] } else { &[] };
    if known.iter().any(|known| known == name) {
        return;
    }
    let help = did_you_mean(name, known.iter().map(String::as_str));
    let help = help.unwrap_or_else(|| match known {
        [] => WHERE_TO.to_owned(),
        known => format!("the headings of this text are {}", known.join(", ")),
    });
    diagnostics
        .push(Diagnostic::new(&BROKEN_LINK, format!("there is no heading `#{name}` in this text")).at(at).help(help));
}

const WHICH_PICTURES: &str = "name a file beside this one, `harbour.jpg`; a picture at https://… becomes a link";
const WHERE_TO: &str = "link to https://…, mailto:…, tel:… or an entry (kind:id)";

/// Where a link may lead besides entries. A relative one would depend on where the page of the text comes to stand.
const OUTWARD: &[&str] = &["https://", "http://", "mailto:", "tel:"];

fn leads_out(link: &Link) -> bool {
    let to = link.to.to_ascii_lowercase();
    // The address in `<post@example.org>` is written without `mailto:`.
    let is_mail_in_angles = to.contains('@') && link.range.len() == to.len() + "<>".len();
    is_mail_in_angles || OUTWARD.iter().any(|beginning| to.starts_with(beginning))
}

fn nowhere(to: &str) -> String {
    if to.is_empty() {
        return "a link without an address leads nowhere".to_owned();
    }
    if to.trim_start().to_ascii_lowercase().starts_with("javascript:") {
        return "a link cannot hold a program".to_owned();
    }
    format!("`{to}` leads nowhere in this site")
}

/// Complains where there is no entry of this kind and id.
pub fn entry_exists(checked: &Checked<'_>, kind: &str, id: &str, at: Place, diagnostics: &mut Diagnostics) {
    let Some(of) = checked.kinds.by_id(kind) else {
        let known: Vec<&str> = checked.kinds.ids().collect();
        let help = did_you_mean(kind, known.iter().copied());
        let help = help.unwrap_or_else(|| format!("the kinds are {}", known.join(", ")));
        let fault = Diagnostic::new(&BROKEN_LINK, format!("`{kind}` is not a kind of record")).at(at);
        diagnostics.push(fault.help(help));
        return;
    };
    let ids = || {
        let same = checked.entries.iter().filter(move |entry| entry.kind == of);
        same.filter(|entry| entry.origin != Origin::Translation)
    };
    let known = ids().any(|entry| &*entry.id == id || entry.aliases().iter().any(|alias| &*alias.value == id));
    let hidden = checked.left_out.iter().find(|one| one.kind == of && one.is_called(id));
    if let Some(LeftOut { why: Why::Expired(_), .. }) = hidden {
        let fault = Diagnostic::new(&EXPIRED_REFERENCE, format!("the {kind} `{id}` has expired")).at(at);
        diagnostics.push(fault.help("the link leads to a page that says so; leave it out, or name another entry"));
    } else if !known && !checked.may_be_unread() {
        let help = did_you_mean(id, ids().map(|entry| &*entry.id));
        let fault = Diagnostic::new(&BROKEN_LINK, format!("there is no {kind} `{id}`")).at(at);
        diagnostics.push(fault.help(would_stand(checked.kinds.get(of), id)).maybe_help(help));
    }
}

fn pictures(entry: &Entry, outline: &Outline, place: Place, diagnostics: &mut Diagnostics) {
    for range in &outline.bare_pictures {
        let fault = Diagnostic::new(&MISSING_ALT, "this picture has no description").at(within(entry, place, range));
        diagnostics.push(fault.help("describe it between the square brackets: ![what it shows](…)"));
    }
}

/// Pictures that fields name, whose files say nothing by themselves.
fn pictures_without_alt(checked: &Checked<'_>, ix: EntryIx, diagnostics: &mut Diagnostics) {
    let (entry, kind) = checked.with_kind(ix);
    groups_without_alt(&kind.schema, &entry.fields, diagnostics);
}

fn groups_without_alt(schema: &Schema, fields: &Fields, diagnostics: &mut Diagnostics) {
    for (ix, value) in fields.iter() {
        let Type::Group(inner) = &schema.field(ix).ty else { continue };
        let bears_picture = inner.picture().or_else(|| inner.by_name("file")).is_some();
        let alt = inner.alt().filter(|_| bears_picture);
        for item in value.items() {
            let Some(group) = item.value.group() else { continue };
            if alt.is_some_and(|alt| group.get(alt).is_none()) {
                let fault = Diagnostic::new(&MISSING_ALT, "this picture has no description").at(item.place);
                diagnostics.push(fault.help("add `alt: \"what it shows\"`"));
            }
            groups_without_alt(inner, group, diagnostics);
        }
    }
}

fn headings(entry: &Entry, outline: &Outline, place: Place, diagnostics: &mut Diagnostics) {
    let Some((first, _)) = outline.headings.first() else { return };
    let mut before = *first;
    for (level, range) in &outline.headings {
        if *level > before + 1 {
            let message = format!("a heading of level {level} follows one of level {before}");
            let fault = Diagnostic::new(&HEADING_LEVELS, message).at(within(entry, place, range));
            let marks = "#".repeat(usize::from(before) + 1);
            diagnostics.push(fault.help(format!("begin the line with `{marks}`")));
        }
        before = *level;
    }
}
