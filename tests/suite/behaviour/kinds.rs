//! Kinds are data: a site adds a kind, a field or a layout with files alone.

use crate::driver::{Site, markdown};

const PUMP: &str = r#"
name   = { da = "pumpe", nb = "pumpe", nn = "pumpe", en = "pump" }
plural = { da = "pumper", nb = "pumper", nn = "pumper", en = "pumps" }
path   = { da = "pumper", nb = "pumper", nn = "pumper", en = "pumps" }
title  = "title"

[field.title]
type   = "text"
label  = { da = "Navn", nb = "Navn", nn = "Namn", en = "Name" }
search = 6

[field.height]
type   = "number"
label  = { da = "Løftehøjde", nb = "Løftehøyde", nn = "Løftehøgd", en = "Lift" }
search = 2
column = true

[field.owner]
type  = "organisation"
label = { da = "Ejer", nb = "Eier", nn = "Eigar", en = "Owner" }
back  = { da = "Ejer pumperne", nb = "Eier pumpene", nn = "Eig pumpene", en = "Owns the pumps" }
"#;

fn with_pumps() -> Site {
    let pump = markdown("title: Stormflodspumpen\nheight: 12.5\nowner: havnen\n");
    let site = Site::new().file("layouts/kinds/pump/kind.toml", PUMP).file("content/pumps/a.md", pump);
    site.organisation("havnen")
}

#[test]
fn a_kind_is_added_with_one_folder() {
    with_pumps().check().clean();
    let built = with_pumps().build();
    built.shows("pumper/index.html", "Stormflodspumpen").shows("pumper/index.html", "Løftehøjde");
    built.shows("pumper/a.html", "<h1>Stormflodspumpen</h1>").shows("pumper/a.html", "12,5");
    built.shows("organisationer/havnen.html", "Ejer pumperne").shows("organisationer/havnen.html", "../pumper/a.html");
    built.shows("data/pump.csv", "12.5").shows("data.html", "data/pump.csv");
    let json = built.json("pumper/a.json");
    assert_eq!((&json["kind"], &json["owner"]), (&"pump".into(), &"havnen".into()));
    assert_eq!(json["height"].to_string(), "12.5");
}

#[test]
fn a_kind_that_a_site_adds_is_searched() {
    let built = with_pumps().build();
    let record = &built.json("search/records.da.json")["records"]["pumper/a.html"];
    assert_eq!(record["t"], "Stormflodspumpen");
    let index = built.text("search/elasticlunr.da.json");
    assert!(index.contains("\"pumper/a.html\""), "the index knows the record");
}

#[test]
fn a_kind_that_a_site_adds_has_an_address_in_every_language() {
    let settings = "title = \"Pumper\"\nlanguages = [\"en\", \"nn\"]\nbase_url = \"https://portal.example/\"\n";
    let built = with_pumps().file("glasklar.toml", settings).build();
    built.has("pumps/index.html").has("nn/pumper/index.html").shows("nn/pumper/index.html", "Løftehøgd");
}

#[test]
fn a_field_is_added_with_the_lines_of_that_field() {
    let own =
        "[field.mowed]\ntype = \"date\"\nlabel = { da = \"Slået\", nb = \"Slått\", nn = \"Slått\", en = \"Mown\" }\n";
    let site = Site::new().organisation("by").file("layouts/kinds/grant/kind.toml", own);
    let site = site.grant("a", "funder: by\nrecipient: by\nmowed: 2023-06-24\n");
    site.check().clean();
    site.build().shows("tilskud/a.html", "<dt>Slået</dt>").shows("tilskud/a.html", "24. juni 2023");
    assert_eq!(site.build().json("tilskud/a.json")["mowed"], "2023-06-24");
}

#[test]
fn a_label_of_the_theme_is_changed_with_one_line() {
    let own = "[field.recipient]\nlabel = { da = \"Pengene går til\" }\n";
    let site = Site::new().organisation("by").grant("a", "funder: by\nrecipient: by\n");
    let built = site.file("layouts/kinds/grant/kind.toml", own).build();
    built.shows("tilskud/a.html", "<dt>Pengene går til</dt>").shows("tilskud/a.html", "<dt>Tilskudsgiver</dt>");
}

#[test]
fn a_layout_is_overridden_by_a_file_at_its_path() {
    let own = "{% extends \"base.html\" %}{% block main %}<h1>Tomt her</h1>{% endblock %}";
    let built = Site::new().file("layouts/404.html", own).build();
    built.shows("404.html", "<h1>Tomt her</h1>").shows("404.html", "</footer>");
}

