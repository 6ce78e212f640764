//! Files that entries bring along as annexes.

use image::{ImageFormat, Rgb, RgbImage};

use super::images::{as_taken, halves};
use crate::driver::{Site, markdown};

const PAGE: &str = "sager/a.html";

fn case(annexes: &str) -> Site {
    Site::new().file("content/cases/a.md", markdown(&format!("title: A\nannexes:\n{annexes}")))
}

#[test]
fn an_annex_stands_beside_the_site_and_its_link_tells_type_and_size() {
    let pdf = [b"%PDF-1.4\n".as_slice(), &[b'x'; 1_234_991]].concat();
    let annexes = "  - { number: \"1\", title: Forslag, file: \"Bilag 1 (endeligt).PDF\" }\n  - { file: tal.csv, enclosed: true }\n";
    let site = case(annexes)
        .file("content/cases/Bilag 1 (endeligt).PDF", &pdf)
        .file("content/cases/a.en.md", "---\ntitle: A\n---\n")
        .file("content/cases/tal.csv", b"\xef\xbb\xbfnr;sum\r\n1;2\r\n");
    let settings = String::from_utf8(site.files()["glasklar.toml"].clone()).expect("UTF-8");
    let built =
        site.file("glasklar.toml", settings.replace("title =", "languages = [\"da\", \"en\"]\ntitle =")).build();
    let link =
        "<a href=\"../files/cases/bilag-1-endeligt.pdf\">Forslag <span class=\"remark\">(PDF, 1,2\u{a0}MB)</span></a>";
    built
        .shows(PAGE, link)
        .shows(PAGE, "<a href=\"../files/cases/tal.csv\">tal.csv <span class=\"remark\">(CSV, 1\u{a0}kB)");
    built
        .shows("en/cases/a.html", "href=\"../../files/cases/bilag-1-endeligt.pdf\"")
        .shows("en/cases/a.html", "1.2\u{a0}MB");
    assert_eq!(built.files["files/cases/bilag-1-endeligt.pdf"], pdf);
    assert_eq!(built.files["files/cases/tal.csv"], b"\xef\xbb\xbfnr;sum\r\n1;2\r\n", "not a byte is changed");
}

#[test]
fn the_address_of_an_annex_stays_when_a_better_copy_takes_its_place() {
    let with = |bytes: &str| case("  - { file: bilag/x.txt }\n").file("content/cases/bilag/x.txt", bytes).build();
    assert_eq!(with("før").files["files/cases/bilag/x.txt"], "før".as_bytes());
    assert_eq!(with("efter").files["files/cases/bilag/x.txt"], "efter".as_bytes());
}

#[test]
fn a_picture_as_an_annex_keeps_its_dots_and_loses_where_it_was_taken() {
    let jpeg = halves(64, 32, ImageFormat::Jpeg);
    let png = RgbImage::from_pixel(4, 4, Rgb([1, 2, 3]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    png.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    let mut png = bytes.into_inner();
    // A comment, as the first chunk after the head; nobody looks at its sum, which is left out.
    let comment = [b"\0\0\0\x0dtEXtAuthor\0Hemmel".as_slice(), &[0; 4]].concat();
    png.splice(33..33, comment);
    let built = case("  - { file: a.jpg }\n  - { file: b.png }\n")
        .file("content/cases/a.jpg", as_taken(&jpeg))
        .file("content/cases/b.png", png)
        .build();
    built.never_shows("GPSLatitude").never_shows("Hemmel");
    let published = &built.files["files/cases/a.jpg"];
    assert_eq!(
        image::load_from_memory(published).expect("a picture"),
        image::load_from_memory(&jpeg).expect("a picture")
    );
    let mut again = image::ImageReader::new(std::io::Cursor::new(published)).with_guessed_format().expect("a form");
    again.no_limits();
    let mut decoder = again.into_decoder().expect("a picture");
    let turned = image::ImageDecoder::orientation(&mut decoder).expect("a turn");
    assert_eq!(turned, image::metadata::Orientation::Rotate90, "it is still looked at the right way up");
    assert!(image::load_from_memory(&built.files["files/cases/b.png"]).is_ok());
}

#[test]
fn personal_numbers_in_annexes_that_are_texts_stop_the_build() {
    // Windows-1252, as office programs write it.
    let text = b"N\xf8gle;Borger\r\n1;110625-0054\r\n";
    let checked = case("  - { file: tal.csv }\n").file("content/cases/tal.csv", text).check();
    checked.says("personal-number").says("content/cases/tal.csv");
    assert!(!checked.report.contains("110625-0054"), "{}", checked.report);
}

#[test]
fn what_is_named_elsewhere_than_as_an_annex_is_not_published() {
    let document = markdown("title: D\nfile: notat.txt\n");
    let site = Site::new().file("content/documents/d.md", document).file("content/documents/notat.txt", "Internt\n");
    site.check().says("`content/documents/notat.txt` is not read");
    site.build().never_shows("Internt");
}
