//! Which entries a call about many of them means.

use model::{Code, EntryRef, Kind, MailType, Problem, Problems};
use serde::Deserialize;
use store::bulk::Selection;
use store::users::EntryQuery;
use utoipa::ToSchema;

/// The filters of the directory; they add up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryFilter {
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

/// The entries named, or those under a filter: one of the two.
pub(super) fn selection(
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
