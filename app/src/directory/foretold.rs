//! What a change of many entries would do, or undoing one.

use leptos::prelude::*;
use store::bulk::Outcome;

use super::rows::kind_name;
use crate::history::reason;
use crate::paths;
use crate::ui::Table;
use crate::words::{BulkWord, DirectoryWord, Lang};

/// How many change, stay, and are held back.
#[component]
pub(crate) fn Counts(
    /// The language.
    lang: Lang,
    /// What would happen.
    outcome: Outcome,
    /// Whether entries that were deleted come back.
    #[prop(optional)]
    comes_back: bool,
) -> impl IntoView {
    let changed = match outcome.along {
        Some(_) => (BulkWord::WillBeDeletedOne, BulkWord::WillBeDeleted),
        None if comes_back => (BulkWord::WillComeBackOne, BulkWord::WillComeBack),
        None => (BulkWord::WillChangeOne, BulkWord::WillChange),
    };
    let mut counts = vec![(changed, outcome.changed)];
    if let Some(along) = outcome.along {
        let addresses = (BulkWord::AddressesOne, BulkWord::Addresses);
        let memberships = (BulkWord::MembershipsOne, BulkWord::Memberships);
        counts.push((addresses, along.addresses));
        counts.push((memberships, along.memberships));
    } else if !comes_back {
        let unchanged = (BulkWord::UnchangedOne, BulkWord::Unchanged);
        counts.push((unchanged, outcome.unchanged));
    }
    let refused = (BulkWord::RefusedOne, BulkWord::Refused);
    counts.push((refused, outcome.refused));
    let counts = counts
        .into_iter()
        .map(|((one, many), number)| view! { <li>{lang.count(one, many, number)}</li> })
        .collect_view();
    let first = first(lang, &outcome);
    view! {
        <div class="flex flex-col gap-3" role="status">
            <ul class="ml-6 flex list-disc flex-col gap-1 font-medium">{counts}</ul>
            {first.map(|named| view! { <p class="max-w-2xl break-words text-muted">{named}</p> })}
        </div>
    }
}

/// The first entries that change, by name.
fn first(lang: Lang, outcome: &Outcome) -> Option<String> {
    let names = outcome.first.iter().map(|entry| entry.name.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    let is_all = i64::try_from(outcome.first.len()) == Ok(outcome.changed);
    let word = if is_all {
        BulkWord::First
    } else {
        BulkWord::FirstOf
    };
    (!names.is_empty()).then(|| lang.fill(word, &[names]))
}

/// The entries that stay as they are, and why.
#[component]
pub(crate) fn Exceptions(lang: Lang, domain: String, outcome: Outcome) -> impl IntoView {
    if outcome.exceptions.is_empty() {
        return ().into_any();
    }
    let named = i64::try_from(outcome.exceptions.len()).unwrap_or(i64::MAX);
    let more = outcome.refused - named;
    let lines = outcome
        .exceptions
        .into_iter()
        .map(|(entry, problem)| {
            let reason = reason(lang, &problem);
            let kind = kind_name(lang, entry.kind);
            let href = paths::entry(&domain, &entry);
            view! {
                <tr>
                    <td class="text-muted">{kind}</td>
                    <th scope="row">
                        <a href=href class="text-accent hover:underline">
                            {entry.name}
                        </a>
                    </th>
                    <td data-label=lang.say(BulkWord::Reason)>{reason}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(BulkWord::Exceptions)>
            <thead>
                <tr>
                    <th scope="col">{lang.say(DirectoryWord::ColumnKind)}</th>
                    <th scope="col">{lang.say(BulkWord::Entry)}</th>
                    <th scope="col">{lang.say(BulkWord::Reason)}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
        {(more > 0)
            .then(|| view! { <p class="text-muted">{lang.fill(BulkWord::More, &[lang.number(more)])}</p> })}
    }
    .into_any()
}
