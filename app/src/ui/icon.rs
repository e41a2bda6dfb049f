//! Icons, drawn into the page: no font, no request, and the colour of the text beside them.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Glyph {
    Address,
    Briefcase,
    Check,
    Chevron,
    Clock,
    Close,
    Copy,
    Download,
    Edit,
    Envelope,
    External,
    Filter,
    Globe,
    Help,
    Home,
    Inbox,
    Info,
    List,
    Menu,
    Minus,
    Monitor,
    Moon,
    Plus,
    Search,
    Server,
    SignOut,
    Sun,
    Trash,
    Tree,
    User,
    Users,
    Warning,
}

impl Glyph {
    /// Path data in a square of 20 by 20.
    fn path(self) -> &'static str {
        match self {
            Self::Address => {
                "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zm0 0v1.2a2 2 0 0 0 4 0V10a7 7 0 1 0-3 5.7"
            }
            Self::Briefcase => "M3 7h14v9H3zM7 7V4.5h6V7M3 11.5h14",
            Self::Check => "m4 10.5 4 4 8-9",
            Self::Chevron => "m8 5 5 5-5 5",
            Self::Clock => "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM10 6v4.2l2.8 1.8",
            Self::Close => "m5 5 10 10M15 5 5 15",
            Self::Copy => "M7 7h9.5v9.5H7zM4 13H3.5V3.5H13V4",
            Self::Download => "M10 3.5v9M6.5 9l3.5 3.5L13.5 9M3.5 16.5h13",
            Self::Edit => "M4 16l.8-3.6 8.6-8.6 2.8 2.8-8.6 8.6zM11.6 5.6l2.8 2.8",
            Self::Envelope => "M3 5h14v10.5H3zM3 5.5l7 6 7-6",
            Self::External => "M11.5 3.5h5v5M16.5 3.5 9 11M14 11.5v5H3.5V6h5",
            Self::Filter => "M3 5h14M6 10h8M8.5 15h3",
            Self::Globe => {
                "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM3 10h14M10 3c-5 4.6-5 9.4 0 14 5-4.6 5-9.4 0-14z"
            }
            Self::Help => {
                "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM8 8a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.6M10 13.5v.1"
            }
            Self::Home => "m3 10 7-6.5 7 6.5M5 8.5V16.5h10V8.5M8.5 16.5V12h3v4.5",
            Self::Inbox => "M3 11.5 5.5 4h9L17 11.5V16H3zM3 11.5h4l1 2h4l1-2h4",
            Self::Info => "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM10 9.2v4.3M10 6.5v.1",
            Self::List => "M7.5 5H17M7.5 10H17M7.5 15H17M3.5 5h.1M3.5 10h.1M3.5 15h.1",
            Self::Menu => "M3 5h14M3 10h14M3 15h14",
            Self::Minus => "M4 10h12",
            Self::Monitor => "M3 4h14v9.5H3zM7 17h6M10 13.5V17",
            Self::Moon => "M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Search => "M14 8.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0zM12.5 12.5 17 17",
            Self::Server => "M3 3.5h14v5.5H3zM3 11h14v5.5H3zM6 6.3h.1M6 13.8h.1",
            Self::SignOut => "M12 6.5V3.5H3.5v13H12v-3M7.5 10H17M14 7l3 3-3 3",
            Self::Sun => {
                "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4"
            }
            Self::Trash => "M3.5 5.5h13M8 5.5v-2h4v2M5 5.5l.8 11h8.4l.8-11M8.5 8.5v5M11.5 8.5v5",
            Self::Tree => "M7.5 3h5v4h-5zM2.5 13h5v4h-5zM12.5 13h5v4h-5zM10 7v3M5 13v-3h10v3",
            Self::User => {
                "M13.2 6.7a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0zM4 17c.4-3.6 2.7-5.2 6-5.2s5.6 1.6 6 5.2"
            }
            Self::Users => {
                "M10.5 7a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM2.5 16.5c.3-3.3 2.2-4.8 5.2-4.8s4.9 1.5 5.2 4.8M12.8 4.4a2.8 2.8 0 0 1 0 5.2M14.5 12c1.8.5 2.8 2 3 4.5"
            }
            Self::Warning => "M10 3.2 17.5 16.5h-15zM10 8v4M10 14.2v.1",
        }
    }
}

/// An icon beside a text. It says nothing to a screen reader: the text does.
#[component]
pub fn Icon(
    /// What it shows.
    glyph: Glyph,
    /// Whether it stands beside a heading.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let class = if large {
        "size-6 shrink-0"
    } else {
        "size-4 shrink-0"
    };
    view! {
        <svg
            class=class
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            focusable="false"
        >
            <path d=glyph.path() />
        </svg>
    }
}
