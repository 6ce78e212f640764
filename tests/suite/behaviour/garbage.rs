//! Whatever stands in a file, the answer is a report and never a panic.

use proptest::prelude::*;

use crate::driver::Site;

/// Files of every format that is read.
const PATHS: &[&str] = &[
    "content/grants/a.md",
    "content/cases/a.md",
    "content/agreements/a.nb.md",
    "content/grants/l.yaml",
    "content/organisations/l.toml",
    "content/grants/l.json",
    "content/grants/l.jsonl",
    "content/grants/t.csv",
    "content/grants/t.table.toml",
    "layouts/kinds/grant/kind.toml",
    "layouts/kinds/pump/kind.toml",
    "layouts/types/source.toml",
    "layouts/lang/da.toml",
    "layouts/list.html",
    "glasklar.toml",
];

/// Pieces of which files are made, right and wrong ones.
const PIECES: &[&str] = &[
    "---\n",
    "+++\n",
    "title: A\n",
    "title = \"A\"\n",
    "[[grant]]\n",
    "id: a\n",
    "id = \"a\"\n",
    "- ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    ": ",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|\n",
    ">\n",
    "&a ",
    "*a\n",
    "!!int ",
    "? ",
    "# ",
    "%",
    "~",
    "null",
    "true",
    "amount: ",
    "amount = ",
    "amount: 5\n",
    "currency: DKK",
    "basis: decided",
    "part_of: a\n",
    "decided: 2021-02-30\n",
    "period: 2023/2021\n",
    "period: { start: end of 9999, duration: \"9999999999 years\" }\n",
    "treatments:\n  - date: 2021\n",
    "goals:\n  - { number: a, title: b }\n",
    "source: { document: a, quote: \"\" }\n",
    "names: [{ text: \"\" }]\n",
    "number: DK-CVR-0\n",
    "999999999999999999999999999999",
    "-1",
    "1e309",
    "1.234",
    "0x10",
    "æøå",
    "a\u{30a}",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "💶",
    "010170-1234",
    "nr;titel;beløb\n",
    "a;b;c\n",
    "a,b\n",
    "columns = { id = \"{nr\" }\n",
    "file = \"t.csv\"\n",
    "[columns]\n",
    "id = \"nr\"\n",
    "[field.title]\n",
    "type = \"text\"\n",
    "type = \"records\"\nof = \"grant\"\nlink = \"a\"\n",
    "type = \"source\"\n",
    "label = { da = \"A\" }\n",
    "required = true\n",
    "[roles]\n",
    "whole = \"title\"\n",
    "order = \"x\"\n",
    "{{ ",
    " }}",
    "{% for x in ",
    " %}",
    "{% include \"list.html\" %}",
    "page.title",
    "[link](project:a)",
    "![](x)",
    "###### ",
    "<script>",
    "</main>",
];

fn file() -> impl Strategy<Value = (&'static str, String)> {
    let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..24);
    (proptest::sample::select(PATHS), pieces).prop_map(|(path, pieces)| (path, pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_file_makes_the_stages_panic(files in proptest::collection::vec(file(), 1..4)) {
        let mut site = Site::new().organisation("by").grant("b", "funder: by\nrecipient: by\n");
        for (path, content) in files {
            site = site.file(path, content);
        }
        let checked = site.check();
        prop_assert!(checked.any_error() == checked.report.contains("error["));
    }
}
