//! Groups, shared mailboxes, external users and resources, and the directory of a domain.
//!
//! The kinds differ in their bodies only: each is a list of addresses and names below, and all of them
//! are served by the same functions.

mod kinds;
mod sent;
mod wire;

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use model::entry::EntryRef;
use model::handling::Handling;
use model::{EntryOrder, Kind, MailType};
use store::entries::Entry;
use store::users::EntryQuery;
use store::{Desk, StoreError};
use utoipa_axum::{router::OpenApiRouter, routes};

use self::sent::Sent;
use self::wire::Answer;
pub use self::wire::EntryBody;
use super::body::versioned;
use super::filter::{List, Parameters};
use super::{Caller, Place};
use crate::{Refusal, State};

/// Attempts when somebody else saves between the reading and the saving.
const ATTEMPTS: u32 = 8;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(list_entries))
        .merge(kinds::router())
}

/// The directory of a domain, by display name.
#[utoipa::path(get, path = "/domains/{domain}/entries", tag = "entries", operation_id = "list_entries",
    params(
        ("domain" = String, Path, description = "Any name of the domain"),
        ("query" = Option<String>, Query, description = "Beginnings of words of names, login or addresses; all must match"),
        ("kind" = Option<Vec<String>>, Query, description = "`user`, `group`, `shared_mailbox`, `external_user` or `resource`; given several times, any of them"),
        ("mail_type" = Option<String>, Query, description = "`internal`, `external` or `none`"),
        ("status" = Option<String>, Query, description = "`active` or `suspended`"),
        ("unit" = Option<String>, Query, description = "Path of an organizational unit; with the units below it"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 1 to 500; 50 by default"),
    ),
    responses((status = 200, body = List<EntryBody>)))]
async fn list_entries(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    mut query: Parameters,
) -> Result<axum::Json<List<EntryBody>>, Refusal> {
    let kinds = query.words("kind", Kind::from_name);
    page(&desk, &domain, kinds, query).await
}

/// A page of the entries of some kinds, or of all.
///
/// # Errors
/// Those of the desk, and parameters that are wrong.
pub async fn page(
    desk: &Desk,
    domain: &str,
    kinds: Vec<Kind>,
    mut query: Parameters,
) -> Result<axum::Json<List<EntryBody>>, Refusal> {
    let wanted = EntryQuery {
        text: query.text("query").unwrap_or_default(),
        mail_type: query.word("mail_type", MailType::from_name),
        suspended: query.word("status", |word| match word {
            "active" => Some(false),
            "suspended" => Some(true),
            _ => None,
        }),
        mailbox_server: None,
        unit: query.text("unit"),
        order: EntryOrder::Name,
        after: query.text("after"),
        limit: query.limit(),
        kinds,
    };
    query.end()?;
    let page = desk.list_entries(domain, &wanted).await?;
    Ok(axum::Json(List::of(page, EntryBody::from)))
}

async fn create(
    desk: &Desk,
    domain: &str,
    kind: Kind,
    sent: &impl Sent,
) -> Result<Response, Refusal> {
    let named = |refusal: Refusal| refusal.rename_fields(|field| sent.field(field));
    let draft = sent.over(None).map_err(named)?;
    let entry = desk.create_entry(domain, kind, &draft).await;
    let entry = entry.map_err(|error| named(error.into()))?;
    let location = location(&entry.domain, &entry.reference());
    let place = [(header::LOCATION, location)];
    Ok((StatusCode::CREATED, place, answer(desk, entry).await?).into_response())
}

async fn find(desk: &Desk, domain: &str, kind: Kind, name: &str) -> Result<Response, Refusal> {
    answer(desk, desk.find_entry(domain, kind, name).await?).await
}

/// Changes the given members. Without a version it is made from whatever the present one is.
async fn change(
    desk: &Desk,
    (domain, name): (&str, &str),
    kind: Kind,
    version: Option<i64>,
    sent: &impl Sent,
) -> Result<Response, Refusal> {
    let named = |refusal: Refusal| refusal.rename_fields(|field| sent.field(field));
    let mut attempt = 1;
    loop {
        let present = desk.find_entry(domain, kind, name).await?;
        let draft = sent.over(Some(&present)).map_err(named)?;
        let from = Some(version.unwrap_or(present.version));
        let handling = sent.handling();
        let saved = desk
            .change_entry_and_handling(domain, (kind, name), from, &draft, &handling)
            .await;
        match saved {
            Err(StoreError::VersionMismatch(_)) if version.is_none() && attempt < ATTEMPTS => {
                attempt += 1;
            }
            Err(error) => return Err(named(error.into())),
            Ok(entry) => return answer(desk, entry).await,
        }
    }
}

/// The entry in the form of its kind; a group with the members that mail does not reach.
async fn answer(desk: &Desk, entry: Entry) -> Result<Response, Refusal> {
    let members = match entry.kind {
        Kind::Group => {
            desk.list_members(entry.domain.as_str(), &entry.name)
                .await?
        }
        _ => Vec::new(),
    };
    let handling = match entry.kind {
        Kind::SharedMailbox => {
            desk.find_handling(entry.domain.as_str(), &entry.reference())
                .await?
        }
        _ => Handling::default(),
    };
    let version = entry.version;
    Ok(versioned(version, &Answer::of(entry, members, handling)))
}

/// The address of an entry that is no user.
fn location(domain: &model::DomainName, entry: &EntryRef) -> String {
    format!(
        "{}/domains/{domain}/{}/{}",
        super::BASE,
        app::paths::folder(entry.kind),
        app::paths::segment(&entry.name)
    )
}
