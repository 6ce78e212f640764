//! The content of pictures: what of the entries is drawn, as numbers, days and names that a page words and a file lists.

mod axis;
mod exchange;
mod gallery;
mod groups;
mod measured;
mod partners;
mod steps;

use crate::address::{Address, Fixed};
use crate::entry::EntryIx;
use crate::kind::{By, Chart, Drawing, FieldIx, Groups, Kind, KindIx, Measure, On, Shape};
use crate::lang::Language;
use crate::site::{CURRENCIES, Listing, ListingIx, Listings, Site, Subject};

pub use axis::{Axis, Mark, Year};
pub use exchange::{Exchange, Sums};
pub use gallery::Gallery;
pub use groups::{Figure, Label, Row, Unit, outline};
pub use measured::{Bullet, Dots, Measured};
pub use partners::{Ego, Partner, PartnerRole};
pub use steps::{Repeated, Step, StepLabel, Timeline, When};

/// How money that goes one way only is drawn.
const BY_YEAR: Groups = Groups { drawing: Drawing::Bars, by: By::Year, measure: Measure::Amount };

/// The page of a picture, and so the entries that it draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Home,
    List(ListingIx),
    /// The page of an entry: those that refer to it.
    Entry(EntryIx),
}

/// A picture that stands on a page: the kind that declares it, its position there, and the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChartIx {
    pub kind: KindIx,
    pub at: usize,
    /// The position among the chart's own places.
    on: usize,
    pub place: Place,
}

/// What a picture shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// Numbers of groups: a figure for each currency, or one of counts.
    Groups(Vec<Figure>),
    /// What came and what went, for each currency.
    Exchange(Vec<Exchange>),
    Timeline(Timeline),
    Bullet(Bullet),
    Dots(Dots),
    Ego(Ego),
}

impl Picture {
    /// Whether it says the same in every language: numbers with their groups do, which pages word.
    fn is_wordless(&self) -> bool {
        matches!(self, Self::Groups(_) | Self::Exchange(_))
    }
}

/// The pictures of a page, those of the first kinds first.
pub fn charts_at(site: &Site, place: Place) -> Vec<ChartIx> {
    let own = |kind: KindIx| match place {
        Place::Home => true,
        Place::List(list) => site.listings.get(list).kind == kind,
        Place::Entry(_) => true,
    };
    // The list of a value says nothing more by the field of that value.
    let is_told = |by: By| match place {
        Place::List(list) => {
            matches!(site.listings.get(list).subject, Subject::Value { field, .. } if by == By::Field(field))
        }
        Place::Home | Place::Entry(_) => false,
    };
    let stands = |of: &Kind, on: On| match (place, on) {
        (Place::Home, On::Home) | (Place::List(_), On::List) => true,
        (Place::Entry(ix), On::Field(_)) => of.charted_at(on) == Some(site.entry(ix).kind),
        (Place::Entry(ix), On::Record) => site.kind_of(ix).id == of.id,
        _ => false,
    };
    let mut found = Vec::new();
    for (kind, of) in site.kinds.iter().filter(|(kind, _)| own(*kind)) {
        for (at, chart) in of.charts.iter().enumerate().filter(|(_, chart)| !chart.by().is_some_and(is_told)) {
            let places = chart.on.iter().enumerate().filter(|(_, place)| stands(of, **place));
            found.extend(places.map(|(on, _)| ChartIx { kind, at, on, place }));
        }
    }
    found
}

/// Whether pictures can stand on the page of a list: on the whole of a kind's, or of a value's.
pub fn is_drawn(listing: &Listing, part: usize) -> bool {
    part == 0 && matches!(listing.subject, Subject::Kind | Subject::Value { .. })
}

/// The picture that a kind calls by a name: of an entry, or of all entries of the kind.
pub fn chart_named(site: &Site, kind: KindIx, name: &str, of: Option<EntryIx>) -> Option<ChartIx> {
    let is_named = |chart: &ChartIx| chart.kind == kind && &*chart.chart(site).name == name;
    let places =
        of.map_or_else(|| vec![Place::List(Listings::of_kind(kind)), Place::Home], |of| vec![Place::Entry(of)]);
    places.into_iter().find_map(|place| charts_at(site, place).into_iter().find(is_named))
}

impl ChartIx {
    pub fn chart(self, site: &Site) -> &Chart {
        &site.kinds.get(self.kind).charts[self.at]
    }

    fn on(self, site: &Site) -> On {
        self.chart(site).on[self.on]
    }

    /// What the entries of an entry's page are called there: the heading of the relation.
    pub fn relation(self, site: &Site, language: Language) -> Option<&str> {
        if matches!(self.chart(site).shape, Shape::Exchange { .. }) {
            return None;
        }
        let On::Field(field) = self.on(site) else { return None };
        site.kinds.get(self.kind).field(field).back.as_ref().map(|back| back.get(language))
    }

    /// Of which entries the numbers are.
    fn entries(self, site: &Site) -> Vec<EntryIx> {
        match (self.place, self.on(site)) {
            (Place::Home, _) => site.list(self.kind).to_vec(),
            (Place::List(list), _) => site.listings.get(list).rows(0).to_vec(),
            (Place::Entry(ix), On::Field(field)) => site.referring_by(ix, self.kind, field),
            (Place::Entry(_), _) => Vec::new(),
        }
    }

