//! The bar that keeps Save and Cancel in sight.

use leptos::prelude::*;

use super::button::{PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS};

/// Save and Cancel at the lower edge of the window. It stands last inside the form it saves, or
/// names it.
#[component]
pub fn SaveBar(
    /// Label of the button that sends the form.
    #[prop(into)]
    save: String,
    /// Label of the link that leaves without saving.
    #[prop(into)]
    cancel: String,
    /// Where Cancel leads.
    #[prop(into)]
    cancel_href: String,
    /// Whether there is nothing to save.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// `id` of the form it saves, when the bar does not stand inside it.
    #[prop(into, optional)]
    form: Option<String>,
    /// Beside the buttons: a note that something is not saved, a further button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div data-ui="save-bar">
            <button
                type="submit"
                form=form
                class=PRIMARY_BUTTON_CLASS
                disabled=move || disabled.get()
            >
                {save}
            </button>
            <a href=cancel_href class=SECONDARY_BUTTON_CLASS data-leave>
                {cancel}
            </a>
            {children.map(|children| children())}
        </div>
    }
}
