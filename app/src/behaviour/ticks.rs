//! Ticks in a list outlive its pages and filters: kept in the browser until it is closed, for one domain.

use std::collections::BTreeSet;

use leptos::{ev, prelude::*, wasm_bindgen::JsCast as _};
use web_sys::{Element, HtmlInputElement, Storage};

use super::guard::target;
use crate::words::fill;

/// Begins to listen, and ticks again what was ticked.
pub fn start() {
    // What was sent and refused is still ticked.
    keep(&inputs("form[data-ticks-done] input[name=entry]"), true);
    show();
    window_event_listener(ev::change, |event| {
        let Some(input) = target(&event).and_then(|part| part.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        if input.has_attribute("data-tick-page") {
            keep(&boxes(), input.checked());
        } else if input
            .matches("input[form=many][name=entry]")
            .unwrap_or(false)
        {
            let checked = input.checked();
            keep(&[input], checked);
        } else {
            return;
        }
        show();
    });
    window_event_listener(ev::click, |event| {
        let clear = target(&event).and_then(|part| part.closest("[data-tick-none]").ok().flatten());
        if clear.is_some() {
            forget();
            show();
        }
    });
    window_event_listener(ev::submit, |event| {
        let Some(form) = target(&event) else { return };
        if form.has_attribute("data-ticks") {
            send_others(&form);
        } else if form.has_attribute("data-ticks-done") {
            forget();
        }
    });
}

/// Ticks the boxes that are there as they were, and tells how many there are in all.
pub fn show() {
    let Some(form) = form() else { return };
    let ticked = ticked();
    let boxes = boxes();
    for input in &boxes {
        input.set_checked(ticked.contains(&input.value()));
    }
    if let Some(all) =
        query("[data-tick-page]").and_then(|all| all.dyn_into::<HtmlInputElement>().ok())
    {
        all.set_hidden(false);
        let here = boxes.iter().filter(|input| input.checked()).count();
        all.set_checked(here > 0 && here == boxes.len());
        all.set_indeterminate(here > 0 && here < boxes.len());
    }
    if let Some(count) = query("[data-ticked]") {
        let words = form.get_attribute("data-ticks-words").unwrap_or_default();
        count.set_text_content(Some(&fill(&words, &[ticked.len().to_string()])));
    }
    if let Some(none) = query("[data-tick-none]") {
        // Fails only when the name of the attribute is malformed.
        let _ = none.toggle_attribute_with_force("hidden", ticked.is_empty());
    }
}

fn query(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn form() -> Option<Element> {
    query("form[data-ticks]")
}

/// The boxes of the page that can be ticked.
fn boxes() -> Vec<HtmlInputElement> {
    inputs("input[form=many][name=entry]:not(:disabled)")
}

fn inputs(selector: &str) -> Vec<HtmlInputElement> {
    let found = document().query_selector_all(selector).ok();
    let found = found
        .into_iter()
        .flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

fn keep(inputs: &[HtmlInputElement], is_ticked: bool) {
    let mut ticked = ticked();
    for input in inputs {
        if is_ticked {
            ticked.insert(input.value());
        } else {
            ticked.remove(&input.value());
        }
    }
    let names: Vec<String> = ticked.into_iter().collect();
    if let Some((storage, key)) = place() {
        // A browser that keeps nothing still sends what is ticked on the page.
        let _ = storage.set_item(&key, &names.join("\n"));
    }
}

fn ticked() -> BTreeSet<String> {
    let kept = place().and_then(|(storage, key)| storage.get_item(&key).ok().flatten());
    let kept = kept.unwrap_or_default();
    kept.lines()
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn forget() {
    if let Some((storage, key)) = place() {
        // What cannot be forgotten was not kept.
        let _ = storage.remove_item(&key);
    }
}

fn place() -> Option<(Storage, String)> {
    let domain = query("[data-ticks], [data-ticks-done]")?;
    let domain = domain
        .get_attribute("data-ticks")
        .filter(|domain| !domain.is_empty())
        .or_else(|| domain.get_attribute("data-ticks-done"))?;
    let storage = window().session_storage().ok()??;
    Some((storage, format!("ticks:{domain}")))
}

/// Adds what is ticked on other pages to the form.
fn send_others(form: &Element) {
    let here: BTreeSet<String> = boxes().iter().map(HtmlInputElement::value).collect();
    for name in ticked().difference(&here) {
        let Ok(input) = document().create_element("input") else {
            continue;
        };
        for (attribute, value) in [
            ("type", "hidden"),
            ("name", "entry"),
            ("value", name.as_str()),
        ] {
            // These names are well-formed.
            let _ = input.set_attribute(attribute, value);
        }
        let _ = form.append_child(&input);
    }
}
