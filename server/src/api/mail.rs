//! Mail of a user, shared mailbox or resource as JSON: answered, sent whole, sent in part.

use model::handling::{Handling, HandlingDraft};
use model::mail::{Address, AddressDraft, Mail, MailDraft};
use model::{Code, Kind, MailType};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::handling::handling;
pub use super::handling::{ForwardBody, ReplyBody};
use super::object::{Nullable, given, given_object, given_objects, objects};

/// Mail of a user, shared mailbox or resource.
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
    /// Forwarding; null but for users.
    forward: Option<ForwardBody>,
    /// The automatic reply; null but for users and shared mailboxes.
    automatic_reply: Option<ReplyBody>,
}

impl MailBody {
    /// The same with what is done with the mail of an entry of this kind.
    #[must_use]
    pub fn with(self, kind: Kind, handling: Handling) -> Self {
        let Handling { forward, reply } = handling;
        Self {
            forward: (kind == Kind::User).then(|| forward.into()),
            automatic_reply: matches!(kind, Kind::User | Kind::SharedMailbox).then(|| reply.into()),
            ..self
        }
    }
}

/// Where mail is kept: here, at the alternate mail server (the relay), or nowhere.
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

impl From<Mail> for MailBody {
    fn from(mail: Mail) -> Self {
        Self {
            kind: mail.mail_type.into(),
            addresses: mail.addresses.into_iter().map(AddressBody::from).collect(),
            quota_kib: mail.quota_kib,
            mailbox_server: mail.mailbox_server,
            forward: None,
            automatic_reply: None,
        }
    }
}

impl From<Address> for AddressBody {
    fn from(address: Address) -> Self {
        Self {
            local_part: address.local_part.into(),
            domain: address.name.map(String::from),
            default: address.is_default,
            alternate: address.alternate,
        }
    }
}

/// Mail to save; what is missing is empty, but a missing quota or mailbox server is the domain's, and
/// forwarding and automatic reply stay when they are missing.
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
    /// Forwarding; missing: as it is.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    forward: Option<ForwardBody>,
    /// The automatic reply; missing: as it is.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    automatic_reply: Option<ReplyBody>,
}

impl NewMail {
    /// What is to be done with mail.
    pub fn handling(&self) -> HandlingDraft {
        handling(self.forward.as_ref(), self.automatic_reply.as_ref())
    }

    /// The draft the desk takes.
    ///
    /// # Errors
    /// What is wrong with `type`.
    pub fn draft(&self) -> Result<MailDraft, Code> {
        if self.kind.is_empty() {
            return Err(Code::Required);
        }
        let mail_type = MailType::from_name(&self.kind).ok_or(Code::UnknownValue)?;
        let addresses = self.addresses.iter().map(AddressBody::draft);
        Ok(MailDraft {
            mail_type,
            addresses: addresses.collect(),
            quota_kib: self.quota_kib,
            mailbox_server: self.mailbox_server.clone(),
        })
    }
}

/// What to change of mail; what is missing stays.
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
    /// Forwarding; missing: as it is.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    forward: Option<ForwardBody>,
    /// The automatic reply; missing: as it is.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    automatic_reply: Option<ReplyBody>,
}

impl MailChange {
    /// What is to be done with mail.
    pub fn handling(&self) -> HandlingDraft {
        handling(self.forward.as_ref(), self.automatic_reply.as_ref())
    }

    /// The draft the desk takes: the given members over the present ones.
    ///
    /// # Errors
    /// What is wrong with `type`.
    pub fn over(&self, present: &Mail) -> Result<MailDraft, Code> {
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

/// A row as it would be typed.
pub fn draft_of(address: &Address) -> AddressDraft {
    AddressDraft {
        local_part: address.local_part.to_string(),
        domain: address.name.as_ref().map(ToString::to_string),
        default: address.is_default,
        alternate: address.alternate,
    }
}
