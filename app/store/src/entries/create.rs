//! Creating an entry that is no user.

use model::access::Action;
use model::entry::{CheckedEntry, Content, EntryDraft, Kind};
use model::{Code, MailType, Problem, Right, Target};

use super::{Entry, members, read};
use crate::domains::Domain;
use crate::history::Change;
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_optional, in_transaction};
use crate::users::{addresses, create::own_server, words};
use crate::{Desk, StoreError, contract};

impl Desk {
    /// Creates a group, shared mailbox, external user or resource.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with problems as in [`EntryDraft::check`], `members[i]`
    /// ([`Code::MemberUnknown`]) and `mailbox_server`; [`StoreError::Conflict`] with
    /// [`Code::EntryTaken`] at `name` or [`Code::AddressTaken`] at `addresses[i].local_part`.
    pub async fn create_entry(
        &self,
        domain: &str,
        kind: Kind,
        draft: &EntryDraft,
    ) -> Result<Entry, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.create_entry_in(tx, domain, kind, draft).await
        })
    }

    async fn create_entry_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        kind: Kind,
        draft: &EntryDraft,
    ) -> Result<Entry, StoreError> {
        let create: fn(i64) -> Action = match kind {
            Kind::Group => |domain| Action::ChangeSome(domain, Right::Groups),
            _ => |domain| Action::ChangeSome(domain, Right::Users),
        };
        let domain = self.lock_domain(tx, typed, create).await?;
        let new = draft.check(kind, &domain.shared_mail_context())?;
        self.insert_entry(tx, &domain, kind, &new)
            .await
            .map_err(|error| members::as_typed(error, &new.content, &draft.members))
    }

    /// Inserts an entry whose domain is locked; checks what needs the database.
    pub(crate) async fn insert_entry(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        kind: Kind,
        new: &CheckedEntry,
    ) -> Result<Entry, StoreError> {
        self.insert_entry_as(tx, domain, new_id(), kind, new).await
    }

    /// The same under an identifier that it had before.
    pub(crate) async fn insert_entry_as(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        id: i64,
        kind: Kind,
        new: &CheckedEntry,
    ) -> Result<Entry, StoreError> {
        let unit = self
            .unit_for(tx, domain.id, &new.unit, action_on(kind))
            .await?;
        let has_mail = new
            .content
            .mail()
            .is_some_and(|mail| mail.mail_type != MailType::None || !mail.addresses.is_empty());
        if has_mail {
            let place = Target::place(domain.id, unit);
            self.require_part(Action::ChangeMail(place), "addresses[0].local_part")?;
        }
        refuse_name_taken(tx, domain.id, kind, &new.name)
            .await
            .map_err(|error| self.discreet(error))?;
        refuse_addresses(tx, domain.id, None, new.content.addresses())
            .await
            .map_err(|error| self.discreet(error))?;
        insert(tx, (domain.id, unit), id, kind, new, self.now).await?;
        addresses::write(tx, domain.id, id, new.content.addresses()).await?;
        if let Content::Group(_, wanted) = &new.content {
            self.write_members(tx, domain, id, wanted).await?;
            contract::groups::refresh_members(tx, id).await?;
        } else {
            contract::refresh_entry(tx, id).await?;
        }
        let entry = read::load(tx, domain, id).await?;
        words::rewrite(tx, domain.id, id, &entry.findable()).await?;
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(id),
            object: entry.object(),
            action: "create",
            before: None,
            after: Some(entry.snapshot()),
        };
        self.record(tx, change).await?;
        Ok(entry)
    }
}

/// What the policy is asked before an entry of a kind is made, moved, changed or deleted.
pub(super) fn action_on(kind: Kind) -> fn(Target) -> Action {
    match kind {
        Kind::Group => Action::ChangeGroup,
        _ => Action::ChangeEntry,
    }
}

/// Refuses a name of another entry of the kind, or of another mailbox.
pub(super) async fn refuse_name_taken(
    tx: &mut Tx,
    domain_id: i64,
    kind: Kind,
    name: &str,
) -> Result<(), StoreError> {
    let taken = fetch_optional!(
        tx,
        (String,),
        "SELECT display_name FROM entry
         WHERE domain_id = $1 AND login = $2
           AND (kind = $3 OR ($4 AND kind IN ('user', 'shared_mailbox', 'resource')))
         LIMIT 1",
        domain_id,
        name,
        kind.as_str(),
        kind.may_have_mailbox()
    )?;
    match taken {
        Some((other,)) => {
            let problem = Problem::new("name", Code::EntryTaken).with(other);
            Err(StoreError::Conflict(problem))
        }
        None => Ok(()),
    }
}

/// Refuses addresses of other entries.
pub(super) async fn refuse_addresses(
    tx: &mut Tx,
    domain_id: i64,
    own: Option<i64>,
    wanted: &[model::Address],
) -> Result<(), StoreError> {
    let field = |index| format!("addresses[{index}].local_part");
    addresses::refuse_taken(tx, domain_id, own, wanted, field).await
}

async fn insert(
    tx: &mut Tx,
    (domain_id, unit): (i64, Option<i64>),
    id: i64,
    kind: Kind,
    new: &CheckedEntry,
    now: i64,
) -> Result<(), StoreError> {
    let columns = Columns::of(tx, &new.content).await?;
    execute!(
        tx,
        "INSERT INTO entry (id, domain_id, kind, login, first_name, last_name, display_name,
                            sort_key, mail_type, outside_address, mailbox_server_id, quota_kib,
                            hidden, suspended, created_at, unit_id, version)
         VALUES ($1, $2, $3, $4, '', '', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)",
        id,
        domain_id,
        kind.as_str(),
        &new.name,
        &new.display_name,
        words::fold(&new.display_name),
        columns.mail_type,
        columns.outside_address,
        columns.server,
        columns.quota_kib,
        new.hidden,
        new.suspended,
        now,
        unit
    )?;
    Ok(())
}

/// The columns in which the kinds differ.
pub(super) struct Columns<'a> {
    pub(super) mail_type: Option<&'static str>,
    pub(super) outside_address: Option<&'a str>,
    pub(super) server: Option<i64>,
    pub(super) quota_kib: i64,
}

impl<'a> Columns<'a> {
    pub(super) async fn of(tx: &mut Tx, content: &'a Content) -> Result<Self, StoreError> {
        let mail = content.mail();
        Ok(Self {
            mail_type: mail.map(|mail| MailType::as_str(mail.mail_type)),
            outside_address: match content {
                Content::ExternalUser(address) => Some(address),
                _ => None,
            },
            server: match mail {
                Some(mail) => own_server(tx, mail).await?,
                None => None,
            },
            quota_kib: mail.map_or(0, |mail| mail.quota_kib),
        })
    }
}
