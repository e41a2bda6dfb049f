//! What a user administers.

use axum::response::Response;
use model::{Code, Problem, Problems, Right};
use serde::{Deserialize, Serialize};
use store::administration::{AdministrationDraft, UnitRightsDraft};
use store::users::User;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::api::body::{Body, versioned};
use crate::api::object::{given, given_objects};
use crate::api::parameters::OfUser;
use crate::api::{Caller, IfMatch, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(find, replace))
}

/// What a user administers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Administration)]
struct AdministrationBody {
    /// Administers the domain.
    administrator: bool,
    /// Rights on organizational units, as they were given; they hold for the units below too.
    rights: Vec<GivenRights>,
    /// The user's; also sent as entity tag.
    version: i64,
}

/// Rights on one organizational unit.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GivenRights {
    /// The path of the unit.
    #[serde(default)]
    #[schema(required, example = "europe/france")]
    unit: String,
    /// `users`, `mail`, `passwords`, `groups`
    #[serde(default)]
    #[schema(required, example = json!(["users", "passwords"]))]
    rights: Vec<String>,
}

/// What a user shall administer, and nothing else.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAdministration {
    /// Administers the domain; missing for what is so now.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    administrator: Option<bool>,
    /// All rights on organizational units.
    #[serde(default, deserialize_with = "given_objects")]
    #[schema(required, nullable = false)]
    rights: Option<Vec<GivenRights>>,
}

/// What a user administers.
#[utoipa::path(get, path = "/domains/{domain}/users/{login}/administration", tag = "users", operation_id = "find_administration",
    params(OfUser),
    responses((status = 200, body = AdministrationBody)))]
async fn find(
    Caller(desk): Caller,
    Place((domain, login)): Place<(String, String)>,
) -> Result<Response, Refusal> {
    Ok(answer(&desk.find_user(&domain, &login).await?))
}

/// Makes exactly this what a user administers. Nobody gives what he does not hold himself.
#[utoipa::path(put, path = "/domains/{domain}/users/{login}/administration", tag = "users", operation_id = "change_administration",
    params(OfUser, IfMatch),
    request_body = NewAdministration,
    responses((status = 200, body = AdministrationBody)))]
async fn replace(
    Caller(desk): Caller,
    Place((domain, login)): Place<(String, String)>,
    IfMatch(version): IfMatch,
    Body(wanted): Body<NewAdministration>,
) -> Result<Response, Refusal> {
    let present = desk.find_user(&domain, &login).await?;
    let draft = AdministrationDraft {
        is_administrator: wanted.administrator.unwrap_or(present.is_administrator),
        rights: rights(wanted.rights).map_err(Refusal::Invalid)?,
    };
    let user = desk
        .change_administration(&domain, &login, version, &draft)
        .await
        .map_err(|error| {
            Refusal::from(error).rename_fields(|field| match field {
                "is_administrator" => "administrator".to_owned(),
                other => other.to_owned(),
            })
        })?;
    Ok(answer(&user))
}

fn rights(sent: Option<Vec<GivenRights>>) -> Result<Vec<UnitRightsDraft>, Problems> {
    let mut problems = Problems::default();
    let Some(sent) = sent else {
        return Err(Problem::new("rights", Code::Required).into());
    };
    let mut drafts = Vec::new();
    for (index, given) in sent.into_iter().enumerate() {
        let mut rights = Vec::new();
        for (at, name) in given.rights.iter().enumerate() {
            let field = format!("rights[{index}].rights[{at}]");
            let known = Right::from_name(name).ok_or(Code::UnknownValue);
            rights.extend(problems.take(&field, known));
        }
        drafts.push(UnitRightsDraft {
            unit: given.unit,
            rights,
        });
    }
    problems.or(Some(drafts))
}

fn answer(user: &User) -> Response {
    let rights = user.rights.iter().map(|given| GivenRights {
        unit: given.unit.to_string(),
        rights: given
            .rights
            .iter()
            .map(|right| right.as_str().to_owned())
            .collect(),
    });
    let body = AdministrationBody {
        administrator: user.is_administrator,
        rights: rights.collect(),
        version: user.version,
    };
    versioned(user.version, &body)
}
