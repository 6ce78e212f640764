//! The words by which columns are known: how offices in Denmark and Norway head what they export. Tables of data, and how a
//! header is compared with them.

use crate::value::Basis;
use crate::value::slug::slug;

/// What heads the columns that fill a field, beside the field's own name and labels. A row without a kind is for all kinds.
pub const SYNONYMS: &[(Option<&str>, &str, &[&str])] = &[
    (
        None,
        "title",
        &["titel", "tittel", "title", "projekttitel", "prosjekttittel", "projektnavn", "prosjektnavn", "prosjektnamn"],
    ),
    (Some("grant"), "title", &["projekt", "prosjekt"]),
    (Some("project"), "title", &["projekt", "prosjekt"]),
    (None, "title", &["emne", "overskrift", "aktivitet", "tiltak", "betegnelse", "headline", "subject"]),
    (
        None,
        "name",
        &["navn", "namn", "name", "organisationsnavn", "organisasjonsnavn", "organisasjonsnamn", "firmanavn"],
    ),
    (None, "name", &["virksomhedsnavn", "foretaksnavn", "stednavn"]),
    (
        None,
        "summary",
        &["resume", "sammendrag", "samandrag", "beskrivelse", "besk", "omtale", "description", "summary"],
    ),
    (None, "summary", &["projektbeskrivelse", "prosjektbeskrivelse", "formål", "føremål", "purpose"]),
    (None, "theme", &["tema", "indsatsområde", "innsatsområde", "programområde", "kategori", "category", "fagområde"]),
    (None, "period", &["periode", "projektperiode", "prosjektperiode", "period"]),
    (None, "website", &["hjemmeside", "nettsted", "nettstad", "website", "www", "url", "link", "lenke"]),
    (None, "url", &["url", "link", "lenke", "adresse på nettet", "webadresse"]),
    (None, "owner", &["projektejer", "prosjekteier", "eier", "ejer", "ansvarlig", "owner"]),
    (None, "start", &["start", "startdato", "start dato", "oppstart", "igangsat"]),
    (None, "published", &["udgivet", "utgitt", "publisert", "offentliggjort", "published", "dato", "date"]),
    (
        Some("grant"),
        "recipient",
        &["modtager", "tilskudsmodtager", "mottaker", "mottakar", "tilskuddsmottaker", "recipient"],
    ),
    (
        Some("grant"),
        "recipient",
        &["ansøger", "søker", "søkjar", "grantee", "beneficiary", "støttemodtager", "stønadsmottaker"],
    ),
    (
        Some("grant"),
        "recipient",
        &["organisation", "organisasjon", "organisationsnavn", "organisasjonsnavn", "firmanavn", "navn", "namn"],
    ),
    (
        Some("grant"),
        "recipient",
        &["virksomhed", "virksomhet", "forening", "foreining", "partinavn", "partinamn", "parti", "klub", "lag"],
    ),
    (
        Some("grant"),
        "funder",
        &["tilskudsgiver", "tilskuddsgiver", "tilskotsgivar", "giver", "fond", "funder", "bevilgende"],
    ),
    (
        Some("grant"),
        "decided",
        &[
            "bevillingsdato",
            "bevilget dato",
            "bevilget den",
            "afgørelsesdato",
            "besluttet",
            "beslutningsdato",
            "award date",
        ],
    ),
    (
        Some("grant"),
        "decided",
        &["vedtaksdato", "vedtatt", "vedteke", "tilsagnsdato", "tildelingsdato", "innvilget dato", "innvilget den"],
    ),
    (
        Some("grant"),
        "decided",
        &[
            "kontraktsdato",
            "kontrakt signeringsdato",
            "signeringsdato",
            "dato",
            "date",
            "udbetalingsdato",
            "utbetalingsdato",
        ],
    ),
    (Some("project"), "partners", PARTNERS),
    (Some("case"), "title", &["sag", "sak", "sagstitel", "sakstittel"]),
    (
        Some("case"),
        "number",
        &["sagsnr", "sagsnummer", "saksnr", "saksnummer", "journalnr", "journalnummer", "arkivsaksnr"],
    ),
    (Some("case"), "organisation", &["udvalg", "utvalg", "utval", "organ", "nævn", "nemnd", "råd"]),
    (Some("case"), "item", &["punkt", "dagsordenspunkt", "sakliste", "saksliste"]),
    (Some("meeting"), "date", &["mødedato", "møtedato", "dato"]),
    (Some("meeting"), "body", &["udvalg", "utvalg", "utval", "organ", "nævn", "nemnd", "råd"]),
    (
        Some("organisation"),
        "form",
        &["organisationsform", "organisasjonsform", "selskabsform", "virksomhedsform", "orgform"],
    ),
    (Some("organisation"), "number", ORGANISATION_NUMBER),
    (Some("report"), "issuer", &["udgiver", "utgiver", "utgjevar", "forfatter", "publisher"]),
    (Some("document"), "publisher", &["udgiver", "utgiver", "utgjevar", "publisher"]),
];

