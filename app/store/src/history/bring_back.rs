//! Bringing deleted entries back, with what is still there of what they belonged to.

use model::access::Action;
use model::{EntryRef, Kind, UnitPath};
use serde_json::Value;

use super::HistoryRow;
use super::restore;
use super::revert::{strings, subject};
use super::undo::Outcome;
use crate::administration::{self, AdministrationDraft};
use crate::domains::Domain;
use crate::entries::AnyEntry;
use crate::pool::{Tx, execute};
use crate::units::place;
use crate::users::create::NewUser;
use crate::{Desk, StoreError};

impl Desk {
    /// Creates a deleted entry again, under its old identifier, so that its history goes on.
    pub(super) async fn bring_back_entry(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::ReadDirectory).await?;
        let id = subject(row)?;
        let kept = row.before.as_ref().ok_or(StoreError::NotFound)?;
        let mut left_out = Vec::new();
        let kind = row
            .object
            .split_once(':')
            .and_then(|(prefix, _)| Kind::ALL.into_iter().find(|kind| kind.prefix() == prefix))
            .ok_or_else(|| StoreError::corrupt(&row.object))?;
        if kind == Kind::User {
            self.bring_back_user(tx, &domain, id, kept, &mut left_out)
                .await?;
        } else {
            let mut draft = restore::entry(kept)?;
            draft.unit = unit_still_there(tx, &domain, draft.unit, &mut left_out).await?;
            draft.members = self
                .still_there(tx, &domain, draft.members, &mut left_out)
                .await?;
            let new = draft.check(kind, &domain.shared_mail_context())?;
            self.insert_entry_as(tx, &domain, id, kind, &new).await?;
        }
        // Whoever still has an earlier version open must not take this one for it.
        execute!(
            &mut *tx,
            "UPDATE entry SET version = version + $2 WHERE id = $1",
            id,
            self.now
        )?;
        let created = AnyEntry::load(tx, &domain, id).await?;
        self.bring_back_handling(tx, &domain, (id, &created), kept)
            .await?;
        let groups = strings(&kept["groups"]);
        let groups = self.still_there(tx, &domain, groups, &mut left_out).await?;
        if !groups.is_empty() {
            let names = groups
                .iter()
                .filter_map(|group| group.split_once(':'))
                .map(|(_, name)| name.to_owned());
            let names: Vec<String> = names.collect();
            let reference = created.reference();
            self.save_groups_of(tx, domain.name.as_str(), &reference, None, &names)
                .await?;
        }
        let mut after = created.snapshot();
        if let Some(fields) = after.as_object_mut() {
            fields.insert("groups".to_owned(), Value::from(groups));
            if let Some(handling) = kept.get("handling") {
                fields.insert("handling".to_owned(), handling.clone());
            }
        }
        Ok(Outcome {
            object: created.object(),
            before: None,
            after: Some(after),
            left_out,
        })
    }

    async fn bring_back_user(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        id: i64,
        kept: &Value,
        left_out: &mut Vec<String>,
    ) -> Result<(), StoreError> {
        let mut identity = restore::identity(kept)?;
        identity.unit = unit_still_there(tx, domain, identity.unit, left_out).await?;
        let new = NewUser {
            id: Some(id),
            identity: identity.check()?,
            mail: restore::mail(kept)?.check(&domain.mail_context())?,
            secret: None,
            login_field: "login",
            addresses_typed: true,
        };
        let user = self.insert_user(tx, domain, &new).await?;
        let mut rights = Vec::new();
        for given in administration::from_texts(&strings(&kept["rights"]))? {
            let unit = given.unit.clone();
            if !unit_still_there(tx, domain, unit, left_out)
                .await?
                .is_empty()
            {
                rights.push(given);
            }
        }
        let administration = AdministrationDraft {
            is_administrator: user.is_administrator,
            rights,
        };
        let login = user.login.as_str();
        self.save_administration(tx, domain, login, None, &administration)
            .await
            .map(|_| ())
    }

    /// Those of these references whose entries are still there and the actor's to see; the others are
    /// added to `left_out`.
    async fn still_there(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        references: Vec<String>,
        left_out: &mut Vec<String>,
    ) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for text in references {
            let entry =
                EntryRef::parse(&text).map_err(|code| StoreError::corrupt(code.as_str()))?;
            match self
                .seen_entry(tx, domain.id, entry.kind, &entry.name)
                .await
            {
                Ok(_) => found.push(text),
                Err(StoreError::NotFound) => left_out.push(text),
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}

/// The path of a unit that is still there; otherwise none, and the path is added to `left_out`.
async fn unit_still_there(
    tx: &mut Tx,
    domain: &Domain,
    unit: String,
    left_out: &mut Vec<String>,
) -> Result<String, StoreError> {
    let path = UnitPath::parse(&unit).map_err(|code| StoreError::corrupt(code.as_str()))?;
    if place::find(tx, domain.id, &path).await?.is_some() {
        return Ok(unit);
    }
    let text = format!("unit:{path}");
    if !left_out.contains(&text) {
        left_out.push(text);
    }
    Ok(String::new())
}
