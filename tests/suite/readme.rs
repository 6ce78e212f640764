//! The README's examples, tried as a newcomer would: copied into a site of one's own.

use crate::driver::{Site, repository};

fn readme() -> String {
    std::fs::read_to_string(repository().join("README.md")).expect("the README")
}

/// The text of the code block that begins with `first`.
fn block(readme: &str, first: &str) -> String {
    let start = readme.find(first).unwrap_or_else(|| panic!("the README has no block that begins with {first:?}"));
    let end = readme[start..].find("\n```").expect("the block ends") + start;
    readme[start + first.len()..end].trim_start_matches('\n').to_owned()
}

fn entry(fields: &str) -> String {
    format!("---\n{}\nsource: {{ document: herning-dagsorden-2021-01-18 }}\n---\n", fields.trim())
}

#[test]
fn the_examples_make_a_site() {
    let readme = readme();
    let settings = block(&readme, "```toml\ntitle").replace("navigation", "#");
    let organisations = block(&readme, "# content/organisations/herning.yaml");
    let mut parts =
        organisations.split("\n# content/").map(|part| part.split_once('\n').map_or(part, |(_, rest)| rest));
    let mut next = || parts.next().expect("an example of each kind").to_owned();
    let herning =
        organisations.split("\n# content/").next().expect("organisations").replace("https://…", "https://cvr.example");
    next();
    let (document, case, meeting, agreement) = (next(), next(), next(), next());
    let grant = block(&readme, "```markdown\n---");
    let grant = format!("---\n{}", grant.replace("herning-resultatkontrakt-baeredygtig-herning-2021", "sag"));
    let others = "- { id: oekonomiudvalget, name: Udvalget, source: { url: \"https://u.example\" } }\n\
                  - { id: baeredygtig-herning, name: Centret, source: { url: \"https://c.example\" } }\n";
    let playground =
        "---\ntitle: Den store\nopened: 2021\nowner: herning-kommune\nsource: { url: \"https://l.example\" }\n---\n";
    let settings = format!("title{}", settings.replace("https://…", "https://was.example"));
    let built = Site::new()
        .file("glasklar.toml", settings)
        .file("content/organisations/herning.yaml", format!("{}\n{others}", herning.trim()))
        .file("content/documents/herning-dagsorden-2021-01-18.md", format!("---\n{}\n---\n", document.trim()))
        .file("content/cases/sag.md", entry(&case))
        .file(
            "content/meetings/oeu-2021-01-18.md",
            entry(&meeting.replace("herning-resultatkontrakt-baeredygtig-herning-2021", "sag")),
        )
        .file("content/agreements/aftale.md", entry(&format!("title: Aftale\n{}", agreement.trim())))
        .file("content/grants/tilskud.md", grant)
        .file("content/playgrounds/a.md", playground)
        .file("layouts/kinds/playground/kind.toml", block(&readme, "# layouts/kinds/playground/kind.toml"))
        .build();
    built.shows("legepladser/a.html", "Herning Kommune").shows("organisationer/herning-kommune.html", "Legepladser");
    built.shows("moeder/oeu-2021-01-18.html", "tiltrådt").shows("moeder/oeu-2021-01-18.html", "Et underpunkt");
    built.shows("sager/sag.html", "tiltrådt").shows("aftaler/aftale.html", "Mindst én medarbejder");
    built.shows("tilskud/tilskud.html", "4.000.000").shows("en/playgrounds/index.html", "Den store");
}

#[test]
fn the_site_of_five_minutes_is_one() {
    let readme = readme();
    let file = |path: &str| {
        let text = block(&readme, &format!("# my-portal/{path}"));
        (path.to_owned(), text)
    };
    let files = ["glasklar.toml", "content/organisations/byen.yaml", "content/grants/lindetraeer-2024.md"].map(file);
    let site = files.iter().fold(Site::new(), |site, (path, text)| site.file(path, text));
    assert!(!site.check().codes().iter().any(|code| !code.starts_with("no-")), "{}", site.check().report);
    let built = site.build();
    built.shows("tilskud/lindetraeer-2024.html", "250.000").shows("en/organisations/index.html", "Byens Kommune");
    let (path, grant) = &files[2];
    let slip = site.file(path, grant.replace("funder: byen", "funder: byn"));
    slip.check().says("content/grants/lindetraeer-2024.md:3:9").says("did you mean `byen`?");
}
