//! Limits: how much a file, a text or a template may be before it is refused rather than worked on.
//!
//! One table holds them. The keys of `[limits]` in the settings, the complaints and the text of `glasklar explain limit`
//! are made from its rows.

mod amount;
mod intake;

pub use amount::{Unit, written};
pub use intake::{LEFT_OUT, look, too_long_line};

use crate::diag::{Code, Diagnostic, Severity};

pub static LIMIT: Code = Code {
    id: "limit",
    severity: Severity::Error,
    summary: "A file, a text or a template is larger than it may be.",
    explanation: "Limits keep a slip or a hostile file from taking all memory or hours of work. Where one is met the \
command ends with 4 and nothing is written. Cut the file, or raise the limit in glasklar.toml, where sizes are numbers \
of bytes or such as \"20 MB\":\n\n    [limits]\n    text_size = \"20 MB\"",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&LIMIT, &LEFT_OUT];

/// One thing that is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    FileSize,
    TextSize,
    LineLength,
    Columns,
    Cells,
    Nesting,
    Keys,
    Aliases,
    MarkdownSize,
    HtmlTags,
    TemplateSteps,
    TemplateDepth,
    PageSize,
    Compression,
    ImageSize,
    ImagePixels,
    AnnexSize,
    AnnexText,
    AnnexSeconds,
    AnnexMemory,
}

/// What there is to say of one limit.
pub struct Row {
    pub limit: Limit,
    /// Its key in `[limits]`.
    pub key: &'static str,
    pub usual: u64,
    /// What a site may raise it to: beyond, places would not fit into their numbers, or the stack would not hold.
    pub most: u64,
    pub unit: Unit,
    /// For `glasklar explain`: what is limited.
    pub guards: &'static str,
    /// What is complained about; `{}` is what was met.
    met: &'static str,
    /// What to do instead of raising it.
    advice: &'static str,
}

const KB: u64 = 1_000;
const MB: u64 = 1_000 * KB;
const GB: u64 = 1_000 * MB;

