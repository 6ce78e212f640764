//! What others tell of an entry, as templates see it.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::context::years;
use super::entry::EntryObject;
use super::kind::kind_object;
use super::money::{MoneyObject, TotalsObject};
use super::page::PageObject;
use super::spot::Spot;
use super::values::{map, or_none};
use crate::entry::EntryIx;
use crate::kind::{KindIx, Role};
use crate::site::{BackGroup, HAPPENS, ListingIx, Local, NEWEST_ROWS, Relation};
use crate::value::Basis;

/// What refers to an entry through one field.
#[derive(Debug)]
struct BackObject {
    page: Arc<PageObject>,
    kind: KindIx,
    heading: String,
    /// The path of the field: `treatments.body`.
    field: String,
    from: Arc<[EntryIx]>,
    shown: Shown,
}

/// Which of some entries a page tells.
#[derive(Debug, Clone)]
struct Shown {
    list: Arc<[EntryIx]>,
    /// How many there are.
    count: usize,
    /// The lists that tell all of them, where the page does not.
    elsewhere: Vec<ListingIx>,
}

impl Shown {
    /// All of them, or the newest where they have lists of their own by one of these relations to an entry.
    fn of(page: &PageObject, to: EntryIx, rows: &[EntryIx], relations: impl Iterator<Item = Relation>) -> Self {
        let listings = &page.site.listings;
        let elsewhere: Vec<ListingIx> = relations.filter_map(|relation| listings.of_related(to, relation)).collect();
        let shown = if elsewhere.is_empty() { rows } else { &rows[..rows.len().min(NEWEST_ROWS)] };
        Self { list: shown.into(), count: rows.len(), elsewhere }
    }

    fn elsewhere(&self, page: &PageObject) -> Value {
        self.elsewhere.iter().map(|list| listed(page, *list)).collect()
    }
}

/// The link to a list of entries that are related to one.
fn listed(page: &PageObject, list: ListingIx) -> Value {
    let listing = page.site.listings.get(list);
    let language = page.language;
    let count = page.tongue().formats.integer(listing.rows(0).len() as i64);
    let plural = page.site.kinds.get(listing.kind).plural.get(language);
    let text = page.tongue().messages.format("list.all", &[("n", &count), ("many", plural)], None);
    let address = listing.address(&page.site, 0, language);
    map([
        ("href", or_none(address.map(|address| Value::from(page.link(&address))))),
        ("text", Value::from(text.unwrap_or(count))),
    ])
}

/// The lists of the entries that cite a document, where its page does not tell them all.
pub fn citing_elsewhere(page: &PageObject, document: EntryIx) -> Option<Value> {
    let groups = page.site.backs(document);
    let citing = groups.iter().filter(|group| page.site.path_name(group.kind, group.path).starts_with("source"));
    let relations = citing.map(|group| Relation::Back(group.kind, group.path.into()));
    let shown = Shown::of(page, document, &[], relations);
    (!shown.elsewhere.is_empty()).then(|| shown.elsewhere(page))
}

/// Sums on their way: a list whose items have an `entry` and its `money`.
#[derive(Debug)]
pub struct FlowList {
    pub page: Arc<PageObject>,
    shown: Shown,
}

#[derive(Debug)]
struct FlowObject {
    page: Arc<PageObject>,
    ix: EntryIx,
}

/// What is told of a place.
#[derive(Debug)]
struct LocalObject {
    page: Arc<PageObject>,
    place: EntryIx,
    local: Local,
}

/// What refers to an entry through one field.
pub fn back(page: &Arc<PageObject>, to: EntryIx, group: &BackGroup<'_>) -> Value {
    let heading = match group.heading {
        Some(words) => words.get(page.language).to_owned(),
        None => page.site.kinds.get(group.kind).heading(page.language),
    };
    let field = page.site.path_name(group.kind, group.path);
    let (kind, from) = (group.kind, group.from[..].into());
    let shown = Shown::of(page, to, &group.from, [Relation::Back(kind, group.path.into())].into_iter());
    Value::from_object(BackObject { page: page.clone(), kind, heading, field, from, shown })
}

