//! Buttons that copy a text.

use std::time::Duration;

use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, Element, HtmlParagraphElement};

use super::guard::target;
use crate::words::fill;

/// How long a button shows that it has copied.
const SHOWN: Duration = Duration::from_millis(1500);

/// Shows on a button for a moment that it has copied.
fn mark(button: Element) {
    // These fail only when the name of the attribute is malformed, or without a clock: then it stays marked.
    let _ = button.set_attribute("data-copied", "");
    let _ = set_timeout(
        move || {
            let _ = button.remove_attribute("data-copied");
        },
        SHOWN,
    );
}

/// Begins to listen; `copied` is what is said then.
pub fn start(status: HtmlParagraphElement, copied: String) {
    // Absent on a page that did not come over TLS.
    let clipboard: Clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() {
        return;
    }
    if let Some(root) = document().document_element() {
        // Fails only when the name of the attribute is malformed.
        let _ = root.set_attribute("data-clipboard", "");
    }
    window_event_listener(ev::click, move |event| {
        let button = target(&event).and_then(|part| part.closest("[data-copy]").ok().flatten());
        let Some(button) = button else { return };
        let text = button.get_attribute("data-copy").unwrap_or_default();
        let (clipboard, status) = (clipboard.clone(), status.clone());
        let said = fill(&copied, &[text.as_str()]);
        spawn_local(async move {
            if JsFuture::from(clipboard.write_text(&text)).await.is_ok() {
                status.set_text_content(Some(&said));
                mark(button);
            }
        });
    });
}