/// Every limit, in the order of [`Limit`].
pub const TABLE: [Row; 20] = [
    Row {
        limit: Limit::FileSize,
        key: "file_size",
        usual: 512 * MB,
        most: 4 * GB,
        unit: Unit::Bytes,
        guards: "the size of a table (.csv, .jsonl) and of every file that is not among those below",
        met: "the file holds {}",
        advice: "cut the table into several",
    },
    Row {
        limit: Limit::TextSize,
        key: "text_size",
        usual: 16 * MB,
        most: 4 * GB,
        unit: Unit::Bytes,
        guards: "the size of a file in Markdown, YAML, TOML or JSON, and of a template, style sheet or script",
        met: "the file holds {}",
        advice: "cut the file into several",
    },
    Row {
        limit: Limit::LineLength,
        key: "line_length",
        usual: MB,
        most: 4 * GB,
        unit: Unit::Bytes,
        guards: "the length of a line, except in JSON",
        met: "this line is {} long",
        advice: "break the line, or see whether the file has lost its line ends",
    },
    Row {
        limit: Limit::Columns,
        key: "columns",
        usual: 1_000,
        most: 65_000,
        unit: Unit::Count,
        guards: "the columns of a table",
        met: "the table has {} columns",
        advice: "leave out columns that fill no field, or see whether the delimiter is right",
    },
    Row {
        limit: Limit::Cells,
        key: "cells",
        usual: 50_000_000,
        most: 4_000_000_000,
        unit: Unit::Count,
        guards: "the cells of a table: its rows times its columns",
        met: "the table has {} cells",
        advice: "cut the table into several, or leave out columns that fill no field",
    },
    Row {
        limit: Limit::Nesting,
        key: "nesting",
        usual: 64,
        most: 256,
        unit: Unit::Count,
        guards: "how deep values of YAML, TOML and JSON, and lists and quotations of Markdown, stand in one another",
        met: "this is nested {} levels deep",
        advice: "nest less deeply, or see whether a bracket or a sign is too many",
    },
    Row {
        limit: Limit::Keys,
        key: "keys",
        usual: 10_000,
        most: 10_000_000,
        unit: Unit::Count,
        guards: "the keys of one entry, or of one group in it",
        met: "this group has {} keys",
        advice: "write values of one sort as a list",
    },
    Row {
        limit: Limit::Aliases,
        key: "aliases",
        usual: 16 * MB,
        most: 4 * GB,
        unit: Unit::Bytes,
        guards: "how much the aliases (`*name`) of a YAML file repeat",
        met: "the aliases repeat {}",
        advice: "write fewer aliases (`*name`), or cut the file into several",
    },
    Row {
        limit: Limit::MarkdownSize,
        key: "markdown_size",
        usual: MB,
        most: 64 * MB,
        unit: Unit::Bytes,
        guards: "the size of one text in Markdown, which becomes a part of one page",
        met: "this text holds {}",
        advice: "cut the text into several entries",
    },
    Row {
        limit: Limit::HtmlTags,
        key: "html_tags",
        usual: 10_000,
        most: 1_000_000,
        unit: Unit::Count,
        guards: "the HTML tags in one text in Markdown; fewer where it has more than 10,000 paragraphs, cells or items",
        met: "this text holds {} HTML tags",
        advice: "write the text in Markdown, without the tags of office programs",
    },
    Row {
        limit: Limit::TemplateSteps,
        key: "template_steps",
        usual: 50_000_000,
        most: 1_000_000_000_000,
        unit: Unit::Count,
        guards: "the steps that templates take for one page",
        met: "the template takes {} steps",
        advice: "see whether a loop runs over more than it should",
    },
    Row {
        limit: Limit::TemplateDepth,
        key: "template_depth",
        usual: 100,
        most: 500,
        unit: Unit::Count,
        guards: "how deep templates and macros call one another",
        met: "the template calls {} levels deep",
        advice: "see whether a macro or an include calls itself",
    },
    Row {
        limit: Limit::PageSize,
        key: "page_size",
        usual: 64 * MB,
        most: 4 * GB,
        unit: Unit::Bytes,
        guards: "the size of one page",
        met: "the page holds {}",
        advice: "see whether a loop runs over more than it should",
    },
    Row {
        limit: Limit::Compression,
        key: "compression",
        usual: 100,
        most: 100_000,
        unit: Unit::Count,
        guards: "how many times as large as its file a compressed table is",
        met: "the content is {} times as large as the compressed file",
        advice: "keep the table uncompressed",
    },
    Row {
        limit: Limit::ImageSize,
        key: "image_size",
        usual: 40 * MB,
        most: 4 * GB,
        unit: Unit::Bytes,
        guards: "the size of a picture (.jpg, .png, .webp)",
        met: "the picture holds {}",
        advice: "save it smaller: pages show it no wider than 1600 dots",
    },
    Row {
        limit: Limit::ImagePixels,
        key: "image_pixels",
        usual: 50_000_000,
        most: 1_000_000_000,
        unit: Unit::Count,
        guards: "the dots of a picture: its width times its height",
        met: "the picture has {} dots",
        advice: "save it smaller: pages show it no wider than 1600 dots",
    },
    Row {
        limit: Limit::AnnexSize,
        key: "annex_size",
        usual: 100 * MB,
        most: 4 * GB,
        unit: Unit::Bytes,
        guards: "the size of an annex (.pdf, .docx, .zip and the like)",
        met: "the annex holds {}",
        advice: "save it smaller, with smaller pictures, or link to where it stands",
    },
    Row {
        limit: Limit::AnnexText,
        key: "annex_text",
        usual: 4 * MB,
        most: GB,
        unit: Unit::Bytes,
        guards: "the text of an annex that is searched; one with more is published, and not searched",
        met: "the annex holds {} of text",
        advice: "cut the annex into several",
    },
    Row {
        limit: Limit::AnnexSeconds,
        key: "annex_seconds",
        usual: 20,
        most: 3_600,
        unit: Unit::Count,
        guards: "the seconds of work that reading the text of an annex takes; beyond, it is not searched",
        met: "the annex takes {} seconds to read",
        advice: "save it again with another program",
    },
    Row {
        limit: Limit::AnnexMemory,
        key: "annex_memory",
        usual: GB,
        most: 64 * GB,
        unit: Unit::Bytes,
        guards: "the memory that reading the text of an annex takes; beyond, it is not searched",
        met: "the annex takes {} of memory to read",
        advice: "save it again with another program",
    },
];

