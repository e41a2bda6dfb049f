//! Importing a real OpenLDAP.

mod by_hand;
mod following;
mod refusing;
mod schedule;

use model::ldap::{LdapDraft, Mapping, Missing, Preset};
use store::ldap::{Ask, Fate, LdapOutcome};
use testing::slapd::{SUFFIX, Slapd, group, person};

use crate::support::{Place, domain, split};

pub const DOMAIN: &str = "example.org";

pub fn draft(slapd: &Slapd) -> LdapDraft {
    LdapDraft {
        url: slapd.url(),
        ca_certificate: slapd.authority(),
        bind_dn: "cn=reader,dc=example,dc=org".into(),
        bind_password: Some("reader".into()),
        base_dn: SUFFIX.into(),
        user_filter: Preset::Posix.user_filter().into(),
        group_filter: Preset::Posix.group_filter().into(),
        mapping: Mapping {
            disabled: "nsAccountLock".into(),
            ..Mapping::default()
        },
        split_group: "elsewhere".into(),
        missing: Missing::Suspend,
        max_share: 50,
        ..LdapDraft::default()
    }
}

/// Three people, one of them on the other server through a group inside a group, and their groups.
pub fn three() -> Slapd {
    let entries = [
        person(
            "ann",
            "Ann",
            "Alder",
            "mail: ann@example.org\nmailAlternateAddress: a.alder@example.org\nmailAlternateAddress: ann@foreign.example",
        ),
        person(
            "joerg",
            "Jörg",
            "Müller",
            "mail: joerg@example.org\nnsAccountLock: TRUE",
        ),
        person("zoe", "Zoé", "Zweig", "mail: zoe@example.org"),
        group("elsewhere", &["cn=berlin,ou=groups"], ""),
        group("berlin", &["uid=zoe,ou=people"], "mail: berlin@example.org"),
    ];
    Slapd::start(&entries.concat())
}

pub async fn set_up(place: &Place, slapd: &Slapd) {
    let desk = place.desk();
    domain(&desk, DOMAIN, &[]).await;
    split(&desk, DOMAIN, "192.0.2.7", false).await;
    desk.change_ldap(DOMAIN, None, &draft(slapd)).await.unwrap();
}

pub fn dry() -> Ask {
    Ask {
        dry_run: true,
        ..Ask::default()
    }
}

pub async fn import(place: &Place, ask: Ask) -> LdapOutcome {
    let report = place.desk().run_ldap_import(DOMAIN, ask).await.unwrap();
    place.assert_routes().await;
    report.outcome.unwrap()
}

pub const fn counts(outcome: &LdapOutcome) -> [usize; 6] {
    let LdapOutcome {
        new,
        changed,
        unchanged,
        refused,
        missing,
        kept,
        ..
    } = outcome;
    [*new, *changed, *unchanged, *refused, *missing, *kept]
}

/// What becomes of an entry, and which of its fields change and stay.
pub fn fate(outcome: &LdapOutcome, entry: &str) -> (Fate, Vec<String>, Vec<String>) {
    let row = outcome
        .rows
        .iter()
        .find(|row| row.entry.to_string() == entry)
        .unwrap_or_else(|| panic!("{entry}: {outcome:#?}"));
    let names = |fields: &[store::ldap::LdapField]| {
        fields.iter().map(|field| field.field.clone()).collect()
    };
    (row.fate, names(&row.changes), names(&row.kept))
}

pub async fn find(place: &Place, login: &str) -> store::users::User {
    place.desk().find_user(DOMAIN, login).await.unwrap()
}

pub async fn addresses(place: &Place, login: &str) -> Vec<String> {
    let user = find(place, login).await;
    user.addresses
        .iter()
        .map(|address| address.at(&user.domain))
        .collect()
}
