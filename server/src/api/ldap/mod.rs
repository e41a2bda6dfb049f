//! LDAP import: the settings of a domain's directory, importing, and reports.

mod report;
mod settings;

use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use store::ldap::{Ask, LdapReport};
use utoipa_axum::{router::OpenApiRouter, routes};

use self::report::ReportBody;
use self::settings::{LdapBody, NewLdap};
use super::body::{Body, versioned};
use super::filter::{List, Parameters};
use super::parameters::OfDomain;
use super::{Caller, IfMatch, Place};
use crate::{Refusal, State};

/// How long a call waits for the end of an import before it answers with where to look.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(100);

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(find, replace, delete))
        .routes(routes!(import))
        .routes(routes!(list_reports))
        .routes(routes!(find_report))
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

/// Imports the directory, all of it or nothing. An import that takes longer answers 202 with its report,
/// which tells how it goes on.
#[utoipa::path(post, path = "/domains/{domain}/ldap/import", tag = "ldap", operation_id = "import_ldap",
    params(OfDomain,
        ("dry_run" = Option<bool>, Query, description = "Whether only to tell what would happen"),
        ("take_all" = Option<bool>, Query, description = "Whether the directory's values count also where something was changed by hand")),
    responses((status = 200, body = ReportBody), (status = 202, body = ReportBody)))]
async fn import(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    mut parameters: Parameters,
) -> Result<Response, Refusal> {
    let mut flag = |name| parameters.word(name, |value| value.parse().ok());
    let ask = Ask {
        dry_run: flag("dry_run").unwrap_or_default(),
        take_all: flag("take_all").unwrap_or_default(),
        ..Ask::default()
    };
    parameters.end()?;
    let id = desk.start_ldap_import(&domain, ask).await?;
    let begun = tokio::time::Instant::now();
    let report = loop {
        let report = desk.find_ldap_report(&domain, id).await?;
        if !report.state.is_running() || begun.elapsed() > PATIENCE {
            break report;
        }
        tokio::time::sleep(LOOK).await;
    };
    answer(report)
}

fn answer(report: LdapReport) -> Result<Response, Refusal> {
    if let Some(problem) = report.problems.first() {
        return Err(Refusal::Conflict(problem.clone()));
    }
    let status = if report.state.is_running() {
        StatusCode::ACCEPTED
    } else {
        StatusCode::OK
    };
    Ok((status, axum::Json(ReportBody::from(report))).into_response())
}

/// The reports of a domain's imports, newest first, without their rows.
#[utoipa::path(get, path = "/domains/{domain}/ldap/reports", tag = "ldap", operation_id = "list_ldap_reports",
    params(OfDomain,
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 1 to 500; 50 by default")),
    responses((status = 200, body = List<ReportBody>)))]
async fn list_reports(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    mut parameters: Parameters,
) -> Result<axum::Json<List<ReportBody>>, Refusal> {
    let (after, limit) = (parameters.text("after"), parameters.limit());
    parameters.end()?;
    let page = desk
        .list_ldap_reports(&domain, after.as_deref(), limit)
        .await?;
    Ok(axum::Json(List::of(page, ReportBody::from)))
}

/// One report with the entries it is about.
#[utoipa::path(get, path = "/domains/{domain}/ldap/reports/{id}", tag = "ldap", operation_id = "find_ldap_report",
    params(("domain" = String, Path, description = "Any name of the domain"),
        ("id" = String, Path, description = "Number of the report")),
    responses((status = 200, body = ReportBody)))]
async fn find_report(
    Caller(desk): Caller,
    Place((domain, id)): Place<(String, i64)>,
) -> Result<axum::Json<ReportBody>, Refusal> {
    let report = desk.find_ldap_report(&domain, id).await?;
    Ok(axum::Json(report.into()))
}
