//! Organisations known only by number and name in a table: one entry each.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::LeftOut;
use super::names::{numbers, spellings};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::entry::{Entry, Fields, Origin, Reference, Value, walk};
use crate::kind::{KindIx, Kinds, Role, Type};
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
pub fn organisations<'a>(
    entries: impl Iterator<Item = &'a Entry> + Clone,
    left_out: &[LeftOut],
    kinds: &Kinds,
    diagnostics: &mut Diagnostics,
) -> Vec<Entry> {
    let mut known: HashSet<(KindIx, String)> = HashSet::new();
    for entry in entries.clone() {
        known.insert((entry.kind, entry.id.to_string()));
        known.extend(entry.aliases.iter().map(|alias| (entry.kind, alias.value.to_string())));
        known.extend(numbers(entry, kinds).into_iter().map(|number| (entry.kind, number.to_string())));
        known.extend(spellings(entry, kinds).iter().map(|name| (entry.kind, slug(name))));
    }
    // Who is not published now does not come back because a table names them.
    for one in left_out {
        let called = one.aliases.iter().map(|alias| alias.to_string()).chain(one.names.iter().cloned());
        known.extend(called.chain([one.id.to_string()]).map(|name| (one.kind, name)));
    }
    let mut met: BTreeMap<(KindIx, String), Met> = BTreeMap::new();
    for entry in entries {
        walk(&entry.fields, &mut |value: &At<Value>| {
            if let (Value::Reference(reference), Place::Cell { .. }) = (&value.value, value.place) {
                meet(&mut met, &known, reference, value.place, entry.language);
            }
        });
    }
    met.into_iter().filter_map(|((_, id), met)| organisation(id, met, kinds, diagnostics)).collect()
}

fn meet(
    met: &mut BTreeMap<(KindIx, String), Met>,
    known: &HashSet<(KindIx, String)>,
    reference: &Reference,
    place: Place,
    language: Language,
) {
    let key = reference.number.map_or_else(|| slug(&reference.text), |number| number.to_string());
    let is_known =
        known.contains(&(reference.kind, key)) || known.contains(&(reference.kind, reference.text.to_string()));
    if is_known || (reference.number.is_none() && slug(&reference.text).is_empty()) {
        return;
    }
    let id = reference.number.map_or_else(|| slug(&reference.text), |number| number.id());
    let entry = met.entry((reference.kind, id)).or_insert_with(|| Met {
        kind: reference.kind,
        number: reference.number,
        names: BTreeSet::new(),
        language,
        place,
    });
    entry.names.insert(reference.text.to_string());
    entry.place = entry.place.min(place);
}

fn organisation(id: String, met: Met, kinds: &Kinds, diagnostics: &mut Diagnostics) -> Option<Entry> {
    let kind = kinds.get(met.kind);
    // Only kinds that bear numbers can be known by one; a name that no project bears stays a dangling reference.
    let number_field = kind.role(Role::Number)?;
    if !matches!(kind.field(number_field).ty, Type::OrganisationNumber) {
        return None;
    }
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
    Some(Entry { origin: Origin::Implied, ..Entry::new(met.kind, id, met.language, met.place, fields) })
}

fn set_other_names(fields: &mut Fields, kind: &crate::kind::Kind, met: &Met) {
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
