//! Which day it is, given the moment and the place.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Day, Part, PartialDate, Problem};

/// The day in a time zone (an IANA name such as `Europe/Copenhagen`) at a moment, in seconds since 1970 UTC.
///
/// # Errors
/// A time zone that is not known, or a moment outside the calendar.
pub fn day_in_zone(seconds: i64, zone: &str) -> Result<Day, Problem> {
    let zone = TimeZone::get(zone)
        .map_err(|_| Problem::new(format!("`{zone}` is not a time zone")).with_help("such as Europe/Oslo"))?;
    let moment = Timestamp::from_second(seconds)
        .map_err(|_| Problem::new(format!("{seconds} seconds since 1970 lie outside the calendar")))?;
    Ok(moment.to_zoned(zone).date())
}
/// The moment of a date that is known to the minute, told by the clocks of a time zone: in UTC as iCalendar writes it,
/// `20210118T143000Z`. Where clocks show a time twice the earlier is meant; one that they leave out is an hour later.
///
/// Nothing for a date that is less precise, or a time zone that is not known.
pub fn utc_of(date: PartialDate, zone: &str) -> Option<String> {
    let Part::Minute { hour, minute, .. } = date.part() else { return None };
    let local = date.earliest().at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
    let moment = TimeZone::get(zone).ok()?.to_zoned(local).ok()?;
    Some(moment.with_time_zone(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string())
}
