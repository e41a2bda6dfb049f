//! Generated installations: small, and full of addresses that nearly collide.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::support::Place;

/// What the whole database holds.
#[derive(Clone, Debug)]
pub struct Installation {
    pub domains: Vec<Domain>,
}

#[derive(Clone, Debug)]
pub struct Domain {
    pub names: Vec<String>,
    relay: Option<&'static str>,
    forward_unknown: bool,
    deliver_to_default: bool,
    server: u8,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    kind: &'static str,
    mail_type: &'static str,
    /// Whether a type without email processing has an outside address.
    outside: bool,
    /// Places of a group's members among the entries of the domain; groups may meet in circles.
    members: Vec<Index>,
    suspended: bool,
    server: Option<u8>,
    addresses: Vec<Address>,
}

#[derive(Clone, Debug)]
struct Address {
    local_part: &'static str,
    /// Which of the domain's names; `None` for all.
    name: Option<usize>,
    alternate: bool,
}

const LOCAL_PARTS: [&str; 8] = ["a", "b", "c", "a+x", "b+x", "a+x+y", "o'neil", "a.b"];
const ASKED: [&str; 17] = [
    "a", "b", "c", "A", "a+x", "a+y", "A+X", "a+x+y", "a+x+z", "b+x", "b+x+y", "c+x", "a+", "+a",
    "O'Neil+t", "nobody", "ä",
];
const RELAYS: [(&str, &str); 3] = [
    ("mail.other.example", "[mail.other.example]:25"),
    ("192.0.2.7:2525", "[192.0.2.7]:2525"),
    ("[2001:db8::7]", "[2001:db8::7]:25"),
];

/// Any installation that keeps the rules of the console.
pub fn installations() -> impl Strategy<Value = Installation> {
    prop::collection::vec(domain(), 1..4).prop_map(|mut domains| {
        for (number, domain) in domains.iter_mut().enumerate() {
            for (alias, name) in domain.names.iter_mut().enumerate() {
                *name = match alias {
                    0 => format!("d{number}.example"),
                    alias => format!("d{number}-{alias}.example"),
                };
            }
        }
        Installation { domains }
    })
}

/// Recipients at the names of an installation and at one that is not its own.
pub fn recipients() -> impl Strategy<Value = Vec<(&'static str, Index)>> {
    prop::collection::vec((select(&ASKED[..]), any::<Index>()), 12)
}

fn domain() -> impl Strategy<Value = Domain> {
    let relay = prop::option::weighted(0.8, select(&RELAYS[..]));
    let flags = (any::<bool>(), any::<bool>(), 1..3_u8);
    (
        1..4_usize,
        relay,
        flags,
        prop::collection::vec(entry(), 0..7),
    )
        .prop_map(
            |(names, relay, (forward_unknown, deliver_to_default, server), entries)| Domain {
                names: vec![String::new(); names],
                relay: relay.map(|(shown, _)| shown),
                forward_unknown: forward_unknown && relay.is_some(),
                deliver_to_default,
                server,
                entries: without_overlaps(entries, names),
            },
        )
}

fn entry() -> impl Strategy<Value = Entry> {
    let address = (
        select(&LOCAL_PARTS[..]),
        prop::option::of(0..3_usize),
        prop::bool::weighted(0.7),
    )
        .prop_map(|(local_part, name, alternate)| Address {
            local_part,
            name,
            alternate,
        });
    let kind = select(
        &[
            "user",
            "user",
            "user",
            "group",
            "group",
            "shared_mailbox",
            "resource",
            "external_user",
        ][..],
    );
    (
        (
            kind,
            select(&["internal", "external", "external", "none"][..]),
        ),
        (prop::bool::weighted(0.15), any::<bool>()),
        prop::option::of(1..3_u8),
        prop::collection::vec(address, 0..5),
        prop::collection::vec(any::<Index>(), 0..5),
    )
        .prop_map(
            |((kind, mail_type), (suspended, outside), server, addresses, members)| Entry {
                kind,
                mail_type,
                outside,
                members,
                suspended,
                server,
                // An external user has an outside address only.
                addresses: if kind == "external_user" {
                    vec![]
                } else {
                    addresses
                },
            },
        )
}

/// An address belongs to one entry; the first that claims it keeps it.
fn without_overlaps(mut entries: Vec<Entry>, names: usize) -> Vec<Entry> {
    let mut taken: Vec<(&str, Option<usize>)> = Vec::new();
    for entry in &mut entries {
        entry.addresses.retain_mut(|address| {
            address.name = address.name.map(|name| name % names);
            let free = !taken.iter().any(|(local_part, name)| {
                *local_part == address.local_part
                    && (name.is_none() || address.name.is_none() || *name == address.name)
            });
            taken.push((address.local_part, address.name));
            free
        });
    }
    entries
}

/// A connection of its own to put installations into the database, quickly.
pub enum Builder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Builder {
    pub async fn open(place: &Place) -> Self {
        if place.is_postgres() {
            Self::Postgres(PgConnection::connect(&place.url).await.unwrap())
        } else {
            let mut connection = SqliteConnection::connect(&place.url).await.unwrap();
            let fast = "PRAGMA synchronous = OFF";
            sqlx::query(fast).execute(&mut connection).await.unwrap();
            Self::Sqlite(connection)
        }
    }

