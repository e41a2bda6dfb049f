//! Keys: Ctrl+K, Ctrl+S, Ctrl+Enter, Escape and `/`.

use leptos::{ev, prelude::*, wasm_bindgen::JsCast as _};
use web_sys::{Element, HtmlAnchorElement, HtmlElement, HtmlFormElement, KeyboardEvent};

use super::guard::{Guard, target};
use super::keys;
use super::palette::Palette;

/// Begins to listen.
pub fn start(guard: Guard, palette: Option<Palette>) {
    window_event_listener(ev::keydown, move |event| {
        let is_free = !event.default_prevented() && !event.is_composing();
        if is_free && pressed(&guard, palette.as_ref(), &event) {
            event.prevent_default();
        }
    });
    window_event_listener(ev::change, |event| {
        if let Some(form) =
            target(&event).and_then(|field| form_of(&field, "form[data-auto-submit]"))
        {
            submit(&form);
        }
    });
}

/// Does what a key asks for; whether it asked for anything.
fn pressed(guard: &Guard, palette: Option<&Palette>, event: &KeyboardEvent) -> bool {
    let with_control = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    match event.key().as_str() {
        "k" if with_control => palette.is_some_and(Palette::open),
        "s" if with_control => guard.form().is_some_and(|form| {
            submit(&form);
            true
        }),
        "Enter" if with_control => target(event)
            .and_then(|field| form_of(&field, "form"))
            .and_then(|form| find_in(&form, "[data-key=\"create-edit\"]"))
            .is_some_and(|button| click(&button)),
        "Escape" if !has_open_layer() => cancel(guard),
        "/" if !with_control && !is_typing(event) && !has_open_layer() && keys::are_on() => {
            first("[data-key=\"filter\"]").is_some_and(|field| field.focus().is_ok())
        }
        _ => false,
    }
}

/// The browser itself closes dialogs and menus at Escape.
pub fn has_open_layer() -> bool {
    document()
        .query_selector("dialog[open], :popover-open")
        .ok()
        .flatten()
        .is_some()
}

fn cancel(guard: &Guard) -> bool {
    let link =
        first("a[data-key=\"cancel\"]").and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    link.is_some_and(|link| {
        guard.leave(&link.href());
        true
    })
}

/// Whether the keyboard is in a field, where every key is text.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    target(event).is_some_and(|element| {
        element
            .closest("input, select, textarea, [contenteditable]")
            .ok()
            .flatten()
            .is_some()
    })
}

fn form_of(field: &Element, selector: &str) -> Option<HtmlFormElement> {
    field.closest(selector).ok()??.dyn_into().ok()
}

fn find_in(form: &HtmlFormElement, selector: &str) -> Option<HtmlElement> {
    form.query_selector(selector).ok()??.dyn_into().ok()
}

fn first(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

fn click(button: &HtmlElement) -> bool {
    button.click();
    true
}

fn submit(form: &HtmlFormElement) {
    // Fails when a field is not valid; the browser says so beside it.
    let _ = form.request_submit();
}
