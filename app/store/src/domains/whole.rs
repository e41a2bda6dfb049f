//! Both tabs of a domain at once, for programs, to which a domain is one object.

use model::domain::GeneralDraft;

use super::{Domain, MailSystemDraft, WithAddresses};
use crate::pool::in_transaction;
use crate::{Desk, StoreError};

impl Desk {
    /// Saves the General tab, the Mail System tab, or both in one transaction; `None` leaves a tab
    /// as it is.
    ///
    /// # Errors
    /// Those of [`Desk::change_general`] and [`Desk::change_mail_system`].
    pub async fn change_domain(
        &self,
        domain: &str,
        version: Option<i64>,
        general: Option<&GeneralDraft>,
        mail_system: Option<&MailSystemDraft>,
        with: WithAddresses,
    ) -> Result<Domain, StoreError> {
        let (general, mail_system) = match (general, mail_system) {
            (None, None) => return self.find_domain(domain).await,
            (Some(general), None) => {
                return self.change_general(domain, version, general, with).await;
            }
            (None, Some(mail_system)) => {
                return self.change_mail_system(domain, version, mail_system).await;
            }
            (Some(general), Some(mail_system)) => (general, mail_system),
        };
        let wanted = self.check_mail_system(domain, mail_system).await?;
        in_transaction!(self.store.pool.write(), |tx| {
            match self.save_general(tx, domain, version, general, with).await {
                // The name as typed may be gone by now.
                Ok(saved) => {
                    self.save_wanted(tx, saved.name.as_str(), None, &wanted)
                        .await
                }
                Err(error) => Err(error),
            }
        })
    }
}
