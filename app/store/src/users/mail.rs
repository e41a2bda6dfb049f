//! The Mail tab of a user: mail type, addresses, quota, mailbox server.

use model::access::Action;
use model::handling::HandlingDraft;
use model::mail::{Mail, MailDraft};
use model::{Code, MailType, Problem};

use super::create::own_server;
use super::read::{self, Keys};
use super::{User, addresses, words};
use crate::desk::check_version;
use crate::entries::AnyEntry;
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::{Desk, StoreError, contract};

/// The tab as typed, for whom, and the version it was typed over.
pub(crate) struct Asked<'a> {
    pub(crate) domain: &'a str,
    pub(crate) login: &'a str,
    pub(crate) version: Option<i64>,
    pub(crate) draft: &'a MailDraft,
    pub(crate) hidden: Option<bool>,
}

impl Desk {
    /// Saves the Mail tab; `hidden` is on that tab too (`None` leaves it).
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with problems as in [`MailDraft::check`], `mailbox_server`
    /// ([`Code::ServerUnknown`]) and [`Code::OwnAccount`] at `type`; [`StoreError::Conflict`] with
    /// [`Code::AddressTaken`] at `addresses[i].local_part`, naming the entry.
    pub async fn change_user_mail(
        &self,
        domain: &str,
        login: &str,
        version: Option<i64>,
        draft: &MailDraft,
        hidden: Option<bool>,
    ) -> Result<User, StoreError> {
        let asked = Asked {
            domain,
            login,
            version,
            draft,
            hidden,
        };
        in_transaction!(self.store.pool.write(), |tx| {
            self.change_mail_in(tx, &asked).await
        })
    }

    /// Saves the Mail tab without `hidden`, together with forwarding and the automatic reply.
    ///
    /// # Errors
    /// Those of [`Desk::change_user_mail`] and [`Desk::change_handling`].
    pub async fn change_user_mail_and_handling(
        &self,
        domain: &str,
        login: &str,
        version: Option<i64>,
        draft: &MailDraft,
        handling: &HandlingDraft,
    ) -> Result<User, StoreError> {
        let asked = Asked {
            domain,
            login,
            version,
            draft,
            hidden: None,
        };
        in_transaction!(self.store.pool.write(), |tx| {
            self.change_mail_and_handling_in(tx, &asked, handling).await
        })
    }

    async fn change_mail_and_handling_in(
        &self,
        tx: &mut Tx,
        asked: &Asked<'_>,
        handling: &HandlingDraft,
    ) -> Result<User, StoreError> {
        self.change_mail_in(tx, asked).await?;
        // The version has been checked, and may be another one now.
        let asked = Asked {
            version: None,
            ..*asked
        };
        self.save_mail_and_handling(tx, &asked, handling).await
    }

    pub(super) async fn save_mail_and_handling(
        &self,
        tx: &mut Tx,
        asked: &Asked<'_>,
        handling: &HandlingDraft,
    ) -> Result<User, StoreError> {
        let domain = self
            .lock_domain(tx, asked.domain, Action::ReadDirectory)
            .await?;
        let saved = self.save_mail(tx, asked).await?;
        let id = read::find(tx, domain.id, asked.login).await?.entry;
        let entry = AnyEntry::User(Box::new(saved));
        self.save_handling(tx, &domain, (id, &entry), handling)
            .await?;
        read::load(tx, &domain, id).await
    }

    async fn change_mail_in(&self, tx: &mut Tx, asked: &Asked<'_>) -> Result<User, StoreError> {
        let id = self
            .domain_for(tx, asked.domain, Action::ReadDirectory)
            .await?;
        let keys = self.seen_user(tx, id, asked.login).await?;
        self.require_on(tx, id, keys.entry, Action::ChangeMail)
            .await?;
        self.save_mail(tx, asked).await
    }

    /// The same without a right, as long as nothing changes.
    pub(crate) async fn save_mail(
        &self,
        tx: &mut Tx,
        asked: &Asked<'_>,
    ) -> Result<User, StoreError> {
        let domain = self
            .lock_domain(tx, asked.domain, Action::ReadDirectory)
            .await?;
        let keys = self.seen_user(tx, domain.id, asked.login).await?;
        let before = read::load(tx, &domain, keys.entry).await?;
        check_version(asked.version, before.version)?;
        let mut mail = asked.draft.check(&domain.mail_context())?;
        mail.mailbox_server = mail.mailbox_server.filter(|name| !name.is_empty());
        let hidden = asked.hidden.unwrap_or(before.hidden);
        let server = own_server(tx, &mail).await?;
        let same_mail = mail == before.mail();
        if same_mail && hidden == before.hidden {
            return Ok(before);
        }
        self.require_on(tx, domain.id, keys.entry, Action::ChangeMail)
            .await?;
        self.refuse_leaving(&keys, &mail)?;
        addresses::refuse_taken(tx, domain.id, Some(keys.entry), &mail.addresses, |index| {
            format!("addresses[{index}].local_part")
        })
        .await
        .map_err(|error| self.discreet(error))?;
        update_entry(tx, keys.entry, &mail, server, hidden).await?;
        if mail.addresses != before.addresses {
            addresses::write(tx, domain.id, keys.entry, &mail.addresses).await?;
        }
        let after = read::load(tx, &domain, keys.entry).await?;
        if !same_mail {
            words::rewrite(tx, domain.id, keys.entry, &after.findable()).await?;
            contract::refresh_entry(tx, keys.entry).await?;
        }
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(keys.entry),
            object: before.object(),
            action: "change_mail",
            before: Some(before.snapshot()),
            after: Some(after.snapshot()),
        };
        self.record(tx, change).await?;
        Ok(after)
    }

    /// Only people with a mailbox here may sign in: leaving locks the actor out.
    fn refuse_leaving(&self, keys: &Keys, mail: &Mail) -> Result<(), StoreError> {
        if keys.account == self.actor.account && mail.mail_type != MailType::Internal {
            return Err(Problem::new("type", Code::OwnAccount).into());
        }
        Ok(())
    }
}

impl User {
    fn mail(&self) -> Mail {
        Mail {
            mail_type: self.mail_type,
            addresses: self.addresses.clone(),
            quota_kib: self.quota_kib,
            mailbox_server: self.mailbox_server.clone(),
        }
    }
}

async fn update_entry(
    tx: &mut Tx,
    id: i64,
    mail: &Mail,
    server: Option<i64>,
    hidden: bool,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE entry SET mail_type = $1, quota_kib = $2, mailbox_server_id = $3, hidden = $4,
                          version = version + 1
         WHERE id = $5",
        mail.mail_type.as_str(),
        mail.quota_kib,
        server,
        hidden,
        id
    )?;
    Ok(())
}
