//! How somebody is reached: addresses of the web, of mail, and telephone numbers.

use crate::entry::Value;
use crate::value::Problem;

/// Reads a whole web address.
pub fn url(text: &str) -> Result<Value, Problem> {
    let web = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = web.is_some_and(|rest| rest.contains('.') && !rest.contains([' ', '"', '<', '>']));
    if good {
        return Ok(Value::Text(text.into()));
    }
    Err(Problem::new(format!("`{text}` is not a web address"))
        .with_help("write it whole: https://www.example.org/page"))
}

/// Reads an e-mail address.
pub fn email(text: &str) -> Result<Value, Problem> {
    let good = text.split_once('@').is_some_and(|(name, host)| {
        let clean = |part: &str| !part.is_empty() && !part.contains([' ', '@', '"', '<', '>', ':', '/', '?', '&']);
        clean(name) && clean(host) && host.contains('.')
    });
    if good {
        Ok(Value::Text(text.into()))
    } else {
        Err(Problem::new(format!("`{text}` is not an e-mail address")).with_help("write such as name@example.org"))
    }
}

/// Reads a telephone number.
pub fn phone(text: &str) -> Result<Value, Problem> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let good = digits >= 3 && text.chars().all(|sign| sign.is_ascii_digit() || " +()-\u{a0}".contains(sign));
    if good {
        Ok(Value::Text(text.into()))
    } else {
        Err(Problem::new(format!("`{text}` is not a telephone number"))
            .with_help("write digits, spaces and +: +45 96 28 28 28"))
    }
}
