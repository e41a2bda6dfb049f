//! `PATCH /domains/{domain}`: the given members over the present ones, saved as the console saves them.

use model::domain::{GeneralDraft, MailRoutingDraft, Quotas};
use store::Desk;
use store::domains::{Domain, MailSystemDraft, WithAddresses};

use crate::Refusal;
use crate::api::object::Nullable;
use crate::api::version::until_saved;

use super::wire::{DomainChange, RoutingChange, SettingsChange};

/// Changes the given members. Without a version it is made from whatever the present one is.
///
/// # Errors
/// Those of the desk, with the fields of the body.
pub async fn change(
    desk: &Desk,
    name: &str,
    version: Option<i64>,
    wanted: &DomainChange,
    with: WithAddresses,
) -> Result<Domain, Refusal> {
    until_saved(version, || {
        change_present(desk, name, version, wanted, with)
    })
    .await
    .map_err(|refusal| refusal.rename_fields(wire_field))
}

async fn change_present(
    desk: &Desk,
    name: &str,
    version: Option<i64>,
    wanted: &DomainChange,
    with: WithAddresses,
) -> Result<Domain, Refusal> {
    let present = desk.find_domain(name).await?;
    let (general, system) = (wanted.general(&present), wanted.mail_system(&present));
    let from = Some(version.unwrap_or(present.version));
    let changed = desk.change_domain(name, from, general.as_ref(), system.as_ref(), with);
    Ok(changed.await?)
}

impl DomainChange {
    /// The General tab with the given members; `None` when none of them is on it.
    fn general(&self, present: &Domain) -> Option<GeneralDraft> {
        let settings = self.settings.as_ref();
        let touched = self.name.is_some()
            || self.description.is_some()
            || self.aliases.is_some()
            || settings.is_some_and(SettingsChange::is_general);
        touched.then(|| GeneralDraft {
            name: or_present(self.name.as_ref(), present.name.as_str()),
            description: or_present(self.description.as_ref(), &present.description),
            aliases: self.names(present),
            language: or_present(
                settings.and_then(|s| s.language.as_ref()),
                &present.language,
            ),
            time_zone: or_present(
                settings.and_then(|s| s.time_zone.as_ref()),
                &present.time_zone,
            ),
            date_format: or_present(
                settings.and_then(|s| s.date_format.as_ref()),
                present.date_format.as_str(),
            ),
            time_format: or_present(
                settings.and_then(|s| s.time_format.as_ref()),
                present.time_format.as_str(),
            ),
            max_users: number(
                settings.and_then(|s| s.max_users.as_ref()),
                present.max_users,
            ),
            password_min_length: settings
                .and_then(|s| s.password_min_length)
                .unwrap_or(present.passwords.min_length)
                .to_string(),
            password_lifetime_days: number(
                settings.and_then(|s| s.password_lifetime_days.as_ref()),
                present.passwords.lifetime_days,
            ),
        })
    }

    /// The aliases as given. Where they are not, all present names: a new name takes none away.
    fn names(&self, present: &Domain) -> Vec<String> {
        self.aliases.clone().unwrap_or_else(|| {
            let names = std::iter::once(&present.name).chain(&present.aliases);
            names.map(ToString::to_string).collect()
        })
    }

    /// The Mail System tab with the given members; `None` when none of them is on it.
    fn mail_system(&self, present: &Domain) -> Option<MailSystemDraft> {
        let settings = self.settings.as_ref();
        let touched = self.mail_routing.is_some() || settings.is_some_and(SettingsChange::is_mail);
        touched.then(|| MailSystemDraft {
            mailbox_server: or_present(
                settings.and_then(|s| s.mailbox_server.as_ref()),
                &present.mailbox_server,
            ),
            quotas: settings.map_or(present.quotas, |s| s.quotas(present.quotas)),
            routing: self
                .mail_routing
                .as_ref()
                .unwrap_or(&RoutingChange::default())
                .over(present),
        })
    }
}

impl RoutingChange {
    fn over(&self, present: &Domain) -> MailRoutingDraft {
        let present = &present.routing;
        MailRoutingDraft {
            relay: match &self.relay {
                Some(Nullable(given)) => given.clone(),
                None => present.relay.as_ref().map(ToString::to_string),
            },
            forward_unknown: self.forward_unknown.unwrap_or(present.forward_unknown),
            deliver_to_default: self
                .deliver_to_default
                .unwrap_or(present.deliver_to_default),
        }
    }
}

impl SettingsChange {
    const fn is_general(&self) -> bool {
        self.language.is_some()
            || self.time_zone.is_some()
            || self.date_format.is_some()
            || self.time_format.is_some()
            || self.max_users.is_some()
            || self.password_min_length.is_some()
            || self.password_lifetime_days.is_some()
    }

    const fn is_mail(&self) -> bool {
        self.mailbox_server.is_some()
            || self.max_user_quota_kib.is_some()
            || self.default_user_quota_kib.is_some()
            || self.max_shared_quota_kib.is_some()
            || self.default_shared_quota_kib.is_some()
    }

    fn quotas(&self, present: Quotas) -> Quotas {
        Quotas {
            max_user_kib: self.max_user_quota_kib.unwrap_or(present.max_user_kib),
            default_user_kib: self
                .default_user_quota_kib
                .unwrap_or(present.default_user_kib),
            max_shared_kib: self.max_shared_quota_kib.unwrap_or(present.max_shared_kib),
            default_shared_kib: self
                .default_shared_quota_kib
                .unwrap_or(present.default_shared_kib),
        }
    }
}

fn or_present(given: Option<&String>, present: &str) -> String {
    given.map_or(present, String::as_str).to_owned()
}

/// A number as the drafts take it; empty for none.
fn number(given: Option<&Nullable<i64>>, present: Option<i64>) -> String {
    let number = given.map_or(present, |Nullable(given)| *given);
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// What a field of the drafts is called in the body of the call.
fn wire_field(field: &str) -> String {
    match field {
        "language"
        | "time_zone"
        | "date_format"
        | "time_format"
        | "max_users"
        | "password_min_length"
        | "password_lifetime_days"
        | "mailbox_server" => format!("settings.{field}"),
        "max_user_kib" | "default_user_kib" | "max_shared_kib" | "default_shared_kib" => {
            format!("settings.{}_quota_kib", field.trim_end_matches("_kib"))
        }
        "relay" | "forward_unknown" | "deliver_to_default" => format!("mail_routing.{field}"),
        _ => field.to_owned(),
    }
}
