//! The palette: what is typed is looked for among the screens at once, and on the server after a pause.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::{
    ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local,
    wasm_bindgen::JsCast as _,
};
use wasm_bindgen::JsValue;
use web_sys::js_sys::{JsString, Reflect};
use web_sys::{
    AbortController, Element, FormData, HtmlDialogElement, HtmlElement, HtmlFormElement,
    HtmlInputElement, HtmlParagraphElement, KeyboardEvent, UrlSearchParams,
};

use super::fetched::{is_abort, page, part};
use super::guard::target;
use crate::search::rank;
use crate::words::fill;

/// A pause in typing.
const PAUSE: Duration = Duration::from_millis(120);
/// Screens and settings that are shown.
const SCREENS: usize = 6;
/// Pages that are remembered.
const RECENT: usize = 6;

/// The palette of the page.
#[derive(Clone)]
pub struct Palette(Rc<Parts>);

struct Parts {
    dialog: HtmlDialogElement,
    form: HtmlFormElement,
    text: HtmlInputElement,
    list: HtmlElement,
    status: HtmlParagraphElement,
    /// All screens and settings, in the order of the console.
    screens: RefCell<Vec<HtmlElement>>,
    /// Which of the options that are shown the keyboard is on.
    active: Cell<usize>,
    timer: RefCell<Option<TimeoutHandle>>,
    fetch: RefCell<Option<AbortController>>,
    /// Whether an answer is still to come.
    is_waiting: Cell<bool>,
}

/// Begins to listen, where the page has a palette.
pub fn start(status: HtmlParagraphElement) -> Option<Palette> {
    let dialog: HtmlDialogElement = by_id("palette")?;
    let palette = Palette(Rc::new(Parts {
        form: dialog.query_selector("form").ok()??.dyn_into().ok()?,
        text: by_id("palette-text")?,
        list: by_id("palette-list")?,
        dialog,
        status,
        screens: RefCell::default(),
        active: Cell::default(),
        timer: RefCell::default(),
        fetch: RefCell::default(),
        is_waiting: Cell::default(),
    }));
    remember(&palette.0.dialog);
    name_control_key();
    palette.listen();
    Some(palette)
}

fn by_id<T: wasm_bindgen::JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

