//! Rows 17 and 18: YAML and JSON that mean harm, as entries and as tables.

use super::{entry, town};
use crate::driver::Ran;

fn yaml(text: &str) -> Ran {
    town().file("content/projects/p.yaml", text).command(&["check"])
}

fn json(text: &str) -> Ran {
    town().file("content/projects/p.json", text).command(&["check"])
}

#[test]
fn row_17_yaml_that_grows_is_stopped_at_its_place() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{before}]\n"));
    }
    yaml(&bomb).refuses(4).complains("the aliases repeat more than 16 MB").complains("p.yaml:");
    for depth in [100, 10_000] {
        let flow = format!("a: {}x{}\n", "[".repeat(depth), "]".repeat(depth));
        yaml(&flow).refuses(4).complains("nested more than 64 levels deep").complains("p.yaml:1:");
    }
    let block: String = (0..1_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect();
    yaml(&block).refuses(4).complains("nested more than 64 levels deep").complains("p.yaml:65:");
    let keys: String = (0..100_000).map(|at| format!("k{at}: x\n")).collect();
    yaml(&keys).refuses(4).complains("this group has 100,000 keys; the limit is 10,000").complains("p.yaml:10001:1");
}

#[test]
fn row_17_tags_and_double_keys_are_refused() {
    yaml("id: p\ntitle: !!binary aGVq\n").refuses(1).complains("p.yaml:2:");
    yaml("id: p\ntitle: !!python/object:os.system x\n").refuses(1).complains("p.yaml:2:");
    yaml("id: p\ntitle: A\ntitle: B\n").refuses(1).complains("error[duplicate-key]").complains("p.yaml:3:1");
    yaml("a: &a [*a]\n").refuses(1).complains("p.yaml:1:");
}

/// What YAML of old takes for false, an octal number and a number of base 60 stays what was written.
#[test]
fn row_17_words_and_digits_stay_as_they_are_written() {
    for written in ["no", "NO", "off", "0123", "1:30", "1e3", "0x1F", ".5"] {
        let site = town().file("content/projects/p.md", entry(&format!("title: {written}\n")));
        site.build().shows("projekter/p.html", &format!("<h1>{written}</h1>"));
    }
}

#[test]
fn row_18_json_that_means_harm_is_refused_at_its_place() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [100, 10_000] {
            let text = format!("{{\"id\":\"p\",\"a\":{}1{}}}", open.repeat(depth), close.repeat(depth));
            json(&text).refuses(4).complains("nested more than 64 levels deep").complains("p.json:1:");
        }
    }
    json("{\"id\":\"p\",\"title\":\"\\ud800\"}").refuses(1).complains("p.json:1:");
    let grant = "{\"id\":\"b\",\"title\":\"B\",\"funder\":\"by\",\"recipient\":\"by\",\
        \"amount\":{\"amount\":1e400,\"currency\":\"DKK\",\"basis\":\"decided\"},\
        \"source\":[{\"url\":\"https://kilde.example/\"}]}";
    let ran = town().file("content/grants/b.json", grant).command(&["check"]);
    ran.refuses(1).complains("b.json:1:");
}

/// A table of grants of this name, which a description names.
fn table(name: &str, text: &str) -> Ran {
    let description = format!(
        "file = \"{name}\"\n[columns]\nid = \"id\"\ntitle = \"a\"\nrecipient = {{ name = \"a\" }}\n\
        amount = {{ value = \"a\", currency = \"DKK\", basis = \"decided\" }}\n[constants]\nfunder = \"by\"\n\
        source = [{{ url = \"https://kilde.example/\" }}]\n"
    );
    let site = town().file("content/grants/t.table.toml", description);
    site.file(&format!("content/grants/{name}"), text).command(&["check"])
}

