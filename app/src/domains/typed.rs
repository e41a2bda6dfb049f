//! What already stands in a field when an island wakes up.
//!
//! Between the first paint and the start of the browser's module a person may have typed, and a
//! browser may have restored what was typed before. Waking up, an island must show what the server
//! sent, or the page and its idea of the page differ; right after, it takes over what was typed.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlInputElement, HtmlSelectElement};

/// Takes the text that stands in the field `id` over into `signal`, soon. To be called before the
/// field's view is made; does nothing on the server.
pub fn keep_text(id: &str, signal: RwSignal<String>) {
    if let Some(typed) = input(id).map(|input| input.value()) {
        later(signal, typed);
    }
}

/// As [`keep_text`], for a box or radio button.
pub fn keep_tick(id: &str, signal: RwSignal<bool>) {
    if let Some(ticked) = input(id).map(|input| input.checked()) {
        later(signal, ticked);
    }
}

/// As [`keep_text`], for a list; `read` makes the value of what is chosen.
pub fn keep_choice<T: Clone + PartialEq + Send + Sync + 'static>(
    id: &str,
    signal: RwSignal<T>,
    read: impl FnOnce(String) -> Option<T>,
) {
    let list = element(id).and_then(|element| element.dyn_into::<HtmlSelectElement>().ok());
    if let Some(chosen) = list.and_then(|list| read(list.value())) {
        later(signal, chosen);
    }
}

/// Effects run when the island is awake.
fn later<T: Clone + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    Effect::new(move |_| {
        if signal.with_untracked(|sent| *sent != value) {
            signal.set(value.clone());
        }
    });
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
    document().get_element_by_id(id)
}
