//! The groups a user is in, from his side.

use axum::response::Response;
use model::{Code, EntryRef, Kind};
use serde::{Deserialize, Serialize};
use store::Desk;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::api::body::{Body, versioned};
use crate::api::object::given;
use crate::api::{Caller, IfMatch, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(find, replace))
}

/// The groups a user is in himself.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Memberships)]
struct MembershipsBody {
    /// Names of the groups, in order.
    #[schema(example = json!(["staff"]))]
    groups: Vec<String>,
    /// The user's; also sent as entity tag.
    version: i64,
}

/// The groups a user shall be in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewMemberships {
    /// Names of all of them.
    #[serde(default, deserialize_with = "given")]
    #[schema(required, nullable = false, example = json!(["staff"]))]
    groups: Option<Vec<String>>,
}

/// The groups a user is in himself, not through other groups.
#[utoipa::path(get, path = "/domains/{domain}/users/{login}/groups", tag = "users", operation_id = "find_user_groups",
    params(
        ("domain" = String, Path, description = "Any name of the domain"),
        ("login" = String, Path, description = "Login of the user"),
    ),
    responses((status = 200, body = MembershipsBody)))]
async fn find(
    Caller(desk): Caller,
    Place((domain, login)): Place<(String, String)>,
) -> Result<Response, Refusal> {
    let groups = desk.list_groups_of(&domain, &user(&login)?).await?;
    answer(&desk, &domain, &login, groups).await
}

/// Puts a user into exactly these groups: a change of each group he comes into or leaves.
#[utoipa::path(put, path = "/domains/{domain}/users/{login}/groups", tag = "users", operation_id = "change_user_groups",
    params(
        ("domain" = String, Path, description = "Any name of the domain"),
        ("login" = String, Path, description = "Login of the user"),
        ("If-Match" = Option<String>, Header, description = "The version of the user the change is made from"),
    ),
    request_body = NewMemberships,
    responses((status = 200, body = MembershipsBody)))]
async fn replace(
    Caller(desk): Caller,
    Place((domain, login)): Place<(String, String)>,
    IfMatch(version): IfMatch,
    Body(wanted): Body<NewMemberships>,
) -> Result<Response, Refusal> {
    let groups = wanted
        .groups
        .ok_or_else(|| Refusal::field("groups", Code::Required))?;
    let groups = desk
        .change_groups_of(&domain, &user(&login)?, version, &groups)
        .await?;
    answer(&desk, &domain, &login, groups).await
}

fn user(login: &str) -> Result<EntryRef, Refusal> {
    let name = Kind::User
        .parse_name(login)
        .map_err(|_| Refusal::NotFound)?;
    Ok(EntryRef {
        kind: Kind::User,
        name,
    })
}

async fn answer(
    desk: &Desk,
    domain: &str,
    login: &str,
    groups: Vec<EntryRef>,
) -> Result<Response, Refusal> {
    let version = desk.find_user(domain, login).await?.version;
    let body = MembershipsBody {
        groups: groups.into_iter().map(|group| group.name).collect(),
        version,
    };
    Ok(versioned(version, &body))
}
