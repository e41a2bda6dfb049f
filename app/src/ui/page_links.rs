//! Links to the neighbouring pages of a list.

use leptos::prelude::*;

use super::button::SECONDARY_BUTTON_CLASS;

/// Links to the previous and the next page. Without either nothing is shown.
#[component]
pub fn PageLinks(
    /// Name of the navigation, for screen readers.
    #[prop(into)]
    label: String,
    /// Label and address of the previous page.
    #[prop(optional_no_strip)]
    previous: Option<(String, String)>,
    /// Label and address of the next page.
    #[prop(optional_no_strip)]
    next: Option<(String, String)>,
) -> impl IntoView {
    let link = |target: Option<(String, String)>, rel: &'static str| {
        target.map(|(label, href)| {
            view! { <a href=href rel=rel class=SECONDARY_BUTTON_CLASS>{label}</a> }
        })
    };
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav aria-label=label class="flex flex-wrap items-center justify-end gap-2">
                {link(previous, "prev")} {link(next, "next")}
            </nav>
        }
    })
}