/// What heads the numbers of organisations.
pub const ORGANISATION_NUMBER: &[&str] = &[
    "cvr",
    "cvr nr",
    "cvrnr",
    "cvr nummer",
    "organisasjonsnummer",
    "organisationsnummer",
    "orgnr",
    "org nr",
    "orgnummer",
];

/// How near a sum comes to what was given, by the words of its header; the first row that fits counts.
pub const MONEY: &[(Standing, &[&str])] = &[
    (
        Standing::Frame,
        &["budget", "budsjett", "kostnad", "omkostning", "udgift", "utgift", "udgifter", "cost", "egenfinansiering"],
    ),
    (Standing::Applied, &["ansøgt", "søkt", "ansøgning", "søknad", "omsøkt", "applied", "requested"]),
    (Standing::Paid, &["udbetalt", "utbetalt", "udbetaling", "utbetaling", "utbetalt", "paid"]),
    (
        Standing::Decided,
        &["bevilget", "bevilling", "bevilgning", "innvilget", "innvilga", "tildelt", "løyvd", "løyving", "tilsagn"],
    ),
    (Standing::Decided, &["tilskud", "tilskudd", "tilskot", "awarded", "award", "granted", "grant"]),
    (
        Standing::Unsaid,
        &["støtte", "stønad", "støttebeløb", "beløb", "beløp", "amount", "sum", "kr", "kroner", "dkk", "nok", "eur"],
    ),
    (Standing::Unsaid, THOUSANDS),
    (Standing::Unsaid, &["euro", "totalt", "total", "i alt", "ialt", "eu", "eu støtte", "eu andel"]),
];

/// Words of a sum that is the whole of others beside it.
pub const WHOLE: &[&str] = &["total", "totalt", "i alt", "ialt", "samlet", "sum"];

/// What a sum is, as far as its header says: the later, the nearer to what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// What something costs as a whole, whoever pays.
    Frame,
    Applied,
    /// The header says that it is money, and no more.
    Unsaid,
    Paid,
    Decided,
}

impl Standing {
    /// The basis that the header names; nothing where it names none.
    pub fn basis(self) -> Option<Basis> {
        match self {
            Self::Frame => Some(Basis::Frame),
            Self::Applied => Some(Basis::Applied),
            Self::Unsaid => None,
            Self::Paid => Some(Basis::Paid),
            Self::Decided => Some(Basis::Decided),
        }
    }
}

/// Currencies by the words of a header.
pub const CURRENCIES: &[(&str, &[&str])] = &[
    ("EUR", &["eur", "euro", "euros"]),
    ("NOK", &["nok", "tnok"]),
    ("DKK", &["dkk", "tdkk"]),
    ("SEK", &["sek", "tsek"]),
];

/// Units by the words of a header.
pub const UNITS: &[(&str, &[&str])] =
    &[("thousands", THOUSANDS), ("millions", &["mio", "mio kr", "mill", "mill kr", "millioner", "millions"])];

/// How headers say that sums are in thousands.
const THOUSANDS: &[&str] = &[
    "1000 kr",
    "1 000 kr",
    "i 1000",
    "i 1 000",
    "tkr",
    "t kr",
    "tdkk",
    "tnok",
    "tusind",
    "tusinde",
    "tusen",
    "thousands",
];

/// What heads numbers that are no sums, though they are in no other way told from them.
pub const COUNTS: &[&str] = &[
    "antal",
    "antall",
    "tal",
    "stemmer",
    "deltagere",
    "deltakere",
    "medlemmer",
    "medlemstal",
    "medlemstall",
    "alder",
    "procent",
    "prosent",
    "pct",
    "andel",
    "score",
    "point",
    "poeng",
    "timer",
    "rang",
    "areal",
    "indbyggere",
    "innbyggere",
    "breddegrad",
    "længdegrad",
    "lengdegrad",
    "lat",
    "lon",
    "x",
    "y",
];

/// What says what a grant is for, and heads its entry where nothing else does.
pub const PURPOSE: &[&str] = &["formål", "føremål", "purpose"];

