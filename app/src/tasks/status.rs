//! How a task stands, at a glance.

use leptos::prelude::*;
use model::EntryRef;
use model::task::{HowFar, TaskOutcome, TaskState};

use super::names;
use crate::directory::kind_name;
use crate::history::reason;
use crate::paths;
use crate::ui::{Glyph, Icon, Table};
use crate::words::{BulkWord, DirectoryWord, Lang, TaskWord};

/// The state in a word.
#[component]
pub(crate) fn StateMark(lang: Lang, state: TaskState, is_stopping: bool) -> impl IntoView {
    let word = if state.is_running() && is_stopping {
        TaskWord::Stopping
    } else {
        names::state_word(state)
    };
    let glyph = match state {
        TaskState::Running => Glyph::Clock,
        TaskState::Done => Glyph::Check,
        TaskState::Cancelled => Glyph::Minus,
        TaskState::Failed | TaskState::Interrupted => Glyph::Warning,
    };
    view! {
        <span class=mark_class(state)>
            <Icon glyph />
            {lang.say(word)}
        </span>
    }
}

const fn mark_class(state: TaskState) -> &'static str {
    match state {
        TaskState::Running => "inline-flex items-center gap-1 rounded bg-accent-soft px-2 text-ink",
        TaskState::Done => "inline-flex items-center gap-1 rounded bg-ok-soft px-2 text-ok",
        TaskState::Failed => {
            "inline-flex items-center gap-1 rounded bg-danger-soft px-2 text-danger"
        }
        TaskState::Cancelled => "inline-flex items-center gap-1 rounded bg-sunken px-2 text-muted",
        TaskState::Interrupted => {
            "inline-flex items-center gap-1 rounded bg-warn-soft px-2 text-warn"
        }
    }
}

/// How far it is: a bar, and in words.
#[component]
pub(crate) fn Bar(lang: Lang, how_far: HowFar) -> impl IntoView {
    let text = names::how_far(lang, how_far);
    let value = how_far.percent().map(|percent| percent.to_string());
    view! {
        <div class="flex flex-col gap-1">
            <progress max="100" value=value aria-label=text.clone() class="h-3 w-full"></progress>
            <p class="tabular-nums">{text}</p>
        </div>
    }
}

/// Entries that stayed as they were.
#[component]
pub(super) fn Exceptions(lang: Lang, domain: String, outcome: TaskOutcome) -> impl IntoView {
    if outcome.exceptions.is_empty() {
        return ().into_any();
    }
    let more = outcome.unnamed;
    let lines = outcome
        .exceptions
        .into_iter()
        .map(|exception| {
            let reason = reason(lang, &exception.problem);
            let named = match EntryRef::parse(&exception.entry) {
                Ok(entry) => {
                    let kind = kind_name(lang, entry.kind);
                    let href = paths::entry(&domain, &entry);
                    view! {
                        <td class="text-muted">{kind}</td>
                        <th scope="row">
                            <a href=href class="text-accent hover:underline">{entry.name}</a>
                        </th>
                    }
                    .into_any()
                }
                // A line of a file, or whatever else a kind of task names.
                Err(_) => view! {
                    <td></td>
                    <th scope="row">{exception.entry}</th>
                }
                .into_any(),
            };
            view! {
                <tr>
                    {named}
                    <td data-label=lang.say(BulkWord::Reason)>{reason}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(TaskWord::Exceptions)>
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
            .then(|| view! { <p class="text-muted">{lang.fill(TaskWord::More, &[lang.number(more)])}</p> })}
    }
    .into_any()
}
