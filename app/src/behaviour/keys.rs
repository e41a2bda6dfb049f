//! Single keys: `j`, `k` and the arrows walk through a list, `g` and a letter go to a place, `?` shows
//! the keys of the page.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::{ev, prelude::*, task::spawn_local, wasm_bindgen::JsCast as _};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlDialogElement, HtmlElement, KeyboardEvent};

use super::fetched::part;
use super::guard::{Guard, elements};
use super::shortcuts::{has_open_layer, is_typing};

const ROWS: &str = "main [data-ui='table'] tbody tr, main [data-rows] > li";
/// How long the second of two keys is waited for.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Begins to listen.
pub fn start(guard: Guard) {
    let after_g = Rc::new(Cell::new(false));
    window_event_listener(ev::keydown, move |event| {
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        let is_free = is_plain && !event.default_prevented() && !event.is_composing();
        if is_free && !has_open_layer() && pressed(&guard, &after_g, &event) {
            event.prevent_default();
        }
    });
}

/// Does what a key asks for; whether it asked for anything.
fn pressed(guard: &Guard, after_g: &Rc<Cell<bool>>, event: &KeyboardEvent) -> bool {
    let key = event.key();
    match key.as_str() {
        "ArrowDown" => arrow(event, 1),
        "ArrowUp" => arrow(event, -1),
        _ if is_typing(event) || !are_on() => false,
        letter if after_g.replace(false) => go(guard, letter),
        "g" => {
            after_g.set(true);
            let after_g = Rc::clone(after_g);
            // Fails only in a browser without timers.
            let _ = set_timeout(move || after_g.set(false), PATIENCE);
            true
        }
        "j" => walk(1),
        "k" => walk(-1),
        "?" => {
            spawn_local(async {
                // Without the server's answer there is nothing to show.
                let _ = show_keys().await;
            });
            true
        }
        _ => false,
    }
}

/// Whether keys without Ctrl do something: whoever speaks to the computer may turn them off.
pub fn are_on() -> bool {
    document()
        .document_element()
        .is_none_or(|root| root.get_attribute("data-single-keys").as_deref() != Some("off"))
}

/// Arrows scroll the page, unless the keyboard is in a list or in its filter.
fn arrow(event: &KeyboardEvent, step: i32) -> bool {
    let inside = super::guard::target(event).is_some_and(|element| {
        let is_filter = element.matches("[data-key='filter']").unwrap_or_default();
        (is_filter && step > 0) || row_of(&element).is_some()
    });
    inside && walk(step)
}

fn row_of(element: &Element) -> Option<Element> {
    element.closest(ROWS).ok()?
}

/// Puts the keyboard on the link of the next row, or of the one before.
fn walk(step: i32) -> bool {
    let links: Vec<HtmlElement> = elements(ROWS)
        .iter()
        .filter_map(|row| row.query_selector("a[href]").ok()??.dyn_into().ok())
        .collect();
    let here = document()
        .active_element()
        .and_then(|element| row_of(&element))
        .and_then(|row| links.iter().position(|link| row.contains(Some(link))));
    let next = match (here, step > 0) {
        (None, true) => Some(0),
        (None, false) => None,
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    };
    next.and_then(|at| links.get(at))
        .is_some_and(|link| link.focus().is_ok())
}

/// Goes to the place a letter stands for.
fn go(guard: &Guard, letter: &str) -> bool {
    let place = dialog().and_then(|dialog| dialog.get_attribute(&format!("data-go-{letter}")));
    place.is_some_and(|href| {
        guard.leave(&href);
        true
    })
}

fn dialog() -> Option<HtmlDialogElement> {
    document().get_element_by_id("keys-dialog")?.dyn_into().ok()
}

/// Shows the keys that do something on this page.
async fn show_keys() -> Result<(), JsValue> {
    let Some(dialog) = dialog() else {
        return Ok(());
    };
    let list = dialog.query_selector("#keys-list, #keys")?;
    if let Some(list) = list.filter(|list| list.id() != "keys") {
        let help = dialog.get_attribute("data-help").unwrap_or_default();
        let keys = part(&help, "keys", None).await?;
        list.replace_with_with_node_1(&keys)?;
    }
    let rows = dialog.query_selector_all("[data-needs]")?;
    for row in (0..rows.length()).filter_map(|at| rows.get(at)?.dyn_into::<HtmlElement>().ok()) {
        let needs = row.get_attribute("data-needs").unwrap_or_default();
        row.set_hidden(document().query_selector(&needs)?.is_none());
    }
    super::palette::name_control_key();
    dialog.show_modal()
}
