//! The forms "New user" and General as the drafts the store takes.

use model::MailType;
use model::mail::MailDraft;
use model::settings::OwnSettingsDraft;
use model::user::{Contact, IdentityDraft};
use store::administration::Permitted;
use store::users::{NewUserDraft, User};

use crate::form::Posted;

/// The form "New user".
#[must_use]
pub fn new_user(form: &Posted) -> NewUserDraft {
    let identity = IdentityDraft {
        hidden: form.checked("hidden"),
        must_change_password: Some(form.checked("must_change_password")),
        ..names(form)
    };
    // With an address the store makes the mailbox; without, the user gets no mail at all.
    let mail = (!form.checked("with_mail")).then(|| MailDraft {
        mail_type: MailType::None,
        ..MailDraft::default()
    });
    NewUserDraft {
        identity,
        password: password(form),
        mail,
    }
}

/// The General tab; what stands on other tabs stays as it is stored.
#[must_use]
pub fn general(form: &Posted, stored: &User, permitted: Permitted) -> IdentityDraft {
    IdentityDraft {
        suspended: form.checked("suspended"),
        is_administrator: stored.is_administrator,
        hidden: stored.hidden,
        unit: form.text_or("unit", stored.unit.to_string()),
        contact: contact(form),
        settings: settings(form),
        password_never_expires: form.checked("password_never_expires"),
        must_change_password: permitted
            .password
            .then(|| form.checked("must_change_password")),
        ..names(form)
    }
}

/// The General tab as it is stored, for who may change only the password.
#[must_use]
pub fn stored(form: &Posted, user: &User) -> IdentityDraft {
    IdentityDraft {
        login: user.login.to_string(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        display_name: user.display_name.clone(),
        suspended: user.suspended,
        hidden: user.hidden,
        is_administrator: user.is_administrator,
        unit: user.unit.to_string(),
        contact: user.contact.clone(),
        settings: user.settings.clone().into(),
        password_never_expires: user.password.never_expires,
        must_change_password: Some(form.checked("must_change_password")),
    }
}

/// The password, when one was typed.
#[must_use]
pub fn password(form: &Posted) -> Option<String> {
    form.text("password")
        .filter(|password| !password.is_empty())
        .map(Into::into)
}

fn contact(form: &Posted) -> Contact {
    Contact {
        job_title: form.draft("job_title"),
        department: form.draft("department"),
        phone: form.draft("phone"),
    }
}

fn settings(form: &Posted) -> OwnSettingsDraft {
    let chosen = |field| form.text(field).map(str::to_owned);
    OwnSettingsDraft {
        language: chosen("language"),
        time_zone: chosen("time_zone"),
        date_format: chosen("date_format"),
        time_format: chosen("time_format"),
    }
}

fn names(form: &Posted) -> IdentityDraft {
    IdentityDraft {
        login: form.draft("login"),
        first_name: form.draft("first_name"),
        last_name: form.draft("last_name"),
        display_name: form.draft("display_name"),
        unit: form.draft("unit"),
        ..IdentityDraft::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(pairs: &[(&str, &str)]) -> Posted {
        Posted::of(
            pairs
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
        )
    }

    #[test]
    fn without_an_address_a_new_user_gets_no_mail() {
        let draft = new_user(&posted(&[("login", "jdoe"), ("password", "")]));
        assert_eq!(draft.mail.map(|mail| mail.mail_type), Some(MailType::None));
        assert_eq!(draft.password, None);
        let draft = new_user(&posted(&[("login", "jdoe"), ("with_mail", "true")]));
        assert_eq!(draft.mail, None);
    }
}
