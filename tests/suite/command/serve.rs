//! The preview server: what it answers and what it refuses, and how it follows the site.

use super::{bad, doubtful, good};
use crate::driver::{Reply, Served, Workplace, tree};

const POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; \
font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// How the errors on top of a page begin.
const OVERLAY: &str = "<dialog id=\"glasklar-preview-errors\"";

/// Saves as careful editors do: beside the file, and then in its place, so that it is never met half-written.
fn replace(place: &Workplace, path: &str, content: impl AsRef<[u8]>) {
    place.write("content/.new", content);
    std::fs::rename(place.path("content/.new"), place.path(path)).expect("a file that can be renamed");
}

/// A page without what the preview adds to its head.
fn without_tags(reply: &Reply) -> String {
    let page = reply.text();
    let (head, rest) = page.split_once("<meta name=\"glasklar-preview\"").expect("a page with the preview's tags");
    let (_, rest) = rest.split_once("</script>\n").expect("the preview's script");
    format!("{head}{rest}")
}

fn assert_guarded(reply: &Reply) {
    for (name, value) in
        [("content-security-policy", POLICY), ("x-content-type-options", "nosniff"), ("cache-control", "no-store")]
    {
        assert_eq!(reply.header(name), Some(value), "{name} in\n{}", reply.head);
    }
}

#[test]
fn what_is_shown_is_what_is_built() {
    let place = good().on_disk();
    let built = place.run(&["build"]).ends(0).output.clone();
    let served = place.serve(&[]);
    for (path, bytes) in built.iter().filter(|(path, _)| path.as_str() != ".glasklar") {
        let reply = served.get(&format!("/{path}"));
        assert_guarded(reply.is(200));
        let kind = reply.header("content-type").unwrap_or_default();
        let same = if path.ends_with(".html") {
            assert_eq!(kind, "text/html; charset=utf-8");
            without_tags(&reply).as_bytes() == bytes
        } else {
            assert_eq!(kind == "application/octet-stream", path.ends_with(".bin"), "`{path}`");
            reply.body == *bytes
        };
        assert!(same, "`{path}` is not what was built");
    }
    assert_eq!(tree(&place.path("public")), built, "the output is not touched");
}

#[test]
fn pictures_and_annexes_are_shown_as_what_they_are_and_followed() {
    let picture = |width| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let dots = image::RgbImage::from_pixel(width, 8, image::Rgb([9, 9, 9]));
        dots.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    };
    let head = "title: Havnen\nannexes:\n  - { file: notat.docx }\n";
    let site = good()
        .file("content/cases/havn.md", crate::driver::markdown(head) + "![Havnen](havn.png)\n")
        .file("content/cases/havn.png", picture(8))
        .file("content/cases/notat.docx", "Ikke Word.\n");
    let place = site.on_disk();
    let served = place.serve(&[]);
    let address = |page: &str| {
        let (_, rest) = page.split_once("<img src=\"..").expect("a picture");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let first = address(served.get("/sager/havn.html").is(200).text());
    assert_eq!(served.get(&first).is(200).header("content-type"), Some("image/png"));
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    assert_eq!(served.get("/files/cases/notat.docx").is(200).header("content-type"), Some(word));
    let mut events = served.events();
    replace(&place, "content/cases/havn.png", picture(16));
    served.follows(&mut events, "/sager/havn.html", 200, "width=\"16\"");
}

#[test]
fn folders_and_queries_lead_to_their_page() {
    let place = good().on_disk();
    let served = place.serve(&[]);
    served.get("/").is(200).shows("<title>Prøve</title>");
    served.get("/?q=x").is(200).shows("<title>Prøve</title>");
    served.get("/tilskud/").is(200).shows("Grant a");
    // The links of the page are relative to its folder.
    assert_eq!(served.get("/tilskud").is(302).header("location"), Some("/tilskud/"));
    let head = served.ask("HEAD", "/", "localhost");
    assert!(head.is(200).body.is_empty());
}

#[test]
fn what_is_not_in_the_plan_is_the_sites_own_404_page() {
    let place = good().on_disk();
    let served = place.serve(&[]);
    let odd = [
        "/nope",
        "/tilskud/nope.html",
        "/glasklar.toml",
        "/content/grants/a.md",
        "/../glasklar.toml",
        "/tilskud/../../glasklar.toml",
        "/..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/glasklar.toml",
        "//etc/passwd",
        "/index.html%00.png",
        "/%",
        "/%ff%fe",
        "/-glasklar/",
        "/-glasklar/nope",
    ];
    for path in odd {
        assert_guarded(served.get(path).is(404).shows("Siden findes ikke"));
    }
    served.get(&format!("/{}", "a/".repeat(3000))).is(404);
    let long = served.get(&format!("/{}", "a".repeat(200_000)));
    assert!((400..500).contains(&long.status), "{}", long.status);
    assert_eq!(served.send(b"\x00\xff nonsense\r\n\r\n").status, 400);
    served.get("/").is(200);
}

