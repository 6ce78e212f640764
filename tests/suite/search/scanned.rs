//! What each entry has, read from the model and not from the index.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use glasklar::entry::{EntryIx, Value};
use glasklar::kind::{Facet, Role, Type};
use glasklar::lang::Language;
use glasklar::search::{analyse, placed, texts};
use glasklar::site::Site;
use glasklar::value::Money;
use glasklar::value::date::Part;
use glasklar::value::slug::slug;

use super::asked::Day;

/// An entry as the search should know it.
pub struct Scanned {
    pub ix: EntryIx,
    /// Forms as written, with where they stand.
    pub exact: HashMap<String, BTreeSet<u32>>,
    pub stems: HashSet<String>,
    pub letters: HashSet<String>,
    /// The stems of the parts of its compounds.
    pub parts: HashSet<String>,
    /// Its values by facet.
    pub values: BTreeMap<String, BTreeSet<String>>,
    /// The first and the last day that its date can mean.
    pub days: Option<(Day, Day)>,
    pub amounts: Vec<Money>,
}

/// Everything that is searched, the newest first.
pub struct World<'a> {
    pub site: &'a Site,
    pub entries: Vec<Scanned>,
    /// The words of all languages, four letters and more, with how many entries have each in each language.
    pub words: BTreeMap<String, usize>,
}

impl<'a> World<'a> {
    pub fn of(site: &'a Site) -> Self {
        let mut all: Vec<EntryIx> = site.all().collect();
        all.sort_by_key(|ix| site.position(*ix));
        let spoken: Vec<Spoken> = all.iter().map(|ix| spoken(site, *ix)).collect();
        let mut written: BTreeMap<Language, BTreeSet<&str>> = BTreeMap::new();
        for (language, form) in spoken.iter().flat_map(|one| &one.words) {
            written.entry(*language).or_default().insert(form);
        }
        let languages = written.iter().map(|(language, words)| (*language, Derived::of(site, *language, words)));
        let languages: HashMap<Language, Derived> = languages.collect();
        let mut words = BTreeMap::new();
        for (language, form) in spoken.iter().flat_map(|one| one.exact.keys()) {
            let is_word = written.get(language).is_some_and(|words| words.contains(form.as_str()));
            let is_long = form.chars().count() >= 4 && !form.contains(char::is_numeric);
            if is_long {
                let (count, any) = words.entry(form.clone()).or_insert((0, false));
                *count += 1;
                *any |= is_word;
            }
        }
        let words = words.into_iter().filter(|(_, (_, any))| *any).map(|(word, (count, _))| (word, count)).collect();
        let entries = all.iter().zip(spoken).map(|(ix, spoken)| scanned(site, *ix, spoken, &languages)).collect();
        Self { site, entries, words }
    }
}

/// The forms of an entry by language, and those that are words.
#[derive(Default)]
struct Spoken {
    exact: BTreeMap<(Language, String), BTreeSet<u32>>,
    words: BTreeSet<(Language, String)>,
}

fn spoken(site: &Site, ix: EntryIx) -> Spoken {
    let mut spoken = Spoken::default();
    let mut from = 0;
    for language in site.written_in(ix).iter() {
        for text in texts(site, ix, language) {
            for one in placed(&text) {
                if one.is_word {
                    spoken.words.insert((language, one.form.clone()));
                }
                spoken.exact.entry((language, one.form)).or_default().insert(from + one.position);
            }
            // No phrase reaches from one text into another.
            from += 100_000;
        }
    }
    spoken
}

/// What follows from the words of a language: their stems, other spellings, and stems of parts.
struct Derived(HashMap<String, [Vec<String>; 3]>);

impl Derived {
    fn of(site: &Site, language: Language, words: &BTreeSet<&str>) -> Self {
        let stem = |word: &str| stem(word, language);
        let long: HashSet<&str> = words.iter().copied().filter(|word| word.chars().count() >= 4).collect();
        let stems: HashSet<String> = long.iter().map(|word| stem(word)).collect();
        let lexicon = site.lexicon.of(language);
        let parts = |word: &str| -> Vec<String> {
            let told = lexicon.parts.get(word).map(|parts| parts.iter().map(ToString::to_string).collect());
            let is_whole = language == Language::En || lexicon.whole.contains(word);
            let found = told.filter(|_| language != Language::En);
            let cut = || if is_whole { None } else { cut(word, &long, &stems, &stem) };
            found.or_else(cut).unwrap_or_default().iter().map(|part| stem(part)).collect()
        };
        let derived = |word: &&str| {
            let letters = analyse(word, language).letters;
            ((*word).to_owned(), [vec![stem(word)], letters, parts(word)])
        };
        Self(words.iter().map(derived).collect())
    }
}

/// The stem of a word in a language.
pub fn stem(word: &str, language: Language) -> String {
    analyse(word, language).stems.into_iter().next().unwrap_or_else(|| panic!("`{word}` is no word"))
}

