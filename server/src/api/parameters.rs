//! Parameters of many calls, as they are described; the extractors read them.

#![expect(dead_code, reason = "described and not read")]

use utoipa::IntoParams;

/// The path of a domain.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfDomain {
    /// Any name of the domain
    domain: String,
}

/// The path of a user.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfUser {
    /// Any name of the domain
    domain: String,
    /// Login of the user
    login: String,
}

/// The path of a mailbox server.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfServer {
    /// Name of the mailbox server
    name: String,
}

/// Which users a list shows.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EntryFilter {
    /// Beginnings of words of names, login or addresses; all must match
    query: Option<String>,
    /// `internal`, `external` or `none`
    mail_type: Option<String>,
    /// `active` or `suspended`
    status: Option<String>,
    /// Path of an organizational unit; with the units below it
    unit: Option<String>,
}

/// The path of an organizational unit.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfUnit {
    /// Any name of the domain
    domain: String,
    /// Path of the unit; its separators written `%2F`
    unit: String,
}

/// One page of a list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OnePage {
    /// `next` of the page before
    after: Option<String>,
    /// Rows of the page, 1 to 500; 50 by default
    limit: Option<u32>,
}

/// What may go with aliases.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WithTheirAddresses {
    /// `addresses`: aliases left out take the addresses at them along
    with: Option<String>,
}

/// How an import goes on.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HowToImport {
    /// `true`: only tell what would happen
    dry_run: Option<bool>,
    /// `leave_out`: go on without the lines that are refused; otherwise nothing is changed when one is
    refused: Option<String>,
    /// That of a dry run: refuse when its outcome would be another by now
    digest: Option<String>,
}
