//! One's own account: language and theme, password, log-in sessions.

mod agent;
mod overview;
mod password;
mod preferences;
mod sessions;

use leptos::prelude::*;

pub use overview::show;
pub use password::{change_password, show_password};
pub use preferences::keep_preferences;
pub use sessions::{end_session, show_sessions};

use crate::{
    caller::{Caller, lang},
    frame::Page,
    paths,
    ui::{Glyph, Tab, Tabs},
    words::FrameWord,
};

/// A page of the account.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Overview,
    Password,
    Sessions,
}

impl Place {
    const ALL: [Self; 3] = [Self::Overview, Self::Password, Self::Sessions];

    const fn href(self) -> &'static str {
        match self {
            Self::Overview => paths::ACCOUNT,
            Self::Password => paths::ACCOUNT_PASSWORD,
            Self::Sessions => paths::ACCOUNT_SESSIONS,
        }
    }

    const fn word(self) -> FrameWord {
        match self {
            Self::Overview => FrameWord::Preferences,
            Self::Password => FrameWord::ChangePassword,
            Self::Sessions => FrameWord::Sessions,
        }
    }
}

fn page(caller: Caller) -> Page {
    let title = caller.lang.say(FrameWord::MyAccount);
    Page::new(caller, title).glyph(Glyph::User)
}

#[component]
fn AccountTabs(here: Place) -> impl IntoView {
    let lang = lang();
    let tabs = Place::ALL
        .into_iter()
        .map(|place| Tab {
            href: place.href().to_owned(),
            label: lang.say(place.word()).to_owned(),
            is_current: place == here,
        })
        .collect();
    view! { <Tabs label=lang.say(FrameWord::MyAccount) tabs /> }
}
