//! The queries of the list, one for each way to look, for explaining their plans.

use model::access::UnitId;
use model::{EntryOrder, MailType};

use super::Filter;
use crate::users::EntryQuery;
use crate::users::words::{Beginning, beginnings};

/// A way to look.
#[derive(Default)]
struct Way {
    query: EntryQuery,
    candidates: Option<Vec<i64>>,
    words: Vec<Beginning>,
    units: Option<Vec<UnitId>>,
}

/// What each is called, and its queries with their values in them.
pub(crate) fn examples(domain_id: i64) -> Vec<(&'static str, String)> {
    let mut examples = Vec::new();
    for (what, way) in ways() {
        let filter = Filter {
            domain_id,
            query: &way.query,
            candidates: way.candidates,
            words: way.words,
            server: None,
            units: way.units,
        };
        let key = ("group".to_owned(), "m".to_owned(), 1);
        examples.push((what, filter.rows(None, 50).inlined()));
        examples.push((what, filter.rows(Some(&key), 50).inlined()));
        examples.push((what, filter.before(&key, 50).inlined()));
        examples.push((what, filter.count().inlined()));
    }
    examples
}

fn ways() -> Vec<(&'static str, Way)> {
    let broad = || beginnings("a b@x", &[]);
    let of = |mail_type, suspended| Way {
        query: EntryQuery {
            mail_type,
            suspended,
            ..EntryQuery::default()
        },
        ..Way::default()
    };
    let external = Some(MailType::External);
    let mut ways: Vec<_> = EntryOrder::ALL
        .into_iter()
        .map(|order| {
            let mut way = Way::default();
            way.query.order = order;
            ("all", way)
        })
        .collect();
    ways.extend([
        ("external", of(external, None)),
        ("suspended", of(None, Some(true))),
        ("external and suspended", of(external, Some(true))),
        (
            "many matches",
            Way {
                words: broad(),
                ..Way::default()
            },
        ),
        (
            "few matches",
            Way {
                candidates: Some(vec![1, 2, 3]),
                words: broad(),
                ..of(external, Some(false))
            },
        ),
        (
            "of units",
            Way {
                units: Some(vec![1, 2]),
                ..Way::default()
            },
        ),
    ]);
    ways
}
