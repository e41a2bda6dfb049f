//! Domains, their aliases and their mail routing.

mod change;
mod filters;
mod wire;

use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use model::domain::{AdministratorDraft, MailRoutingDraft, NewDomainDraft};
use model::settings::OwnSettingsDraft;
use serde::{Deserialize, Serialize};
use store::domains::{Domain, DomainOrder, DomainQuery, WithAddresses};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::wire::{DomainBody, DomainChange, NewDomain, RoutingBody};
use super::body::{Body, created, versioned};
use super::filter::{List, Parameters};
use super::parameters::{OfDomain, OnePage, WithTheirAddresses};
use super::tasks::TaskBody;
use super::{Caller, IfMatch, Place, wait};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(find, patch, delete))
        .routes(routes!(change_aliases))
        .routes(routes!(find_routing, change_routing))
        .merge(filters::router())
}

/// The domains the key sees, by name.
#[utoipa::path(get, path = "/domains", tag = "domains", operation_id = "list_domains",
    params(
        ("query" = Option<String>, Query, description = "Part of a name or alias"),
        ("order" = Option<String>, Query, description = "`name` (default) or `-name`"),
        OnePage,
    ),
    responses((status = 200, body = List<DomainBody>)))]
async fn list(
    Caller(desk): Caller,
    mut query: Parameters,
) -> Result<axum::Json<List<DomainBody>>, Refusal> {
    let wanted = DomainQuery {
        text: query.text("query").unwrap_or_default(),
        order: query
            .word("order", |word| match word {
                "name" => Some(DomainOrder::Name),
                "-name" => Some(DomainOrder::NameDescending),
                _ => None,
            })
            .unwrap_or_default(),
        after: query.text("after"),
        limit: query.limit(),
    };
    query.end()?;
    let page = desk.list_domains(&wanted).await?;
    Ok(axum::Json(List::of(page, DomainBody::from)))
}

/// Creates a domain and, when asked for, its administrator.
#[utoipa::path(post, path = "/domains", tag = "domains", operation_id = "create_domain",
    request_body = NewDomain,
    responses((status = 201, body = DomainBody)))]
async fn create(Caller(desk): Caller, Body(new): Body<NewDomain>) -> Result<Response, Refusal> {
    let draft = NewDomainDraft {
        name: new.name,
        description: new.description,
        aliases: new.aliases,
        mailbox_server: new.mailbox_server,
        administrator: new.administrator.map(|administrator| AdministratorDraft {
            login: administrator.login,
            password: administrator.password,
        }),
        settings: OwnSettingsDraft::default(),
    };
    let domain = desk.create_domain(&draft).await?;
    let location = format!("/api/v1/domains/{}", domain.name);
    Ok(created(location, answer(domain)))
}

/// One domain, by any of its names.
#[utoipa::path(get, path = "/domains/{domain}", tag = "domains", operation_id = "find_domain",
    params(OfDomain),
    responses((status = 200, body = DomainBody)))]
async fn find(Caller(desk): Caller, Place(name): Place<String>) -> Result<Response, Refusal> {
    Ok(answer(desk.find_domain(&name).await?))
}

/// Changes the given members of a domain.
#[utoipa::path(patch, path = "/domains/{domain}", tag = "domains", operation_id = "change_domain",
    params(OfDomain, WithTheirAddresses, IfMatch),
    request_body = DomainChange,
    responses((status = 200, body = DomainBody)))]
async fn patch(
    Caller(desk): Caller,
    Place(name): Place<String>,
    IfMatch(version): IfMatch,
    query: Parameters,
    Body(wanted): Body<DomainChange>,
) -> Result<Response, Refusal> {
    let with = with_addresses(query)?;
    let domain = change::change(&desk, &name, version, &wanted, with).await?;
    Ok(answer(domain))
}

/// Deletes a domain.
#[utoipa::path(delete, path = "/domains/{domain}", tag = "domains", operation_id = "delete_domain",
    params(
        OfDomain,
        ("with" = Option<String>, Query, description = "`entries`: with everybody in it; otherwise refused while there is somebody"),
        IfMatch,
    ),
    responses(
        (status = 204, description = "Deleted; for a while it can be undone from the history"),
        (status = 202, description = "Large: the task at `Location` goes on", body = TaskBody),
    ))]
