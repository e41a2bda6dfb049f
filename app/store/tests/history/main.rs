//! The history: what it tells, to whom, and undoing what it tells of.

#[cfg(test)]
#[expect(dead_code, reason = "each test program uses its own part")]
#[path = "../support/mod.rs"]
mod support;

#[cfg(test)]
mod conflicts;
#[cfg(test)]
mod deletions;
#[cfg(test)]
mod domains;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod undo;
#[cfg(test)]
mod units;

#[cfg(test)]
use model::mail::MailDraft;
#[cfg(test)]
use model::{EntryRef, entry::EntryDraft};
#[cfg(test)]
use store::Desk;
#[cfg(test)]
use store::history::{HistoryQuery, HistoryRow, HistoryScope};

/// The domain of these tests.
#[cfg(test)]
const HERE: &str = "here.example";

/// The rows of the installation, newest first.
#[cfg(test)]
async fn all(desk: &Desk) -> Vec<HistoryRow> {
    let query = HistoryQuery {
        limit: 500,
        ..HistoryQuery::default()
    };
    desk.list_history(&query).await.unwrap().items
}

/// The newest row of an object.
#[cfg(test)]
async fn last(desk: &Desk, object: &str) -> HistoryRow {
    let query = HistoryQuery {
        scope: HistoryScope::Installation,
        object: object.into(),
        limit: 1,
        ..HistoryQuery::default()
    };
    let rows = desk.list_history(&query).await.unwrap().items;
    rows.into_iter()
        .next()
        .unwrap_or_else(|| panic!("no history of {object}"))
}

/// An entry that is no user.
#[cfg(test)]
fn entry(name: &str, mail: MailDraft, members: &[&str]) -> EntryDraft {
    EntryDraft {
        name: name.into(),
        mail,
        members: members.iter().map(ToString::to_string).collect(),
        ..EntryDraft::default()
    }
}

/// A reference such as `group:staff`.
#[cfg(test)]
fn reference(text: &str) -> EntryRef {
    EntryRef::parse(text).unwrap()
}
