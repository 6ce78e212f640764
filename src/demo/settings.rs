//! What there is once: settings, the page that says that nothing is real, the texts of the agendas.

use super::words::{DANISH, NORWEGIAN, Words};
use super::{Demo, File, GrantPages};

const SETTINGS: &str = r##"# A made-up portal, written by `glasklar demo`. Nothing in it is real.
title     = { da = "Demo: en opdigtet portal", nb = "Demo: en oppdiktet portal", nn = "Demo: ein oppdikta portal", en = "Demo: a fictional portal" }
languages = ["da", "nb", "nn", "en"]
base_url  = "https://demo.example/"
publisher = "demo-portal"
contact   = "post@demo.example"
licence   = "CC0-1.0"
brand     = "#6b2d73"
navigation = ["project", "partnership", "grant", "case", "about"]

[accessibility]
statement = "https://demo.example/accessibility"
"##;

/// The settings.
pub fn settings() -> File {
    File::whole(crate::config::SETTINGS, SETTINGS)
}

/// The page about the demo in one language: ending of the file, language, title, text.
struct About {
    ending: &'static str,
    language: &'static str,
    title: &'static str,
    text: &'static str,
}

const ABOUT: &[About] = &[
    About {
        ending: "md",
        language: "da",
        title: "Om denne demo",
        text: "Alt på denne portal er opdigtet. Steder, kommuner, foreninger, virksomheder, beløb og beslutninger findes ikke. \
Organisationsnumrene er numre, som registrene aldrig har udstedt, og der er ingen personer.\n\nPortalen er lavet af et program, \
så man kan prøve, hvordan en stor portal virker.",
    },
    About {
        ending: "nb.md",
        language: "nb",
        title: "Om denne demoen",
        text: "Alt på denne portalen er oppdiktet. Steder, kommuner, foreninger, bedrifter, beløp og vedtak finnes ikke. \
Organisasjonsnumrene er numre som registrene aldri har delt ut, og det er ingen personer her.\n\nPortalen er laget av et program, \
så man kan prøve hvordan en stor portal virker.",
    },
    About {
        ending: "nn.md",
        language: "nn",
        title: "Om denne demoen",
        text: "Alt på denne portalen er oppdikta. Stader, kommunar, foreiningar, verksemder, beløp og vedtak finst ikkje. \
Organisasjonsnumra er nummer som registera aldri har delt ut, og det er ingen personar her.\n\nPortalen er laga av eit program, \
så ein kan prøve korleis ein stor portal verkar.",
    },
    About {
        ending: "en.md",
        language: "en",
        title: "About this demo",
        text: "Everything on this portal is fictional. Its places, municipalities, associations, companies, sums and decisions do not \
exist. Its organisation numbers are such as the registers have never given out, and there are no persons.\n\nThe portal was made by \
a program, to try what a large portal is like.",
    },
];

/// The document that the demo itself is.
fn source(words: &Words) -> String {
    let Words { code, country, demo_title, .. } = words;
    format!(
        "- id: demo-{code}\n  lang: {code}\n  title: \"{demo_title}\"\n  type: other\n  publisher: demo-portal\n  date: 2025-01-10\n  \
         retrieved: 2025-01-15\n  language: {code}\n  country: \"{country}\"\n  url: https://{code}.demo.example/\n  licence: CC0-1.0\n"
    )
}

const PUBLISHER: &str = "- id: demo-portal\n  lang: da\n  name: Den opdigtede demoportal\n  names: [{ text: Demoen, lang: da, kind: \
short }, { text: Den oppdiktede demoportalen, lang: nb, kind: alias }]\n  type: network\n  level: international\n  \
aliases: [demo-portal-2014]\n  source: [{ document: demo-da }]\n";

/// The texts in which the demo's quotations stand, for `glasklar check --documents DIR/documents`.
fn quoted_text(words: &Words) -> String {
    let quoted = [words.recommended, words.adopted, words.changed, words.goal_quote, words.unknown_sum];
    quoted.iter().map(|words| format!("{words}\n")).collect()
}

/// Everything but the settings.
pub fn pages(demo: &Demo) -> Vec<File> {
    let languages = [&DANISH, &NORWEGIAN];
    let mut files: Vec<File> = ABOUT
        .iter()
        .map(|About { ending, language, title, text }| {
            let page = format!("---\nlang: {language}\ntitle: {title}\nupdated: 2025-01-15\n---\n{text}\n");
            File::whole(format!("content/pages/about.{ending}"), page)
        })
        .collect();
    files.push(File::whole("content/documents/demo.yaml", languages.map(source).concat()));
    files.push(File::whole("content/organisations/demo.yaml", PUBLISHER));
    files
        .extend(languages.map(|words| File::whole(format!("documents/agenda-{}.txt", words.code), quoted_text(words))));
    if demo.grant_pages == GrantPages::None {
        files.push(File::whole("layouts/kinds/grant/kind.toml", "pages = false\n"));
    }
    files
}
