//! Where a message goes: the facts for [`model::route::resolve`], read by index.

use model::access::Action;
use model::group::MemberFacts;
use model::handling::Handling;
use model::route::{AddressFacts, Recipient, Rule, Step, resolve, rewritten_local_parts};
use model::{Decision, Endpoint, Kind, MailType, Target};

use crate::desk::find_domain_id;
use crate::domains::Domain;
use crate::domains::read::load;
use crate::entries::reach::reached;
use crate::entries::read::{kind, optional_mail_type};
use crate::pool::{Tx, fetch_all, fetch_optional};
use crate::{Desk, StoreError, filters, handling};

impl Desk {
    /// Where a message to `recipient` goes now, and why (see `model::route::resolve`).
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a name of a domain the actor may not see, and for a name that is
    /// no domain's when he may not ask about such.
    pub async fn route(&self, recipient: &str) -> Result<Decision, StoreError> {
        let Some(parsed) = Recipient::parse(recipient) else {
            return Ok(resolve(recipient, None, &[]));
        };
        let mut tx = self.store.pool.read().await?;
        let Some(id) = find_domain_id(&mut tx, &parsed.name).await? else {
            return match self.require(Action::RouteOutside) {
                Ok(()) => Ok(resolve(recipient, None, &[])),
                Err(_) => Err(StoreError::NotFound),
            };
        };
        self.require(Action::ReadDirectory(id))?;
        let domain = load(&mut tx, id).await?;
        let mut found = candidates(&mut tx, &domain, &parsed.local_part, &parsed.base).await?;
        self.require_recipient(&mut tx, id, &parsed).await?;
        if domain.routing.deliver_to_default {
            for local_part in rewritten_local_parts(&parsed, &found) {
                found.extend(candidates(&mut tx, &domain, &local_part, &local_part).await?);
            }
        }
        let mut decision = resolve(recipient, Some(&domain.facts()), &found);
        self.tell_handling(&mut tx, &domain, &mut decision).await?;
        Ok(decision)
    }

    /// Adds what the mailbox does with the message; where it is delivered to is the same either way.
    async fn tell_handling(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        decision: &mut Decision,
    ) -> Result<(), StoreError> {
        let steps = &decision.steps;
        let is_here = steps.iter().any(|step| step.rule == Rule::Mailbox);
        let whose = steps
            .iter()
            .find(|step| matches!(step.rule, Rule::Address | Rule::AddressWithoutTag))
            .and_then(|step| step.args.get(1));
        let Some(login) = whose.filter(|_| is_here) else {
            return Ok(());
        };
        let entry = fetch_optional!(&mut *tx, (i64,), MAILBOX, domain.id, login)?;
        let Some((entry,)) = entry else { return Ok(()) };
        let mut add = |rule, args| decision.steps.push(Step { rule, args });
        let filters = filters::load(tx, domain.id).await?;
        let active: Vec<String> = filters
            .into_iter()
            .filter(|filter| filter.active)
            .map(|filter| filter.name)
            .collect();
        if !active.is_empty() {
            add(Rule::Filtered, vec![active.join(", ")]);
        }
        let Handling { forward, reply } = handling::read::load(tx, entry).await?;
        if forward.active {
            let rule = if forward.keep_copy {
                Rule::Forwarded
            } else {
                Rule::ForwardedAway
            };
            add(rule, vec![forward.to.join(", ")]);
        }
        if reply.is_on_at(self.now) {
            add(Rule::Answered, Vec::new());
        }
        Ok(())
    }

    /// Whether the actor may know where mail to an address of a domain goes: he sees whose it is.
    /// Nobody learns from a user administrator's question whether an address is somebody else's.
    async fn require_recipient(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        recipient: &Recipient,
    ) -> Result<(), StoreError> {
        if self.actor.delegation().is_none() {
            return Ok(());
        }
        let units = fetch_all!(
            tx,
            (Option<i64>,),
            "SELECT e.unit_id FROM address a JOIN entry e ON e.id = a.entry_id
             WHERE a.domain_id = $1 AND a.local_part IN ($2, $3) AND (a.name IS NULL OR a.name = $4)",
            domain_id,
            &recipient.local_part,
            &recipient.base,
            &recipient.name
        )?;
        if units.is_empty() {
            return Err(StoreError::NotFound);
        }
        for (unit,) in units {
            self.require(Action::ReadEntry(Target::place(domain_id, unit)))?;
        }
        Ok(())
    }
}

const MAILBOX: &str = "SELECT id FROM entry
     WHERE domain_id = $1 AND login = $2 AND kind IN ('user', 'shared_mailbox', 'resource')";

#[derive(sqlx::FromRow)]
struct Row {
    entry_id: i64,
    kind: String,
    local_part: String,
    name: Option<String>,
    alternate: bool,
    login: String,
    mail_type: Option<String>,
    suspended: bool,
    endpoint: String,
    default_local: Option<String>,
    default_name: Option<String>,
}

pub(crate) const CANDIDATES: &str =
    "SELECT a.entry_id, e.kind, a.local_part, a.name, a.alternate, e.login, e.mail_type, e.suspended, s.endpoint,
            f.local_part AS default_local, f.name AS default_name
     FROM address a
         JOIN entry e ON e.id = a.entry_id
         JOIN domain d ON d.id = a.domain_id
         JOIN mailbox_server s ON s.id = COALESCE(e.mailbox_server_id, d.mailbox_server_id)
         LEFT JOIN address f ON f.entry_id = e.id AND f.is_default AND f.alternate
     WHERE a.domain_id = $1 AND a.local_part IN ($2, $3)";

/// The addresses of the domain with one of two local parts: a recipient's, with and without its tag.
async fn candidates(
    tx: &mut Tx,
    domain: &Domain,
    local_part: &str,
    base: &str,
) -> Result<Vec<AddressFacts>, StoreError> {
    let rows = fetch_all!(&mut *tx, Row, CANDIDATES, domain.id, local_part, base)?;
    let mut facts = Vec::with_capacity(rows.len());
    for row in rows {
        let members = match kind(&row.kind)? {
            Kind::Group => Some(reached(tx, domain, row.entry_id).await?),
            _ => None,
        };
        facts.push(row.into_facts(domain, members)?);
    }
    Ok(facts)
}

impl Row {
    fn into_facts(
        self,
        domain: &Domain,
        members: Option<Vec<MemberFacts>>,
    ) -> Result<AddressFacts, StoreError> {
        let default_name = self.default_name;
        let alternate_default = self.default_local.map(|local| {
            let name = default_name.as_deref().unwrap_or(domain.name.as_str());
            format!("{local}@{name}")
        });
        Ok(AddressFacts {
            local_part: self.local_part,
            name: self.name,
            alternate: self.alternate,
            login: self.login,
            members,
            mail_type: optional_mail_type(self.mail_type.as_deref())?.unwrap_or(MailType::None),
            suspended: self.suspended,
            mailbox_server: Endpoint::try_from(self.endpoint).map_err(StoreError::corrupt)?,
            alternate_default,
        })
    }
}
