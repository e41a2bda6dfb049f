//! A fragment of an address that is a field's puts the keyboard there.

use leptos::{ev, prelude::*, wasm_bindgen::JsCast as _};
use web_sys::HtmlElement;

/// Looks at once, and whenever the fragment changes.
pub fn start() {
    go();
    window_event_listener(ev::hashchange, |_| go());
}

fn go() {
    let fragment = location().hash().unwrap_or_default();
    let id = fragment.trim_start_matches('#');
    let field = document().get_element_by_id(id);
    let field = field.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(field) =
        field.filter(|field| field.matches("input, select, textarea").unwrap_or_default())
    {
        // Fails only for what is no element of the page.
        let _ = field.focus();
    }
}
