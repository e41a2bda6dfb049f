//! A user as programs send it, new or in part.

use model::mail::{Address, AddressDraft, MailDraft};
use model::{Code, MailType};
use serde::Deserialize;
use store::users::User;
use utoipa::ToSchema;

use super::wire::{AddressBody, MailKind};
use crate::api::object::{Nullable, given, given_object, given_objects, object_or_null, objects};

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
