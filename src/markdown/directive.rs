//! Directives: lines such as `::: chart grant/years`, which put more than text into a text.
//!
//! The list is closed. A directive stands at the top of a text, on a line of its own; a call-out holds the text up to the
//! next `:::`.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::diag::did_you_mean;

/// What a line of a directive begins with.
pub const MARK: &str = ":::";
/// What stands for the mark while a text is parsed, which takes colons for the beginning of a definition: no letter, and as
/// long as the mark, so that places stay.
const SHIELD: &str = "\u{fdd0}";
/// How many entries are told where a directive does not say.
pub const USUAL_LIMIT: usize = 10;
/// The most entries that a directive tells.
pub const MOST: usize = 50;

/// An entry, or a thing that a kind declares: `kind/id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub kind: String,
    pub id: String,
}

/// What a line puts into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Directive {
    /// A picture that a kind declares: of all its entries, or of one.
    Chart { chart: Named, of: Option<Named> },
    /// An entry as a card.
    Record(Named),
    /// Entries of a kind as a table: those that have all these values.
    Entries { kind: String, having: Vec<(String, String)>, limit: usize },
    /// The beginning of a call-out, with its heading.
    Callout(String),
    /// The end of a call-out.
    End,
}

/// Why a line is no directive, and what would be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    pub message: String,
    pub help: String,
}

/// A directive by its name.
struct Form {
    name: &'static str,
    /// How it is written.
    form: &'static str,
    read: fn(&str) -> Option<Directive>,
}

/// Every directive.
const DIRECTIVES: &[Form] = &[
    Form { name: "chart", form: "::: chart kind/name, or ::: chart kind/name kind/id", read: chart },
    Form { name: "record", form: "::: record kind/id", read: |rest| named(rest).map(Directive::Record) },
    Form { name: "entries", form: "::: entries kind field=value limit=10, with a limit of 50 at most", read: entries },
    Form { name: "callout", form: "::: callout Heading", read: callout },
];

/// Reads a line that begins with [`MARK`].
///
/// # Errors
/// What is wrong with it.
pub fn parse(line: &str) -> Result<Directive, Malformed> {
    let rest = line.trim().trim_start_matches(':').trim();
    if rest.is_empty() {
        return Ok(Directive::End);
    }
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let Some(form) = DIRECTIVES.iter().find(|form| form.name == name) else {
        let names: Vec<&str> = DIRECTIVES.iter().map(|form| form.name).collect();
        let help = did_you_mean(name, names.iter().copied());
        let help = help.unwrap_or_else(|| format!("the directives are {}", names.join(", ")));
        return Err(Malformed { message: format!("`{name}` is not a directive"), help });
    };
    let malformed =
        || Malformed { message: format!("this is not how `{name}` is written"), help: format!("write {}", form.form) };
    (form.read)(rest.trim()).ok_or_else(malformed)
}

fn named(text: &str) -> Option<Named> {
    let (kind, id) = text.split_once('/')?;
    let is_named = !kind.is_empty() && !id.is_empty() && !id.contains(char::is_whitespace);
    is_named.then(|| Named { kind: kind.to_owned(), id: id.to_owned() })
}

fn chart(rest: &str) -> Option<Directive> {
    let (chart, of) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let of = if of.trim().is_empty() { None } else { Some(named(of.trim())?) };
    Some(Directive::Chart { chart: named(chart)?, of })
}

fn entries(rest: &str) -> Option<Directive> {
    let mut words = rest.split_whitespace();
    let kind = words.next()?.to_owned();
    let (mut having, mut limit) = (Vec::new(), USUAL_LIMIT);
    for word in words {
        match word.split_once('=')? {
            ("limit", number) => limit = number.parse().ok().filter(|number| (1..=MOST).contains(number))?,
            (field, value) => having.push((field.to_owned(), value.to_owned())),
        }
    }
    Some(Directive::Entries { kind, having, limit })
}

fn callout(rest: &str) -> Option<Directive> {
    (!rest.is_empty()).then(|| Directive::Callout(rest.to_owned()))
}

