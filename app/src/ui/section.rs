//! A titled part of a page.

use leptos::prelude::*;

/// A part with an upper-case title and a rule under it.
#[component]
pub fn Section(
    /// The title.
    #[prop(into)]
    title: String,
    /// `id` of the title, by which the part is named and can be linked to.
    #[prop(into)]
    id: String,
    /// For parts that belong to some choices of a list only: their values, by spaces.
    #[prop(optional)]
    belongs_to: Option<&'static str>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let named_by = id.clone();
    view! {
        <section aria-labelledby=named_by data-type=belongs_to class="flex flex-col gap-4">
            <h2
                id=id
                class="border-b border-line-strong pb-1 text-sm font-semibold uppercase tracking-wide text-accent"
            >
                {title}
            </h2>
            {children()}
        </section>
    }
}
