//! Organisations known only by number and name in a table: one entry each.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::LeftOut;
use super::names::{numbers, slugs};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::entry::{Entry, Fields, Origin, Reference, Value, walk};
use crate::kind::{Kind, KindIx, Kinds, Role, Type};
use crate::lang::Language;
use crate::source::{At, Place};
use crate::value::OrganisationNumber;
use crate::value::slug::slug;

pub static NAMES_OF_ONE_NUMBER: Code = Code {
    id: "names-of-one-number",
    severity: Severity::Notice,
    summary: "A table gives one organisation number several names.",
    explanation: "The organisation is one page; the first spelling in alphabetical order heads it and the others are \
its other names. Write an entry for the organisation to choose the name yourself.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[&NAMES_OF_ONE_NUMBER];

/// What a table knows of an organisation.
struct Met {
    kind: KindIx,
    number: Option<OrganisationNumber>,
    names: BTreeSet<String>,
    language: Language,
    place: Place,
}

/// The organisations that tables name and no entry describes, sorted by id.
pub fn organisations(
    entries: &[Entry],
    left_out: &[LeftOut],
    kinds: &Kinds,
    diagnostics: &mut Diagnostics,
) -> Vec<Entry> {
    let mut known: HashSet<(KindIx, String)> = HashSet::new();
    let implied: BTreeSet<KindIx> = kinds.iter().filter(|(_, kind)| can_be_implied(kind)).map(|(ix, _)| ix).collect();
    let described: Vec<&Entry> = entries.iter().filter(|entry| implied.contains(&entry.kind)).collect();
    let slugs: Vec<Vec<String>> = described.par_iter().map(|entry| slugs(entry, kinds)).collect();
    for (entry, slugs) in described.iter().zip(slugs) {
        known.insert((entry.kind, entry.id.to_string()));
        known.extend(entry.aliases().iter().map(|alias| (entry.kind, alias.value.to_string())));
        known.extend(numbers(entry, kinds).into_iter().map(|number| (entry.kind, number.to_string())));
        known.extend(slugs.into_iter().map(|name| (entry.kind, name)));
    }
    // Who is not published now does not come back because a table names them.
    for one in left_out {
        let called = one.aliases.iter().map(|alias| alias.to_string()).chain(one.names.iter().cloned());
        known.extend(called.chain([one.id.to_string()]).map(|name| (one.kind, name)));
    }
    let mut met: BTreeMap<(KindIx, String), Met> = BTreeMap::new();
    // Tables name the same few thousand organisations in every row, so what a name leads to is looked up once.
    let mut seen: HashMap<Seen<'_>, Option<(KindIx, String)>> = HashMap::new();
    for entry in entries.iter().filter(|entry| matches!(entry.place, Place::Cell { .. })) {
        walk(&entry.fields, &mut |value: At<&Value>| {
            if let (Value::Reference(reference), Place::Cell { .. }) = (value.value, value.place)
                && implied.contains(&reference.kind)
            {
                let names = (reference.kind, &*reference.text, reference.number);
                let key = seen.entry(names).or_insert_with(|| unknown(&known, reference));
                if let Some(key) = key {
                    meet(&mut met, key, reference, value.place, entry.language);
                }
            }
        });
    }
    join(&mut met);
    met.into_iter().filter_map(|((_, id), met)| organisation(id, met, kinds, diagnostics)).collect()
}

/// Who is named without a number is whoever bears the name with one, if only one does; the reference then means that one.
fn join(met: &mut BTreeMap<(KindIx, String), Met>) {
    let mut bearers: HashMap<(KindIx, String), usize> = HashMap::new();
    for one in met.values().filter(|one| one.number.is_some()) {
        let slugs: BTreeSet<String> = one.names.iter().map(|name| slug(name)).collect();
        slugs.into_iter().for_each(|name| *bearers.entry((one.kind, name)).or_default() += 1);
    }
    met.retain(|key, one| one.number.is_some() || bearers.get(key) != Some(&1));
}

/// A reference as a table writes it.
type Seen<'a> = (KindIx, &'a str, Option<OrganisationNumber>);

/// The id that an organisation gets which nobody describes; nothing where it is known, or named by nothing.
fn unknown(known: &HashSet<(KindIx, String)>, reference: &Reference) -> Option<(KindIx, String)> {
    let kind = reference.kind;
    if reference.is_private_person() || known.contains(&(kind, reference.text.to_string())) {
        return None;
    }
    let name = slug(&reference.text);
    let (key, id) = match reference.number {
        Some(number) => (number.to_string(), number.id()),
        None if name.is_empty() => return None,
        None => (name.clone(), name),
    };
    (!known.contains(&(kind, key))).then_some((kind, id))
}

fn meet(
    met: &mut BTreeMap<(KindIx, String), Met>,
    key: &(KindIx, String),
    reference: &Reference,
    place: Place,
    language: Language,
) {
    if !met.contains_key(key) {
        let (kind, number) = (reference.kind, reference.number);
        met.insert(key.clone(), Met { kind, number, names: BTreeSet::new(), language, place });
    }
    let Some(entry) = met.get_mut(key) else { return };
    if !entry.names.contains(&*reference.text) {
        entry.names.insert(reference.text.to_string());
    }
    entry.place = entry.place.min(place);
}

/// Only kinds that bear numbers can be known by one; a name that no project bears stays a dangling reference.
fn can_be_implied(kind: &Kind) -> bool {
    kind.role(Role::Number).is_some_and(|field| matches!(kind.field(field).ty, Type::OrganisationNumber))
}

fn organisation(id: String, met: Met, kinds: &Kinds, diagnostics: &mut Diagnostics) -> Option<Entry> {
    let kind = kinds.get(met.kind);
    let number_field = kind.role(Role::Number)?;
    let mut fields = Fields::default();
    let text = |name: &str| At::new(Value::Text(name.into()), met.place);
    let first = met.names.first()?;
    fields.set(kind.title, text(first));
    if let Some(number) = met.number {
        let one = Value::OrganisationNumber(number);
        let value = if kind.field(number_field).list { Value::List([At::new(one, met.place)].into()) } else { one };
        fields.set(number_field, At::new(value, met.place));
    }
    if met.names.len() > 1 {
        let all: Vec<String> = met.names.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("`{id}` goes by {} names: {}", all.len(), all.join(", "));
        let help = "write an entry for the organisation to choose the name that heads its page";
        diagnostics.push(Diagnostic::new(&NAMES_OF_ONE_NUMBER, message).at(met.place).help(help));
        set_other_names(&mut fields, kind, &met);
    }
    let mut entry = Entry::new(met.kind, id, met.language, met.place, fields);
    entry.origin = Origin::Implied;
    Some(entry)
}

fn set_other_names(fields: &mut Fields, kind: &Kind, met: &Met) {
    let Some(names) = kind.role(Role::Names) else { return };
    let one = |name: &String| {
        let text = At::new(Value::Text(name.as_str().into()), met.place);
        let value = match &kind.field(names).ty {
            Type::Group(schema) => {
                let mut group = Fields::default();
                let field = schema.iter().find(|(_, field)| matches!(field.ty, Type::Text));
                field.into_iter().for_each(|(ix, _)| group.set(ix, text.clone()));
                Value::Group(Box::new(group))
            }
            _ => text.value,
        };
        At::new(value, met.place)
    };
    let others = met.names.iter().skip(1).map(one).collect();
    fields.set(names, At::new(Value::List(others), met.place));
}
