//! The frame of a data table.

use leptos::prelude::*;

/// A table that scrolls by itself when it is too wide, and becomes a list of blocks on narrow
/// screens. Cells carry `data-label` (the column's name) for the narrow form; numbers carry
/// `data-align="end"`. The children are `<thead>` and `<tbody>`.
#[component]
pub fn Table(
    /// What the table lists; read by screen readers, not shown.
    #[prop(into)]
    caption: String,
    /// `<thead>` and `<tbody>`.
    children: Children,
) -> impl IntoView {
    let label = caption.clone();
    view! {
        // Focusable, so that the keyboard can scroll it.
        <div data-ui="table" role="region" tabindex="0" aria-label=label>
            <table>
                <caption class="sr-only">{caption}</caption>
                {children()}
            </table>
        </div>
    }
}
