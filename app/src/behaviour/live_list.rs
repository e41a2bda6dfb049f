//! Lists that follow their filter while one types: the page is asked for again, and its list taken.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::{
    ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local,
    wasm_bindgen::JsCast as _,
};
use wasm_bindgen::JsValue;
use web_sys::{
    AbortController, Element, FormData, HtmlFormElement, HtmlParagraphElement, UrlSearchParams,
};

use super::fetched::{is_abort, part};
use super::guard::target;
use crate::words::fill;

/// A pause in typing.
const PAUSE: Duration = Duration::from_millis(180);

/// What is under way: only the latest filter counts.
#[derive(Default)]
struct UnderWay {
    timer: Option<TimeoutHandle>,
    fetch: Option<AbortController>,
}

struct LiveList {
    under_way: RefCell<UnderWay>,
    status: HtmlParagraphElement,
    /// What is said when nothing, one thing, many things are found.
    counts: [String; 3],
}

/// Begins to listen.
pub fn start(status: HtmlParagraphElement, counts: [String; 3]) {
    let list = Rc::new(LiveList {
        under_way: RefCell::default(),
        status,
        counts,
    });
    let typed = Rc::clone(&list);
    window_event_listener(ev::input, move |event| {
        if let Some(form) = target(&event).and_then(|field| live_form(&field)) {
            typed.later(form);
        }
    });
    window_event_listener(ev::submit, move |event| {
        if let Some(form) = target(&event).and_then(|form| live_form(&form)) {
            event.prevent_default();
            list.now(form);
        }
    });
}

fn live_form(element: &Element) -> Option<HtmlFormElement> {
    element.closest("form[data-live]").ok()??.dyn_into().ok()
}

impl LiveList {
    fn later(self: &Rc<Self>, form: HtmlFormElement) {
        let list = Rc::clone(self);
        let timer = set_timeout(move || list.now(form), PAUSE).ok();
        if let Some(earlier) = std::mem::replace(&mut self.under_way.borrow_mut().timer, timer) {
            earlier.clear();
        }
    }

    fn now(self: &Rc<Self>, form: HtmlFormElement) {
        let fetch = AbortController::new().ok();
        let mut under_way = self.under_way.borrow_mut();
        if let Some(timer) = under_way.timer.take() {
            timer.clear();
        }
        if let Some(earlier) = std::mem::replace(&mut under_way.fetch, fetch.clone()) {
            earlier.abort();
        }
        let list = Rc::clone(self);
        spawn_local(async move {
            let address = address(&form);
            if let Err(error) = list.show(&form, &address, fetch).await
                && !is_abort(&error)
            {
                // Without the server's answer the browser's own way says what is wrong.
                let _ = location().set_href(&address);
            }
        });
    }

    async fn show(
        &self,
        form: &HtmlFormElement,
        address: &str,
        fetch: Option<AbortController>,
    ) -> Result<(), JsValue> {
        let id = form.get_attribute("data-live").unwrap_or_default();
        let fresh = part(address, &id, fetch).await?;
        let shown = document()
            .get_element_by_id(&id)
            .ok_or("the list is gone")?;
        shown.replace_with_with_node_1(&fresh)?;
        super::ticks::show();
        window()
            .history()?
            .replace_state_with_url(&JsValue::NULL, "", Some(address))?;
        self.say(&fresh);
        Ok(())
    }

    fn say(&self, list: &Element) {
        let said = list.query_selector("[data-count]").ok().flatten();
        let said = said.and_then(|count| count.text_content());
        if said.as_ref().is_some_and(|text| !text.is_empty()) {
            self.status.set_text_content(said.as_deref());
            return;
        }
        let rows = list
            .query_selector_all("tbody > tr")
            .map_or(0, |rows| rows.length());
        let [none, one, many] = &self.counts;
        let text = match rows {
            0 => none,
            1 => one,
            _ => many,
        };
        self.status
            .set_text_content(Some(&fill(text, &[rows.to_string()])));
    }
}

/// The address the form would lead to, without what is not filled in.
fn address(form: &HtmlFormElement) -> String {
    let path = form.get_attribute("action").unwrap_or_default();
    let query = FormData::new_with_form(form)
        .and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data))
        .map(|pairs| String::from(pairs.to_string()))
        .unwrap_or_default();
    let filled: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.ends_with('='))
        .collect();
    if filled.is_empty() {
        path
    } else {
        format!("{path}?{}", filled.join("&"))
    }
}
