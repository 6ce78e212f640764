//! Which file of the site a text means by the path that it writes.

/// The path from the site's root of what is written in the file at `from`: beside that file, or below the site's root where
/// it begins with `/`. Nothing where it leads out of the site.
pub fn resolve(from: &str, written: &str) -> Option<String> {
    let written = decoded(written)?;
    let (folder, rest) = match written.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (from.rsplit_once('/').map_or("", |(folder, _)| folder), written.as_str()),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(rest.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// Signs that Markdown asks to be written by their number, as `%20`, as they are meant; nothing where that is no text.
fn decoded(written: &str) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::with_capacity(written.len()), written.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let number = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match number.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    Some(crate::lang::nfc(&String::from_utf8(bytes).ok()?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_beside_its_file_or_from_the_root_and_never_leads_out() {
        let from = |written: &str| resolve("content/news/a.md", written);
        assert_eq!(from("havn.jpg").as_deref(), Some("content/news/havn.jpg"));
        assert_eq!(from("./b/../havn.jpg").as_deref(), Some("content/news/havn.jpg"));
        assert_eq!(from("../havn%20i%20%C3%85.jpg").as_deref(), Some("content/havn i Å.jpg"));
        assert_eq!(from("/content/x.svg").as_deref(), Some("content/x.svg"));
        assert_eq!(from("100%.png").as_deref(), Some("content/news/100%.png"));
        assert_eq!(from("../../../etc/passwd.png"), None);
        assert_eq!(from("%ff.png"), None);
    }
}
