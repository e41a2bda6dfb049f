//! One row of the address table as typed.

use model::mail::AddressDraft;
use serde::{Deserialize, Serialize};

/// What stands in the fields of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The part before the `@`.
    pub local_part: String,
    /// A name of the domain; empty for all of them.
    pub name: String,
    /// Whether it is routed to the alternate mail server while the mail type is external.
    pub alternate: bool,
}

/// The rows as the rules take them; `default` is the position of the default address.
#[must_use]
pub fn drafts(rows: &[Row], default: Option<usize>) -> Vec<AddressDraft> {
    let draft = |(index, row): (usize, &Row)| AddressDraft {
        local_part: row.local_part.clone(),
        domain: Some(row.name.clone()).filter(|name| !name.is_empty()),
        default: default == Some(index),
        alternate: row.alternate,
    };
    rows.iter().enumerate().map(draft).collect()
}
