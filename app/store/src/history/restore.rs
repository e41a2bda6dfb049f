//! Drafts from what the history keeps, so that undoing goes through the checks of an ordinary save.

use model::domain::{GeneralDraft, MailRoutingDraft, Quotas};
use model::entry::EntryDraft;
use model::mail::{AddressDraft, MailDraft};
use model::password::PasswordPolicy;
use model::user::IdentityDraft;
use model::{DateFormat, TimeFormat};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::StoreError;
use crate::domains::MailSystemDraft;

/// The General tab of a user.
pub(crate) fn identity(snapshot: &Value) -> Result<IdentityDraft, StoreError> {
    read(snapshot)
}

/// The mail part of a user.
pub(crate) fn mail(snapshot: &Value) -> Result<MailDraft, StoreError> {
    read(&snapshot["mail"])
}

/// An entry that is no user.
pub(crate) fn entry(snapshot: &Value) -> Result<EntryDraft, StoreError> {
    let addresses: Option<Vec<AddressDraft>> = read(&snapshot["addresses"])?;
    let mail = match read::<Option<MailDraft>>(&snapshot["mail"])? {
        Some(mail) => mail,
        None => MailDraft {
            addresses: addresses.unwrap_or_default(),
            ..MailDraft::default()
        },
    };
    Ok(EntryDraft {
        name: read(&snapshot["name"])?,
        display_name: read(&snapshot["display_name"])?,
        hidden: read(&snapshot["hidden"])?,
        suspended: read(&snapshot["suspended"])?,
        mail,
        members: read::<Option<_>>(&snapshot["members"])?.unwrap_or_default(),
        address: read::<Option<_>>(&snapshot["address"])?.unwrap_or_default(),
        unit: read::<Option<_>>(&snapshot["unit"])?.unwrap_or_default(),
    })
}

/// Both tabs of a domain.
pub(super) fn domain(snapshot: &Value) -> Result<(GeneralDraft, MailSystemDraft), StoreError> {
    let max_users: Option<i64> = read(&snapshot["max_users"])?;
    let date_format: Option<DateFormat> = read(&snapshot["date_format"])?;
    let time_format: Option<TimeFormat> = read(&snapshot["time_format"])?;
    let passwords: Option<PasswordPolicy> = read(&snapshot["passwords"])?;
    let passwords = passwords.unwrap_or_default();
    let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let general = GeneralDraft {
        name: read(&snapshot["name"])?,
        description: read(&snapshot["description"])?,
        aliases: read(&snapshot["aliases"])?,
        language: read(&snapshot["language"])?,
        time_zone: read(&snapshot["time_zone"])?,
        date_format: date_format.unwrap_or_default().as_str().to_owned(),
        time_format: time_format.unwrap_or_default().as_str().to_owned(),
        max_users: number(max_users),
        password_min_length: passwords.min_length.to_string(),
        password_lifetime_days: number(passwords.lifetime_days),
    };
    let system = MailSystemDraft {
        mailbox_server: read(&snapshot["mailbox_server"])?,
        quotas: read::<Quotas>(&snapshot["quotas"])?,
        routing: read::<MailRoutingDraft>(&snapshot["mail_routing"])?,
    };
    Ok((general, system))
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, StoreError> {
    T::deserialize(value).map_err(StoreError::corrupt)
}
