//! Light, dark, or as the system has it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    button::ICON_BUTTON_CLASS,
    icon::{Glyph, Icon},
};

/// The theme a visitor chose, kept in the cookie `theme`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// Whatever the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of `data-theme` and of the cookie.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name; anything unknown is [`Theme::System`].
    pub fn named(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.name() == name)
            .unwrap_or_default()
    }

    /// Its icon.
    pub fn glyph(self) -> Glyph {
        match self {
            Self::System => Glyph::Monitor,
            Self::Light => Glyph::Sun,
            Self::Dark => Glyph::Moon,
        }
    }
}

/// The words of [`ThemeSwitch`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeWords {
    /// Name of the group.
    pub legend: String,
    /// Label of [`Theme::Light`].
    pub light: String,
    /// Label of [`Theme::Dark`].
    pub dark: String,
    /// Label of [`Theme::System`].
    pub system: String,
}

impl ThemeWords {
    fn of(&self, theme: Theme) -> String {
        match theme {
            Theme::System => self.system.clone(),
            Theme::Light => self.light.clone(),
            Theme::Dark => self.dark.clone(),
        }
    }
}

/// Three buttons that change the theme at once and remember it for a year.
#[island]
pub fn ThemeSwitch(
    /// Its words.
    words: ThemeWords,
    /// What is chosen now.
    chosen: Theme,
) -> impl IntoView {
    let chosen = RwSignal::new(chosen);
    view! {
        <div role="group" aria-label=words.legend.clone() class="flex gap-1">
            {Theme::ALL
                .into_iter()
                .map(|theme| {
                    let label = words.of(theme);
                    view! {
                        <button
                            type="button"
                            class=ICON_BUTTON_CLASS
                            title=label.clone()
                            aria-label=label
                            aria-pressed=move || (chosen.get() == theme).to_string()
                            on:click=move |_| {
                                chosen.set(theme);
                                apply(theme);
                            }
                        >
                            <Icon glyph=theme.glyph() />
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// Changes the document in the browser; on the server nobody clicks.
fn apply(theme: Theme) {
    let document = document();
    if let Some(root) = document.document_element() {
        // Fails only when the name of the attribute is malformed.
        let _ = root.set_attribute("data-theme", theme.name());
    }
    write_cookie(&document, theme);
}

fn write_cookie(document: &web_sys::Document, theme: Theme) {
    use leptos::wasm_bindgen::JsCast as _;

    const YEAR: u32 = 365 * 24 * 60 * 60;
    if let Some(document) = document.dyn_ref::<web_sys::HtmlDocument>() {
        let cookie = format!(
            "theme={}; Path=/; Max-Age={YEAR}; SameSite=Lax",
            theme.name()
        );
        // A browser that refuses cookies keeps the theme until the next page.
        let _ = document.set_cookie(&cookie);
    }
}
