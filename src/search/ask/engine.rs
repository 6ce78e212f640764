//! The engine: from a state to an answer.

use super::columns::Columns;
use super::files::{Fault, Files, Store};
use super::manifest::Manifest;
use super::matching::{Group as Synonyms, Lookup};
use super::notice::Notice;
use super::order::{Ranking, ordered};
use super::parse::parse;
use super::question::{Found, Sources};
use super::set::Set;
use super::state::{Choice, Sort, State};
use super::terms::Terms;
use super::totals::{Group, Money, Totals};
use super::values::Values;
use crate::lang::{Language, lower};

/// How many results stand on a page.
pub const PAGE: usize = 20;

/// An index that is open.
pub struct Index<'f> {
    pub manifest: Manifest,
    pub store: Store<'f>,
}

impl<'f> Index<'f> {
    /// Reads the manifest.
    ///
    /// # Errors
    /// It is not there, damaged, or of another version.
    pub fn open(files: &'f dyn Files) -> Result<Self, Fault> {
        let manifest = Manifest::read(files)?;
        let store = Store::new(files, manifest.build_id()?);
        Ok(Self { manifest, store })
    }
}

/// What answers states.
pub struct Engine<'i> {
    pub manifest: &'i Manifest,
    pub values: Values<'i>,
    store: &'i Store<'i>,
    columns: Columns<'i>,
    terms: Terms<'i>,
    languages: Vec<Language>,
    synonyms: Vec<Synonyms>,
}

/// What a state finds. Documents are the numbers of entries in the index.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Whether there was a question or a filter; else nothing is listed.
    pub asked: bool,
    /// The result in order.
    pub documents: Vec<u32>,
    /// From 1 on, no more than there are.
    pub page: usize,
    pub pages: usize,
    /// The order in force.
    pub sort: Sort,
    pub notices: Vec<Notice>,
    /// Of each facet how many entries have each value, those that none has left out; by code.
    pub facets: Vec<Vec<(u32, u64)>>,
    pub totals: Totals,
    /// The number of the facet by which it is grouped, and its groups; nothing where no grouping was asked for.
    pub grouped: Option<usize>,
    pub groups: Option<Vec<Group>>,
}

impl Answer {
    /// The documents of the page.
    pub fn shown(&self) -> &[u32] {
        let from = (self.page - 1) * PAGE;
        self.documents.get(from..(from + PAGE).min(self.documents.len())).unwrap_or_default()
    }
}

/// What the values that were chosen of a facet ask for.
struct Filter {
    facet: usize,
    documents: Set,
}

impl<'i> Engine<'i> {
    /// # Errors
    /// The list of synonyms is not there or damaged.
    pub fn new(index: &'i Index<'_>) -> Result<Self, Fault> {
        let (store, manifest) = (&index.store, &index.manifest);
        let groups: Vec<Vec<(String, String)>> = store.json("synonyms.bin")?;
        let member = |(code, word): (String, String)| Language::from_code(&code).ok().map(|language| (language, word));
        Ok(Self {
            manifest,
            values: Values::new(store, manifest),
            store,
            columns: Columns::new(store, manifest),
            terms: Terms::new(store, manifest),
            languages: manifest.languages(),
            synonyms: groups.into_iter().map(|group| group.into_iter().filter_map(member).collect()).collect(),
        })
    }

