//! A user as it is answered.

use model::Kind;
use model::handling::Handling;
use model::mail::Mail;
use serde::Serialize;
use store::users::User;
use utoipa::ToSchema;

use crate::api::mail::MailBody;

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
    /// The path of its organizational unit; empty for none.
    #[schema(example = "europe/france")]
    unit: String,
    mail: MailBody,
    /// Also sent as entity tag.
    version: i64,
}

impl UserBody {
    /// A user, and what is done with its mail.
    pub fn of(user: User, handling: Handling) -> Self {
        Self {
            mail: MailBody::from(mail_of(&user)).with(Kind::User, handling),
            login: user.login.into(),
            first_name: user.first_name,
            last_name: user.last_name,
            display_name: user.display_name,
            suspended: user.suspended,
            hidden: user.hidden,
            administrator: user.is_administrator,
            unit: user.unit.into(),
            version: user.version,
        }
    }
}

/// The mail part of a user.
pub fn mail_of(user: &User) -> Mail {
    Mail {
        mail_type: user.mail_type,
        addresses: user.addresses.clone(),
        quota_kib: user.quota_kib,
        mailbox_server: user.mailbox_server.clone(),
    }
}
