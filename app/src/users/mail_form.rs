//! The Mail tab as it stands in the form, and what it becomes.

use model::mail::{Mail, MailDraft};
use model::{Code, MailType, Problem, Problems, quota};
use store::users::User;

use super::row::{Row, drafts};
use crate::form::Posted;

/// The Mail tab as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailForm {
    /// Mail type; kept as text, so that an unknown one is not mapped to another.
    pub mail_type: String,
    /// Name of the mailbox server; empty for the domain's.
    pub mailbox_server: String,
    /// Whether there is a quota.
    pub is_limited: bool,
    /// The quota's number.
    pub quota_number: String,
    /// The quota's unit, `mib` or `gib`.
    pub quota_unit: String,
    /// Whether the user is left out of address lists.
    pub hidden: bool,
    /// The address table.
    pub rows: Vec<Row>,
    /// Position of the default address.
    pub default: Option<usize>,
    /// The numbers in the names of the rows' fields, as they were sent.
    keys: Vec<usize>,
}

impl MailForm {
    /// The form for what is stored of a user.
    #[must_use]
    pub fn of(user: &User) -> Self {
        let mail = Mail {
            mail_type: user.mail_type,
            addresses: user.addresses.clone(),
            quota_kib: user.quota_kib,
            mailbox_server: user.mailbox_server.clone(),
        };
        Self {
            hidden: user.hidden,
            ..Self::of_mail(&mail)
        }
    }

    /// The form for what is stored of any entry's mail.
    #[must_use]
    pub fn of_mail(mail: &Mail) -> Self {
        let (number, unit) = quota::to_form(mail.quota_kib);
        let is_limited = mail.quota_kib > 0;
        let rows = mail.addresses.iter().map(|address| Row {
            local_part: address.local_part.to_string(),
            name: address
                .name
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            alternate: address.alternate,
        });
        Self {
            mail_type: mail.mail_type.as_str().to_owned(),
            mailbox_server: mail.mailbox_server.clone().unwrap_or_default(),
            is_limited,
            quota_number: if is_limited {
                number.to_string()
            } else {
                String::new()
            },
            quota_unit: unit.as_form().to_owned(),
            hidden: false,
            rows: rows.collect(),
            default: mail.addresses.iter().position(|address| address.is_default),
            keys: (0..mail.addresses.len()).collect(),
        }
    }

    /// The form as it was sent. Each row brings its number in a field `address`.
    #[must_use]
    pub fn read(form: &Posted) -> Self {
        let keys: Vec<usize> = form
            .all("address")
            .into_iter()
            .filter_map(|key| key.parse().ok())
            .collect();
        let rows = keys.iter().map(|key| Row {
            local_part: form.draft(&format!("addresses[{key}].local_part")),
            name: form.draft(&format!("addresses[{key}].domain")),
            alternate: form.checked(&format!("addresses[{key}].alternate")),
        });
        let default: Option<usize> = form.text("default").and_then(|key| key.parse().ok());
        Self {
            mail_type: form.draft("type"),
            mailbox_server: form.draft("mailbox_server"),
            is_limited: form.text("quota_kib") == Some("limited"),
            quota_number: form.draft("quota_kib_number"),
            quota_unit: form.draft("quota_kib_unit"),
            hidden: form.checked("hidden"),
            rows: rows.collect(),
            default: default.and_then(|default| keys.iter().position(|key| *key == default)),
            keys,
        }
    }

    /// Does what a button of the address table asks for, for a page without WebAssembly; false for
    /// Save. `login` is what a first address starts with.
    pub fn press(&mut self, form: &Posted, login: &str) -> bool {
        let Some(pressed) = form.pressed() else {
            return false;
        };
        match (pressed.action.as_str(), pressed.row) {
            ("add_address", _) => self.rows.push(Row {
                // A second row with the login would stand twice.
                local_part: if self.rows.is_empty() {
                    login.to_owned()
                } else {
                    String::new()
                },
                name: String::new(),
                alternate: true,
            }),
            ("remove_address", Some(key)) => self.remove(key),
            ("tick_all", _) => self.rows.iter_mut().for_each(|row| row.alternate = true),
            ("tick_none", _) => self.rows.iter_mut().for_each(|row| row.alternate = false),
            _ => return false,
        }
        if self.default.is_none() && !self.rows.is_empty() {
            self.default = Some(0);
        }
        true
    }

