//! Figures that no source states: each says that it is computed, and from what.

use super::words::{around, link};
use crate::entry::EntryIx;
use crate::kind::capitalised;
use crate::lang::CurrencyStyle;
use crate::render::derived::sign;
use crate::render::html::Html;
use crate::render::page::PageObject;
use crate::site::Derived;

/// Computed figures as a list; nothing where there are none.
pub fn derived(html: &mut Html, page: &PageObject, figures: &[Derived]) {
    if figures.is_empty() {
        return;
    }
    html.markup("<ul class=\"derived\">\n");
    for figure in figures {
        html.markup("<li><span class=\"computed\">").text(&capitalised(page.words("computed"))).markup("</span>\n");
        sentence(html, page, figure);
        html.markup("</li>\n");
    }
    html.markup("</ul>\n");
}

fn sentence(html: &mut Html, page: &PageObject, figure: &Derived) {
    let formats = &page.tongue().formats;
    let money = |minor: i64, currency| formats.money(i128::from(minor), currency, CurrencyStyle::Familiar);
    match figure {
        Derived::Share { whole, currency, share, rest } => {
            let (percent, rest) = (formats.decimal(*share), money(*rest, *currency));
            let words = [("percent", &*percent), ("rest", &*rest), ("whole", "|")];
            about(html, page, ("derived.share", &words), *whole);
        }
        Derived::Change { previous, currency, change, percent } => {
            let percent = format!("{}{}", sign(*change), formats.decimal(*percent));
            let change = format!("{}{}", sign(*change), money(*change, *currency));
            let words = [("percent", &*percent), ("change", &*change), ("previous", "|")];
            about(html, page, ("derived.change", &words), *previous);
        }
        Derived::Span { currency, minor, years } => {
            let n = i64::from(*years);
            let (amount, years) = (money(*minor, *currency), formats.integer(n));
            let words = [("amount", &*amount), ("n", &*years)];
            html.text(&page.tongue().messages.format("derived.span", &words, Some(n)).unwrap_or_default());
        }
    }
}

/// A message in which `|` stands for an entry.
fn about(html: &mut Html, page: &PageObject, (key, words): (&str, &[(&str, &str)]), entry: EntryIx) {
    let told = page.tongue().messages.format(key, words, None).unwrap_or_default();
    around(html, &told, |html| link(html, page, entry));
}
