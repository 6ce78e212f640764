//! Which day it is, given the moment and the place.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Day, Problem};

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
