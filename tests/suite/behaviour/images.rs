//! Pictures of a site in its texts.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use crate::driver::{Built, Site, markdown};

const PAGE: &str = "projekter/a.html";

/// A picture whose left half is red and whose right half is blue.
pub fn halves(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let dot = |x, _| if x < width / 2 { Rgb([200, 20, 20]) } else { Rgb([20, 20, 200]) };
    encoded(&RgbImage::from_fn(width, height, dot).into(), format)
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture that can be written");
    bytes.into_inner()
}

/// The same JPEG as a telephone writes it that is held upright, with where it was taken.
pub fn as_taken(jpeg: &[u8]) -> Vec<u8> {
    const EXIF: &[u8] =
        b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPSLatitude 56.4897";
    let mut taken = jpeg[..2].to_vec();
    taken.extend([0xff, 0xe1]);
    taken.extend((EXIF.len() as u16 + 2).to_be_bytes());
    taken.extend(EXIF);
    taken.extend([0xff, 0xfe, 0, 9]);
    taken.extend(b"Hemmelig"[..7].iter());
    taken.extend(&jpeg[2..]);
    taken
}

fn site(body: &str) -> Site {
    Site::new().file("content/projects/a.md", markdown("title: A\n") + body)
}

fn published(built: &Built) -> Vec<(&str, DynamicImage)> {
    let media = built.files.iter().filter(|(address, _)| address.starts_with("media/"));
    media.map(|(address, bytes)| (address.as_str(), image::load_from_memory(bytes).expect("a picture"))).collect()
}

#[test]
fn a_picture_is_shown_in_sizes_none_larger_than_itself() {
    let jpeg = halves(1200, 300, ImageFormat::Jpeg);
    let built = site("![Havnen i \"Struer\"](Havn%20ø.jpg)\n").file("content/projects/Havn ø.jpg", jpeg).build();
    let sizes: Vec<(u32, u32)> =
        published(&built).iter().map(|(_, picture)| (picture.width(), picture.height())).collect();
    assert_eq!(sizes, [(1200, 300), (480, 120), (960, 240)], "in the order of their addresses");
    let html = built.text(PAGE);
    let (_, image) = html.split_once("<p><img src=\"../media/havn-oe-").expect("the picture in its paragraph");
    let image = image.split_once("</p>").map_or(image, |(image, _)| image);
    let hash = &image[..10];
    assert!(image.starts_with(&format!("{hash}-960.jpg\" srcset=\"../media/havn-oe-{hash}-480.jpg 480w, ")), "{image}");
    assert!(image.contains(&format!("-{hash}-1200.jpg 1200w\" sizes=\"")), "{image}");
    let end = " width=\"960\" height=\"240\" alt=\"Havnen i »Struer«\" loading=\"lazy\" decoding=\"async\">";
    assert!(image.ends_with(end), "{image}");
}

#[test]
fn a_picture_with_a_title_and_a_paragraph_of_its_own_is_a_figure() {
    let with = |body: &str| site(body).file("content/projects/a.png", halves(40, 20, ImageFormat::Png)).build();
    let built = with("Før.\n\n![Havnen](a.png \"Foto: A < B\")\n\nEfter.\n");
    built.shows(PAGE, "<p>Før.</p>\n<figure><img src=\"../media/a-").shows(PAGE, "</figure>\n<p>Efter.</p>");
    built
        .shows(PAGE, " width=\"40\" height=\"20\" alt=\"Havnen\"")
        .shows(PAGE, "<figcaption>Foto: A &lt; B</figcaption>");
    let built = with("Her er ![havnen](a.png \"Foto: A\") i dag.\n");
    assert!(!built.text(PAGE).contains("<figure>"));
    built.shows(PAGE, "<p>Her er <img src=").shows(PAGE, "decoding=\"async\"> i dag.</p>");
}

#[test]
fn nothing_of_the_file_but_its_dots_is_published_and_they_are_turned_the_right_way_up() {
    let taken = as_taken(&halves(64, 32, ImageFormat::Jpeg));
    let built = site("![Havnen](a.jpg)\n").file("content/projects/a.jpg", taken).build();
    built.never_shows("GPSLatitude").never_shows("Exif").never_shows("Hemmeli");
    let published = published(&built);
    let (address, picture) = &published[0];
    assert!(address.ends_with("-32.jpg"), "{address}");
    assert_eq!((picture.width(), picture.height()), (32, 64));
    let dots = picture.to_rgb8();
    let (top, bottom) = (dots.get_pixel(16, 8), dots.get_pixel(16, 56));
    assert!(top[0] > top[2] && bottom[2] > bottom[0], "the left of the file is the top: {top:?}, {bottom:?}");
}

