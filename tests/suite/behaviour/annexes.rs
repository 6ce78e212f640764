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

/// A case with an annex, a piece of news with a picture, and a kind that names files in fields of their own.
fn with_files() -> Site {
    let pump = "name = \"pumpe\"\nplural = \"pumper\"\npath = \"pumper\"\ntitle = \"title\"\n\
        [field.title]\ntype = \"text\"\nlabel = \"Navn\"\n\
        [field.plan]\ntype = \"attachment\"\nlabel = \"Tegning\"\n\
        [field.papers]\ntype = \"attachment\"\nlist = true\nlabel = \"Papirer\"\n";
    case("  - { title: Forslag, file: \"Bilag 1.PDF\" }\n  - { title: Svar, url: \"https://kilde.example/svar\" }\n")
        .file("content/cases/Bilag 1.PDF", "%PDF-1.4\n")
        .file("content/news/a.md", markdown("title: A\nimage: { file: havn.jpg, alt: Kajen }\n"))
        .file("content/news/havn.jpg", halves(1200, 300, ImageFormat::Jpeg))
        .file("layouts/kinds/pump/kind.toml", pump)
        .file("content/pump/a.md", markdown("title: A\nplan: plan.pdf\npapers: [x.txt, ../y.txt]\n"))
        .file("content/pump/plan.pdf", "%PDF-1.4\n")
        .file("content/pump/x.txt", "X\n")
        .file("content/y.txt", "Y\n")
}

#[test]
fn the_data_tell_where_each_file_stands() {
    let built = with_files().build();
    let case = built.json("sager/a.json");
    assert_eq!(case["annexes"][0]["file"], "Bilag 1.PDF", "{case}");
    assert_eq!(case["annexes"][0]["file_url"], "files/cases/bilag-1.pdf", "{case}");
    assert!(case["annexes"][1].get("file_url").is_none(), "no file, no address: {case}");
    let image = &built.json("nyheder/a.json")["image"];
    let widest = image["file_url"].as_str().expect("an address");
    assert!(widest.starts_with("media/havn-") && widest.ends_with("-1200.jpg"), "{widest}");
    let pump = built.json("pumper/a.json");
    assert_eq!(pump["plan_url"], "files/pump/plan.pdf", "{pump}");
    assert_eq!(pump["papers_url"], serde_json::json!(["files/pump/x.txt", "files/y.txt"]), "{pump}");
    for address in ["files/cases/bilag-1.pdf", widest, "files/pump/plan.pdf", "files/pump/x.txt", "files/y.txt"] {
        assert!(built.files.contains_key(address), "`{address}` leads nowhere");
    }
    assert_eq!(built.json("data/pump.jsonl"), pump, "a line of the table is the entry");
    let mut table = csv::Reader::from_reader(built.text("data/pump.csv").as_bytes());
    let heads = table.headers().expect("a header").clone();
    let row = table.records().next().expect("a row").expect("a row");
    let cell = |name: &str| &row[heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("no `{name}`"))];
    assert_eq!((cell("plan"), cell("plan_url")), ("plan.pdf", "files/pump/plan.pdf"));
    assert_eq!(cell("papers_url"), "files/pump/x.txt | files/y.txt");
    assert!(built.text("data/case.csv").contains("\"\"file_url\"\":\"\"files/cases/bilag-1.pdf\"\""));
    let dictionary = built.ending("dataordbog.html").next().expect("the data dictionary").to_owned();
    built.shows(&dictionary, "plan_url").shows(&dictionary, "Tegning: hvor filen er offentliggjort");
}

#[test]
fn data_that_tell_where_files_stand_are_read_back_as_the_same_entries() {
    let site = with_files();
    let built = site.build();
    let back = site
        .without("content/cases/a.md")
        .without("content/pump/a.md")
        .without("content/news/a.md")
        .file("content/cases/a.json", built.text("sager/a.json"))
        .file("content/pump/a.json", built.text("pumper/a.json"))
        .file("content/news/a.json", built.text("nyheder/a.json"));
    back.check().clean();
    let again = back.build();
    for address in
        ["sager/a.json", "sager/a.html", "pumper/a.json", "data/pump.csv", "nyheder/a.json", "nyheder/a.html"]
    {
        assert_eq!(again.text(address), built.text(address), "{address}");
    }
    // Who writes it by hand means something else.
    let written = case("  - { title: Forslag, file_url: \"https://kilde.example/a.pdf\" }\n");
    written.check().says("unknown-field").says("has no field `file_url`");
}

/// What the ledger's hashes are made of tells nothing that Glasklar gives.
#[test]
fn where_a_file_stands_is_no_change_of_the_entry() {
    let model = with_files().model();
    let case = model.find("case", "a").expect("the case");
    let written = String::from_utf8(glasklar::export::written(&model, case)).expect("UTF-8");
    let annexes = "\"annexes\":[{\"title\":\"Forslag\",\"file\":\"Bilag 1.PDF\"},{\"title\":\"Svar\",\"url\":\"https://kilde.example/svar\"}]";
    assert!(written.contains(annexes), "{written}");
}
