//! Both tabs of a user at once, for programs, to which a user is one object.

use model::access::Action;
use model::handling::HandlingDraft;
use model::mail::MailDraft;
use model::user::{Identity, IdentityDraft};

use super::User;
use super::mail::Asked;
use crate::pool::{Tx, in_transaction};
use crate::{Desk, StoreError};

impl Desk {
    /// Saves the General tab, with a password if one is given, the Mail tab, forwarding and the automatic
    /// reply in one transaction.
    ///
    /// # Errors
    /// Those of [`Desk::change_user_identity`] and [`Desk::change_user_mail_and_handling`].
    pub async fn change_user(
        &self,
        domain: &str,
        login: &str,
        version: Option<i64>,
        (identity, password): (&IdentityDraft, Option<&str>),
        mail: &MailDraft,
        handling: &HandlingDraft,
    ) -> Result<User, StoreError> {
        let wanted = self
            .check_identity(
                domain,
                login,
                identity,
                password,
                &[Action::ChangeEntry, Action::ChangeMail],
            )
            .await?;
        let asked = Asked {
            domain,
            login,
            version,
            draft: mail,
            hidden: None,
        };
        in_transaction!(self.store.pool.write(), |tx| {
            self.save_user(tx, &asked, &wanted, handling).await
        })
    }

    async fn save_user(
        &self,
        tx: &mut Tx,
        asked: &Asked<'_>,
        (identity, hash): &(Identity, Option<String>),
        handling: &HandlingDraft,
    ) -> Result<User, StoreError> {
        let domain = self
            .lock_domain(tx, asked.domain, Action::ReadDirectory)
            .await?;
        let saved = self
            .save_identity(
                tx,
                &domain,
                asked.login,
                asked.version,
                identity,
                hash.as_deref(),
            )
            .await?;
        let mail = Asked {
            domain: asked.domain,
            login: saved.login.as_str(),
            version: None,
            draft: asked.draft,
            hidden: None,
        };
        self.save_mail_and_handling(tx, &mail, handling).await
    }
}
