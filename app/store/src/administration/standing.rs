//! The rank of an account, whether or not it may sign in at present: suspended people keep theirs.

use std::collections::BTreeMap;

use model::access::{Action, DomainId, UnitId};
use model::{Delegation, Rank, Right, Rights, Target};

use super::UnitRights;
use crate::pool::{Tx, fetch_all, fetch_optional};
use crate::units::Tree;
use crate::{Desk, StoreError};

/// What an account that belongs to an entry administers; `None` for nothing.
pub(crate) async fn standing(tx: &mut Tx, account: i64) -> Result<Option<Rank>, StoreError> {
    let domains = fetch_all!(
        &mut *tx,
        (i64,),
        "SELECT domain_id FROM administrator WHERE account_id = $1 ORDER BY domain_id",
        account
    )?;
    if !domains.is_empty() {
        let domains = domains.into_iter().map(|(id,)| id).collect();
        return Ok(Some(Rank::DomainAdministrator(domains)));
    }
    let given = given(tx, account).await?;
    let Some((domain, ..)) = given.first() else {
        return Ok(None);
    };
    let domain = *domain;
    let tree = Tree::load(tx, domain).await?;
    let given = given.into_iter().map(|(_, unit, right)| (unit, right));
    let held = delegation(domain, &tree, given);
    Ok(Some(Rank::UserAdministrator(held)))
}

/// The rights an account was given: domain, unit, right.
pub(super) async fn given(
    tx: &mut Tx,
    account: i64,
) -> Result<Vec<(DomainId, UnitId, Right)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, i64, String),
        "SELECT u.domain_id, u.id, r.holds FROM unit_right r JOIN unit u ON u.id = r.unit_id
         WHERE r.account_id = $1 ORDER BY u.id",
        account
    )?;
    let given = rows.into_iter().map(|(domain, unit, right)| {
        let right = Right::from_name(&right).ok_or_else(|| StoreError::corrupt(&right))?;
        Ok((domain, unit, right))
    });
    given.collect()
}

/// What rights given on units come to: they hold for the units below, too.
pub(crate) fn delegation(
    domain: DomainId,
    tree: &Tree,
    given: impl IntoIterator<Item = (UnitId, Right)>,
) -> Delegation {
    let mut units: BTreeMap<UnitId, Rights> = BTreeMap::new();
    for (unit, right) in given {
        for below in tree.subtree(unit) {
            units.entry(below).or_default().insert(right);
        }
    }
    Delegation { domain, units }
}

/// The rights the account of an entry was given, by path.
pub(crate) async fn rights_of(tx: &mut Tx, entry: i64) -> Result<Vec<UnitRights>, StoreError> {
    let account = fetch_optional!(
        &mut *tx,
        (i64,),
        "SELECT id FROM account WHERE entry_id = $1",
        entry
    )?;
    let Some((account,)) = account else {
        return Ok(Vec::new());
    };
    let given = given(tx, account).await?;
    let Some((domain, ..)) = given.first() else {
        return Ok(Vec::new());
    };
    let tree = Tree::load(tx, *domain).await?;
    let mut by_unit: BTreeMap<UnitId, Rights> = BTreeMap::new();
    for (_, unit, right) in given {
        by_unit.entry(unit).or_default().insert(right);
    }
    Ok(in_order(&tree, by_unit))
}

/// The rights given in a domain, by account and path.
pub(crate) async fn rights_in(
    tx: &mut Tx,
    domain: DomainId,
    tree: &Tree,
) -> Result<BTreeMap<i64, Vec<UnitRights>>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, i64, String),
        "SELECT r.account_id, r.unit_id, r.holds FROM unit_right r JOIN unit u ON u.id = r.unit_id
         WHERE u.domain_id = $1",
        domain
    )?;
    let mut by_account: BTreeMap<i64, BTreeMap<UnitId, Rights>> = BTreeMap::new();
    for (account, unit, right) in rows {
        let right = Right::from_name(&right).ok_or_else(|| StoreError::corrupt(&right))?;
        let units = by_account.entry(account).or_default();
        units.entry(unit).or_default().insert(right);
    }
    let listed = by_account
        .into_iter()
        .map(|(account, units)| (account, in_order(tree, units)));
    Ok(listed.collect())
}

/// Rights by unit, in the order of the tree.
fn in_order(tree: &Tree, mut by_unit: BTreeMap<UnitId, Rights>) -> Vec<UnitRights> {
    let units = tree.units().into_iter();
    units
        .filter_map(|unit| {
            let rights = by_unit.remove(&unit.id)?;
            Some(UnitRights {
                unit: unit.path,
                rights,
            })
        })
        .collect()
}

/// An entry as the policy sees it.
pub(crate) async fn target(
    tx: &mut Tx,
    domain: DomainId,
    entry: i64,
) -> Result<Target, StoreError> {
    let (unit, account) = fetch_optional!(
        &mut *tx,
        (Option<i64>, Option<i64>),
        "SELECT e.unit_id, c.id FROM entry e LEFT JOIN account c ON c.entry_id = e.id
         WHERE e.id = $1",
        entry
    )?
    .ok_or(StoreError::NotFound)?;
    let rank = match account {
        Some(account) => standing(tx, account).await?,
        None => None,
    };
    Ok(Target { domain, unit, rank })
}

impl Desk {
    /// The entries of a domain on which the policy refuses an action, among those that administer
    /// anything themselves: they are few.
    pub(crate) async fn refused_holders(
        &self,
        tx: &mut Tx,
        domain: DomainId,
        action: impl Fn(Target) -> Action,
    ) -> Result<Vec<i64>, StoreError> {
        let holders = fetch_all!(
            &mut *tx,
            (i64, i64, Option<i64>),
            "SELECT c.id, e.id, e.unit_id FROM account c JOIN entry e ON e.id = c.entry_id
             WHERE e.domain_id = $1
               AND (c.id IN (SELECT account_id FROM administrator)
                    OR c.id IN (SELECT account_id FROM unit_right))",
            domain
        )?;
        let mut refused = Vec::new();
        for (account, entry, unit) in holders {
            let rank = standing(tx, account).await?;
            if self.require(action(Target { domain, unit, rank })).is_err() {
                refused.push(entry);
            }
        }
        Ok(refused)
    }
}
