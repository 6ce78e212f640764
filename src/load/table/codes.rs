//! What there is to complain about tables.

use crate::diag::{Code, Severity};

pub static TABLE: Code = Code {
    id: "table",
    severity: Severity::Error,
    summary: "The description of a table cannot be used as it is.",
    explanation: "A table lies beside a description `name.table.toml` that says which kind its rows are, which file \
holds them, and which column fills which field. The message names the key that is wrong.",
};

pub static UNUSED_COLUMNS: Code = Code {
    id: "unused-columns",
    severity: Severity::Notice,
    summary: "Some columns of a table fill no field.",
    explanation: "They are listed so that nothing is dropped in silence. Name them in `[columns]` if they belong on \
the page.",
};

pub static ASSUMED_ENCODING: Code = Code {
    id: "assumed-encoding",
    severity: Severity::Warning,
    summary: "A table is not UTF-8, and its encoding had to be assumed.",
    explanation: "A file does not say how its letters are written as bytes. What is not UTF-8 is read as UTF-16 where it looks \
like that, else as Windows-1252, which office programs write here and which has the letters of ISO-8859-1. Look at some names with \
æ, ø and å; if they are right, say so in the description:\n\n    encoding = \"windows-1252\"",
};

pub static ASSUMED_DELIMITER: Code = Code {
    id: "assumed-delimiter",
    severity: Severity::Notice,
    summary: "What parts the cells of a table was found out by looking.",
    explanation: "Where the description does not name the delimiter, it is the sign among comma, semicolon, tab and bar by which most \
of the first rows have as many cells as the header. To be sure, name it:\n\n    delimiter = \";\"",
};

pub static ROWS_LEFT_OUT: Code = Code {
    id: "rows-left-out",
    severity: Severity::Notice,
    summary: "Rows of a table are left out, because its description asks for others only.",
    explanation: "`[filter]` names columns with what may stand in them; a row in which something else stands is no entry. It is told \
how many there are, so that nothing is lost in silence.",
};

pub static ASSUMED_DECIMAL: Code = Code {
    id: "assumed-decimal",
    severity: Severity::Notice,
    summary: "The decimal sign of a table was found out by looking.",
    explanation: "`1.234` can mean 1234 or a little more than one. Where the description does not name the decimal sign, and \
other numbers of the table can be read in one way only (`12,50`), all are read that way. To be sure, name it:\n\n    decimal = \",\"",
};

pub static ROWS_SKIPPED: Code = Code {
    id: "rows-skipped",
    severity: Severity::Warning,
    summary: "Faulty rows of a table are left out, because its description says so.",
    explanation: "`on_error = \"skip\"` leaves a row out in which something is wrong, never a part of it. Each such row is told here, \
and listed on the page about the quality of data, so that nothing is lost in silence.",
};

pub static PRIVATE_NAME: Code = Code {
    id: "private-name",
    severity: Severity::Error,
    summary: "A row names a private person in a column that is published.",
    explanation: "The description says which recipients are private persons (`private = …`). Their names are published nowhere, \
and so they may not stand in titles and remarks of their row either. Leave the column out, or the name out of it.",
};

pub static NOBODY_PRIVATE: Code = Code {
    id: "nobody-private",
    severity: Severity::Warning,
    summary: "A description says who is a private person, and nobody in the table is.",
    explanation: "`private` names a column, words, names or a missing number by which private persons are known. Where no row fits, a \
word may be written otherwise than in the table, and persons would be named whose names must not be published.",
};

/// The codes that this file raises.
pub static CODES: &[&Code] = &[
    &TABLE,
    &UNUSED_COLUMNS,
    &ASSUMED_ENCODING,
    &ASSUMED_DELIMITER,
    &ASSUMED_DECIMAL,
    &ROWS_LEFT_OUT,
    &ROWS_SKIPPED,
    &PRIVATE_NAME,
    &NOBODY_PRIVATE,
];
