//! The Mail System tab: mailbox server, quotas, mail routing.

use model::access::Action;
use model::domain::{MailRouting, MailRoutingDraft, Quotas};
use model::{Code, EntryRef, Kind, Problem, Problems};

use super::read::count_external_entries;
use super::{Domain, MailSystemDraft, relay};
use crate::desk::check_version;
use crate::pool::{Tx, execute, fetch_all, fetch_scalar, in_transaction};
use crate::{Desk, StoreError, contract, mailbox_servers};

/// What the tab asks for; `None` leaves a part as it is.
pub(crate) struct Wanted {
    mailbox_server: Option<String>,
    quotas: Option<Quotas>,
    routing: MailRouting,
}

impl Desk {
    /// Saves the Mail System tab.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] as in [`MailRoutingDraft::check`], [`Quotas::check`] and
    /// `mailbox_server` ([`Code::ServerUnknown`]); [`StoreError::Conflict`] with
    /// [`Code::RelayInUse`] at `relay` or [`Code::QuotaInUse`] at `max_user_kib` or `max_shared_kib`.
    pub async fn change_mail_system(
        &self,
        domain: &str,
        version: Option<i64>,
        draft: &MailSystemDraft,
    ) -> Result<Domain, StoreError> {
        let wanted = self.check_mail_system(domain, draft).await?;
        self.change_wanted(domain, version, &wanted).await
    }

    /// Saves mail routing alone.
    ///
    /// # Errors
    /// Those of [`Desk::change_mail_system`] about mail routing.
    pub async fn change_mail_routing(
        &self,
        domain: &str,
        version: Option<i64>,
        draft: &MailRoutingDraft,
    ) -> Result<Domain, StoreError> {
        let wanted = Wanted {
            mailbox_server: None,
            quotas: None,
            routing: self.check_routing(domain, draft).await??,
        };
        self.change_wanted(domain, version, &wanted).await
    }

    /// Checks the tab as far as no transaction is needed.
    pub(crate) async fn check_mail_system(
        &self,
        domain: &str,
        draft: &MailSystemDraft,
    ) -> Result<Wanted, StoreError> {
        let routing = self.check_routing(domain, &draft.routing).await?;
        let mut problems = Problems::default();
        let routing = problems.gather(routing);
        problems.gather(draft.quotas.check());
        let server = draft.mailbox_server.clone();
        self.add_unknown_server(&server, &mut problems).await?;
        let wanted = Wanted {
            mailbox_server: Some(server),
            quotas: Some(draft.quotas),
            routing: problems.or(routing)?,
        };
        Ok(wanted)
    }

    /// Checks mail routing as far as no transaction is needed; a new relay's name is resolved, but
    /// only for somebody who may save it.
    async fn check_routing(
        &self,
        typed: &str,
        draft: &MailRoutingDraft,
    ) -> Result<Result<MailRouting, Problems>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, typed, Action::ChangeDomain)
            .await?;
        drop(tx);
        let own = &self.store.settings.own;
        let mut problems = Problems::default();
        let routing = match draft.check(own) {
            Ok(routing) => routing,
            Err(problems) => return Ok(Err(problems)),
        };
        if routing.relay != domain.routing.relay {
            relay::refuse_self(&routing, own, &mut problems).await;
        }
        Ok(problems.or(Some(routing)))
    }

    async fn add_unknown_server(
        &self,
        server: &str,
        problems: &mut Problems,
    ) -> Result<(), StoreError> {
        let mut tx = self.store.pool.read().await?;
        if mailbox_servers::find_id(&mut tx, server).await?.is_none() {
            problems.add(Problem::new("mailbox_server", Code::ServerUnknown));
        }
        Ok(())
    }

    async fn change_wanted(
        &self,
        domain: &str,
        version: Option<i64>,
        wanted: &Wanted,
    ) -> Result<Domain, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.save_wanted(tx, domain, version, wanted).await
        })
    }

    pub(crate) async fn save_wanted(
        &self,
        tx: &mut Tx,
        typed: &str,
        version: Option<i64>,
        wanted: &Wanted,
    ) -> Result<Domain, StoreError> {
        let before = self.lock_domain(tx, typed, Action::ChangeDomain).await?;
        check_version(version, before.version)?;
        let server = wanted
            .mailbox_server
            .clone()
            .unwrap_or_else(|| before.mailbox_server.clone());
        let quotas = wanted.quotas.unwrap_or(before.quotas);
        let same_server = server == before.mailbox_server;
        let same_routing = wanted.routing == before.routing;
        if same_server && same_routing && quotas == before.quotas {
            return Ok(before);
        }
        refuse_relay_in_use(tx, before.id, &wanted.routing).await?;
        refuse_quota_in_use(tx, &before, quotas).await?;
        write(tx, before.id, &server, quotas, &wanted.routing).await?;
        if !same_server {
            contract::refresh_domain(tx, before.id).await?;
        } else if !same_routing {
            contract::refresh_relay(tx, before.id).await?;
        }
        self.finish_domain(tx, &before, "change_mail_system").await
    }
}

