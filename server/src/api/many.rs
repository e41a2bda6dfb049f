//! Many entries changed at once. Every call takes `entries` or `filter`, and `dry_run`; with
//! `Prefer: respond-async` (RFC 7240) the change goes on as a task and the answer is 202.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::{Code, EntryRef, Kind, MailType, Problem, Problems};
use serde::{Deserialize, Serialize};
use store::Desk;
use store::bulk::{ManyChange, Outcome, Selection};
use store::users::EntryQuery;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::body::Body;
use super::tasks::TaskBody;
use super::{BASE, Caller, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(change_mail_types))
        .routes(routes!(suspend))
        .routes(routes!(change_quotas))
        .routes(routes!(change_membership))
}

/// A body: which entries, the members given, and whether it is only asked.
macro_rules! body {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $member:ident: $type:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        struct $name {
            /// References such as `user:jdoe` or `shared:info`.
            #[serde(default)]
            entries: Option<Vec<String>>,
            /// All that the directory lists under these filters; `{}` for all entries.
            #[serde(default)]
            filter: Option<EntryFilter>,
            $($(#[$each])* $member: $type,)+
            /// Whether only to tell what would happen.
            #[serde(default)]
            dry_run: bool,
        }
    };
}

body! {
    /// Which entries get which mail type: either `entries` or `filter`.
    MailTypeChange {
        /// `internal`, `external` or `none`
        #[serde(rename = "type", default)]
        #[schema(required)]
        mail_type: String,
    }
}

body! {
    /// Which entries are suspended or made active: either `entries` or `filter`.
    Suspension {
        /// Whether they shall be suspended; `true` when it is not given.
        #[serde(default = "yes")]
        suspended: bool,
    }
}

body! {
    /// Which mailboxes get which size: either `entries` or `filter`.
    QuotaChange {
        /// In KiB; 0 for no quota.
        #[serde(default)]
        #[schema(required)]
        quota_kib: Option<i64>,
    }
}

body! {
    /// Which entries are put into a group or taken out: either `entries` or `filter`.
    MembershipChange {
        /// The group's name.
        #[serde(default)]
        #[schema(required)]
        group: String,
        /// Whether they shall be in it; `true` when it is not given.
        #[serde(default = "yes")]
        member: bool,
    }
}

const fn yes() -> bool {
    true
}

/// The filters of the directory; they add up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EntryFilter {
    /// Beginnings of words of names, login or addresses; all must match.
    #[serde(default)]
    query: String,
    /// `user`, `group`, `shared_mailbox`, `external_user` or `resource`
    #[serde(default)]
    kind: Option<String>,
    /// `internal`, `external` or `none`
    #[serde(default)]
    mail_type: Option<String>,
    /// `active` or `suspended`
    #[serde(default)]
    status: Option<String>,
    /// Path of an organizational unit; with the units below it.
    #[serde(default)]
    unit: Option<String>,
}

/// What happened, or would happen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ManyOutcome)]
struct OutcomeBody {
    changed: i64,
    unchanged: i64,
    /// The entries that stay as they are, and why.
    refused: Vec<RefusedEntry>,
}

/// An entry that stays as it is.
#[derive(Debug, Serialize, ToSchema)]
struct RefusedEntry {
    #[schema(example = "user:jdoe")]
    entry: String,
    #[schema(example = "address.required")]
    code: &'static str,
}

/// Changes the mail type of users and shared mailboxes, all in one transaction. Addresses and their
/// ticks stay as they are.
#[utoipa::path(post, path = "/domains/{domain}/mail-type", tag = "entries", operation_id = "change_mail_types",
    params(("domain" = String, Path, description = "Any name of the domain"),
        ("Prefer" = Option<String>, Header, description = "`respond-async` to go on as a task")),
    request_body = MailTypeChange,
    responses((status = 200, body = OutcomeBody), (status = 202, body = TaskBody)))]
async fn change_mail_types(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    headers: HeaderMap,
    Body(body): Body<MailTypeChange>,
) -> Result<Response, Refusal> {
    let mut problems = Problems::default();
    let missing = if body.mail_type.is_empty() {
        Code::Required
    } else {
        Code::UnknownValue
    };
    let mail_type = problems.take("type", MailType::from_name(&body.mail_type).ok_or(missing));
    let selection = selection(&mut problems, body.entries, body.filter);
    let (selection, mail_type) = problems
        .or(selection.zip(mail_type))
        .map_err(Refusal::Invalid)?;
    let change = ManyChange::MailType(mail_type);
    change_many(&desk, &domain, &headers, &selection, &change, body.dry_run).await
}

/// Suspends entries, or makes them active again, all in one transaction.
#[utoipa::path(post, path = "/domains/{domain}/suspend", tag = "entries", operation_id = "suspend_entries",
    params(("domain" = String, Path, description = "Any name of the domain"),
        ("Prefer" = Option<String>, Header, description = "`respond-async` to go on as a task")),
    request_body = Suspension,
    responses((status = 200, body = OutcomeBody), (status = 202, body = TaskBody)))]
async fn suspend(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    headers: HeaderMap,
    Body(body): Body<Suspension>,
) -> Result<Response, Refusal> {
    let selection = only_selection(body.entries, body.filter)?;
    let change = ManyChange::Suspended(body.suspended);
    change_many(&desk, &domain, &headers, &selection, &change, body.dry_run).await
}