impl Limit {
    pub fn row(self) -> &'static Row {
        const { &TABLE }.get(self as usize).unwrap_or(const { &TABLE[0] })
    }
}

/// How much there may be of everything in one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    of: [u64; TABLE.len()],
}

/// What was met where a limit is exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    Exactly(u64),
    /// More than the limit; how much more was not looked at.
    More,
}

/// The limits of a site that sets none.
impl Default for Limits {
    fn default() -> Self {
        Self::usual()
    }
}

impl Limits {
    /// The limits of a site that sets none.
    pub const fn usual() -> Self {
        let mut of = [0; TABLE.len()];
        let mut at = 0;
        while at < of.len() {
            of[at] = TABLE[at].usual;
            at += 1;
        }
        Self { of }
    }

    /// How much there may be, in bytes or as a count.
    pub fn get(&self, limit: Limit) -> u64 {
        self.of[limit as usize]
    }

    pub fn set(&mut self, limit: Limit, to: u64) {
        self.of[limit as usize] = to;
    }

    /// Whether so much is more than there may be.
    pub fn forbid(&self, limit: Limit, met: usize) -> bool {
        met as u64 > self.get(limit)
    }

    /// How large the file at this path may be.
    pub fn of_file(&self, path: &str) -> Limit {
        intake::size_of(path)
    }

    /// The complaint that a limit is exceeded, without its place.
    pub fn exceeded(&self, limit: Limit, met: Met) -> Diagnostic {
        self.exceeded_beyond(limit, self.get(limit), met)
    }

    /// The same where what is allowed here follows from the limit, and is less.
    pub fn exceeded_beyond(&self, limit: Limit, allowed: u64, met: Met) -> Diagnostic {
        let row = limit.row();
        let allowed = row.unit.words(allowed);
        let met = match met {
            Met::Exactly(count) => row.unit.words(count),
            Met::More => format!("more than {allowed}"),
        };
        let message = format!("{}; the limit is {allowed}", row.met.replace("{}", &met));
        let help = format!("{}; or raise `{}` below `[limits]` in glasklar.toml", row.advice, row.key);
        Diagnostic::new(&LIMIT, message).help(help)
    }
}

/// Every limit with what it is usually and what it guards, for `glasklar explain limit`.
pub fn told() -> String {
    TABLE.iter().map(|row| format!("{:15} {:>18}  {}\n", row.key, row.unit.words(row.usual), row.guards)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_at_its_limit() {
        for (at, row) in TABLE.iter().enumerate() {
            assert_eq!(row.limit as usize, at, "{}", row.key);
            assert!(row.usual <= row.most && row.met.contains("{}"), "{}", row.key);
            assert_eq!(Limits::default().get(row.limit), row.usual);
        }
    }

    #[test]
    fn a_complaint_names_what_was_met_the_limit_and_its_key() {
        let fault = Limits::default().exceeded(Limit::LineLength, Met::Exactly(10_000_001));
        assert_eq!(fault.message, "this line is 10.01 MB long; the limit is 1 MB");
        assert!(fault.help.is_some_and(|help| help.contains("or raise `line_length` below `[limits]`")));
        let fault = Limits::default().exceeded(Limit::Nesting, Met::More);
        assert_eq!(fault.message, "this is nested more than 64 levels deep; the limit is 64");
    }
}
