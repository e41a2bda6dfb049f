//! Every address of the console, written once.
//!
//! Constants with `{…}` are patterns for the router; functions of the same meaning make addresses.

use model::{EntryRef, Kind};

/// The home page.
pub const HOME: &str = "/";
/// Signing in (`?next=` is where to go afterwards).
pub const SIGN_IN: &str = "/sign-in";
/// Signing out (POST).
pub const SIGN_OUT: &str = "/sign-out";
/// Changing a password without signing in, for everybody who has one.
pub const CHANGE_PASSWORD: &str = "/change-password";
/// Language and theme (POST), for everybody.
pub const PREFERENCES: &str = "/preferences";
/// One's own account.
pub const ACCOUNT: &str = "/account";
/// Changing one's own password.
pub const ACCOUNT_PASSWORD: &str = "/account/password";
/// One's own log-in sessions; POST ends one.
pub const ACCOUNT_SESSIONS: &str = "/account/sessions";
/// Searching everything: `?q=&domain=&entry=`, the latter two being where one is.
pub const SEARCH: &str = "/search";
/// What the search palette shows, without a page around it; the query is that of [`SEARCH`].
pub const SEARCH_PARTS: &str = "/search/parts";
/// Pattern: a place of the console that needs a domain (`?domain=` when it is known).
pub const GO: &str = "/go/{place}";
/// Keys, and where things are.
pub const HELP: &str = "/help";
/// Section Directories, its start page.
pub const DIRECTORIES_SECTION: &str = "/directories/overview";
/// Pattern: choosing the domain a new entry is for (`?domain=` when it is known).
pub const NEW_ENTRY_DOMAIN: &str = "/directories/new/{folder}";
/// Section System Management, its start page.
pub const SYSTEM: &str = "/system";

/// The Directory Browser: `?domain=&q=&kind=&type=&status=&after=`.
pub const DIRECTORY: &str = "/directories";
/// What the Directory Browser lists under the same query, as a CSV file.
pub const DIRECTORY_CSV: &str = "/directories/csv";
/// Choosing a file to import: `?domain=`.
pub const IMPORT: &str = "/directories/import";
/// Pattern: what a file would do; POST does it (`?domain=`).
pub const IMPORT_PLAN: &str = "/directories/import/{id}";
/// Pattern: the same as a CSV file.
pub const IMPORT_REPORT: &str = "/directories/import/{id}/report";
/// All entries of a domain as a CSV file that can be imported again: `?domain=`.
pub const EXPORT: &str = "/directories/export";
/// Changing many entries: `&change=` says how, `&which=everything` all under the same filters, `&entry=` some.
pub const DIRECTORY_CHANGE: &str = "/directories/change";
/// Pattern: a new user.
pub const NEW_USER: &str = "/directories/{domain}/users/new";
/// Pattern: a user, General tab.
pub const USER: &str = "/directories/{domain}/users/{login}";
/// Pattern: a user, Mail tab.
pub const USER_MAIL: &str = "/directories/{domain}/users/{login}/mail";
/// Pattern: deleting a user.
pub const USER_DELETE: &str = "/directories/{domain}/users/{login}/delete";

/// Pattern: what a user administers.
pub const USER_ADMINISTRATION: &str = "/directories/{domain}/users/{login}/administration";

/// The organizational units: `?domain=&unit=`.
pub const UNITS: &str = "/directories/units";
/// Pattern: a new unit (`?parent=` is the one above it).
pub const NEW_UNIT: &str = "/directories/{domain}/units/new";
/// Pattern: renaming or moving the unit `?unit=`.
pub const UNIT_EDIT: &str = "/directories/{domain}/units/edit";
/// Pattern: deleting the unit `?unit=`.
pub const UNIT_DELETE: &str = "/directories/{domain}/units/delete";

/// Pattern: a new entry of the kind a folder holds; users have addresses of their own.
pub const NEW_ENTRY: &str = "/directories/{domain}/{folder}/new";
/// Pattern: an entry that is no user, General tab.
pub const ENTRY: &str = "/directories/{domain}/{folder}/{name}";
/// Pattern: the Mail tab of a group, shared mailbox or resource.
pub const ENTRY_MAIL: &str = "/directories/{domain}/{folder}/{name}/mail";
/// Pattern: the members of a group (`?find=` looks for more, `?after=` turns the page).
pub const ENTRY_MEMBERS: &str = "/directories/{domain}/{folder}/{name}/members";
/// Pattern: the groups an entry of any kind is in (`?find=` looks for more).
pub const ENTRY_GROUPS: &str = "/directories/{domain}/{folder}/{name}/groups";
/// Pattern: forwarding and automatic reply of a user, or automatic reply of a shared mailbox.
pub const ENTRY_HANDLING: &str = "/directories/{domain}/{folder}/{name}/forwarding";
/// Pattern: deleting an entry that is no user.
pub const ENTRY_DELETE: &str = "/directories/{domain}/{folder}/{name}/delete";

