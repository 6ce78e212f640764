//! The words of an entry, as its fields say them in a language.

use std::borrow::Cow;

use super::lunr::Document;
use crate::entry::{EntryIx, Fields, Value};
use crate::kind::{Field, Schema, Type};
use crate::lang::Language;
use crate::markdown;
use crate::site::Site;
use crate::source::FileId;
use crate::value::{Money, money};

/// Fields of at least this weight are searched like the heading.
const AS_HEADING: u8 = 7;

/// The least weight of a heading.
const HEADING: u8 = 8;

/// What the words of a heading share beside its weight: a heading that is the whole question is meant more than one in which
/// the question stands among other words.
const SHARED: usize = 16;

/// The weight of a status that nobody wrote but that follows from the decisions.
const STATUS: u8 = 2;

/// The weight of the words of annexes: what an entry itself says comes first.
const ANNEX: u8 = 1;

/// Whether long texts are among the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bodies {
    In,
    Out,
    /// And the words of annexes, which are longer than all others together.
    WithAnnexes,
}

/// The words of an entry in a language: what is searched like its heading, and the rest. Each text ends its line.
pub fn words(site: &Site, ix: EntryIx, language: Language, bodies: Bodies) -> Document {
    let mut document = Document::default();
    each_text(site, ix, language, bodies, |weight, words| {
        let part = if weight >= AS_HEADING { &mut document.title } else { &mut document.text };
        add(part, words);
    });
    document
}

/// Every text of an entry that is searched, as its fields say it in a language; long texts and annexes among them.
pub fn texts(site: &Site, ix: EntryIx, language: Language) -> Vec<String> {
    let mut texts = Vec::new();
    each_text(site, ix, language, Bodies::WithAnnexes, |_, words| texts.push(words.to_owned()));
    texts
}

/// Calls `found` for every text of an entry that is searched, as its fields say it in a language, with the weight of its
/// field; a heading has no less than [`HEADING`].
pub(super) fn each_text(site: &Site, ix: EntryIx, language: Language, bodies: Bodies, found: impl FnMut(u8, &str)) {
    let kind = site.kind_of(ix);
    let mut words = Words { site, ix, from: site.entry(ix).place.file(), language, bodies, found };
    // Asked for once: a kind has many fields, and an entry few of them.
    let versions = [site.version(ix, language), ix].map(|version| site.entry(version));
    for (field, _) in kind.schema.iter() {
        if let Some((holder, value)) = versions.iter().find_map(|entry| Some((entry, entry.fields.get(field)?))) {
            let as_heading = field == kind.title;
            words.from = holder.place.file();
            words.value(kind.field(field), value.value, as_heading);
        }
    }
    if let Some(status) = site.status(ix) {
        (words.found)(STATUS, status.label.get(language));
    }
}

struct Words<'a, F> {
    site: &'a Site,
    ix: EntryIx,
    /// The file in which the value is written.
    from: FileId,
    language: Language,
    bodies: Bodies,
    found: F,
}

impl<F: FnMut(u8, &str)> Words<'_, F> {
    fn value(&mut self, field: &Field, value: &Value, as_heading: bool) {
        if let (Value::Group(group), Type::Group(schema)) = (value, &field.ty) {
            return self.group(schema, group);
        }
        if let Value::List(items) = value {
            items.iter().for_each(|item| self.value(field, &item.value, as_heading));
            return;
        }
        // The path of a picture is no word of the entry; what it shows stands beside it.
        if matches!(field.ty, Type::Picture) {
            return;
        }
        if let (Value::Text(written), Type::Attachment) = (value, &field.ty) {
            if self.bodies == Bodies::WithAnnexes
                && let Some(text) = self.site.attachments.text(self.from, written)
            {
                (self.found)(ANNEX, text);
            }
            return;
        }
        let left_out = self.bodies == Bodies::Out && matches!(field.ty, Type::Markdown);
        if left_out || field.search == 0 && !as_heading {
            return;
        }
        let words = said(self.site, self.ix, self.language, field, value);
        let weight = if as_heading { heading_weight(field.search, &words) } else { field.search };
        (self.found)(weight, &words);
    }

    fn group(&mut self, schema: &Schema, group: &Fields) {
        for (member, value) in group.iter() {
            self.value(schema.field(member), value.value, false);
        }
    }
}

fn heading_weight(weight: u8, heading: &str) -> u8 {
    let words = heading.split_whitespace().count().max(1);
    weight.max(HEADING).saturating_add(u8::try_from(SHARED / words).unwrap_or(u8::MAX))
}

/// A value in words that can be searched.
fn said<'a>(site: &'a Site, ix: EntryIx, language: Language, field: &'a Field, value: &'a Value) -> Cow<'a, str> {
    let formats = &site.interface.of(language).formats;
    match (value, &field.ty) {
        (Value::Text(_) | Value::Texts(_), Type::Markdown) => {
            markdown::plain(value.text(language).unwrap_or_default()).into()
        }
        (Value::Text(_) | Value::Texts(_), _) => value.text(language).unwrap_or_default().into(),
        (Value::Integer(number), _) => number.to_string().into(),
        (Value::Number(number) | Value::Percent(number), _) => formats.decimal(*number).into(),
        (Value::Money(bases), _) => bases.iter().map(said_money).collect::<Vec<_>>().join("\n").into(),
        (Value::Date(date), _) => formats.date(*date).into(),
        (Value::Period(period), _) => formats.period(period).into(),
        (Value::Year(year), _) => year.to_string().into(),
        (Value::Choice(at), Type::Choice(choices)) => {
            choices.get(usize::from(*at)).map(|choice| choice.label.get(language)).unwrap_or_default().into()
        }
        (Value::Reference(reference), _) => match reference.target {
            Some(target) if target != ix => site.title(target, language).into(),
            Some(_) => Cow::Borrowed(""),
            None if reference.is_private_person() => {
                site.interface.of(language).messages.format("person.private", &[], None).unwrap_or_default().into()
            }
            None => Cow::Borrowed(&*reference.text),
        },
        (Value::OrganisationNumber(number), _) => number.to_string().into(),
        (Value::CaseNumber(number), _) => number.raw().into(),
        _ => Cow::Borrowed(""),
    }
}

fn said_money(sum: &Money) -> String {
    let amount = sum.minor.map(|minor| money::minor_to_plain(i128::from(minor), sum.currency));
    let parts = [amount.as_deref(), Some(sum.currency.code()), sum.original()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Texts stand on lines of their own, so that no number or date is read across two of them.
fn add(to: &mut String, words: &str) {
    if !words.trim().is_empty() {
        to.push_str(words.trim());
        to.push('\n');
    }
}
