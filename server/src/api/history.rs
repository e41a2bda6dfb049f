//! The history, and undoing what it tells of.

use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use store::Desk;
use store::history::{Difference, HistoryQuery, HistoryRow, HistoryScope, Undoing, Undone, Value};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::filter::{List, Parameters};
use super::many::{RefusedEntry, refused};
use super::tasks::TaskBody;
use super::{Caller, Place, wait};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(list_all))
        .routes(routes!(list_domain))
        .routes(routes!(undo))
}

/// A change, without any secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Change)]
struct ChangeBody {
    /// Its number, by which it is undone; text, because it is larger than numbers in JavaScript.
    #[schema(example = "248151293612032")]
    id: String,
    /// When, in seconds since 1970.
    at: i64,
    /// Who, as he was called then.
    #[schema(example = "admin0")]
    actor: String,
    /// From where: an address, `cli`, `api key NAME`; empty when unknown.
    #[schema(example = "192.0.2.7")]
    origin: String,
    /// What, as it was called then.
    #[schema(example = "user:jdoe@example.com")]
    object: String,
    /// What was done.
    #[schema(example = "change_mail")]
    action: String,
    /// Before; null when it was new.
    #[schema(value_type = Option<serde_json::Value>)]
    before: Option<Value>,
    /// After; null when it is gone.
    #[schema(value_type = Option<serde_json::Value>)]
    after: Option<Value>,
    /// The change it undid.
    undoes: Option<String>,
    /// The change that undid it.
    undone_by: Option<String>,
    /// Whether this key may try to undo it.
    may_undo: bool,
}

impl From<HistoryRow> for ChangeBody {
    fn from(row: HistoryRow) -> Self {
        Self {
            id: row.id.to_string(),
            at: row.at,
            actor: row.actor,
            origin: row.origin,
            object: row.object,
            action: row.action,
            before: row.before,
            after: row.after,
            undoes: row.undoes.map(|id| id.to_string()),
            undone_by: row.undone_by.map(|id| id.to_string()),
            may_undo: row.may_undo,
        }
    }
}

/// What undoing a change did, or would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Undone)]
struct UndoneBody {
    /// `changed_back`, `deleted` or `brought_back`.
    outcome: &'static str,
    /// What, as it is called afterwards.
    object: String,
    /// The fields that change.
    differences: Vec<DifferenceBody>,
    /// Members, groups and units of an entry brought back that are no longer there.
    left_out: Vec<String>,
    /// Whether a user came back who needs a new password: none is kept.
    needs_password: bool,
    /// Of a change of many entries, an import or their deletion: how many go back.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<i64>,
    /// The entries of it that stay as they are, and why; as many as are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Vec<RefusedEntry>>,
}

/// A field that changes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Difference)]
struct DifferenceBody {
    /// The way to it in the object.
    #[schema(example = "mail.type")]
    field: String,
    /// Its value before; null when there was none.
    #[schema(value_type = Option<serde_json::Value>)]
    before: Value,
    /// Its value after; null when there is none.
    #[schema(value_type = Option<serde_json::Value>)]
    after: Value,
}

impl From<Difference> for DifferenceBody {
    fn from(difference: Difference) -> Self {
        Self {
            field: difference.field,
            before: difference.before,
            after: difference.after,
        }
    }
}

impl From<Undone> for UndoneBody {
    fn from(undone: Undone) -> Self {
        Self {
            outcome: match undone.undoing {
                Undoing::EntryChange
                | Undoing::HandlingChange
                | Undoing::FilterChange
                | Undoing::DomainChange
                | Undoing::AdministratorsChange
                | Undoing::ManyChange
                | Undoing::Import
                | Undoing::UnitChange => "changed_back",
                Undoing::EntryCreation | Undoing::DomainCreation | Undoing::UnitCreation => {
                    "deleted"
                }
                Undoing::EntryDeletion
                | Undoing::UnitDeletion
                | Undoing::DomainDeletion
                | Undoing::ManyDeletion => "brought_back",
            },
            needs_password: undone.needs_password(),
            changed: undone.many.as_ref().map(|many| many.changed),
            refused: undone.many.map(|many| refused(many.exceptions)),
            object: undone.object,
            differences: undone.differences.into_iter().map(Into::into).collect(),
            left_out: undone.left_out,
        }
    }
}