async fn delete(
    Caller(desk): Caller,
    Place(name): Place<String>,
    IfMatch(version): IfMatch,
    mut query: Parameters,
) -> Result<Response, Refusal> {
    let with_entries = query.with("entries");
    query.end()?;
    let task = if with_entries {
        desk.begin_domain_deletion(&name, version).await?
    } else {
        desk.delete_domain(&name, version, false).await?;
        None
    };
    let waiting = match task {
        Some(id) => wait::for_task(&desk, id).await?,
        None => None,
    };
    Ok(waiting.unwrap_or_else(|| StatusCode::NO_CONTENT.into_response()))
}

/// The aliases of a domain.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Aliases {
    /// All of them.
    aliases: Option<Vec<String>>,
}

/// Replaces the aliases of a domain.
#[utoipa::path(put, path = "/domains/{domain}/aliases", tag = "domains", operation_id = "change_aliases",
    params(OfDomain, WithTheirAddresses, IfMatch),
    request_body = Aliases,
    responses((status = 200, body = DomainBody)))]
async fn change_aliases(
    Caller(desk): Caller,
    Place(name): Place<String>,
    IfMatch(version): IfMatch,
    query: Parameters,
    Body(Aliases { aliases }): Body<Aliases>,
) -> Result<Response, Refusal> {
    let with = with_addresses(query)?;
    let aliases = aliases.ok_or_else(|| Refusal::field("aliases", model::Code::Required))?;
    let domain = desk.change_aliases(&name, version, &aliases, with).await?;
    Ok(answer(domain))
}

/// Mail routing of a domain, with the domain's version.
#[derive(Debug, Serialize, ToSchema)]
struct VersionedRouting {
    #[serde(flatten)]
    routing: RoutingBody,
    /// The domain's version, also sent as entity tag.
    version: i64,
}

/// Where mail of a split domain goes.
#[utoipa::path(get, path = "/domains/{domain}/mail-routing", tag = "domains", operation_id = "find_mail_routing",
    params(OfDomain),
    responses((status = 200, body = VersionedRouting)))]
async fn find_routing(
    Caller(desk): Caller,
    Place(name): Place<String>,
) -> Result<Response, Refusal> {
    Ok(answer_routing(desk.find_domain(&name).await?))
}

/// Mail routing to save; what is missing is none and off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRouting {
    /// Host name, IPv4 or IPv6 address, with an optional port; null or missing for none.
    #[serde(default)]
    #[schema(example = "mail.other.example")]
    relay: Option<String>,
    /// Forward all unknown addresses to the relay.
    #[serde(default)]
    forward_unknown: bool,
    /// Rewrite to the default address before mail leaves for the relay.
    #[serde(default)]
    deliver_to_default: bool,
}

/// Saves where mail of a split domain goes.
#[utoipa::path(put, path = "/domains/{domain}/mail-routing", tag = "domains", operation_id = "change_mail_routing",
    params(OfDomain, IfMatch),
    request_body = NewRouting,
    responses((status = 200, body = VersionedRouting)))]
async fn change_routing(
    Caller(desk): Caller,
    Place(name): Place<String>,
    IfMatch(version): IfMatch,
    Body(new): Body<NewRouting>,
) -> Result<Response, Refusal> {
    let draft = MailRoutingDraft {
        relay: new.relay,
        forward_unknown: new.forward_unknown,
        deliver_to_default: new.deliver_to_default,
    };
    let domain = desk.change_mail_routing(&name, version, &draft).await?;
    Ok(answer_routing(domain))
}

fn with_addresses(mut query: Parameters) -> Result<WithAddresses, Refusal> {
    let with = if query.with("addresses") {
        WithAddresses::Yes
    } else {
        WithAddresses::No
    };
    query.end()?;
    Ok(with)
}

fn answer(domain: Domain) -> Response {
    versioned(domain.version, &DomainBody::from(domain))
}

fn answer_routing(domain: Domain) -> Response {
    let body = VersionedRouting {
        version: domain.version,
        routing: domain.routing.into(),
    };
    versioned(body.version, &body)
}
