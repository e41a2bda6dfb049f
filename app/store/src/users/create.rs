//! Creating a user.

use model::access::Action;
use model::handling::HandlingDraft;
use model::mail::{Mail, MailDraft};
use model::user::Identity;
use model::{Code, Problem, Problems, Right, Target};

use super::settings::{check_zone, write_settings};
use super::{NewUserDraft, User, addresses, read, words};
use crate::domains::Domain;
use crate::domains::read::count_users;
use crate::entries::AnyEntry;
use crate::history::Change;
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_optional, in_transaction};
use crate::{Desk, StoreError, contract, mailbox_servers, passwords};

/// A user to insert, each field in order.
pub(crate) struct NewUser {
    /// Its identifier, when it had one before.
    pub(crate) id: Option<i64>,
    /// Names, login, flags.
    pub(crate) identity: Identity,
    /// Mail.
    pub(crate) mail: Mail,
    /// The password, if there is one yet.
    pub(crate) secret: Option<Secret>,
    /// The input the login was typed into.
    pub(crate) login_field: &'static str,
    /// Whether the addresses were typed, or follow from the login.
    pub(crate) addresses_typed: bool,
}

/// A password to store.
pub(crate) struct Secret {
    /// Its hash.
    pub(crate) hash: String,
    /// Whether another one must be chosen at the first sign-in.
    pub(crate) must_change: bool,
}

/// What the policy is asked before it is known where.
const CREATE: fn(i64) -> Action = |domain| Action::ChangeSome(domain, Right::Users);

impl Desk {
    /// Creates a user.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with problems as in [`model::user::IdentityDraft::check`],
    /// [`MailDraft::check`], `password`, `mailbox_server` and `unit`; [`StoreError::Conflict`] with
    /// [`Code::LoginTaken`] or [`Code::TooManyUsers`] at `login`, or [`Code::AddressTaken`] at
    /// `addresses[i].local_part` (at `login` when the address follows from it).
    pub async fn create_user(
        &self,
        domain: &str,
        draft: &NewUserDraft,
    ) -> Result<User, StoreError> {
        self.create_user_and_handling(domain, draft, &HandlingDraft::default())
            .await
    }

    /// Creates a user with forwarding and automatic reply.
    ///
    /// # Errors
    /// Those of [`Desk::create_user`] and [`Desk::change_handling`].
    pub async fn create_user_and_handling(
        &self,
        domain: &str,
        draft: &NewUserDraft,
        handling: &HandlingDraft,
    ) -> Result<User, StoreError> {
        let hash = {
            let mut tx = self.store.pool.read().await?;
            let domain = self.open_domain(&mut tx, domain, CREATE).await?;
            // Before the hash, which costs more than everything else.
            check(draft, &domain)?;
            drop(tx);
            match &draft.password {
                Some(password) => Some(passwords::hash(password).await?),
                None => None,
            }
        };
        in_transaction!(self.store.pool.write(), |tx| {
            self.create_in(tx, domain, (draft, handling), hash.as_deref())
                .await
        })
    }

    async fn create_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        (draft, handling): (&NewUserDraft, &HandlingDraft),
        hash: Option<&str>,
    ) -> Result<User, StoreError> {
        let domain = self.lock_domain(tx, typed, CREATE).await?;
        let (identity, mail) = check(draft, &domain)?;
        let new = NewUser {
            id: None,
            identity,
            mail,
            secret: hash.map(|hash| Secret {
                hash: hash.to_owned(),
                must_change: draft.identity.must_change_password == Some(true),
            }),
            login_field: "login",
            addresses_typed: draft.mail.is_some(),
        };
        let user = self.insert_user(tx, &domain, &new).await?;
        let id = read::find(tx, domain.id, user.login.as_str()).await?.entry;
        let entry = AnyEntry::User(Box::new(user));
        self.save_handling(tx, &domain, (id, &entry), handling)
            .await?;
        read::load(tx, &domain, id).await
    }

    /// Inserts a user whose domain is locked; checks what needs the database.
    pub(crate) async fn insert_user(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        new: &NewUser,
    ) -> Result<User, StoreError> {
        let unit = self
            .unit_for(tx, domain.id, &new.identity.unit, Action::ChangeEntry)
            .await?;
        self.require_to_create(domain.id, unit, new)?;
        refuse_too_many(tx, domain, new.login_field).await?;
        refuse_login_taken(tx, domain.id, new.identity.login.as_str(), new.login_field).await?;
        addresses::refuse_taken(tx, domain.id, None, &new.mail.addresses, |index| {
            if new.addresses_typed {
                format!("addresses[{index}].local_part")
            } else {
                new.login_field.to_owned()
            }
        })
        .await
        .map_err(|error| self.discreet(error))?;
        let id = new.id.unwrap_or_else(new_id);
        insert_entry(tx, (domain.id, unit), id, new, self.now).await?;
        addresses::write(tx, domain.id, id, &new.mail.addresses).await?;
        insert_account(tx, domain.id, id, new, self.now).await?;
        let user = read::load(tx, domain, id).await?;
        words::rewrite(tx, domain.id, id, &user.findable()).await?;
        contract::refresh_entry(tx, id).await?;
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(id),
            object: user.object(),
            action: "create",
            before: None,
            after: Some(user.snapshot()),
        };
        self.record(tx, change).await?;
        Ok(user)
    }

    /// Whoever creates a user needs a right for each part of it.
    fn require_to_create(
        &self,
        domain_id: i64,
        unit: Option<i64>,
        new: &NewUser,
    ) -> Result<(), StoreError> {
        let place = Target::place(domain_id, unit);
        if new.identity.is_administrator {
            self.require(Action::GrantDomain(domain_id))?;
        }
        // An address that follows from the login belongs to the user; others are mail of its own.
        if new.addresses_typed && !new.mail.addresses.is_empty() {
            self.require_part(Action::ChangeMail(place.clone()), "addresses[0].local_part")?;
        }
        if new.secret.is_some() {
            self.require_part(Action::ChangePassword(place), "password")?;
        }
        Ok(())
    }
}

