//! A user as JSON.

use model::mail::{Address, AddressDraft, MailDraft};
use model::{Code, MailType};
use serde::{Deserialize, Serialize};
use store::users::{EntryRow, User};
use utoipa::ToSchema;

use crate::api::object::{Nullable, given, given_object, given_objects, object_or_null, objects};

/// A user.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
pub struct UserBody {
    /// The name he signs in with inside his domain.
    #[schema(example = "jdoe")]
    login: String,
    first_name: String,
    last_name: String,
    display_name: String,
    /// Nobody may sign in, and mail is refused.
    suspended: bool,
    /// Left out of address lists.
    hidden: bool,
    /// Administers the domain.
    administrator: bool,
    mail: MailBody,
    /// Also sent as entity tag.
    version: i64,
}

/// Mail of a user.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Mail)]
pub struct MailBody {
    #[serde(rename = "type")]
    kind: MailKind,
    /// The address table, in the order of the screen.
    addresses: Vec<AddressBody>,
    /// Size of the mailbox in KiB; 0 for no limit.
    quota_kib: i64,
    /// Name of the mailbox server; null for the domain's.
    mailbox_server: Option<String>,
}

/// Where mail of a user is kept: here, at the alternate mail server (the relay), or nowhere.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = MailType)]
pub enum MailKind {
    /// A mailbox on this system.
    Internal,
    /// The alternate mail server.
    External,
    /// No email processing.
    None,
}

impl From<MailType> for MailKind {
    fn from(mail_type: MailType) -> Self {
        match mail_type {
            MailType::Internal => Self::Internal,
            MailType::External => Self::External,
            MailType::None => Self::None,
        }
    }
}

/// A row of the address table.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Address)]
pub struct AddressBody {
    /// The part before the `@`.
    #[serde(default)]
    #[schema(required, example = "jdoe")]
    local_part: String,
    /// A name of the domain; null for all its names.
    #[serde(default)]
    #[schema(example = "example.com")]
    domain: Option<String>,
    /// The default address; a lone address always is.
    #[serde(default)]
    default: bool,
    /// Routed to the alternate mail server; only read while the mail type is `external`.
    #[serde(default = "yes")]
    #[schema(default = true)]
    alternate: bool,
}

const fn yes() -> bool {
    true
}

impl AddressBody {
    fn draft(&self) -> AddressDraft {
        AddressDraft {
            local_part: self.local_part.clone(),
            domain: self.domain.clone(),
            default: self.default,
            alternate: self.alternate,
        }
    }
}

impl From<User> for UserBody {
    fn from(user: User) -> Self {
        let addresses = user.addresses.into_iter().map(|address| AddressBody {
            local_part: address.local_part.into(),
            domain: address.name.map(String::from),
            default: address.is_default,
            alternate: address.alternate,
        });
        Self {
            login: user.login.into(),
            first_name: user.first_name,
            last_name: user.last_name,
            display_name: user.display_name,
            suspended: user.suspended,
            hidden: user.hidden,
            administrator: user.is_administrator,
            mail: MailBody {
                kind: user.mail_type.into(),
                addresses: addresses.collect(),
                quota_kib: user.quota_kib,
                mailbox_server: user.mailbox_server,
            },
            version: user.version,
        }
    }
}

/// A row of the directory.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Entry)]
pub struct EntryBody {
    /// `user`
    kind: &'static str,
    login: String,
    display_name: String,
    /// The default address; empty when there is none.
    address: String,
    mail_type: MailKind,
    suspended: bool,
    hidden: bool,
}

impl From<EntryRow> for EntryBody {
    fn from(row: EntryRow) -> Self {
        Self {
            kind: row.kind,
            login: row.login.into(),
            display_name: row.display_name,
            address: row.address,
            mail_type: row.mail_type.into(),
            suspended: row.suspended,
            hidden: row.hidden,
        }
    }
}

