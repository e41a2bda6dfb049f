//! What "this server itself" is: a relay that is one of these would send mail in a circle.

use std::fs;

use model::relay::OwnHost;

use crate::config::DatabaseSettings;

/// Names and addresses of this machine, together with those in the settings.
pub fn find(settings: &DatabaseSettings) -> OwnHost {
    let mut names: Vec<String> = settings
        .own_hosts
        .iter()
        .filter_map(|name| folded(name))
        .collect();
    if let Some(hostname) = read("/proc/sys/kernel/hostname")
        .as_deref()
        .and_then(folded)
    {
        names.extend(synonyms(&hostname));
        names.push(hostname);
    }
    // What the mail system calls itself.
    names.extend(read("/etc/mailname").as_deref().and_then(folded));
    names.sort();
    names.dedup();
    let addresses = if_addrs::get_if_addrs()
        .inspect_err(|error| tracing::warn!(%error, "cannot list this machine's addresses"))
        .unwrap_or_default()
        .into_iter()
        .map(|interface| interface.ip())
        .collect();
    OwnHost {
        names,
        addresses,
        allow_loopback: settings.allow_loopback_relay,
    }
}

/// The other names `/etc/hosts` gives to this machine, such as the fully qualified one.
fn synonyms(hostname: &str) -> Vec<String> {
    let hosts = read("/etc/hosts").unwrap_or_default();
    hosts
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default())
        .map(|line| {
            line.split_whitespace()
                .skip(1)
                .filter_map(folded)
                .collect::<Vec<_>>()
        })
        .filter(|names| names.iter().any(|name| name == hostname))
        .flatten()
        .filter(|name| name != "localhost")
        .collect()
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(path).ok()
}

fn folded(name: &str) -> Option<String> {
    let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
    (!name.is_empty()).then_some(name)
}
