//! What is told in full around a project: its grants, with every basis and reference, a report and a news item.

use super::bodies::source;
use super::land::{Day, Land, capital, quoted};
use super::money::{amount, plain};
use super::stories::{Story, random};
use super::text::{text, thing};
use super::words::Words;

/// The three grants of a project, in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Applied for, decided, paid.
    Main,
    /// A part of the main one, for a partner.
    Share,
    /// What follows a year later.
    Later,
}

fn part(index: u64) -> Part {
    [Part::Main, Part::Share, Part::Later][(index % 3) as usize]
}

fn grant_id(story: &Story, part: Part) -> String {
    format!("{}-{}", story.project_id(), part as u64 + 1)
}

pub fn grant(land: &Land, index: u64) -> String {
    let (number, part) = (index / 3, part(index));
    let story = Story::of(land, number);
    let words = land.words;
    let mut random = random(land, number, 3 + part as u64);
    let day = if part == Part::Later { Day::some(&mut random, story.slot.year + 1) } else { story.decided };
    let to = if part == Part::Share { story.partner } else { story.recipient };
    let main = grant_id(&story, Part::Main);
    let more = match part {
        Part::Main => format!("  case: {}\n", story.case_id()),
        Part::Share => format!("  case: {}\n  part_of: {main}\n", story.case_id()),
        Part::Later => format!("  previous: {main}\n"),
    };
    let lead = [words.main_grant, words.share, words.later_grant][part as usize];
    let (id, title, to) = (grant_id(&story, part), format!("{lead} {}", story.name), land.recipient_id(to));
    let (funder, sums) = (&story.municipality, sums(land, number, part, day.year));
    let (project, agreement, theme) = (story.project_id(), story.agreement_id(), story.theme);
    let (programme, place) = (land.programme_id(2 * story.slot.municipality), land.place_id(story.slot.municipality));
    let condition = quoted(words.condition);
    let account = format!("{{ area: {}, function: \"9{}.00\", name: {theme} }}", words.account_area, number % 10);
    let body = if land.length == 0 {
        String::new()
    } else {
        format!("  body: {}\n", quoted(&text(words, &mut random, land.length)))
    };
    let (period, agenda, code) = (format!("{}/{}", day.year, day.year + 1), land.agenda_id(story.slot), words.code);
    format!(
        "- id: {id}\n  lang: {code}\n  title: {title}\n  funder: {funder}\n  recipient: {to}\n  amount:\n{sums}  decided: {day}\n  \
         period: {period}\n  programme: {programme}\n  project: {project}\n  agreement: {agreement}\n{more}  theme: [{theme}]\n  \
         place: {place}\n  account: {account}\n  conditions: [{condition}]\n{body}  source: [{{ document: {agenda} }}]\n"
    )
}

/// The sums of a grant, one to a line.
fn sums(land: &Land, story: u64, part: Part, year: u64) -> String {
    let currency = land.words.currency;
    let decided = amount(&mut random(land, story, 6));
    let line = |ore: u64, basis: &str, more: &str| {
        format!("    - {{ amount: {}, currency: {currency}, basis: {basis}{more} }}\n", plain(ore))
    };
    let year = format!(", year: {year}");
    match (part, story % 10) {
        (Part::Main, _) => {
            // What is applied for is a third more, in whole hundreds of crowns.
            let applied = (decided * 4 / 3).div_ceil(10_000) * 10_000;
            line(applied, "applied", "")
                + &line(decided, "decided", &year)
                + &line(decided - decided / 20, "paid", &year)
        }
        (Part::Share, _) => line(decided / 4, "decided", &year),
        (Part::Later, 3) => line(decided / 2, "agreed", ", per: year"),
        (Part::Later, 6) => line(decided / 2, "decided", ", approximate: true"),
        (Part::Later, 9) => {
            let original = quoted(land.words.unknown_sum);
            format!("    - {{ currency: {currency}, basis: decided, original: {original} }}\n")
        }
        (Part::Later, _) => line(decided / 2, "decided", &year),
    }
}

pub fn report(land: &Land, index: u64) -> String {
    let story = Story::of(land, 2 * index);
    let mut random = random(land, 2 * index, 7);
    let Words { code, report, .. } = land.words;
    let (id, title) = (story.report_id(), format!("{}: {}", capital(report), story.name));
    let kind = ["report", "strategy", "evaluation", "article"][(index % 4) as usize];
    let (issuer, commissioner) = (land.recipient_id(story.partner), &story.municipality);
    let (published, theme, place) =
        (Day::new(story.slot.year, 1, 5), story.theme, land.place_id(story.slot.municipality));
    let (summary, body) = (quoted(&text(land.words, &mut random, 15)), quoted(&text(land.words, &mut random, 50)));
    format!(
        "- id: {id}\n  lang: {code}\n  title: {}\n  summary: {summary}\n  type: {kind}\n  form: [main-report]\n  issuer: [{issuer}]\n  \
         commissioner: [{commissioner}]\n  published: {published}\n  language: {code}\n  url: https://{code}.demo.example/{id}.pdf\n  \
         theme: [{theme}]\n  place: [{place}]\n  body: {body}\n{}",
        quoted(&title),
        source(land)
    )
}

pub fn news(land: &Land, index: u64) -> String {
    let number = 2 * index;
    let story = Story::of(land, number);
    let mut random = random(land, number, 8);
    let Words { code, news, see, .. } = land.words;
    let (article, thing) = thing(land.words, &mut random);
    let (project, agreement) = (story.project_id(), story.agreement_id());
    let title = format!("{} {article} {thing} i {}", news, land.place(story.slot.municipality));
    let (summary, publisher) = (quoted(&text(land.words, &mut random, 16)), &story.municipality);
    let words = text(land.words, &mut random, 60);
    let body = quoted(&format!("{words} {see} [{}](project:{project}).", story.name));
    let granted = if 3 * number < land.scale.told {
        format!("  grant: [{}]\n", grant_id(&story, Part::Main))
    } else {
        String::new()
    };
    let day = story.decided;
    format!(
        "- id: {}-{project}\n  lang: {code}\n  title: {title}\n  summary: {summary}\n  publisher: {publisher}\n  published: {day}\n  \
         updated: {day}\n  project: [{project}]\n{granted}  agreement: [{agreement}]\n  body: {body}\n{}",
        land.words.news_id,
        source(land)
    )
}