    /// In how many currencies sums are drawn: in so many as a page can hold with all its pictures.
    fn currencies(self, site: &Site) -> usize {
        match self.place {
            Place::Home => CURRENCIES,
            Place::List(list) => site.listings.get(list).currencies,
            Place::Entry(ix) => site.listings.currencies_at(ix),
        }
    }

    /// What it shows in a language; nothing where there is too little to draw.
    pub fn picture(self, site: &Site, language: Language) -> Option<Picture> {
        if let Shape::Groups(drawn) = &self.chart(site).shape {
            return self.of_groups(site, *drawn, &self.entries(site));
        }
        let Place::Entry(ix) = self.place else { return None };
        match &self.chart(site).shape {
            Shape::Groups(_) => None,
            Shape::Exchange { from, to } => self.exchange(site, (*from, *to), ix),
            Shape::Timeline(of) => steps::timeline(site, ix, of, language).map(Picture::Timeline),
            Shape::Bullet { of, target, baseline, unit } => {
                let fields = [Some(*of), *target, *baseline, *unit];
                measured::bullet(site, ix, fields, language).map(Picture::Bullet)
            }
            Shape::Dots { of, own, unit } => measured::dots(site, ix, (*of, *own, *unit), language).map(Picture::Dots),
            Shape::Ego(of) => partners::ego(site, ix, of, language).map(Picture::Ego),
        }
    }

    fn of_groups(self, site: &Site, drawn: Groups, entries: &[EntryIx]) -> Option<Picture> {
        let figures = groups::figures(site, self.kind, drawn, (entries, self.currencies(site)));
        (!figures.is_empty()).then_some(Picture::Groups(figures))
    }

    /// Both directions, or as bars the one in which there is money.
    fn exchange(self, site: &Site, ends: (FieldIx, FieldIx), ix: EntryIx) -> Option<Picture> {
        let [incoming, outgoing] = exchange::directions(site, self.kind, ends, ix);
        if incoming.is_empty() || outgoing.is_empty() {
            return self.of_groups(site, BY_YEAR, if incoming.is_empty() { &outgoing } else { &incoming });
        }
        let exchanges = exchange::exchanges(site, &[incoming, outgoing], self.currencies(site));
        (!exchanges.is_empty()).then_some(Picture::Exchange(exchanges))
    }

    /// Whether money comes to an entry and goes from it, for a picture of both.
    pub fn directions(self, site: &Site) -> Option<(bool, bool)> {
        let (Place::Entry(ix), Shape::Exchange { from, to }) = (self.place, &self.chart(site).shape) else {
            return None;
        };
        let [incoming, outgoing] = exchange::directions(site, self.kind, (*from, *to), ix);
        Some((!incoming.is_empty(), !outgoing.is_empty()))
    }

    /// How the numbers of groups are drawn, where it is of groups.
    pub fn groups(self, site: &Site) -> Option<Groups> {
        match self.chart(site).shape {
            Shape::Groups(groups) => Some(groups),
            Shape::Exchange { .. } => Some(BY_YEAR),
            _ => None,
        }
    }

    /// What its file holds: what it shows in the first of the site's languages in which there is enough to draw.
    pub fn filed(self, site: &Site) -> Option<Picture> {
        // Numbers of groups are the same in all languages.
        let is_spoken = self.groups(site).is_none();
        let languages = site.config.languages.iter().take(if is_spoken { usize::MAX } else { 1 });
        languages.copied().find_map(|language| self.picture(site, language))
    }

    /// Where its numbers stand as a file: beside the page in the site's first language.
    pub fn csv_address(self, site: &Site) -> Option<Address> {
        let language = site.config.languages[0];
        let page = match self.place {
            Place::Home => site.addresses().fixed(Fixed::Home, language),
            Place::List(list) => site.listings.get(list).address(site, 0, language)?,
            Place::Entry(ix) => site.address(ix, language),
        };
        let stem = page.file().strip_suffix(".html")?;
        let (kind, chart) = (&site.kinds.get(self.kind).id, &self.chart(site).name);
        let field = match self.on(site) {
            On::Field(field) => format!("-{}", site.kinds.get(self.kind).field(field).name),
            On::List | On::Home | On::Record => String::new(),
        };
        Some(Address::new(format!("{stem}.{kind}-{chart}{field}.csv")))
    }

    /// Where the entries of a row stand together, where they have a page.
    pub fn records_of(self, site: &Site, label: &Label, language: Language) -> Option<Address> {
        match label {
            Label::Entry(ix) => Some(site.address(*ix, language)),
            // Lists are cut by the dates of their rows, which need not be the years of the money.
            Label::Year(_) if self.place == Place::Home => {
                Some(site.addresses().list(site.kinds.get(self.kind), language))
            }
            Label::Year(_) | Label::Pair(..) => None,
            Label::Value(ix, value) => {
                let Some(By::Field(field)) = self.chart(site).by() else { return None };
                let list = site.listing_of(*ix, field, value)?;
                site.listings.get(list).address(site, 0, language)
            }
        }
    }
}
