//! An entry as an appointment: iCalendar, RFC 5545. The only user of its crate.

use icalendar::{Calendar, Component, Event, EventLike, Property};

use super::atom;
use crate::address::Address;
use crate::entry::{EntryIx, Value};
use crate::kind::{FieldIx, Type};
use crate::site::Site;
use crate::value::PartialDate;
use crate::value::date::{Day, Precision, utc_of};

/// The option of a field `status` that says that nothing comes of it.
const CANCELLED: &str = "cancelled";

/// When an entry begins, where it is an appointment: its kind declares a `[calendar]`, and the day is known.
fn begins(site: &Site, ix: EntryIx) -> Option<PartialDate> {
    let calendar = site.kind_of(ix).calendar?;
    moment(site, ix, calendar.start)
}

/// A date that calendars can hold: it is known to the day or to the minute.
fn moment(site: &Site, ix: EntryIx, field: FieldIx) -> Option<PartialDate> {
    let Value::Date(date) = site.value(ix, field, site.own_language(ix))?.value else { return None };
    matches!(date.precision(), Precision::Minute | Precision::Day).then_some(*date)
}

/// When an appointment is over, in the form of its beginning, as RFC 5545 wants it (section 3.6.1): a whole day is over
/// when the next begins. Nothing for an end that is not known as precisely as the beginning, or is not after it.
fn ends(site: &Site, ix: EntryIx, begins: PartialDate) -> Option<Property> {
    let last = moment(site, ix, site.kind_of(ix).calendar?.end?)?;
    let Some(start) = utc_of(begins, &site.config.time_zone) else {
        let over = last.latest().tomorrow().ok()?;
        return (last.latest() >= begins.earliest()).then(|| day("DTEND", over));
    };
    let over = utc_of(last, &site.config.time_zone)?;
    (over > start).then(|| Property::new("DTEND", over))
}

fn day(name: &str, day: Day) -> Property {
    Property::new(name, basic(day)).add_parameter("VALUE", "DATE").done()
}

/// A text without the control characters that a content line cannot hold (section 3.1); all ends of lines are written alike.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|&it| it == '\n' || !it.is_control()).collect()
}

/// Where the file of an appointment stands: beside the page of the entry in its own language.
pub fn calendar_address(site: &Site, ix: EntryIx) -> Option<Address> {
    let is_appointment = site.has_page(ix) && begins(site, ix).is_some();
    is_appointment.then(|| site.addresses().calendar(site.kind_of(ix), &site.entry(ix).id, site.own_language(ix)))
}

/// An entry as a file that calendars take: of a whole day, or from a time on; with its end where that is known. Empty for an entry
/// that is no appointment.
pub fn appointment(site: &Site, ix: EntryIx) -> Vec<u8> {
    let (Some(date), Some(address)) = (begins(site, ix), calendar_address(site, ix)) else { return Vec::new() };
    let language = site.own_language(ix);
    let mut event = Event::new();
    event.uid(&atom::id(site, address.as_str()));
    // When it was last revised nobody says, and the clock of the build would make another file of it each time.
    event.append_property(Property::new("DTSTAMP", format!("{}T000000Z", basic(date.earliest()))));
    event.append_property(match utc_of(date, &site.config.time_zone) {
        Some(moment) => Property::new("DTSTART", moment),
        None => day("DTSTART", date.earliest()),
    });
    if let Some(end) = ends(site, ix, date) {
        event.append_property(end);
    }
    event.summary(&clean(site.title(ix, language)));
    if let Some(place) = place(site, ix) {
        event.location(&clean(&place));
    }
    if let Some(base) = &site.config.base_url {
        event.url(&format!("{base}{}", site.address(ix, language).as_str()));
    }
    if is_cancelled(site, ix) {
        event.append_property(Property::new("STATUS", "CANCELLED"));
    }
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Glasklar//Glasklar//EN"));
    calendar.push(event);
    calendar.to_string().into_bytes()
}

/// A day without hyphens, as iCalendar writes it.
fn basic(day: Day) -> String {
    day.to_string().replace('-', "")
}

fn place(site: &Site, ix: EntryIx) -> Option<String> {
    let language = site.own_language(ix);
    let held = site.value(ix, site.kind_of(ix).calendar?.place?, language)?;
    match held.value {
        Value::Reference(reference) => Some(
            reference.target.map_or_else(|| reference.text.to_string(), |place| site.title(place, language).to_owned()),
        ),
        value => value.text(language).map(str::to_owned),
    }
}

fn is_cancelled(site: &Site, ix: EntryIx) -> bool {
    let kind = site.kind_of(ix);
    let Some(field) = kind.schema.by_name("status") else { return false };
    let Type::Choice(choices) = &kind.field(field).ty else { return false };
    let held = site.value(ix, field, site.own_language(ix)).map(|held| held.value);
    let Some(Value::Choice(at)) = held else { return false };
    choices.get(usize::from(*at)).is_some_and(|choice| &*choice.id == CANCELLED)
}
