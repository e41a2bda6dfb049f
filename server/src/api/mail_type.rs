//! The mail type of many entries at once.

use model::{Code, EntryRef, Kind, MailType, Problem, Problems};
use serde::{Deserialize, Serialize};
use store::bulk::{Outcome, Selection};
use store::users::EntryQuery;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::body::Body;
use super::{Caller, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(change))
}

/// Which entries get which mail type: either `entries` or `filter`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MailTypeChange {
    /// References such as `user:jdoe` or `shared:info`.
    #[serde(default)]
    entries: Option<Vec<String>>,
    /// All that the directory lists under these filters; `{}` for all entries.
    #[serde(default)]
    filter: Option<EntryFilter>,
    /// `internal`, `external` or `none`
    #[serde(rename = "type", default)]
    #[schema(required)]
    mail_type: String,
    /// Whether only to tell what would happen.
    #[serde(default)]
    dry_run: bool,
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
}

/// What happened, or would happen.
#[derive(Debug, Serialize, ToSchema)]
struct MailTypeOutcome {
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
    params(("domain" = String, Path, description = "Any name of the domain")),
    request_body = MailTypeChange,
    responses((status = 200, body = MailTypeOutcome)))]
async fn change(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    Body(change): Body<MailTypeChange>,
) -> Result<axum::Json<MailTypeOutcome>, Refusal> {
    let dry_run = change.dry_run;
    let (selection, mail_type) = change.read().map_err(Refusal::Invalid)?;
    let outcome = desk
        .change_mail_types(&domain, &selection, mail_type, dry_run)
        .await?;
    Ok(axum::Json(outcome.into()))
}

impl MailTypeChange {
    fn read(self) -> Result<(Selection, MailType), Problems> {
        let mut problems = Problems::default();
        let mail_type = problems.take(
            "type",
            MailType::from_name(&self.mail_type).ok_or(if self.mail_type.is_empty() {
                Code::Required
            } else {
                Code::UnknownValue
            }),
        );
        let selection = match (self.entries, self.filter) {
            (Some(entries), None) => {
                let mut found = Vec::with_capacity(entries.len());
                for (index, typed) in entries.iter().enumerate() {
                    found.extend(
                        problems.take(&format!("entries[{index}]"), EntryRef::parse(typed)),
                    );
                }
                Some(Selection::Entries(found))
            }
            (None, Some(filter)) => Some(Selection::Matching(filter.query(&mut problems))),
            (None, None) => {
                problems.add(Problem::new("entries", Code::Required));
                None
            }
            (Some(_), Some(_)) => {
                problems.add(Problem::new("filter", Code::UnknownField));
                None
            }
        };
        problems.or(selection.zip(mail_type))
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

impl From<Outcome> for MailTypeOutcome {
    fn from(outcome: Outcome) -> Self {
        let refused = outcome
            .refused
            .into_iter()
            .map(|(entry, code)| RefusedEntry {
                entry: entry.to_string(),
                code: code.as_str(),
            });
        Self {
            changed: outcome.changed,
            unchanged: outcome.unchanged,
            refused: refused.collect(),
        }
    }
}
