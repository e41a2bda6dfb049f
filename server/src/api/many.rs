//! Many entries changed at once. Every call takes `entries` or `filter`, and `dry_run`; with
//! `Prefer: respond-async` (RFC 7240) the change goes on as a task and the answer is 202.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::{Code, EntryRef, MailType, Problem, Problems};
use serde::{Deserialize, Serialize};
use store::Desk;
use store::bulk::{ManyChange, Outcome, Selection};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::body::Body;
use super::selection::{EntryFilter, selection};
use super::tasks::TaskBody;
use super::{BASE, Caller, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(change_mail_types))
        .routes(routes!(suspend))
        .routes(routes!(change_quotas))
        .routes(routes!(change_membership))
        .routes(routes!(change_units))
        .routes(routes!(delete_many))
}

/// What a body asks for.
trait Asks {
    fn dry_run(&self) -> bool;
    fn selection(&mut self, problems: &mut Problems) -> Option<Selection>;
    fn change(self, problems: &mut Problems) -> Option<ManyChange>;
}

/// One call: what it is, the members its body has besides which entries and whether it is only asked,
/// and the change they ask for.
macro_rules! call {
    (
        $(#[$about:meta])*
        $handler:ident $path:tt $operation:tt
        $(#[$doc:meta])*
        $name:ident { $($(#[$each:meta])* $member:ident: $type:ty,)* }
        |$body:ident, $problems:ident| $change:expr
    ) => {
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
            $($(#[$each])* $member: $type,)*
            /// Whether only to tell what would happen.
            #[serde(default)]
            dry_run: bool,
        }

        impl Asks for $name {
            fn dry_run(&self) -> bool {
                self.dry_run
            }

            fn selection(&mut self, problems: &mut Problems) -> Option<Selection> {
                selection(problems, self.entries.take(), self.filter.take())
            }

            fn change(self, $problems: &mut Problems) -> Option<ManyChange> {
                let $body = self;
                $change
            }
        }

        $(#[$about])*
        #[utoipa::path(post, path = $path, tag = "entries", operation_id = $operation,
            params(("domain" = String, Path, description = "Any name of the domain"),
                ("Prefer" = Option<String>, Header, description = "`respond-async` to go on as a task")),
            request_body = $name,
            responses((status = 200, body = OutcomeBody), (status = 202, body = TaskBody)))]
        async fn $handler(
            Caller(desk): Caller,
            Place(domain): Place<String>,
            headers: HeaderMap,
            Body(body): Body<$name>,
        ) -> Result<Response, Refusal> {
            change_many(&desk, &domain, &headers, body).await
        }
    };
}

call! {
    /// Changes the mail type of users and shared mailboxes, all in one transaction. Addresses and their
    /// ticks stay as they are.
    change_mail_types "/domains/{domain}/mail-type" "change_mail_types"
    /// Which entries get which mail type: either `entries` or `filter`.
    MailTypeChange {
        /// `internal`, `external` or `none`
        #[serde(rename = "type", default)]
        #[schema(required)]
        mail_type: String,
    }
    |body, problems| {
        let missing = if body.mail_type.is_empty() {
            Code::Required
        } else {
            Code::UnknownValue
        };
        let known = MailType::from_name(&body.mail_type).ok_or(missing);
        problems.take("type", known).map(ManyChange::MailType)
    }
}

call! {
    /// Suspends entries, or makes them active again, all in one transaction.
    suspend "/domains/{domain}/suspend" "suspend_entries"
    /// Which entries are suspended or made active: either `entries` or `filter`.
    Suspension {
        /// Whether they shall be suspended; `true` when it is not given.
        #[serde(default = "yes")]
        suspended: bool,
    }
    |body, _problems| Some(ManyChange::Suspended(body.suspended))
}

call! {
    /// Changes the size of mailboxes, all in one transaction.
    change_quotas "/domains/{domain}/quota" "change_quotas"
    /// Which mailboxes get which size: either `entries` or `filter`.
    QuotaChange {
        /// In KiB; 0 for no quota.
        #[serde(default)]
        #[schema(required)]
        quota_kib: Option<i64>,
    }
    |body, problems| {
        let size = problems.take("quota_kib", body.quota_kib.ok_or(Code::Required));
        size.map(ManyChange::Quota)
    }
}

call! {
    /// Puts entries into a group or takes them out, all in one transaction.
    change_membership "/domains/{domain}/group" "change_membership"
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
    |body, _problems| Some(ManyChange::Membership {
        group: body.group,
        is_in: body.member,
    })
}

call! {
    /// Moves entries to an organizational unit, or out of all, all in one transaction.
    change_units "/domains/{domain}/unit" "move_entries"
    /// Which entries go to which unit: either `entries` or `filter`.
    UnitChange {
        /// Path of the unit, such as `europe/france`; empty for none.
        #[serde(default)]
        #[schema(required)]
        unit: Option<String>,
    }
    |body, problems| {
        let unit = problems.take("unit", body.unit.ok_or(Code::Required));
        unit.map(ManyChange::Unit)
    }
}

call! {
    /// Deletes entries, all in one transaction. Undone from the history, they come back as they were,
    /// passwords included, for as long as deleted domains are kept.
    delete_many "/domains/{domain}/delete-entries" "delete_entries"
    /// Which entries are deleted: either `entries` or `filter`.
    Deletion {}
    |_body, _problems| Some(ManyChange::Delete)
}

const fn yes() -> bool {
    true
}

/// What happened, or would happen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ManyOutcome)]
struct OutcomeBody {
    changed: i64,
    unchanged: i64,
    /// The entries that stay as they are, and why.
    refused: Vec<RefusedEntry>,
    /// Of a deletion: addresses that go with the entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    addresses: Option<i64>,
    /// Of a deletion: memberships of groups that go with them.
    #[serde(skip_serializing_if = "Option::is_none")]
    memberships: Option<i64>,
}

/// An entry that stays as it is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RefusedEntry {
    #[schema(example = "user:jdoe")]
    entry: String,
    #[schema(example = "address.required")]
    code: &'static str,
}

async fn change_many(
    desk: &Desk,
    domain: &str,
    headers: &HeaderMap,
    mut body: impl Asks,
) -> Result<Response, Refusal> {
    let mut problems = Problems::default();
    let dry_run = body.dry_run();
    let selection = body.selection(&mut problems);
    let change = body.change(&mut problems);
    let (selection, change) = problems
        .or(selection.zip(change))
        .map_err(Refusal::Invalid)?;
    let (selection, change) = (&selection, &change);
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

impl From<Outcome> for OutcomeBody {
    fn from(outcome: Outcome) -> Self {
        Self {
            changed: outcome.changed,
            unchanged: outcome.unchanged,
            refused: refused(outcome.exceptions),
            addresses: outcome.along.map(|along| along.addresses),
            memberships: outcome.along.map(|along| along.memberships),
        }
    }
}

/// The entries that stay as they are, and why.
pub(super) fn refused(exceptions: Vec<(EntryRef, Problem)>) -> Vec<RefusedEntry> {
    let refused = exceptions.into_iter().map(|(entry, problem)| RefusedEntry {
        entry: entry.to_string(),
        code: problem.code.as_str(),
    });
    refused.collect()
}