#[test]
fn every_form_is_read_and_what_can_be_seen_through_stays_so() {
    let clear = RgbaImage::from_pixel(16, 16, Rgba([10, 200, 10, 128]));
    let site = site("![a](a.webp) ![b](b.png) ![c](/content/projects/c.webp) ![d](./d.svg)\n")
        .file("content/projects/a.webp", encoded(&clear.clone().into(), ImageFormat::WebP))
        .file("content/projects/b.png", encoded(&clear.into(), ImageFormat::Png))
        .file("content/projects/c.webp", halves(16, 16, ImageFormat::WebP))
        .file("content/projects/d.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\"/>");
    let built = site.build();
    let endings: Vec<&str> = built.ending("").filter(|name| name.starts_with("media/")).collect();
    let endings: Vec<&str> = endings.iter().map(|name| name.rsplit('.').next().unwrap_or_default()).collect();
    assert_eq!(endings, ["png", "png", "jpg", "svg"]);
    built.shows(PAGE, ".svg\" width=\"60\" height=\"40\" alt=\"d\"");
    let clear = built.ending(".png").next().expect("a picture");
    let picture = image::load_from_memory(&built.files[clear]).expect("a picture").to_rgba8();
    assert_eq!(picture.get_pixel(8, 8).0, [10, 200, 10, 128]);
    assert_eq!(built.files, site.build().files, "two builds");
}

#[test]
fn a_picture_elsewhere_is_a_link_and_a_feed_shows_none() {
    let built = site("![Havnen](https://kilde.example/a.jpg)\n").build();
    built.shows(PAGE, "<a href=\"https://kilde.example/a.jpg\" rel=\"external noopener\">Havnen</a>");
    let news = markdown("title: Nyt\npublished: 2024-02-01\n") + "![Havnen](a.png)\n";
    let built = Site::new()
        .file("content/news/a.md", news)
        .file("content/news/a.png", halves(40, 20, ImageFormat::Png))
        .build();
    assert!(!built.text("feed.xml").contains("<img"));
    built.shows("nyheder/a.html", "<img src=\"../media/a-");
}

#[test]
fn a_text_cannot_bring_a_picture_by_html() {
    let png = halves(40, 20, ImageFormat::Png);
    let body = "<img src=\"a.png\" onerror=\"x\"> ![Havnen](a.png) <figure>x</figure>\n";
    let built = site(body).file("content/projects/a.png", png).build();
    let html = built.text(PAGE);
    assert_eq!(html.matches("<img").count(), 1, "{html}");
    assert!(!html.contains("onerror") && !html.contains("<figure"), "{html}");
}

#[test]
fn what_is_not_published_brings_no_picture_and_is_not_called_unused() {
    let png = halves(40, 20, ImageFormat::Png);
    let draft = markdown("title: A\ndraft: true\n") + "![Havnen](a.png)\n";
    let site = Site::new().file("content/projects/b.md", markdown("title: B\n"));
    let site = site.file("content/projects/a.md", draft).file("content/projects/a.png", png);
    site.check().clean();
    assert!(published(&site.build()).is_empty());
    assert_eq!(published(&site.with_drafts().build()).len(), 1);
}

#[test]
fn a_translation_and_an_entry_of_a_list_name_files_beside_themselves() {
    let png = halves(40, 20, ImageFormat::Png);
    let site = Site::new()
        .file("content/projects/a.md", markdown("title: A\n") + "![Havnen](a.png)\n")
        .file("content/projects/a.nb.md", "---\ntitle: A\n---\n![Havna](a.png)\n")
        .file(
            "content/projects/deep/more.yaml",
            "- id: c\n  title: C\n  body: \"![Åen](../a.png)\"\n  source:\n    - url: https://kilde.example/\n",
        )
        .file("content/projects/a.png", png);
    let settings = String::from_utf8(site.files()["glasklar.toml"].clone()).expect("UTF-8");
    let site = site.file("glasklar.toml", settings.replace("title =", "languages = [\"da\", \"nb\"]\ntitle ="));
    let built = site.build();
    built.shows("projekter/a.html", "<img src=\"../media/").shows("projekter/c.html", "alt=\"Åen\"");
    built.shows("nb/prosjekter/a.html", "<img src=\"../../media/").shows("nb/prosjekter/a.html", "alt=\"Havna\"");
}

#[test]
fn a_jpeg_that_is_cut_off_stops_the_build() {
    let jpeg = as_taken(&halves(64, 64, ImageFormat::Jpeg));
    let cut = &jpeg[..jpeg.len() - 40];
    site("Her:\n\n![Havnen](a.jpg)\n")
        .file("content/projects/a.jpg", cut)
        .check()
        .says("unusable-image")
        .says("a.md:8:1");
}
