//! What the lists of the domain pages offer.

use model::domain::LANGUAGES;
use store::mailbox_servers::MailboxServer;

use crate::ui::Choice;
use crate::words::Lang;

/// The mailbox servers, each with its end point.
pub fn mailbox_servers(servers: &[MailboxServer]) -> Vec<Choice> {
    servers
        .iter()
        .map(|server| {
            let place = server
                .endpoint
                .strip_prefix("inet:")
                .unwrap_or(&server.endpoint);
            Choice::new(&server.name, format!("{} ({place})", server.name))
        })
        .collect()
}

/// The languages, each in itself.
pub fn languages() -> Vec<Choice> {
    LANGUAGES
        .into_iter()
        .map(|tag| Choice::new(tag, Lang::from_tag(tag).map_or(tag, Lang::own_name)))
        .collect()
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
