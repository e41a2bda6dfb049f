//! Every operation of the API with a call of it that is in order, for sweeps over all of them.

use serde_json::{Value, json};

/// An operation, and a call of it on what [`crate::place::Place::full_domain`] makes.
pub struct Operation {
    pub id: &'static str,
    pub method: &'static str,
    /// Below `/api/v1`.
    pub path: &'static str,
    pub body: Option<Value>,
    /// Whether it is about one domain, which other tenants must not see.
    pub in_domain: bool,
}

impl Operation {
    pub const fn is_writing(&self) -> bool {
        !matches!(self.method.as_bytes(), b"GET")
    }

    /// Whether a version can be given.
    pub fn has_version(&self) -> bool {
        // A task has no version: it is only asked to stop.
        matches!(self.method, "PUT" | "PATCH" | "DELETE") && self.id != "cancel_task"
    }
}

/// All of them; the test of the description fails when one is missing.
pub fn all() -> Vec<Operation> {
    [
        reading(),
        of_domains(),
        of_users(),
        of_groups(),
        of_mailboxes(),
        of_external_users(),
        of_mailbox_servers(),
        of_history(),
        of_tasks(),
        of_ldap(),
        of_units(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const fn get(id: &'static str, path: &'static str, in_domain: bool) -> Operation {
    Operation {
        id,
        method: "GET",
        path,
        body: None,
        in_domain,
    }
}

const fn call(
    id: &'static str,
    method: &'static str,
    path: &'static str,
    body: Option<Value>,
) -> Operation {
    Operation {
        id,
        method,
        path,
        body,
        in_domain: true,
    }
}

fn reading() -> Vec<Operation> {
    vec![
        get("list_domains", "/domains", false),
        get("find_domain", "/domains/a.example", true),
        get("find_mail_routing", "/domains/a.example/mail-routing", true),
        get("find_filters", "/domains/a.example/filters", true),
        get("list_entries", "/domains/a.example/entries", true),
        get("list_users", "/domains/a.example/users", true),
        get("export_entries", "/domains/a.example/export", true),
        call("import_entries", "POST", "/domains/a.example/import", None),
        get("find_user", "/domains/a.example/users/ann", true),
        get(
            "find_user_groups",
            "/domains/a.example/users/ann/groups",
            true,
        ),
        get("list_groups", "/domains/a.example/groups", true),
        get("find_group", "/domains/a.example/groups/staff", true),
        get(
            "list_shared_mailboxes",
            "/domains/a.example/shared-mailboxes",
            true,
        ),
        get(
            "find_shared_mailbox",
            "/domains/a.example/shared-mailboxes/info",
            true,
        ),
        get(
            "list_external_users",
            "/domains/a.example/external-users",
            true,
        ),
        get(
            "find_external_user",
            "/domains/a.example/external-users/partner",
            true,
        ),
        get("list_resources", "/domains/a.example/resources", true),
        get("find_resource", "/domains/a.example/resources/room", true),
        get("list_mailbox_servers", "/mailbox-servers", false),
        get("find_mailbox_server", "/mailbox-servers/default", false),
        get("find_route", "/route?recipient=ann%40a.example", true),
        get("metrics", "/metrics", false),
    ]
}

fn of_domains() -> Vec<Operation> {
    let new = json!({
        "name": "new.example", "description": "New", "aliases": ["newer.example"], "mailbox_server": "default",
        "administrator": {"login": "chief", "password": "correct horse"},
    });
    let change = json!({
        "name": "b.example", "description": "Changed", "aliases": ["a.example"],
        "mail_routing": {"relay": "192.0.2.8:26", "forward_unknown": true, "deliver_to_default": true},
        "settings": {
            "language": "fr", "time_zone": "Europe/Paris", "max_users": 10, "mailbox_server": "default",
            "date_format": "dd/MM/yyyy", "time_format": "h:mma", "password_min_length": 9, "password_lifetime_days": 90,
            "max_user_quota_kib": 0, "default_user_quota_kib": 1024, "max_shared_quota_kib": 2048,
            "default_shared_quota_kib": 1024,
        },
    });
    let aliases = json!({"aliases": ["b.example", "d.example"]});
    let routing =
        json!({"relay": "192.0.2.9", "forward_unknown": true, "deliver_to_default": false});
    let filters = json!({"filters": [{
        "name": "Offers", "active": true, "match": "any", "mark_read": true, "mark_important": false,
        "criteria": [{"part": "header", "header": "X-Offer", "test": "contains", "value": "yes"}],
        "forward_to": ["p@out.example"], "place": "folder", "folder": "Offers", "stop": true,
    }]});
    vec![
        call(
            "change_filters",
            "PUT",
            "/domains/a.example/filters",
            Some(filters),
        ),
        Operation {
            in_domain: false,
            ..call("create_domain", "POST", "/domains", Some(new))
        },
        call("change_domain", "PATCH", "/domains/a.example", Some(change)),
        call("delete_domain", "DELETE", "/domains/a.example", None),
        call(
            "change_aliases",
            "PUT",
            "/domains/a.example/aliases",
            Some(aliases),
        ),
        call(
            "change_mail_routing",
            "PUT",
            "/domains/a.example/mail-routing",
            Some(routing),
        ),
    ]
}

fn of_users() -> Vec<Operation> {
    const ANN: &str = "/domains/a.example/users/ann";
    let new = json!({
        "login": "carl", "first_name": "Carl", "last_name": "Cox", "display_name": "Cox, Carl",
        "suspended": false, "hidden": true, "unit": "north", "administrator": false, "password": "correct horse",
        "job_title": "Nurse", "department": "A1", "phone": "+1 2",
        "must_change_password": true, "password_never_expires": true,
        "settings": {"language": "de", "time_zone": "Europe/Berlin", "date_format": "dd.MM.yyyy", "time_format": "HH:mm"},
        "mail": {
            "type": "internal", "addresses": [{"local_part": "carl", "domain": "a.example"}],
            "quota_kib": 0, "mailbox_server": "default",
            "forward": {"active": true, "to": ["p@out.example"], "keep_copy": true},
            "automatic_reply": {
                "active": true, "from": "2026-07-01T08:00", "to": "2026-08-01T08:00:00Z", "subject": "Away",
                "message": "Back soon",
            },
        },
    });
    let mail = json!({
        "type": "internal", "quota_kib": 1024, "mailbox_server": "default",
        "forward": {"active": true, "to": ["p@out.example"], "keep_copy": true},
        "automatic_reply": {
            "active": true, "from": "2026-07-01T08:00", "to": "2026-08-01T08:00:00Z", "subject": "Away",
            "message": "Back soon",
        },
        "addresses": [{"local_part": "ann", "domain": "a.example", "default": true, "alternate": true}],
    });
    let change = json!({
        "login": "anna", "first_name": "Anna", "last_name": "A", "display_name": "Anna A", "suspended": true,
        "hidden": true, "unit": "south", "administrator": false, "password": "correct horse", "mail": mail.clone(),
        "job_title": "Nurse", "department": "A1", "phone": "+1 2",
        "must_change_password": true, "password_never_expires": true,
        "settings": {"language": "de", "time_zone": "Europe/Berlin", "date_format": "dd.MM.yyyy", "time_format": "HH:mm"},
    });
    vec![
        call("create_user", "POST", "/domains/a.example/users", Some(new)),
        call("change_user", "PATCH", ANN, Some(change)),
        call("delete_user", "DELETE", ANN, None),
        call(
            "change_user_mail",
            "PUT",
            "/domains/a.example/users/ann/mail",
            Some(mail),
        ),
        call(
            "change_user_groups",
            "PUT",
            "/domains/a.example/users/ann/groups",
            Some(json!({"groups": ["staff", "all"]})),
        ),
    ]
}

fn of_groups() -> Vec<Operation> {
    const STAFF: &str = "/domains/a.example/groups/staff";
    let new = json!({
        "name": "guests", "display_name": "Guests", "suspended": false, "hidden": true, "unit": "north",
        "addresses": [{"local_part": "guests", "domain": "a.example", "default": true, "alternate": true}],
        "members": ["user:ann", "group:staff", "external:partner", "shared:info"],
    });
    let change = json!({
        "name": "people", "display_name": "People", "suspended": true, "hidden": true, "unit": "south",
        "addresses": [{"local_part": "people", "domain": "a.example", "default": true, "alternate": true}],
        "members": ["user:bob"],
    });
    vec![
        call(
            "change_mail_types",
            "POST",
            "/domains/a.example/mail-type",
            Some(json!({"entries": ["user:ann", "user:bob"], "type": "none", "dry_run": false})),
        ),
        call(
            "suspend_entries",
            "POST",
            "/domains/a.example/suspend",
            Some(json!({"entries": ["user:ann"], "suspended": true, "dry_run": false})),
        ),
        call(
            "change_quotas",
            "POST",
            "/domains/a.example/quota",
            Some(json!({"entries": ["user:ann"], "quota_kib": 2048, "dry_run": false})),
        ),
        call(
            "change_membership",
            "POST",
            "/domains/a.example/group",
            Some(
                json!({"entries": ["user:bob"], "group": "staff", "member": true, "dry_run": false}),
            ),
        ),
        call(
            "move_entries",
            "POST",
            "/domains/a.example/unit",
            Some(json!({"entries": ["user:bob"], "unit": "north", "dry_run": false})),
        ),
        call(
            "delete_entries",
            "POST",
            "/domains/a.example/delete-entries",
            Some(json!({"entries": ["user:bob"], "dry_run": false})),
        ),
        call(
            "create_group",
            "POST",
            "/domains/a.example/groups",
            Some(new),
        ),
        call("change_group", "PATCH", STAFF, Some(change)),
        call("delete_group", "DELETE", STAFF, None),
    ]
}

fn of_mailboxes() -> Vec<Operation> {
    const INFO: &str = "/domains/a.example/shared-mailboxes/info";
    const ROOM: &str = "/domains/a.example/resources/room";
    let mail = |local_part: &str| {
        json!({
            "type": "internal", "quota_kib": 1024, "mailbox_server": "default",
            "addresses": [{"local_part": local_part, "domain": "a.example", "default": true, "alternate": true}],
        })
    };
    let new = |name: &str| {
        Some(json!({
            "name": name, "display_name": "New", "suspended": false, "hidden": true, "unit": "north", "mail": mail(name),
        }))
    };
    let change = |name: &str| {
        Some(json!({
            "name": name, "display_name": "Other", "suspended": true, "hidden": true, "unit": "south", "mail": mail(name),
        }))
    };
    vec![
        call(
            "create_shared_mailbox",
            "POST",
            "/domains/a.example/shared-mailboxes",
            new("sales"),
        ),
        call("change_shared_mailbox", "PATCH", INFO, change("about")),
        call("delete_shared_mailbox", "DELETE", INFO, None),
        call(
            "create_resource",
            "POST",
            "/domains/a.example/resources",
            new("beamer"),
        ),
        call("change_resource", "PATCH", ROOM, change("hall")),
        call("delete_resource", "DELETE", ROOM, None),
    ]
}

fn of_external_users() -> Vec<Operation> {
    const PARTNER: &str = "/domains/a.example/external-users/partner";
    let new = json!({
        "name": "friend", "display_name": "A friend", "suspended": false, "hidden": true, "unit": "north",
        "address": "friend@elsewhere.example",
    });
    let change = json!({
        "name": "former", "display_name": "A former partner", "suspended": true, "hidden": true, "unit": "south",
        "address": "former@elsewhere.example",
    });
    vec![
        call(
            "create_external_user",
            "POST",
            "/domains/a.example/external-users",
            Some(new),
        ),
        call("change_external_user", "PATCH", PARTNER, Some(change)),
        call("delete_external_user", "DELETE", PARTNER, None),
    ]
}

fn of_mailbox_servers() -> Vec<Operation> {
    const DEFAULT: &str = "/mailbox-servers/default";
    let server = |name: &str, endpoint: &str| Some(json!({"name": name, "endpoint": endpoint}));
    let operations = [
        call(
            "create_mailbox_server",
            "POST",
            "/mailbox-servers",
            server("second", "inet:192.0.2.24:24"),
        ),
        call(
            "replace_mailbox_server",
            "PUT",
            DEFAULT,
            server("default", "inet:192.0.2.25:24"),
        ),
        call(
            "change_mailbox_server",
            "PATCH",
            DEFAULT,
            server("default", "unix:private/lmtp"),
        ),
        call("delete_mailbox_server", "DELETE", DEFAULT, None),
    ];
    operations
        .into_iter()
        .map(|operation| Operation {
            in_domain: false,
            ..operation
        })
        .collect()
}

fn of_units() -> Vec<Operation> {
    const NORTH: &str = "/domains/a.example/units/north";
    const ADMINISTRATION: &str = "/domains/a.example/users/ann/administration";
    let administration = json!({
        "administrator": false, "rights": [{"unit": "north", "rights": ["users", "mail"]}],
    });
    vec![
        get("list_units", "/domains/a.example/units", true),
        get("find_unit", NORTH, true),
        call(
            "create_unit",
            "POST",
            "/domains/a.example/units",
            Some(json!({"name": "lille", "parent": "north"})),
        ),
        call(
            "change_unit",
            "PATCH",
            NORTH,
            Some(json!({"name": "nord", "parent": "south"})),
        ),
        call("delete_unit", "DELETE", NORTH, None),
        get("find_administration", ADMINISTRATION, true),
        call(
            "change_administration",
            "PUT",
            ADMINISTRATION,
            Some(administration),
        ),
    ]
}

fn of_history() -> Vec<Operation> {
    vec![
        get("list_history", "/history", false),
        get("list_domain_history", "/domains/a.example/history", true),
        // No such change: undoing needs the number of one, see the tests of the history.
        call("undo_change", "POST", "/history/1/undo", None),
    ]
}

fn of_tasks() -> Vec<Operation> {
    vec![
        get("find_task", "/tasks/1", true),
        get("list_tasks", "/domains/a.example/tasks", true),
        call("cancel_task", "DELETE", "/tasks/1", None),
    ]
}

fn of_ldap() -> Vec<Operation> {
    const LDAP: &str = "/domains/a.example/ldap";
    let settings = json!({
        "url": "ldap://192.0.2.3", "plain": true, "ca_certificate": "", "bind_dn": "cn=reader,dc=example",
        "bind_password": "secret", "base_dn": "dc=example", "preset": "posix", "user_filter": "(uid=*)",
        "group_filter": "", "split_group": "elsewhere", "missing": "suspend", "every_minutes": 60, "max_share": 10,
        "mapping": {
            "login": "uid", "first_name": "", "last_name": "sn", "display_name": "cn", "mail": "mail",
            "aliases": "", "unique_id": "entryUUID", "disabled": "",
        },
    });
    vec![
        get("find_ldap", LDAP, true),
        call("replace_ldap", "PUT", LDAP, Some(settings)),
        call("delete_ldap", "DELETE", LDAP, None),
        call(
            "import_ldap",
            "POST",
            "/domains/a.example/ldap/import",
            None,
        ),
        get("list_ldap_reports", "/domains/a.example/ldap/reports", true),
        get(
            "find_ldap_report",
            "/domains/a.example/ldap/reports/1",
            true,
        ),
    ]
}

/// Operations that need no key.
pub const PUBLIC: [(&str, &str); 2] = [("health", "/health"), ("openapi", "/openapi.json")];
