//! The look-up tables, as in `sqlite_table(5)` and `pgsql_table(5)`.
//!
//! `%u` and `%d` keep Postfix from asking for keys that are no address (a bare name, a parent
//! domain, `*`). The candidates are the address, the address without its `+tag`, and the `@name` of
//! a domain that forwards unknown addresses, in this order.

use crate::contract::roles::{Server, Source, encode};

/// One look-up table.
pub(super) struct Table {
    /// Its file, without `.cf`.
    pub(super) name: &'static str,
    /// What it is for.
    about: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// On SQLite each statement is prepared anew at each look-up, which is most of its cost: the texts
/// are short, and a known address without tag is found by the first part alone.
pub(super) const ALL: [Table; 5] = [
    Table {
        name: "domains",
        about: "virtual_mailbox_domains: the names of the domains here",
        sqlite: "SELECT '1' FROM domain_name WHERE name = '%s'",
        postgres: "SELECT postfix_domain('%s')",
    },
    Table {
        name: "recipients",
        about: "virtual_mailbox_maps: whether an address is known",
        sqlite: "SELECT coalesce(\
                 (SELECT '1' FROM postfix_route WHERE address = '%u@%d'), \
                 (SELECT '1' FROM postfix_route WHERE address = substr('%u', 1, instr('%u+', '+') - 1) || '@%d'), \
                 (SELECT '1' FROM postfix_route WHERE address = '@%d'))",
        postgres: "SELECT postfix_recipient('%u', '%d')",
    },
    Table {
        name: "transport",
        about: "transport_maps: the mailbox server or the relay of an address",
        sqlite: "SELECT coalesce(\
                 (SELECT hop FROM postfix_route WHERE address = '%u@%d'), \
                 (SELECT hop FROM postfix_route WHERE address = substr('%u', 1, instr('%u+', '+') - 1) || '@%d'), \
                 (SELECT hop FROM postfix_route WHERE address = '@%d'))",
        postgres: "SELECT postfix_transport('%u', '%d')",
    },
    Table {
        name: "rewrite",
        about: "virtual_alias_maps: the members of a group; the default address, in domains that deliver to it, with the tag unless that is somebody's address",
        sqlite: "SELECT CASE WHEN plain IS NULL THEN (SELECT recipients FROM postfix_group WHERE group_id = entry_id) \
                 WHEN EXISTS (SELECT 1 FROM postfix_route WHERE address = tagged) THEN plain ELSE tagged END \
                 FROM (SELECT entry_id, rewrite_local || '@' || rewrite_name AS plain, \
                 rewrite_local || substr('%u', rewrite_from) || '@' || rewrite_name AS tagged \
                 FROM postfix_route WHERE address IN ('%u@%d', substr('%u', 1, instr('%u+', '+') - 1) || '@%d') \
                 ORDER BY length(address) DESC LIMIT 1)",
        postgres: "SELECT postfix_rewrite('%u', '%d')",
    },
    Table {
        name: "refusals",
        about: "check_recipient_access: the reply to a suspended or unknown address; DUNNO ends the search before the address without its tag, and the domain, are asked for",
        sqlite: "SELECT coalesce(\
                 (SELECT coalesce(refusal, 'DUNNO') FROM postfix_route WHERE address = '%u@%d'), \
                 (SELECT coalesce(refusal, 'DUNNO') FROM postfix_route \
                 WHERE address = substr('%u', 1, instr('%u+', '+') - 1) || '@%d'), \
                 (SELECT 'DUNNO' FROM postfix_route WHERE address = '@%d'), \
                 (SELECT '550 5.1.1 User unknown' FROM domain_name WHERE name = '%d'), 'DUNNO')",
        postgres: "SELECT postfix_refusal('%u', '%d')",
    },
];

impl Table {
    /// The contents of its file.
    pub(super) fn file(&self, source: &Source) -> String {
        let (database, query) = match source {
            // Without mode=ro an old Postfix creates an empty database when the file is missing.
            Source::File(path) => (
                format!(
                    "dbpath = file:{}?mode=ro\n",
                    encode(&path.display().to_string())
                ),
                self.sqlite,
            ),
            Source::Server(server) => (login(server), self.postgres),
        };
        format!(
            "# Written by `signalbox postfix-config`.\n# {}.\n{database}query = {query}\n",
            self.about
        )
    }
}

/// A server that failed is left alone for a minute; a second mention makes Postfix try again at once.
fn login(server: &Server) -> String {
    let plain = !server.is_socket && !server.host.contains(':') && server.ssl_mode.is_none();
    let host = if plain {
        format!("{}:{}", server.host, server.port)
    } else {
        server.uri()
    };
    format!(
        "hosts = {host} {host}\nuser = {}\npassword = {}\ndbname = {}\n",
        server.role, server.password, server.database
    )
}

/// The type of table.
pub(super) const fn kind(source: &Source) -> &'static str {
    match source {
        Source::File(_) => "sqlite",
        Source::Server(_) => "pgsql",
    }
}