/// The history of a domain with its entries: `?domain=&q=&action=&after=`.
pub const DIRECTORY_HISTORY: &str = "/directories/history";
/// Pattern: the history of an entry of any kind.
pub const ENTRY_HISTORY: &str = "/directories/{domain}/{folder}/{name}/history";
/// Pattern: undoing a change (`?back=` is where to go afterwards).
pub const UNDO: &str = "/history/{id}/undo";
/// The recent tasks of a domain: `?domain=&after=`.
pub const TASKS: &str = "/tasks";
/// Pattern: a task; POST asks it to stop.
pub const TASK: &str = "/tasks/{id}";
/// The history of the installation: `?q=&action=&after=`.
pub const HISTORY: &str = "/system/history";

/// The list of domains.
pub const DOMAINS: &str = "/system/domains";
/// A new domain.
pub const NEW_DOMAIN: &str = "/system/domains/new";
/// Deleted domains that can still come back.
pub const DELETED_DOMAINS: &str = "/system/domains/deleted";
/// Pattern: a domain, General tab.
pub const DOMAIN: &str = "/system/domains/{domain}";
/// Pattern: a domain, Mail System tab.
pub const DOMAIN_MAIL: &str = "/system/domains/{domain}/mail-system";
/// Pattern: a domain, LDAP import tab.
pub const DOMAIN_LDAP: &str = "/system/domains/{domain}/ldap";
/// Pattern: the filters of a domain.
pub const DOMAIN_FILTERS: &str = "/system/domains/{domain}/filters";
/// Pattern: a new filter of a domain.
pub const NEW_FILTER: &str = "/system/domains/{domain}/filters/new";
/// Pattern: a filter of a domain by its place in the list, counted from 1.
pub const FILTER: &str = "/system/domains/{domain}/filters/{number}";
/// Pattern: the administrators of a domain.
pub const DOMAIN_ADMINISTRATORS: &str = "/system/domains/{domain}/administrators";
/// Pattern: the LDAP imports of a domain; POST begins one.
pub const LDAP_IMPORTS: &str = "/system/domains/{domain}/ldap/imports";
/// Pattern: the report of an LDAP import.
pub const LDAP_REPORT: &str = "/system/domains/{domain}/ldap/imports/{id}";
/// Pattern: the history of the names and settings of a domain.
pub const DOMAIN_HISTORY: &str = "/system/domains/{domain}/history";
/// Pattern: deleting a domain.
pub const DOMAIN_DELETE: &str = "/system/domains/{domain}/delete";
/// Pattern: where mail of a domain goes (`?recipient=`).
pub const DOMAIN_ROUTE: &str = "/system/domains/{domain}/route";

/// The list of mailbox servers.
pub const MAILBOX_SERVERS: &str = "/system/mailbox-servers";
/// A new mailbox server.
pub const NEW_MAILBOX_SERVER: &str = "/system/mailbox-servers/new";
/// Pattern: a mailbox server.
pub const MAILBOX_SERVER: &str = "/system/mailbox-servers/{server}";
/// Pattern: deleting a mailbox server.
pub const MAILBOX_SERVER_DELETE: &str = "/system/mailbox-servers/{server}/delete";

/// The Directory Browser of a domain.
pub fn directory(domain: &str) -> String {
    with_query(DIRECTORY, &[("domain", domain)])
}

/// Choosing a file to import into a domain.
pub fn import(domain: &str) -> String {
    with_query(IMPORT, &[("domain", domain)])
}

/// The same, for a file that is no longer kept.
pub fn import_again(domain: &str) -> String {
    with_query(IMPORT, &[("domain", domain), ("gone", "1")])
}

/// What a kept file would do.
pub fn import_plan(domain: &str, id: i64) -> String {
    with_query(&format!("{IMPORT}/{id}"), &[("domain", domain)])
}

/// What a kept file would do, as a CSV file.
pub fn import_report(domain: &str, id: i64) -> String {
    with_query(&format!("{IMPORT}/{id}/report"), &[("domain", domain)])
}

/// All entries of a domain as a CSV file.
pub fn export(domain: &str) -> String {
    with_query(EXPORT, &[("domain", domain)])
}