    /// The files that the engine reads.
    pub fn store(&self) -> &Store<'i> {
        self.store
    }

    /// Reads a state as the address of the page writes it.
    pub fn state(&self, address: &str) -> State {
        let facets: Vec<&str> = self.manifest.facets.iter().map(|facet| facet.name.as_str()).collect();
        State::read(address, &facets)
    }

    /// The answer to a state, names in the order of a language's alphabet.
    ///
    /// # Errors
    /// A file of the index is not there or damaged.
    pub fn answer(&self, state: &State, language: &str) -> Result<Answer, Fault> {
        let sources = self.sources(state);
        let (items, mut notices) = parse(&state.question, |name| self.facet_meant(name));
        let found = sources.found(&items)?;
        notices.extend(found.notices.iter().cloned());
        notices.extend(state.notices.iter().cloned());
        let filters = self.filters(&sources, state, &mut notices)?;
        let ranges = self.ranges(&sources, state)?;
        let asked = found.asked || !filters.is_empty() || ranges.is_some();
        let sort = sort(state, &found);
        if !asked {
            return self.unasked(sort, notices);
        }
        let base = ranges.iter().fold(found.documents.clone(), |base, range| base.and(range));
        let result = filters.iter().fold(base.clone(), |result, filter| result.and(&filter.documents));
        let facets = (0..self.manifest.facets.len()).map(|facet| self.counts(facet, &base, &result, &filters));
        let facets = facets.collect::<Result<Vec<_>, Fault>>()?;
        let ranking = Ranking { items: &found.items, scores: &found.scores };
        let documents =
            ordered(&result, sort, &self.order_of(state, language), &ranking, &self.columns, self.manifest)?;
        let money = Money { result: &result, amounts: self.columns.amounts()?, wholes: self.columns.wholes()? };
        let groups = state.group.map(|facet| self.groups(&money, facet)).transpose()?;
        let pages = documents.len().div_ceil(PAGE).max(1);
        let page = state.page.clamp(1, pages);
        Ok(Answer {
            asked,
            documents,
            page,
            pages,
            sort,
            notices,
            facets,
            totals: money.totals(),
            grouped: state.group,
            groups,
        })
    }

    fn sources<'s>(&'s self, state: &State) -> Sources<'s> {
        let lookup = Lookup {
            store: self.store,
            manifest: self.manifest,
            terms: &self.terms,
            languages: &self.languages,
            groups: &self.synonyms,
            synonyms: state.synonyms,
        };
        Sources { lookup, manifest: self.manifest, columns: &self.columns, values: &self.values }
    }

    /// The facet that somebody means by its name, or by its label without the spaces, in lower case.
    fn facet_meant(&self, name: &str) -> Option<String> {
        let facets = &self.manifest.facets;
        let is_label = |label: &String| lower(label).chars().filter(|letter| !letter.is_whitespace()).eq(name.chars());
        let by_name = facets.iter().find(|facet| facet.name == name);
        let by_label = || facets.iter().find(|facet| facet.label.values().any(is_label));
        by_name.or_else(by_label).map(|facet| facet.name.clone())
    }

    fn unasked(&self, sort: Sort, notices: Vec<Notice>) -> Result<Answer, Fault> {
        let counts = |facet| Ok((0..).zip(self.values.all(facet)?.iter().map(|value| value.1)).collect());
        let facets = (0..self.manifest.facets.len()).map(counts).collect::<Result<Vec<_>, Fault>>()?;
        let (documents, totals) = (Vec::new(), Totals::default());
        Ok(Answer {
            asked: false,
            documents,
            page: 1,
            pages: 1,
            sort,
            notices,
            facets,
            totals,
            grouped: None,
            groups: None,
        })
    }

    /// What the chosen and excluded values of each facet leave.
    fn filters(&self, sources: &Sources<'_>, state: &State, notices: &mut Vec<Notice>) -> Result<Vec<Filter>, Fault> {
        let mut filters = Vec::new();
        for (facet, told) in self.manifest.facets.iter().enumerate() {
            let own: Vec<_> = state.chosen.iter().filter(|chosen| chosen.facet == facet).collect();
            if own.is_empty() {
                continue;
            }
            let (mut wanted, mut excluded) = (Vec::new(), Vec::new());
            for chosen in &own {
                let codes = if chosen.choice == Choice::In { &mut wanted } else { &mut excluded };
                match self.values.code(facet, &chosen.slug)? {
                    Some(code) => codes.push(code),
                    None => notices.push(Notice::Value { facet: told.name.clone(), value: chosen.slug.clone() }),
                }
            }
            let mut documents = sources.with_values(facet, &excluded)?.not();
            if own.iter().any(|chosen| chosen.choice == Choice::In) {
                documents = documents.and(&sources.with_values(facet, &wanted)?);
            }
            filters.push(Filter { facet, documents });
        }
        Ok(filters)
    }

    fn ranges(&self, sources: &Sources<'_>, state: &State) -> Result<Option<Set>, Fault> {
        let dated = state.dates.is_set().then(|| sources.dated(state.dates)).transpose()?;
        let chosen = self.chosen_currencies(state);
        let counts = |currency: &str| chosen.is_empty() || chosen.iter().any(|own| own == currency);
        let priced = state.amounts.is_set().then(|| sources.with_amount_in(state.amounts, counts)).transpose()?;
        Ok(match (dated, priced) {
            (Some(dated), Some(priced)) => Some(dated.and(&priced)),
            (dated, priced) => dated.or(priced),
        })
    }

    /// The currencies that were chosen as such; slugs are codes in lower case.
    fn chosen_currencies(&self, state: &State) -> Vec<String> {
        let facet = self.manifest.facet("currency");
        let is_chosen = |facet: usize| {
            let chosen = state.chosen.iter().filter(move |one| one.facet == facet && one.choice == Choice::In);
            chosen.map(|one| one.slug.to_uppercase())
        };
        facet.into_iter().flat_map(is_chosen).collect()
    }

    /// The currencies by which amounts are put in order, the first one first.
    fn order_of<'s>(&'s self, state: &State, language: &'s str) -> super::order::By<'s> {
        let chosen = self.chosen_currencies(state);
        let all = self.manifest.currencies.iter();
        let currencies = all.filter(|currency| chosen.is_empty() || chosen.contains(currency));
        let spoken = self.manifest.languages.iter().find(|own| *own == language);
        let language = spoken.or(self.manifest.languages.first()).map_or("", String::as_str);
        super::order::By { currencies: currencies.map(String::as_str).collect(), language }
    }

    /// How many entries that hold everything but the facet's own filter have each of its values.
    fn counts(&self, facet: usize, base: &Set, result: &Set, filters: &[Filter]) -> Result<Vec<(u32, u64)>, Fault> {
        let codes = self.columns.facet(facet)?;
        let others = filters.iter().filter(|filter| filter.facet != facet);
        let own = filters.iter().any(|filter| filter.facet == facet);
        let among = own.then(|| others.fold(base.clone(), |among, filter| among.and(&filter.documents)));
        let mut counts = vec![0; self.manifest.facets[facet].values];
        for code in among.as_ref().unwrap_or(result).iter().flat_map(|document| codes.of(document)) {
            counts[*code as usize] += 1;
        }
        Ok((0..).zip(counts).filter(|(_, count)| *count > 0).collect())
    }

    fn groups(&self, money: &Money<'_>, facet: usize) -> Result<Vec<Group>, Fault> {
        let values = self.values.all(facet)?;
        let slug = |code: u32| values.get(code as usize).map_or("", |value| value.0.as_str());
        Ok(money.groups(self.columns.facet(facet)?, slug))
    }
}

/// The order in force: by relevance only where words are asked for.
fn sort(state: &State, found: &Found) -> Sort {
    match state.sort {
        Some(Sort::Relevance) | None if found.ranked => Sort::Relevance,
        Some(Sort::Relevance) | None => Sort::Newest,
        Some(sort) => sort,
    }
}
