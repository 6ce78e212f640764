//! Projects, each with the agreement, the case and the grants that belong to it, and what some of them have besides:
//! a partnership, a report, a news item.

use super::bodies::source;
use super::land::{Body, Day, Land, Stream, capital, quoted};
use super::random::Random;
use super::scale::Slot;
use super::text::{text, thing};
use super::words::Words;
use crate::value::slug::slug;

/// What the entries of a story have in common.
pub struct Story {
    pub slot: Slot,
    /// The day on which the council decided it.
    pub decided: Day,
    pub recipient: u64,
    pub partner: u64,
    /// `Skolehave i Grønby`
    pub name: String,
    pub theme: &'static str,
    pub municipality: String,
    pub index: u64,
    stem: String,
    words: &'static Words,
}

impl Story {
    pub fn of(land: &Land, index: u64) -> Self {
        let mut random = land.random(Stream::Story, index);
        let slot = land.scale.slot(land.scale.stories, index);
        let (_, thing) = thing(land.words, &mut random);
        let recipient = land.written_recipient(&mut random);
        // Where the next one is known only from tables, the first is always written.
        let partner = (recipient + 1) % land.scale.recipients;
        let partner = if super::land::is_written(partner) { partner } else { 0 };
        Self {
            slot,
            decided: land.met(slot, Body::Council),
            recipient,
            partner,
            name: format!("{} i {}", capital(&thing), land.place(slot.municipality)),
            theme: random.pick(land.words.themes),
            municipality: land.municipality_id(slot.municipality),
            index,
            stem: format!("{}-{}-{}", slug(&thing), land.place_id(slot.municipality), index + 1),
            words: land.words,
        }
    }

    pub fn project_id(&self) -> String {
        self.stem.clone()
    }

    pub fn agreement_id(&self) -> String {
        format!("{}-{}", self.words.agreement_id, self.stem)
    }

    pub fn case_id(&self) -> String {
        format!("{}-{}", self.words.case_id, self.stem)
    }

    pub fn case_title(&self) -> String {
        format!("{} {}", self.words.agreement_on, self.name)
    }

    pub fn report_id(&self) -> String {
        format!("{}-{}", self.words.report_id, self.stem)
    }

    pub fn partnership_id(&self) -> String {
        format!("partner-{}", self.stem)
    }

    /// Every second project has a report and a news item.
    pub fn is_reported(&self) -> bool {
        self.index.is_multiple_of(2)
    }

    /// Every third project is a partnership's pilot.
    pub fn is_pilot(&self) -> bool {
        self.index.is_multiple_of(3)
    }

    fn is_over(&self) -> bool {
        self.slot.year < 2021
    }

    fn period(&self) -> String {
        format!("{}/{}", self.slot.year, self.slot.year + 1 + self.index % 3)
    }
}

pub fn all(land: &Land) -> u64 {
    land.scale.stories.total
}

pub fn half(land: &Land) -> u64 {
    all(land).div_ceil(2)
}

pub fn third(land: &Land) -> u64 {
    all(land).div_ceil(3)
}

/// A random generator of the texts of a story; `part` says of which entry.
pub fn random(land: &Land, story: u64, part: u64) -> Random {
    land.random(Stream::Told, story * 16 + part)
}

pub fn project(land: &Land, index: u64) -> String {
    let story = Story::of(land, index);
    let mut random = random(land, index, 0);
    let Words { code, phases, .. } = land.words;
    let (id, name, owner) = (story.project_id(), &story.name, &story.municipality);
    let (recipient, partner) = (land.recipient_id(story.recipient), land.recipient_id(story.partner));
    let (summary, body) = (quoted(&text(land.words, &mut random, 14)), quoted(&text(land.words, &mut random, 60)));
    let aim = quoted(&text(land.words, &mut random, 12));
    let phases: String = phases
        .iter()
        .enumerate()
        .map(|(at, title)| {
            format!(
                "    - {{ number: \"{}\", title: {title}, text: {} }}\n",
                at + 1,
                quoted(&text(land.words, &mut random, 9))
            )
        })
        .collect();
    let status = if story.is_over() { "completed" } else { "under-way" };
    let pilot = if story.is_pilot() { format!("  pilot_of: {}\n", story.partnership_id()) } else { String::new() };
    let background =
        if story.is_reported() { format!("  background: [{}]\n", story.report_id()) } else { String::new() };
    let programme = land.programme_id(2 * story.slot.municipality);
    let (start, period, place) = (story.decided, story.period(), land.place_id(story.slot.municipality));
    let theme = story.theme;
    format!(
        "- id: {id}\n  lang: {code}\n  title: {name}\n  summary: {summary}\n  owner: {owner}\n  partners:\n    \
         - {{ organisation: {recipient}, role: project-partner }}\n    - {{ organisation: {partner}, role: adviser }}\n  \
         aim: {aim}\n  status: {status}\n  start: {start}\n  period: {period}\n  phases:\n{phases}  programme: {programme}\n{pilot}  \
         level: local\n{background}  theme: [{theme}]\n  place: [{place}]\n  website: https://{code}.demo.example/{id}\n  body: {body}\n{}",
        source(land)
    )
}