/// A name that leads here and is not this machine's belongs to a website that wants to read the preview.
#[test]
fn other_hosts_are_refused() {
    let place = good().on_disk();
    let served = place.serve(&[]);
    let port = served.port;
    for own in ["localhost".into(), format!("localhost:{port}"), "127.0.0.1".into(), format!("[::1]:{port}")] {
        served.ask("GET", "/", &own).is(200);
    }
    for foreign in ["evil.example".into(), format!("evil.example:{port}"), "localhost:1".into(), String::new()] {
        for path in ["/", "/-glasklar/events", "/-glasklar/report"] {
            assert_guarded(served.ask("GET", path, &foreign).is(421).shows("localhost"));
        }
    }
    let requests = [
        "GET / HTTP/1.0\r\n\r\n".to_owned(),
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(),
    ];
    for request in requests {
        let reply = served.send(request.as_bytes());
        assert!([400, 421].contains(&reply.status), "{request}{}", reply.head);
    }
}

#[test]
fn a_preview_is_only_read() {
    let place = good().on_disk();
    let served = place.serve(&[]);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let reply = served.ask(method, "/", "localhost");
        assert_guarded(reply.is(405));
        assert_eq!(reply.header("allow"), Some("GET, HEAD"));
    }
}

#[test]
fn a_change_is_told_and_shown() {
    let place = good().on_disk();
    let served = place.serve(&[]);
    let mut events = served.events();
    let text = String::from_utf8(place.read("content/grants/a.md")).expect("UTF-8");
    place.write("content/grants/a.md", text.replace("Grant a", "Det nye navn"));
    served.follows(&mut events, "/tilskud/a.html", 200, "Det nye navn");
    replace(&place, "content/grants/a.md", text.replace("Grant a", "Det nyeste navn"));
    served.follows(&mut events, "/tilskud/a.html", 200, "Det nyeste navn");
    place.write("content/projects/p.md", "---\ntitle: Et projekt\nsource: { url: \"https://p.example\" }\n---\n");
    served.follows(&mut events, "/projekter/p.html", 200, "Et projekt");
    // A folder that was not there at the start is followed, too.
    for heading in ["Første", "Anden"] {
        place.write("layouts/list.html", format!("<h1>{heading}</h1>"));
        served.follows(&mut events, "/tilskud/", 200, &format!("<h1>{heading}</h1>")).shows("/-glasklar/preview.js");
    }
    std::fs::remove_file(place.path("content/grants/a.md")).expect("a file that can be removed");
    served.follows(&mut events, "/tilskud/a.html", 404, "Siden findes ikke");
    place.write("glasklar.toml", "title = \"Et andet navn\"\n");
    served.follows(&mut events, "/", 200, "<title>Et andet navn</title>");
}

