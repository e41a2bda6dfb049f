//! A user as programs send it, new or in part.

use model::settings::OwnSettingsDraft;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::mail::{MailChange, NewMail};
use crate::api::object::{Nullable, given, given_object, object_or_null};

/// A user to create.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member")]
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
    /// The path of its organizational unit, such as `europe/france`; missing or empty for none.
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub job_title: String,
    #[serde(default)]
    pub department: String,
    /// Telephone number.
    #[serde(default)]
    pub phone: String,
    /// How the user reads; what is missing is the domain's.
    #[serde(default, deserialize_with = "object_or_null")]
    pub settings: Option<UserSettingsChange>,
    /// Missing for no log-in yet.
    #[serde(default)]
    pub password: Option<String>,
    /// Another password must be chosen at the next log-in.
    #[serde(default)]
    pub must_change_password: bool,
    /// The password never expires, whatever the domain says.
    #[serde(default)]
    pub password_never_expires: bool,
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
    /// The path of its organizational unit; empty for none.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub unit: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub job_title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub department: Option<String>,
    /// Telephone number.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub phone: Option<String>,
    /// How the user reads.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    pub settings: Option<UserSettingsChange>,
    /// Another password must be chosen at the next log-in; a new one alone sets it to false.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub must_change_password: Option<bool>,
    /// The password never expires, whatever the domain says.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub password_never_expires: Option<bool>,
    /// A new password; ends the user's log-in sessions.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub password: Option<String>,
    /// Mail.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    pub mail: Option<MailChange>,
}

/// What to change of how a user reads: null for the domain's; what is missing stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserSettingsChange {
    /// `en`, `fr` or `de`.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub language: Option<Nullable<String>>,
    /// A zone of the tz database.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub time_zone: Option<Nullable<String>>,
    /// `dd/MM/yyyy`, `yyyy-MM-dd`, `MM/dd/yyyy` or `dd.MM.yyyy`.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub date_format: Option<Nullable<String>>,
    /// `h:mma` or `HH:mm`.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub time_format: Option<Nullable<String>>,
}

impl UserSettingsChange {
    /// The present settings with those that are given.
    pub fn over(&self, present: OwnSettingsDraft) -> OwnSettingsDraft {
        let or = |given: &Option<Nullable<String>>, present| match given {
            Some(Nullable(given)) => given.clone(),
            None => present,
        };
        OwnSettingsDraft {
            language: or(&self.language, present.language),
            time_zone: or(&self.time_zone, present.time_zone),
            date_format: or(&self.date_format, present.date_format),
            time_format: or(&self.time_format, present.time_format),
        }
    }
}
