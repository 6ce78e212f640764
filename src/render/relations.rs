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
use super::values::map;
use crate::entry::EntryIx;
use crate::kind::{KindIx, Role};
use crate::site::{BackGroup, HAPPENS, ListingIx, Local, NEWEST_ROWS, Relation};
use crate::value::{Basis, Money};

/// What refers to an entry through one field.
#[derive(Debug)]
pub struct BackObject {
    pub page: Arc<PageObject>,
    pub kind: KindIx,
    pub heading: String,
    /// The path of the field: `treatments.body`.
    pub field: String,
    pub shown: Shown,
}

/// Which of some entries a page tells.
#[derive(Debug, Clone)]
pub struct Shown {
    pub all: Arc<[EntryIx]>,
    /// Those that the page tells.
    pub list: Arc<[EntryIx]>,
    /// The lists that tell all of them, where the page does not.
    elsewhere: Vec<ListingIx>,
}

/// A link to a list.
pub struct Listed {
    pub href: String,
    pub text: String,
}

impl Shown {
    /// All of them, or the newest where they have lists of their own by one of these relations to an entry.
    fn of(page: &PageObject, to: EntryIx, all: Arc<[EntryIx]>, relations: impl Iterator<Item = Relation>) -> Self {
        let listings = &page.site.listings;
        let elsewhere: Vec<ListingIx> = relations.filter_map(|relation| listings.of_related(to, relation)).collect();
        let is_cut = !elsewhere.is_empty() && all.len() > NEWEST_ROWS;
        let list = if is_cut { all[..NEWEST_ROWS].into() } else { all.clone() };
        Self { all, list, elsewhere }
    }

    /// Whether all of them have lists of their own.
    pub fn has_elsewhere(&self) -> bool {
        !self.elsewhere.is_empty()
    }

    /// Where all of them stand, where the page does not tell them all.
    pub fn elsewhere<'a>(&'a self, page: &'a PageObject) -> impl ExactSizeIterator<Item = Listed> + 'a {
        self.elsewhere.iter().map(|list| listed(page, *list))
    }

    fn elsewhere_value(&self, page: &PageObject) -> Value {
        let value = |Listed { href, text }| map([("href", Value::from(href)), ("text", Value::from(text))]);
        self.elsewhere(page).map(value).collect()
    }

    fn totals(&self, page: &Arc<PageObject>) -> Value {
        TotalsObject::value(page, page.site.totals(&self.all))
    }
}

/// The link to a list of entries that are related to one.
fn listed(page: &PageObject, list: ListingIx) -> Listed {
    let listing = page.site.listings.get(list);
    let language = page.language;
    let count = page.tongue().formats.integer(listing.rows(0).len() as i64);
    let plural = page.site.kinds.get(listing.kind).plural.get(language);
    let text = page.tongue().messages.format("list.all", &[("n", &count), ("many", plural)], None);
    let address = listing.address(&page.site, 0, language);
    Listed { href: address.map(|address| page.link(&address)).unwrap_or_default(), text: text.unwrap_or(count) }
}

/// The lists of the entries that cite a document, where its page does not tell them all.
pub fn citing_elsewhere(page: &PageObject, document: EntryIx) -> Option<Value> {
    let none: Arc<[EntryIx]> = Arc::new([]);
    let shown = Shown { all: none.clone(), list: none, elsewhere: page.site.citing_lists(document) };
    shown.has_elsewhere().then(|| shown.elsewhere_value(page))
}

/// Sums on their way: a list whose items have an `entry` and its `money`; with the `totals` of them all.
#[derive(Debug)]
pub struct FlowList {
    pub page: Arc<PageObject>,
    pub shown: Shown,
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
pub fn back(page: &Arc<PageObject>, to: EntryIx, group: BackGroup<'_>) -> Value {
    let heading = match group.heading {
        Some(words) => words.get(page.language).to_owned(),
        None => page.site.kinds.get(group.kind).heading(page.language),
    };
    let field = page.site.path_name(group.kind, group.path);
    let kind = group.kind;
    let shown = Shown::of(page, to, group.from.into(), [Relation::Back(kind, group.path.into())].into_iter());
    Value::from_object(BackObject { page: page.clone(), kind, heading, field, shown })
}

/// The sums that a party pays or gets.
pub fn flows(page: &Arc<PageObject>, party: EntryIx, role: Role) -> Value {
    let kinds = page.site.kinds.iter();
    let fields = kinds.filter_map(|(kind, of)| Some(Relation::Back(kind, [of.role(role)?].into())));
    let shown = Shown::of(page, party, page.site.paid(party, role).into(), fields);
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

/// Where among the amounts of an entry the known one stands that binds most.
fn binding_at(page: &PageObject, ix: EntryIx) -> Option<usize> {
    let money = page.site.amounts(ix);
    BINDING.iter().find_map(|basis| money.iter().position(|one| one.basis == *basis && one.minor.is_some()))
}

/// The known amount of an entry that binds most.
pub fn binding_amount(page: &PageObject, ix: EntryIx) -> Option<&Money> {
    page.site.amounts(ix).get(binding_at(page, ix)?)
}

/// The known amount of an entry that binds most, for templates.
pub fn binding(page: &Arc<PageObject>, ix: EntryIx) -> Option<Value> {
    let spot = Spot::new(ix, page.site.kind_of(ix).role(Role::Amount)?);
    let at = binding_at(page, ix)?;
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
            "totals" => self.shown.totals(page),
            "years" => years(page, &self.shown.all),
            "entries" => EntryObject::list(page, self.shown.list.clone()),
            "count" => Value::from(self.shown.all.len()),
            "elsewhere" => self.shown.elsewhere_value(page),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["heading", "kind", "field", "totals", "years", "entries", "count", "elsewhere"])
    }
}

impl Object for FlowList {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str() {
            Some("count") => Some(Value::from(self.shown.all.len())),
            Some("totals") => Some(self.shown.totals(&self.page)),
            Some("elsewhere") => Some(self.shown.elsewhere_value(&self.page)),
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
                    let all = entries[..].into();
                    let shown = Shown::of(page, self.place, all, [Relation::Local(*kind, HAPPENS)].into_iter());
                    map([
                        ("kind", kind_object(page, *kind)),
                        ("entries", EntryObject::list(page, shown.list.clone())),
                        ("elsewhere", shown.elsewhere_value(page)),
                    ])
                });
                return Some(kinds.collect());
            }
            _ => return None,
        };
        let sections = self.local.sections();
        let (name, _) = sections.iter().find(|(section, _)| *section == name)?;
        let relations = page.site.kinds.iter().map(|(kind, _)| Relation::Local(kind, name));
        let shown = Shown::of(page, self.place, entries[..].into(), relations);
        Some(Value::from_object(FlowList { page: page.clone(), shown }))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["incoming", "outgoing", "within", "received", "paid", "kinds"])
    }
}
