//! A message in the page, announced by screen readers.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// Done.
    Success,
    /// Something needs attention.
    Warning,
    /// Something failed.
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "flex gap-2 rounded border border-line bg-accent-soft px-3 py-2 text-ink",
            Self::Success => "flex gap-2 rounded border border-ok bg-ok-soft px-3 py-2 text-ink",
            Self::Warning => {
                "flex gap-2 rounded border border-warn bg-warn-soft px-3 py-2 text-ink"
            }
            Self::Danger => {
                "flex gap-2 rounded border border-danger bg-danger-soft px-3 py-2 text-ink"
            }
        }
    }

    fn icon_class(self) -> &'static str {
        match self {
            Self::Info => "mt-0.5 text-accent",
            Self::Success => "mt-0.5 text-ok",
            Self::Warning => "mt-0.5 text-warn",
            Self::Danger => "mt-0.5 text-danger",
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Info => Glyph::Info,
            Self::Success => Glyph::Check,
            Self::Warning | Self::Danger => Glyph::Warning,
        }
    }
}

/// A message. Failures interrupt (`alert`), everything else waits its turn (`status`).
#[component]
pub fn Notice(
    /// What kind of message it is.
    #[prop(optional)]
    tone: Tone,
    /// The message.
    children: Children,
) -> impl IntoView {
    let role = if tone == Tone::Danger {
        "alert"
    } else {
        "status"
    };
    view! {
        <div role=role class=tone.class()>
            <span class=tone.icon_class()>
                <Icon glyph=tone.glyph() />
            </span>
            <div class="min-w-0 flex-1">{children()}</div>
        </div>
    }
}
