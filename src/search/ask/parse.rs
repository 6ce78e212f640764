//! From the question as it was typed to its items: words, phrases, beginnings of words, fields, and what is excluded.

use super::notice::Notice;

/// One item of a question. All of them must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Words that stand next to each other, which are understood together.
    Words(String),
    Phrase(String),
    /// Words that begin so, in lower case.
    Begins(String),
    Field {
        name: String,
        value: String,
    },
    /// What must not hold.
    Not(Box<Item>),
    /// Of which one must hold.
    Any(Vec<Item>),
}

/// Fields that every site has, by their names in the languages of the interface.
const FIELDS: [(&str, &str); 7] = [
    ("amount", AMOUNT),
    ("beløb", AMOUNT),
    ("beløp", AMOUNT),
    ("date", DATE),
    ("dato", DATE),
    ("year", YEAR),
    ("år", YEAR),
];

pub const AMOUNT: &str = "amount";
pub const DATE: &str = "date";
pub const YEAR: &str = "year";

/// No question is read further.
const MOST_CHARACTERS: usize = 1_000;
const MOST_ITEMS: usize = 40;
/// The least letters before a star.
const SHORTEST_BEGINNING: usize = 2;
/// What stands between two items of which one must hold.
const OR: [&str; 2] = ["OR", "ELLER"];

/// The items of a question and what is to be told of it. `facet` gives the name of the facet that somebody means by a name
/// in lower case.
pub fn parse(question: &str, facet: impl Fn(&str) -> Option<String>) -> (Vec<Item>, Vec<Notice>) {
    let mut notices = Vec::new();
    let question = cleaned(question, &mut notices);
    let mut tokens = Vec::new();
    let mut rest = question.trim_start_matches(is_space);
    while !rest.is_empty() {
        if tokens.iter().filter(|token| **token != Token::Or).count() == MOST_ITEMS {
            told(&mut notices, Notice::Long {});
            break;
        }
        let (token, after) = token(rest, &facet, &mut notices);
        tokens.push(token);
        rest = after.trim_start_matches(is_space);
    }
    (items(tokens).into_iter().filter_map(speaking).collect(), notices)
}

/// An item before it is known what it stands beside.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Item(Item),
    Not(Item),
    Or,
}

/// Each notice is told once.
fn told(notices: &mut Vec<Notice>, notice: Notice) {
    if !notices.contains(&notice) {
        notices.push(notice);
    }
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}'
}

fn cleaned(question: &str, notices: &mut Vec<Notice>) -> String {
    if question.chars().nth(MOST_CHARACTERS).is_some() {
        told(notices, Notice::Long {});
    }
    let mut text = String::new();
    for letter in question.chars().take(MOST_CHARACTERS) {
        if letter.is_control() && !matches!(letter, '\t'..='\r') {
            told(notices, Notice::Control {});
        }
        text.push(match letter {
            _ if letter.is_control() => ' ',
            // Phrases are often pasted.
            '“' | '”' | '„' | '«' | '»' => '"',
            letter => letter,
        });
    }
    text
}

/// An item without what cannot be looked for; nothing where nothing is left.
fn speaking(item: Item) -> Option<Item> {
    match item {
        Item::Words(text) | Item::Phrase(text) if !text.contains(char::is_alphanumeric) => None,
        Item::Not(item) => speaking(*item).map(|item| Item::Not(Box::new(item))),
        Item::Any(items) => {
            let items: Vec<Item> = items.into_iter().filter_map(speaking).collect();
            (!items.is_empty()).then_some(Item::Any(items))
        }
        item => Some(item),
    }
}

/// The first token of a text that begins with no space, and what follows it.
fn token<'a>(text: &'a str, facet: &impl Fn(&str) -> Option<String>, notices: &mut Vec<Notice>) -> (Token, &'a str) {
    let (bare, is_excluded) = text.strip_prefix('-').map_or((text, false), |bare| (bare, true));
    let end = |text: &str| text.find(is_space).unwrap_or(text.len());
    if OR.contains(&&text[..end(text)]) {
        return (Token::Or, &text[end(text)..]);
    }
    let (item, rest) = if let Some(quoted) = bare.strip_prefix('"') {
        let (phrase, rest) = phrase(quoted, notices);
        (Item::Phrase(phrase.to_owned()), rest)
    } else if let Some((item, rest)) = field(bare, facet, notices) {
        (item, rest)
    } else {
        let (word, rest) = bare.split_at(end(bare));
        (plain(word, notices), rest)
    };
    (if is_excluded { Token::Not(item) } else { Token::Item(item) }, rest)
}

/// What stands before the next quotation mark, and what follows that.
fn phrase<'a>(text: &'a str, notices: &mut Vec<Notice>) -> (&'a str, &'a str) {
    text.split_once('"').unwrap_or_else(|| {
        told(notices, Notice::Quote {});
        (text, "")
    })
}

