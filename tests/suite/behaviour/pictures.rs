//! Pictures that fields of an entry name.

use image::ImageFormat;

use super::images::halves;
use crate::driver::{Built, Site, markdown};

const PAGE: &str = "nyheder/a.html";

fn news(image: &str) -> Site {
    Site::new().file("content/news/a.md", markdown(&format!("title: A\nupdated: 2024-02-01\n{image}")) + "Brødtekst.\n")
}

fn media(built: &Built) -> Vec<&str> {
    built.ending("").filter(|address| address.starts_with("media/")).collect()
}

/// What of a page stands between two texts.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("`{from}` in the page"));
    rest.split_once(to).unwrap_or_else(|| panic!("`{to}` after `{from}`")).0
}

#[test]
fn a_news_item_shows_its_picture_with_what_it_shows_and_who_took_it() {
    let image = "image: { file: Havnen.jpg, alt: Kajen i \"Struer\", credit: Per Holm < Co }\n";
    let built = news(image).file("content/news/Havnen.jpg", halves(1200, 300, ImageFormat::Jpeg)).build();
    let page = built.text(PAGE);
    let drawn = between(page, "<div class=\"picture\"><figure><img ", "</figure></div>");
    let name = between(drawn, "src=\"../media/", "-960.jpg\"");
    let srcset = format!(
        "srcset=\"../media/{name}-480.jpg 480w, ../media/{name}-960.jpg 960w, ../media/{name}-1200.jpg 1200w\" sizes=\""
    );
    assert!(drawn.contains(&srcset), "{drawn}");
    assert!(drawn.contains(" width=\"960\" height=\"240\" alt=\"Kajen i &quot;Struer&quot;\""), "{drawn}");
    assert!(drawn.ends_with("<figcaption>Foto: Per Holm &lt; Co</figcaption>"), "{drawn}");
    let widths = ["1200", "480", "960"];
    assert_eq!(media(&built), widths.map(|width| format!("media/{name}-{width}.jpg")), "all that is published of it");
    assert!(page.find("<figure>") < page.find("Sidst opdateret") && page.find("<figure>") > page.find("</h1>"));
    assert_eq!(page.matches("Per Holm").count(), 1, "nothing of it stands among the facts: {page}");
    assert_eq!(built.json("nyheder/a.json")["image"]["file"], "Havnen.jpg");
}

#[test]
fn a_picture_that_is_not_there_or_is_none_is_told_with_its_line() {
    let jpeg = halves(40, 20, ImageFormat::Jpeg);
    let site = news("image:\n  alt: Kajen\n  file: havn.jpg\n").file("content/news/havnen.jpg", &jpeg);
    site.check().says("missing-file").says("content/news/a.md:6:9").says("did you mean `havnen.jpg`?");
    let site = news("image: { alt: Kajen, file: havn.pdf }\n").file("content/news/havn.pdf", "%PDF-1.4\n");
    site.check().says("file-type").says("`havn.pdf` is of no type of picture that is shown");
    let site = news("image: { alt: Kajen, file: \"https://kilde.example/havn.jpg\" }\n");
    site.check().says("missing-file").says("a page loads nothing from elsewhere");
    let site = news("image: { alt: Kajen, file: havn.jpg }\n").file("content/news/havn.jpg", &jpeg[..jpeg.len() / 2]);
    site.check().says("unusable-image").says("content/news/a.md:4:");
    news("image: { alt: Kajen, file: havn.jpg }\n").file("content/news/havn.jpg", &jpeg).check().clean();
}

#[test]
fn where_no_file_is_named_the_words_are_told_and_no_picture_is_drawn() {
    let built = news("image: { alt: Kajen, credit: Per Holm }\n").build();
    built.shows(PAGE, "Kajen").shows(PAGE, "Per Holm");
    assert!(!built.text(PAGE).contains("<figure") && !built.text(PAGE).contains("class=\"picture\""));
    assert!(media(&built).is_empty());
}

#[test]
fn any_kind_can_have_pictures_and_its_translations_say_what_they_show() {
    let kind = "name = \"pumpe\"\nplural = \"pumper\"\npath = \"pumper\"\ntitle = \"title\"\n\
        [field.title]\ntype = \"text\"\nlabel = \"Navn\"\n\
        [field.views]\ntype = \"group\"\nlist = true\nlabel = \"Billeder\"\n\
        [field.views.field.photo]\ntype = \"picture\"\nlabel = \"Fil\"\n\
        [field.views.field.alt]\ntype = \"text\"\nlabel = \"Viser\"\n\
        [field.views.field.year]\ntype = \"year\"\nlabel = \"Taget i\"\n\
        [field.views.field.credit]\ntype = \"text\"\nlabel = \"Foto\"\n";
    let views =
        "views:\n  - { photo: ../a.png, alt: Forfra, year: 1998, credit: NN }\n  - { photo: ../b.png, alt: Bagfra }\n";
    let site = Site::new()
        .file("layouts/kinds/pump/kind.toml", kind)
        .file("content/pump/a.md", markdown(&format!("title: A\n{views}")))
        .file("content/pump/a.nb.md", "---\ntitle: A\nviews:\n  - { photo: ../a.png, alt: Forfra sett }\n---\n")
        .file("content/pump/b.md", markdown("title: B\nviews: [{ photo: ../b.png, alt: Den gamle }]\n"))
        .file("content/pump/b.nb.md", "---\ntitle: B\n---\n")
        .file("content/a.png", halves(40, 20, ImageFormat::Png))
        .file("content/b.png", halves(60, 20, ImageFormat::Png));
    let settings = String::from_utf8(site.files()["glasklar.toml"].clone()).expect("UTF-8");
    let site = site.file("glasklar.toml", settings.replace("title =", "languages = [\"da\", \"nb\"]\ntitle ="));
    site.check().clean();
    let built = site.build();
    let page = built.text("pumper/a.html");
    assert_eq!(page.matches("<div class=\"picture\">").count(), 2, "{page}");
    built
        .shows("pumper/a.html", "alt=\"Forfra\"")
        .shows("pumper/a.html", "<figcaption>Taget i: 1998 · Foto: NN</figcaption>");
    assert!(between(page, "alt=\"Bagfra\"", "</div>").ends_with("async\">"), "no caption where there is none: {page}");
    built.shows("nb/pumper/a.html", "alt=\"Forfra sett\"");
    built.shows("nb/pumper/b.html", "<span lang=\"da\"><img src=\"../../media/b-");
    let bare = site
        .file("content/pump/a.md", markdown("title: A\nviews: [{ photo: ../a.png }, { photo: ../b.png, alt: B }]\n"));
    bare.check().says("missing-alt").says("content/pump/a.md:3:9");
}
