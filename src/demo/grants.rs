//! Grants in tables, a table for each year, and the frames that some of them are parts of.

use super::File;
use super::bodies::{owner, source};
use super::cases::{programme_of, round_id};
use super::land::{Body, Day, Land, Stream, capital, quoted};
use super::money::{amount, grouped, plain, with_room};
use super::scale::YEARS;
use super::stories::Story;
use super::text::{text, thing};
use super::words::Words;

/// The format of [`Day::dashed`].
const DASHED: &str = "%d-%m-%Y";

/// Where a row's money comes from.
#[derive(Clone, Copy)]
enum Through {
    /// A round of a programme, decided as a case of a council.
    Round(u64),
    /// A project with an agreement.
    Story(u64),
    /// The fund, without a case.
    Fund,
}

/// Every year's table with its description.
pub fn tables(land: Land) -> impl Iterator<Item = File> {
    YEARS.filter(move |year| has_rows(&land, *year)).flat_map(move |year| {
        let (start, end) = land.scale.rows.range(year);
        let path = |ending: &str| format!("content/grants/{}-{year}.{ending}", land.words.code);
        let delimiter = land.words.delimiter.to_string();
        let header = format!("{}\n", land.words.columns.join(&delimiter));
        [
            File::whole(path("table.toml"), description(&land, year)),
            File::table(path("csv"), header, land, start..end, row),
        ]
    })
}

fn has_rows(land: &Land, year: u64) -> bool {
    let (start, end) = land.scale.rows.range(year);
    start < end
}

fn description(land: &Land, year: u64) -> String {
    let Words { code, currency, scheme, delimiter, decimal, date_format, columns, .. } = land.words;
    let [
        id,
        title,
        funder,
        name,
        number,
        sum,
        decided,
        budget,
        programme,
        project,
        agreement,
        case,
        whole,
        theme,
        rest @ ..,
    ] = columns;
    let [place, period, body] = rest;
    // Accounts of the older years are closed.
    let basis = if year < 2019 { "paid" } else { "decided" };
    let plain = [
        ("title", title),
        ("funder", funder),
        ("programme", programme),
        ("project", project),
        ("agreement", agreement),
        ("case", case),
        ("part_of", whole),
        ("theme", theme),
        ("place", place),
        ("period", period),
        ("body", body),
    ];
    let plain: String = plain.iter().map(|(field, column)| format!("{field} = \"{column}\"\n")).collect();
    format!(
        "kind = \"grant\"\nfile = \"{code}-{year}.csv\"\nlanguage = \"{code}\"\ndelimiter = \"{delimiter}\"\ndecimal = \"{decimal}\"\n\n\
         [source]\ndocument = \"dataset-{code}-{year}\"\npublisher = \"Demo\"\nlicence = \"CC0-1.0\"\nretrieved = 2025-01-15\n\n\
         [columns]\nid = \"{code}-{{{id}}}\"\n{plain}\
         recipient = {{ number = \"{number}\", scheme = \"{scheme}\", name = \"{name}\" }}\n\
         amount = {{ value = \"{sum}\", currency = \"{currency}\", basis = \"{basis}\", year = \"{budget}\" }}\n\
         decided = {{ value = \"{decided}\", format = \"{date_format}\" }}\n"
    )
}

/// The years in which there may be tables.
pub fn years(land: &Land) -> u64 {
    if land.scale.rows.total == 0 { 0 } else { YEARS.count() as u64 }
}

/// The document that a table is: one for each year that has one.
pub fn dataset(land: &Land, index: u64) -> String {
    let year = YEARS.start() + index;
    if !has_rows(land, year) {
        return String::new();
    }
    let Words { code, country, dataset, .. } = land.words;
    format!(
        "- id: dataset-{code}-{year}\n  lang: {code}\n  title: {dataset} {year}\n  type: other\n  publisher: demo-portal\n  date: {}-01-10\n  \
         retrieved: 2025-01-15\n  language: {code}\n  country: \"{country}\"\n  url: https://{code}.demo.example/{year}.csv\n  \
         licence: CC0-1.0\n",
        year + 1
    )
}

fn row(land: &Land, index: u64) -> String {
    let words = land.words;
    let (year, _) = land.scale.rows.place(index);
    let mut random = land.random(Stream::RowText, index);
    let mut day = Day::some(&mut random, year);
    let mut to = random.skewed(land.scale.recipients);
    let (mut project, mut agreement, mut case, mut whole) = Default::default();
    let programme = match through(land, index) {
        Through::Round(round) => {
            let slot = land.scale.slot(land.scale.rounds, round);
            day = land.met(slot, Body::Council);
            to = land.neighbour(to, slot.municipality);
            case = round_id(land, round);
            whole = if has_frame(land, round) { frame_id(land, round) } else { String::new() };
            programme_of(land, round)
        }
        Through::Story(story) => {
            let story = Story::of(land, story);
            to = land.neighbour(to, story.slot.municipality);
            project = story.project_id();
            agreement = if random.happens(50) { story.agreement_id() } else { String::new() };
            2 * story.slot.municipality + random.below(2)
        }
        Through::Fund => 2 * land.scale.municipalities + random.below(2),
    };
    let to = land.recipient(to);
    let (_, thing) = thing(words, &mut random);
    let title = format!("{} {thing} i {}", random.pick(words.leads), land.place(to.municipality));
    let sum = sum(land, index).map(|ore| if words.decimal == "," { grouped(ore) } else { plain(ore) });
    let decided = if words.date_format == DASHED { day.dashed() } else { day.to_string() };
    let period = if random.happens(30) { format!("{year}/{}", year + 1 + random.below(3)) } else { String::new() };
    let theme = random.pick(words.themes).to_owned();
    let body = text(words, &mut random, land.length);
    let cells = [
        format!("{year}-{:07}", index + 1),
        title,
        owner(land, programme),
        to.name,
        to.number,
        sum.unwrap_or_default(),
        decided,
        year.to_string(),
        land.programme_id(programme),
        project,
        agreement,
        case,
        whole,
        theme,
        land.place_id(to.municipality),
        period,
        body,
    ];
    let cells: Vec<String> = cells.into_iter().map(|text| cell(text, words.delimiter)).collect();
    format!("{}\n", cells.join(&words.delimiter.to_string()))
}

