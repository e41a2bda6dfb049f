//! What an import came to, in numbers and entry by entry.

use leptos::prelude::*;
use model::{EntryRef, Problem};
use store::history::Difference;
use store::ldap::{Fate, LdapField, LdapOutcome, LdapRow};

use crate::directory::kind_name;
use crate::history::{Differences, field_name, value_text};
use crate::paths;
use crate::ui::Table;
use crate::words::{self, DirectoryWord, Lang, LdapWord};

/// The numbers that are not zero, each in words.
pub(super) fn counts(lang: Lang, outcome: &LdapOutcome) -> Vec<String> {
    [
        (LdapWord::CountNew, outcome.new),
        (LdapWord::CountChanged, outcome.changed),
        (LdapWord::CountRefused, outcome.refused),
        (LdapWord::CountMissing, outcome.missing),
        (LdapWord::CountKept, outcome.kept),
        (LdapWord::CountUnchanged, outcome.unchanged),
    ]
    .into_iter()
    .filter(|(_, number)| *number > 0)
    .map(|(word, number)| lang.fill(word, &[number.to_string()]))
    .collect()
}

/// The entries it is about.
#[component]
pub(super) fn Rows(lang: Lang, domain: String, outcome: LdapOutcome) -> impl IntoView {
    if outcome.rows.is_empty() {
        return ().into_any();
    }
    let more = outcome.unnamed;
    let lines = outcome
        .rows
        .into_iter()
        .map(|row| view! { <Line lang domain=domain.clone() row /> })
        .collect_view();
    view! {
        <Table caption=lang.say(LdapWord::Rows)>
            <thead>
                <tr>
                    <th scope="col">{lang.say(LdapWord::WhatColumn)}</th>
                    <th scope="col">{lang.say(DirectoryWord::ColumnKind)}</th>
                    <th scope="col">{lang.say(LdapWord::EntryColumn)}</th>
                    <th scope="col">{lang.say(LdapWord::CountsColumn)}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
        {(more > 0)
            .then(|| {
                view! {
                    <p class="text-muted">{lang.fill(LdapWord::MoreRows, &[more.to_string()])}</p>
                }
            })}
    }
    .into_any()
}

#[component]
fn Line(lang: Lang, domain: String, row: LdapRow) -> impl IntoView {
    let (word, class) = match (row.fate, row.is_missing) {
        (Fate::Refused, _) => (
            LdapWord::RowRefused,
            "rounded bg-danger-soft px-2 text-danger",
        ),
        (_, true) => (LdapWord::RowMissing, "rounded bg-warn-soft px-2 text-warn"),
        (Fate::New, _) => (LdapWord::RowNew, "rounded bg-ok-soft px-2 text-ok"),
        (Fate::Changed, _) => (LdapWord::RowChanged, "rounded bg-accent-soft px-2 text-ink"),
        (Fate::Same, _) => (LdapWord::RowKept, "rounded bg-sunken px-2 text-muted"),
    };
    let EntryRef { kind, name } = row.entry.clone();
    // What is only foretold, or refused, has no page yet.
    let is_there = !matches!(row.fate, Fate::New | Fate::Refused);
    let href = is_there.then(|| paths::entry(&domain, &row.entry));
    let name_class = if is_there {
        "min-w-0 break-words text-accent hover:underline"
    } else {
        "min-w-0 break-words"
    };
    let differences: Vec<Difference> = row.changes.into_iter().map(difference).collect();
    view! {
        <tr>
            <td data-label=lang.say(LdapWord::WhatColumn)>
                <span class=class>{lang.say(word)}</span>
            </td>
            <td class="text-muted" data-label=lang.say(DirectoryWord::ColumnKind)>
                {kind_name(lang, kind)}
            </td>
            <th scope="row" data-label=lang.say(LdapWord::EntryColumn)>
                <a href=href class=name_class>
                    {name}
                </a>
            </th>
            <td data-label=lang.say(LdapWord::CountsColumn)>
                <div class="min-w-0">
                    <Problems lang problems=row.problems />
                    <Differences lang differences is_open=false />
                    <Kept lang kept=row.kept />
                </div>
            </td>
        </tr>
    }
}

fn difference(field: LdapField) -> Difference {
    Difference {
        field: field.field,
        before: field.before,
        after: field.after,
    }
}

#[component]
fn Problems(lang: Lang, problems: Vec<Problem>) -> impl IntoView {
    problems
        .into_iter()
        .map(|problem| view! { <p>{words::problem(lang, &problem)}</p> })
        .collect_view()
}

/// What stays as it was changed by hand.
#[component]
fn Kept(lang: Lang, kept: Vec<LdapField>) -> impl IntoView {
    if kept.is_empty() {
        return ().into_any();
    }
    let lines = kept
        .into_iter()
        .map(|field| {
            let sides = [
                field_name(lang, &field.field),
                value_text(lang, &field.field, &field.before),
                value_text(lang, &field.field, &field.after),
            ];
            view! { <li class="break-words">{lang.fill(LdapWord::KeptValue, &sides)}</li> }
        })
        .collect_view();
    view! {
        <p class="text-muted">{lang.say(LdapWord::KeptByHand)}</p>
        <ul class="flex flex-col gap-1">{lines}</ul>
    }
    .into_any()
}
