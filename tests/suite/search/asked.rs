//! Random states of the search page, drawn from the words and values of a site, in parts that a scan can judge one by one and
//! as the address that says the same.

use std::collections::BTreeSet;

use glasklar::search::texts;

use super::numbers::Numbers;
use super::scanned::World;

/// A state of the search page.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub items: Vec<Item>,
    /// Facet, slug, and whether it is excluded.
    pub chosen: Vec<(String, String, bool)>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// In hundredths of the major unit.
    pub min: Option<i128>,
    pub max: Option<i128>,
    pub sort: Option<&'static str>,
    pub group: Option<String>,
    pub page: usize,
    pub without_synonyms: bool,
}

/// Year, month and day; 0 where it is not told.
pub type Day = (i32, u32, u32);

#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Words(String),
    Phrase(String),
    Begins(String),
    /// A facet and a slug.
    Value(String, String),
    /// Whole major units.
    Amount(Option<i128>, Option<i128>),
    Years(Option<i32>, Option<i32>),
    Days(Option<Day>, Option<Day>),
    Not(Box<Item>),
    Any(Vec<Item>),
}

pub const SORTS: [&str; 6] = ["relevance", "newest", "oldest", "amount", "smallest", "name"];

/// What random states are drawn from.
pub struct Source<'a> {
    world: &'a World<'a>,
    texts: Vec<String>,
    words: Vec<String>,
    values: Vec<(String, String)>,
    facets: Vec<String>,
    amounts: Vec<i128>,
}

impl<'a> Source<'a> {
    pub fn of(world: &'a World<'a>) -> Self {
        let site = world.site;
        let entries = || world.entries.iter();
        let spoken = |ix| site.written_in(ix).iter().flat_map(move |language| texts(site, ix, language));
        let forms: BTreeSet<&String> = entries().flat_map(|entry| entry.exact.keys()).collect();
        let values: BTreeSet<(String, String)> = entries()
            .flat_map(|entry| entry.values.iter())
            .flat_map(|(facet, slugs)| slugs.iter().map(move |slug| (facet.clone(), slug.clone())))
            .collect();
        let facets: BTreeSet<String> = values.iter().map(|(facet, _)| facet.clone()).collect();
        let hundredths = |money: &glasklar::value::Money| {
            money.minor.map(|minor| i128::from(minor) * 100 / 10_i128.pow(money.currency.minor_digits()))
        };
        Self {
            world,
            texts: entries().flat_map(|entry| spoken(entry.ix)).filter(|text| !text.trim().is_empty()).collect(),
            words: forms.into_iter().cloned().collect(),
            values: values.into_iter().collect(),
            facets: facets.into_iter().collect(),
            amounts: entries().flat_map(|entry| &entry.amounts).filter_map(hundredths).collect(),
        }
    }

    pub fn state(&self, numbers: &mut Numbers) -> Asked {
        let mut asked = Asked { page: 1 + numbers.below(3), ..Asked::default() };
        for _ in 0..[0, 1, 1, 1, 2, 2, 3][numbers.below(7)] {
            let item = self.item(numbers);
            asked.add(item);
        }
        for _ in 0..[0, 0, 1, 1, 2, 3][numbers.below(6)] {
            let (facet, slug) = numbers.of(&self.values).clone();
            let slug = if numbers.once_in(30) { "no-such-value".to_owned() } else { slug };
            asked.chosen.push((facet, slug, numbers.once_in(3)));
        }
        if numbers.once_in(4) {
            let ends = [self.day(numbers), self.day(numbers)];
            let [from, to] = if ends[0] <= ends[1] || numbers.once_in(4) { ends } else { [ends[1], ends[0]] };
            asked.from = (!numbers.once_in(3)).then_some(from);
            asked.to = (!numbers.once_in(3)).then_some(to);
        }
        if numbers.once_in(4) && !self.amounts.is_empty() {
            let mut ends = [*numbers.of(&self.amounts), *numbers.of(&self.amounts) + numbers.below(3) as i128 - 1];
            if !numbers.once_in(8) {
                ends.sort_unstable();
            }
            asked.min = (!numbers.once_in(3)).then_some(ends[0]);
            asked.max = (!numbers.once_in(3)).then_some(ends[1]);
        }
        asked.sort = (!numbers.once_in(3)).then(|| *numbers.of(&SORTS));
        asked.group = numbers.once_in(3).then(|| numbers.of(&self.facets).clone());
        asked.without_synonyms = numbers.once_in(4);
        asked
    }

    fn item(&self, numbers: &mut Numbers) -> Item {
        match numbers.below(10) {
            0 => Item::Not(Box::new(self.one(numbers))),
            1 | 2 => {
                let any: Vec<Item> = (0..2 + numbers.below(2)).map(|_| self.one(numbers)).collect();
                Item::Any(any)
            }
            _ => self.one(numbers),
        }
    }

    fn one(&self, numbers: &mut Numbers) -> Item {
        let major = |numbers: &mut Numbers| {
            let some = (!self.amounts.is_empty()).then(|| numbers.of(&self.amounts).abs() / 100);
            some.filter(|_| !numbers.once_in(4))
        };
        match numbers.below(14) {
            0 | 1 => Item::Phrase(self.piece(numbers)),
            2 => {
                let word = numbers.of(&self.words);
                let letters: Vec<char> = word.chars().collect();
                let least = letters.len().min(2);
                let begins: String = letters[..least + numbers.below(letters.len() - least + 1)].iter().collect();
                let is_plain = begins.chars().count() >= 2 && begins.chars().all(char::is_alphanumeric);
                if is_plain { Item::Begins(begins) } else { Item::Words(self.word(numbers)) }
            }
            3 => {
                let (facet, slug) = numbers.of(&self.values).clone();
                // The facet of years is read as numbers.
                if facet == "year" { Item::Words(self.word(numbers)) } else { Item::Value(facet, slug) }
            }
            4 => Item::Amount(major(numbers), major(numbers)),
            5 => {
                let mut year = || (!numbers.once_in(4)).then(|| 2015 + numbers.below(12) as i32);
                Item::Years(year(), year())
            }
            6 => {
                let ends = [self.day(numbers), self.day(numbers)].map(|day| (!numbers.once_in(4)).then_some(day));
                Item::Days(ends[0], ends[1])
            }
            _ => Item::Words(self.word(numbers)),
        }
    }

