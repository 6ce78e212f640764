//! Rows 17 and 18: YAML and JSON that mean harm.

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