/// A text in which lines of directives cannot be taken for definitions; [`events`] gives its events.
pub fn shielded(text: &str) -> Cow<'_, str> {
    const BEFORE: &[char] =
        &[' ', '\t', '>', '-', '*', '+', '.', ')', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    if !text.contains(MARK) {
        return Cow::Borrowed(text);
    }
    let shield = |line: &str| match line.trim_start_matches(BEFORE).strip_prefix(MARK) {
        Some(rest) => [&line[..line.len() - rest.len() - MARK.len()], SHIELD, rest].concat(),
        None => line.to_owned(),
    };
    Cow::Owned(text.split_inclusive('\n').map(shield).collect())
}

/// Whether a text that [`shielded`] gave holds lines of directives.
pub fn is_shielded(text: &str) -> bool {
    text.contains(SHIELD)
}

fn unshielded<'a>(words: CowStr<'a>) -> CowStr<'a> {
    if words.contains(SHIELD) { words.replace(SHIELD, MARK).into() } else { words }
}

/// The line of a directive among the events of a text. Formulas are not enabled, so that no other event is of this kind.
pub fn line<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    if let Event::DisplayMath(line) = event { Some(line) } else { None }
}

type Placed<'a> = (Event<'a>, Range<usize>);

/// The events of a [shielded](shielded) text, each line of a directive at its top an event of its own, which [`line`] tells.
pub fn events(text: &str, options: Options) -> Vec<Placed<'_>> {
    let mut found: Vec<Placed<'_>> = Vec::new();
    let mut parser = Parser::new_ext(text, options).into_offset_iter();
    let mut depth = 0_usize;
    while let Some((event, range)) = parser.next() {
        let is_parted =
            depth == 0 && matches!(event, Event::Start(Tag::Paragraph)) && text[range.clone()].contains(SHIELD);
        if is_parted {
            let inside = parser.by_ref().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Paragraph)));
            parted(text, inside.collect(), range, &mut found);
            continue;
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        found.push((event, range));
    }
    for (event, _) in &mut found {
        *event = match std::mem::replace(event, Event::SoftBreak) {
            Event::Text(words) => Event::Text(unshielded(words)),
            Event::Code(words) => Event::Code(unshielded(words)),
            Event::Html(words) => Event::Html(unshielded(words)),
            Event::InlineHtml(words) => Event::InlineHtml(unshielded(words)),
            Event::DisplayMath(words) => Event::DisplayMath(unshielded(words)),
            other => other,
        };
    }
    found
}

/// A paragraph as the directives that are its lines, and paragraphs of what stands between them.
fn parted<'a>(text: &'a str, inside: Vec<Placed<'a>>, paragraph: Range<usize>, found: &mut Vec<Placed<'a>>) {
    let mut inside = inside.into_iter().peekable();
    let mut between = Between { found, paragraph: paragraph.clone(), is_open: false, open: Vec::new() };
    let mut start = paragraph.start;
    for whole in text[paragraph].split_inclusive('\n') {
        let end = start + whole.len();
        let line = whole.trim();
        let is_directive = line.starts_with(SHIELD);
        if is_directive {
            between.close();
            between.found.push((Event::DisplayMath(line.into()), start..start + whole.trim_end().len()));
        }
        while let Some(placed) = inside.next_if(|(_, range)| range.start < end) {
            between.take(placed, is_directive);
        }
        start = end;
    }
    between.close();
}

/// What stands between directives: what is open where one comes ends before it.
struct Between<'f, 'a> {
    found: &'f mut Vec<Placed<'a>>,
    /// Where all of it stands.
    paragraph: Range<usize>,
    is_open: bool,
    /// What is open of the text, and whether that is told already and not yet ended.
    open: Vec<(TagEnd, bool)>,
}

