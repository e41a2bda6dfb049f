//! The mailbox servers of the installation.

use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Desk;
use store::mailbox_servers::{MailboxServer, MailboxServerDraft};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::body::{Body, created, versioned};
use super::object::given;
use super::parameters::OfServer;
use super::version::until_saved;
use super::{Caller, IfMatch, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(find, replace, patch, delete))
}

/// A mailbox server.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MailboxServer)]
struct ServerBody {
    name: String,
    /// Where it accepts LMTP, in Postfix notation.
    #[schema(example = "inet:127.0.0.1:24")]
    endpoint: String,
    /// Domains and users whose mailboxes are there.
    used_by: i64,
    /// Also sent as entity tag.
    version: i64,
}

impl From<MailboxServer> for ServerBody {
    fn from(server: MailboxServer) -> Self {
        Self {
            name: server.name,
            endpoint: server.endpoint,
            used_by: server.used_by,
            version: server.version,
        }
    }
}

/// A mailbox server to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewServer {
    #[serde(default)]
    #[schema(required)]
    name: String,
    /// `host:port`, `inet:host:port` or `unix:path`.
    #[serde(default)]
    #[schema(required, example = "127.0.0.1:24")]
    endpoint: String,
}

impl From<NewServer> for MailboxServerDraft {
    fn from(new: NewServer) -> Self {
        Self {
            name: new.name,
            endpoint: new.endpoint,
        }
    }
}

/// What to change of a mailbox server; what is missing stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ServerChange {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    endpoint: Option<String>,
}

/// All mailbox servers.
#[derive(Debug, Serialize, ToSchema)]
struct Servers {
    items: Vec<ServerBody>,
    /// Always null: there are few, and all of them are in the first page.
    next: Option<String>,
}

/// All mailbox servers, by name.
#[utoipa::path(get, path = "/mailbox-servers", tag = "mailbox servers", operation_id = "list_mailbox_servers",
    responses((status = 200, body = Servers)))]
async fn list(Caller(desk): Caller) -> Result<axum::Json<Servers>, Refusal> {
    let servers = desk.list_mailbox_servers().await?;
    Ok(axum::Json(Servers {
        items: servers.into_iter().map(ServerBody::from).collect(),
        next: None,
    }))
}

/// Adds a mailbox server.
#[utoipa::path(post, path = "/mailbox-servers", tag = "mailbox servers", operation_id = "create_mailbox_server",
    request_body = NewServer,
    responses((status = 201, body = ServerBody)))]
async fn create(Caller(desk): Caller, Body(new): Body<NewServer>) -> Result<Response, Refusal> {
    let server = desk.create_mailbox_server(&new.into()).await?;
    let location = format!("/api/v1/mailbox-servers/{}", path_segment(&server.name));
    Ok(created(location, answer(server)))
}

/// One mailbox server.
#[utoipa::path(get, path = "/mailbox-servers/{name}", tag = "mailbox servers", operation_id = "find_mailbox_server",
    params(OfServer),
    responses((status = 200, body = ServerBody)))]
async fn find(Caller(desk): Caller, Place(name): Place<String>) -> Result<Response, Refusal> {
    Ok(answer(find_server(&desk, &name).await?))
}

/// Replaces name and end point of a mailbox server; every route through it follows at once.
#[utoipa::path(put, path = "/mailbox-servers/{name}", tag = "mailbox servers", operation_id = "replace_mailbox_server",
    params(OfServer, IfMatch),
    request_body = NewServer,
    responses((status = 200, body = ServerBody)))]
async fn replace(
    Caller(desk): Caller,
    Place(name): Place<String>,
    IfMatch(version): IfMatch,
    Body(new): Body<NewServer>,
) -> Result<Response, Refusal> {
    let server = desk
        .change_mailbox_server(&name, version, &new.into())
        .await?;
    Ok(answer(server))
}

/// Changes the given members of a mailbox server.
#[utoipa::path(patch, path = "/mailbox-servers/{name}", tag = "mailbox servers", operation_id = "change_mailbox_server",
    params(OfServer, IfMatch),
    request_body = ServerChange,
    responses((status = 200, body = ServerBody)))]
async fn patch(
    Caller(desk): Caller,
    Place(name): Place<String>,
    IfMatch(version): IfMatch,
    Body(wanted): Body<ServerChange>,
) -> Result<Response, Refusal> {
    let server = until_saved(version, || change(&desk, &name, version, &wanted)).await?;
    Ok(answer(server))
}

async fn change(
    desk: &Desk,
    name: &str,
    version: Option<i64>,
    wanted: &ServerChange,
) -> Result<MailboxServer, Refusal> {
    let present = find_server(desk, name).await?;
    let draft = MailboxServerDraft {
        name: wanted.name.clone().unwrap_or(present.name),
        endpoint: wanted.endpoint.clone().unwrap_or(present.endpoint),
    };
    let from = Some(version.unwrap_or(present.version));
    Ok(desk.change_mailbox_server(name, from, &draft).await?)
}

/// Deletes a mailbox server that nothing uses.
#[utoipa::path(delete, path = "/mailbox-servers/{name}", tag = "mailbox servers", operation_id = "delete_mailbox_server",
    params(OfServer, IfMatch),
    responses((status = 204, description = "Deleted")))]
async fn delete(
    Caller(desk): Caller,
    Place(name): Place<String>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Refusal> {
    desk.delete_mailbox_server(&name, version).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// There are few, so one is found among all.
async fn find_server(desk: &Desk, name: &str) -> Result<MailboxServer, Refusal> {
    let servers = desk.list_mailbox_servers().await?;
    servers
        .into_iter()
        .find(|server| server.name == name)
        .ok_or(Refusal::NotFound)
}

/// A name as part of a path (RFC 3986, section 3.3): only unreserved characters stay as they are.
fn path_segment(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn answer(server: MailboxServer) -> Response {
    versioned(server.version, &ServerBody::from(server))
}
