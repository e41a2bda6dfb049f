//! The form of the settings as the draft the store takes, and back.

use model::ldap::{LdapDraft, Mapping, Missing, Preset};
use model::{Code, Problem, Problems};
use store::ldap::LdapImport;

use crate::form::Posted;

/// What the form holds.
///
/// # Errors
/// Numbers that are none.
pub(super) fn read(form: &Posted) -> Result<LdapDraft, Problems> {
    let mut problems = Problems::default();
    let mut number = |field: &str, code: Code| {
        let typed = form.draft(field);
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let parsed = typed.parse::<i64>();
        problems.take(field, parsed.map_err(|_| code))
    };
    let every_minutes = number("every_minutes", Code::LdapInterval);
    // Nothing is no share: the store says so.
    let max_share = number("max_share", Code::LdapShare).unwrap_or_default();
    if problems.of("max_share").next().is_some() {
        return Err(problems);
    }
    let mapping = |field: &str| form.draft(&format!("mapping.{field}"));
    let missing = Missing::from_name(&form.draft("missing"));
    if missing.is_none() {
        problems.add(Problem::new("missing", Code::UnknownValue));
    }
    let draft = LdapDraft {
        url: form.draft("url"),
        plain: form.checked("plain"),
        ca_certificate: form.draft("ca_certificate"),
        bind_dn: form.draft("bind_dn"),
        bind_password: form.text("bind_password").map(str::to_owned),
        base_dn: form.draft("base_dn"),
        user_filter: form.draft("user_filter"),
        group_filter: form.draft("group_filter"),
        mapping: Mapping {
            login: mapping("login"),
            first_name: mapping("first_name"),
            last_name: mapping("last_name"),
            display_name: mapping("display_name"),
            mail: mapping("mail"),
            aliases: mapping("aliases"),
            unique_id: mapping("unique_id"),
            disabled: mapping("disabled"),
        },
        split_group: form.draft("split_group"),
        missing: missing.unwrap_or_default(),
        every_minutes,
        max_share,
    };
    problems.or(Some(draft))
}

/// The fields as stored; those of a new directory are filled in for OpenLDAP.
pub(super) fn stored(import: Option<&LdapImport>) -> LdapDraft {
    match import {
        Some(import) => LdapDraft::from(&import.settings),
        None => LdapDraft {
            user_filter: Preset::Posix.user_filter().to_owned(),
            group_filter: Preset::Posix.group_filter().to_owned(),
            max_share: model::ldap::SHARE_DEFAULT,
            ..LdapDraft::default()
        },
    }
}

/// The same form with filters and attributes of a preset filled in.
pub(super) fn with_preset(form: &Posted, preset: Preset) -> Posted {
    let mapping = preset.mapping();
    let mut filled = vec![
        ("user_filter".to_owned(), preset.user_filter().to_owned()),
        ("group_filter".to_owned(), preset.group_filter().to_owned()),
    ];
    filled.extend(
        mapping
            .fields()
            .map(|(field, attribute)| (format!("mapping.{field}"), attribute.to_owned())),
    );
    form.replacing(filled)
}