impl<'a> Between<'_, 'a> {
    fn take(&mut self, (event, range): Placed<'a>, is_left_out: bool) {
        let is_told = match &event {
            Event::Start(tag) => {
                self.open.push((tag.to_end(), !is_left_out));
                !is_left_out
            }
            Event::End(_) => self.open.pop().is_some_and(|(_, is_told)| is_told),
            _ => !is_left_out,
        };
        if !is_told {
            return;
        }
        if !std::mem::replace(&mut self.is_open, true) {
            self.found.push((Event::Start(Tag::Paragraph), self.paragraph.clone()));
        }
        self.found.push((event, range));
    }

    fn close(&mut self) {
        if !std::mem::take(&mut self.is_open) {
            return;
        }
        if matches!(self.found.last(), Some((Event::SoftBreak | Event::HardBreak, _))) {
            self.found.pop();
        }
        for (end, is_told) in self.open.iter_mut().rev().filter(|(_, is_told)| *is_told) {
            *is_told = false;
            self.found.push((Event::End(*end), self.paragraph.clone()));
        }
        self.found.push((Event::End(TagEnd::Paragraph), self.paragraph.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let told = |(event, range): &Placed<'_>| match event {
            Event::Text(words) => words.to_string(),
            event => line(event).map_or_else(|| format!("{event:?}"), |line| format!("{line} at {range:?}")),
        };
        events(&shielded(text), Options::ENABLE_DEFINITION_LIST).iter().map(told).collect()
    }

    #[test]
    fn lines_at_the_top_are_told_apart_from_the_text_around_them() {
        let paragraph = ["Start(Paragraph)", "a", "End(Paragraph)"];
        let wanted =
            [&paragraph[..], &["::: record a/b at 2..16"], &["Start(Paragraph)", "c", "End(Paragraph)"]].concat();
        assert_eq!(told("a\n::: record a/b\nc\n"), wanted);
        assert_eq!(told("a\n\n::: record a/b \n\nc\n")[3], "::: record a/b at 3..17");
        assert_eq!(told("::: record a/b\n\n:::\n"), ["::: record a/b at 0..14", "::: at 16..19"]);
    }

    #[test]
    fn code_lists_and_quotations_keep_their_lines() {
        for text in
            ["```\n::: record a/b\n```\n", "    ::: record a/b\n", "- x\n\n  ::: record a/b\n", "> ::: record a/b\n"]
        {
            assert!(told(text).iter().all(|event| !event.contains(" at ")), "{text:?}: {:?}", told(text));
        }
    }

    #[test]
    fn each_form_is_read() {
        let one = Named { kind: "grant".to_owned(), id: "a".to_owned() };
        assert_eq!(parse(":::"), Ok(Directive::End));
        assert_eq!(parse("::: record grant/a"), Ok(Directive::Record(one.clone())));
        assert_eq!(parse(":::chart grant/a grant/a"), Ok(Directive::Chart { chart: one.clone(), of: Some(one) }));
        assert_eq!(parse("::: callout Husk  dette "), Ok(Directive::Callout("Husk  dette".to_owned())));
        let having = vec![("theme".to_owned(), "skole".to_owned())];
        let wanted = Directive::Entries { kind: "grant".to_owned(), having, limit: 3 };
        assert_eq!(parse("::: entries grant theme=skole limit=3"), Ok(wanted));
    }

    proptest::proptest! {
        #[test]
        fn without_a_mark_nothing_changes(text in "([a-z*_`>~|#\n -]|::|\\[x\\]){0,60}") {
            let plain: Vec<Placed<'_>> = Parser::new_ext(&text, Options::empty()).into_offset_iter().collect();
            if !text.contains(MARK) {
                let shielded = shielded(&text);
                proptest::prop_assert_eq!(events(&shielded, Options::empty()), plain);
            }
        }

        #[test]
        fn a_shield_keeps_every_place(text in "([a-zæ>\n -]|:){0,60}") {
            let shielded = shielded(&text);
            proptest::prop_assert_eq!(shielded.len(), text.len());
            proptest::prop_assert_eq!(shielded.replace(SHIELD, MARK), text);
        }

        #[test]
        fn what_is_opened_is_closed(text in "([a-z*_`>\n -]|::: chart a/b\n|:::|\\*\\*){0,40}") {
            let mut depth = 0;
            for (event, _) in events(&shielded(&text), Options::ENABLE_DEFINITION_LIST) {
                match event {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    _ => {}
                }
                proptest::prop_assert!(depth >= 0);
            }
            proptest::prop_assert_eq!(depth, 0);
        }
    }
}
