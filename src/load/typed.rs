//! Typing: source text becomes values as the field of a kind says.

use std::collections::HashMap;
use std::sync::Arc;

use super::contact::{email, phone, url};
use super::money;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::entry::{Draft, Fields, Reference, Value};
use crate::kind::{Field, FieldIx, KindIx, Kinds, Schema, Type};
use crate::lang::Language;
use crate::raw::{Node, Raw};
use crate::source::{At, Place, Text};
use crate::value::{
    CaseNumber, Duration, Notation, OrganisationNumber, PartialDate, Period, Problem, Scheme, is_id, parse_decimal,
    parse_percent,
};

pub static WRONG_TYPE: Code = Code {
    id: "wrong-type",
    severity: Severity::Error,
    summary: "A value does not fit the type of its field.",
    explanation: "Each field has a type: a date, an amount, a number, one of several options. The message says what \
was found and what is accepted. Nothing is guessed: a number that can be read in two ways (`1.234`) is asked about.",
};

pub static UNKNOWN_FIELD: Code = Code {
    id: "unknown-field",
    severity: Severity::Error,
    summary: "The kind has no field of this name.",
    explanation: "A misspelt field would silently vanish from the page, so it is refused. The message suggests the \
nearest name. To add a field of your own to a kind, put `layouts/kinds/<kind>/kind.toml` into your site with only \
the lines of that field.",
};

pub static CHECK_DIGIT: Code = Code {
    id: "check-digit",
    severity: Severity::Error,
    summary: "An organisation number cannot be right: its check digit does not fit.",
    explanation: "Danish CVR numbers (8 digits) and Norwegian organisation numbers (9 digits) carry a check digit that \
reveals a slip of the finger. Compare the number with the register. Write it with its register: `DK-CVR-29189919` or \
`NO-BRC-942110464`.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&WRONG_TYPE, &UNKNOWN_FIELD, &CHECK_DIGIT];

/// Keys that published JSON carries and that nobody writes, each with what to say to those who do.
const GIVEN: &[(&str, &str)] = &[
    ("address", "`address` is where the page stands, and is given by Glasklar"),
    ("translation", "a translation is a file of its own, named `<id>.nb.md` after its language"),
];

/// Types the nodes of one file.
pub struct Typer<'a> {
    pub kinds: &'a Kinds,
    pub notation: Notation,
    pub diagnostics: &'a mut Diagnostics,
    /// Fields of the outermost group that were written and could not be read.
    pub unreadable: Vec<FieldIx>,
    depth: usize,
    /// The references of the file that is read.
    known: &'a mut References,
    /// The text of the file, where its places are ranges of it.
    text: Option<Arc<String>>,
}

/// The references of a file, each that is written again and again kept once.
#[derive(Default)]
pub struct References {
    by_text: HashMap<Box<str>, Vec<Reference>>,
}

impl References {
    fn written(&mut self, kind: KindIx, text: &str) -> Reference {
        if let Some(known) = self.by_text.get(text).and_then(|all| all.iter().find(|one| one.kind == kind)) {
            return known.clone();
        }
        let reference = Reference::new(kind, text, None);
        self.by_text.entry(text.into()).or_default().push(reference.clone());
        reference
    }
}

impl<'a> Typer<'a> {
    pub fn new(
        kinds: &'a Kinds,
        notation: Notation,
        diagnostics: &'a mut Diagnostics,
        known: &'a mut References,
    ) -> Self {
        Self { kinds, notation, diagnostics, unreadable: Vec::new(), depth: 0, known, text: None }
    }

    /// Texts become parts of the text of the file, wherever they stand in it as they are meant.
    pub fn of_text(self, text: &Arc<String>) -> Self {
        Self { text: Some(text.clone()), ..self }
    }
}