/// The parts of a compound: the fewest, and the first as long as possible.
fn cut(
    word: &str,
    words: &HashSet<&str>,
    stems: &HashSet<String>,
    stem: &dyn Fn(&str) -> String,
) -> Option<Vec<String>> {
    if !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let letters: Vec<char> = word.chars().collect();
    let text = |letters: &[char]| letters.iter().collect::<String>();
    let ends = (4..=letters.len().saturating_sub(4)).rev();
    let mut later = None;
    for end in ends {
        let (head, tail) = (text(&letters[..end]), text(&letters[end..]));
        let bare = ["", "s", "e"].iter().filter_map(|link| head.strip_suffix(link));
        let is_first = |head: &&str| head.chars().count() >= 4 && (words.contains(head) || stems.contains(*head));
        let Some(head) = bare.into_iter().find(is_first) else { continue };
        if words.contains(tail.as_str()) || stems.contains(&stem(&tail)) {
            return Some(vec![head.to_owned(), tail]);
        }
        if later.is_none() {
            later = cut(&tail, words, stems, stem).map(|rest| [vec![head.to_owned()], rest].concat());
        }
    }
    later
}

fn scanned(site: &Site, ix: EntryIx, spoken: Spoken, languages: &HashMap<Language, Derived>) -> Scanned {
    let [mut stems, mut letters, mut parts] = [const { Vec::new() }; 3];
    let mut exact: HashMap<String, BTreeSet<u32>> = HashMap::new();
    for ((language, form), positions) in spoken.exact {
        if let Some([stem, other, part]) = languages.get(&language).and_then(|derived| derived.0.get(&form)) {
            stems.extend_from_slice(stem);
            letters.extend_from_slice(other);
            parts.extend_from_slice(part);
        }
        exact.entry(form).or_default().extend(positions);
    }
    Scanned {
        ix,
        exact,
        stems: stems.into_iter().collect(),
        letters: letters.into_iter().collect(),
        parts: parts.into_iter().collect(),
        values: values(site, ix),
        days: days(site, ix),
        amounts: site.amounts(ix).iter().filter(|money| money.minor.is_some()).cloned().collect(),
    }
}

fn days(site: &Site, ix: EntryIx) -> Option<(Day, Day)> {
    let date = site.date(ix)?;
    let year = i32::from(date.year());
    Some(match date.part() {
        Part::Minute { month, day, .. } | Part::Day { month, day } => {
            let day = (year, u32::from(month), u32::from(day));
            (day, day)
        }
        Part::Month(month) => ((year, u32::from(month), 0), (year, u32::from(month), 31)),
        // Of quarters, seasons and halves the year is what is known for certain.
        _ => ((year, 0, 0), (year, 12, 31)),
    })
}

/// The values of an entry, by the name of each facet.
fn values(site: &Site, ix: EntryIx) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |facet: &str, slug: String| {
        all.entry(facet.to_owned()).or_default().insert(slug);
    };
    let kind = site.kind_of(ix);
    add("kind", kind.id.to_lowercase());
    site.money_year(ix).iter().for_each(|year| add("year", year.to_string()));
    for money in site.amounts(ix).iter().filter(|money| money.minor.is_some()) {
        add("currency", money.currency.code().to_lowercase());
        add("basis", money.basis.id().to_owned());
    }
    let is_case = kind.role(Role::Treatments).is_some();
    site.status(ix).filter(|_| is_case).iter().for_each(|status| add("status", status.id.to_string()));
    let tells_language = kind.schema.by_name("language").is_some_and(|at| kind.field(at).facet == Some(Facet::Values));
    if !tells_language {
        site.written_in(ix).iter().for_each(|language| add("language", language.code().to_owned()));
    }
    const OTHERWISE: [&str; 4] = ["kind", "year", "currency", "basis"];
    for (at, field) in kind.schema.iter().filter(|(_, field)| field.facet == Some(Facet::Values)) {
        let told_otherwise = OTHERWISE.contains(&&*field.name) || is_case && &*field.name == "status";
        let Some(held) = site.entry(ix).fields.get(at).filter(|_| !told_otherwise) else { continue };
        for item in held.value.items() {
            let value = match (item, &field.ty) {
                (Value::Reference(reference), _) => match reference.target {
                    Some(target) => site.entry(target).id.to_string(),
                    None => slug(&reference.text),
                },
                (Value::Choice(at), Type::Choice(choices)) => choices[usize::from(*at)].id.to_lowercase(),
                (Value::Text(_) | Value::Texts(_), _) => slug(item.text(site.entry(ix).language).unwrap_or_default()),
                (Value::Boolean(flag), _) => (if *flag { "yes" } else { "no" }).to_owned(),
                (Value::Year(year), _) => year.to_string(),
                (Value::Integer(number), _) => slug(&number.to_string()),
                _ => String::new(),
            };
            if !value.is_empty() {
                add(&field.name, value);
            }
        }
    }
    all
}
