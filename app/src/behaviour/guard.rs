//! Unsaved changes are not lost by a stray click.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::{ev, prelude::*, wasm_bindgen::JsCast as _};
use web_sys::{
    Element, Event, FormData, HtmlAnchorElement, HtmlDialogElement, HtmlFormElement, MouseEvent,
    UrlSearchParams,
};

/// The guarded forms of the page, and what was in them when it was opened.
#[derive(Clone)]
pub struct Guard {
    forms: Rc<RefCell<Vec<(HtmlFormElement, String)>>>,
    /// Whether the page is being left on purpose.
    is_leaving: Rc<Cell<bool>>,
    dialog: HtmlDialogElement,
    destination: Rc<RefCell<String>>,
}

impl Guard {
    /// The first guarded form.
    pub fn form(&self) -> Option<HtmlFormElement> {
        self.forms.borrow().first().map(|(form, _)| form.clone())
    }

    /// Goes to `href`, after asking when something is unsaved.
    pub fn leave(&self, href: &str) {
        if !self.is_unsaved() {
            go(href);
            return;
        }
        href.clone_into(&mut self.destination.borrow_mut());
        // Fails when the dialog is open already; then it asks already.
        let _ = self.dialog.show_modal();
    }

    fn is_unsaved(&self) -> bool {
        !self.is_leaving.get()
            && self
                .forms
                .borrow()
                .iter()
                .any(|(form, before)| content(form) != *before)
    }

    fn show_state(&self) {
        let is_unsaved = self.is_unsaved();
        for note in elements("[data-unsaved]") {
            // Fails only when the name of the attribute is malformed.
            let _ = note.toggle_attribute_with_force("hidden", !is_unsaved);
        }
    }

    /// Remembers what is in the forms now.
    fn look(&self) {
        let forms = elements("form[data-guard]")
            .into_iter()
            .filter_map(|element| element.dyn_into::<HtmlFormElement>().ok())
            .map(|form| {
                let came_back = form.get_attribute("data-guard").as_deref() == Some("dirty");
                let before = if came_back {
                    String::new()
                } else {
                    content(&form)
                };
                (form, before)
            })
            .collect();
        self.forms.replace(forms);
        self.show_state();
    }

    fn clicked(&self, event: &MouseEvent) {
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        let Some(link) = target(event).and_then(|element| element.closest("a[href]").ok()?) else {
            return;
        };
        let Ok(link) = link.dyn_into::<HtmlAnchorElement>() else {
            return;
        };
        if link.has_attribute("data-leave") {
            self.is_leaving.set(true);
            return;
        }
        let is_elsewhere = link.target().is_empty()
            && !link.has_attribute("data-opens")
            && !is_on_this_page(&link);
        if plain && is_elsewhere && !event.default_prevented() && self.is_unsaved() {
            event.prevent_default();
            self.leave(&link.href());
        }
    }
}

/// Whether a link leads further up or down on the same page.
fn is_on_this_page(link: &HtmlAnchorElement) -> bool {
    let here = location();
    !link.hash().is_empty()
        && here.pathname().is_ok_and(|path| path == link.pathname())
        && here.search().is_ok_and(|search| search == link.search())
}

/// Begins to guard; islands have had their turn before the forms are looked at.
pub fn start(dialog: HtmlDialogElement) -> Guard {
    let guard = Guard {
        forms: Rc::default(),
        is_leaving: Rc::default(),
        dialog: dialog.clone(),
        destination: Rc::default(),
    };
    listen(&guard);
    let asked = guard.clone();
    let closed = wasm_bindgen::closure::Closure::<dyn Fn()>::new(move || {
        if asked.dialog.return_value() == "leave" {
            asked.is_leaving.set(true);
            go(&asked.destination.borrow());
        }
    });
    dialog.set_onclose(Some(closed.as_ref().unchecked_ref()));
    // As long as the page.
    closed.forget();
    let later = guard.clone();
    // Fails only in a browser without timers.
    let _ = set_timeout(move || later.look(), Duration::ZERO);
    guard
}

fn listen(guard: &Guard) {
    let on = guard.clone();
    window_event_listener(ev::input, move |_| on.show_state());
    let on = guard.clone();
    window_event_listener(ev::change, move |_| on.show_state());
    let on = guard.clone();
    window_event_listener(ev::click, move |event| on.clicked(&event));
    let on = guard.clone();
    window_event_listener(ev::submit, move |event| {
        let is_guarded = target(&event).is_some_and(|form| form.has_attribute("data-guard"));
        if is_guarded && !event.default_prevented() {
            on.is_leaving.set(true);
        }
    });
    let on = guard.clone();
    window_event_listener(ev::beforeunload, move |event| {
        if on.is_unsaved() {
            event.prevent_default();
        }
    });
    // Coming back with the browser's button finds the page as it was left.
    let on = guard.clone();
    window_event_listener(ev::pageshow, move |_| on.is_leaving.set(false));
}

/// The element an event happened in.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Every element of the page that a selector finds.
pub fn elements(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into().ok())
        .collect()
}

/// What a form would send, as text.
pub fn content(form: &HtmlFormElement) -> String {
    FormData::new_with_form(form)
        .and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data))
        .map(|pairs| pairs.to_string().into())
        .unwrap_or_default()
}

fn go(href: &str) {
    // Fails only for an address that is none.
    let _ = location().set_href(href);
}
