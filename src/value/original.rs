//! The amount in a source's own words, read to be compared with the amount that an entry states.

use super::Currency;
use super::decimal::{self, Decimal, Notation};

/// A piece of the wording that may belong to an amount.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'a> {
    /// Digits with the signs between them.
    Number(&'a str),
    /// Letters, without a closing point.
    Word(&'a str),
    /// `,-` after a number: no øre.
    Dash,
}

/// A number that may be the amount.
struct Candidate {
    value: Decimal,
    currency: Option<Currency>,
    /// Something besides the digits says that this is money.
    marked: bool,
}

/// Words for a currency; `kr` does not say whose.
const CURRENCY_WORDS: &[(&str, Option<Currency>)] = &[
    ("kr", None),
    ("krone", None),
    ("kroner", None),
    ("euro", Some(Currency::EUR)),
    ("euros", Some(Currency::EUR)),
    ("€", Some(Currency::EUR)),
];

/// Words before `kroner` that say whose.
const WHOSE: &[(&str, Currency)] =
    &[("danske", Currency::DKK), ("danish", Currency::DKK), ("norske", Currency::NOK), ("norwegian", Currency::NOK)];

/// Reads the amount in a wording: `kr. 4 mio.`, `seks millioner kroner`, `2.762.000 kr. (2020
/// tal)`, `DKK 375,000`, `375.000 pr. år i 2020 og 2021`.
///
/// The first number wins that a currency, a word of scale, thousands signs or `,-` mark as
/// money, else the only number. Three digits after a lone sign are thousands, since no amount
/// of kroner or euro has three decimals. `None` where nothing, or nothing certain, is found;
/// the currency is `None` where the words do not say whose kroner.
pub fn read_amount(text: &str) -> Option<(Decimal, Option<Currency>)> {
    let tokens = tokenise(text);
    let candidates: Vec<Candidate> = (0..tokens.len()).filter_map(|index| read_candidate(&tokens, index)).collect();
    candidates
        .iter()
        .find(|candidate| candidate.marked)
        .or(match &candidates[..] {
            [only] => Some(only),
            _ => None,
        })
        .map(|candidate| (candidate.value, candidate.currency))
}

fn read_candidate(tokens: &[Token<'_>], index: usize) -> Option<Candidate> {
    let scale = match tokens.get(index + 1) {
        Some(Token::Word(word)) => decimal::scale_word(word),
        _ => None,
    };
    let (number, grouped) = match tokens[index] {
        Token::Number(text) => (read_number(text, scale)?, is_grouped(text)),
        Token::Word(word) if scale.is_some() => (decimal::number_word(word)?.into(), false),
        _ => return None,
    };
    let after = &tokens[index + 1 + usize::from(scale.is_some())..];
    let dash = after.first() == Some(&Token::Dash);
    let currency = currency_before(&tokens[..index]).or_else(|| currency_after(&after[usize::from(dash)..]));
    Some(Candidate {
        value: decimal::scale_up(number, scale.unwrap_or(0))?,
        currency: currency.flatten(),
        marked: currency.is_some() || scale.is_some() || grouped || dash,
    })
}

fn read_number(text: &str, scale: Option<u32>) -> Option<Decimal> {
    if decimal::is_ambiguous(text) && scale.is_none() {
        let digits = text.replace(['.', ','], "");
        return decimal::parse(&digits, Notation::Plain).ok();
    }
    decimal::parse(text, Notation::Plain).ok()
}

fn is_grouped(text: &str) -> bool {
    decimal::is_ambiguous(text) || text.chars().filter(|c| !c.is_ascii_digit()).count() > 1
}

fn currency_before(tokens: &[Token<'_>]) -> Option<Option<Currency>> {
    match tokens.last() {
        Some(Token::Word(word)) => currency_word(word),
        _ => None,
    }
}

fn currency_after(tokens: &[Token<'_>]) -> Option<Option<Currency>> {
    match tokens {
        [Token::Word(whose), Token::Word(word), ..] if currency_word(word) == Some(None) => {
            lookup(WHOSE, whose).map(Some).or_else(|| currency_word(whose))
        }
        [Token::Word(word), ..] => currency_word(word),
        _ => None,
    }
}

fn currency_word(word: &str) -> Option<Option<Currency>> {
    let code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    lookup(CURRENCY_WORDS, word).or_else(|| code.then(|| Currency::parse(word).ok()).flatten().map(Some))
}

fn lookup<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    let word = word.to_lowercase();
    table.iter().find(|(form, _)| *form == word).map(|(_, value)| *value)
}

fn tokenise(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            let length = number_length(rest);
            tokens.push(Token::Number(&rest[..length]));
            length
        } else if first.is_alphabetic() || first == '€' {
            let length = rest.find(|c: char| !c.is_alphabetic() && c != '€').unwrap_or(rest.len());
            tokens.push(Token::Word(&rest[..length]));
            length
        } else if [",-", ",\u{2013}"].iter().any(|dash| rest.starts_with(dash)) {
            tokens.push(Token::Dash);
            first.len_utf8()
        } else {
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// How far a number reaches: over a point, comma or apostrophe before a digit, and over one
/// space before exactly three digits.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    while let Some(sign) = text[end..].chars().next() {
        let next = end + sign.len_utf8();
        let count = digits(next);
        let joins = match sign {
            '.' | ',' | '\'' | '\u{2019}' => count > 0,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => count == 3,
            _ => false,
        };
        if !joins {
            break;
        }
        end = next + count;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_real_sources_are_read() {
        let cases = [
            ("kr. 4 mio.", "4000000", None),
            ("der bevilges kr. 4 mio. i 2021", "4000000", None),
            ("seks millioner kroner", "6000000", None),
            ("2.762.000 kr. (2020 tal)", "2762000", None),
            ("375.000 pr. år i 2020 og 2021", "375000", None),
            ("DKK 375,000", "375000", Some(Currency::DKK)),
            ("1\u{a0}363\u{a0}942,34 NOK", "1363942.34", Some(Currency::NOK)),
            ("kr 2 762 000,- i året", "2762000", None),
            ("3,5 mill. norske kroner", "3500000", Some(Currency::NOK)),
            ("2 mio. danske kroner", "2000000", Some(Currency::DKK)),
            ("€5 million", "5000000", Some(Currency::EUR)),
            ("i 2021 blev der givet 4 mio.", "4000000", None),
            ("500", "500", None),
        ];
        for (text, amount, currency) in cases {
            let read = read_amount(text).map(|(value, c)| (decimal::to_plain(value), c));
            assert_eq!(read, Some((amount.to_owned(), currency)), "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_not_read() {
        for text in ["beløbet er ikke angivet", "2020 og 2021", "1.234 mio. kr.", "funktion 06.48.67", ""] {
            assert_eq!(read_amount(text), None, "{text}");
        }
    }
}
