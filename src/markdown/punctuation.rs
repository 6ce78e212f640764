//! The signs that are typed for want of better: quotation marks and apostrophes, dashes, dots.
//!
//! The parser pairs the marks as English does; here they become those of the text's language.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, TagEnd};

use super::directive;
use crate::lang::Language;

/// How a language quotes, and how it quotes in a quotation.
struct Marks {
    of: Language,
    double: (&'static str, &'static str),
    single: (&'static str, &'static str),
}

/// Of the marks that Dansk Sprognævn and Språkrådet allow, those that the interface quotes with.
const MARKS: &[Marks] = &[
    Marks { of: Language::Da, double: ("»", "«"), single: ("’", "’") },
    Marks { of: Language::Nb, double: ("«", "»"), single: ("‘", "’") },
    Marks { of: Language::Nn, double: ("«", "»"), single: ("‘", "’") },
];
const ENGLISH: Marks = Marks { of: Language::En, double: ("“", "”"), single: ("‘", "’") };

/// The events of a text, its signs those of its language. What is escaped by a backslash or stands in code stays.
pub fn read(text: &str, options: Options, language: Language) -> Vec<Event<'_>> {
    let marks = MARKS.iter().find(|marks| marks.of == language).unwrap_or(&ENGLISH);
    let options = options | Options::ENABLE_SMART_PUNCTUATION;
    if directive::is_shielded(text) {
        return signs(text, directive::events(text, options).into_iter(), marks);
    }
    signs(text, Parser::new_ext(text, options).into_offset_iter(), marks)
}

fn signs<'a>(text: &str, read: impl Iterator<Item = (Event<'a>, Range<usize>)>, marks: &Marks) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    // Where marks that may open stand; one that nothing closes, such as that of inches, stays as it was typed.
    let mut open: Vec<usize> = Vec::new();
    for (event, range) in read {
        let event = match (text.get(range), &event) {
            (Some("\""), Event::Text(words)) if **words == *"“" => {
                open.push(events.len());
                Event::Text("\"".into())
            }
            (Some("\""), Event::Text(words)) if **words == *"”" => {
                if let Some(opening) = open.pop().and_then(|at| events.get_mut(at)) {
                    *opening = Event::Text(marks.double.0.into());
                }
                Event::Text(marks.double.1.into())
            }
            (Some("'"), Event::Text(words)) if **words == *"‘" => Event::Text(marks.single.0.into()),
            (Some("'"), Event::Text(words)) if **words == *"’" => Event::Text(marks.single.1.into()),
            (_, Event::End(end)) if !is_within_words(*end) => {
                open.clear();
                event
            }
            _ => event,
        };
        events.push(event);
    }
    events
}

fn is_within_words(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, language: Language) -> String {
        let mut words = String::new();
        for event in read(text, Options::empty(), language) {
            match event {
                Event::Text(more) | Event::Code(more) => words.push_str(&more),
                Event::SoftBreak => words.push(' '),
                _ => {}
            }
        }
        words
    }

    #[test]
    fn each_language_has_its_marks() {
        let text = "Hun sagde: \"Byens 'grønne' plan\" -- og gik ...";
        let cases = [
            (Language::Da, "Hun sagde: »Byens ’grønne’ plan« – og gik …"),
            (Language::Nb, "Hun sagde: «Byens ‘grønne’ plan» – og gik …"),
            (Language::Nn, "Hun sagde: «Byens ‘grønne’ plan» – og gik …"),
            (Language::En, "Hun sagde: “Byens ‘grønne’ plan” – og gik …"),
        ];
        for (language, wanted) in cases {
            assert_eq!(words(text, language), wanted);
        }
    }

    #[test]
    fn marks_pair_around_emphasis_links_and_lines() {
        assert_eq!(words("\"*grøn*\" (\"[plan](https://a.example/)\")", Language::Da), "»grøn« (»plan«)");
        assert_eq!(words("\"to\nlinjer\", sagde \"hun\".", Language::Da), "»to linjer«, sagde »hun«.");
    }

    #[test]
    fn what_is_no_pair_of_quotation_marks_is_none() {
        assert_eq!(words("Niels' hus, 90'erne, don't", Language::Da), "Niels’ hus, 90’erne, don’t");
        assert_eq!(words("rør på 5\" og \"nye\" rør", Language::Da), "rør på 5\" og »nye« rør");
        assert_eq!(words("\"uden ende\n\nog \"ny\"", Language::Da), "\"uden endeog »ny«");
        assert_eq!(words("`\"a\" -- 'b'...` \\\"c\\\" &quot;d&quot;", Language::Da), "\"a\" -- 'b'... \"c\" \"d\"");
        assert_eq!(words("    \"kode\" -- 'her'\n", Language::Da), "\"kode\" -- 'her'\n");
    }
}
