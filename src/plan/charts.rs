//! The files of pictures.

use rayon::prelude::*;

use super::Artifact;
use crate::address::Address;
use crate::chart::{ChartIx, Gallery, Picture, Place, charts_at, is_drawn};
use crate::entry::EntryIx;
use crate::kind::On;
use crate::site::Site;

/// The file of every picture that is drawn somewhere, and what these show.
pub fn files(site: &Site) -> (Vec<(Address, Artifact)>, Gallery) {
    let lists = site.listings.iter().filter(|(_, listing)| is_drawn(listing, 0)).map(|(ix, _)| Place::List(ix));
    let places: Vec<Place> = [Place::Home].into_iter().chain(lists).chain(entries(site)).collect();
    let charts = places.into_par_iter().flat_map_iter(|place| charts_at(site, place));
    let drawn: Vec<(ChartIx, Picture)> = charts.filter_map(|chart| Some((chart, chart.filed(site)?))).collect();
    let file = |(chart, _): &(ChartIx, Picture)| Some((chart.csv_address(site)?, Artifact::Chart(*chart)));
    (drawn.iter().filter_map(file).collect(), Gallery::of(drawn))
}

/// The entries on whose pages pictures may stand.
fn entries(site: &Site) -> impl Iterator<Item = Place> + '_ {
    let declared = site.kinds.iter().flat_map(|(ix, kind)| kind.charts.iter().map(move |chart| (ix, kind, chart)));
    let kinds: std::collections::BTreeSet<_> = declared
        .flat_map(|(ix, kind, chart)| {
            chart.on.iter().filter_map(move |on| if *on == On::Record { Some(ix) } else { kind.charted_at(*on) })
        })
        .collect();
    let of_kind = move |kind| site.list(kind).iter().copied().filter(|ix: &EntryIx| site.has_page(*ix));
    kinds.into_iter().flat_map(of_kind).map(Place::Entry)
}
