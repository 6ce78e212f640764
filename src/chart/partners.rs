//! An entry and those around it.

use crate::entry::{EntryIx, Value};
use crate::kind::{FieldIx, Kind, Type, capitalised};
use crate::lang::Language;
use crate::site::Site;

/// The most that are drawn around an entry.
const MOST: usize = 12;
/// The fewest that are more easily seen than read.
const FEWEST: usize = 4;

/// Those to whom an entry refers, in the order of its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Ego {
    pub partners: Vec<Partner>,
    /// How many there are beyond those that are drawn.
    pub left_out: usize,
}

/// One of them, with all that it is here.
#[derive(Debug, Clone, PartialEq)]
pub struct Partner {
    pub who: EntryIx,
    pub roles: Vec<PartnerRole>,
}

/// What somebody is to an entry: what the field says, or the option of a choice beside the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerRole {
    Field(FieldIx),
    Option { field: FieldIx, member: FieldIx, at: u16 },
}

impl Partner {
    /// The roles as a page or a file writes them.
    pub fn roles(&self, kind: &Kind, language: Language) -> String {
        let words: Vec<String> = self.roles.iter().map(|role| role.words(kind, language).to_lowercase()).collect();
        capitalised(&words.join(", "))
    }
}

impl PartnerRole {
    fn words(self, kind: &Kind, language: Language) -> &str {
        let (field, option) = match self {
            Self::Field(field) => (field, None),
            Self::Option { field, member, at } => (field, Some((member, at))),
        };
        let field = kind.field(field);
        let label = option.and_then(|(member, at)| {
            let Type::Group(schema) = &field.ty else { return None };
            let Type::Choice(choices) = &schema.field(member).ty else { return None };
            choices.get(usize::from(at)).map(|choice| choice.label.get(language))
        });
        label.unwrap_or(field.label.get(language))
    }
}

/// Those to whom some fields of an entry refer, each once; nothing where they are too few.
pub fn ego(site: &Site, ix: EntryIx, of: &[FieldIx], language: Language) -> Option<Ego> {
    let mut partners: Vec<Partner> = Vec::new();
    for field in of {
        let Some(held) = site.value(ix, *field, language) else { continue };
        let ty = &site.kind_of(ix).field(*field).ty;
        for (who, role) in held.value.items().filter_map(|value| partner(value, ty, *field)) {
            match partners.iter_mut().find(|known| known.who == who) {
                Some(known) if known.roles.contains(&role) => {}
                Some(known) => known.roles.push(role),
                None => partners.push(Partner { who, roles: vec![role] }),
            }
        }
    }
    let left_out = partners.len().saturating_sub(MOST);
    partners.truncate(MOST);
    (partners.len() >= FEWEST).then_some(Ego { partners, left_out })
}

fn partner(value: &Value, ty: &Type, field: FieldIx) -> Option<(EntryIx, PartnerRole)> {
    match (value, ty) {
        (Value::Reference(reference), _) => Some((reference.target?, PartnerRole::Field(field))),
        (Value::Group(members), Type::Group(_)) => {
            let who = members.iter().find_map(|(_, at)| match at.value {
                Value::Reference(reference) => reference.target,
                _ => None,
            })?;
            let option = members.iter().find_map(|(member, at)| match at.value {
                Value::Choice(at) => Some(PartnerRole::Option { field, member, at: *at }),
                _ => None,
            });
            Some((who, option.unwrap_or(PartnerRole::Field(field))))
        }
        _ => None,
    }
}
