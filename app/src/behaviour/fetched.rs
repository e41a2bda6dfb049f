//! A part of another page, taken from the server.

use leptos::{prelude::*, wasm_bindgen::JsCast as _};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Document, DomParser, Element, RequestInit, Response, SupportedType,
};

/// The page at an address, in a document of its own. `fetch` can end the wait.
pub async fn page(address: &str, fetch: Option<AbortController>) -> Result<Document, JsValue> {
    let init = RequestInit::new();
    init.set_signal(fetch.map(|fetch| fetch.signal()).as_ref());
    let answer = JsFuture::from(window().fetch_with_str_and_init(address, &init)).await?;
    let html = JsFuture::from(answer.dyn_into::<Response>()?.text()?).await?;
    let html = html.as_string().unwrap_or_default();
    DomParser::new()?.parse_from_string(&html, SupportedType::TextHtml)
}

/// The element `id` of the page at an address.
pub async fn part(
    address: &str,
    id: &str,
    fetch: Option<AbortController>,
) -> Result<Element, JsValue> {
    let page = page(address, fetch).await?;
    // Also when one is led to sign in, or the server says what is wrong.
    Ok(page.get_element_by_id(id).ok_or("the part is gone")?)
}

/// Whether a wait was ended on purpose.
pub fn is_abort(error: &JsValue) -> bool {
    error
        .dyn_ref::<web_sys::DomException>()
        .is_some_and(|error| error.name() == "AbortError")
}