impl Typer<'_> {
    /// The fields of a map node, but for the `reserved` keys, which the caller has read.
    pub fn fields(&mut self, schema: &Schema, what: &str, node: &Node, reserved: &[&str]) -> Fields {
        let mut fields = Fields::default();
        let Raw::Map(pairs) = &node.value else {
            let help = format!("write its fields: {}", schema.names().collect::<Vec<_>>().join(", "));
            let message = format!("{what} is written as a group of keys, this is {}", node.shape());
            self.wrong(node.place, message, Some(help));
            return fields;
        };
        for pair in pairs.iter().filter(|pair| !reserved.contains(&&*pair.key)) {
            let Some(ix) = schema.by_name(&pair.key) else {
                // Published JSON tells beside the name of a file where it stands, which is made anew.
                if self.notation != Notation::Point || !schema.is_url_key(&pair.key) {
                    self.unknown(schema, what, &pair.key, pair.key_place, reserved);
                }
                continue;
            };
            self.depth += 1;
            let value = self.value(schema.field(ix), &pair.node);
            self.depth -= 1;
            match value {
                Some(value) => fields.set(ix, value),
                None if self.depth == 0 && !pair.node.is_blank() => self.unreadable.push(ix),
                None => {}
            }
        }
        fields.shrink();
        fields
    }

    fn unknown(&mut self, schema: &Schema, what: &str, key: &str, place: Place, reserved: &[&str]) {
        if let Some((_, help)) = GIVEN.iter().find(|(name, _)| *name == key) {
            let fault = Diagnostic::new(&UNKNOWN_FIELD, format!("{what} has no field `{key}`")).at(place);
            return self.diagnostics.push(fault.help(*help));
        }
        let names = || schema.names().chain(reserved.iter().copied());
        let help = did_you_mean(key, names())
            .unwrap_or_else(|| format!("fields of {what}: {}", names().collect::<Vec<_>>().join(", ")));
        self.diagnostics
            .push(Diagnostic::new(&UNKNOWN_FIELD, format!("{what} has no field `{key}`")).at(place).help(help));
    }

    fn wrong(&mut self, place: Place, message: impl Into<String>, help: Option<String>) {
        self.diagnostics.push(Diagnostic::new(&WRONG_TYPE, message).at(place).maybe_help(help));
    }

    /// The value of a field, or nothing where nothing is written or it cannot be read.
    pub fn value(&mut self, field: &Field, node: &Node) -> Option<At<Value>> {
        if node.is_blank() {
            return None;
        }
        if let Type::Records { kind, .. } = &field.ty {
            return self.records(*kind, node);
        }
        match (&node.value, field.list, &field.ty) {
            (Raw::List(items), true, _) => {
                let items: Arc<[_]> = items.iter().filter_map(|item| self.single(field, item)).collect();
                Some(At::new(Value::List(items), node.place))
            }
            (Raw::List(items), false, Type::Money) => {
                let bases = items.iter().flat_map(|item| money::read(self, item)).collect();
                Some(At::new(Value::Money(bases), node.place))
            }
            (Raw::List(_), false, _) => {
                let message = format!("`{}` takes one value, this is a list", field.name);
                self.wrong(node.place, message, Some("keep one of them".into()));
                None
            }
            (_, true, _) => {
                let one = self.single(field, node)?;
                Some(At::new(Value::List([one].into()), node.place))
            }
            (_, false, _) => self.single(field, node),
        }
    }

    fn single(&mut self, field: &Field, node: &Node) -> Option<At<Value>> {
        let value = match (&field.ty, &node.value) {
            _ if node.is_blank() => return None,
            (Type::Money, _) => Value::Money(money::read(self, node).into_iter().collect()),
            (Type::Group(schema), Raw::Map(_)) => {
                let name = format!("`{}`", field.name);
                Value::Group(Box::new(self.fields(schema, &name, node, &[])))
            }
            (Type::Text | Type::Markdown, Raw::Map(_)) => self.texts(field, node)?,
            (Type::Period, Raw::Map(_)) => Value::Period(Arc::new(self.period(node)?)),
            (ty, Raw::Scalar(text)) => self.scalar(field, ty, text, node.place)?,
            (_, _) => {
                let expected = expected(self.kinds, &field.ty);
                self.wrong(
                    node.place,
                    format!("`{}` is {}", field.name, node.shape()),
                    Some(format!("expected {expected}")),
                );
                return None;
            }
        };
        Some(At::new(value, node.place))
    }

    /// A single value of a field, from its text.
    pub fn scalar(&mut self, field: &Field, ty: &Type, text: &str, place: Place) -> Option<Value> {
        let text = text.trim();
        let parsed = match ty {
            Type::Text | Type::Markdown | Type::Quote | Type::Tag | Type::Attachment | Type::Picture => {
                Ok(Value::Text(self.words(text, place)))
            }
            Type::Url => url(text),
            Type::Email => email(text),
            Type::Phone => phone(text),
            Type::Integer => integer(text, self.notation),
            Type::Number => parse_decimal(text, self.notation).map(Value::Number),
            Type::Percent => parse_percent(text, self.notation).map(Value::Percent),
            Type::Date => PartialDate::parse(text).map(Value::Date),
            Type::Period => Period::parse(text).map(|period| Value::Period(Arc::new(period))),
            Type::Year => year(text),
            Type::Boolean => boolean(text).map(Value::Boolean),
            Type::OrganisationNumber => return self.organisation_number(text, place),
            Type::CaseNumber => CaseNumber::parse(text).map(|number| Value::CaseNumber(Box::new(number))),
            Type::Choice(choices) => match choices.iter().position(|choice| &*choice.id == text) {
                Some(at) => Ok(Value::Choice(u16::try_from(at).unwrap_or(u16::MAX))),
                None => {
                    let ids = || choices.iter().map(|choice| &*choice.id);
                    let all = format!("one of: {}", ids().collect::<Vec<_>>().join(", "));
                    Err(Problem::new(format!("`{text}` is not an option"))
                        .with_help(did_you_mean(text, ids()).unwrap_or(all)))
                }
            },
            Type::Reference(kind) => Ok(Value::Reference(self.known.written(*kind, text))),
            Type::Money | Type::Group(_) | Type::Records { .. } => {
                let expected = expected(self.kinds, ty);
                Err(Problem::new("this is a single value").with_help(format!("expected {expected}")))
            }
        };
        parsed.map_err(|problem| self.problem(&field.name, problem, place)).ok()
    }

    /// The words of a value that stands at `place`.
    fn words(&self, words: &str, place: Place) -> Text {
        let part = || {
            let (whole, Place::Text { start, end, .. }) = (self.text.as_ref()?, place) else { return None };
            let written = whole.get(start as usize..end as usize)?;
            let quoted = usize::from(written.starts_with(['"', '\'']));
            let start = start as usize + quoted;
            written.get(quoted..)?.starts_with(words).then(|| Text::part(whole, start..start + words.len()))?
        };
        part().unwrap_or_else(|| words.into())
    }

    /// Complains about a text that could not be read.
    pub fn problem(&mut self, field: &str, problem: Problem, place: Place) {
        self.wrong(place, format!("`{field}`: {}", problem.message), problem.help);
    }

    fn organisation_number(&mut self, text: &str, place: Place) -> Option<Value> {
        self.number(text, None, place).map(Value::OrganisationNumber)
    }

    /// An organisation number, with its register given beside it or in front of it.
    pub fn number(&mut self, text: &str, scheme: Option<Scheme>, place: Place) -> Option<OrganisationNumber> {
        match scheme
            .map_or_else(|| OrganisationNumber::parse(text), |scheme| OrganisationNumber::parse_as(scheme, text))
        {
            Ok(number) => Some(number),
            Err(problem) => {
                let help = problem.help.or_else(|| Some("compare it with the register".into()));
                self.diagnostics.push(Diagnostic::new(&CHECK_DIGIT, problem.message).at(place).maybe_help(help));
                None
            }
        }
    }

    fn texts(&mut self, field: &Field, node: &Node) -> Option<Value> {
        let Raw::Map(pairs) = &node.value else { return None };
        let mut texts: Vec<(Language, Text)> = Vec::new();
        for pair in pairs {
            match (Language::from_code(&pair.key), pair.node.scalar()) {
                (Ok(language), Some(text)) => texts.push((language, text.trim().into())),
                _ => self.wrong(
                    pair.key_place,
                    format!("`{}` takes a text, or a text per language", field.name),
                    Some("the languages are da, nb, nn and en".into()),
                ),
            }
        }
        Some(Value::Texts(texts.into()))
    }

    fn period(&mut self, node: &Node) -> Option<Period> {
        let mut keys = crate::raw::Keys::of(node)?;
        let mut date = |keys: &mut crate::raw::Keys<'_>, key| {
            let text = keys.text(key)?;
            PartialDate::parse(text.value).map_err(|problem| self.problem(key, problem, text.place)).ok()
        };
        let (start, end) = (date(&mut keys, "start"), date(&mut keys, "end"));
        let duration = keys.text("duration").and_then(|text| {
            Duration::parse(text.value).map_err(|problem| self.problem("duration", problem, text.place)).ok()
        });
        let original = keys.text("original").map(|text| text.value.into());
        keys.finish_with(&UNKNOWN_FIELD, &WRONG_TYPE, "a period", self.diagnostics);
        if start.is_none() && end.is_none() && duration.is_none() {
            self.wrong(
                node.place,
                "a period needs a start, an end or a duration",
                Some("write such as { start: 2021-03, duration: \"2.5 years\" }".into()),
            );
            return None;
        }
        Some(Period { start, end, duration, original })
    }

    fn records(&mut self, kind: KindIx, node: &Node) -> Option<At<Value>> {
        let Raw::List(items) = &node.value else {
            self.wrong(
                node.place,
                format!("expected a list of entries, this is {}", node.shape()),
                Some("write each after a hyphen".into()),
            );
            return None;
        };
        let of = self.kinds.get(kind);
        let what = format!("the kind `{}`", of.id);
        let drafts = items
            .iter()
            .map(|item| Draft {
                id: self.written_id(item),
                fields: self.fields(&of.schema, &what, item, &["id"]),
                place: item.place,
            })
            .collect();
        Some(At::new(Value::Records(drafts), node.place))
    }

    /// The `id` key of an entry, if it is written and is one.
    pub fn written_id(&mut self, node: &Node) -> Option<At<Box<str>>> {
        let Raw::Map(pairs) = &node.value else { return None };
        let node = &pairs.iter().find(|pair| &*pair.key == "id")?.node;
        let (message, help) = match &node.value {
            Raw::Scalar(id) if is_id(id) => return Some(At::new(id.clone(), node.place)),
            Raw::Scalar(id) => (
                format!("`{id}` cannot be an id"),
                format!("ids are small letters a–z, digits and hyphens: `{}`", crate::value::slug::slug(id)),
            ),
            Raw::Null => return None,
            Raw::List(items) => {
                let first = items.first().and_then(Node::scalar).unwrap_or("…");
                let help = format!("write `id: {first}`; former ids belong into `aliases`");
                ("an id is one word, this is a list".into(), help)
            }
            Raw::Map(_) => ("an id is one word, this is a group of keys".into(), "write `id: …`".into()),
        };
        self.diagnostics.push(Diagnostic::new(&super::BAD_ID, message).at(node.place).help(help));
        None
    }
}

