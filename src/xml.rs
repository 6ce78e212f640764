//! XML of workbooks, drawings and the like, by the quick-xml crate: walked through once, within limits, so that no other reader
//! meets what is not well-formed, nests without end or declares words of its own.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::diag::Diagnostic;
use crate::limits::{Limit, Limits, Met};

/// Why it is not read on.
pub enum Stop {
    /// A complaint of its own, without a place.
    Fault(Diagnostic),
    /// What is wrong, in words that follow its name.
    Broken(String),
}

impl From<Diagnostic> for Stop {
    fn from(fault: Diagnostic) -> Self {
        Self::Fault(fault)
    }
}

/// The attributes of an element.
pub struct Attributes<'e>(&'e BytesStart<'e>);

impl<'e> Attributes<'e> {
    /// The value of an attribute by its name as it is written, prefix included.
    pub fn get(&self, name: &str) -> Option<Cow<'e, str>> {
        self.0.try_get_attribute(name).ok().flatten().and_then(|one| one.normalized_value(XmlVersion::default()).ok())
    }

    /// The value of an attribute whatever its prefix.
    pub fn local(&self, name: &str) -> Option<Cow<'e, str>> {
        let mut all = self.0.attributes().filter_map(Result::ok);
        let found = all.find(|one| one.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::default()).ok()
    }

    /// Every attribute, its name without prefix.
    pub fn all(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        let all = self.0.attributes().filter_map(Result::ok);
        all.filter_map(|one| {
            let name = one.key.local_name().as_ref().to_owned();
            Some((Cow::Owned(name), Cow::Owned(one.normalized_value(XmlVersion::default()).ok()?.into_owned())))
        })
    }

    /// The number in an attribute; nothing where there is none.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub fn says_yes(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(&*value, "1" | "true"))
    }

    /// The attributes as they are written.
    pub fn written(&self) -> &str {
        self.0.attributes_raw()
    }
}

/// Who is told what the XML holds. Names are without their prefix.
pub trait See {
    /// An element begins.
    fn start(&mut self, name: &str, attributes: &Attributes<'_>) -> Result<(), Stop>;
    /// An element ends.
    fn end(&mut self, name: &str) -> Result<(), Stop>;
    /// Text, or a piece of it.
    fn text(&mut self, text: &str) -> Result<(), Stop>;
    /// An instruction to a program, `<?…?>`, other than the first line of every XML.
    fn instruction(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }
}

/// Walks through XML from its beginning to its end.
///
/// # Errors
/// It is not well-formed, nests too deeply, or declares a type of document.
pub fn walk(part: impl BufRead, limits: &Limits, see: &mut impl See) -> Result<(), Stop> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| Stop::Broken(format!("is no XML: {error}")))? {
            Event::Start(element) => {
                depth += 1;
                if limits.forbid(Limit::Nesting, depth) {
                    return Err(limits.exceeded(Limit::Nesting, Met::More).into());
                }
                see.start(element.local_name().as_ref(), &Attributes(&element))?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                see.end(element.local_name().as_ref())?;
            }
            Event::Text(text) => see.text(&text.xml10_content())?,
            Event::CData(text) => see.text(&text.xml10_content())?,
            Event::GeneralRef(word) => see.text(resolved(&word)?.encode_utf8(&mut [0; 4]))?,
            Event::DocType(_) => {
                return Err(Stop::Broken("declares words of its own (DOCTYPE), which nothing needs".into()));
            }
            Event::Eof if depth > 0 => return Err(Stop::Broken("ends before its end".into())),
            Event::Eof => return Ok(()),
            Event::PI(words) => see.instruction(&words)?,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) => {}
        }
    }
}

/// The sign that `&name;` or `&#10;` stands for.
fn resolved(word: &BytesRef<'_>) -> Result<char, Stop> {
    const KNOWN: &[(&str, char)] = &[("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
    let unknown = || Stop::Broken(format!("holds `&{};`, which means nothing", word.escape_debug()));
    if let Some(sign) = word.resolve_char_ref().map_err(|_| unknown())? {
        return Ok(sign);
    }
    KNOWN.iter().find(|(name, _)| *name == &**word).map(|(_, sign)| *sign).ok_or_else(unknown)
}
