//! The addresses of an entry: free or taken, and written.

use model::mail::Address;
use model::{Code, DomainName, Problem};

use crate::StoreError;
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_all};

pub(crate) const OWNERS: &str =
    "SELECT e.id, a.name, e.display_name FROM address a JOIN entry e ON e.id = a.entry_id
     WHERE a.domain_id = $1 AND a.local_part = $2";

/// Refuses addresses that belong to another entry of the domain; `own` is the entry itself.
///
/// Names belong to one domain, so other domains need no look. `field` names the input of a row.
pub(crate) async fn refuse_taken(
    tx: &mut Tx,
    domain_id: i64,
    own: Option<i64>,
    addresses: &[Address],
    field: impl Fn(usize) -> String,
) -> Result<(), StoreError> {
    for (index, address) in addresses.iter().enumerate() {
        let others = fetch_all!(
            &mut *tx,
            (i64, Option<String>, String),
            OWNERS,
            domain_id,
            address.local_part.as_str()
        )?;
        let taken = others.into_iter().find(|(entry, name, _)| {
            Some(*entry) != own && meets(address.name.as_ref(), name.as_deref())
        });
        if let Some((_, _, owner)) = taken {
            let problem = Problem::new(field(index), Code::AddressTaken).with(owner);
            return Err(StoreError::Conflict(problem));
        }
    }
    Ok(())
}

/// Whether two rows with one local part have an address in common; no name means all names.
fn meets(one: Option<&DomainName>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.as_str() == other,
        _ => true,
    }
}

/// Replaces the addresses of an entry.
pub(crate) async fn write(
    tx: &mut Tx,
    domain_id: i64,
    entry_id: i64,
    addresses: &[Address],
) -> Result<(), StoreError> {
    execute!(
        &mut *tx,
        "DELETE FROM address WHERE entry_id = $1",
        entry_id
    )?;
    for (position, address) in (0_i64..).zip(addresses) {
        execute!(
            &mut *tx,
            "INSERT INTO address (id, entry_id, domain_id, local_part, name, position, is_default,
                                  alternate)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            new_id(),
            entry_id,
            domain_id,
            address.local_part.as_str(),
            address.name.as_ref().map(DomainName::as_str),
            position,
            address.is_default,
            address.alternate
        )?;
    }
    Ok(())
}