/// What heads the partners of a project.
pub const PARTNERS: &[&str] =
    &["partnere", "partnarar", "partners", "samarbejdspartnere", "samarbeidspartnere", "projektpartnere"];

/// What heads a column that says whether somebody is a private person.
pub const PRIVATE: &[&str] =
    &["privat", "privatperson", "enkeltperson", "er privat", "er privatperson", "private person"];

/// What heads the year of a sum.
pub const YEAR: &[&str] = &[
    "utbetalingsår",
    "udbetalingsår",
    "bevillingsår",
    "tilsagnsår",
    "tildelingsår",
    "budgetår",
    "regnskabsår",
    "år",
    "årstal",
    "year",
];

/// What heads the first and the last day of a period.
pub const FROM: &[&str] =
    &["start", "startdato", "start dato", "fra", "fradato", "from", "oppstart", "projektstart", "prosjektstart"];
pub const TO: &[&str] =
    &["slut", "slutdato", "slut dato", "slutt", "sluttdato", "til", "tildato", "end date", "to", "projektslut"];

/// What heads a column by which its publisher tells rows apart.
pub const ID: &[&str] = &[
    "id",
    "nr",
    "nummer",
    "no",
    "journalnr",
    "journalnummer",
    "sagsnr",
    "sagsnummer",
    "saksnr",
    "saksnummer",
    "kode",
    "key",
    "ref",
];

/// What heads numbers that say where something is, and not what it is.
pub const NO_ID: &[&str] =
    &["postnr", "postnummer", "husnr", "tlf nr", "tlfnr", "telefonnr", "telefonnummer", "kontonr"];

/// Headers of names of people, of which no sample is shown.
pub const PERSON: &[&str] =
    &["cpr", "fødselsnummer", "personnummer", "fornavn", "efternavn", "etternavn", "kontaktperson", "person"];

/// Words by which a language is known, as they begin or end the words of headers.
pub const LANGUAGES: &[(&str, &[&str])] = &[
    (
        "da",
        &[
            "projekt",
            "belob",
            "tilskud",
            "bevilget",
            "bevilling",
            "udbetalt",
            "modtager",
            "ansoger",
            "cvr",
            "region",
            "virksomhed",
        ],
    ),
    (
        "nb",
        &[
            "prosjekt",
            "belop",
            "tilskudd",
            "innvilget",
            "utbetalt",
            "mottaker",
            "organisasjon",
            "soknad",
            "fylke",
            "kommunenr",
            "utbetaling",
        ],
    ),
    ("nn", &["tilskot", "loyving", "mottakar", "namn", "sokjar", "stad"]),
    ("en", &["recipient", "amount", "grant", "project", "award", "funder", "date"]),
];

/// How well a header fits a word, from 0: both in small letters without accents, words parted by hyphens.
pub fn fit(header: &str, word: &str) -> u32 {
    let (parted, part) = (format!("-{header}-"), format!("-{word}-"));
    let ends = |token: &str| word.len() >= 4 && token.ends_with(word);
    let begins = |token: &str| word.len() >= 4 && token.starts_with(word);
    match header {
        _ if header == word => 10,
        _ if parted.contains(&part) => 7,
        // The last word of a compound says what it is.
        _ if header.split('-').any(ends) => 5,
        _ if header.split('-').any(begins) => 4,
        _ => 0,
    }
}

/// How well a header fits the best of several words, as they are written in this file.
pub fn best_fit(header: &str, words: &[&str]) -> u32 {
    words.iter().map(|word| fit(header, &plain(word))).max().unwrap_or_default()
}

/// A header or word as it is compared: `Beløb (kr.)` as `belob-kr`, as it is where somebody had no `ø`.
pub fn plain(text: &str) -> String {
    let mut parted = String::with_capacity(text.len() + 4);
    let mut last = ' ';
    for sign in text.chars() {
        if last.is_lowercase() && sign.is_uppercase() {
            parted.push(' ');
        }
        parted.push(sign);
        last = sign;
    }
    slug(&parted).replace("oe", "o").replace("ae", "a").replace("aa", "a")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_by_words_however_they_are_written() {
        for (header, word, expected) in [
            ("Beløb", "beløb", 10),
            ("Belob (kr.)", "beløb", 7),
            ("BevilgetBeloeb", "beløb", 7),
            ("Tilskudsmodtager", "modtager", 5),
            ("stemmestotte", "støtte", 5),
            ("Resume", "sum", 0),
            ("valar", "år", 0),
            ("utbetalingsar", "utbetalingsår", 10),
        ] {
            assert_eq!(fit(&plain(header), &plain(word)), expected, "{header} {word}");
        }
    }
}
