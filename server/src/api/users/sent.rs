//! A user as programs send it, new or in part.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::mail::{MailChange, NewMail};
use crate::api::object::{given, given_object, object_or_null};

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
    /// The path of its organizational unit, such as `europe/france`; missing or empty for none.
    #[serde(default)]
    pub unit: String,
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
    /// The path of its organizational unit; empty for none.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub unit: Option<String>,
    /// A new password; ends the user's log-in sessions.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub password: Option<String>,
    /// Mail.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    pub mail: Option<MailChange>,
}