async fn write(
    tx: &mut Tx,
    id: i64,
    server: &str,
    quotas: Quotas,
    routing: &MailRouting,
) -> Result<(), StoreError> {
    let server = mailbox_servers::find_id(tx, server)
        .await?
        .ok_or_else(|| Problem::new("mailbox_server", Code::ServerUnknown))?;
    let relay = routing.relay.as_ref();
    execute!(
        tx,
        "UPDATE domain SET mailbox_server_id = $1, max_user_kib = $2, default_user_kib = $3,
                max_shared_kib = $4, default_shared_kib = $5, relay = $6, relay_hop = $7,
                forward_unknown = $8, deliver_to_default = $9, version = version + 1
         WHERE id = $10",
        server,
        quotas.max_user_kib,
        quotas.default_user_kib,
        quotas.max_shared_kib,
        quotas.default_shared_kib,
        relay.map(ToString::to_string),
        relay.map(model::Relay::next_hop),
        routing.forward_unknown,
        routing.deliver_to_default,
        id
    )?;
    Ok(())
}

async fn refuse_relay_in_use(
    tx: &mut Tx,
    domain: i64,
    routing: &MailRouting,
) -> Result<(), StoreError> {
    if routing.relay.is_some() {
        return Ok(());
    }
    match count_external_entries(tx, domain).await? {
        0 => Ok(()),
        count => {
            let problem = Problem::new("relay", Code::RelayInUse).with(count);
            Err(StoreError::Conflict(problem))
        }
    }
}

/// A maximum may not fall below what mailboxes have: that of users, and that of shared mailboxes and
/// resources.
async fn refuse_quota_in_use(
    tx: &mut Tx,
    domain: &Domain,
    quotas: Quotas,
) -> Result<(), StoreError> {
    let was = domain.quotas;
    for (field, is_user, was, maximum) in [
        ("max_user_kib", true, was.max_user_kib, quotas.max_user_kib),
        (
            "max_shared_kib",
            false,
            was.max_shared_kib,
            quotas.max_shared_kib,
        ),
    ] {
        if maximum == 0 || (was > 0 && was <= maximum) {
            continue;
        }
        let larger = fetch_scalar!(
            &mut *tx,
            i64,
            "SELECT COUNT(*) FROM entry
             WHERE domain_id = $1 AND (kind = 'user') = $2 AND mail_type = 'internal'
                AND (quota_kib = 0 OR quota_kib > $3)",
            domain.id,
            is_user,
            maximum
        )?;
        if larger > 0 {
            let names = larger_mailboxes(tx, domain.id, is_user, maximum).await?;
            let problem = Problem::new(field, Code::QuotaInUse)
                .with(larger)
                .with(names);
            return Err(StoreError::Conflict(problem));
        }
    }
    Ok(())
}

/// Mailboxes that are named when a maximum is refused.
const NAMED: i64 = 10;

/// The first mailboxes that are larger than a maximum or have no quota, as `user:ann, user:bob`.
async fn larger_mailboxes(
    tx: &mut Tx,
    domain: i64,
    is_user: bool,
    maximum: i64,
) -> Result<String, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, String),
        "SELECT kind, login FROM entry
         WHERE domain_id = $1 AND (kind = 'user') = $2 AND mail_type = 'internal'
            AND (quota_kib = 0 OR quota_kib > $3)
         ORDER BY sort_key, id LIMIT $4",
        domain,
        is_user,
        maximum,
        NAMED
    )?;
    let named = rows.into_iter().filter_map(|(kind, name)| {
        let kind = Kind::from_name(&kind)?;
        Some(EntryRef { kind, name }.to_string())
    });
    Ok(named.collect::<Vec<_>>().join(", "))
}
