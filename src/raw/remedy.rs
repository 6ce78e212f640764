//! What helps against a fault of a format, told from the words in which its parser complains.

use crate::diag::Diagnostic;

/// What helps where nothing better is known.
pub const LOOK_CLOSER: &str = "look there and just before it; `glasklar explain syntax` shows the common slips";

/// Words of a parser's complaint and what helps against it; the first row that fits is taken.
type Remedies = &'static [(&'static str, &'static str)];

/// For YAML, in the words of saphyr-parser.
pub const YAML: Remedies = &[
    ("tab", "indent with spaces, not with tabs"),
    ("escape", "write a backslash twice, or put the value in single quotation marks"),
    ("trailing content after", "write a quotation mark inside a value as \\\", or put single ones around the value"),
    ("quoted scalar", "close the quotation mark at the end of the value"),
    (
        "mapping values are not allowed",
        "put a value with a colon in it in quotation marks: `title: \"Aftale: første del\"`",
    ),
    ("illegal placement of ':'", "close the bracket before it, or put the value with the colon in quotation marks"),
    ("flow mapping", "close the brace with `}`, and put a comma between the keys"),
    ("flow sequence", "close the bracket with `]`, and put a comma between the items"),
    ("flow construct", "close the bracket or brace that is open, or indent its next lines"),
    ("misplaced bracket", "put a value that begins with a bracket in quotation marks"),
    ("unknown anchor", "put a value that begins with `*` in quotation marks"),
    ("anchor or alias", "put a value that begins with `*` or `&` in quotation marks"),
    ("unexpected character", "put a value that begins with a sign in quotation marks"),
    ("simple key", "write a key, a colon, a space and the value: `title: Cykelstien`"),
    ("expected ':'", "write a key, a colon, a space and the value: `title: Cykelstien`"),
    ("block mapping", "indent the keys of one entry by the same number of spaces"),
    ("block collection", "indent the items of one list by the same number of spaces, each with `- ` before it"),
    ("block sequence", "write the first `- ` of a list on a line of its own, below the key"),
    ("indent", "indent what belongs together by the same number of spaces"),
];

/// For TOML, in the words of the toml crate.
pub const TOML: Remedies = &[
    ("string values must be quoted", "put the value in quotation marks: `title = \"Cykelstien\"`"),
    ("escape", "write a backslash twice, or put the value in single quotation marks"),
    ("basic string", "close the quotation mark at the end of the value"),
    ("literal string", "close the quotation mark at the end of the value"),
    ("missing opening quote", "put a quotation mark before the value too"),
    ("invalid date", "write a day of the calendar: 2021-01-18"),
    ("leading zero", "put the number in quotation marks, or leave out its zeros in front"),
    ("unclosed array", "close the bracket with `]`, and put a comma between the items"),
    ("array elements", "put a comma between the items"),
    ("inline table", "close the brace with `}`, and put a comma between the keys"),
    ("unclosed table", "close the bracket with `]`: `[section]`"),
    ("missing comma", "put a comma between the keys"),
    ("unquoted key", "write keys with a–z, digits, `_` and `-`, or put them in quotation marks"),
    ("missing assignment", "write each key and its value on a line of its own"),
    ("key with no value", "write `=` and a value after the key: `title = \"Cykelstien\"`"),
    ("missing value", "write a value after `=`, or leave out the key"),
    ("extra `=`", "write one `=` between key and value"),
    ("extra comma", "leave out the comma"),
];

/// For JSON, in the words of jsonc-parser.
pub const JSON: Remedies = &[
    ("Trailing commas", "leave out the comma after the last item"),
    ("Comments", "leave the comment out; JSON has none"),
    ("Single-quoted", "use double quotation marks"),
    ("Expected colon", "put a colon between the key and its value"),
    ("Expected value after colon", "write a value after the colon, or leave out the key"),
    ("Expected string for object property", "put the key in double quotation marks"),
    ("Expected comma", "put a comma between the items"),
    ("Unexpected comma", "leave out the comma, or write the value before it"),
    ("Unexpected close", "is a value missing before it, or a bracket too many?"),
    ("Unterminated array", "close the bracket with `]`"),
    ("Unterminated object", "close the brace with `}`"),
    ("Unterminated string", "close the quotation mark at the end of the value"),
    ("Unexpected word", "put texts in double quotation marks"),
    ("more than one JSON value", "put the values in one list: [ …, … ]"),
    ("on numbers", "write numbers with digits and a point: 4.5"),
    ("number", "write numbers with digits and a point: 4.5"),
];

/// The complaint with what helps against it, where its words tell; else with the help that it has.
pub fn with_remedy(fault: Diagnostic, remedies: Remedies) -> Diagnostic {
    let found = remedies.iter().find(|(words, _)| fault.message.contains(words));
    fault.maybe_help(found.map(|(_, help)| (*help).to_owned()))
}
