//! The built-in theme: `layouts/` of this repository, embedded in the binary.

use std::collections::BTreeMap;

#[derive(rust_embed::RustEmbed)]
#[folder = "layouts/"]
struct Theme;

/// Every file of the built-in theme by its path, beginning with `layouts/`.
pub fn built_in() -> BTreeMap<String, Vec<u8>> {
    let file = |path: std::borrow::Cow<'static, str>| {
        Theme::get(&path).map(|file| (format!("layouts/{path}"), file.data.into_owned()))
    };
    Theme::iter().filter_map(file).collect()
}