fn expected(kinds: &Kinds, ty: &Type) -> String {
    match ty {
        Type::Money => "a group such as { amount: 4000000, currency: DKK, basis: decided }".into(),
        Type::Group(schema) => format!("a group of keys: {}", schema.names().collect::<Vec<_>>().join(", ")),
        Type::Records { kind, .. } => format!("a list of `{}`", kinds.get(*kind).id),
        Type::Reference(kind) => format!("the id of a `{}`", kinds.get(*kind).id),
        Type::Text | Type::Markdown => "a text, or a text per language".into(),
        other => format!("a single value ({})", other.name()),
    }
}

fn integer(text: &str, notation: Notation) -> Result<Value, Problem> {
    let number = parse_decimal(text, notation)?;
    let whole = number.is_integer().then(|| number.trunc().to_string().parse().ok()).flatten();
    whole
        .map(Value::Integer)
        .ok_or_else(|| Problem::new(format!("`{text}` is not a whole number")).with_help("write digits only: 12"))
}

fn year(text: &str) -> Result<Value, Problem> {
    let year = text.parse().ok().filter(|year| (1000..=9999).contains(year) && text.len() == 4);
    year.map(Value::Year)
        .ok_or_else(|| Problem::new(format!("`{text}` is not a year")).with_help("write four digits: 2021"))
}

const YES: &[&str] = &["true", "yes", "ja"];
const NO: &[&str] = &["false", "no", "nej", "nei"];

/// Reads yes and no as people write them.
pub fn boolean(text: &str) -> Result<bool, Problem> {
    let lower = text.to_lowercase();
    match (YES.contains(&&*lower), NO.contains(&&*lower)) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(Problem::new(format!("`{text}` is neither yes nor no")).with_help("write true or false")),
    }
}
