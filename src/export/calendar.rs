//! An entry as an appointment: iCalendar, RFC 5545. The only user of its crate.

use icalendar::{Calendar, Component, Event, EventLike, Property};

use super::atom;
use crate::address::Address;
use crate::entry::{EntryIx, Value};
use crate::kind::Type;
use crate::site::Site;
use crate::value::PartialDate;
use crate::value::date::{Precision, utc_of};

/// The option of a field `status` that says that nothing comes of it.
const CANCELLED: &str = "cancelled";

/// When an entry begins, where it is an appointment: its kind declares a `[calendar]`, and the day is known.
fn begins(site: &Site, ix: EntryIx) -> Option<PartialDate> {
    let calendar = site.kind_of(ix).calendar?;
    let Value::Date(date) = site.value(ix, calendar.start, site.own_language(ix))?.value else { return None };
    matches!(date.precision(), Precision::Minute | Precision::Day).then_some(*date)
}

/// Where the file of an appointment stands: beside the page of the entry in its own language.
pub fn calendar_address(site: &Site, ix: EntryIx) -> Option<Address> {
    let is_appointment = site.has_page(ix) && begins(site, ix).is_some();
    is_appointment.then(|| site.addresses().calendar(site.kind_of(ix), &site.entry(ix).id, site.own_language(ix)))
}

/// An entry as a file that calendars take: of a whole day, or from a time of which the end is not known. Empty for an entry
/// that is no appointment.
pub fn appointment(site: &Site, ix: EntryIx) -> Vec<u8> {
    let (Some(date), Some(address)) = (begins(site, ix), calendar_address(site, ix)) else { return Vec::new() };
    let language = site.own_language(ix);
    let mut event = Event::new();
    event.uid(&atom::id(site, address.as_str()));
    // When it was last revised nobody says, and the clock of the build would make another file of it each time.
    event.append_property(Property::new("DTSTAMP", format!("{}T000000Z", basic(date))));
    event.append_property(match utc_of(date, &site.config.time_zone) {
        Some(moment) => Property::new("DTSTART", moment),
        None => Property::new("DTSTART", basic(date)).add_parameter("VALUE", "DATE").done(),
    });
    event.summary(site.title(ix, language));
    if let Some(place) = place(site, ix) {
        event.location(&place);
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
fn basic(date: PartialDate) -> String {
    date.earliest().to_string().replace('-', "")
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
