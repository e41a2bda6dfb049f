//! `PATCH …/users/{login}`: the given members over the present ones, saved as the console saves them.

use model::user::{Contact, IdentityDraft, display_name};
use store::Desk;
use store::users::User;

use super::sent::UserChange;
use super::wire::mail_of;
use crate::Refusal;
use crate::api::mail::MailChange;
use crate::api::version::until_saved;

/// Changes the given members. Without a version it is made from whatever the present one is.
///
/// # Errors
/// Those of the desk, with the fields of the drafts.
pub async fn change(
    desk: &Desk,
    domain: &str,
    login: &str,
    version: Option<i64>,
    wanted: &UserChange,
) -> Result<User, Refusal> {
    until_saved(version, || {
        change_present(desk, domain, login, version, wanted)
    })
    .await
}

async fn change_present(
    desk: &Desk,
    domain: &str,
    login: &str,
    version: Option<i64>,
    wanted: &UserChange,
) -> Result<User, Refusal> {
    let present = desk.find_user(domain, login).await?;
    let from = Some(version.unwrap_or(present.version));
    let (login, password) = (present.login.as_str(), wanted.password.as_deref());
    let identity = wanted.identity(&present);
    let mail = wanted
        .mail
        .as_ref()
        .map(|mail| mail.over(&mail_of(&present)))
        .transpose();
    let handling = wanted.mail.as_ref().map(MailChange::handling);
    let handling = handling.unwrap_or_default();
    let saved = match mail.map_err(|code| Refusal::field("type", code))? {
        None => {
            desk.change_user_identity(domain, login, from, &identity, password)
                .await
        }
        Some(mail) => {
            desk.change_user(domain, login, from, (&identity, password), &mail, &handling)
                .await
        }
    };
    Ok(saved?)
}

impl UserChange {
    fn identity(&self, present: &User) -> IdentityDraft {
        let or =
            |given: &Option<String>, present: &str| given.as_deref().unwrap_or(present).to_owned();
        IdentityDraft {
            login: or(&self.login, present.login.as_str()),
            first_name: or(&self.first_name, &present.first_name),
            last_name: or(&self.last_name, &present.last_name),
            display_name: or(&self.display_name, typed_display_name(present)),
            suspended: self.suspended.unwrap_or(present.suspended),
            hidden: self.hidden.unwrap_or(present.hidden),
            is_administrator: self.administrator.unwrap_or(present.is_administrator),
            unit: or(&self.unit, &present.unit.to_string()),
            contact: Contact {
                job_title: or(&self.job_title, &present.contact.job_title),
                department: or(&self.department, &present.contact.department),
                phone: or(&self.phone, &present.contact.phone),
            },
            settings: match &self.settings {
                Some(given) => given.over(present.settings.clone().into()),
                None => present.settings.clone().into(),
            },
            password_never_expires: self
                .password_never_expires
                .unwrap_or(present.password.never_expires),
            must_change_password: self.must_change_password,
        }
    }
}

/// The display name if somebody typed it; empty while it follows the names.
fn typed_display_name(user: &User) -> &str {
    let following = display_name(&user.first_name, &user.last_name, user.login.as_str());
    if user.display_name == following {
        ""
    } else {
        &user.display_name
    }
}