/// Mail of a user to save; what is missing is empty, but a missing quota or mailbox server is the domain's.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMail {
    #[serde(rename = "type", default)]
    #[schema(required, value_type = MailKind)]
    kind: String,
    /// The address table.
    #[serde(default, deserialize_with = "objects")]
    addresses: Vec<AddressBody>,
    /// Size of the mailbox in KiB; 0 for no limit, null or missing for the domain's default.
    #[serde(default)]
    quota_kib: Option<i64>,
    /// Name of the mailbox server; null or missing for the domain's.
    #[serde(default)]
    mailbox_server: Option<String>,
}

impl NewMail {
    /// The draft the desk takes.
    ///
    /// # Errors
    /// What is wrong with `type`.
    pub fn draft(self) -> Result<MailDraft, Code> {
        if self.kind.is_empty() {
            return Err(Code::Required);
        }
        let mail_type = MailType::from_name(&self.kind).ok_or(Code::UnknownValue)?;
        let addresses = self.addresses.iter().map(AddressBody::draft);
        Ok(MailDraft {
            mail_type,
            addresses: addresses.collect(),
            quota_kib: self.quota_kib,
            mailbox_server: self.mailbox_server,
        })
    }
}

/// A user to create.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    #[serde(default)]
    #[schema(required, example = "jdoe")]
    pub login: String,
    #[serde(default)]
    pub first_name: String,
    #[serde(default)]
    pub last_name: String,
    /// Missing or empty for "first last", or the login.
    #[serde(default)]
    pub display_name: String,
    /// Nobody may sign in, and mail is refused.
    #[serde(default)]
    pub suspended: bool,
    /// Left out of address lists.
    #[serde(default)]
    pub hidden: bool,
    /// Administers the domain.
    #[serde(default)]
    pub administrator: bool,
    /// Missing for no log-in yet.
    #[serde(default)]
    pub password: Option<String>,
    /// Missing for a mailbox here with the address login@all names.
    #[serde(default, deserialize_with = "object_or_null")]
    pub mail: Option<NewMail>,
}

/// What to change of a user; what is missing stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserChange {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub login: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub first_name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub last_name: Option<String>,
    /// While it is "first last", it follows the names unless it is given.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub display_name: Option<String>,
    /// Nobody may sign in, and mail is refused.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub suspended: Option<bool>,
    /// Left out of address lists.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub hidden: Option<bool>,
    /// Administers the domain.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub administrator: Option<bool>,
    /// A new password; ends the user's log-in sessions.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub password: Option<String>,
    /// Mail.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    pub mail: Option<MailChange>,
}

/// What to change of a user's mail; what is missing stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailChange {
    #[serde(rename = "type", default, deserialize_with = "given")]
    #[schema(nullable = false, value_type = MailKind, required = false)]
    kind: Option<String>,
    /// The whole address table.
    #[serde(default, deserialize_with = "given_objects")]
    #[schema(nullable = false)]
    addresses: Option<Vec<AddressBody>>,
    /// Size of the mailbox in KiB; 0 for no limit.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    quota_kib: Option<i64>,
    /// Name of the mailbox server; null for the domain's.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    mailbox_server: Option<Nullable<String>>,
}

impl MailChange {
    /// The draft the desk takes: the given members over the present ones.
    ///
    /// # Errors
    /// What is wrong with `type`.
    pub fn over(&self, present: &User) -> Result<MailDraft, Code> {
        let given = self.kind.as_deref().map(MailType::from_name);
        let mail_type = given.unwrap_or(Some(present.mail_type));
        let mail_type = mail_type.ok_or(Code::UnknownValue)?;
        let addresses = match &self.addresses {
            Some(given) => given.iter().map(AddressBody::draft).collect(),
            None => present.addresses.iter().map(draft_of).collect(),
        };
        Ok(MailDraft {
            mail_type,
            addresses,
            quota_kib: Some(self.quota_kib.unwrap_or(present.quota_kib)),
            mailbox_server: match &self.mailbox_server {
                Some(Nullable(given)) => given.clone(),
                None => present.mailbox_server.clone(),
            },
        })
    }
}

fn draft_of(address: &Address) -> AddressDraft {
    AddressDraft {
        local_part: address.local_part.to_string(),
        domain: address.name.as_ref().map(ToString::to_string),
        default: address.is_default,
        alternate: address.alternate,
    }
}
