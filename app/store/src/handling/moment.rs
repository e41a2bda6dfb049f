//! Moments as people type them, in the time zone of a domain.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A moment in seconds since 1970: a local time of the zone such as `2026-07-01T08:00`, or one with its
/// distance from UTC; `None` when it is neither. A local time that a change of the clocks leaves out is
/// the one an hour later.
pub(crate) fn parse(text: &str, zone: &str) -> Option<i64> {
    let moment = if let Ok(moment) = text.parse::<Timestamp>() {
        moment
    } else {
        let local: DateTime = text.parse().ok()?;
        local.to_zoned(of(zone)).ok()?.timestamp()
    };
    Some(moment.as_second()).filter(|seconds| *seconds >= 0)
}

/// A moment as a local time of the zone, to the minute, as a form takes it.
pub fn local(seconds: i64, zone: &str) -> String {
    Timestamp::from_second(seconds).map_or_else(
        |_| String::new(),
        |moment| {
            moment
                .to_zoned(of(zone))
                .strftime("%Y-%m-%dT%H:%M")
                .to_string()
        },
    )
}

/// A moment in UTC, such as `2026-07-01T06:00:00Z`.
pub fn utc(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| String::new(), |moment| moment.to_string())
}

/// A zone that is checked when it is stored.
fn of(zone: &str) -> TimeZone {
    TimeZone::get(zone).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_time_is_one_of_the_domain() {
        let summer = parse("2026-07-01T08:00", "Europe/Paris").unwrap();
        assert_eq!(utc(summer), "2026-07-01T06:00:00Z");
        let winter = parse("2026-12-01T08:00", "Europe/Paris").unwrap();
        assert_eq!(utc(winter), "2026-12-01T07:00:00Z");
        assert_eq!(local(summer, "Europe/Paris"), "2026-07-01T08:00");
    }

    #[test]
    fn a_distance_from_utc_counts_before_the_zone() {
        for text in ["2026-07-01T06:00:00Z", "2026-07-01T08:00+02:00"] {
            let moment = parse(text, "America/New_York").unwrap();
            assert_eq!(utc(moment), "2026-07-01T06:00:00Z");
        }
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in ["", "soon", "2026-02-30T08:00", "25:00", "1950-01-01T00:00"] {
            assert_eq!(parse(text, "UTC"), None, "{text}");
        }
    }
}
