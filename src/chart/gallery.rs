//! The pictures of the site that say the same in every language, each worked out once for all pages on which it stands and
//! for its file: those of long lists add up every entry.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{ChartIx, Picture};
use crate::lang::Language;
use crate::site::Site;

/// Every picture that is drawn and says the same in every language.
#[derive(Debug, Default)]
pub struct Gallery {
    same: BTreeMap<ChartIx, Picture>,
}

impl Gallery {
    /// Keeps of the pictures that are drawn those that say the same in every language.
    pub fn of(drawn: Vec<(ChartIx, Picture)>) -> Self {
        Self { same: drawn.into_iter().filter(|(_, picture)| picture.is_wordless()).collect() }
    }

    /// What a chart shows in a language; nothing where there is too little to draw.
    pub fn get(&self, site: &Site, chart: ChartIx, language: Language) -> Option<Cow<'_, Picture>> {
        self.known(chart).or_else(|| chart.picture(site, language).map(Cow::Owned))
    }

    /// What the file of a chart holds.
    pub fn filed(&self, site: &Site, chart: ChartIx) -> Option<Cow<'_, Picture>> {
        self.known(chart).or_else(|| chart.filed(site).map(Cow::Owned))
    }

    fn known(&self, chart: ChartIx) -> Option<Cow<'_, Picture>> {
        self.same.get(&chart).map(Cow::Borrowed)
    }
}
