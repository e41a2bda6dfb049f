//! What a page of the history shows, as it stands in its address.

use store::history::{HistoryQuery, HistoryScope};

use crate::caller::Caller;
use crate::paths;

/// Rows on a page.
const ROWS: u32 = 25;

/// The list and its filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The page's path.
    pub(super) path: String,
    /// The domain in the query; empty where it is in the path or none is meant.
    pub(super) domain: String,
    /// Beginning of a name.
    pub(super) text: String,
    /// One action.
    pub(super) action: String,
    /// Where the page starts.
    pub(super) after: String,
}

impl Asked {
    /// What a request asks for.
    pub(super) fn of(caller: &Caller) -> Self {
        let text = |name| caller.query(name).unwrap_or_default().trim().to_owned();
        Self {
            path: caller.uri.path().to_owned(),
            domain: text("domain"),
            text: text("q"),
            action: text("action"),
            after: text("after"),
        }
    }

    /// Whether a filter narrows the list.
    pub(super) fn is_narrowing(&self) -> bool {
        !self.text.is_empty() || !self.action.is_empty()
    }

    /// The address of the page that starts at `after` under the same filters.
    pub(super) fn page(&self, after: &str) -> String {
        let pairs = [
            ("domain", self.domain.as_str()),
            ("q", self.text.as_str()),
            ("action", self.action.as_str()),
            ("after", after),
        ];
        paths::with_query(&self.path, &pairs)
    }

    /// What the store is asked for.
    pub(super) fn query(&self, scope: HistoryScope) -> HistoryQuery {
        HistoryQuery {
            scope,
            object: String::new(),
            text: self.text.clone(),
            action: self.action.clone(),
            after: Some(self.after.clone()).filter(|after| !after.is_empty()),
            limit: ROWS,
        }
    }
}
