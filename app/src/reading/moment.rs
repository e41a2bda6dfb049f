//! A moment as its reader writes it.

use jiff::{Timestamp, tz::TimeZone};
use model::settings::Reading;

/// A moment (seconds since 1970) in the reader's time zone and formats, with the zone's name; `None`
/// when it is beyond any calendar.
pub fn written(at: i64, reading: &Reading) -> Option<String> {
    let moment = Timestamp::from_second(at).ok()?;
    // A zone that was taken out of the tz database since it was chosen.
    let zone = TimeZone::get(&reading.time_zone).unwrap_or(TimeZone::UTC);
    let local = moment.to_zoned(zone.clone());
    let date = reading
        .date_format
        .write(local.year(), local.month(), local.day());
    let time = reading.time_format.write(local.hour(), local.minute());
    let offset = zone.to_offset_info(moment);
    Some(format!("{date} {time} {}", offset.abbreviation()))
}

#[cfg(test)]
mod tests {
    use model::{DateFormat, TimeFormat};

    use super::*;

    #[test]
    fn everybody_reads_the_same_moment_in_his_own_way() {
        // The night in which Paris goes from summer to winter time.
        let (before, after) = (1_792_886_400, 1_792_893_600);
        assert_eq!(
            written(before, &Reading::default()).unwrap(),
            "2026-10-25 00:00 UTC"
        );
        let reader = Reading {
            time_zone: "Europe/Paris".into(),
            date_format: DateFormat::Dotted,
            ..Reading::default()
        };
        assert_eq!(written(before, &reader).unwrap(), "25.10.2026 02:00 CEST");
        assert_eq!(written(after, &reader).unwrap(), "25.10.2026 03:00 CET");
        let reader = Reading {
            time_zone: "America/New_York".into(),
            date_format: DateFormat::MonthFirst,
            time_format: TimeFormat::TwelveHours,
            ..Reading::default()
        };
        assert_eq!(written(before, &reader).unwrap(), "10/24/2026 8:00pm EDT");
        assert_eq!(written(i64::MAX, &reader), None);
    }

    #[test]
    fn a_zone_that_is_gone_reads_universal_time() {
        let reader = Reading {
            time_zone: "Mars/Olympus".into(),
            ..Reading::default()
        };
        assert_eq!(written(0, &reader).unwrap(), "1970-01-01 00:00 UTC");
    }
}
