//! The kind that a table resembles, its language, and what fills each field of that kind.

use super::fields::{self, Fit};
use super::id::id;
use super::key::key;
use super::survey::Survey;
use super::values::EMPTY;
use super::words::LANGUAGES;
use super::{Fill, Plan, Setting, list, money, organisations, persons, sections};
use crate::config::Config;
use crate::kind::{Kind, KindIx, Kinds, Role, Type};
use crate::lang::Language;
use crate::load::quoted;
use crate::value::Notation;

/// What sums weigh beside words: hardly anything but a grant has them.
const SUMS_WEIGH: u32 = 20;
/// Below this nothing in the table speaks for a kind.
const LEAST: u32 = 10;

/// The kind of the rows: the one that was said, else the one of whose fields most find a column; and what is to be said.
pub fn kind(survey: &Survey, kinds: &Kinds, said: Option<KindIx>) -> (KindIx, Option<String>) {
    if let Some(kind) = said {
        return (kind, None);
    }
    let mut best = (0, KindIx(0));
    for (ix, kind) in kinds.iter() {
        let score = resemblance(survey, kind, kinds);
        if score > best.0 {
            best = (score, ix);
        }
    }
    let id = &kinds.get(best.1).id;
    let why = if best.0 < LEAST { "though little speaks for it" } else { "by what heads its columns" };
    (best.1, Some(format!("the table was taken for one of `{id}`, {why}; else name the kind with --kind")))
}

fn resemblance(survey: &Survey, kind: &Kind, kinds: &Kinds) -> u32 {
    let words: u32 = fields::fits(survey, kind, kinds).iter().map(|fit| fit.score).sum();
    let has_sums = kind.role(Role::Amount).is_some() && !money::columns(survey).is_empty();
    words + if has_sums { SUMS_WEIGH } else { 0 }
}

/// The language of the texts, by the words of the headers; within a site it is one of the site's.
pub fn language(survey: &Survey, config: &Config) -> (Language, Option<String>) {
    let count = |words: &[&str]| {
        let holds =
            |header: &str, word: &&str| header.split('-').any(|token| token.starts_with(word) || token.ends_with(word));
        survey
            .columns
            .iter()
            .map(|column| words.iter().filter(|word| holds(&column.plain, word)).count())
            .sum::<usize>()
    };
    let known = LANGUAGES.iter().filter_map(|(code, words)| Some((Language::from_code(code).ok()?, count(words))));
    let best =
        known.filter(|(_, count)| *count > 0).max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)));
    let first = config.languages[0];
    match best {
        Some((language, _)) if language == first => (language, None),
        Some((language, _))
            if config.languages.contains(&language) || config.title == crate::localised::Localised::default() =>
        {
            (language, Some("the language was told by the words of the headers".into()))
        }
        Some((language, _)) => {
            let (ours, seems) = (first.code(), language.code());
            (
                first,
                Some(format!("the headers look like `{seems}`, which is no language of the site; `{ours}` is assumed")),
            )
        }
        None => (first, Some("nothing tells the language".into())),
    }
}

/// What fills the id and each field of the kind, and the keys above them.
pub fn plan(survey: &Survey, setting: &Setting<'_>, mut keys: Vec<Fill>) -> Plan {
    let kind = setting.kind;
    let fits = fields::fits(survey, kind, setting.kinds);
    let sums = money::columns(survey);
    let notation = money::notation(survey, sums.first().map(|sums| sums.column));
    let mut fills: Vec<Fill> = Vec::new();
    for (ix, field) in kind.schema.iter().filter(|(ix, _)| *ix != kind.title) {
        let used: Vec<usize> = fills.iter().flat_map(|fill| fill.columns.clone()).collect();
        let fit = fits.iter().copied().find(|fit| fit.field == ix);
        fills.extend(match &field.ty {
            Type::Money => money::fill(&field.name, survey, &sums, &notation, setting),
            Type::Reference(of) if *setting.kinds.get(*of).id == *"organisation" => {
                let fit = fit.filter(|fit| !used.contains(&fit.column));
                let wanted = fit.is_some() || kind.role(Role::Payee) == Some(ix);
                if wanted { organisations::fill(survey, field, fit, &used) } else { None }
            }
            Type::Group(_) => fit.map(|fit| organisations::several(survey, field, fit)),
            _ => fit.map(|fit| fields::fill(survey, field, fit)),
        });
    }
    let recipient = kind.role(Role::Payee).or(kind.role(Role::Number)).map(|ix| &kind.field(ix).name);
    let recipient = fills.iter().find(|fill| Some(&*fill.key) == recipient.map(|name| &**name));
    let name = recipient.and_then(|fill| fill.columns.last().copied());
    fills.insert(0, fields::heading(survey, kind, &fits, name));
    let used: Vec<usize> =
        fills.iter().filter(|fill| fill.off.is_none()).flat_map(|fill| fill.columns.clone()).collect();
    if !fills.iter().any(|fill| fill.key == "period") {
        fills.extend(fields::period(survey, kind, &used));
    }
    let day = kind.date.map(|ix| &*kind.field(ix).name);
    if !fills.iter().any(|fill| Some(&*fill.key) == day) {
        fills.extend(fields::other_day(survey, kind, &used));
    }
    keys.extend(decimal(&notation));
    keys.extend(empty(survey, &fills));
    let hidden = persons::hide(survey, kind, &mut fills);
    let key = key(survey, &hidden);
    let (id, stop) = id(survey, &key, setting.stem);
    let sections = sections::sections(survey, kind, &fills);
    Plan { keys, sections, id, fills, doubts: one_file(&fits), stops: stop.into_iter().collect() }
}

/// Nothing is said of columns that fit; of a table that fits nothing, it is.
fn one_file(fits: &[Fit]) -> Vec<String> {
    if fits.is_empty() {
        vec!["no header is one that is known; say in `[columns]` what each column is".into()]
    } else {
        Vec::new()
    }
}

fn decimal((notation, doubt): &(Option<Notation>, Option<String>)) -> Option<Fill> {
    let sign = match notation {
        Some(Notation::Comma) => ",",
        Some(_) => ".",
        None => {
            let doubt = doubt.clone()?;
            return Some(Fill { off: Some(doubt), ..Fill::new("decimal", quoted(","), []) });
        }
    };
    Some(Fill { doubts: doubt.iter().cloned().collect(), ..Fill::new("decimal", quoted(sign), []) })
}

/// The words that stand in cells which say nothing: surely so among numbers and dates, and some of them anywhere.
fn empty(survey: &Survey, fills: &[Fill]) -> Option<Fill> {
    let used = |at: &usize| fills.iter().any(|fill| fill.columns.contains(at));
    let mut words: Vec<&str> = Vec::new();
    for (at, (word, anywhere)) in EMPTY.iter().enumerate() {
        let says_nothing = |position: usize| {
            let column = &survey.columns[position];
            let is_text = column.is_words() && column.dates.reading(column.values).is_none();
            column.nothings[at] > 0 && (*anywhere || !is_text)
        };
        if (0..survey.columns.len()).filter(used).any(says_nothing) {
            words.push(word);
        }
    }
    let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let doubt = format!("{} stand in some cells, and were taken for nothing", list(&words));
    let fill = Fill::new("empty", format!("[{}]", quoted.join(", ")), []);
    (!words.is_empty()).then_some(Fill { doubts: vec![doubt], ..fill })
}
