//! Cases, the meetings that treat them, and the agendas in which they stand.

use super::grants::{has_frame, held};
use super::land::{Body, Land, capital, quoted};
use super::money::plain;
use super::scale::{MEETINGS, Slot, YEARS};
use super::stories::Story;
use super::words::Words;

/// The years' meetings of every council, year by year.
pub fn slots(land: &Land) -> u64 {
    YEARS.count() as u64 * land.scale.municipalities * MEETINGS
}

fn slot(land: &Land, index: u64) -> Slot {
    let of_year = land.scale.municipalities * MEETINGS;
    let in_year = index % of_year;
    Slot { year: YEARS.start() + index / of_year, municipality: in_year / MEETINGS, meeting: in_year % MEETINGS }
}

/// What is treated: the head of a case, and the line of an agenda.
struct Matter {
    id: String,
    title: String,
    number: u64,
}

/// Numbers of the cases of stories begin above those of rounds.
const STORY_NUMBERS: u64 = 50_000;

fn story_matter(story: &Story) -> Matter {
    Matter { id: story.case_id(), title: story.case_title(), number: STORY_NUMBERS + story.index }
}

fn round_matter(land: &Land, round: u64) -> Matter {
    let (year, _) = land.scale.rounds.place(round);
    let programme = land.programme_name(programme_of(land, round));
    let title = format!("{} {programme} {year}", land.words.dealing_out);
    Matter { id: round_id(land, round), title, number: round + 1 }
}

/// What is on an agenda, in its order.
fn items(land: &Land, slot: Slot) -> Vec<Matter> {
    let stories = land.scale.treated(land.scale.stories, slot).map(|story| story_matter(&Story::of(land, story)));
    let rounds = land.scale.treated(land.scale.rounds, slot).map(|round| round_matter(land, round));
    stories.chain(rounds).collect()
}

pub fn round_id(land: &Land, round: u64) -> String {
    format!("{}-{}-{}", land.words.code, land.words.case_id, round + 1)
}

/// The programme whose money a round deals out.
pub fn programme_of(land: &Land, round: u64) -> u64 {
    let slot = land.scale.slot(land.scale.rounds, round);
    2 * slot.municipality + round % 2
}

/// The head of a case and its course through committee and council; `asked` is the point that was recommended.
fn case(land: &Land, matter: &Matter, slot: Slot, asked: &str) -> String {
    let Words { code, officer, recommended, adopted, changed, .. } = land.words;
    let (council, committee) = (Body::Council, Body::Committee);
    let body = |body: Body| land.body_id(slot.municipality, body);
    let number = land.words.case_number(slot.year, matter.number);
    let (prepared, decided) = (land.met(slot, committee), land.met(slot, council));
    let with_changes = number.ends_with('7');
    let (status, words) = if with_changes { ("adopted-with-changes", changed) } else { ("adopted", adopted) };
    let (words, recommended, title) = (quoted(words), quoted(recommended), quoted(&matter.title));
    let (first, second) = (land.meeting_id(slot, committee), land.meeting_id(slot, council));
    let item = 1 + items(land, slot).iter().take_while(|other| other.id != matter.id).count();
    let id = &matter.id;
    format!(
        "- id: {id}\n  lang: {code}\n  title: {title}\n  number: [\"{number}\"]\n  date: {decided}\n  organisation: {}\n  \
         officers: [{{ name: {officer}, role: officer }}]\n  treatments:\n    \
         - body: {}\n      meeting: {first}\n      date: {prepared}\n      item: \"{item}\"\n      role: preparing\n      status: held\n      \
         recommendation:\n        - by: {officer}\n          points:\n            - {{ {asked} }}\n      \
         decision: {{ status: recommended-onward, date: {prepared}, quote: {recommended} }}\n    \
         - body: {}\n      meeting: {second}\n      date: {decided}\n      item: \"{item}\"\n      role: deciding\n      status: held\n      \
         decision: {{ status: {status}, date: {decided}, quote: {words} }}\n",
        body(council),
        body(committee),
        body(council),
    ) + &format!("  source: [{{ document: {} }}]\n", land.agenda_id(slot))
}

