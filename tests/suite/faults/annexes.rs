//! Rows 27 and 29: documents that are annexes. Each is read by a process of its own; whatever that comes to, the page is built.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::driver::{Site, Workplace, markdown, zipped};

const CPR: &str = "070761-4285";
const SECRET: &str = "4285";

/// What differs between one PDF and another.
struct Pdf<'a> {
    content: &'a [u8],
    page: &'a str,
    facts: &'a str,
    trailer: &'a str,
}

const PAGE: &str = "/MediaBox [0 0 612 792]";
const PLAIN: Pdf<'_> = Pdf { content: b"", page: PAGE, facts: "", trailer: "" };

fn saying(words: &str) -> Vec<u8> {
    let content = format!("BT /F1 24 Tf 72 720 Td ({words}) Tj ET");
    Pdf { content: content.as_bytes(), ..PLAIN }.written()
}

impl Pdf<'_> {
    fn written(&self) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(self.content).expect("room");
        let packed = packed.finish().expect("room");
        let page = format!(
            "<< /Type /Page /Parent 2 0 R {} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            self.page
        );
        let head = format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len());
        let objects: [Vec<u8>; 6] = [
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            page.into_bytes(),
            [head.as_bytes(), &packed, b"\nendstream"].concat(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
            format!("<< {} >>", self.facts).into_bytes(),
        ];
        let (mut pdf, mut table) = (b"%PDF-1.4\n".to_vec(), String::from("0000000000 65535 f \n"));
        for (number, object) in (1..).zip(&objects) {
            table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
            pdf.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
        }
        let start = pdf.len();
        let end = format!(
            "xref\n0 7\n{table}trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R {} >>\nstartxref\n{start}\n%%EOF\n",
            self.trailer
        );
        pdf.extend(end.bytes());
        pdf
    }
}

/// A Word file whose document holds these elements, and whose title is this.
fn word(body: &str, title: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"http://w.example/\"><w:body>{body}</w:body></w:document>");
    let facts =
        format!("<c:coreProperties xmlns:c=\"http://c.example/\"><c:title>{title}</c:title></c:coreProperties>");
    zipped(&[("word/document.xml", document.into_bytes()), ("docProps/core.xml", facts.into_bytes())])
}

fn case(files: &[(&str, Vec<u8>)]) -> Site {
    let annexes: String = files.iter().map(|(name, _)| format!("  - {{ file: {name} }}\n")).collect();
    let site = Site::new().file("content/cases/a.md", markdown(&format!("title: Havnen\nannexes:\n{annexes}")));
    files.iter().fold(site, |site, (name, bytes)| site.file(&format!("content/cases/{name}"), bytes))
}

fn limited(site: Site, limits: &str) -> Site {
    let settings = String::from_utf8(site.files()["glasklar.toml"].clone()).expect("UTF-8");
    site.file("glasklar.toml", format!("{settings}\n[limits]\n{limits}\n"))
}

fn found(place: &Workplace, question: &str) -> bool {
    let told = place.run(&["search", question]).ends(0).stdout.clone();
    told.contains("sager/a.html")
}

#[test]
fn the_words_of_annexes_lead_to_the_entry_that_brings_them_and_each_build_is_the_same() {
    let body = "<w:p><w:r><w:t>Kajanlægget for</w:t></w:r><w:r><w:t>nyes</w:t></w:r></w:p><w:p><w:r><w:delText>Hemmeligt</w:delText></w:r></w:p>";
    let files = [("aftale.pdf", saying("Resultatkontrakt om uddybning")), ("notat.docx", word(body, "Titlen"))];
    let place = case(&files).on_disk();
    let first = place.run(&["build"]).ends(0).output.clone();
    for question in ["uddybning", "resultatkontrakten", "kajanlæg", "fornyes"] {
        assert!(found(&place, question), "`{question}` finds nothing");
    }
    for question in ["hemmeligt", "titlen"] {
        assert!(!found(&place, question), "`{question}` stands in no annex for people to read");
    }
    assert!(first == place.run(&["build"]).ends(0).output, "two builds differ");
}

#[test]
fn what_an_entry_says_itself_comes_before_what_its_annexes_say() {
    let site = case(&[("aftale.pdf", saying("uddybning uddybning"))]);
    let site = site.file("content/cases/b.md", markdown("title: Åen\nsummary: Om uddybning.\n"));
    let place = site.on_disk();
    place.run(&["build"]).ends(0);
    let told = place.run(&["search", "uddybning"]).stdout.clone();
    let (own, annexed) = (told.find("sager/b.html"), told.find("sager/a.html"));
    assert!(own.is_some() && own < annexed, "{told}");
}