/// Changes the size of mailboxes, all in one transaction.
#[utoipa::path(post, path = "/domains/{domain}/quota", tag = "entries", operation_id = "change_quotas",
    params(("domain" = String, Path, description = "Any name of the domain"),
        ("Prefer" = Option<String>, Header, description = "`respond-async` to go on as a task")),
    request_body = QuotaChange,
    responses((status = 200, body = OutcomeBody), (status = 202, body = TaskBody)))]
async fn change_quotas(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    headers: HeaderMap,
    Body(body): Body<QuotaChange>,
) -> Result<Response, Refusal> {
    let mut problems = Problems::default();
    let quota = problems.take("quota_kib", body.quota_kib.ok_or(Code::Required));
    let selection = selection(&mut problems, body.entries, body.filter);
    let (selection, quota) = problems
        .or(selection.zip(quota))
        .map_err(Refusal::Invalid)?;
    let change = ManyChange::Quota(quota);
    change_many(&desk, &domain, &headers, &selection, &change, body.dry_run).await
}

/// Puts entries into a group or takes them out, all in one transaction.
#[utoipa::path(post, path = "/domains/{domain}/group", tag = "entries", operation_id = "change_membership",
    params(("domain" = String, Path, description = "Any name of the domain"),
        ("Prefer" = Option<String>, Header, description = "`respond-async` to go on as a task")),
    request_body = MembershipChange,
    responses((status = 200, body = OutcomeBody), (status = 202, body = TaskBody)))]
async fn change_membership(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    headers: HeaderMap,
    Body(body): Body<MembershipChange>,
) -> Result<Response, Refusal> {
    let selection = only_selection(body.entries, body.filter)?;
    let change = ManyChange::Membership {
        group: body.group,
        is_in: body.member,
    };
    change_many(&desk, &domain, &headers, &selection, &change, body.dry_run).await
}

async fn change_many(
    desk: &Desk,
    domain: &str,
    headers: &HeaderMap,
    selection: &Selection,
    change: &ManyChange,
    dry_run: bool,
) -> Result<Response, Refusal> {
    if dry_run {
        let foretold = desk
            .preview_many(domain, selection, change, usize::MAX)
            .await?;
        return Ok(axum::Json(OutcomeBody::from(foretold)).into_response());
    }
    if is_async(headers) {
        let id = desk.start_many(domain, selection, change).await?;
        let task = TaskBody::from(desk.find_task(id).await?);
        let mut answer = (StatusCode::ACCEPTED, axum::Json(task)).into_response();
        if let Ok(place) = HeaderValue::try_from(format!("{BASE}/tasks/{id}")) {
            answer.headers_mut().insert(header::LOCATION, place);
        }
        return Ok(answer);
    }
    let outcome = desk
        .change_many(domain, selection, change, usize::MAX)
        .await?;
    Ok(axum::Json(OutcomeBody::from(outcome)).into_response())
}

/// Whether the caller would rather not wait.
fn is_async(headers: &HeaderMap) -> bool {
    headers
        .get_all("prefer")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|preference| preference.trim().eq_ignore_ascii_case("respond-async"))
}

fn only_selection(
    entries: Option<Vec<String>>,
    filter: Option<EntryFilter>,
) -> Result<Selection, Refusal> {
    let mut problems = Problems::default();
    let selection = selection(&mut problems, entries, filter);
    problems.or(selection).map_err(Refusal::Invalid)
}

fn selection(
    problems: &mut Problems,
    entries: Option<Vec<String>>,
    filter: Option<EntryFilter>,
) -> Option<Selection> {
    match (entries, filter) {
        (Some(entries), None) => {
            let mut found = Vec::with_capacity(entries.len());
            for (index, typed) in entries.iter().enumerate() {
                found.extend(problems.take(&format!("entries[{index}]"), EntryRef::parse(typed)));
            }
            Some(Selection::Entries(found))
        }
        (None, Some(filter)) => Some(Selection::Matching(filter.query(problems))),
        (None, None) => {
            problems.add(Problem::new("entries", Code::Required));
            None
        }
        (Some(_), Some(_)) => {
            problems.add(Problem::new("filter", Code::UnknownField));
            None
        }
    }
}

impl EntryFilter {
    fn query(self, problems: &mut Problems) -> EntryQuery {
        let kind = known(problems, "filter.kind", self.kind, Kind::from_name);
        let mail_type = self.mail_type;
        EntryQuery {
            text: self.query,
            kinds: kind.into_iter().collect(),
            mail_type: known(problems, "filter.mail_type", mail_type, MailType::from_name),
            suspended: known(problems, "filter.status", self.status, |word| match word {
                "active" => Some(false),
                "suspended" => Some(true),
                _ => None,
            }),
            unit: self.unit,
            ..EntryQuery::default()
        }
    }
}

/// One of a few words, as what it stands for.
fn known<T>(
    problems: &mut Problems,
    field: &str,
    word: Option<String>,
    meaning: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    problems.take(field, meaning(&word?).ok_or(Code::UnknownValue))
}

impl From<Outcome> for OutcomeBody {
    fn from(outcome: Outcome) -> Self {
        let refused = outcome
            .exceptions
            .into_iter()
            .map(|(entry, problem)| RefusedEntry {
                entry: entry.to_string(),
                code: problem.code.as_str(),
            });
        Self {
            changed: outcome.changed,
            unchanged: outcome.unchanged,
            refused: refused.collect(),
        }
    }
}
