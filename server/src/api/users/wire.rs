//! A user as it is answered.

use model::handling::Handling;
use model::mail::Mail;
use model::{Kind, OwnSettings};
use serde::Serialize;
use store::users::User;
use utoipa::ToSchema;

use crate::api::mail::MailBody;

/// A user.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member")]
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
    job_title: String,
    department: String,
    /// Telephone number.
    phone: String,
    settings: UserSettingsBody,
    /// Another password must be chosen at the next log-in.
    must_change_password: bool,
    /// The password never expires, whatever the domain says.
    password_never_expires: bool,
    /// When the password was set, in seconds since 1970; null when there is none or that is not known.
    password_changed_at: Option<i64>,
    /// When the password expires, or did; null for never.
    password_expires_at: Option<i64>,
    /// The last sign-in to the console; null for none.
    last_sign_in_at: Option<i64>,
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
            job_title: user.contact.job_title,
            department: user.contact.department,
            phone: user.contact.phone,
            settings: user.settings.into(),
            must_change_password: user.password.must_change,
            password_never_expires: user.password.never_expires,
            password_changed_at: user.password.changed_at,
            password_expires_at: user.password.expires_at,
            last_sign_in_at: user.password.last_sign_in_at,
            version: user.version,
        }
    }
}

/// How a user reads; null where that is the domain's.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UserSettings)]
pub struct UserSettingsBody {
    /// `en`, `fr` or `de`.
    language: Option<String>,
    /// A zone of the tz database.
    #[schema(example = "Europe/Paris")]
    time_zone: Option<String>,
    /// `dd/MM/yyyy`, `yyyy-MM-dd`, `MM/dd/yyyy` or `dd.MM.yyyy`.
    date_format: Option<&'static str>,
    /// `h:mma` or `HH:mm`.
    time_format: Option<&'static str>,
}

impl From<OwnSettings> for UserSettingsBody {
    fn from(own: OwnSettings) -> Self {
        Self {
            language: own.language,
            time_zone: own.time_zone,
            date_format: own.date_format.map(model::DateFormat::as_str),
            time_format: own.time_format.map(model::TimeFormat::as_str),
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
