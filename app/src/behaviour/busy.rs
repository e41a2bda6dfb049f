//! A list whose next content is awaited: marked at once, and said so when it takes long.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use web_sys::{Element, HtmlParagraphElement};

/// Nobody need be told of a wait shorter than this.
const LONG: Duration = Duration::from_millis(1500);

/// A list is awaited as long as this is there. The style sheet shows what the attributes say.
pub struct Busy {
    list: Element,
    telling: Option<TimeoutHandle>,
}

impl Busy {
    /// Marks the list; `sentence` is shown in it, and told to a screen reader, when it takes long.
    pub fn mark(list: Element, status: &HtmlParagraphElement, sentence: &str) -> Self {
        // Fail only when the name of the attribute is malformed.
        let _ = list.set_attribute("data-slow", sentence);
        let _ = list.set_attribute("aria-busy", "true");
        let (status, sentence) = (status.clone(), sentence.to_owned());
        let tell = move || status.set_text_content(Some(&sentence));
        Self {
            list,
            telling: set_timeout(tell, LONG).ok(),
        }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some(telling) = self.telling.take() {
            telling.clear();
        }
        // Fails only when the name of the attribute is malformed.
        let _ = self.list.remove_attribute("aria-busy");
    }
}
