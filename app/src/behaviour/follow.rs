//! Parts of a page that change by themselves: asked for again as long as they say so.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast as _};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomParser, Element, HtmlParagraphElement, Response, SupportedType};

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Begins to follow what asks for it.
pub fn start(status: HtmlParagraphElement) {
    later(status, String::new());
}

/// Looks again after a pause; `said` is what was said last.
fn later(status: HtmlParagraphElement, said: String) {
    if followed().is_none() {
        return;
    }
    // Without a timer the page stays as it is.
    let _ = set_timeout(
        move || {
            spawn_local(async move {
                // A look that failed is made up for by the next one.
                let said = look(&status, &said).await.unwrap_or(said);
                later(status, said);
            });
        },
        PAUSE,
    );
}

fn followed() -> Option<Element> {
    document()
        .query_selector("[data-follow][id]")
        .ok()
        .flatten()
}

/// Exchanges the part for a fresh one; what was said about it, which is what it says now.
async fn look(status: &HtmlParagraphElement, said: &str) -> Result<String, JsValue> {
    let shown = followed().ok_or("nothing to follow")?;
    let address = location().href()?;
    let answer: Response = JsFuture::from(window().fetch_with_str(&address))
        .await?
        .dyn_into()?;
    let html = JsFuture::from(answer.text()?)
        .await?
        .as_string()
        .unwrap_or_default();
    let page = DomParser::new()?.parse_from_string(&html, SupportedType::TextHtml)?;
    let Some(fresh) = page.get_element_by_id(&shown.id()) else {
        // Signed out, or gone: the browser's own way says so.
        location().reload()?;
        return Ok(said.to_owned());
    };
    let now = fresh
        .query_selector("[data-count]")?
        .and_then(|count| count.text_content())
        .unwrap_or_default();
    let has_keyboard = document()
        .active_element()
        .is_some_and(|active| shown.contains(Some(&active)));
    exchange(&shown, &fresh, has_keyboard)?;
    if now != said {
        status.set_text_content(Some(&now));
    }
    Ok(now)
}

/// The keyboard stays on the button it was on, while that is there.
fn exchange(shown: &Element, fresh: &Element, has_keyboard: bool) -> Result<(), JsValue> {
    shown.replace_with_with_node_1(fresh)?;
    if has_keyboard {
        let place = fresh
            .query_selector("button")?
            .unwrap_or_else(|| fresh.clone());
        fresh.set_attribute("tabindex", "-1")?;
        if let Ok(place) = place.dyn_into::<web_sys::HtmlElement>() {
            place.focus()?;
        }
    }
    Ok(())
}