    /// A word of the site, or something near to one.
    fn word(&self, numbers: &mut Numbers) -> String {
        let word = numbers.of(&self.words).clone();
        let letters: Vec<char> = word.chars().collect();
        let is_word = letters.iter().all(|letter| letter.is_alphabetic());
        match numbers.below(12) {
            0 if is_word && letters.len() > 4 => letters[..3 + numbers.below(letters.len() - 3)].iter().collect(),
            1 if is_word => {
                let mut letters = letters;
                let at = numbers.below(letters.len());
                match numbers.below(4) {
                    0 => letters[at] = *numbers.of(&['e', 'x', 'å', 's']),
                    1 => letters.insert(at, *numbers.of(&['e', 'n', 'ø'])),
                    2 if letters.len() > 1 => drop(letters.remove(at)),
                    _ if at > 0 => letters.swap(at - 1, at),
                    _ => {}
                }
                letters.into_iter().collect()
            }
            2 if is_word => format!("{word}{}{}", numbers.of(&["", "s", "e"]), numbers.of(&self.words)),
            3 if is_word => format!("{word}{}", numbers.of(&["en", "s", "er", "ets", "erne"])),
            // `OR` and `ELLER` are no words.
            4 if is_word && letters.len() > 5 => word.replace('å', "aa").replace('ø', "o").to_uppercase(),
            _ => word,
        }
    }

    /// Some words that stand together in a text, or nearly.
    fn piece(&self, numbers: &mut Numbers) -> String {
        let text = numbers.of(&self.texts);
        let words: Vec<&str> = text.split_whitespace().collect();
        let from = numbers.below(words.len());
        let mut piece = words[from..(from + 1 + numbers.below(4)).min(words.len())].to_vec();
        if numbers.once_in(6) {
            piece.reverse();
        }
        piece.join(" ").replace(['"', '“', '”', '„', '«', '»'], " ")
    }

    fn day(&self, numbers: &mut Numbers) -> Day {
        let known = self.world.entries[numbers.below(self.world.entries.len())].days;
        let (year, month, day) = known.map_or((2020, 3, 9), |(first, _)| first);
        match numbers.below(4) {
            0 => (year, 0, 0),
            1 => (year, month.max(1), 0),
            2 => (year, 1 + numbers.below(12) as u32, 1 + numbers.below(31) as u32),
            _ => (year, month.max(1), day.max(1)),
        }
    }
}

impl Asked {
    /// Words beside words are one run.
    fn add(&mut self, item: Item) {
        match (self.items.last_mut(), item) {
            (Some(Item::Words(run)), Item::Words(words)) => *run = format!("{run} {words}"),
            (_, item) => self.items.push(item),
        }
    }

    pub fn question(&self) -> String {
        self.items.iter().map(Item::typed).collect::<Vec<_>>().join(" ")
    }

    /// What the address of the page says after its question mark.
    pub fn address(&self) -> String {
        let mut pairs = vec![("q".to_owned(), self.question())];
        for (facet, slug, is_out) in &self.chosen {
            let name = if ["q", "from", "to"].contains(&facet.as_str()) { format!("f.{facet}") } else { facet.clone() };
            pairs.push((name, format!("{}{slug}", if *is_out { "-" } else { "" })));
        }
        let mut add = |name: &str, value: Option<String>| pairs.extend(value.map(|value| (name.to_owned(), value)));
        add("from", self.from.map(typed_day));
        add("to", self.to.map(typed_day));
        add("min", self.min.map(typed_amount));
        add("max", self.max.map(typed_amount));
        add("sort", self.sort.map(str::to_owned));
        add("group", self.group.clone());
        add("page", Some(self.page.to_string()));
        add("synonyms", self.without_synonyms.then(|| "off".to_owned()));
        pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect::<Vec<_>>().join("&")
    }
}

impl Item {
    fn typed(&self) -> String {
        let ends = |name: &str, from: Option<String>, to: Option<String>| {
            format!("{name}:{}..{}", from.unwrap_or_default(), to.unwrap_or_default())
        };
        match self {
            Self::Words(words) => words.clone(),
            Self::Phrase(phrase) => format!("\"{phrase}\""),
            Self::Begins(letters) => format!("{letters}*"),
            Self::Value(facet, slug) => format!("{facet}:{slug}"),
            Self::Amount(from, to) => ends("amount", from.map(|n| n.to_string()), to.map(|n| n.to_string())),
            Self::Years(from, to) => ends("year", from.map(|n| n.to_string()), to.map(|n| n.to_string())),
            Self::Days(from, to) => ends("date", from.map(typed_day), to.map(typed_day)),
            Self::Not(item) => format!("-{}", item.typed()),
            Self::Any(items) => items.iter().map(Self::typed).collect::<Vec<_>>().join(" OR "),
        }
    }
}

fn typed_day((year, month, day): Day) -> String {
    match (month, day) {
        (0, _) => format!("{year:04}"),
        (_, 0) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    }
}

fn typed_amount(hundredths: i128) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:02}") }
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
