//! What the lists offer.

use model::domain::LANGUAGES;
use model::{DateFormat, TimeFormat};

use crate::ui::Choice;
use crate::words::Lang;

/// The languages, each in itself.
pub fn languages() -> Vec<Choice> {
    LANGUAGES
        .into_iter()
        .map(|tag| Choice::new(tag, Lang::from_tag(tag).map_or(tag, Lang::own_name)))
        .collect()
}

/// The ways to write a date, each by an example.
pub fn date_formats() -> Vec<Choice> {
    DateFormat::ALL
        .iter()
        .map(|format| Choice::new(format.as_str(), date_example(*format)))
        .collect()
}

/// A date whose parts cannot be taken for each other.
pub fn date_example(format: DateFormat) -> String {
    format.write(2012, 12, 31)
}

/// The ways to write a time of day, each by an example.
pub fn time_formats() -> Vec<Choice> {
    TimeFormat::ALL
        .iter()
        .map(|format| Choice::new(format.as_str(), time_example(*format)))
        .collect()
}

/// A time of the afternoon.
pub fn time_example(format: TimeFormat) -> String {
    format.write(13, 0)
}

/// The time zones by their first part, in order; those without one come last under `others`.
pub fn time_zones(others: &str) -> Vec<(String, Vec<&'static str>)> {
    let mut zones = store::domains::time_zones();
    zones.sort_unstable();
    let mut groups: Vec<(String, Vec<&'static str>)> = Vec::new();
    let mut rest = Vec::new();
    for zone in zones {
        match zone.split_once('/') {
            None => rest.push(zone),
            Some((region, _)) => match groups.last_mut() {
                Some((last, members)) if last == region => members.push(zone),
                _ => groups.push((region.to_owned(), vec![zone])),
            },
        }
    }
    groups.push((others.to_owned(), rest));
    groups
}

#[cfg(test)]
mod tests {
    use super::time_zones;

    #[test]
    fn zones_stand_in_groups_by_region() {
        let groups = time_zones("Other");
        let of = |name: &str| {
            groups
                .iter()
                .find(|(group, _)| group == name)
                .map(|(_, zones)| zones)
        };
        assert!(of("Europe").unwrap().contains(&"Europe/Paris"));
        assert!(of("Other").unwrap().contains(&"UTC"));
        assert_eq!(
            groups
                .iter()
                .filter(|(group, _)| group == "America")
                .count(),
            1
        );
    }
}
