//! HTML as it is written: text is escaped, markup is not. Whatever the engine shows goes through [`escape`].

use std::convert::Infallible;

use minijinja::{AutoEscape, Error, Output, State, Value};

/// HTML in the making.
#[derive(Debug, Default)]
pub struct Html(String);

impl Html {
    /// Nothing yet, with room for so many bytes.
    pub fn with_room(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Makes room for so many more bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.0.reserve(bytes);
    }

    /// Appends markup as it is.
    pub fn markup(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Appends words, escaped; good for content and for attributes in double quotes.
    pub fn text(&mut self, words: &str) -> &mut Self {
        let Ok(()) = escape(words, |piece| {
            self.0.push_str(piece);
            Ok::<(), Infallible>(())
        });
        self
    }

    /// Appends what a template handed over: markup where it is marked as safe, else words.
    pub fn shown(&mut self, value: &Value) -> &mut Self {
        match value.as_str() {
            Some(markup) if value.is_safe() => self.markup(markup),
            Some(words) => self.text(words),
            None => self.text(&value.to_string()),
        }
    }

    /// Appends finished markup.
    pub fn append(&mut self, other: Self) -> &mut Self {
        self.markup(&other.0)
    }

    /// The same without white space at its end.
    pub fn trimmed(mut self) -> Self {
        self.0.truncate(self.0.trim_end().len());
        self
    }

    /// The markup so far.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The finished markup.
    pub fn into_string(self) -> String {
        self.0
    }

    /// The finished markup, which nothing escapes a second time.
    pub fn into_value(self) -> Value {
        Value::from_safe_string(self.0)
    }
}

/// Hands over a text piece by piece, so that a browser reads it as that text. `/` stays as it is, unlike in the engine's own
/// escaping, which makes every link unreadable for nothing.
fn escape<E>(text: &str, mut write: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    // Most texts have nothing to escape, and to ask that of all their bytes at once is many times faster than of one by one.
    if !text.bytes().fold(false, |any, byte| any | entity(byte).is_some()) {
        return write(text);
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            write(&text[from..at])?;
            write(entity)?;
            from = at + 1;
        }
    }
    write(&text[from..])
}

fn entity(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        _ => return None,
    })
}

/// Shows the value of an expression: the engine's formatter for every template.
pub fn show(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let plain = value.is_safe() || value.is_undefined() || value.is_none();
    if plain || matches!(state.auto_escape(), AutoEscape::None) {
        return minijinja::escape_formatter(out, state, value);
    }
    match value.as_str() {
        Some(words) => escape(words, |piece| out.write_str(piece))?,
        None => escape(&value.to_string(), |piece| out.write_str(piece))?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_once_and_markup_never() {
        let mut html = Html::default();
        html.markup("<a href=\"").text("a/b?c=1&d='2'").markup("\">").text("\"<æ>\"").markup("</a>");
        html.shown(&Value::from("<b>")).shown(&Value::from_safe_string("<i>".into())).shown(&Value::from(3));
        let expected = "<a href=\"a/b?c=1&amp;d=&#39;2&#39;\">&quot;&lt;æ&gt;&quot;</a>&lt;b&gt;<i>3";
        assert_eq!(html.into_value().as_str(), Some(expected));
    }

    #[test]
    fn nothing_is_nothing() {
        let mut html = Html::default();
        assert!(html.text("").is_empty());
    }
}
