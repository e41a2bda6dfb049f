//! Every address of the console, for sweeps over all of them.

use std::collections::BTreeSet;

use app::paths;
use model::{EntryRef, Kind};

/// What a page is about, for those who may not see it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Nobody's: also without being signed in.
    Everybody,
    /// Whoever is signed in.
    SignedIn,
    /// One tenant.
    Domain,
    /// The whole installation.
    Installation,
}

pub struct Address {
    /// The pattern in `app::paths`.
    pub pattern: &'static str,
    /// The address on what [`Place::full_domain`] makes.
    pub path: String,
    pub of: Of,
    pub has_page: bool,
    pub has_form: bool,
}

/// All of them.
pub fn addresses() -> Vec<Address> {
    [
        everybodys(),
        of_users(),
        of_entries(),
        of_domains(),
        of_mailbox_servers(),
        of_history(),
        of_units(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const fn page(pattern: &'static str, path: String, of: Of) -> Address {
    Address {
        pattern,
        path,
        of,
        has_page: true,
        has_form: false,
    }
}

const fn form(pattern: &'static str, path: String, of: Of) -> Address {
    Address {
        pattern,
        path,
        of,
        has_page: true,
        has_form: true,
    }
}

fn everybodys() -> Vec<Address> {
    let post = |pattern: &'static str| Address {
        has_page: false,
        ..form(pattern, pattern.into(), Of::Everybody)
    };
    let signed_in = |pattern: &'static str| page(pattern, pattern.into(), Of::SignedIn);
    vec![
        form(paths::SIGN_IN, paths::SIGN_IN.into(), Of::Everybody),
        form(
            paths::CHANGE_PASSWORD,
            paths::CHANGE_PASSWORD.into(),
            Of::Everybody,
        ),
        post(paths::SIGN_OUT),
        post(paths::PREFERENCES),
        signed_in(paths::HOME),
        signed_in(paths::ACCOUNT),
        form(
            paths::ACCOUNT_PASSWORD,
            paths::ACCOUNT_PASSWORD.into(),
            Of::SignedIn,
        ),
        form(
            paths::ACCOUNT_SESSIONS,
            paths::ACCOUNT_SESSIONS.into(),
            Of::SignedIn,
        ),
        signed_in(paths::DIRECTORIES_SECTION),
        signed_in(paths::SEARCH),
        Address {
            has_page: false,
            ..signed_in(paths::SEARCH_PARTS)
        },
        page(paths::GO, paths::go("relay", ""), Of::SignedIn),
        signed_in(paths::HELP),
        page(
            paths::NEW_ENTRY_DOMAIN,
            paths::new_entry_domain(Kind::Group),
            Of::SignedIn,
        ),
        signed_in(paths::SYSTEM),
        signed_in(paths::DOMAINS),
        signed_in(paths::MAILBOX_SERVERS),
    ]
}

fn of_users() -> Vec<Address> {
    let (domain, ann) = ("a.example", "ann");
    vec![
        page(paths::DIRECTORY, paths::directory(domain), Of::Domain),
        form(
            paths::DIRECTORY_CHANGE,
            format!(
                "{}?domain={domain}&change=mail_type&which=everything&to=none",
                paths::DIRECTORY_CHANGE
            ),
            Of::Domain,
        ),
        page(paths::TASKS, paths::tasks(domain), Of::Domain),
        form(paths::TASK, paths::task(1), Of::Domain),
        form(paths::NEW_USER, paths::new_user(domain), Of::Domain),
        form(paths::USER, paths::user(domain, ann), Of::Domain),
        form(paths::USER_MAIL, paths::user_mail(domain, ann), Of::Domain),
        form(
            paths::USER_DELETE,
            paths::user_delete(domain, ann),
            Of::Domain,
        ),
    ]
}

/// The pages of an entry of each kind, as [`Place::full_domain`] makes them.
fn of_entries() -> Vec<Address> {
    let domain = "a.example";
    let csv = Address {
        has_page: false,
        has_form: false,
        ..page(
            paths::DIRECTORY_CSV,
            format!("{}?domain={domain}", paths::DIRECTORY_CSV),
            Of::Domain,
        )
    };
    let of_domain = |pattern, path| form(pattern, path, Of::Domain);
    let mut all = vec![csv];
    all.extend(of_imports());
    for (kind, name) in KINDS {
        let entry = EntryRef {
            kind,
            name: name.into(),
        };
        let (has_mail, has_groups) = (kind != Kind::ExternalUser, kind != Kind::Resource);
        all.extend([
            of_domain(paths::NEW_ENTRY, paths::new_entry(domain, kind)),
            of_domain(paths::ENTRY, paths::entry(domain, &entry)),
            of_domain(paths::ENTRY_DELETE, paths::entry_delete(domain, &entry)),
        ]);
        all.extend(
            has_mail.then(|| of_domain(paths::ENTRY_MAIL, paths::entry_mail(domain, &entry))),
        );
        all.extend(
            has_groups.then(|| of_domain(paths::ENTRY_GROUPS, paths::entry_groups(domain, &entry))),
        );
        if kind == Kind::SharedMailbox {
            let handling = paths::entry_handling(domain, &entry);
            all.push(of_domain(paths::ENTRY_HANDLING, handling));
        }
        if kind == Kind::Group {
            let members = paths::entry_members(domain, &entry);
            all.push(of_domain(paths::ENTRY_MEMBERS, members));
        }
    }
    all
}

/// The form takes files and nothing else, and what a file would do needs a file: the tests of imports see
/// to them.
fn of_imports() -> [Address; 4] {
    let domain = "a.example";
    let without_page = |pattern, path| Address {
        has_page: false,
        ..page(pattern, path, Of::Domain)
    };
    [
        page(paths::IMPORT, paths::import(domain), Of::Domain),
        without_page(paths::IMPORT_PLAN, paths::import_plan(domain, 1)),
        without_page(paths::IMPORT_REPORT, paths::import_report(domain, 1)),
        without_page(paths::EXPORT, paths::export(domain)),
    ]
}

/// One entry of each kind but the user.
const KINDS: [(Kind, &str); 4] = [
    (Kind::Group, "staff"),
    (Kind::SharedMailbox, "info"),
    (Kind::ExternalUser, "partner"),
    (Kind::Resource, "room"),
];

fn of_domains() -> Vec<Address> {
    let domain = "a.example";
    let route = paths::domain_route(domain, "ann@a.example");
    vec![
        form(
            paths::NEW_DOMAIN,
            paths::NEW_DOMAIN.into(),
            Of::Installation,
        ),
        page(
            paths::DELETED_DOMAINS,
            paths::DELETED_DOMAINS.into(),
            Of::Installation,
        ),
        form(paths::DOMAIN, paths::domain(domain), Of::Domain),
        form(paths::DOMAIN_MAIL, paths::domain_mail(domain), Of::Domain),
        form(paths::DOMAIN_LDAP, paths::domain_ldap(domain), Of::Domain),
        form(paths::LDAP_IMPORTS, paths::ldap_imports(domain), Of::Domain),
        page(
            paths::LDAP_REPORT,
            paths::ldap_report(domain, 1),
            Of::Domain,
        ),
        form(
            paths::DOMAIN_FILTERS,
            paths::domain_filters(domain),
            Of::Domain,
        ),
        form(paths::NEW_FILTER, paths::new_filter(domain), Of::Domain),
        form(paths::FILTER, paths::filter(domain, 1), Of::Domain),
        form(
            paths::DOMAIN_DELETE,
            paths::domain_delete(domain),
            Of::Domain,
        ),
        page(paths::DOMAIN_ROUTE, route, Of::Domain),
    ]
}

fn of_mailbox_servers() -> Vec<Address> {
    let of = |pattern, path| form(pattern, path, Of::Installation);
    vec![
        of(paths::NEW_MAILBOX_SERVER, paths::NEW_MAILBOX_SERVER.into()),
        of(paths::MAILBOX_SERVER, paths::mailbox_server("default")),
        of(
            paths::MAILBOX_SERVER_DELETE,
            paths::mailbox_server_delete("default"),
        ),
    ]
}

fn of_units() -> Vec<Address> {
    let domain = "a.example";
    let of = |pattern, path| form(pattern, path, Of::Domain);
    vec![
        page(paths::UNITS, paths::units(domain, "north"), Of::Domain),
        of(paths::NEW_UNIT, paths::new_unit(domain, "north")),
        of(paths::UNIT_EDIT, paths::unit_edit(domain, "north")),
        of(paths::UNIT_DELETE, paths::unit_delete(domain, "north")),
        of(
            paths::USER_ADMINISTRATION,
            paths::user_administration(domain, "ann"),
        ),
        of(
            paths::DOMAIN_ADMINISTRATORS,
            paths::domain_administrators(domain),
        ),
    ]
}

/// Undoing needs the number of a change: the tests of the history ask for it.
fn of_history() -> Vec<Address> {
    let domain = "a.example";
    let user = EntryRef {
        kind: Kind::User,
        name: "ann".into(),
    };
    let undo = Address {
        has_page: false,
        ..page(paths::UNDO, paths::undo(1, ""), Of::Domain)
    };
    let mut all = vec![
        undo,
        page(paths::HISTORY, paths::HISTORY.into(), Of::Installation),
        page(
            paths::DIRECTORY_HISTORY,
            paths::directory_history(domain),
            Of::Domain,
        ),
        page(
            paths::DOMAIN_HISTORY,
            paths::domain_history(domain),
            Of::Domain,
        ),
        page(
            paths::ENTRY_HISTORY,
            paths::entry_history(domain, &user),
            Of::Domain,
        ),
    ];
    all.extend(KINDS.map(|(kind, name)| {
        let entry = EntryRef {
            kind,
            name: name.into(),
        };
        let path = paths::entry_history(domain, &entry);
        page(paths::ENTRY_HISTORY, path, Of::Domain)
    }));
    all
}

/// This list is the console: every address in `app::paths`, and no other.
#[test]
fn every_address_of_the_console_is_swept() {
    let source = include_str!("../../app/src/paths.rs");
    let written: BTreeSet<&str> = source
        .lines()
        .filter_map(|line| line.strip_prefix("pub const ")?.split_once("= \""))
        .filter_map(|(_, rest)| rest.strip_suffix("\";"))
        .collect();
    let swept: BTreeSet<&str> = addresses().iter().map(|address| address.pattern).collect();
    assert_eq!(swept, written);
}