impl Palette {
    fn listen(&self) {
        let palette = self.clone();
        window_event_listener(ev::click, move |event| {
            let plain =
                event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key());
            let Some(element) = target(&event) else {
                return;
            };
            let opens = element.closest("[data-opens='palette']").ok().flatten();
            if plain && opens.is_some() && palette.open() {
                event.prevent_default();
            } else if palette.0.list.contains(Some(&element)) || element == **palette.0.dialog {
                // An option leads on; a click beside the dialog is one on the dialog itself.
                palette.0.dialog.close();
            }
        });
        let palette = self.clone();
        window_event_listener(ev::input, move |event| {
            if target(&event).is_some_and(|field| field.id() == "palette-text") {
                palette.typed();
            }
        });
        let palette = self.clone();
        window_event_listener(ev::keydown, move |event| {
            let is_here = target(&event).is_some_and(|field| field.id() == "palette-text");
            if is_here && !event.is_composing() && palette.pressed(&event) {
                event.prevent_default();
            }
        });
    }

    /// Opens it, with what was typed last.
    pub fn open(&self) -> bool {
        if self.0.dialog.open() {
            return true;
        }
        // An open question, such as the one about unsaved changes, comes first.
        let is_asked = document().query_selector("dialog[open]");
        if is_asked.is_ok_and(|dialog| dialog.is_some()) || self.0.dialog.show_modal().is_err() {
            return false;
        }
        self.0.text.select();
        if self.found().is_none() {
            let palette = self.clone();
            spawn_local(async move {
                let filled = palette.fill().await;
                palette.answered(filled);
            });
        }
        true
    }

    /// Fetches all screens, for the browser to choose from.
    async fn fill(&self) -> Result<(), JsValue> {
        let parts = page(&self.address("")?, None).await?;
        parts.get_element_by_id("palette-found").ok_or("no parts")?;
        let body = parts.body().ok_or("no parts")?;
        self.0.list.set_inner_html(&body.inner_html());
        self.0
            .screens
            .replace(options(&self.0.list, "#palette-places [role='option']"));
        self.show_recent();
        self.typed();
        Ok(())
    }

    fn found(&self) -> Option<Element> {
        self.0.list.query_selector("#palette-found").ok().flatten()
    }

    fn value(&self) -> String {
        self.0.text.value().trim().to_owned()
    }

    /// The address of the parts for a text.
    fn address(&self, text: &str) -> Result<String, JsValue> {
        let data = FormData::new_with_form(&self.0.form)?;
        let pairs = UrlSearchParams::new_with_str_sequence_sequence(&data)?;
        pairs.set("q", text);
        Ok(format!("/search/parts?{}", String::from(pairs.to_string())))
    }

    fn typed(&self) {
        let text = self.value();
        self.choose_screens(&comparable(&text));
        self.0.is_waiting.set(!text.is_empty());
        self.settle(false);
        let palette = self.clone();
        let timer = set_timeout(move || palette.ask(text), PAUSE).ok();
        if let Some(earlier) = self.0.timer.replace(timer) {
            earlier.clear();
        }
    }

    fn ask(&self, text: String) {
        let fetch = AbortController::new().ok();
        if let Some(earlier) = self.0.fetch.replace(fetch.clone()) {
            earlier.abort();
        }
        let palette = self.clone();
        spawn_local(async move {
            let answer = palette.look(&text, fetch).await;
            palette.answered(answer);
        });
    }

    async fn look(&self, text: &str, fetch: Option<AbortController>) -> Result<(), JsValue> {
        let Some(shown) = self.found() else {
            return Ok(());
        };
        if text.is_empty() {
            shown.set_inner_html("");
        } else {
            let fresh = part(&self.address(text)?, "palette-found", fetch).await?;
            shown.set_inner_html(&fresh.inner_html());
        }
        self.0.is_waiting.set(false);
        Ok(())
    }

    fn answered(&self, answer: Result<(), JsValue>) {
        match answer {
            Err(error) if is_abort(&error) => {}
            answer => self.settle(answer.is_err()),
        }
    }

    /// Shows the screens that fit, best first; while nothing is typed, the recent pages instead.
    fn choose_screens(&self, typed: &str) {
        let Some(group) = self.group("palette-places") else {
            return;
        };
        let mut ranked: Vec<(u8, HtmlElement)> = Vec::new();
        for option in self.0.screens.borrow().iter() {
            let word = |name| option.get_attribute(name).unwrap_or_default();
            option.set_hidden(true);
            if let Some(rank) = rank(&word("data-name"), &word("data-rest"), typed) {
                ranked.push((rank, option.clone()));
            }
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.truncate(SCREENS);
        group.set_hidden(ranked.is_empty());
        for (_, option) in ranked {
            option.set_hidden(false);
            // Fails only for what is no element of the page.
            let _ = group.append_child(&option);
        }
        if let Some(recent) = self.group("palette-recent") {
            let is_empty = options(&recent, "[role='option']:not([hidden])").is_empty();
            recent.set_hidden(is_empty || !typed.is_empty());
        }
    }

    fn group(&self, id: &str) -> Option<HtmlElement> {
        let found = self.0.list.query_selector(&format!("#{id}")).ok()??;
        found.dyn_into().ok()
    }

    /// Options that are shown, from above.
    fn shown(&self) -> Vec<HtmlElement> {
        options(
            &self.0.list,
            "[role='group']:not([hidden]) [role='option']:not([hidden])",
        )
    }

    /// After a change of what is shown: the keyboard is on the first, and the number is told.
    fn settle(&self, has_failed: bool) {
        let number = self.shown().len();
        self.activate(0);
        let is_waiting = self.0.is_waiting.get() && !has_failed;
        let is_empty = number == 0 && !self.value().is_empty();
        show(&self.0.dialog, "#palette-failed", has_failed);
        show(&self.0.dialog, "#palette-slow", is_empty && is_waiting);
        show(
            &self.0.dialog,
            "#palette-none",
            is_empty && !is_waiting && !has_failed,
        );
        if !is_waiting && !self.value().is_empty() {
            let word = if number == 1 { "data-one" } else { "data-many" };
            let text = self.0.dialog.get_attribute(word).unwrap_or_default();
            let text = fill(&text, &[number.to_string()]);
            self.0.status.set_text_content(Some(&text));
        }
    }

    fn activate(&self, at: usize) {
        let shown = self.shown();
        for (position, option) in shown.iter().enumerate() {
            let is_active = if position == at { "true" } else { "false" };
            // Fail only when the name of the attribute is malformed.
            let _ = option.set_attribute("aria-selected", is_active);
        }
        self.0.active.set(at);
        let _ = match shown.get(at) {
            Some(option) => {
                scroll_to(&self.0.list, option);
                self.0
                    .text
                    .set_attribute("aria-activedescendant", &option.id())
            }
            None => self.0.text.remove_attribute("aria-activedescendant"),
        };
    }

    fn pressed(&self, event: &KeyboardEvent) -> bool {
        let number = self.shown().len();
        let at = self.0.active.get();
        match event.key().as_str() {
            "ArrowDown" if number > 0 => self.activate((at + 1) % number),
            "ArrowUp" if number > 0 => self.activate(at.checked_sub(1).unwrap_or(number - 1)),
            "Enter" => {
                return match self.shown().get(at) {
                    Some(option) => {
                        option.click();
                        true
                    }
                    // The form leads to the search page.
                    None => false,
                };
            }
            _ => return false,
        }
        true
    }

    /// Fills the group of recent pages, all made after the one the server sent.
    fn show_recent(&self) {
        let Some(group) = self.group("palette-recent") else {
            return;
        };
        let Ok(Some(pattern)) = group.query_selector("#recent") else {
            return;
        };
        let here = here().map(|(href, _)| href);
        let others = recent(&self.0.dialog)
            .into_iter()
            .filter(|(href, _)| Some(href) != here.as_ref());
        for (number, (href, name)) in others.enumerate() {
            // Fail only for what is no element of the page.
            let _ = add_recent(&group, &pattern, number, &href, &name);
        }
    }
}

