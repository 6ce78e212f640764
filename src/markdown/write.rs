//! Markdown as the HTML of a page: what the writer of the parser leaves out is put around its events.

use std::vec::IntoIter;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use super::anchors::Anchors;
use super::directive::{self, Directive};
use super::notes::{Notes, Reference};
use super::picture;
use super::setting::{Setting, Word};
use super::{options, punctuation, sanitiser};

/// A heading that can be linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub words: String,
}

/// What came of a text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Rendered {
    pub html: String,
    /// In the order of the text; none where they cannot be linked to.
    pub headings: Vec<Heading>,
}

/// Renders Markdown as safe HTML.
pub fn render(text: &str, setting: &Setting<'_>) -> Rendered {
    let text = &*directive::shielded(text);
    let events = punctuation::read(text, options(), setting.language);
    let is_plain = events.iter().all(is_plain);
    let highest = events.iter().filter_map(level).min().unwrap_or(1);
    let (events, notes) = if is_plain { (events, Notes::default()) } else { Notes::apart(events) };
    let sign = if is_plain { String::new() } else { sanitiser::sign(text) };
    let mut writer = Writer {
        setting,
        sign,
        highest,
        notes,
        anchors: Anchors::default(),
        headings: Vec::new(),
        open_link: None,
        kept: Vec::new(),
        is_called_out: false,
        tables: 0,
        columns: Vec::new(),
    };
    let mut made = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut made, writer.dress(events).into_iter());
    if is_plain {
        return Rendered { html: made, headings: writer.headings };
    }
    let notes = writer.notes();
    let clean = |html: &str| writer.with_kept(sanitiser::clean(html, writer.sign.clone()));
    let mut html = clean(&made);
    if !notes.is_empty() {
        let (ids, top, heading) = (setting.ids, setting.top, escaped(&(setting.word)(Word::Footnotes, "")));
        html.push_str(&format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"{ids}notes_\">\n\
             <h{top} class=\"hidden\" id=\"{ids}notes_\">{heading}</h{top}>\n{}</section>\n",
            clean(&notes)
        ));
    }
    Rendered { html, headings: writer.headings }
}

fn level(event: &Event<'_>) -> Option<u8> {
    if let Event::End(TagEnd::Heading(level)) = event { Some(*level as u8) } else { None }
}

/// Whether an event becomes a tag without attributes of the text's choice, or words, which the writer escapes. Most texts
/// have no other: of these nothing could come that the sanitiser takes out, and it takes longer than all the rest.
fn is_plain(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => match tag {
            Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::List(None) | Tag::Item => true,
            Tag::Heading { id, classes, attrs, .. } => id.is_none() && classes.is_empty() && attrs.is_empty(),
            _ => false,
        },
        Event::End(_) | Event::SoftBreak => true,
        // The sanitiser writes some letters, such as hard spaces, in another way.
        Event::Text(words) => !words.contains('\u{a0}'),
        _ => false,
    }
}

/// Puts around the events of a text what the page wants beside them.
struct Writer<'a, 's> {
    setting: &'s Setting<'s>,
    /// What our own attributes begin with until the sanitiser has seen them.
    sign: String,
    /// The highest level of the text's own headings.
    highest: u8,
    notes: Notes<'a>,
    anchors: Anchors,
    headings: Vec<Heading>,
    /// What closes the heading that is open.
    open_link: Option<&'static str>,
    /// The HTML of each picture of the site and of each directive. The sanitiser lets none of it pass, so it is put in once it
    /// has passed.
    kept: Vec<String>,
    /// Whether a call-out is open.
    is_called_out: bool,
    tables: usize,
    /// Of the table that is open: its columns, and at which cell of a row it is.
    columns: Vec<Alignment>,
}