/// A new user of a domain.
pub fn new_user(domain: &str) -> String {
    format!("/directories/{}/users/new", segment(domain))
}

/// A user, General tab.
pub fn user(domain: &str, login: &str) -> String {
    format!("/directories/{}/users/{}", segment(domain), segment(login))
}

/// A user, Mail tab.
pub fn user_mail(domain: &str, login: &str) -> String {
    format!("{}/mail", user(domain, login))
}

/// Deleting a user.
pub fn user_delete(domain: &str, login: &str) -> String {
    format!("{}/delete", user(domain, login))
}

/// What a user administers.
pub fn user_administration(domain: &str, login: &str) -> String {
    format!("{}/administration", user(domain, login))
}

/// The organizational units of a domain; `unit` is the path of the one to show, empty for none.
pub fn units(domain: &str, unit: &str) -> String {
    with_query(UNITS, &[("domain", domain), ("unit", unit)])
}

/// A new unit below the one at a path.
pub fn new_unit(domain: &str, parent: &str) -> String {
    let path = format!("/directories/{}/units/new", segment(domain));
    with_query(&path, &[("parent", parent)])
}

/// Renaming or moving a unit.
pub fn unit_edit(domain: &str, unit: &str) -> String {
    let path = format!("/directories/{}/units/edit", segment(domain));
    with_query(&path, &[("unit", unit)])
}

/// Deleting a unit.
pub fn unit_delete(domain: &str, unit: &str) -> String {
    let path = format!("/directories/{}/units/delete", segment(domain));
    with_query(&path, &[("unit", unit)])
}

/// The Directory Browser of a unit with those below it.
pub fn directory_of_unit(domain: &str, unit: &str) -> String {
    with_query(DIRECTORY, &[("domain", domain), ("unit", unit)])
}

/// The administrators of a domain.
pub fn domain_administrators(name: &str) -> String {
    format!("{}/administrators", domain(name))
}

/// The folder of a kind of entry in the addresses of pages and calls.
pub const fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::User => "users",
        Kind::Group => "groups",
        Kind::SharedMailbox => "shared-mailboxes",
        Kind::ExternalUser => "external-users",
        Kind::Resource => "resources",
    }
}

/// The kind of the entries in a folder.
pub fn kind_in(folder_name: &str) -> Option<Kind> {
    Kind::ALL
        .into_iter()
        .find(|kind| folder(*kind) == folder_name)
}

/// An entry of any kind.
pub fn entry(domain: &str, entry: &EntryRef) -> String {
    let folder = folder(entry.kind);
    format!(
        "/directories/{}/{folder}/{}",
        segment(domain),
        segment(&entry.name)
    )
}

/// A new entry of a kind.
pub fn new_entry(domain: &str, kind: Kind) -> String {
    format!("/directories/{}/{}/new", segment(domain), folder(kind))
}

/// The Mail tab of a group, shared mailbox, resource or user.
pub fn entry_mail(domain: &str, of: &EntryRef) -> String {
    format!("{}/mail", entry(domain, of))
}

/// The members of a group.
pub fn entry_members(domain: &str, of: &EntryRef) -> String {
    format!("{}/members", entry(domain, of))
}

/// The groups an entry is in.
pub fn entry_groups(domain: &str, of: &EntryRef) -> String {
    format!("{}/groups", entry(domain, of))
}

/// Forwarding and automatic reply of an entry.
pub fn entry_handling(domain: &str, of: &EntryRef) -> String {
    format!("{}/forwarding", entry(domain, of))
}

/// Choosing the domain a new entry of a kind is for.
pub fn new_entry_domain(kind: Kind) -> String {
    format!("/directories/new/{}", folder(kind))
}

/// Deleting an entry of any kind.
pub fn entry_delete(domain: &str, of: &EntryRef) -> String {
    format!("{}/delete", entry(domain, of))
}

/// The history of an entry.
pub fn entry_history(domain: &str, of: &EntryRef) -> String {
    format!("{}/history", entry(domain, of))
}

/// The history of a domain with its entries.
pub fn directory_history(domain: &str) -> String {
    with_query(DIRECTORY_HISTORY, &[("domain", domain)])
}

/// The history of the names and settings of a domain.
pub fn domain_history(name: &str) -> String {
    format!("{}/history", domain(name))
}

/// Undoing a change; `back` is where to go afterwards, empty for nowhere in particular.
pub fn undo(id: i64, back: &str) -> String {
    with_query(&format!("/history/{id}/undo"), &[("back", back)])
}

/// A task.
pub fn task(id: i64) -> String {
    format!("{TASKS}/{id}")
}

