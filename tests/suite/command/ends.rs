//! Exit codes, and the line that a run ends with: 0 done, 1 the content has errors, 2 wrong use or settings, 3 the system
//! failed.

use super::{bad, doubtful, good};
use crate::driver::Site;

#[test]
fn a_good_site_is_done() {
    let built = good().command(&["build"]);
    built.ends(0).complains("2 entries, ").complains(" files, ").complains(" bytes, ").complains(" seconds in ");
    assert!(built.output.contains_key("index.html") && built.output.contains_key("tilskud/a.html"));
    good().command(&["check"]).ends(0).complains("no errors, 0 warnings, 0 notices: 2 entries, ");
}

#[test]
fn the_closing_line_counts_what_was_written() {
    let built = good().command(&["build"]);
    let files: Vec<_> = built.output.iter().filter(|(path, _)| path.as_str() != ".glasklar").collect();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    built.complains(&format!("{} files, {bytes} bytes", files.len()));
}

#[test]
fn checking_writes_nothing() {
    let place = good().on_disk();
    place.run(&["check"]).ends(0);
    let left: Vec<_> = std::fs::read_dir(place.path(".")).expect("a folder").collect();
    assert_eq!(left.len(), 2, "glasklar.toml and content/ alone: {left:?}");
}

#[test]
fn errors_in_the_content_end_with_1() {
    for command in ["build", "check"] {
        let ran = bad().command(&[command]);
        ran.ends(1).complains("error[unknown-field]").complains("content/grants/a.md:5:1");
        ran.complains("1 error, 0 warnings; nothing was written");
        assert!(ran.output.is_empty(), "`{command}` wrote {:?}", ran.output.keys());
    }
}

#[test]
fn an_error_in_a_template_ends_with_1() {
    let site = good().file("layouts/list.html", "{{ page.nothing_of_the_sort }}");
    for command in ["build", "check"] {
        let ran = site.command(&[command]);
        ran.ends(1).complains("layouts/list.html:1").complains("nothing was written");
        assert!(ran.output.is_empty());
    }
}

#[test]
fn strict_takes_warnings_for_errors() {
    doubtful().command(&["build"]).ends(0).complains("warning[kind-rule]");
    for command in ["build", "check"] {
        let strict = doubtful().command(&[command, "--strict"]);
        strict.ends(1).complains("error[kind-rule]").complains("nothing was written");
        assert!(strict.output.is_empty());
    }
    good().command(&["build", "--strict"]).ends(0);
}

#[test]
fn a_folder_without_a_site_ends_with_2() {
    let place = good().on_disk();
    for command in ["build", "check"] {
        place.run(&[command, "content"]).ends(2).complains("`content` holds no `glasklar.toml`").complains("help: ");
        place.run(&[command, "not-there"]).ends(2).complains("`not-there` holds no `glasklar.toml`");
    }
}

#[test]
fn wrong_settings_end_with_2() {
    let site = good().file("glasklar.toml", "title = \"Prøve\"\nlicens = \"CC0\"\n");
    site.command(&["check"]).ends(2).complains("error[setting]").complains("did you mean `licence`?");
    let unreadable = good().file("glasklar.toml", "title = \"Prøve\n");
    unreadable.command(&["check"]).ends(2).complains("glasklar.toml:1");
}

#[test]
fn wrong_use_ends_with_2() {
    let place = good().on_disk();
    let wrong: &[&[&str]] = &[
        &["bild"],
        &["build", "--ouput", "x"],
        &["build", "--today", "yesterday"],
        &["build", "--today", "2024-02-30"],
        &["build", "--base-url", "portal.example"],
        &["build", "--threads", "0"],
        &["build", "--threads", "many"],
        &["check", "--format", "xml"],
        &["explain", "dangling-refrence"],
        &[],
    ];
    for arguments in wrong {
        place.run(arguments).ends(2);
    }
    place.run(&["explain", "dangling-refrence"]).complains("did you mean `dangling-reference`?");
}

#[test]
fn a_folder_of_documents_that_is_not_there_is_said() {
    let ran = good().command(&["check", "--documents", "not-there"]);
    assert!([2, 3].contains(&ran.code), "{}", ran.stderr);
    ran.complains("not-there");
}

#[test]
fn a_disk_that_refuses_ends_with_3() {
    // Below a file there can be no folder, whoever asks.
    let ran = good().command(&["build", "--out", "glasklar.toml/public"]);
    ran.ends(3).complains("error: `").complains("glasklar.toml");
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let help = Site::new().command(&["--help"]);
    help.ends(0);
    for word in ["build", "check", "explain", "demo", "Exit codes: 0 done"] {
        assert!(help.stdout.contains(word), "`{word}` is missing in:\n{}", help.stdout);
    }
    for (command, options) in
        [("build", ["--out", "--base-url", "--today"]), ("check", ["--documents", "--format", "--strict"])]
    {
        let help = Site::new().on_disk().run_with(&["help", command], &[]);
        assert!(options.iter().all(|option| help.stdout.contains(option)), "{}", help.stdout);
    }
}

#[test]
fn the_settings_base_url_gives_way_to_the_options() {
    let place = good().on_disk();
    let built = place.run(&["build", "--base-url", "https://anden.example/portal"]);
    let sitemap = String::from_utf8_lossy(&built.ends(0).output["sitemap.xml"]).into_owned();
    assert!(sitemap.contains("<loc>https://anden.example/portal/index.html</loc>"), "{sitemap}");
}

#[test]
fn the_day_comes_from_the_option_or_the_environment() {
    let shown = |page: &[u8], day: &str| String::from_utf8_lossy(page).contains(&format!("datetime=\"{day}\""));
    let told = good().command(&["build", "--today", "2023-12-24"]);
    assert!(shown(&told.ends(0).output["index.html"], "2023-12-24"));
    // 2021-01-18 23:30 in Greenwich is the next day in Copenhagen.
    let place = good().on_disk();
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_glasklar"))
        .args(["build"])
        .env("SOURCE_DATE_EPOCH", "1611012600")
        .current_dir(place.path("."))
        .output()
        .expect("the binary runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(shown(&place.read("public/index.html"), "2021-01-19"));
}
