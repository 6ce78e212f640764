//! Browser modules as one file: a worker of thirty small ones would ask for them one after the other, and what is alike in
//! them is compressed only once.
//!
//! It knows no more of the language than these modules need: imports are `import { a, b as c } from "./x.js";`, exports are
//! declarations at the beginning of a line, comments within a line are `/** … */`, and no text reaches over a line's end. Of
//! modules that are written otherwise there is no bundle, and they stand as they are.

use std::collections::BTreeMap;
use std::fmt::Write;

/// What may be exported: what never changes.
const DECLARATIONS: [&str; 6] = ["async function* ", "async function ", "function* ", "function ", "const ", "class "];
const EXPORT: &str = "export ";

/// A module and all that it imports, dependencies first, each in a scope of its own; nothing where one cannot be read.
/// `files` are by name (`search/worker.js`), without lines that are comments alone. What the module itself exports, it still
/// does.
pub fn bundle(name: &str, files: &BTreeMap<String, Vec<u8>>) -> Option<Vec<u8>> {
    let mut bundle = Bundle { files, done: Vec::new(), open: Vec::new(), text: String::new() };
    let entry = bundle.read(name)?;
    bundle.text.push_str(&entry.body);
    Some(bundle.text.into_bytes())
}

struct Bundle<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    /// Those that are in the text, by their number.
    done: Vec<String>,
    /// Those that wait for what they import.
    open: Vec<String>,
    text: String,
}

/// A module whose imports are in the text.
struct Module {
    body: String,
    exports: Vec<String>,
}

impl Bundle<'_> {
    /// The number of a module, which is put into the text first where it is not there yet.
    fn number(&mut self, name: String) -> Option<usize> {
        if let Some(number) = self.done.iter().position(|done| *done == name) {
            return Some(number);
        }
        if self.open.contains(&name) {
            return None;
        }
        self.open.push(name);
        let module = self.read(&self.open.last()?.clone())?;
        let number = self.done.len();
        writeln!(self.text, "const ${number} = (() => {{").ok()?;
        for line in module.body.lines() {
            writeln!(self.text, "{}", line.strip_prefix(EXPORT).unwrap_or(line)).ok()?;
        }
        writeln!(self.text, "return {{ {} }};\n}})();", module.exports.join(", ")).ok()?;
        self.done.push(self.open.pop()?);
        Some(number)
    }

    fn read(&mut self, name: &str) -> Option<Module> {
        let folder = &name[..name.rfind('/').map_or(0, |at| at + 1)];
        let files = self.files;
        let text = std::str::from_utf8(files.get(name)?).ok()?;
        let mut module = Module { body: String::new(), exports: Vec::new() };
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if line.starts_with("import ") {
                let mut statement = line.to_owned();
                while !statement.ends_with(';') {
                    statement.push_str(lines.next()?.trim());
                }
                let (names, file) = imported(&statement)?;
                let number = self.number(format!("{folder}{file}"))?;
                writeln!(module.body, "const {{ {} }} = ${number};", names.replace(" as ", ": ")).ok()?;
                continue;
            }
            if let Some(declaration) = line.strip_prefix(EXPORT) {
                module.exports.push(declared(declaration)?.to_owned());
            }
            module.add(line)?;
        }
        Some(module)
    }
}

impl Module {
    fn add(&mut self, line: &str) -> Option<()> {
        let mut rest = line.trim();
        while let Some((before, comment)) = rest.split_once("/** ") {
            self.body.push_str(before);
            rest = comment.split_once("*/")?.1.trim_start();
        }
        self.body.push_str(rest);
        self.body.push('\n');
        Some(())
    }
}

/// The names and the file of an import.
fn imported(statement: &str) -> Option<(&str, &str)> {
    let (names, file) = statement.strip_prefix("import {")?.split_once("} from \"./")?;
    Some((names.trim().trim_end_matches(','), file.strip_suffix("\";")?))
}

/// What a line declares.
fn declared(line: &str) -> Option<&str> {
    let rest = DECLARATIONS.iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|sign: char| !sign.is_alphanumeric() && !"_$".contains(sign))?;
    (end > 0).then(|| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Option<String> {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        bundle("s/main.js", &files).and_then(|bytes| String::from_utf8(bytes).ok())
    }

    #[test]
    fn dependencies_come_first_and_once_each_in_its_own_scope() {
        let files = [
            (
                "s/main.js",
                "import { one } from \"./a.js\";\nimport {\n  two as due,\n  Three,\n} from \"./b.js\";\none(due, Three);\n",
            ),
            ("s/a.js", "import { two } from \"./b.js\";\nexport const one = (/** @type {any} */ x) => two(x);\n"),
            ("s/b.js", "export async function* two(x) {\n  yield x;\n}\nexport class Three {}\nconst own = 1;\n"),
        ];
        let expected = "const $0 = (() => {\nasync function* two(x) {\nyield x;\n}\nclass Three {}\nconst own = 1;\nreturn { two, Three };\n})();\n\
            const $1 = (() => {\nconst { two } = $0;\nconst one = (x) => two(x);\nreturn { one };\n})();\n\
            const { one } = $1;\nconst { two: due,Three } = $0;\none(due, Three);\n";
        assert_eq!(bundled(&files).as_deref(), Some(expected));
    }

    #[test]
    fn what_the_module_itself_exports_it_still_does() {
        let text = bundled(&[("s/main.js", "export function start() {}\nfunction own() {}\n")]);
        assert_eq!(text.as_deref(), Some("export function start() {}\nfunction own() {}\n"));
    }

    #[test]
    fn modules_that_cannot_be_read_are_left_as_they_are() {
        for import in [
            "import all from \"./a.js\";\n",
            "import { a } from \"other\";\n",
            "import { a } from \"./none.js\";\n",
            "import {",
        ] {
            assert_eq!(bundled(&[("s/main.js", import), ("s/a.js", "export const a = 1;\n")]), None, "{import}");
        }
        for module in
            ["export default 1;\n", "export let a = 1;\n", "export { a };\n", "import { b } from \"./main.js\";\n"]
        {
            assert_eq!(
                bundled(&[("s/main.js", "import { a } from \"./a.js\";\n"), ("s/a.js", module)]),
                None,
                "{module}"
            );
        }
    }
}