/// The recent tasks of a domain.
pub fn tasks(domain: &str) -> String {
    with_query(TASKS, &[("domain", domain)])
}

/// A domain, General tab.
pub fn domain(domain: &str) -> String {
    format!("{DOMAINS}/{}", segment(domain))
}

/// A domain, Mail System tab.
pub fn domain_mail(name: &str) -> String {
    format!("{}/mail-system", domain(name))
}

/// A domain, LDAP import tab.
pub fn domain_ldap(name: &str) -> String {
    format!("{}/ldap", domain(name))
}

/// The filters of a domain.
pub fn domain_filters(name: &str) -> String {
    format!("{}/filters", domain(name))
}

/// A new filter of a domain.
pub fn new_filter(name: &str) -> String {
    format!("{}/new", domain_filters(name))
}

/// A filter of a domain by its place in the list, counted from 1.
pub fn filter(name: &str, number: usize) -> String {
    format!("{}/{number}", domain_filters(name))
}

/// The LDAP imports of a domain.
pub fn ldap_imports(name: &str) -> String {
    format!("{}/imports", domain_ldap(name))
}

/// The report of an LDAP import.
pub fn ldap_report(name: &str, id: i64) -> String {
    format!("{}/{id}", ldap_imports(name))
}

/// Deleting a domain.
pub fn domain_delete(name: &str) -> String {
    format!("{}/delete", domain(name))
}

/// Where mail of a domain goes; `recipient` empty for none yet.
pub fn domain_route(name: &str, recipient: &str) -> String {
    with_query(
        &format!("{}/route", domain(name)),
        &[("recipient", recipient)],
    )
}

/// A place of the console that needs a domain, `domain` being empty when it is to be chosen.
pub fn go(place: &str, domain: &str) -> String {
    with_query(&format!("/go/{place}"), &[("domain", domain)])
}

/// A mailbox server.
pub fn mailbox_server(name: &str) -> String {
    format!("{MAILBOX_SERVERS}/{}", segment(name))
}

/// Deleting a mailbox server.
pub fn mailbox_server_delete(name: &str) -> String {
    format!("{}/delete", mailbox_server(name))
}

/// The sign-in page that leads on to `next`.
pub fn sign_in(next: &str) -> String {
    with_query(
        SIGN_IN,
        &[(
            "next",
            local(next).filter(|next| *next != HOME).unwrap_or_default(),
        )],
    )
}

/// A path with a query; pairs whose value is empty are left out.
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let mut mark = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(mark);
        address.push_str(name);
        address.push('=');
        escape(value, &mut address);
        mark = '&';
    }
    address
}

/// `next` when it is a path on this site: signing in never leads elsewhere.
pub fn local(next: &str) -> Option<&str> {
    let is_path = next.starts_with('/') && !next.starts_with("//") && !next.starts_with("/\\");
    let is_plain = !next.chars().any(|c| c.is_control() || c == '\\');
    (is_path && is_plain && next.len() <= 2000).then_some(next)
}

/// Whether a page may be asked for without being signed in.
pub fn is_public(path: &str) -> bool {
    matches!(path, SIGN_IN | SIGN_OUT | PREFERENCES | CHANGE_PASSWORD)
}

/// Whether a page may be asked for while the initial password must be changed.
pub fn is_before_password_change(path: &str) -> bool {
    is_public(path) || path == ACCOUNT_PASSWORD
}

/// One segment of a path.
pub fn segment(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape(text, &mut escaped);
    escaped
}

/// Escapes everything but the unreserved characters of RFC 3986.
fn escape(text: &str, into: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            into.push(char::from(byte));
        } else {
            into.push('%');
            for digit in [byte >> 4, byte & 15] {
                into.push(
                    DIGITS
                        .get(usize::from(digit))
                        .copied()
                        .map_or('0', char::from),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{local, sign_in, user_mail, with_query};

    #[test]
    fn segments_and_values_are_escaped() {
        assert_eq!(
            user_mail("a.example", "x/y"),
            "/directories/a.example/users/x%2Fy/mail"
        );
        assert_eq!(
            with_query("/a", &[("q", "ü &"), ("n", "")]),
            "/a?q=%C3%BC%20%26"
        );
    }

    #[test]
    fn signing_in_leads_nowhere_else() {
        for bad in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "x",
            "/a\nb",
            "",
        ] {
            assert_eq!(local(bad), None, "{bad}");
        }
        assert_eq!(sign_in("/system?x=1"), "/sign-in?next=%2Fsystem%3Fx%3D1");
        assert_eq!(sign_in("/"), "/sign-in");
    }
}