#[test]
fn row_29_whatever_reading_an_annex_comes_to_the_page_is_built_and_the_file_and_the_reason_are_named() {
    let spaces = vec![b' '; 200 << 20];
    let many = [b"BT /F1 1 Tf ".as_slice(), &b"(a) Tj ".repeat(3_000_000), b"ET"].concat();
    let bomb = || Pdf { content: &spaces, ..PLAIN }.written();
    let long = || Pdf { content: &many, ..PLAIN }.written();
    let key = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{}> /U <{}> /P -44 >> /ID [<00> <00>]",
        "00".repeat(32),
        "11".repeat(32)
    );
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("panic.pdf", Pdf { page: "", ..PLAIN }.written(), "", "the reader of such files fails at it"),
        ("bomb.pdf", bomb(), "annex_memory = \"200 MB\"", "takes more than 200 MB of memory to read (`annex_memory`)"),
        ("long.pdf", long(), "annex_seconds = 1", "takes more than 1 second to read (`annex_seconds`)"),
        (
            "much.pdf",
            saying(&"mange ord ".repeat(300)),
            "annex_text = \"1 kB\"",
            "holds more than 1 kB of text (`annex_text`)",
        ),
        ("key.pdf", Pdf { trailer: &key, ..PLAIN }.written(), "", "is protected by a password"),
        ("none.pdf", b"Dette er ikke en PDF.\n".to_vec(), "", "cannot be read"),
        ("cut.pdf", saying("Havnen")[..300].to_vec(), "", "cannot be read"),
        ("key.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "", "is protected by a password, or of an old form"),
        ("none.docx", b"Dette er ikke Word.\n".to_vec(), "", "is no office file"),
        ("bomb.docx", word(&" ".repeat(20 << 20), "x"), "", "as large as the compressed file"),
        ("deep.docx", word(&"<w:p>".repeat(2_000), "x"), "", "nested more than 256 levels deep"),
    ];
    for (name, bytes, limits, reason) in cases {
        let place = limited(case(&[(name, bytes.clone())]), limits).on_disk();
        let ran = place.run(&["build"]);
        ran.ends(0).complains("warning[unread-annex]").complains(&format!("`content/cases/{name}`")).complains(reason);
        ran.complains("content/cases/a.md:4:13");
        let page = String::from_utf8_lossy(&ran.output["sager/a.html"]);
        assert!(page.contains(&format!("../files/cases/{}", name.replace('_', "-"))), "{name}: {page}");
        assert!(ran.output[&format!("files/cases/{name}")] == bytes, "{name} is published as it is");
    }
}

#[test]
fn row_27_personal_numbers_in_documents_stop_the_build_and_no_report_shows_them() {
    let facts = |facts: &str| Pdf { facts, content: b"BT /F1 9 Tf (Aftale) Tj ET", ..PLAIN }.written();
    let shown = format!("<w:p><w:r><w:t>Jens 070761</w:t></w:r><w:r><w:t>-{SECRET}</w:t></w:r></w:p>");
    let deleted = format!("<w:p><w:r><w:delText>{CPR}</w:delText></w:r></w:p>");
    let planted: [(&str, Vec<u8>); 7] = [
        ("a.pdf", saying(&format!("Jens {CPR}"))),
        ("b.pdf", facts(&format!("/Title (Jens {CPR})"))),
        ("c.pdf", facts(&format!("/Author ({CPR})"))),
        ("d.pdf", facts(&format!("/Keywords (havn {CPR} kaj)"))),
        ("e.docx", word(&shown, "")),
        ("f.docx", word(&deleted, "")),
        ("g.docx", word("", CPR)),
    ];
    for (name, bytes) in planted {
        let place = case(&[(name, bytes)]).on_disk();
        for format in ["human", "json"] {
            let ran = place.run(&["build", "--format", format]);
            let told = format!("{}{}", ran.stdout, ran.stderr);
            ran.ends(1);
            assert!(told.contains("personal number") && told.contains(&format!("content/cases/{name}")), "{told}");
            assert!(!told.contains(SECRET), "{told}");
            assert!(ran.output.is_empty(), "{name}");
        }
    }
}

#[test]
fn a_name_is_traced_in_documents() {
    let place = case(&[("aftale.pdf", saying("Aftalt med Jens Kajgaard"))]).on_disk();
    let told = place.run(&["trace", "Jens Kajgaard", "--today", "2024-03-01"]).stdout;
    assert!(told.contains("content/cases/aftale.pdf"), "{told}");
}