impl<'a> Writer<'a, '_> {
    fn dress(&mut self, events: Vec<Event<'a>>) -> Vec<Event<'a>> {
        let mut dressed: Vec<Event<'a>> = Vec::with_capacity(events.len());
        let (mut cell, mut is_head) = (0, false);
        let mut rest = events.into_iter();
        while let Some(event) = rest.next() {
            let event = match event {
                Event::Start(Tag::Heading { level, .. }) => self.heading(level, rest.as_slice()),
                Event::End(TagEnd::Heading(level)) => self.heading_end(level),
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    self.link(link_type, Tag::Link { link_type, dest_url: self.resolved(dest_url), title, id })
                }
                Event::Start(Tag::Paragraph) => self.figure(&mut rest).unwrap_or(event),
                Event::Start(Tag::Image { dest_url, title, id, .. }) => self.picture(dest_url, title, id, &mut rest),
                Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
                Event::DisplayMath(line) => self.directive(&line),
                Event::FootnoteReference(name) => self.reference(&name),
                Event::Start(Tag::Table(columns)) => self.table(columns),
                Event::End(TagEnd::Table) => markup("</tbody></table></div>\n"),
                Event::Start(Tag::TableHead) => {
                    (cell, is_head) = (0, true);
                    markup("<thead><tr>")
                }
                Event::End(TagEnd::TableHead) => {
                    is_head = false;
                    markup("</tr></thead><tbody>\n")
                }
                Event::Start(Tag::TableRow) => {
                    cell = 0;
                    markup("<tr>")
                }
                Event::End(TagEnd::TableRow) => markup("</tr>\n"),
                Event::Start(Tag::TableCell) => {
                    cell += 1;
                    self.cell(is_head, cell - 1)
                }
                Event::End(TagEnd::TableCell) => markup(if is_head { "</th>" } else { "</td>" }),
                event => event,
            };
            dressed.push(event);
        }
        if std::mem::take(&mut self.is_called_out) {
            dressed.push(markup("</div>\n"));
        }
        dressed
    }

    /// The beginning of a heading, `rest` being what follows. Its own words are the link to it, which needs no name besides,
    /// but where they hold links or HTML, in which another link might stand.
    fn heading(&mut self, level: HeadingLevel, rest: &[Event<'a>]) -> Event<'a> {
        let level = self.below(level);
        if !self.setting.is_linkable {
            return Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() });
        }
        let held = || rest.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let (mut spoken, mut typed) = (String::new(), String::new());
        for event in held() {
            match event {
                Event::Text(words) | Event::Code(words) => {
                    spoken.push_str(words);
                    typed.push_str(words);
                }
                Event::SoftBreak | Event::HardBreak => spoken.push(' '),
                _ => {}
            }
        }
        let id = [self.setting.ids, &self.anchors.next(&typed)].concat();
        let is_link = !spoken.is_empty() && held().all(|event| !may_hold_link(event));
        let (open, close) = if is_link {
            (format!("<a class=\"{}anchor\" href=\"#{id}\">", self.sign), "</a>")
        } else {
            (String::new(), "")
        };
        let begin = format!("<{level} id=\"{}{id}\">{open}", self.sign);
        self.open_link = Some(close);
        self.headings.push(Heading { level: level as u8, id, words: spoken });
        Event::Html(begin.into())
    }

    fn heading_end(&mut self, level: HeadingLevel) -> Event<'a> {
        let level = self.below(level);
        match self.open_link.take() {
            Some(close) => Event::Html(format!("{close}</{level}>\n").into()),
            None => Event::End(TagEnd::Heading(level)),
        }
    }

    /// The level of the page for one of the text.
    fn below(&self, level: HeadingLevel) -> HeadingLevel {
        let level = usize::from(level as u8 + self.setting.top - self.highest.min(level as u8));
        HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6)
    }

    fn resolved(&self, to: CowStr<'a>) -> CowStr<'a> {
        match to.strip_prefix('#') {
            Some(name) => format!("#{}{}", self.setting.ids, super::anchor_name(name)).into(),
            None => (self.setting.resolve)(&to).map_or(to, CowStr::from),
        }
    }

    /// The beginning of a link. One that leads out is marked, but where its words are its address already.
    fn link(&self, link_type: LinkType, tag: Tag<'a>) -> Event<'a> {
        let Tag::Link { dest_url, .. } = &tag else { return Event::Start(tag) };
        if matches!(link_type, LinkType::Autolink | LinkType::Email) || !(self.setting.is_external)(dest_url) {
            return Event::Start(tag);
        }
        let mut begin = String::new();
        html::push_html(&mut begin, std::iter::once(Event::Start(tag)));
        begin.truncate(begin.len().saturating_sub(1));
        Event::InlineHtml(format!("{begin} rel=\"{}external noopener\">", self.sign).into())
    }

    /// A picture of the site; a page loads nothing from elsewhere, so one at another address is shown as a link to it.
    fn picture(
        &mut self,
        dest_url: CowStr<'a>,
        title: CowStr<'a>,
        id: CowStr<'a>,
        rest: &mut IntoIter<Event<'a>>,
    ) -> Event<'a> {
        let Some(shown) = (self.setting.picture)(&dest_url) else {
            let link_type = LinkType::Inline;
            return self.link(link_type, Tag::Link { link_type, dest_url, title, id });
        };
        let image = picture::image(&shown, &picture::description(rest));
        Event::InlineHtml(self.kept(image).into())
    }

    /// The picture of the site that has a title and is all of a paragraph, `rest` being what follows its beginning.
    fn figure(&mut self, rest: &mut IntoIter<Event<'a>>) -> Option<Event<'a>> {
        let (to, title) = picture::alone(rest.as_slice())?;
        let shown = (self.setting.picture)(&to)?;
        rest.next();
        let image = picture::image(&shown, &picture::description(rest));
        // The end of the paragraph.
        rest.next();
        Some(Event::Html(self.kept(picture::figure(&image, &title)).into()))
    }

    /// Keeps HTML that is ours, and gives what stands for it meanwhile. No text can hold the sign of itself.
    fn kept(&mut self, html: String) -> String {
        self.kept.push(html);
        format!("{}{};", self.sign, self.kept.len() - 1)
    }

    fn with_kept(&self, html: String) -> String {
        let put = |html: String, (at, kept): (usize, &String)| html.replace(&format!("{}{at};", self.sign), kept);
        self.kept.iter().enumerate().fold(html, put)
    }

    /// What a directive puts there. One that is malformed does not pass the checks, and puts nothing.
    fn directive(&mut self, line: &str) -> Event<'a> {
        let Ok(directive) = directive::parse(line) else { return markup("") };
        let html = match directive {
            Directive::Callout(heading) => {
                let end = if std::mem::replace(&mut self.is_called_out, true) { "</div>\n" } else { "" };
                let (sign, heading) = (&self.sign, escaped(&heading));
                format!(
                    "{end}<div class=\"{sign}callout\" role=\"{sign}note\">\n<p class=\"{sign}called\">{heading}</p>\n"
                )
            }
            Directive::End if std::mem::take(&mut self.is_called_out) => "</div>\n".to_owned(),
            Directive::End => String::new(),
            other => {
                let html = (self.setting.directive)(&other, self.kept.len());
                self.kept(html) + "\n"
            }
        };
        Event::Html(html.into())
    }

    fn reference(&mut self, name: &CowStr<'a>) -> Event<'a> {
        let Some(reference) = self.notes.refer(name) else { return Event::Text(format!("[^{name}]").into()) };
        let (sign, ids, number, name) = (&self.sign, self.setting.ids, reference.number, reference.name());
        Event::InlineHtml(
            format!(
                "<sup><a href=\"#{ids}note.{number}\" id=\"{sign}{ids}ref.{name}\" role=\"{sign}doc-noteref\">{number}</a></sup>"
            )
            .into(),
        )
    }

    fn table(&mut self, columns: Vec<Alignment>) -> Event<'a> {
        self.tables += 1;
        self.columns = columns;
        let (sign, name) = (&self.sign, escaped(&(self.setting.word)(Word::Table, &self.tables.to_string())));
        let region = format!("role=\"{sign}region\" tabindex=\"{sign}0\" aria-label=\"{sign}{name}\"");
        Event::Html(format!("<div class=\"{sign}scroll\" {region}><table>\n").into())
    }

    fn cell(&self, is_head: bool, at: usize) -> Event<'a> {
        let tag = if is_head { "th scope=\"col\"" } else { "td" };
        let class = match self.columns.get(at) {
            Some(Alignment::Right) => "is-right",
            Some(Alignment::Center) => "is-centred",
            _ => return Event::Html(format!("<{tag}>").into()),
        };
        Event::Html(format!("<{tag} class=\"{}{class}\">", self.sign).into())
    }

    /// The footnotes as a list, before the sanitiser; nothing where there are none.
    fn notes(&mut self) -> String {
        let mut all = Vec::new();
        // A note may refer to others, which then get the next numbers.
        while let Some(says) = self.notes.take(all.len() + 1) {
            let dressed = self.dress(says);
            all.push(dressed);
        }
        if all.is_empty() {
            return String::new();
        }
        let mut made = String::from("<ol>\n");
        for (mut says, number) in all.into_iter().zip(1..) {
            let (sign, ids) = (&self.sign, self.setting.ids);
            let back: String = self.notes.references(number).map(|reference| self.back(reference)).collect();
            let is_in_paragraph = matches!(says.last(), Some(Event::End(TagEnd::Paragraph)));
            says.insert(says.len() - usize::from(is_in_paragraph), Event::InlineHtml(back.into()));
            made.push_str(&format!("<li id=\"{sign}{ids}note.{number}\">"));
            html::push_html(&mut made, says.into_iter());
            made.push_str("</li>\n");
        }
        made.push_str("</ol>\n");
        made
    }

    fn back(&self, reference: Reference) -> String {
        let (sign, ids, name) = (&self.sign, self.setting.ids, reference.name());
        let label = escaped(&(self.setting.word)(Word::Back, &name));
        format!(" <a href=\"#{ids}ref.{name}\" role=\"{sign}doc-backlink\" aria-label=\"{sign}{label}\">↩</a>")
    }
}

fn markup(markup: &'static str) -> Event<'static> {
    Event::Html(CowStr::Borrowed(markup))
}

fn may_hold_link(event: &Event<'_>) -> bool {
    let is_link = matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. }));
    is_link || matches!(event, Event::InlineHtml(_) | Event::Html(_) | Event::FootnoteReference(_))
}

/// Words as they may stand in HTML and in its attributes.
pub fn escaped(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    html::push_html(&mut html, std::iter::once(Event::Text(words.into())));
    html.replace('"', "&quot;")
}
