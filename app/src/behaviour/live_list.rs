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

use super::busy::Busy;
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
    busy: Option<Busy>,
}

struct LiveList {
    under_way: RefCell<UnderWay>,
    status: HtmlParagraphElement,
    /// What is said when nothing, one thing, many things are found.
    counts: [String; 3],
    /// What is said when the answer takes long.
    slow: String,
}

/// Begins to listen.
pub fn start(status: HtmlParagraphElement, counts: [String; 3], slow: String) {
    let list = Rc::new(LiveList {
        under_way: RefCell::default(),
        status,
        counts,
        slow,
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

/// The list that a form filters.
fn shown(form: &HtmlFormElement) -> Option<Element> {
    document().get_element_by_id(&form.get_attribute("data-live")?)
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
        // The earlier mark goes before the new one comes: both are on the same list.
        under_way.busy = None;
        under_way.busy = shown(&form).map(|shown| Busy::mark(shown, &self.status, &self.slow));
        let list = Rc::clone(self);
        spawn_local(async move {
            let address = address(&form);
            match list.show(&form, &address, fetch).await {
                Ok(()) => list.under_way.borrow_mut().busy = None,
                // A later filter is under way.
                Err(error) if is_abort(&error) => {}
                // Without the server's answer the browser's own way says what is wrong.
                Err(_) => drop(location().set_href(&address)),
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
        let shown = shown(form).ok_or("the list is gone")?;
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
