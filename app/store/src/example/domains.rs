//! The domains of the example.

/// A domain of the example.
pub(super) struct ExampleDomain {
    pub(super) name: &'static str,
    pub(super) aliases: &'static [&'static str],
    pub(super) description: &'static str,
    pub(super) language: &'static str,
    pub(super) time_zone: &'static str,
    pub(super) relay: Option<&'static str>,
    pub(super) forward_unknown: bool,
}

/// A master, a slave and one that is not split.
pub(super) const DOMAINS: &[ExampleDomain] = &[
    ExampleDomain {
        name: "example.com",
        aliases: &["example.org", "mail.example.com"],
        description: "Head office. Some colleagues are still on the old mail system.",
        language: "en",
        time_zone: "Europe/London",
        relay: Some("old-mail.example.com"),
        forward_unknown: false,
    },
    ExampleDomain {
        name: "branch.example",
        aliases: &["agence.example"],
        description: "Agence de Toulouse. The mail system of the head office knows all other addresses.",
        language: "fr",
        time_zone: "Europe/Paris",
        relay: Some("192.0.2.25:2525"),
        forward_unknown: true,
    },
    ExampleDomain {
        name: "studio.example",
        aliases: &[],
        description: "Tonstudio",
        language: "de",
        time_zone: "Europe/Berlin",
        relay: None,
        forward_unknown: false,
    },
];
