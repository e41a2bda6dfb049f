//! What Postfix and Dovecot read: the table `postfix_route`, kept in step with every change.
//!
//! `route_definition` (a view) says what the table must hold; each function here renews, in the
//! transaction of a change, the rows that the change can have touched.

pub(crate) mod files;
pub(crate) mod groups;
pub(crate) mod roles;

use crate::pool::{Tx, execute, fetch_all};
use crate::{Store, StoreError};

macro_rules! renew {
    ($tx:expr, $entries:literal $(, $id:expr)*) => {{
        execute!(
            &mut *$tx,
            concat!(
                "DELETE FROM postfix_route WHERE entry_id IN (",
                $entries,
                ")"
            )
            $(, $id)*
        )?;
        execute!(
            &mut *$tx,
            concat!(
                "INSERT INTO postfix_route (address, domain_id, entry_id, hop, refusal,
                                            rewrite_local, rewrite_from, rewrite_name)
                 SELECT address, domain_id, entry_id, hop, refusal,
                        rewrite_local, rewrite_from, rewrite_name
                 FROM address_route WHERE entry_id IN (",
                $entries,
                // Neighbours in the index are written together.
                ") ORDER BY address"
            )
            $(, $id)*
        )?;
    }};
}

/// After a change of one entry: its addresses, mail type, mailbox server or suspension. Groups that
/// contain it follow; for a group whose suspension changed see [`groups::refresh_members`].
pub(crate) async fn refresh_entry(tx: &mut Tx, entry: i64) -> Result<(), StoreError> {
    for group in groups::containing(tx, entry).await? {
        groups::refresh_recipients(tx, group).await?;
    }
    refresh_rows(tx, entry).await
}

/// The rows of one entry's own addresses.
async fn refresh_rows(tx: &mut Tx, entry: i64) -> Result<(), StoreError> {
    renew!(tx, "$1", entry);
    Ok(())
}

/// After a change of many entries: the own addresses of those in the table `chosen` without a reason
/// against it, above `from` and up to `to`. The groups around them are renewed apart.
pub(crate) async fn refresh_chosen(tx: &mut Tx, from: i64, to: i64) -> Result<(), StoreError> {
    renew!(
        tx,
        "SELECT id FROM chosen WHERE reason IS NULL AND id > $1 AND id <= $2",
        from,
        to
    );
    Ok(())
}

/// In an import, before groups are renewed: the rows of the entries in the table `imported` go.
pub(crate) async fn remove_imported(tx: &mut Tx) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM postfix_route WHERE entry_id IN (SELECT id FROM imported)"
    )?;
    Ok(())
}

/// After an import: the rows of the entries in the table `imported`. Groups see to themselves.
pub(crate) async fn refresh_imported(tx: &mut Tx) -> Result<(), StoreError> {
    renew!(tx, "SELECT id FROM imported");
    Ok(())
}

/// After a change of a domain's names or mailbox server: all its rows.
pub(crate) async fn refresh_domain(tx: &mut Tx, domain: i64) -> Result<(), StoreError> {
    groups::refresh_domain(tx, domain).await?;
    renew!(tx, "SELECT id FROM entry WHERE domain_id = $1", domain);
    refresh_fallback(tx, domain).await
}

/// After a change of a domain's mail routing or of its main name: the rows a relay has to do with.
pub(crate) async fn refresh_relay(tx: &mut Tx, domain: i64) -> Result<(), StoreError> {
    groups::refresh_domain(tx, domain).await?;
    renew!(
        tx,
        "SELECT id FROM entry WHERE domain_id = $1 AND (kind = 'group' OR mail_type IN ('external', 'none'))",
        domain
    );
    refresh_fallback(tx, domain).await
}

/// After a change of a mailbox server's end point: the rows that lead to it.
pub(crate) async fn refresh_mailbox_server(tx: &mut Tx, server: i64) -> Result<(), StoreError> {
    renew!(
        tx,
        "SELECT id FROM entry WHERE mailbox_server_id = $1
         UNION ALL
         SELECT e.id FROM domain d JOIN entry e ON e.domain_id = d.id
         WHERE d.mailbox_server_id = $1 AND e.mailbox_server_id IS NULL",
        server
    );
    Ok(())
}

/// Before a domain is deleted: all its rows.
pub(crate) async fn remove_domain(tx: &mut Tx, domain: i64) -> Result<(), StoreError> {
    execute!(
        &mut *tx,
        "DELETE FROM postfix_route WHERE entry_id IN (SELECT id FROM entry WHERE domain_id = $1)",
        domain
    )?;
    execute!(
        &mut *tx,
        "DELETE FROM postfix_route WHERE entry_id IS NULL AND domain_id = $1",
        domain
    )?;
    Ok(())
}

/// The rows `@name` of a domain that forwards unknown addresses.
async fn refresh_fallback(tx: &mut Tx, domain: i64) -> Result<(), StoreError> {
    execute!(
        &mut *tx,
        "DELETE FROM postfix_route WHERE entry_id IS NULL AND domain_id = $1",
        domain
    )?;
    execute!(
        &mut *tx,
        "INSERT INTO postfix_route (address, domain_id, hop)
         SELECT address, domain_id, hop FROM fallback_route WHERE domain_id = $1",
        domain
    )?;
    Ok(())
}

impl Store {
    /// Differences between the routing table and what the tables define; empty when all is well.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the database does not answer.
    pub async fn check_routes(&self) -> Result<Vec<String>, StoreError> {
        let mut tx = self.pool.read().await?;
        let missing = fetch_all!(
            &mut tx,
            (String, String),
            "SELECT address, hop FROM (
                 SELECT address, domain_id, entry_id, hop, refusal, rewrite_local, rewrite_from, rewrite_name
                 FROM route_definition
                 EXCEPT
                 SELECT address, domain_id, entry_id, hop, refusal, rewrite_local, rewrite_from, rewrite_name
                 FROM postfix_route) AS missing
             ORDER BY address LIMIT 50"
        )?;
        let stale = fetch_all!(
            &mut tx,
            (String, String),
            "SELECT address, hop FROM (
                 SELECT address, domain_id, entry_id, hop, refusal, rewrite_local, rewrite_from, rewrite_name
                 FROM postfix_route
                 EXCEPT
                 SELECT address, domain_id, entry_id, hop, refusal, rewrite_local, rewrite_from, rewrite_name
                 FROM route_definition) AS stale
             ORDER BY address LIMIT 50"
        )?;
        let say = |what: &str, rows: Vec<(String, String)>| {
            rows.into_iter()
                .map(|(address, hop)| format!("{what}: {address} to {hop}"))
                .collect::<Vec<_>>()
        };
        let mut differences = say("missing", missing);
        differences.extend(say("wrong", stale));
        differences.extend(say("group", differing_groups(&mut tx).await?));
        Ok(differences)
    }
}

/// Groups whose copies are not what the tables define: their identifiers, and which copy it is.
async fn differing_groups(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    Ok(fetch_all!(
        tx,
        (String, String),
        "SELECT CAST(group_id AS TEXT), 'its members' FROM (
             SELECT group_id, recipients FROM group_definition
             EXCEPT SELECT group_id, recipients FROM postfix_group) AS missing
         UNION ALL
         SELECT CAST(group_id AS TEXT), 'nobody' FROM postfix_group
         WHERE group_id NOT IN (SELECT group_id FROM group_definition)
         LIMIT 50"
    )?)
}