pub fn agreement(land: &Land, index: u64) -> String {
    let story = Story::of(land, index);
    let mut random = random(land, index, 1);
    let Words { code, agreement_on, report_duty, act, .. } = land.words;
    let (id, case, project) = (story.agreement_id(), story.case_id(), story.project_id());
    let (owner, recipient) = (&story.municipality, land.recipient_id(story.recipient));
    let kind = ["result-contract", "framework-agreement", "cooperation"][(index % 3) as usize];
    let status = if story.is_over() { "ended" } else { "agreed" };
    let purpose = quoted(&text(land.words, &mut random, 25));
    let commitment = quoted(&text(land.words, &mut random, 10));
    let goals: String = (1..=3 + random.below(3)).map(|number| goal(land, &story, number, &mut random)).collect();
    let indicator = indicator(land, &story, &mut random);
    let partnership =
        if story.is_pilot() { format!("  partnership: {}\n", story.partnership_id()) } else { String::new() };
    let (decided, period, agenda) = (story.decided, story.period(), land.agenda_id(story.slot));
    let due = Day::new(story.slot.year + 1, 3, 1);
    let (title, duty, act) = (format!("{agreement_on} {}", story.name), quoted(report_duty), quoted(act));
    format!(
        "- id: {id}\n  lang: {code}\n  title: {title}\n  type: {kind}\n  parties:\n    - {{ organisation: {owner}, role: client }}\n    \
         - {{ organisation: {recipient}, role: provider }}\n  status: {status}\n  decided: {decided}\n  period: {period}\n  \
         purpose: {purpose}\n  legal_basis: [{{ law: {act}, section: \"§ {}\" }}]\n  case: [{case}]\n  project: [{project}]\n{partnership}  \
         commitments: [{{ number: \"1\", who: [{recipient}], text: {commitment} }}]\n  goals:\n{goals}  indicators:\n{indicator}  \
         reporting: [{{ what: {duty}, due: {due}, every: year, to: {owner} }}]\n  followup: partial\n  \
         source: [{{ document: {agenda} }}]\n",
        1 + index % 9
    )
}

/// The states of goals, each as often as it stands here.
const STATES: &[&str] = &["kept", "kept", "under-way", "no-report", "not-kept", "planned"];

fn goal(land: &Land, story: &Story, number: u64, random: &mut Random) -> String {
    let words = land.words;
    let (article, thing) = thing(words, random);
    let count = 2 + random.below(40);
    let unit = random.pick(words.units);
    let (kind, target) = if random.happens(60) {
        (
            "countable",
            format!(
                "      target: {} {count} {unit}\n      target_minimum: {count}\n      unit: {unit}\n",
                words.at_least
            ),
        )
    } else {
        ("qualitative", String::new())
    };
    let status = if story.is_over() { random.pick(STATES) } else { "under-way" };
    let (due, quote) = (story.slot.year + 1, quoted(words.goal_quote));
    let title = format!("{} {article} {thing}", words.make);
    format!(
        "    - number: \"{number}\"\n      title: {title}\n      quote: {quote}\n      origin: local\n      type: {kind}\n{target}      \
         due: {due}-12-31\n      status: {status}\n"
    )
}

fn indicator(land: &Land, story: &Story, random: &mut Random) -> String {
    let unit = random.pick(land.words.units);
    let (first, wanted) = (10 + random.below(50), 80 + random.below(100));
    let year = story.slot.year;
    let actual: String = (0..3)
        .map(|at| format!("        - {{ date: {}-12-31, value: {} }}\n", year + at, first + at * (wanted - first) / 3))
        .collect();
    let (owner, title) = (&story.municipality, format!("{} {unit}", land.words.number_of));
    format!(
        "    - number: \"1\"\n      title: {title}\n      type: count\n      unit: {unit}\n      direction: higher\n      \
         baseline: {{ value: {first}, date: {year}-01-01 }}\n      target: {{ value: {wanted}, due: {}-12-31 }}\n      \
         actual:\n{actual}      owner: {owner}\n",
        year + 2
    )
}

/// The partnership of which every third project is a pilot.
pub fn partnership(land: &Land, index: u64) -> String {
    let story = Story::of(land, 3 * index);
    let mut random = random(land, 3 * index, 2);
    let Words { code, partnership_on, terms, phases, .. } = land.words;
    let (id, title) = (story.partnership_id(), format!("{partnership_on} {}", story.name));
    let (owner, recipient, partner) =
        (&story.municipality, land.recipient_id(story.recipient), land.recipient_id(story.partner));
    let (summary, aim) = (quoted(&text(land.words, &mut random, 12)), quoted(&text(land.words, &mut random, 9)));
    let level = ["local", "regional", "national"][(index % 3) as usize];
    let status = if story.is_over() { "ended" } else { "under-way" };
    let (start, period, place) = (story.decided, story.period(), land.place_id(story.slot.municipality));
    let (terms, phase, theme) = (quoted(terms), phases[0], story.theme);
    let body = quoted(&text(land.words, &mut random, 40));
    format!(
        "- id: {id}\n  lang: {code}\n  title: {title}\n  summary: {summary}\n  level: {level}\n  status: {status}\n  members:\n    \
         - {{ organisation: {owner}, role: coordinator, since: {start} }}\n    - {{ organisation: {recipient}, role: founder }}\n    \
         - {{ organisation: {partner}, role: member }}\n  aims: [{aim}]\n  phases: [{{ number: \"1\", title: {phase} }}]\n  \
         terms: {{ meetings: {terms} }}\n  start: {start}\n  period: {period}\n  theme: [{theme}]\n  place: [{place}]\n  body: {body}\n{}",
        source(land)
    )
}