/// The sums that a party pays or gets.
pub fn flows(page: &Arc<PageObject>, party: EntryIx, role: Role) -> Value {
    let kinds = page.site.kinds.iter();
    let fields = kinds.filter_map(|(kind, of)| Some(Relation::Back(kind, [of.role(role)?].into())));
    let shown = Shown::of(page, party, &page.site.paid(party, role), fields);
    Value::from_object(FlowList { page: page.clone(), shown })
}

/// What is told of a place.
pub fn local(page: &Arc<PageObject>, place: EntryIx, local: Local) -> Value {
    Value::from_object(LocalObject { page: page.clone(), place, local })
}

/// The sums of an entry.
pub fn amounts(page: &Arc<PageObject>, ix: EntryIx) -> Value {
    match page.site.kind_of(ix).role(Role::Amount) {
        Some(field) => MoneyObject::all(page, &Spot::new(ix, field)),
        None => Value::from(Vec::<Value>::new()),
    }
}

/// The bases of a sum, the one that binds most first.
const BINDING: [Basis; 6] =
    [Basis::Decided, Basis::Agreed, Basis::Paid, Basis::Recommended, Basis::Applied, Basis::Frame];

/// The known amount of an entry that binds most.
pub fn binding(page: &Arc<PageObject>, ix: EntryIx) -> Option<Value> {
    let spot = Spot::new(ix, page.site.kind_of(ix).role(Role::Amount)?);
    let money = spot.seen(page)?.money();
    let known = |basis: &Basis| money.iter().position(|one| one.basis == *basis && one.minor.is_some());
    let at = BINDING.iter().find_map(known)?;
    Some(Value::from_object(MoneyObject { page: page.clone(), spot, at }))
}

impl Object for BackObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let page = &self.page;
        Some(match key {
            "heading" => Value::from(&*self.heading),
            "kind" => kind_object(page, self.kind),
            "field" => Value::from(&*self.field),
            "totals" => TotalsObject::value(page, page.site.totals(&self.from)),
            "years" => years(page, &self.from),
            "entries" => EntryObject::list(page, self.shown.list.clone()),
            "count" => Value::from(self.shown.count),
            "elsewhere" => self.shown.elsewhere(page),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["heading", "kind", "field", "totals", "years", "entries", "count", "elsewhere"])
    }
}

impl FlowList {
    /// The entries that the page tells.
    pub fn entries(&self) -> &Arc<[EntryIx]> {
        &self.shown.list
    }
}

impl Object for FlowList {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str() {
            Some("count") => Some(Value::from(self.shown.count)),
            Some("elsewhere") => Some(self.shown.elsewhere(&self.page)),
            _ => {
                let ix = *self.shown.list.get(key.as_usize()?)?;
                Some(Value::from_object(FlowObject { page: self.page.clone(), ix }))
            }
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.shown.list.len())
    }
}

impl Object for FlowObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match key {
            "entry" => EntryObject::value(&self.page, self.ix),
            "money" => amounts(&self.page, self.ix),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["entry", "money"])
    }
}

impl Object for LocalObject {
    by_name!();

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let page = &self.page;
        let name = key;
        let entries = match name {
            "incoming" => &self.local.incoming,
            "outgoing" => &self.local.outgoing,
            "within" => &self.local.within,
            "received" => &self.local.received,
            "paid" => &self.local.paid,
            "kinds" => {
                let kinds = self.local.happens.iter().map(|(kind, entries)| {
                    let shown = Shown::of(page, self.place, entries, [Relation::Local(*kind, HAPPENS)].into_iter());
                    map([
                        ("kind", kind_object(page, *kind)),
                        ("entries", EntryObject::list(page, shown.list.clone())),
                        ("elsewhere", shown.elsewhere(page)),
                    ])
                });
                return Some(kinds.collect());
            }
            _ => return None,
        };
        let sections = self.local.sections();
        let (name, _) = sections.iter().find(|(section, _)| *section == name)?;
        let relations = page.site.kinds.iter().map(|(kind, _)| Relation::Local(kind, name));
        let shown = Shown::of(page, self.place, entries, relations);
        let items = Value::from_object(FlowList { page: page.clone(), shown });
        Some(map([("items", items), ("totals", TotalsObject::value(page, page.site.totals(entries)))]))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["incoming", "outgoing", "within", "received", "paid", "kinds"])
    }
}
