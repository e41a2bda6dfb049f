//! LDAP import: the settings of a domain's directory.

mod settings;

use axum::response::Response;
use http::StatusCode;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::settings::{LdapBody, NewLdap};
use super::body::{Body, versioned};
use super::parameters::OfDomain;
use super::{Caller, IfMatch, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(find, replace, delete))
}

/// The settings of a domain's directory. Not found when there are none.
#[utoipa::path(get, path = "/domains/{domain}/ldap", tag = "ldap", operation_id = "find_ldap",
    params(OfDomain),
    responses((status = 200, body = LdapBody)))]
async fn find(Caller(desk): Caller, Place(domain): Place<String>) -> Result<Response, Refusal> {
    let import = desk.find_ldap(&domain).await?.ok_or(Refusal::NotFound)?;
    Ok(versioned(import.version, &LdapBody::from(import)))
}

/// Replaces the settings of a domain's directory. A missing password keeps the present one.
#[utoipa::path(put, path = "/domains/{domain}/ldap", tag = "ldap", operation_id = "replace_ldap",
    params(OfDomain, IfMatch),
    request_body = NewLdap,
    responses((status = 200, body = LdapBody)))]
async fn replace(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    IfMatch(version): IfMatch,
    Body(new): Body<NewLdap>,
) -> Result<Response, Refusal> {
    let draft = new.draft().map_err(Refusal::Invalid)?;
    let import = desk.change_ldap(&domain, version, &draft).await?;
    Ok(versioned(import.version, &LdapBody::from(import)))
}

/// Forgets the directory; what was imported stays.
#[utoipa::path(delete, path = "/domains/{domain}/ldap", tag = "ldap", operation_id = "delete_ldap",
    params(OfDomain, IfMatch),
    responses((status = 204, description = "Forgotten")))]
async fn delete(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Refusal> {
    desk.remove_ldap(&domain, version).await?;
    Ok(StatusCode::NO_CONTENT)
}
