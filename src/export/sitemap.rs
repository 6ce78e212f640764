//! The sitemap and `robots.txt`.

use super::atom::xml;
use crate::address::Address;

/// Pages at their full addresses, after sitemaps.org.
pub fn sitemap<'a>(base: &str, pages: impl Iterator<Item = &'a Address>) -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let base = xml(base);
    for page in pages {
        text.extend(["<url><loc>", &base, &xml(page.as_str()), "</loc></url>\n"]);
    }
    text.push_str("</urlset>\n");
    text.into_bytes()
}

/// The pieces of a sitemap that is too long for one file.
pub fn sitemap_index(base: &str, pieces: impl Iterator<Item = Address>) -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let base = xml(base);
    for piece in pieces {
        text.extend(["<sitemap><loc>", &base, &xml(piece.as_str()), "</loc></sitemap>\n"]);
    }
    text.push_str("</sitemapindex>\n");
    text.into_bytes()
}

/// Everybody may read everything; the sitemap is named where it exists.
pub fn robots(base: Option<&str>) -> Vec<u8> {
    let sitemap = base.map(|base| format!("Sitemap: {base}sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_long_sitemap_are_named_at_their_full_addresses() {
        let pieces = ["sitemap-1.xml", "sitemap-2.xml"].map(Address::new);
        let text = String::from_utf8(sitemap_index("https://by.example/a&b/", pieces.into_iter())).expect("UTF-8");
        let found: Vec<&str> = text.lines().filter(|line| line.starts_with("<sitemap>")).collect();
        let line = |piece: &str| format!("<sitemap><loc>https://by.example/a&amp;b/{piece}</loc></sitemap>");
        assert_eq!(found, [line("sitemap-1.xml"), line("sitemap-2.xml")]);
    }
}
