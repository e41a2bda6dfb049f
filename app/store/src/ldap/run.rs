//! Beginning an import: as a task, or while the caller waits.

use model::access::Action;

use super::report::LdapReport;
use super::work::{Import, not_set};
use super::{Ask, Asked, reports, settings};
use crate::domains::Domain;
use crate::pool::in_transaction;
use crate::tasks::{Progress, Work as _};
use crate::{Desk, StoreError};

impl Desk {
    /// Begins an import as a task; gives the number of its report.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Denied`]; [`StoreError::Conflict`] at `directory` with
    /// [`model::Code::LdapNotSet`].
    pub async fn start_ldap_import(&self, domain: &str, ask: Ask) -> Result<i64, StoreError> {
        self.start_import(domain, ask, Asked::ByHand).await
    }

    /// The same for whoever asks.
    pub(super) async fn start_import(
        &self,
        domain: &str,
        ask: Ask,
        asked: Asked,
    ) -> Result<i64, StoreError> {
        let domain = self.ready_for_ldap(domain).await?;
        let work = Import::new(domain.name.as_str(), ask, asked);
        let report = work.report;
        reports::begin(self, domain.id, &work).await?;
        let task = self.start_task(&domain, work).await?;
        reports::belongs_to(self, report, task).await?;
        Ok(report)
    }

    /// Imports while the caller waits.
    ///
    /// # Errors
    /// Those of [`Desk::start_ldap_import`], and what stops the import; its report says so, too.
    pub async fn run_ldap_import(&self, domain: &str, ask: Ask) -> Result<LdapReport, StoreError> {
        let domain = self.ready_for_ldap(domain).await?;
        let work = Import::new(domain.name.as_str(), ask, Asked::ByHand);
        reports::begin(self, domain.id, &work).await?;
        match self.do_import(&work).await {
            Ok(()) => {
                self.find_ldap_report(domain.name.as_str(), work.report)
                    .await
            }
            Err(error) => {
                let problems = match &error {
                    StoreError::Conflict(problem) => vec![problem.clone()],
                    StoreError::Invalid(problems) => problems.0.clone(),
                    _ => Vec::new(),
                };
                reports::fail(self, &work, &problems).await?;
                Err(error)
            }
        }
    }

    async fn do_import(&self, work: &Import) -> Result<(), StoreError> {
        let progress = Progress::new();
        work.prepare(self, &progress).await?;
        in_transaction!(self.store.pool.write(), |tx| {
            work.run(self, tx, &progress).await.map(drop)
        })
    }

    /// The domain, when there is a directory to import from.
    async fn ready_for_ldap(&self, domain: &str) -> Result<Domain, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ChangeDomain)
            .await?;
        match settings::load(&mut tx, domain.id).await? {
            Some(_) => Ok(domain),
            None => Err(not_set()),
        }
    }
}
