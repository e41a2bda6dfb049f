//! What already stands in a field when an island wakes up.
//!
//! Between the first paint and the start of the browser's module a person may have typed, and a
//! browser may have restored what was typed before. An island starts from that, not from what the
//! server sent.

use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlInputElement, HtmlSelectElement};

/// The text in the field `id`; `sent` on the server and where there is no such field.
pub fn text(id: &str, sent: String) -> String {
    input(id).map_or(sent, |input| input.value())
}

/// Whether the box or radio button `id` is ticked; `sent` on the server.
pub fn ticked(id: &str, sent: bool) -> bool {
    input(id).map_or(sent, |input| input.checked())
}

/// The choice in the list `id`; `sent` on the server.
pub fn chosen(id: &str, sent: String) -> String {
    element(id)
        .and_then(|element| element.dyn_into::<HtmlSelectElement>().ok())
        .map_or(sent, |list| list.value())
}

fn input(id: &str) -> Option<HtmlInputElement> {
    element(id)?.dyn_into().ok()
}

#[cfg(feature = "ssr")]
fn element(_: &str) -> Option<Element> {
    None
}

#[cfg(not(feature = "ssr"))]
fn element(id: &str) -> Option<Element> {
    leptos::prelude::document().get_element_by_id(id)
}
