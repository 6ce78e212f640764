//! The words that stand in cells and say something of their row: tables of data.

/// What stands in a cell that is empty, in small letters; whether it says nothing in a column of words, too.
pub const EMPTY: &[(&str, bool)] = &[
    ("-", true),
    ("\u{2013}", true),
    ("\u{2014}", true),
    ("n/a", true),
    ("#n/a", true),
    ("null", true),
    ("nan", false),
    ("na", false),
    ("..", true),
    (".", true),
    (":", false),
    ("?", true),
    ("ukendt", false),
    ("ukjent", false),
    ("unknown", false),
    ("uoplyst", false),
    ("ikke oplyst", true),
    ("ikke oppgitt", true),
    ("ikkje oppgitt", true),
    ("mangler", false),
    ("ingen", false),
];

/// Words for yes and no that need a map, in small letters; `ja`, `nej` and `nei` need none.
pub const YES_NO: &[(&str, bool)] = &[("j", true), ("y", true), ("x", true), ("1", true), ("n", false), ("0", false)];

/// What stands in a cell that says of somebody that they are a private person, in small letters.
pub const PRIVATE: &[&str] = &[
    "privat",
    "privatperson",
    "privatpersoner",
    "privat person",
    "private personer",
    "enkeltperson",
    "enkeltpersoner",
    "enkeltindivid",
    "fysisk person",
    "fysiske personer",
    "person",
    "personer",
    "borger",
    "innbygger",
    "individual",
    "private person",
    "natural person",
];

/// What stands in a cell that says that something was not granted, in small letters.
pub const REJECTED: &[&str] = &[
    "afslag",
    "afslået",
    "afvist",
    "avslag",
    "avslått",
    "avvist",
    "ikke bevilget",
    "ikke innvilget",
    "ikkje innvilga",
    "ikke imødekommet",
    "rejected",
    "declined",
    "refused",
    "denied",
];

/// The first cells of rows that are no data but the sum over them, in small letters.
pub const TOTALS: &[&str] = &[
    "i alt",
    "ialt",
    "sum",
    "sum i alt",
    "sum total",
    "sum totalt",
    "total",
    "total sum",
    "totalt",
    "totalsum",
    "grand total",
    "samlet",
    "samlet sum",
    "tilsammen",
    "hovedtotal",
];