/// What the site's own layout of a grant reads: attributes, and the functions that write markup.
const READING: &str = r#"{% extends "record.html" %}{% block first %}
{% for fact in entry.facts %}<i>{{ fact.field }}|{{ fact.label }}|{{ fact.value.type }}|{{ fact.value.text is defined }}</i>{% endfor %}
{% for basis in entry.amounts %}<b>{{ basis.amount }} {{ basis.currency }} {{ basis.basis }} {{ basis.per }} {{ basis.known }}</b>
<u>{{ cell(basis) }}</u>{% endfor %}
<em>{{ entry.f.funder.entry.title }} {{ entry.f.decided.iso }} {{ entry.f.tags is undefined }}</em>
<p>{{ link(entry.f.funder.entry) }}: {{ date(entry.f.decided) }}, {{ value(entry.f.decided) }}</p>
{{ dl(entry.facts|selectattr("field", "eq", "funder")|list) }}
{% endblock %}"#;

#[test]
fn a_layout_reads_every_value_and_calls_what_writes_it() {
    let grant =
        "funder: by\nrecipient: by\ndecided: 2021-02-03\namount: { amount: 1500, currency: DKK, basis: paid }\n";
    let site = Site::new().organisation("by").grant("a", grant).file("layouts/kinds/grant/record.html", READING);
    let page = site.build();
    for shown in [
        "<i>funder|Tilskudsgiver|reference|False</i>",
        "<i>decided|Besluttet|date|True</i>",
        "<b>1.500 DKK paid once True</b>",
        "<u><span class=\"amount\">1.500&nbsp;<span class=\"currency\">DKK</span></span> <span class=\"basis\">",
        "<a href=\"../organisationer/by.html\">",
        "<time datetime=\"2021-02-03\">3. februar 2021</time>, <time datetime=\"2021-02-03\">",
        "<dl class=\"facts\">\n<div><dt>Tilskudsgiver</dt><dd><a href=",
    ] {
        page.shows("tilskud/a.html", shown);
    }
}

#[test]
fn a_record_page_of_its_own_wins_over_the_general_one() {
    let own = "{% extends \"record.html\" %}{% block answer %}<p>Lifts water.</p>{% endblock %}";
    let built = with_pumps().file("layouts/kinds/pump/record.html", own).build();
    built.shows("pumper/a.html", "Lifts water.").shows("pumper/a.html", "<h1>Stormflodspumpen</h1>");
    assert!(!built.text("organisationer/havnen.html").contains("Lifts water."));
}

#[test]
fn an_interface_text_and_an_asset_are_overridden() {
    let text = "[messages]\n\"skip\" = \"Spring menuen over\"\n";
    let site = Site::new().file("layouts/lang/da.toml", text).file("layouts/assets/style.css", "body { margin: 0 }\n");
    let built = site.build();
    built.shows("index.html", ">Spring menuen over</a>");
    let style = built.ending("/style.css").next().expect("a style sheet").to_owned();
    built.shows(&style, "body { margin: 0 }").shows("index.html", &style);
}

/// A folder of a kind with `pages = false` gives rows, anchors and data, and no pages.
#[test]
fn a_kind_without_pages_stands_on_its_recipients_page() {
    let own = "pages = false\n";
    let site = Site::new().organisation("by").grant("a", "funder: by\nrecipient: by\n");
    let built = site.file("layouts/kinds/grant/kind.toml", own).build();
    built.has_no("tilskud/a.html").has_no("tilskud/a.json").has("data/grant.csv");
    assert_eq!(built.json("data/grant.jsonl")["address"], "organisationer/by.html#a");
    built.shows("organisationer/by.html", "id=\"a\"").shows("tilskud/index.html", "../organisationer/by.html#a");
}

/// Whatever a `kind.toml` says, nothing is written outside the output folder.
#[test]
fn a_path_of_a_kind_never_leads_out_of_the_output() {
    for path in ["../pumper", "/tmp/pumper", "a/../../pumper", "Pumper", "pumper/", "pum per", ""] {
        let kind = PUMP.replace("path   = { da = \"pumper\"", &format!("path   = {{ da = \"{path}\""));
        let checked = with_pumps().file("layouts/kinds/pump/kind.toml", kind).check();
        assert!(checked.codes().contains("kind"), "`{path}` was accepted as the folder of a kind");
    }
}

/// A kind that cannot be read is said, and what refers to the other kinds still means them.
#[test]
fn a_fault_in_one_kind_leaves_the_others_alone() {
    let site = with_pumps().file("layouts/kinds/grant/kind.toml", "title = \"titel\"\n");
    let checked = site.check();
    checked.says("there is no field `titel`").says("did you mean `title`?");
    assert_eq!(checked.codes().into_iter().collect::<Vec<_>>(), ["kind"], "{}", checked.report);
}
