//! What stands under the fields of an address.

use leptos::prelude::*;

use super::address_row::RowState;
use super::address_table::TableState;
use crate::words::fill;

/// What a row at all names stands for, and what becomes of its mail.
#[component]
pub(super) fn RowNote(table: TableState, row: RowState) -> impl IntoView {
    let expansion = move || {
        let typed = row.typed();
        let local_part = typed.local_part.trim().to_lowercase();
        table.data.with_value(|data| {
            let is_for_several = typed.name.is_empty() && data.names.len() > 1;
            (is_for_several && !local_part.is_empty()).then(|| {
                let addresses: Vec<_> = data
                    .names
                    .iter()
                    .map(|name| format!("{local_part}@{}", name.shown))
                    .collect();
                fill(&data.words.expansion, &[addresses.join(", ")])
            })
        })
    };
    let outcome = move || {
        table.data.with_value(|data| {
            let words = &data.words;
            if row.alternate.get() {
                words.ticked.clone()
            } else {
                words.unticked.clone()
            }
        })
    };
    let has_types = table.data.with_value(|data| data.has_types);
    let outcome = has_types.then(|| view! { <span data-type="external">"→ " {outcome}</span> });
    view! {
        <div class="flex flex-wrap items-start gap-x-4 px-1 text-sm text-muted">
            <div class="flex min-w-48 flex-1 flex-col">
                {outcome}
                <span class="empty:hidden">{expansion}</span>
            </div>
            <RowWay table row />
        </div>
    }
}

/// Where mail for the address goes, as long as it is what is stored.
#[component]
fn RowWay(table: TableState, row: RowState) -> impl IntoView {
    let stored = StoredValue::new((row.local_part.get_untracked(), row.name.get_untracked()));
    let (is_stored, word, of) = table.data.with_value(|data| {
        let is_sent_row = usize::try_from(row.key).is_ok_and(|key| key < data.rows.len());
        let words = &data.words;
        (
            data.is_stored && is_sent_row,
            words.trace.clone(),
            words.trace_of.clone(),
        )
    });
    is_stored.then(|| {
        let (local_part, name) = stored.get_value();
        let (address, href) = table.data.with_value(|data| {
            let address = data.concrete(&local_part, &name);
            (address.clone(), data.trace_href(&address))
        });
        let is_other = move || {
            stored.with_value(|(local_part, name)| {
                *local_part != row.local_part.get() || *name != row.name.get()
            })
        };
        view! {
            <a href=href class="ml-auto underline hover:text-ink" aria-label=fill(&of, &[address]) hidden=is_other>
                {word}
            </a>
        }
    })
}