pub fn of_round(land: &Land, index: u64) -> String {
    let slot = land.scale.slot(land.scale.rounds, index);
    let words = land.words;
    let programme = programme_of(land, index);
    let theme = words.themes[(programme % words.themes.len() as u64) as usize];
    let text = quoted(&format!("{} {}", words.deal_out, land.programme_name(programme)));
    // The frame says how much there is to deal out.
    let sum = has_frame(land, index).then(|| plain(held(land, index)));
    let amount = |sum| format!(", amount: {{ amount: {sum}, currency: {}, basis: recommended }}", words.currency);
    let asked = format!("text: {text}, action: grant{}", sum.map(amount).unwrap_or_default());
    let case = case(land, &round_matter(land, index), slot, &asked);
    format!("{case}  theme: [{theme}]\n")
}

pub fn of_story(land: &Land, index: u64) -> String {
    let story = Story::of(land, index);
    let text = quoted(&format!("{} {}", land.words.approve_agreement, story.name));
    let asked = format!("text: {text}, action: agree");
    let case = case(land, &story_matter(&story), story.slot, &asked);
    let (to, project, agreement) = (land.recipient_id(story.recipient), story.project_id(), story.agreement_id());
    format!(
        "{case}  concerns: [{to}]\n  project: [{project}]\n  agreement: [{agreement}]\n  theme: [{}]\n",
        story.theme
    )
}

/// The committee's and the council's meeting, where either treats anything.
pub fn meetings(land: &Land, index: u64) -> String {
    let slot = slot(land, index);
    let items = items(land, slot);
    if items.is_empty() {
        return String::new();
    }
    let agenda = land.agenda_id(slot);
    let listed: String = items
        .iter()
        .enumerate()
        .map(|(at, Matter { id, title, .. })| (at + 1, id, quoted(title)))
        .map(|(at, id, title)| format!("    - {{ number: \"{at}\", title: {title}, case: {id} }}\n"))
        .collect();
    let Words { code, closed, legal_basis, town_hall, .. } = land.words;
    let closed = format!(
        "    - {{ number: \"{}\", title: {closed}, public: false, legal_basis: {} }}\n",
        items.len() + 1,
        quoted(legal_basis)
    );
    let closed = if slot.meeting == 3 { closed.as_str() } else { "" };
    let meeting = |body: Body| {
        let (id, day) = (land.meeting_id(slot, body), land.met(slot, body));
        let (organisation, place) = (land.body_id(slot.municipality, body), land.place(slot.municipality));
        let title = format!("{} {} {}", land.words.meeting_of, place, land.body_word(body));
        let closed = if body == Body::Council { closed } else { "" };
        format!(
            "- id: {id}\n  lang: {code}\n  title: {title} {}\n  organisation: {organisation}\n  date: {day}\n  place: {town_hall} {place}\n  \
             type: agenda-with-decisions\n  status: held\n  items:\n{listed}{closed}  source: [{{ document: {agenda} }}]\n",
            land.words.date(day)
        )
    };
    meeting(Body::Committee) + &meeting(Body::Council)
}

/// The document of a council's meeting.
pub fn agenda(land: &Land, index: u64) -> String {
    let slot = slot(land, index);
    if items(land, slot).is_empty() {
        return String::new();
    }
    let Words { code, country, agenda, .. } = land.words;
    let (id, day, publisher) =
        (land.agenda_id(slot), land.met(slot, Body::Council), land.municipality_id(slot.municipality));
    let title = format!(
        "{}: {} {} {}",
        capital(agenda),
        land.place(slot.municipality),
        land.words.council,
        land.words.date(day)
    );
    let place = land.place_id(slot.municipality);
    format!(
        "- id: {id}\n  lang: {code}\n  title: {}\n  type: agenda\n  publisher: {publisher}\n  date: {day}\n  retrieved: 2025-01-15\n  \
         language: {code}\n  country: \"{country}\"\n  place: {place}\n  file: agenda-{code}.txt\n  licence: CC0-1.0\n",
        quoted(&title)
    )
}