/// What was changed in the whole installation, newest first, also in what is deleted.
#[utoipa::path(get, path = "/history", tag = "history", operation_id = "list_history",
    params(
        ("object" = Option<String>, Query, description = "Only this object, such as `user:jdoe@example.com`"),
        ("query" = Option<String>, Query, description = "Beginning of the actor's or the object's name"),
        ("action" = Option<String>, Query, description = "Only this action, such as `change_mail`"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 1 to 500; 50 by default"),
    ),
    responses((status = 200, body = List<ChangeBody>)))]
async fn list_all(
    Caller(desk): Caller,
    query: Parameters,
) -> Result<axum::Json<List<ChangeBody>>, Refusal> {
    page(&desk, HistoryScope::Installation, query).await
}

/// What was changed in a domain and its entries, newest first.
#[utoipa::path(get, path = "/domains/{domain}/history", tag = "history", operation_id = "list_domain_history",
    params(
        ("domain" = String, Path, description = "Any name of the domain"),
        ("object" = Option<String>, Query, description = "Only this object, such as `user:jdoe@example.com`"),
        ("query" = Option<String>, Query, description = "Beginning of the actor's or the object's name"),
        ("action" = Option<String>, Query, description = "Only this action, such as `change_mail`"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 1 to 500; 50 by default"),
    ),
    responses((status = 200, body = List<ChangeBody>)))]
async fn list_domain(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    query: Parameters,
) -> Result<axum::Json<List<ChangeBody>>, Refusal> {
    page(&desk, HistoryScope::Domain(domain), query).await
}

async fn page(
    desk: &Desk,
    scope: HistoryScope,
    mut query: Parameters,
) -> Result<axum::Json<List<ChangeBody>>, Refusal> {
    let asked = HistoryQuery {
        scope,
        object: query.text("object").unwrap_or_default(),
        text: query.text("query").unwrap_or_default(),
        action: query.text("action").unwrap_or_default(),
        after: query.text("after"),
        limit: query.limit(),
    };
    query.end()?;
    let page = desk.list_history(&asked).await?;
    Ok(axum::Json(List::of(page, ChangeBody::from)))
}

/// Undoes a change by the rules of an ordinary save; refused when the same fields were changed since.
#[utoipa::path(post, path = "/history/{id}/undo", tag = "history", operation_id = "undo_change",
    params(
        ("id" = String, Path, description = "The `id` of the change"),
        ("dry_run" = Option<bool>, Query, description = "Only tell what would happen"),
    ),
    responses(
        (status = 200, body = UndoneBody),
        (status = 202, description = "A large domain comes back: the task at `Location` goes on", body = TaskBody),
    ))]
async fn undo(
    Caller(desk): Caller,
    Place(id): Place<i64>,
    mut query: Parameters,
) -> Result<Response, Refusal> {
    let dry_run = query.word("dry_run", |value| value.parse().ok());
    query.end()?;
    let row = desk.find_history(id).await?;
    let undone = if dry_run.unwrap_or(false) {
        desk.preview_undo(id).await?
    } else if row.undoing() == Some(Undoing::DomainDeletion) {
        let foretold = desk.preview_undo(id).await?;
        match desk.start_undo(id).await? {
            None => desk.undo(id).await?,
            Some(task) => match wait::for_task(&desk, task).await? {
                Some(answer) => return Ok(answer),
                None => foretold,
            },
        }
    } else {
        desk.undo(id).await?
    };
    Ok(axum::Json(UndoneBody::from(undone)).into_response())
}