#[test]
fn row_17_yaml_that_grows_is_stopped_in_tables() {
    let mut bomb = "- a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("  a{level}: &a{level} [{before}]\n"));
    }
    let says = |text: &str, code: i32, words: &str, place: &str| {
        table("t.yaml", text).refuses(code).complains(words).complains(&format!("content/grants/t.yaml:{place}"));
    };
    says(&bomb, 4, "the aliases repeat more than 16 MB", "");
    let flow = format!("- a: {}x{}\n", "[".repeat(10_000), "]".repeat(10_000));
    says(&flow, 4, "nested more than 64 levels deep", "1:");
    let keys: String = (0..100_000).map(|at| format!("  k{at}: x\n")).collect();
    says(&format!("- id: a\n{keys}"), 4, "this group has 100,001 keys; the limit is 10,000", "10001:3");
    let wide: String = (0..2_000).map(|at| format!("  k{at}: x\n")).collect();
    says(&format!("- id: a\n{wide}"), 4, "the table has 2,001 columns; the limit is 1,000", "1:3");
    says("- id: p\n  a: !!binary aGVq\n", 1, "the YAML tag", "2:");
    says("- id: p\n  a: 1\n  a: 2\n", 1, "error[duplicate-key]", "3:3");
    says("- id: 1:30\n  a: 0x1F\n", 1, "`0x1F` is not a number", "1");
}

#[test]
fn row_18_json_that_means_harm_is_refused_in_tables() {
    for (name, before, after) in [("t.json", "[\n", "]"), ("t.jsonl", "\n", "\n"), ("t.json", "{\"t\": [\n", "]}")] {
        let says = |record: &str, code: i32, words: &str, place: &str| {
            let ran = table(name, &format!("{before}{record}{after}"));
            ran.refuses(code).complains(words).complains(&format!("content/grants/{name}:2:{place}"));
        };
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = format!("{{\"id\":\"p\",\"a\":{}1{}}}", open.repeat(10_000), close.repeat(10_000));
            says(&deep, 4, "nested more than 64 levels deep", "");
        }
        says("{\"id\":\"p\",\"a\":1e400}", 1, "the number `1e400` is not written in plain digits", "15");
        says("{\"id\":\"p\",\"a\":\"\\ud800\"}", 1, "error[syntax]", "");
        says("{\"id\":\"p\",\"id\":\"q\"}", 1, "error[duplicate-key]", "11");
        let keys: String = (0..100_000).map(|at| format!("\"k{at}\":1,")).collect();
        says(&format!("{{{keys}\"id\":\"p\"}}"), 4, "this group has 100,001 keys; the limit is 10,000", "");
    }
    let deep = format!("{{\"t\": [{{\"id\": 1}}], \"a\": {{\"b\": {}{}}}}}", "[".repeat(10_000), "]".repeat(10_000));
    table("t.json", &deep).refuses(4).complains("nested more than 64 levels deep");
}

/// What YAML of old takes for false, an octal number and a number of base 60 is what is written in tables too.
#[test]
fn row_17_words_and_digits_of_tables_stay_as_they_are_written() {
    let description = "file = \"t.yaml\"\n[columns]\nid = \"{id}\"\ntitle = \"a\"\n[constants]\n\
        source = [{ url = \"https://kilde.example/\" }]\n";
    for written in ["no", "NO", "off", "y", "0123", "0o17", "1:30", "1e3", "0x1F", ".5", "2024-03-01"] {
        let site = town().file("content/projects/t.table.toml", description);
        let built = site.file("content/projects/t.yaml", format!("- id: 0123\n  a: {written}\n")).build();
        built.shows("projekter/0123.html", &format!("<h1>{written}</h1>"));
    }
}

/// TOML is read by another parser than JSON and YAML, and by descriptions and settings as well.
#[test]
fn row_17_toml_that_is_nested_deep_is_refused() {
    let deep = |key: &str| format!("{key} = {}1{}\n", "[".repeat(10_000), "]".repeat(10_000));
    let paths = ["content/projects/p.toml", "content/projects/p.table.toml", "glasklar.toml"];
    for path in paths {
        let ran = town().file(path, deep("a")).command(&["check"]);
        assert!(matches!(ran.code, 1 | 4), "{path}: {}", ran.stderr);
        ran.refuses(ran.code).complains(&format!("{path}:1:"));
    }
    let dotted = format!("{}a = 1\n", "a.".repeat(10_000));
    let ran = town().file("content/projects/p.toml", dotted).command(&["check"]);
    ran.refuses(ran.code).complains("content/projects/p.toml:");
}
