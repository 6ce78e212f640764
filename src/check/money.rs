//! Parts and wholes of money.

use std::collections::BTreeMap;

use super::{Checked, Look, Rule};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::entry::{Entry, EntryIx, Origin};
use crate::kind::Role;
use crate::lang::{CurrencyStyle, Formats, Language};
use crate::value::{Basis, Currency, Money, Recurrence};

pub const RULES: &[Rule] =
    &[Rule { codes: &[&PARTS_EXCEED_WHOLE, &OVER_FRAME, &PART_IN_OTHER_CURRENCY], look: Look::Site(parts) }];

static PARTS_EXCEED_WHOLE: Code = Code {
    id: "parts-exceed-whole",
    severity: Severity::Error,
    summary: "The parts of a sum come to more than the sum.",
    explanation: "`part_of` says that a sum lies inside another. Parts of the same currency and basis cannot come to more than \
their whole: an amount is wrong, or a part does not belong there.",
};

static OVER_FRAME: Code = Code {
    id: "over-frame",
    severity: Severity::Warning,
    summary: "More has been decided than the frame holds.",
    explanation: "A frame is money set aside, of which grants are parts. It happens that a council decides more than \
was set aside; then the frame was raised, or an amount is wrong. Say which in a note.",
};

static PART_IN_OTHER_CURRENCY: Code = Code {
    id: "part-in-other-currency",
    severity: Severity::Error,
    summary: "A part is in another currency than its whole.",
    explanation: "Currencies are never added or compared, so a part and its whole have the same one.",
};

/// The amounts of an entry.
fn amounts<'a>(checked: &Checked<'a>, entry: &'a Entry) -> &'a [Money] {
    checked.role(entry, Role::Amount).map(|value| value.value.money()).unwrap_or_default()
}

/// What can be compared: an amount of a line.
type Line = (Currency, Recurrence);

fn line(money: &Money) -> Line {
    (money.currency, money.recurs)
}

/// Wholes with their parts, by index.
type Wholes = BTreeMap<EntryIx, Vec<EntryIx>>;

fn parts(checked: &Checked<'_>, diagnostics: &mut Diagnostics) {
    let wholes = wholes(checked);
    parts_exceed_whole(checked, &wholes, diagnostics);
    over_frame(checked, &wholes, diagnostics);
    other_currency(checked, &wholes, diagnostics);
}

fn wholes(checked: &Checked<'_>) -> Wholes {
    let mut wholes = Wholes::new();
    for (at, entry) in checked.entries.iter().enumerate().filter(|(_, entry)| entry.origin != Origin::Translation) {
        if let Some((whole, _)) = checked.target(entry, Role::Whole) {
            wholes.entry(whole).or_default().push(EntryIx::at(at));
        }
    }
    wholes
}

/// The sum of the parts' amounts in a line and basis.
fn sum(checked: &Checked<'_>, parts: &[EntryIx], of: Line, basis: Basis) -> i128 {
    let of_part = |ix: &EntryIx| {
        let fits = |money: &&Money| line(money) == of && money.basis == basis;
        amounts(checked, checked.at(*ix)).iter().find(fits).and_then(|money| money.minor).map_or(0, i128::from)
    };
    parts.iter().map(of_part).sum()
}

fn told(minor: i128, currency: Currency) -> String {
    Formats::new(Language::En).money(minor, currency, CurrencyStyle::Code)
}

fn compare(
    checked: &Checked<'_>,
    wholes: &Wholes,
    diagnostics: &mut Diagnostics,
    code: &'static Code,
    pairs: &[(Basis, Basis)],
) {
    for (whole, parts) in wholes {
        let whole = checked.at(*whole);
        for money in amounts(checked, whole) {
            let Some(limit) = money.minor.map(i128::from) else { continue };
            for (_, of_parts) in pairs.iter().filter(|(of_whole, _)| *of_whole == money.basis) {
                let parts_sum = sum(checked, parts, line(money), *of_parts);
                if parts_sum > limit {
                    let ids: Vec<String> = parts.iter().map(|ix| format!("`{}`", checked.at(*ix).id)).collect();
                    let message = format!(
                        "the parts of the {} come to {}, more than the {} of the whole",
                        checked.name(whole),
                        told(parts_sum, money.currency),
                        told(limit, money.currency),
                    );
                    let place = checked.role(whole, Role::Amount).map_or(whole.place, |value| value.place);
                    diagnostics.push(
                        Diagnostic::new(code, message).at(place).help(format!("its parts are {}", ids.join(", "))),
                    );
                }
            }
        }
    }
}

fn parts_exceed_whole(checked: &Checked<'_>, wholes: &Wholes, diagnostics: &mut Diagnostics) {
    let pairs: Vec<(Basis, Basis)> =
        Basis::ALL.iter().filter(|basis| **basis != Basis::Frame).map(|basis| (*basis, *basis)).collect();
    compare(checked, wholes, diagnostics, &PARTS_EXCEED_WHOLE, &pairs);
}

fn over_frame(checked: &Checked<'_>, wholes: &Wholes, diagnostics: &mut Diagnostics) {
    let pairs = [(Basis::Frame, Basis::Decided), (Basis::Frame, Basis::Agreed), (Basis::Frame, Basis::Paid)];
    compare(checked, wholes, diagnostics, &OVER_FRAME, &pairs);
}

fn other_currency(checked: &Checked<'_>, wholes: &Wholes, diagnostics: &mut Diagnostics) {
    for (whole, parts) in wholes {
        let Some(of_whole) = amounts(checked, checked.at(*whole)).first() else { continue };
        for part in parts {
            let entry = checked.at(*part);
            let Some(money) = amounts(checked, entry).iter().find(|money| money.currency != of_whole.currency) else {
                continue;
            };
            let message =
                format!("the {} is in {}, its whole in {}", checked.name(entry), money.currency, of_whole.currency);
            let place = checked.role(entry, Role::Amount).map_or(entry.place, |value| value.place);
            let help = "correct one of the currencies, or leave out `part_of`";
            diagnostics.push(Diagnostic::new(&PART_IN_OTHER_CURRENCY, message).at(place).help(help));
        }
    }
}
