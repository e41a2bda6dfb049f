//! The rules between entries: names, addresses, the number of users.

use std::collections::{BTreeSet, HashMap};

use model::{Address, Code, DomainName, Kind, Problem};

use super::group_rules::{self, Memberships};
use super::items::Item;
use super::present::{AT_ONCE, Present};
use crate::StoreError;
use crate::domains::Domain;
use crate::domains::read::count_users;
use crate::entries::AnyEntry;
use crate::pool::Tx;
use crate::statement::{Statement, fetch_statement};

/// After this many rounds no record may take over an address that another one gives up: a chain of them
/// would be settled link by link.
const ROUNDS: usize = 20;

/// Refuses names that come twice or are another entry's.
pub(super) fn refuse_names(items: &mut [Item<'_>], present: &Present) {
    let mut lines = HashMap::new();
    let mut mailboxes = HashMap::new();
    for item in items {
        let (field, kind) = (item.record.name_field(), item.record.kind);
        let taken = match kind {
            Kind::User => Code::LoginTaken,
            _ => Code::EntryTaken,
        };
        if let Some(line) = lines.insert(item.name.clone(), item.record.line) {
            lines.insert(item.name.clone(), line);
            item.refuse(Problem::new(field, Code::ImportTwice).with(line));
            continue;
        }
        if let Some(before) = &item.before
            && lines
                .insert(before.entry.reference(), item.record.line)
                .is_some_and(|line| line != item.record.line)
        {
            item.refuse(Problem::new(field, Code::ImportTwice).with(item.record.line));
            continue;
        }
        let other = if kind.may_have_mailbox() {
            if let Some(line) = mailboxes.insert(item.name.name.clone(), item.record.line) {
                item.refuse(Problem::new(field, Code::ImportTwice).with(line));
            }
            present.mailbox_called(&item.name.name)
        } else {
            present.find(&item.name)
        };
        if let Some(other) = other.filter(|other| other.id != item.id) {
            let problem = Problem::new(field, taken);
            item.refuse(match taken {
                Code::EntryTaken => problem.with(other.entry.display_name()),
                _ => problem,
            });
        }
    }
}

/// Refuses the users above the domain's maximum.
pub(super) async fn refuse_too_many(
    tx: &mut Tx,
    domain: &Domain,
    items: &mut [Item<'_>],
) -> Result<(), StoreError> {
    let Some(maximum) = domain.max_users else {
        return Ok(());
    };
    let mut users = count_users(tx, domain.id).await?;
    for item in items {
        if item.record.kind != Kind::User || item.before.is_some() || !item.is_good() {
            continue;
        }
        if users >= maximum {
            item.refuse(Problem::new("login", Code::TooManyUsers).with(maximum));
        } else {
            users += 1;
        }
    }
    Ok(())
}

/// Who has an address now.
#[derive(sqlx::FromRow)]
pub(super) struct Owner {
    local_part: String,
    name: Option<String>,
    entry_id: i64,
    display_name: String,
}

/// Who has the local parts that items take.
pub(super) async fn owners(
    tx: &mut Tx,
    domain: &Domain,
    items: &[Item<'_>],
) -> Result<Vec<Owner>, StoreError> {
    let mut local_parts = BTreeSet::new();
    for item in items.iter().filter(|item| item.is_good()) {
        local_parts.extend(item.taken().map(|address| address.local_part.as_str()));
    }
    let local_parts: Vec<&str> = local_parts.into_iter().collect();
    let mut owners = Vec::new();
    for some in local_parts.chunks(AT_ONCE) {
        let mut query = Statement::default();
        query.push(
            "SELECT a.local_part, a.name, a.entry_id, e.display_name
             FROM address a JOIN entry e ON e.id = a.entry_id WHERE a.domain_id = ",
        );
        query.bind(domain.id).push(" AND a.local_part IN (");
        for (index, local_part) in some.iter().enumerate() {
            query.push(if index == 0 { "" } else { ", " });
            query.bind(*local_part);
        }
        query.push(")");
        owners.extend(fetch_statement!(&mut *tx, Owner, query)?);
    }
    Ok(owners)
}

/// Refuses addresses and members until nothing more follows from what was refused.
pub(super) async fn settle(
    tx: &mut Tx,
    domain: &Domain,
    items: &mut [Item<'_>],
    present: &Present,
    owners: &[Owner],
) -> Result<Memberships, StoreError> {
    let mut round = 0;
    loop {
        round += 1;
        while refuse_taken(items, owners, round > ROUNDS) {
            round += 1;
        }
        let (memberships, is_refused) = group_rules::settle(tx, domain, items, present).await?;
        if !is_refused {
            return Ok(memberships);
        }
    }
}

/// An address of somebody: at one name or at all, whose, and as whom he is shown.
struct Held<'a> {
    name: Option<&'a str>,
    id: i64,
    shown: &'a str,
}

impl Held<'_> {
    fn meets(&self, name: Option<&DomainName>) -> bool {
        match (self.name, name) {
            (Some(own), Some(other)) => own == other.as_str(),
            _ => true,
        }
    }
}

/// Refuses items whose addresses others have; whether there were any. `strictly`: also what others give up.
fn refuse_taken(items: &mut [Item<'_>], owners: &[Owner], strictly: bool) -> bool {
    let mut refused = Vec::new();
    {
        let changing: HashMap<i64, &Item<'_>> = items
            .iter()
            .filter(|item| item.is_good() && item.before.is_some())
            .map(|item| (item.id, item))
            .collect();
        let mut held: HashMap<&str, Vec<Held<'_>>> = HashMap::new();
        for owner in owners {
            let stays = strictly
                || changing
                    .get(&owner.entry_id)
                    .is_none_or(|item| item.keeps(&owner.local_part, owner.name.as_deref()));
            if stays {
                held.entry(&owner.local_part).or_default().push(Held {
                    name: owner.name.as_deref(),
                    id: owner.entry_id,
                    shown: &owner.display_name,
                });
            }
        }
        for (place, item) in items.iter().enumerate().filter(|(_, item)| item.is_good()) {
            let taken = item.taken().find_map(|address| {
                let others = held.get(address.local_part.as_str()).into_iter().flatten();
                let other = others
                    .filter(|other| other.id != item.id)
                    .find(|other| other.meets(address.name.as_ref()))?;
                Some((item.place_of(address), other.shown.to_owned()))
            });
            if let Some((index, owner)) = taken {
                refused.push((place, index, owner));
                continue;
            }
            let shown = item.after.as_ref().map_or("", AnyEntry::display_name);
            for address in item.taken() {
                held.entry(address.local_part.as_str())
                    .or_default()
                    .push(Held {
                        name: address.name.as_ref().map(DomainName::as_str),
                        id: item.id,
                        shown,
                    });
            }
        }
    }
    for (place, index, owner) in &refused {
        if let Some(item) = items.get_mut(*place) {
            let field = match &item.record.addresses {
                Some(_) => format!("addresses[{index}].local_part"),
                // It follows from the login or name.
                None => item.record.name_field().to_owned(),
            };
            item.refuse(Problem::new(field, Code::AddressTaken).with(owner));
        }
    }
    !refused.is_empty()
}

impl Item<'_> {
    fn addresses(&self) -> &[Address] {
        self.after.as_ref().map_or(&[], AnyEntry::addresses)
    }

    /// The addresses it does not have yet.
    fn taken(&self) -> impl Iterator<Item = &Address> {
        let now = self
            .before
            .as_ref()
            .map_or(&[][..], |known| known.entry.addresses());
        self.addresses().iter().filter(move |address| {
            !now.iter()
                .any(|old| old.local_part == address.local_part && old.name == address.name)
        })
    }

    /// Whether a row it has now stays.
    fn keeps(&self, local_part: &str, name: Option<&str>) -> bool {
        self.addresses().iter().any(|address| {
            address.local_part.as_str() == local_part
                && address.name.as_ref().map(DomainName::as_str) == name
        })
    }

    fn place_of(&self, address: &Address) -> usize {
        let rows = self.addresses();
        let found = rows.iter().position(|row| std::ptr::eq(row, address));
        found.unwrap_or_default()
    }
}
