//! The lines of a plan: refused, changed and new ones, the first of each.

use leptos::prelude::*;
use model::EntryRef;
use store::import::{Outcome, Plan};

use super::file::column_of;
use crate::directory::kind_name;
use crate::history::Differences;
use crate::paths;
use crate::ui::Table;
use crate::words::{self, BulkWord, DirectoryWord, HistoryWord, ImportWord, Lang};

/// Lines of each kind that are shown; the report has them all.
const SHOWN: usize = 100;

#[component]
pub(super) fn Tables(lang: Lang, domain: String, plan: Plan) -> impl IntoView {
    let mut refused = Vec::new();
    let mut changed = Vec::new();
    let mut new = Vec::new();
    for row in plan.rows {
        let (line, entry) = (row.line, row.entry);
        match row.outcome {
            Outcome::Refused(problems) if refused.len() < SHOWN => {
                let reasons = problems
                    .iter()
                    .map(|problem| {
                        let column = column_of(&problem.field).to_owned();
                        view! {
                            <p>
                                <code class="text-sm text-muted">{column}</code>
                                " "
                                {words::problem(lang, problem)}
                            </p>
                        }
                    })
                    .collect_view()
                    .into_any();
                refused.push(line_of(lang, line, entry, None, reasons));
            }
            Outcome::Changed(differences) if changed.len() < SHOWN => {
                let href = paths::entry(&domain, &entry);
                let what = view! { <Differences lang differences is_open=false /> }.into_any();
                changed.push(line_of(lang, line, entry, Some(href), what));
            }
            Outcome::New(name) if new.len() < SHOWN => {
                new.push(line_of(lang, line, entry, None, name.into_any()));
            }
            _ => {}
        }
    }
    let counts = plan.counts;
    view! {
        <Lines
            lang
            caption=ImportWord::RefusedCaption
            what=lang.say(BulkWord::Reason)
            lines=refused
            number=counts.refused
        />
        <Lines
            lang
            caption=ImportWord::ChangedCaption
            what=lang.say(HistoryWord::Change)
            lines=changed
            number=counts.changed
        />
        <Lines
            lang
            caption=ImportWord::NewCaption
            what=lang.say(DirectoryWord::DisplayName)
            lines=new
            number=counts.new
        />
    }
}

fn line_of(lang: Lang, line: u64, entry: EntryRef, href: Option<String>, what: AnyView) -> AnyView {
    let name = match href {
        Some(href) => view! {
            <a href=href class="text-accent hover:underline">
                {entry.name}
            </a>
        }
        .into_any(),
        None => entry.name.into_any(),
    };
    view! {
        <tr>
            <td data-label=lang.say(ImportWord::Line) data-align="end">{line}</td>
            <td class="text-muted" data-label=lang.say(DirectoryWord::ColumnKind)>
                {kind_name(lang, entry.kind)}
            </td>
            <th scope="row" data-label=lang.say(BulkWord::Entry)>
                <div class="min-w-0 break-words">{name}</div>
            </th>
            <td>
                <div class="min-w-0 break-words">{what}</div>
            </td>
        </tr>
    }
    .into_any()
}

/// A table of lines, and how many more there are.
#[component]
fn Lines(
    lang: Lang,
    caption: ImportWord,
    what: &'static str,
    lines: Vec<AnyView>,
    number: usize,
) -> impl IntoView {
    if lines.is_empty() {
        return ().into_any();
    }
    let more = number.saturating_sub(lines.len());
    let more = (more > 0).then(|| {
        view! { <p class="text-muted">{lang.fill(ImportWord::More, &[more.to_string()])}</p> }
    });
    view! {
        <h2 class="mt-2">{lang.say(caption)}</h2>
        <Table caption=lang.say(caption)>
            <thead>
                <tr>
                    <th scope="col" data-align="end">{lang.say(ImportWord::Line)}</th>
                    <th scope="col">{lang.say(DirectoryWord::ColumnKind)}</th>
                    <th scope="col">{lang.say(BulkWord::Entry)}</th>
                    <th scope="col">{what}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
        {more}
    }
    .into_any()
}
