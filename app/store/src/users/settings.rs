//! What a user chose for himself: language, time zone, formats.

use model::user::Identity;
use model::{Code, OwnSettings, Problem, Problems};

use crate::StoreError;
use crate::domains::known_zone;
use crate::pool::{Tx, execute};

/// The identity with its time zone as the tz database writes it; adds a problem at `time_zone` when
/// there is no such zone.
pub(super) fn check_zone(checked: Result<Identity, Problems>) -> Result<Identity, Problems> {
    let mut identity = checked?;
    identity.settings = known(identity.settings)?;
    Ok(identity)
}

/// The settings with the time zone as the tz database writes it.
pub(crate) fn known(mut own: OwnSettings) -> Result<OwnSettings, Problem> {
    if let Some(typed) = &own.time_zone {
        let zone = known_zone(typed);
        own.time_zone = Some(zone.ok_or_else(|| Problem::new("time_zone", Code::UnknownValue))?);
    }
    Ok(own)
}

/// Stores them with the account.
pub(crate) async fn write_settings(
    tx: &mut Tx,
    account: i64,
    own: &OwnSettings,
    password_never_expires: bool,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE account SET language = $1, time_zone = $2, date_format = $3, time_format = $4,
                            password_never_expires = $5
         WHERE id = $6",
        own.language.as_deref(),
        own.time_zone.as_deref(),
        own.date_format.map(model::DateFormat::as_str),
        own.time_format.map(model::TimeFormat::as_str),
        password_never_expires,
        account
    )?;
    Ok(())
}
