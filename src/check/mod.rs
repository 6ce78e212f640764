//! Checks: the whole site against one table of rules. One file per family, one row per rule.

mod dates;
mod directives;
mod fields;
mod files;
mod identity;
mod ledger;
mod money;
mod privacy;
mod quotations;
mod references;
mod settings;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::attachment::Attachments;
use crate::config::Config;
use crate::diag::{Code, Diagnostics};
use crate::entry::{Entry, EntryIx, Value};
use crate::gather::LeftOut;
use crate::kind::{FieldIx, Kind, Kinds, Role};
use crate::lang::Language;
use crate::ledger::Ledger;
use crate::load::Completeness;
use crate::source::{At, Place, Sources};
use crate::value::slug::slug;

/// What the rules look at.
pub struct Checked<'a> {
    pub config: &'a Config,
    pub kinds: &'a Kinds,
    pub entries: &'a [Entry],
    /// Entries that are not published now.
    pub left_out: &'a [LeftOut],
    /// What was published before.
    pub ledger: &'a Ledger,
    /// Whether what is not among the entries is really not there.
    pub completeness: Completeness,
    pub sources: &'a Sources,
    /// The files beside the texts.
    pub attachments: &'a Attachments,
    /// Those of them that an entry names, published or not.
    pub named: &'a BTreeSet<String>,
    /// Texts of source documents by file name, where a folder of them was named.
    pub documents: Option<&'a BTreeMap<String, Vec<u8>>>,
}

/// One rule: the codes it raises and the function that looks.
pub struct Rule {
    pub codes: &'static [&'static Code],
    pub look: Look,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Look {
    /// The whole site at once.
    Site(fn(&Checked<'_>, &mut Diagnostics)),
    /// One entry, with what it refers to.
    Entry(fn(&Checked<'_>, EntryIx, &mut Diagnostics)),
}

/// Every rule, family by family.
pub const FAMILIES: &[&[Rule]] = &[
    identity::RULES,
    references::RULES,
    fields::RULES,
    money::RULES,
    dates::RULES,
    quotations::RULES,
    text::RULES,
    files::RULES,
    privacy::RULES,
    settings::RULES,
    ledger::RULES,
];

/// The codes of every rule.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    FAMILIES.iter().flat_map(|family| family.iter()).flat_map(|rule| rule.codes.iter().copied())
}

/// How many entries every rule looks at before any looks at the next: so few that they stay at hand meanwhile.
const AT_HAND: usize = 256;

/// Applies every rule, several at once.
pub fn check(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let rules = || FAMILIES.iter().flat_map(|family| family.iter());
    let of_entries: Vec<_> = rules().filter_map(Rule::of_entries).collect();
    let some = |at: usize| {
        let mut found = Diagnostics::default();
        let end = (at + AT_HAND).min(checked.entries.len());
        for look in &of_entries {
            (at..end).for_each(|at| look(checked, EntryIx::at(at), &mut found));
        }
        found
    };
    let all = |look: fn(&Checked<'_>, &mut Diagnostics)| {
        let mut found = Diagnostics::default();
        look(checked, &mut found);
        found
    };
    let of_site: Vec<_> = rules().filter_map(Rule::of_site).collect();
    let (of_site, of_entries): (Vec<Diagnostics>, Vec<Diagnostics>) = rayon::join(
        || of_site.into_par_iter().map(all).collect(),
        || (0..checked.entries.len()).into_par_iter().step_by(AT_HAND).map(some).collect(),
    );
    diagnostics.extend(of_site.into_iter().chain(of_entries).flatten());
}

impl Rule {
    fn of_entries(&self) -> Option<fn(&Checked<'_>, EntryIx, &mut Diagnostics)> {
        if let Look::Entry(look) = self.look { Some(look) } else { None }
    }

    fn of_site(&self) -> Option<fn(&Checked<'_>, &mut Diagnostics)> {
        if let Look::Site(look) = self.look { Some(look) } else { None }
    }
}

/// What helps where an entry is not there and none has a name near to it.
fn would_stand(kind: &Kind, id: &str) -> String {
    let folder = slug(kind.plural.get(Language::En));
    format!("write it, for example as `content/{folder}/{}.md`", slug(id))
}

impl<'a> Checked<'a> {
    /// Whether an entry may be there all the same, in a file that could not be read.
    fn may_be_unread(&self) -> bool {
        self.completeness == Completeness::Partial
    }

    fn kind(&self, entry: &Entry) -> &'a Kind {
        self.kinds.get(entry.kind)
    }

    fn at(&self, ix: EntryIx) -> &'a Entry {
        &self.entries[ix.0 as usize]
    }

    /// An entry with its kind.
    fn with_kind(&self, ix: EntryIx) -> (&'a Entry, &'a Kind) {
        let entry = self.at(ix);
        (entry, self.kind(entry))
    }

    /// The entries with their kinds.
    fn each(&self) -> impl Iterator<Item = (&'a Entry, &'a Kind)> {
        let kinds = self.kinds;
        self.entries.iter().map(move |entry| (entry, kinds.get(entry.kind)))
    }

    fn role(&self, entry: &'a Entry, role: Role) -> Option<At<&'a Value>> {
        entry.fields.get(self.kind(entry).role(role)?)
    }

    /// The entry that a role's field refers to, with the place of the reference.
    fn target(&self, entry: &'a Entry, role: Role) -> Option<(EntryIx, Place)> {
        let value = self.role(entry, role)?;
        let first = value.items().next()?;
        match &first.value {
            Value::Reference(reference) => Some((reference.target?, first.place)),
            _ => None,
        }
    }

    /// How a message names an entry.
    fn name(&self, entry: &Entry) -> String {
        format!("{} `{}`", self.kind(entry).name.get(Language::En), entry.id)
    }

    /// The value at a path of field names, `amount.basis` for example, as text.
    fn text_at(&self, entry: &Entry, path: &str) -> Option<String> {
        let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
        let kind = self.kind(entry);
        let field: FieldIx = kind.schema.by_name(first)?;
        match (&entry.fields.get(field)?.value, rest) {
            (Value::Money(bases), Some("basis")) => bases.first().map(|money| money.basis.id().to_owned()),
            (Value::Money(bases), Some("currency")) => bases.first().map(|money| money.currency.to_string()),
            (Value::Choice(at), None) => match &kind.field(field).ty {
                crate::kind::Type::Choice(choices) => choices.get(usize::from(*at)).map(|choice| choice.id.to_string()),
                _ => None,
            },
            (Value::Text(text), None) => Some(text.to_string()),
            (Value::Boolean(flag), None) => Some(flag.to_string()),
            _ => None,
        }
    }
}