/// `name:value`, where there is a field of that name; with words and a notice where there is none.
fn field<'a>(
    text: &'a str,
    facet: &impl Fn(&str) -> Option<String>,
    notices: &mut Vec<Notice>,
) -> Option<(Item, &'a str)> {
    let (name, after) = text.split_once(':').filter(|(name, _)| !name.is_empty() && !name.contains(is_space))?;
    let has_value = !after.is_empty() && !after.starts_with(is_space);
    if !has_value || after.starts_with('/') || name.contains(char::is_numeric) || name.contains('"') {
        return None;
    }
    let lower = crate::lang::lower(name);
    let known = FIELDS.iter().find(|(own, _)| *own == lower).map(|(_, field)| (*field).to_owned());
    let (value, rest) = match after.strip_prefix('"') {
        Some(quoted) => phrase(quoted, notices),
        None => after.split_at(after.find(is_space).unwrap_or(after.len())),
    };
    let item = match known.or_else(|| facet(&lower)) {
        Some(name) => Item::Field { name, value: value.to_owned() },
        None => {
            told(notices, Notice::Field { name: name.to_owned() });
            Item::Words(text[..text.len() - rest.len()].to_owned())
        }
    };
    Some((item, rest))
}

/// A word, or the beginning of words.
fn plain(word: &str, notices: &mut Vec<Notice>) -> Item {
    let Some(beginning) = word.strip_suffix('*') else { return Item::Words(word.to_owned()) };
    let beginning = beginning.trim_matches(|letter: char| !letter.is_alphanumeric());
    if beginning.chars().filter(|letter| letter.is_alphanumeric()).count() < SHORTEST_BEGINNING {
        told(notices, Notice::Star { word: beginning.to_owned() });
        return Item::Words(beginning.to_owned());
    }
    Item::Begins(crate::lang::lower(beginning))
}

/// Puts together what `OR` binds, and words that stand next to each other.
fn items(tokens: Vec<Token>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    // Whether an `OR` stands open after an item, and whether the last item can take further words.
    let (mut is_open, mut is_run) = (false, false);
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let binds = tokens.peek() == Some(&Token::Or);
        match token {
            Token::Or => {
                is_open = items.last().is_some_and(|last| !matches!(last, Item::Not(_)));
                continue;
            }
            Token::Not(item) => {
                items.push(Item::Not(Box::new(item)));
                is_run = false;
            }
            Token::Item(item) if is_open => join(&mut items, item),
            Token::Item(Item::Words(word)) if is_run && !binds => match items.last_mut() {
                Some(Item::Words(run)) => *run = format!("{run} {word}"),
                _ => items.push(Item::Words(word)),
            },
            Token::Item(item) => {
                is_run = matches!(item, Item::Words(_)) && !binds;
                items.push(item);
            }
        }
        if is_open {
            (is_open, is_run) = (false, false);
        }
    }
    items
}

/// Makes an item one of those of which one must hold, together with the last.
fn join(items: &mut Vec<Item>, item: Item) {
    match items.pop() {
        Some(Item::Any(mut any)) => {
            any.push(item);
            items.push(Item::Any(any));
        }
        Some(last) => items.push(Item::Any(vec![last, item])),
        None => items.push(item),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn told(item: &Item) -> Value {
        match item {
            Item::Words(text) => json!({ "words": text }),
            Item::Phrase(text) => json!({ "phrase": text }),
            Item::Begins(text) => json!({ "begins": text }),
            Item::Field { name, value } => json!({ "field": name, "value": value }),
            Item::Not(item) => json!({ "not": told(item) }),
            Item::Any(items) => json!({ "any": items.iter().map(told).collect::<Vec<_>>() }),
        }
    }

    #[test]
    fn questions_are_read_as_the_fixture_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/queries.json");
        let fixture: Value = serde_json::from_slice(&std::fs::read(path).expect("the fixture")).expect("JSON");
        let facet = |name: &str| fixture["facets"][name].as_str().map(str::to_owned);
        for row in fixture["parse"].as_array().expect("rows") {
            let question = match &row[1] {
                Value::Array(repeated) => {
                    let times = repeated[1].as_u64().expect("how many times");
                    repeated[0].as_str().expect("a text").repeat(times as usize)
                }
                text => text.as_str().expect("a text").to_owned(),
            };
            let (items, notices) = parse(&question, facet);
            let items: Vec<Value> = items.iter().map(told).collect();
            assert_eq!((json!(items), json!(notices)), (row[2].clone(), row[3].clone()), "{}: {question}", row[0]);
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_read(question in r#"([-a-z0-9 "*:.]|OR |funder:|\PC){0,60}"#) {
            parse(&question, |name| (name == "funder").then(|| name.to_owned()));
        }
    }
}
