//! What a user administers: whether the domain, and which rights on which units.

use std::collections::BTreeSet;

use model::access::{Action, UnitId};
use model::{Code, Problem, Problems, Rank, Right, UnitPath};

use super::{AdministrationDraft, delegation, target};
use crate::desk::check_version;
use crate::domains::Domain;
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::units::{Tree, place};
use crate::users::{self, User};
use crate::{Desk, StoreError};

impl Desk {
    /// Makes exactly this what a user administers.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with [`Code::UnitUnknown`] or [`Code::UnitRequired`] at
    /// `rights[i].unit`, [`Code::RightNotHeld`] at `rights[i].rights`, [`Code::OwnAccount`] at `rights`
    /// or `is_administrator`; [`StoreError::Denied`] for a user who holds more than the actor.
    pub async fn change_administration(
        &self,
        domain: &str,
        login: &str,
        version: Option<i64>,
        draft: &AdministrationDraft,
    ) -> Result<User, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.change_administration_in(tx, domain, login, version, draft)
                .await
        })
    }

    async fn change_administration_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        login: &str,
        version: Option<i64>,
        draft: &AdministrationDraft,
    ) -> Result<User, StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ReadDirectory).await?;
        let keys = self.seen_user(tx, domain.id, login).await?;
        let target = target(tx, domain.id, keys.entry).await?;
        let nothing = delegation(domain.id, &Tree::default(), []);
        self.require(Action::GrantUnits(target, nothing))?;
        self.save_administration(tx, &domain, login, version, draft)
            .await
    }

    pub(crate) async fn save_administration(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        login: &str,
        version: Option<i64>,
        draft: &AdministrationDraft,
    ) -> Result<User, StoreError> {
        let keys = self.seen_user(tx, domain.id, login).await?;
        let before = users::read::load(tx, domain, keys.entry).await?;
        check_version(version, before.version)?;
        let tree = Tree::load(tx, domain.id).await?;
        let wanted = self.resolve(tx, domain.id, &tree, draft).await?;
        let same_units = wanted == present(tx, keys.account).await?;
        if same_units && draft.is_administrator == before.is_administrator {
            return Ok(before);
        }
        let given = delegation(domain.id, &tree, wanted.iter().copied());
        let target = target(tx, domain.id, keys.entry).await?;
        let held = target.rank.clone();
        self.require(Action::GrantUnits(target, given.clone()))?;
        if draft.is_administrator != before.is_administrator {
            self.require(Action::GrantDomain(domain.id))?;
        }
        if keys.account == self.actor.account {
            let mut problems = Problems::default();
            if before.is_administrator && !draft.is_administrator {
                problems.add(Problem::new("is_administrator", Code::OwnAccount));
            }
            if matches!(&held, Some(Rank::UserAdministrator(held)) if !given.covers(held)) {
                problems.add(Problem::new("rights", Code::OwnAccount));
            }
            problems.or(Some(()))?;
        }
        if draft.is_administrator != before.is_administrator {
            users::create::set_administrator(tx, keys.account, domain.id, draft.is_administrator)
                .await?;
        }
        if !same_units {
            write(tx, keys.account, &wanted).await?;
        }
        users::create::touch(tx, keys.entry).await?;
        let after = users::read::load(tx, domain, keys.entry).await?;
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(keys.entry),
            object: before.object(),
            action: "change_administration",
            before: Some(before.snapshot()),
            after: Some(after.snapshot()),
        };
        self.record(tx, change).await?;
        Ok(after)
    }

    /// The rights of a draft by unit, each of them the actor's to give.
    async fn resolve(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        tree: &Tree,
        draft: &AdministrationDraft,
    ) -> Result<BTreeSet<(UnitId, Right)>, StoreError> {
        let mut problems = Problems::default();
        let mut wanted = BTreeSet::new();
        for (index, given) in draft.rights.iter().enumerate() {
            let field = format!("rights[{index}].unit");
            let Some(path) = problems.take(&field, UnitPath::parse(&given.unit)) else {
                continue;
            };
            let unit = match place::find(tx, domain_id, &path).await? {
                Some(None) => {
                    problems.add(Problem::new(field, Code::UnitRequired));
                    continue;
                }
                Some(Some(unit)) if self.sees_unit(unit) => unit,
                _ => {
                    problems.add(place::unknown(&field, &path));
                    continue;
                }
            };
            let rights = given.rights.iter().map(|right| (unit, *right));
            let given = delegation(domain_id, tree, rights.clone());
            if self
                .actor
                .delegation()
                .is_some_and(|own| !own.covers(&given))
            {
                let field = format!("rights[{index}].rights");
                problems.add(Problem::new(field, Code::RightNotHeld));
            }
            wanted.extend(rights);
        }
        Ok(problems.or(Some(wanted))?)
    }
}

/// The rights an account has now.
async fn present(tx: &mut Tx, account: i64) -> Result<BTreeSet<(UnitId, Right)>, StoreError> {
    let given = super::standing::given(tx, account).await?;
    Ok(given
        .into_iter()
        .map(|(_, unit, right)| (unit, right))
        .collect())
}

/// Makes exactly these the rights of an account.
async fn write(
    tx: &mut Tx,
    account: i64,
    wanted: &BTreeSet<(UnitId, Right)>,
) -> Result<(), StoreError> {
    execute!(
        &mut *tx,
        "DELETE FROM unit_right WHERE account_id = $1",
        account
    )?;
    for (unit, right) in wanted {
        execute!(
            &mut *tx,
            "INSERT INTO unit_right (account_id, unit_id, holds) VALUES ($1, $2, $3)",
            account,
            *unit,
            right.as_str()
        )?;
    }
    Ok(())
}
