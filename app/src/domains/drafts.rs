//! What a form of a domain holds, as the drafts the store takes.

use model::domain::{AdministratorDraft, GeneralDraft, MailRoutingDraft, NewDomainDraft, Quotas};
use model::{Code, Problems, quota, relay::OwnHost};
use store::domains::MailSystemDraft;

use crate::form::{Posted, Pressed};

/// The four quotas by the names of their fields, in the order of the screen.
pub const QUOTA_FIELDS: [&str; 4] = [
    "max_user_kib",
    "default_user_kib",
    "max_shared_kib",
    "default_shared_kib",
];

/// The form "New Domain".
pub fn new_domain(form: &Posted) -> NewDomainDraft {
    let administrator = form
        .checked("create_administrator")
        .then(|| AdministratorDraft {
            login: form.draft("administrator.login"),
            password: form.draft("administrator.password"),
        });
    NewDomainDraft {
        name: form.draft("name"),
        mailbox_server: form
            .text("mailbox_server")
            .filter(|name| !name.is_empty())
            .map(Into::into),
        administrator,
        ..NewDomainDraft::default()
    }
}

/// The General tab.
pub fn general(form: &Posted) -> GeneralDraft {
    GeneralDraft {
        name: form.draft("name"),
        description: form.draft("description"),
        aliases: form.all("aliases").into_iter().map(Into::into).collect(),
        language: form.draft("language"),
        time_zone: form.draft("time_zone"),
        date_format: form.draft("date_format"),
        time_format: form.draft("time_format"),
        max_users: form.draft("max_users"),
        password_min_length: form.draft("password_min_length"),
        password_lifetime_days: form.draft("password_lifetime_days"),
    }
}

/// The aliases in the General tab after the button of a row was pressed; `None` when it was another.
pub fn aliases_after(form: &Posted) -> Option<Vec<String>> {
    let Pressed { action, row } = form.pressed()?;
    let mut aliases: Vec<String> = form.all("aliases").into_iter().map(Into::into).collect();
    match (action.as_str(), row) {
        ("add_alias", _) => aliases.push(String::new()),
        ("remove_alias", Some(row)) if row < aliases.len() => {
            aliases.remove(row);
        }
        ("remove_alias", _) => {}
        _ => return None,
    }
    Some(aliases)
}

/// The Mail System tab.
///
/// # Errors
/// Every problem that can be told without the database, when a quota cannot be read.
pub fn mail_system(form: &Posted) -> Result<MailSystemDraft, Problems> {
    let mut problems = Problems::default();
    let mut quota = |field| {
        problems
            .take(field, quota_field(form, field))
            .unwrap_or_default()
    };
    let [max_user, default_user, max_shared, default_shared] = QUOTA_FIELDS;
    let quotas = Quotas {
        max_user_kib: quota(max_user),
        default_user_kib: quota(default_user),
        max_shared_kib: quota(max_shared),
        default_shared_kib: quota(default_shared),
    };
    let routing = MailRoutingDraft {
        relay: Some(form.draft("relay")),
        forward_unknown: form.checked("forward_unknown"),
        deliver_to_default: form.checked("deliver_to_default"),
    };
    if problems.is_empty() {
        return Ok(MailSystemDraft {
            mailbox_server: form.draft("mailbox_server"),
            quotas,
            routing,
        });
    }
    // The store will not be asked: say the rest that is wrong as well.
    if let Err(more) = routing.check(&OwnHost::default()) {
        more.0.into_iter().for_each(|problem| problems.add(problem));
    }
    Err(problems)
}

/// One quota in KiB: `{field}` says whether there is one, `{field}_number` and `{field}_unit` which.
fn quota_field(form: &Posted, field: &str) -> Result<i64, Code> {
    let is_limited = form.text(field) == Some("limited");
    let number = form.draft(&format!("{field}_number"));
    quota::from_form(is_limited, &number, &form.draft(&format!("{field}_unit")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Posted {
        Posted::of(
            pairs
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn login_and_password_count_only_with_the_box() {
        let fields = [
            ("name", "a.example"),
            ("administrator.login", "ann"),
            ("administrator.password", "x"),
        ];
        assert_eq!(new_domain(&form(&fields)).administrator, None);
        let with_box: Vec<_> = fields
            .into_iter()
            .chain([("create_administrator", "true")])
            .collect();
        let administrator = new_domain(&form(&with_box)).administrator.unwrap();
        assert_eq!(
            (
                administrator.login.as_str(),
                administrator.password.as_str()
            ),
            ("ann", "x")
        );
    }

    #[test]
    fn rows_come_and_go_without_saving() {
        let names = [
            ("aliases", "a.example"),
            ("aliases", "b.example"),
            ("aliases", "c.example"),
        ];
        let after = |action| {
            let fields: Vec<_> = names.into_iter().chain([("action", action)]).collect();
            aliases_after(&form(&fields))
        };
        assert_eq!(
            after("add_alias").unwrap(),
            ["a.example", "b.example", "c.example", ""]
        );
        assert_eq!(after("remove_alias:1").unwrap(), ["a.example", "c.example"]);
        assert_eq!(after("remove_alias:9").unwrap().len(), 3);
        assert_eq!(after("save"), None);
        assert_eq!(aliases_after(&form(&names)), None);
    }

    #[test]
    fn quotas_are_read_in_their_unit() {
        let draft = mail_system(&form(&[
            ("max_user_kib", "limited"),
            ("max_user_kib_number", " 2 "),
            ("max_user_kib_unit", "gib"),
            ("default_user_kib", "none"),
            ("default_user_kib_number", "not read"),
            ("relay", "mail.example"),
        ]))
        .unwrap();
        assert_eq!(draft.quotas.max_user_kib, 2 * 1024 * 1024);
        assert_eq!(draft.quotas.default_user_kib, 0);
        assert_eq!(draft.routing.relay.as_deref(), Some("mail.example"));
        assert!(!draft.routing.forward_unknown);
    }

    #[test]
    fn a_quota_that_is_no_number_is_told_together_with_the_rest() {
        let problems = mail_system(&form(&[
            ("max_shared_kib", "limited"),
            ("max_shared_kib_number", "much"),
            ("max_shared_kib_unit", "mib"),
            ("relay", "smtp://mail.example"),
        ]))
        .unwrap_err();
        let fields: Vec<_> = problems
            .0
            .iter()
            .map(|problem| (problem.field.as_str(), problem.code))
            .collect();
        assert_eq!(
            fields,
            [
                ("max_shared_kib", Code::QuotaInvalid),
                ("relay", Code::RelayHasScheme)
            ]
        );
    }
}