/// A file that is written with the bytes it had, or that is no part of the site, is no change.
#[test]
fn what_changes_nothing_is_not_told() {
    let place = good().on_disk();
    let served = place.serve(&[]);
    let mark = |served: &Served| {
        let page = served.get("/");
        let mark = page.text().split("glasklar-preview\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
        mark.expect("a mark").to_owned()
    };
    let (first, mut events) = (mark(&served), served.events());
    replace(&place, "content/grants/a.md", place.read("content/grants/a.md"));
    place.write("public/index.html", "x");
    place.write("notes.txt", "x");
    replace(&place, "glasklar.toml", "title = \"Nyt\"\n");
    let told = events.next();
    assert_eq!(told, mark(&served), "the event names the state that is shown");
    let number = |mark: &str| mark.rsplit('-').next().and_then(|digits| digits.parse().ok()).unwrap_or(0);
    assert_eq!(number(&told), number(&first) + 1, "one change, one state");
    served.get("/").shows("<title>Nyt</title>");
}

#[test]
fn errors_stand_on_top_of_the_last_good_page_until_they_are_mended() {
    let place = good().on_disk();
    let served = place.serve(&[]);
    let mut events = served.events();
    served.get("/tilskud/a.html").is(200).hides(OVERLAY).hides("/-glasklar/report");
    let (fine, broken) = (place.read("content/grants/a.md"), bad().files()["content/grants/a.md"].clone());
    place.write("content/grants/a.md", &broken);
    let page = served.follows(&mut events, "/tilskud/a.html", 200, "projct");
    page.shows("Grant a").shows(OVERLAY).shows("1 error</h2>").shows("content/grants/a.md:5:1");
    page.shows("unknown-field").shows("5 | projct: x").shows("^^^^^^").shows("did you mean `project`?");
    served.get("/nope").is(404).shows(OVERLAY);
    served.get("/-glasklar/report").is(200).shows("content/grants/a.md:5:1");
    served.says("error[unknown-field]");
    place.write("content/grants/a.md", fine);
    served.follows(&mut events, "/-glasklar/report", 200, "no errors").hides("unknown-field");
    served.get("/tilskud/a.html").is(200).shows("Grant a").hides(OVERLAY).hides("projct");
    assert!(!place.path("public").exists(), "nothing is written");
}

#[test]
fn a_site_that_was_never_good_shows_its_errors() {
    let place = bad().on_disk();
    let served = place.serve(&[]);
    let mut events = served.events();
    for path in ["/", "/tilskud/a.html", "/nope"] {
        served.get(path).is(500).shows("content/grants/a.md:5:1").shows("/-glasklar/preview.js").hides(OVERLAY);
    }
    place.write("content/grants/a.md", &good().files()["content/grants/a.md"]);
    served.follows(&mut events, "/tilskud/a.html", 200, "Grant a");
}

#[test]
fn warnings_are_counted_in_a_corner() {
    let place = doubtful().on_disk();
    let served = place.serve(&[]);
    let page = served.get("/");
    page.is(200).hides(OVERLAY).shows("<a href=\"/-glasklar/report\">1 warning</a>");
    served.get("/-glasklar/report").is(200).shows("kind-rule").shows("content/grants/a.md:");
    doubtful().on_disk().serve(&["--strict"]).get("/").is(500).shows("1 error: there is no site to show yet");
}

#[test]
fn a_template_that_fails_is_told_on_the_page_it_cannot_make() {
    let place = good().file("layouts/list.html", "<p>\n{{ page.nothing_of_the_sort }}").on_disk();
    let served = place.serve(&[]);
    let mut events = served.events();
    served.get("/").is(200);
    served.get("/tilskud/").is(500).shows("layouts/list.html:2:1").shows("tilskud/index.html").shows("preview.js");
    place.write("layouts/list.html", "{{ site.title }}");
    served.follows(&mut events, "/tilskud/", 200, "Prøve");
}

/// What a template or an entry says becomes no markup of the report.
#[test]
fn the_report_is_escaped() {
    let field = "<script>alert(1)</script>";
    let place = good().grant("a", &format!("funder: \"{field}\"\nrecipient: by\n")).on_disk();
    let served = place.serve(&[]);
    served.get("/").is(500).shows("&lt;script&gt;alert(1)").hides(field);
}

#[test]
fn a_personal_number_is_masked() {
    let site = good().grant("a", "funder: by\nrecipient: by\nsummary: 010170-1234 fik pengene\n");
    let place = site.on_disk();
    let served = place.serve(&[]);
    served.get("/").is(500).shows("personal-number").hides("1234");
}

#[test]
fn drafts_are_shown_on_request() {
    let site = good().grant("kladde", "funder: by\nrecipient: by\ndraft: true\n");
    site.on_disk().serve(&[]).get("/tilskud/kladde.html").is(404);
    site.on_disk().serve(&["--drafts"]).get("/tilskud/kladde.html").is(200).shows("Grant kladde");
}

/// The 404 page names whole paths, which begin with the folder where the site will stand.
#[test]
fn a_site_for_a_folder_is_found_there_too() {
    let place = good().on_disk();
    let served = place.serve(&["--base-url", "https://portal.example/a/b/"]);
    served.get("/nope").is(404).shows("href=\"/a/b/tilskud/index.html\"");
    served.get("/a/b/tilskud/").is(200).shows("Grant a");
    assert_eq!(served.get("/a/b/tilskud").is(302).header("location"), Some("/a/b/tilskud/"));
    served.get("/tilskud/").is(200);
}

#[test]
fn what_cannot_be_served_is_said() {
    let place = good().on_disk();
    let served = place.serve(&[]);
    let taken = place.run(&["serve", "--port", &served.port.to_string()]);
    taken.ends(3).complains(&format!("port {} is taken", served.port)).complains("help: ").complains("--port 0");
    place.run(&["serve", "content", "--port", "0"]).ends(2).complains("holds no `glasklar.toml`");
    place.run(&["serve", "--port", "70000"]).ends(2);
    place.run(&["serve", "--port", "0", "--today", "yesterday"]).ends(2);
}

/// Open pages listen for as long as they are open, and must not hold the server back.
#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to() {
    let place = good().on_disk();
    let served = place.serve(&[]);
    let _listening = served.events();
    assert_eq!(served.interrupt(), Some(0));
}
