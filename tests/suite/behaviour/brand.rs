//! A site with its own look: a colour, a logo and a theme file, and not a line of Rust.

use crate::driver::{Built, Site};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";

fn settings(more: &str) -> Site {
    Site::new().file("glasklar.toml", format!("title = \"Prøve\"\nbase_url = \"https://portal.example/\"\n{more}"))
}

/// The one style sheet that a page loads.
fn style(built: &Built) -> String {
    let sheets: Vec<&String> = built.files.keys().filter(|path| path.ends_with(".css")).collect();
    assert_eq!(sheets.len(), 1, "{sheets:?}");
    built.text(sheets[0]).to_owned()
}

#[test]
fn the_brand_colours_the_style_sheet() {
    let blue = style(&settings("brand = \"#0055aa\"\n").build());
    assert!(blue.contains("--ds-color-accent-text-subtle: #0055aa;"), "{blue}");
    let usual = style(&settings("").build());
    assert!(!usual.contains("#0055aa") && usual.contains("--ds-color-accent-text-subtle: #1b5e3f;"));
}

#[test]
fn a_brand_that_is_too_light_is_said_and_made_darker() {
    let yellow = settings("brand = \"#ffcc00\"\n");
    yellow.check().says("#ffcc00 is too light").says("text and links take #");
    // In dark it is light enough.
    let sheet = style(&yellow.build());
    let (light, dark) =
        sheet.split_once("accent-text-subtle: ").and_then(|(_, rest)| rest.split_once("dark)")).expect("both");
    assert!(!light.starts_with("#ffcc00") && dark.contains("accent-text-subtle: #ffcc00"), "{sheet}");
    assert!(!settings("brand = \"#0055aa\"\n").check().codes().contains("brand-adjusted"));
}

#[test]
fn the_logo_stands_before_the_title_of_every_page() {
    let site = settings("logo = \"vaaben.svg\"\n").file("layouts/assets/vaaben.svg", LOGO);
    let built = site.build();
    for page in ["index.html", "soeg.html", "404.html"] {
        let html = built.text(page);
        let logo = html.split("<img src=\"").nth(1).and_then(|rest| rest.split('"').next());
        let logo = logo.unwrap_or_else(|| panic!("no logo on {page}"));
        assert!(built.files.contains_key(logo.trim_start_matches('/')), "{page} shows {logo}");
    }
    assert!(!settings("").build().text("index.html").contains("<img"));
}

#[test]
fn a_logo_that_is_not_there_stops_the_build() {
    let site = settings("logo = \"vaaben.svg\"\n").file("layouts/assets/vaabenet.svg", LOGO);
    site.check().says("there is no file `layouts/assets/vaaben.svg`").says("vaabenet.svg");
}

#[test]
fn a_theme_file_has_the_last_word() {
    let theme = "@layer ds.theme.color { :root { --ds-color-accent-text-subtle: #123456; } }\n";
    let css = style(&settings("").file("layouts/assets/theme.css", theme).build());
    let (own, built_in) = (css.find("#123456"), css.find("#1b5e3f"));
    assert!(own > built_in && built_in.is_some(), "{css}");
    // Ours is a layer that is named before that of Designsystemet's themes, so these win wherever they stand.
    assert!(css.contains("@layer glasklar, ds;"));
}
