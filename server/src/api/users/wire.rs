//! A user as it is answered.

use model::MailType;
use model::mail::AddressDraft;
use serde::{Deserialize, Serialize};
use store::users::{EntryRow, User};
use utoipa::ToSchema;

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
    /// The draft the desk takes.
    pub fn draft(&self) -> AddressDraft {
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
    /// `user`, `group`, `shared_mailbox`, `resource` or `external_user`
    kind: &'static str,
    /// Its name; a user's login.
    name: String,
    /// How other calls refer to it, such as `user:jdoe`.
    entry: String,
    display_name: String,
    /// The default address, or the outside address; empty when there is none.
    address: String,
    /// Null for groups and external users.
    mail_type: Option<MailKind>,
    suspended: bool,
    hidden: bool,
}

impl From<EntryRow> for EntryBody {
    fn from(row: EntryRow) -> Self {
        Self {
            kind: row.entry.kind.as_str(),
            entry: row.entry.to_string(),
            name: row.entry.name,
            display_name: row.display_name,
            address: row.address,
            mail_type: row.mail_type.map(MailKind::from),
            suspended: row.suspended,
            hidden: row.hidden,
        }
    }
}
