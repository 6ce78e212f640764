//! The sitemap and `robots.txt`.

use super::atom::xml;
use crate::address::Address;

/// Every page, at its full address, after sitemaps.org.
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

/// Everybody may read everything; the sitemap is named where it exists.
pub fn robots(base: Option<&str>) -> Vec<u8> {
    let sitemap = base.map(|base| format!("Sitemap: {base}sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
}