    fn remove(&mut self, key: usize) {
        let Some(position) = self.keys.iter().position(|known| *known == key) else {
            return;
        };
        self.rows.remove(position);
        self.keys.remove(position);
        self.default = match self.default {
            Some(default) if default == position => None,
            Some(default) if default > position => Some(default - 1),
            other => other,
        };
    }

    /// What the store takes, and the problems a draft cannot carry: those of `type` and
    /// `quota_kib`. With such a problem the draft serves for finding the others only.
    #[must_use]
    pub fn draft(&self) -> (MailDraft, Problems) {
        let mut problems = Problems::default();
        let mail_type = MailType::from_name(&self.mail_type);
        if mail_type.is_none() {
            problems.add(Problem::new("type", Code::UnknownValue));
        }
        let size = quota::from_form(self.is_limited, &self.quota_number, &self.quota_unit);
        let draft = MailDraft {
            mail_type: mail_type.unwrap_or(MailType::None),
            addresses: drafts(&self.rows, self.default),
            quota_kib: problems.take("quota_kib", size),
            mailbox_server: Some(self.mailbox_server.clone()).filter(|name| !name.is_empty()),
        };
        (draft, problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(more: &[(&str, &str)]) -> Posted {
        let three_rows = [
            ("type", "external"),
            ("quota_kib", "limited"),
            ("quota_kib_number", "2"),
            ("quota_kib_unit", "gib"),
            ("default", "4"),
            ("address", "0"),
            ("addresses[0].local_part", "a"),
            ("addresses[0].alternate", "true"),
            ("address", "4"),
            ("addresses[4].local_part", "b"),
            ("address", "7"),
            ("addresses[7].local_part", "c"),
            ("addresses[7].domain", "a.example"),
        ];
        let fields = three_rows.iter().chain(more);
        Posted::of(
            fields
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
        )
    }

    fn local_parts(form: &MailForm) -> Vec<&str> {
        form.rows
            .iter()
            .map(|row| row.local_part.as_str())
            .collect()
    }

    #[test]
    fn the_draft_is_what_was_typed() {
        let (draft, problems) = MailForm::read(&posted(&[])).draft();
        assert!(problems.is_empty());
        assert_eq!(draft.mail_type, MailType::External);
        assert_eq!(draft.quota_kib, Some(2 * 1024 * 1024));
        assert_eq!(draft.mailbox_server, None);
        let of = |index: usize| &draft.addresses[index];
        assert_eq!(
            (of(0).domain.as_deref(), of(0).default, of(0).alternate),
            (None, false, true)
        );
        assert_eq!((of(1).default, of(1).alternate), (true, false));
        assert_eq!(of(2).domain.as_deref(), Some("a.example"));
    }

    #[test]
    fn an_unknown_type_and_a_wrong_size_are_refused_at_once() {
        let mut form = MailForm::read(&posted(&[]));
        form.mail_type = "elsewhere".into();
        form.quota_number = "much".into();
        let (_, problems) = form.draft();
        let fields: Vec<_> = problems
            .0
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(fields, ["type", "quota_kib"]);
    }

    #[test]
    fn removing_a_row_keeps_the_default_or_gives_it_to_the_first() {
        let pressed = |key: &str| {
            let posted = posted(&[("action", key)]);
            let mut form = MailForm::read(&posted);
            assert!(form.press(&posted, "jdoe"));
            form
        };
        let form = pressed("remove_address:0");
        assert_eq!(
            (local_parts(&form), form.default),
            (vec!["b", "c"], Some(0))
        );
        let form = pressed("remove_address:4");
        assert_eq!(
            (local_parts(&form), form.default),
            (vec!["a", "c"], Some(0))
        );
        let form = pressed("remove_address:99");
        assert_eq!(
            (local_parts(&form), form.default),
            (vec!["a", "b", "c"], Some(1))
        );
    }

    #[test]
    fn ticks_change_together_and_save_is_no_button_of_the_table() {
        let posted_all = posted(&[("action", "tick_all")]);
        let mut form = MailForm::read(&posted_all);
        assert!(form.press(&posted_all, "jdoe"));
        assert!(form.rows.iter().all(|row| row.alternate));
        assert!(!form.press(&posted(&[]), "jdoe"));
    }

    #[test]
    fn the_first_address_starts_with_the_login() {
        let add = Posted::of(vec![("action".into(), "add_address".into())]);
        let mut form = MailForm::read(&add);
        form.press(&add, "jdoe");
        form.press(&add, "jdoe");
        assert_eq!(
            (local_parts(&form), form.default),
            (vec!["jdoe", ""], Some(0))
        );
    }
}
