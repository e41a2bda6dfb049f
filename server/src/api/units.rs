//! Organizational units of a domain, and what users administer.

use axum::response::Response;
use http::StatusCode;
use model::unit::UnitDraft;
use serde::{Deserialize, Serialize};
use store::units::Unit;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::body::{Body, created, versioned};
use super::object::given;
use super::parameters::{OfDomain, OfUnit};
use super::{Caller, IfMatch, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(find, patch, delete))
}

/// An organizational unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Unit)]
struct UnitBody {
    /// The way to it, its own name last.
    #[schema(example = "europe/france")]
    path: String,
    /// Its own name.
    #[schema(example = "france")]
    name: String,
    /// The path of the unit above it; empty for the root, which is the domain.
    #[schema(example = "europe")]
    parent: String,
    /// Also sent as entity tag.
    version: i64,
}

impl From<Unit> for UnitBody {
    fn from(unit: Unit) -> Self {
        Self {
            name: unit.path.name().to_owned(),
            parent: unit.path.parent().into(),
            path: unit.path.into(),
            version: unit.version,
        }
    }
}

/// The units of a domain: few, so that they are no pages.
#[derive(Debug, Serialize, ToSchema)]
struct Units {
    /// Each is followed by those below it.
    items: Vec<UnitBody>,
}

/// A unit to create.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewUnit {
    /// Unique among its neighbours, without regard to case; no `/` in it.
    #[serde(default)]
    #[schema(required, example = "france")]
    name: String,
    /// The path of the unit above it; missing or empty for the root.
    #[serde(default)]
    parent: String,
}

/// What to change of a unit; what is missing stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UnitChange {
    /// Its new name.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    name: Option<String>,
    /// The path of the unit it moves below; empty for the root.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    parent: Option<String>,
}

/// The organizational units of a domain that the key's account sees.
#[utoipa::path(get, path = "/domains/{domain}/units", tag = "units", operation_id = "list_units",
    params(OfDomain),
    responses((status = 200, body = Units)))]
async fn list(
    Caller(desk): Caller,
    Place(domain): Place<String>,
) -> Result<axum::Json<Units>, Refusal> {
    let units = desk.list_units(&domain).await?;
    let items = units.into_iter().map(UnitBody::from).collect();
    Ok(axum::Json(Units { items }))
}

/// Creates an organizational unit.
#[utoipa::path(post, path = "/domains/{domain}/units", tag = "units", operation_id = "create_unit",
    params(OfDomain),
    request_body = NewUnit,
    responses((status = 201, body = UnitBody)))]
async fn create(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    Body(new): Body<NewUnit>,
) -> Result<Response, Refusal> {
    let draft = UnitDraft {
        name: new.name,
        parent: new.parent,
    };
    let unit = desk.create_unit(&domain, &draft).await?;
    let domain = desk.find_domain(&domain).await?.name;
    let path = app::paths::segment(&unit.path.to_string());
    let location = format!("{}/domains/{domain}/units/{path}", super::BASE);
    Ok(created(location, answer(unit)))
}

/// One organizational unit.
#[utoipa::path(get, path = "/domains/{domain}/units/{unit}", tag = "units", operation_id = "find_unit",
    params(OfUnit),
    responses((status = 200, body = UnitBody)))]
async fn find(
    Caller(desk): Caller,
    Place((domain, unit)): Place<(String, String)>,
) -> Result<Response, Refusal> {
    let (unit, _) = desk.find_unit(&domain, &unit).await?;
    Ok(answer(unit))
}

/// Renames an organizational unit or moves it below another; what is in it goes along.
#[utoipa::path(patch, path = "/domains/{domain}/units/{unit}", tag = "units", operation_id = "change_unit",
    params(OfUnit, IfMatch),
    request_body = UnitChange,
    responses((status = 200, body = UnitBody)))]
async fn patch(
    Caller(desk): Caller,
    Place((domain, unit)): Place<(String, String)>,
    IfMatch(version): IfMatch,
    Body(wanted): Body<UnitChange>,
) -> Result<Response, Refusal> {
    let (present, _) = desk.find_unit(&domain, &unit).await?;
    let draft = UnitDraft {
        name: wanted
            .name
            .unwrap_or_else(|| present.path.name().to_owned()),
        parent: wanted
            .parent
            .unwrap_or_else(|| present.path.parent().into()),
    };
    let from = version.unwrap_or(present.version);
    let unit = desk.change_unit(&domain, &unit, Some(from), &draft).await?;
    Ok(answer(unit))
}

/// Deletes an organizational unit that is empty.
#[utoipa::path(delete, path = "/domains/{domain}/units/{unit}", tag = "units", operation_id = "delete_unit",
    params(OfUnit, IfMatch),
    responses((status = 204, description = "Deleted")))]
async fn delete(
    Caller(desk): Caller,
    Place((domain, unit)): Place<(String, String)>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Refusal> {
    desk.delete_unit(&domain, &unit, version).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn answer(unit: Unit) -> Response {
    versioned(unit.version, &UnitBody::from(unit))
}
