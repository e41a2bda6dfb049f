//! Buttons that copy a text.

use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, HtmlParagraphElement};

use super::guard::target;
use crate::words::fill;

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
        let Some(text) = button.and_then(|button| button.get_attribute("data-copy")) else {
            return;
        };
        let (clipboard, status) = (clipboard.clone(), status.clone());
        let said = fill(&copied, &[text.as_str()]);
        spawn_local(async move {
            if JsFuture::from(clipboard.write_text(&text)).await.is_ok() {
                status.set_text_content(Some(&said));
            }
        });
    });
}