    pub async fn build(&mut self, installation: &Installation) {
        let sql = AssertSqlSafe(format!("BEGIN; {} COMMIT;", installation.sql()));
        match self {
            Self::Sqlite(connection) => {
                sqlx::raw_sql(sql).execute(connection).await.unwrap();
            }
            Self::Postgres(connection) => {
                sqlx::raw_sql(sql).execute(connection).await.unwrap();
            }
        }
    }
}

impl Installation {
    /// All names, in order.
    pub fn names(&self) -> Vec<&str> {
        let names = self.domains.iter().flat_map(|domain| &domain.names);
        names.map(String::as_str).collect()
    }

    /// A recipient at one of the names, some in upper case, or at a name of nobody here.
    pub fn recipient(&self, local_part: &str, name: Index) -> String {
        let names = self.names();
        match name.index(names.len() * 4 + 1) {
            0 => format!("{local_part}@elsewhere.example"),
            at if at % 4 == 0 => format!("{local_part}@{}", names[at % names.len()].to_uppercase()),
            at => format!("{local_part}@{}", names[at % names.len()]),
        }
    }

    /// The statements that make the database hold exactly this.
    fn sql(&self) -> String {
        let mut sql =
            "DELETE FROM postfix_route; DELETE FROM postfix_group; DELETE FROM group_reach;
             DELETE FROM group_member; DELETE FROM address; DELETE FROM entry;
             DELETE FROM domain_name; DELETE FROM domain; DELETE FROM mailbox_server;
             INSERT INTO mailbox_server VALUES (1, 'one', 'inet:127.0.0.1:24', 1),
                 (2, 'two', 'unix:private/lmtp', 1);"
                .to_owned();
        let mut entry_id = 0;
        for (id, domain) in self.domains.iter().enumerate() {
            domain.write(id, &mut entry_id, &mut sql);
        }
        sql.push_str(
            "INSERT INTO group_reach (group_id, member_id)
             WITH RECURSIVE reach (group_id, member_id) AS (
                 SELECT group_id, member_id FROM group_member
                 UNION
                 SELECT r.group_id, m.member_id FROM reach r
                     JOIN entry e ON e.id = r.member_id AND e.kind = 'group' AND NOT e.suspended
                     JOIN group_member m ON m.group_id = r.member_id
             )
             SELECT group_id, member_id FROM reach WHERE member_id <> group_id;
             INSERT INTO postfix_group SELECT * FROM group_definition;
             INSERT INTO postfix_route SELECT * FROM route_definition;",
        );
        sql
    }
}

impl Domain {
    fn write(&self, id: usize, entry_id: &mut usize, sql: &mut String) {
        let relay = self.relay.map_or("NULL, NULL".to_owned(), |shown| {
            let (_, hop) = RELAYS.iter().find(|(relay, _)| *relay == shown).unwrap();
            format!("'{shown}', '{hop}'")
        });
        write!(
            sql,
            "INSERT INTO domain (id, name, description, language, time_zone, mailbox_server_id, relay,
                 relay_hop, forward_unknown, deliver_to_default, created_at, version)
             VALUES ({id}, '{}', '', 'en', 'UTC', {}, {relay}, {}, {}, 0, 1);",
            self.names[0], self.server, self.forward_unknown, self.deliver_to_default
        )
        .unwrap();
        for name in &self.names {
            write!(sql, "INSERT INTO domain_name VALUES ('{name}', {id});").unwrap();
        }
        let first = *entry_id + 1;
        for entry in &self.entries {
            *entry_id += 1;
            entry.write(*entry_id, id, &self.names, sql);
        }
        for (place, entry) in self.entries.iter().enumerate() {
            let group = first + place;
            let mut members: Vec<_> = entry
                .members
                .iter()
                .map(|member| first + member.index(self.entries.len()))
                .filter(|member| entry.kind == "group" && *member != group)
                .collect();
            members.sort_unstable();
            members.dedup();
            for member in members {
                write!(sql, "INSERT INTO group_member VALUES ({group}, {member});").unwrap();
            }
        }
    }
}

impl Entry {
    fn write(&self, id: usize, domain: usize, names: &[String], sql: &mut String) {
        let server = self.server.map_or("NULL".to_owned(), |id| id.to_string());
        let quoted = |text: &str| format!("'{text}'");
        let mail_type = match self.kind {
            "group" | "external_user" => "NULL".to_owned(),
            "resource" => quoted("internal"),
            _ => quoted(self.mail_type),
        };
        // Two of them share one outside address: a group sends it one copy.
        let outside = match self.kind {
            "external_user" => quoted(&format!("p{}@elsewhere.example", id % 2)),
            "user" if self.outside && self.mail_type == "none" => quoted("p0@elsewhere.example"),
            _ => "NULL".to_owned(),
        };
        write!(
            sql,
            "INSERT INTO entry (id, domain_id, kind, login, first_name, last_name, display_name, sort_key,
                 mail_type, outside_address, mailbox_server_id, suspended, created_at, version)
             VALUES ({id}, {domain}, '{}', 'e{id}', '', '', '', '', {mail_type}, {outside}, {server}, {}, 0, 1);",
            self.kind, self.suspended
        )
        .unwrap();
        for (position, address) in self.addresses.iter().enumerate() {
            let name = address
                .name
                .map_or("NULL".to_owned(), |name| format!("'{}'", names[name]));
            write!(
                sql,
                "INSERT INTO address VALUES ({}, {id}, {domain}, '{}', {name}, {position}, {}, {});",
                id * 10 + position,
                address.local_part.replace('\'', "''"),
                position == 0,
                address.alternate
            )
            .unwrap();
        }
    }
}
