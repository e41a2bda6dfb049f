//! Creating a domain.

use model::access::Action;
use model::domain::{NewDomain, NewDomainDraft};
use model::mail::MailDraft;
use model::password::Owner;
use model::settings::Reading;
use model::user::IdentityDraft;
use model::{Code, Login, PasswordPolicy, Problem};

use super::names::{self, Wanted};
use super::{Domain, read};
use crate::history::Change;
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_optional, in_transaction};
use crate::users::create::{NewUser, Secret};
use crate::users::settings::known;
use crate::{Desk, StoreError, passwords};

impl Desk {
    /// Creates a domain and, when asked for, its administrator, in one transaction.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] as in [`NewDomainDraft::check`] and `mailbox_server`
    /// ([`Code::ServerUnknown`]); [`StoreError::Conflict`] with [`Code::NameTaken`].
    pub async fn create_domain(&self, draft: &NewDomainDraft) -> Result<Domain, StoreError> {
        self.require(Action::CreateDomain)?;
        let mut new = draft.check()?;
        new.settings = known(new.settings)?;
        let hash = match &new.administrator {
            Some((login, password)) => {
                check_password(&new, login, password)?;
                Some(passwords::hash(password).await?)
            }
            None => None,
        };
        in_transaction!(self.store.pool.write(), |tx| {
            self.insert_domain(tx, &new, draft, hash.as_deref()).await
        })
    }

    async fn insert_domain(
        &self,
        tx: &mut Tx,
        new: &NewDomain,
        draft: &NewDomainDraft,
        hash: Option<&str>,
    ) -> Result<Domain, StoreError> {
        let server = server_for(tx, new.mailbox_server.as_deref()).await?;
        let wanted = Wanted {
            name: &new.name,
            aliases: &new.aliases,
            typed: &draft.aliases,
        };
        self.refuse_taken(tx, wanted.all(), &wanted).await?;
        let id = new_id();
        insert(tx, id, new, server, self.now).await?;
        names::insert_names(tx, id, wanted.all()).await?;
        let domain = read::load(tx, id).await?;
        let change = Change {
            domain_id: Some(id),
            subject: Some(id),
            object: domain.object(),
            action: "create",
            before: None,
            after: Some(domain.snapshot()),
        };
        self.record(tx, change).await?;
        if let (Some((login, _)), Some(hash)) = (&new.administrator, hash) {
            self.insert_administrator(tx, &domain, login, hash).await?;
        }
        Ok(domain)
    }

    async fn insert_administrator(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        login: &Login,
        hash: &str,
    ) -> Result<(), StoreError> {
        let identity = IdentityDraft {
            login: login.to_string(),
            is_administrator: true,
            ..IdentityDraft::default()
        };
        let mail = MailDraft::at_all_names(login.as_str()).check(&domain.mail_context())?;
        let user = NewUser {
            id: None,
            identity: identity.check()?,
            mail,
            secret: Some(Secret {
                hash: hash.to_owned(),
                must_change: true,
            }),
            login_field: "administrator.login",
            addresses_typed: false,
        };
        self.insert_user(tx, domain, &user).await.map(|_| ())
    }
}

impl Domain {
    /// As the history names it.
    pub(crate) fn object(&self) -> String {
        format!("domain:{}", self.name)
    }
}

async fn insert(
    tx: &mut Tx,
    id: i64,
    new: &NewDomain,
    server: i64,
    now: i64,
) -> Result<(), StoreError> {
    let reading = new.settings.over(Reading::default());
    execute!(
        tx,
        "INSERT INTO domain (id, name, description, language, time_zone, date_format, time_format,
                             mailbox_server_id, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
        id,
        new.name.as_str(),
        &new.description,
        reading.language.as_deref().unwrap_or("en"),
        &reading.time_zone,
        reading.date_format.as_str(),
        reading.time_format.as_str(),
        server,
        now
    )?;
    Ok(())
}

/// Checks the password of a new domain's administrator, by the rules every domain begins with.
fn check_password(new: &NewDomain, login: &Login, password: &str) -> Result<(), Problem> {
    let owner = Owner::called([login.as_str(), new.name.as_str()]);
    let policy = PasswordPolicy::default();
    passwords::check(&policy, "administrator.password", password, &owner)
}

/// The mailbox server with a name, or the oldest one.
async fn server_for(tx: &mut Tx, name: Option<&str>) -> Result<i64, StoreError> {
    let found = match name {
        Some(name) => crate::mailbox_servers::find_id(tx, name).await?,
        None => fetch_optional!(
            tx,
            (i64,),
            "SELECT id FROM mailbox_server ORDER BY id LIMIT 1"
        )?
        .map(|(id,)| id),
    };
    found.ok_or_else(|| Problem::new("mailbox_server", Code::ServerUnknown).into())
}
