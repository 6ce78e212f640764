//! An answer as JSON: for editors, scripts and tests. The messages of the worker in the browser hold the same.

use serde::Serialize;
use serde_json::Value;

use super::engine::{Answer, Engine};
use super::files::Fault;
use super::notice::Notice;
use super::shown::{Shown, Sum};
use super::state::{Choice, Sort, State};
use super::totals::Group;

/// Everything that an answer says, in a reader's language. Sums are texts of whole minor units.
#[derive(Serialize)]
struct Told<'a> {
    asked: bool,
    count: usize,
    page: usize,
    pages: usize,
    sort: Sort,
    /// Those of the page.
    results: Vec<Shown>,
    notices: &'a [Notice],
    facets: Vec<Facet<'a>>,
    totals: Totals,
    groups: Option<Groups<'a>>,
}

#[derive(Serialize)]
struct Facet<'a> {
    name: &'a str,
    label: &'a str,
    values: Vec<Counted>,
}

#[derive(Serialize)]
struct Counted {
    slug: String,
    label: String,
    count: u64,
    /// `in`, `out`, or nothing.
    selected: &'static str,
}

#[derive(Serialize)]
struct Totals {
    lines: Vec<TotalLine>,
    without: usize,
}

#[derive(Serialize)]
struct TotalLine {
    #[serde(flatten)]
    sum: Sum,
    count: usize,
    inside: usize,
}

#[derive(Serialize)]
struct Groups<'a> {
    facet: &'a str,
    label: &'a str,
    groups: Vec<OneGroup>,
}

#[derive(Serialize)]
struct OneGroup {
    slug: String,
    label: String,
    count: usize,
    lines: Vec<GroupLine>,
}

#[derive(Serialize)]
struct GroupLine {
    #[serde(flatten)]
    sum: Sum,
    count: usize,
    average: String,
    median: String,
    largest: String,
}

impl Engine<'_> {
    /// The answer to a state as JSON: its page of results, and all counts, sums and groups.
    ///
    /// # Errors
    /// A file of the index is not there or damaged.
    pub fn json(&self, state: &State, answer: &Answer, language: &str) -> Result<Value, Fault> {
        let facets = (0..).zip(&answer.facets).map(|(facet, counts)| self.told_facet(state, facet, counts, language));
        let told = Told {
            asked: answer.asked,
            count: answer.documents.len(),
            page: answer.page,
            pages: answer.pages,
            sort: answer.sort,
            results: self.shown(answer.shown(), language)?,
            notices: &answer.notices,
            facets: facets.collect::<Result<_, Fault>>()?,
            totals: self.told_totals(answer),
            groups: match (&answer.groups, state.group) {
                (Some(groups), Some(facet)) => Some(self.told_groups(groups, facet, language)?),
                _ => None,
            },
        };
        Ok(serde_json::to_value(told).unwrap_or_default())
    }

    fn facet_label(&self, facet: usize, language: &str) -> &str {
        let labels = &self.manifest.facets[facet].label;
        labels.get(language).or_else(|| labels.values().next()).map_or("", String::as_str)
    }

    fn told_facet(
        &self,
        state: &State,
        facet: usize,
        counts: &[(u32, u64)],
        language: &str,
    ) -> Result<Facet<'_>, Fault> {
        let values = self.values.all(facet)?;
        let is = |slug: &str, choice| {
            state.chosen.iter().any(|one| one.facet == facet && one.slug == slug && one.choice == choice)
        };
        // What is chosen and excluded is excluded.
        let selected = |slug: &str| match (is(slug, Choice::Out), is(slug, Choice::In)) {
            (true, _) => "out",
            (_, true) => "in",
            _ => "",
        };
        let counted = |(code, count): &(u32, u64)| {
            let value = values.get(*code as usize)?;
            let (slug, label) = (value.0.clone(), value.2.get(language).to_owned());
            Some(Counted { selected: selected(&slug), slug, label, count: *count })
        };
        let values = counts.iter().filter_map(counted).collect();
        Ok(Facet { name: &self.manifest.facets[facet].name, label: self.facet_label(facet, language), values })
    }

    fn told_totals(&self, answer: &Answer) -> Totals {
        let line = |(line, own): (&usize, &super::totals::TotalLine)| {
            let sum = Sum::of(self.manifest.lines.get(*line)?, own.minor);
            Some(TotalLine { sum, count: own.count, inside: own.inside })
        };
        let lines = answer.totals.lines.iter().filter_map(line).collect();
        Totals { lines, without: answer.totals.without }
    }

    fn told_groups(&self, groups: &[Group], facet: usize, language: &str) -> Result<Groups<'_>, Fault> {
        let values = self.values.all(facet)?;
        let line = |(line, own): (&usize, &super::totals::GroupLine)| {
            let sum = Sum::of(self.manifest.lines.get(*line)?, own.minor);
            let [average, median] = [own.average, own.median].map(|minor| minor.to_string());
            Some(GroupLine { sum, count: own.count, average, median, largest: own.largest.to_string() })
        };
        let group = |group: &Group| {
            let value = values.get(group.code as usize)?;
            let lines = group.lines.iter().filter_map(line).collect();
            Some(OneGroup { slug: value.0.clone(), label: value.2.get(language).to_owned(), count: group.count, lines })
        };
        let groups = groups.iter().filter_map(group).collect();
        Ok(Groups { facet: &self.manifest.facets[facet].name, label: self.facet_label(facet, language), groups })
    }
}
