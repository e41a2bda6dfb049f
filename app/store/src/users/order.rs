//! A directory list in its order, from one place on.

use model::EntryOrder;

use crate::statement::Statement;

/// The place of a row in the list: kind, sort key and identifier.
pub(super) type Key = (String, String, i64);

/// The columns of a [`Key`].
pub(super) const KEY: &str = "e.kind, e.sort_key, e.id";

/// Which side of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// What follows it, in the order of the list.
    After,
    /// What leads up to it and itself, last first.
    UpTo,
}

/// Adds the condition for one side of a place and the order of what is there, with its limit.
pub(super) fn add(
    query: &mut Statement,
    order: EntryOrder,
    place: Option<(&Key, Side)>,
    limit: i64,
) {
    let is_back = matches!(place, Some((_, Side::UpTo)));
    if let Some(((kind, sort_key, id), side)) = place {
        query.push(if order.is_by_kind() {
            " AND (e.kind, e.sort_key, e.id) "
        } else {
            " AND (e.sort_key, e.id) "
        });
        query.push(match (side, order.is_descending()) {
            (Side::After, false) => "> (",
            (Side::After, true) => "< (",
            (Side::UpTo, false) => "<= (",
            (Side::UpTo, true) => ">= (",
        });
        if order.is_by_kind() {
            query.bind(kind.as_str()).push(", ");
        }
        query.bind(sort_key.as_str()).push(", ").bind(*id).push(")");
    }
    query.push(
        match (order.is_by_kind(), order.is_descending() != is_back) {
            (false, false) => " ORDER BY e.sort_key, e.id LIMIT ",
            (false, true) => " ORDER BY e.sort_key DESC, e.id DESC LIMIT ",
            (true, false) => " ORDER BY e.kind, e.sort_key, e.id LIMIT ",
            (true, true) => " ORDER BY e.kind DESC, e.sort_key DESC, e.id DESC LIMIT ",
        },
    );
    query.bind(limit);
}
