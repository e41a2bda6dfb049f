//! Every operation of the API with a call of it that is in order, for sweeps over all of them.

use serde_json::{Value, json};

/// An operation, and a call of it on what [`crate::place::Place::split_domain`] makes.
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
        matches!(self.method, "PUT" | "PATCH" | "DELETE")
    }
}

/// All of them; the test of the description fails when one is missing.
pub fn all() -> Vec<Operation> {
    let get = |id, path, in_domain| Operation {
        id,
        method: "GET",
        path,
        body: None,
        in_domain,
    };
    let write = |id, method, path, body, in_domain| Operation {
        id,
        method,
        path,
        body,
        in_domain,
    };
    let addresses =
        json!([{"local_part": "ann", "domain": "a.example", "default": true, "alternate": true}]);
    let mail = json!({"type": "internal", "addresses": addresses, "quota_kib": 1024, "mailbox_server": "default"});
    vec![
        get("list_domains", "/domains", false),
        write(
            "create_domain",
            "POST",
            "/domains",
            Some(json!({
                "name": "new.example", "description": "New", "aliases": ["newer.example"], "mailbox_server": "default",
                "administrator": {"login": "chief", "password": "correct horse"},
            })),
            false,
        ),
        get("find_domain", "/domains/a.example", true),
        write(
            "change_domain",
            "PATCH",
            "/domains/a.example",
            Some(json!({
                "name": "b.example", "description": "Changed", "aliases": ["a.example"],
                "mail_routing": {"relay": "192.0.2.8:26", "forward_unknown": true, "deliver_to_default": true},
                "settings": {"language": "fr", "time_zone": "Europe/Paris", "max_users": 10, "mailbox_server": "default",
                    "max_user_quota_kib": 0, "default_user_quota_kib": 1024, "max_shared_quota_kib": 2048,
                    "default_shared_quota_kib": 1024},
            })),
            true,
        ),
        write("delete_domain", "DELETE", "/domains/a.example", None, true),
        write(
            "change_aliases",
            "PUT",
            "/domains/a.example/aliases",
            Some(json!({"aliases": ["b.example", "d.example"]})),
            true,
        ),
        get("find_mail_routing", "/domains/a.example/mail-routing", true),
        write(
            "change_mail_routing",
            "PUT",
            "/domains/a.example/mail-routing",
            Some(json!({
                "relay": "192.0.2.9", "forward_unknown": true, "deliver_to_default": false,
            })),
            true,
        ),
        get("list_entries", "/domains/a.example/entries", true),
        get("list_users", "/domains/a.example/users", true),
        write(
            "create_user",
            "POST",
            "/domains/a.example/users",
            Some(json!({
                "login": "carl", "first_name": "Carl", "last_name": "Cox", "display_name": "Cox, Carl",
                "suspended": false, "hidden": true, "administrator": false, "password": "correct horse",
                "mail": {"type": "internal", "addresses": [{"local_part": "carl", "domain": "a.example"}],
                    "quota_kib": 0, "mailbox_server": "default"},
            })),
            true,
        ),
        get("find_user", "/domains/a.example/users/ann", true),
        write(
            "change_user",
            "PATCH",
            "/domains/a.example/users/ann",
            Some(json!({
                "login": "anna", "first_name": "Anna", "last_name": "A", "display_name": "Anna A", "suspended": true,
                "hidden": true, "administrator": false, "password": "correct horse",
                "mail": {"type": "internal", "addresses": [{"local_part": "ann", "domain": "b.example"}], "quota_kib": 7, "mailbox_server": "default"},
            })),
            true,
        ),
        write(
            "delete_user",
            "DELETE",
            "/domains/a.example/users/ann",
            None,
            true,
        ),
        write(
            "change_user_mail",
            "PUT",
            "/domains/a.example/users/ann/mail",
            Some(mail),
            true,
        ),
        get("list_mailbox_servers", "/mailbox-servers", false),
        write(
            "create_mailbox_server",
            "POST",
            "/mailbox-servers",
            Some(json!({
                "name": "second", "endpoint": "inet:192.0.2.24:24",
            })),
            false,
        ),
        get("find_mailbox_server", "/mailbox-servers/default", false),
        write(
            "replace_mailbox_server",
            "PUT",
            "/mailbox-servers/default",
            Some(json!({
                "name": "default", "endpoint": "inet:192.0.2.25:24",
            })),
            false,
        ),
        write(
            "change_mailbox_server",
            "PATCH",
            "/mailbox-servers/default",
            Some(json!({
                "endpoint": "unix:private/lmtp", "name": "default",
            })),
            false,
        ),
        write(
            "delete_mailbox_server",
            "DELETE",
            "/mailbox-servers/default",
            None,
            false,
        ),
        get("find_route", "/route?recipient=ann%40a.example", true),
        get("metrics", "/metrics", false),
    ]
}

/// Operations that need no key.
pub const PUBLIC: [(&str, &str); 2] = [("health", "/health"), ("openapi", "/openapi.json")];