/// RFC 4180: in quotation marks where a delimiter or a quotation mark is in it.
fn cell(text: String, delimiter: char) -> String {
    if text.contains([delimiter, '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// The way of a row: of three in the year's rounds, and one in ten in its projects, where the year has any.
fn through(land: &Land, index: u64) -> Through {
    let (year, at) = land.scale.rows.place(index);
    let mut random = land.random(Stream::RowShape, index);
    let roll = random.below(100);
    let (rounds, stories) = (land.scale.rounds.range(year), land.scale.stories.range(year));
    if roll < 60 && rounds.0 < rounds.1 {
        Through::Round(rounds.0 + at % (rounds.1 - rounds.0))
    } else if roll < 72 && stories.0 < stories.1 {
        Through::Story(stories.0 + random.below(stories.1 - stories.0))
    } else {
        Through::Fund
    }
}

/// The amount of a row in øre; one in forty has none.
fn sum(land: &Land, index: u64) -> Option<u64> {
    let mut random = land.random(Stream::RowAmount, index);
    let ore = amount(&mut random);
    (random.below(40) > 0).then_some(ore)
}

/// What the rows of a round come to.
pub fn dealt_out(land: &Land, round: u64) -> u64 {
    let (year, at) = land.scale.rounds.place(round);
    let (rounds, rows) = (land.scale.rounds.range(year), land.scale.rows.range(year));
    let of_round = (rows.0 + at..rows.1).step_by((rounds.1 - rounds.0) as usize);
    of_round
        .filter(|index| matches!(through(land, *index), Through::Round(_)))
        .filter_map(|index| sum(land, index))
        .sum()
}

/// Every third round has a frame.
pub fn has_frame(land: &Land, round: u64) -> bool {
    round.is_multiple_of(3) && round / 3 < land.scale.frames
}

pub fn frame_id(land: &Land, round: u64) -> String {
    format!("{}-{}-{}", land.words.code, land.words.frame_id, round + 1)
}

/// What a round's frame holds, in øre.
pub fn held(land: &Land, round: u64) -> u64 {
    with_room(dealt_out(land, round))
}

/// Money that is set aside for a round.
pub fn frame(land: &Land, index: u64) -> String {
    let round = 3 * index;
    let Words { code, currency, frame, themes, .. } = land.words;
    let slot = land.scale.slot(land.scale.rounds, round);
    let programme = programme_of(land, round);
    let (id, name, funder) = (frame_id(land, round), land.programme_name(programme), owner(land, programme));
    let (year, sum, place) = (slot.year, plain(held(land, round)), land.place_id(slot.municipality));
    let theme = themes[(programme % themes.len() as u64) as usize];
    let programme = land.programme_id(programme);
    let body = quoted(&text(land.words, &mut land.random(Stream::Body, 1_000_000 + index), land.length));
    let body = if land.length == 0 { String::new() } else { format!("  body: {body}\n") };
    let title = format!("{} {name} {year}", capital(frame));
    format!(
        "- id: {id}\n  lang: {code}\n  title: {title}\n  funder: {funder}\n  amount: {{ amount: {sum}, currency: {currency}, basis: frame, \
         year: {year} }}\n  decided: {year}-01-10\n  programme: {programme}\n  theme: [{theme}]\n  place: {place}\n{body}{}",
        source(land)
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Country, Demo, GrantPages};
    use super::*;

    #[test]
    fn a_frame_holds_what_its_round_deals_out() {
        let demo = Demo { entries: 5_000, words: 1, seed: 7, grant_pages: GrantPages::Own };
        let land = Land::new(&demo, Country::Denmark);
        let mut rounds = 0;
        for round in (0..land.scale.rounds.total).filter(|round| has_frame(&land, *round)) {
            let counted: u64 = (0..land.scale.rows.total)
                .filter(|index| matches!(through(&land, *index), Through::Round(of) if of == round))
                .filter_map(|index| sum(&land, index))
                .sum();
            assert_eq!(counted, dealt_out(&land, round));
            assert!(counted <= held(&land, round));
            rounds += 1;
        }
        assert_eq!(rounds, land.scale.frames);
    }

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        assert_eq!(cell("a,b".into(), ';'), "a,b");
        assert_eq!(cell("a,\"b\"".into(), ','), "\"a,\"\"b\"\"\"");
    }
}