/// All problems of a draft at once.
fn check(draft: &NewUserDraft, domain: &Domain) -> Result<(Identity, Mail), StoreError> {
    let mut problems = Problems::default();
    let identity = problems.gather(check_zone(draft.identity.check()));
    if let Some(password) = &draft.password {
        let owner = draft.identity.owner(&domain.name);
        if let Err(problem) = passwords::check(&domain.passwords, "password", password, &owner) {
            problems.add(problem);
        }
    }
    let context = domain.mail_context();
    let mail = match (&draft.mail, &identity) {
        (Some(mail), _) => problems.gather(mail.check(&context)),
        (None, Some(identity)) => {
            let follows = MailDraft::at_all_names(identity.login.as_str());
            problems.gather(follows.check(&context))
        }
        (None, None) => None,
    };
    Ok(problems.or(identity.zip(mail))?)
}

async fn refuse_too_many(
    tx: &mut Tx,
    domain: &Domain,
    field: &'static str,
) -> Result<(), StoreError> {
    let Some(maximum) = domain.max_users else {
        return Ok(());
    };
    if count_users(tx, domain.id).await? >= maximum {
        let problem = Problem::new(field, Code::TooManyUsers).with(maximum);
        return Err(StoreError::Conflict(problem));
    }
    Ok(())
}

/// Refuses a login by which another mailbox of the domain is called.
pub(super) async fn refuse_login_taken(
    tx: &mut Tx,
    domain_id: i64,
    login: &str,
    field: &'static str,
) -> Result<(), StoreError> {
    let taken = fetch_optional!(
        tx,
        (i64,),
        "SELECT id FROM entry
         WHERE domain_id = $1 AND login = $2 AND kind IN ('user', 'shared_mailbox', 'resource')",
        domain_id,
        login
    )?;
    match taken {
        Some(_) => Err(StoreError::Conflict(Problem::new(field, Code::LoginTaken))),
        None => Ok(()),
    }
}

/// The identifier of the mailbox server a user is given; `None` for the domain's.
pub(crate) async fn own_server(tx: &mut Tx, mail: &Mail) -> Result<Option<i64>, StoreError> {
    let Some(name) = mail
        .mailbox_server
        .as_deref()
        .filter(|name| !name.is_empty())
    else {
        return Ok(None);
    };
    let found = mailbox_servers::find_id(tx, name).await?;
    match found {
        Some(id) => Ok(Some(id)),
        None => Err(Problem::new("mailbox_server", Code::ServerUnknown).into()),
    }
}

async fn insert_entry(
    tx: &mut Tx,
    (domain_id, unit): (i64, Option<i64>),
    id: i64,
    new: &NewUser,
    now: i64,
) -> Result<(), StoreError> {
    let server = own_server(tx, &new.mail).await?;
    let identity = &new.identity;
    execute!(
        tx,
        "INSERT INTO entry (id, domain_id, kind, login, first_name, last_name, display_name,
                            sort_key, mail_type, mailbox_server_id, quota_kib, hidden, suspended,
                            created_at, unit_id, job_title, department, phone, version)
         VALUES ($1, $2, 'user', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1)",
        id,
        domain_id,
        identity.login.as_str(),
        &identity.first_name,
        &identity.last_name,
        &identity.display_name,
        words::fold(&identity.display_name),
        new.mail.mail_type.as_str(),
        server,
        new.mail.quota_kib,
        identity.hidden,
        identity.suspended,
        now,
        unit,
        &identity.contact.job_title,
        &identity.contact.department,
        &identity.contact.phone
    )?;
    Ok(())
}

async fn insert_account(
    tx: &mut Tx,
    domain_id: i64,
    entry_id: i64,
    new: &NewUser,
    now: i64,
) -> Result<(), StoreError> {
    let account = new_id();
    let secret = new.secret.as_ref();
    execute!(
        &mut *tx,
        "INSERT INTO account (id, entry_id, password_hash, must_change, created_at, password_changed_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        account,
        entry_id,
        secret.map(|secret| secret.hash.as_str()),
        secret.is_some_and(|secret| secret.must_change),
        now,
        secret.map(|_| now)
    )?;
    let never_expires = new.identity.password_never_expires;
    write_settings(tx, account, &new.identity.settings, never_expires).await?;
    if new.identity.is_administrator {
        set_administrator(tx, account, domain_id, true).await?;
    }
    Ok(())
}

/// Makes an account an administrator of a domain, or no longer one.
pub(crate) async fn set_administrator(
    tx: &mut Tx,
    account: i64,
    domain_id: i64,
    is_administrator: bool,
) -> Result<(), StoreError> {
    if is_administrator {
        execute!(
            tx,
            "INSERT INTO administrator (account_id, domain_id) VALUES ($1, $2)",
            account,
            domain_id
        )?;
    } else {
        execute!(
            tx,
            "DELETE FROM administrator WHERE account_id = $1 AND domain_id = $2",
            account,
            domain_id
        )?;
    }
    Ok(())
}

/// Gives an entry another version.
pub(crate) async fn touch(tx: &mut Tx, entry: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE entry SET version = version + 1 WHERE id = $1",
        entry
    )?;
    Ok(())
}
