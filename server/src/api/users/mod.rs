//! Users of a domain.

mod administration;
mod change;
mod groups;
mod sent;
mod wire;

use axum::response::Response;
use http::StatusCode;
use model::settings::OwnSettingsDraft;
use model::user::{Contact, IdentityDraft};
use model::{EntryRef, Kind};
use store::Desk;
use store::users::{NewUserDraft, User};
use utoipa_axum::{router::OpenApiRouter, routes};

use self::sent::{NewUser, UserChange};
use self::wire::UserBody;
use super::body::{Body, created, versioned};
use super::entries::{self, EntryBody};
use super::filter::{List, Parameters};
use super::mail::NewMail;
use super::parameters::{EntryFilter, OfDomain, OfUser, OnePage};
use super::{Caller, IfMatch, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(find, patch, delete))
        .routes(routes!(change_mail))
        .merge(groups::router())
        .merge(administration::router())
}

/// The users of a domain, by display name.
#[utoipa::path(get, path = "/domains/{domain}/users", tag = "users", operation_id = "list_users",
    params(OfDomain, EntryFilter, OnePage),
    responses((status = 200, body = List<EntryBody>)))]
async fn list(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    query: Parameters,
) -> Result<axum::Json<List<EntryBody>>, Refusal> {
    entries::page(&desk, &domain, vec![Kind::User], query).await
}

/// Creates a user.
#[utoipa::path(post, path = "/domains/{domain}/users", tag = "users", operation_id = "create_user",
    params(OfDomain),
    request_body = NewUser,
    responses((status = 201, body = UserBody)))]
async fn create(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    Body(new): Body<NewUser>,
) -> Result<Response, Refusal> {
    let handling = new.mail.as_ref().map(NewMail::handling);
    let handling = handling.unwrap_or_default();
    let mail = match new.mail {
        None => None,
        Some(mail) => Some(
            mail.draft()
                .map_err(|code| Refusal::field("mail.type", code))?,
        ),
    };
    let draft = NewUserDraft {
        identity: IdentityDraft {
            login: new.login,
            first_name: new.first_name,
            last_name: new.last_name,
            display_name: new.display_name,
            suspended: new.suspended,
            hidden: new.hidden,
            is_administrator: new.administrator,
            unit: new.unit,
            contact: Contact {
                job_title: new.job_title,
                department: new.department,
                phone: new.phone,
            },
            settings: new
                .settings
                .map(|given| given.over(OwnSettingsDraft::default()))
                .unwrap_or_default(),
            password_never_expires: new.password_never_expires,
            must_change_password: Some(new.must_change_password),
        },
        password: new.password,
        mail,
    };
    let user = desk
        .create_user_and_handling(&domain, &draft, &handling)
        .await
        .map_err(|error| Refusal::from(error).rename_fields(user_field))?;
    let location = format!("/api/v1/domains/{}/users/{}", user.domain, user.login);
    Ok(created(location, answer(&desk, user).await?))
}

/// One user.
#[utoipa::path(get, path = "/domains/{domain}/users/{login}", tag = "users", operation_id = "find_user",
    params(OfUser),
    responses((status = 200, body = UserBody)))]
async fn find(
    Caller(desk): Caller,
    Place((domain, login)): Place<(String, String)>,
) -> Result<Response, Refusal> {
    answer(&desk, desk.find_user(&domain, &login).await?).await
}

/// Changes the given members of a user.
#[utoipa::path(patch, path = "/domains/{domain}/users/{login}", tag = "users", operation_id = "change_user",
    params(OfUser, IfMatch),
    request_body = UserChange,
    responses((status = 200, body = UserBody)))]
async fn patch(
    Caller(desk): Caller,
    Place((domain, login)): Place<(String, String)>,
    IfMatch(version): IfMatch,
    Body(wanted): Body<UserChange>,
) -> Result<Response, Refusal> {
    let user = change::change(&desk, &domain, &login, version, &wanted)
        .await
        .map_err(|refusal| refusal.rename_fields(user_field))?;
    answer(&desk, user).await
}

/// Deletes a user.
#[utoipa::path(delete, path = "/domains/{domain}/users/{login}", tag = "users", operation_id = "delete_user",
    params(OfUser, IfMatch),
    responses((status = 204, description = "Deleted")))]
async fn delete(
    Caller(desk): Caller,
    Place((domain, login)): Place<(String, String)>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Refusal> {
    desk.delete_user(&domain, &login, version).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Saves mail type, addresses and quota of a user, and what is given of forwarding and automatic reply.
#[utoipa::path(put, path = "/domains/{domain}/users/{login}/mail", tag = "users", operation_id = "change_user_mail",
    params(OfUser, IfMatch),
    request_body = NewMail,
    responses((status = 200, body = UserBody)))]
async fn change_mail(
    Caller(desk): Caller,
    Place((domain, login)): Place<(String, String)>,
    IfMatch(version): IfMatch,
    Body(new): Body<NewMail>,
) -> Result<Response, Refusal> {
    let draft = new.draft().map_err(|code| Refusal::field("type", code))?;
    let user = desk
        .change_user_mail_and_handling(&domain, &login, version, &draft, &new.handling())
        .await?;
    answer(&desk, user).await
}

/// What a field of the drafts is called in a body that holds a whole user.
fn user_field(field: &str) -> String {
    match field {
        "is_administrator" => "administrator".to_owned(),
        "language" | "time_zone" | "date_format" | "time_format" => format!("settings.{field}"),
        "type" | "quota_kib" | "mailbox_server" => format!("mail.{field}"),
        _ if ["addresses", "forward.", "automatic_reply."]
            .iter()
            .any(|part| field.starts_with(part)) =>
        {
            format!("mail.{field}")
        }
        _ => field.to_owned(),
    }
}

async fn answer(desk: &Desk, user: User) -> Result<Response, Refusal> {
    let entry = EntryRef {
        kind: Kind::User,
        name: user.login.to_string(),
    };
    let handling = desk.find_handling(user.domain.as_str(), &entry).await?;
    Ok(versioned(user.version, &UserBody::of(user, handling)))
}