fn add_recent(
    group: &HtmlElement,
    pattern: &Element,
    number: usize,
    href: &str,
    name: &str,
) -> Result<(), JsValue> {
    let option: HtmlElement = pattern.clone_node_with_deep(true)?.dyn_into()?;
    option.set_id(&format!("recent-{number}"));
    option.set_attribute("href", href)?;
    option.set_hidden(false);
    if let Some(place) = option.query_selector(".font-medium")? {
        place.set_text_content(Some(name));
    }
    group.append_child(&option)?;
    Ok(())
}

/// Scrolls a list just so far that an option is seen.
fn scroll_to(list: &HtmlElement, option: &HtmlElement) {
    let top = option.offset_top() - list.offset_top();
    let bottom = top + option.offset_height();
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}

fn options(inside: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = inside.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into().ok())
        .collect()
}

fn show(inside: &Element, selector: &str, is_shown: bool) {
    for element in options(inside, selector) {
        element.set_hidden(!is_shown);
    }
}

/// Text as the server folds it, but for some rare letters: without accents, in lower case.
fn comparable(text: &str) -> String {
    let text = JsString::from(text).normalize("NFKD").to_lower_case();
    let mut folded = String::new();
    for c in String::from(text).chars() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            '’' => folded.push('\''),
            c => folded.push(c),
        }
    }
    folded
}

/// Recent pages, the latest first: address and title. They are kept in the tab and for one account.
fn recent(dialog: &Element) -> Vec<(String, String)> {
    let kept = storage().and_then(|kept| Reflect::get(&kept, &key(dialog)).ok()?.as_string());
    let kept = kept.unwrap_or_default();
    let pairs = kept.lines().filter_map(|line| line.split_once('\t'));
    pairs
        .map(|(href, name)| (href.to_owned(), name.to_owned()))
        .collect()
}

/// This page, as it is remembered: its address and its title. A directory is the directory of a domain,
/// whatever its filters. The search is at hand anyway.
fn here() -> Option<(String, String)> {
    let path = location().pathname().unwrap_or_default();
    let passing = ["/search", "/go/", "/help"];
    if passing.iter().any(|start| path.starts_with(start)) || path.ends_with("/delete") {
        return None;
    }
    let title = document().title();
    let name = title
        .rsplit_once(" · ")
        .map_or(title.as_str(), |(name, _)| name);
    let query = location().search().unwrap_or_default();
    let domain = query
        .split(['?', '&'])
        .find_map(|pair| pair.strip_prefix("domain="));
    Some(match domain {
        Some(domain) => (
            format!("{path}?domain={domain}"),
            format!("{name} · {domain}"),
        ),
        // Entries of many domains may have the same name.
        None => match path
            .strip_prefix("/directories/")
            .and_then(|rest| rest.split('/').next())
        {
            Some(domain) if domain.contains('.') => {
                let name = format!("{name} · {domain}");
                (path, name)
            }
            _ => (path, name.to_owned()),
        },
    })
}

/// Puts this page before the other recent ones.
fn remember(dialog: &Element) {
    let Some((href, name)) = here() else {
        return;
    };
    let mut lines = vec![format!("{href}\t{name}")];
    let others = recent(dialog)
        .into_iter()
        .filter(|(other, _)| *other != href);
    lines.extend(
        others
            .take(RECENT)
            .map(|(href, name)| format!("{href}\t{name}")),
    );
    if let Some(kept) = storage() {
        // Fails when the browser keeps nothing: then nothing is recent.
        let _ = Reflect::set(&kept, &key(dialog), &lines.join("\n").into());
    }
}

/// What the tab keeps; by its name, because a type of its own would be a large part of the module.
fn storage() -> Option<JsValue> {
    Reflect::get(&window(), &"sessionStorage".into()).ok()
}

fn key(dialog: &Element) -> JsValue {
    let account = dialog.get_attribute("data-account").unwrap_or_default();
    format!("recent {account}").into()
}

/// Writes ⌘ for Ctrl where keyboards have it.
pub fn name_control_key() {
    let is_apple = window()
        .navigator()
        .platform()
        .is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"));
    if is_apple {
        for name in super::guard::elements("[data-ctrl]") {
            name.set_text_content(Some("⌘"));
        }
    }
}
