//! The top bar: the product, language, theme, and one's own account.

use leptos::prelude::*;
use model::Rank;

use crate::{
    caller::Caller,
    paths,
    search::{Here, SearchLink},
    ui::{Glyph, Icon, Theme},
    words::{FindingWord, FrameWord, Lang, SettingsWord},
};

const BAR_BUTTON_CLASS: &str = "inline-flex min-h-8 items-center gap-2 rounded px-2 py-1 \
    text-ink hover:bg-hover";
const MENU_CLASS: &str = "fixed top-12 right-2 bottom-auto left-auto m-0 min-w-48 p-1 shadow-lg";
const ITEM_CLASS: &str = "flex min-h-8 w-full items-center gap-2 rounded px-3 py-1 text-left \
    text-ink hover:bg-hover aria-[current]:font-medium";

/// The bar. Its menus are popovers of the browser: they open, close and take Escape without a script.
#[component]
pub fn TopBar(
    caller: Caller,
    /// Where a search begins; without it there is none.
    #[prop(optional_no_strip)]
    here: Option<Here>,
) -> impl IntoView {
    let lang = caller.lang;
    let finding = here.map(|here| {
        view! {
            <SearchLink lang here />
            <a
                href=paths::HELP
                class=BAR_BUTTON_CLASS
                aria-label=lang.say(FindingWord::Help)
                title=lang.say(FindingWord::Help)
            >
                <Icon glyph=Glyph::Help />
            </a>
        }
    });
    let next = caller.path_and_query().to_owned();
    let administration = caller.signed_in.is_some().then(|| {
        view! {
            <span class="border-l border-line pl-3 text-muted max-sm:hidden">
                {lang.say(FrameWord::Administration)}
            </span>
        }
    });
    let signed_in = caller.signed_in.as_ref();
    let is_chosen = signed_in.is_some_and(|account| account.own.language.is_some());
    let has_domain = signed_in.is_some_and(|account| account.follows.language.is_some());
    let nothing = if has_domain {
        lang.say(SettingsWord::LanguageOfDomain)
    } else {
        lang.say(FrameWord::LanguageOfBrowser)
    };
    view! {
        <header class="flex min-h-12 flex-wrap items-center gap-3 border-b border-line bg-panel px-4">
            <a href=paths::HOME class="flex items-center gap-2 font-semibold text-ink">
                <Logo />
                "Signalbox"
            </a>
            {administration}
            <div class="ml-auto flex items-center gap-1">
                {finding}
                <LanguageMenu lang is_chosen nothing next=next.clone() />
                <ThemeMenu lang theme=caller.theme next />
                <AccountMenu caller />
            </div>
        </header>
    }
}

/// A signal with two arms: one line goes straight on, the other branches off.
#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg class="size-6 text-accent" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <rect width="24" height="24" rx="5" fill="currentColor" />
            <path
                class="stroke-panel"
                d="M4.5 16.5h15M8 16.5c4.5 0 4-8 8.5-8h3"
                fill="none"
                stroke-width="2"
                stroke-linecap="round"
            />
            <circle class="fill-panel" cx="6" cy="8" r="2.2" />
        </svg>
    }
}

#[component]
fn LanguageMenu(lang: Lang, is_chosen: bool, nothing: &'static str, next: String) -> impl IntoView {
    let languages = Lang::ALL
        .into_iter()
        .map(|language| {
            let is_current = language == lang;
            view! {
                <button
                    type="submit"
                    name="language"
                    value=language.tag()
                    lang=language.tag()
                    class=ITEM_CLASS
                    aria-current=is_current.then_some("true")
                >
                    <Mark is_current />
                    {language.own_name()}
                </button>
            }
        })
        .collect_view();
    view! {
        <button
            type="button"
            popovertarget="language-menu"
            class=BAR_BUTTON_CLASS
            // The name begins with the visible text (WCAG 2.5.3).
            aria-label=format!("{}, {}: {}", lang.tag(), lang.say(FrameWord::Language), lang.own_name())
            title=lang.say(FrameWord::Language)
        >
            <Icon glyph=Glyph::Globe />
            <span class="uppercase" aria-hidden="true">{lang.tag()}</span>
        </button>
        <div id="language-menu" popover="auto" class=MENU_CLASS>
            <form method="post" action=paths::PREFERENCES>
                <input type="hidden" name="next" value=next />
                {languages}
                <button type="submit" name="language" value="" class=ITEM_CLASS>
                    <Mark is_current=!is_chosen />
                    {nothing}
                </button>
            </form>
        </div>
    }
}

#[component]
fn ThemeMenu(lang: Lang, theme: Theme, next: String) -> impl IntoView {
    let themes = [Theme::Light, Theme::Dark, Theme::System]
        .into_iter()
        .map(|choice| {
            let is_current = choice == theme;
            view! {
                <button
                    type="submit"
                    name="theme"
                    value=choice.name()
                    class=ITEM_CLASS
                    aria-current=is_current.then_some("true")
                >
                    <Mark is_current />
                    <Icon glyph=choice.glyph() />
                    {theme_name(lang, choice)}
                </button>
            }
        })
        .collect_view();
    view! {
        <button
            type="button"
            popovertarget="theme-menu"
            class=BAR_BUTTON_CLASS
            aria-label=format!("{}: {}", lang.say(FrameWord::Theme), theme_name(lang, theme))
            title=lang.say(FrameWord::Theme)
        >
            <Icon glyph=theme.glyph() />
        </button>
        <div id="theme-menu" popover="auto" class=MENU_CLASS>
            <form method="post" action=paths::PREFERENCES>
                <input type="hidden" name="next" value=next />
                {themes}
            </form>
        </div>
    }
}

/// A theme in words.
pub fn theme_name(lang: Lang, theme: Theme) -> &'static str {
    lang.say(match theme {
        Theme::Light => FrameWord::ThemeLight,
        Theme::Dark => FrameWord::ThemeDark,
        Theme::System => FrameWord::ThemeSystem,
    })
}

#[component]
fn AccountMenu(caller: Caller) -> impl IntoView {
    let lang = caller.lang;
    caller.signed_in.map(|signed_in| {
        let rank = lang.say(match signed_in.actor.rank {
            Rank::Superadministrator => FrameWord::Superadministrator,
            Rank::DomainAdministrator(_) => FrameWord::DomainAdministrator,
            Rank::UserAdministrator(..) => FrameWord::UserAdministrator,
        });
        let name = signed_in.actor.name;
        view! {
            <button type="button" popovertarget="account-menu" class=BAR_BUTTON_CLASS>
                <Icon glyph=Glyph::User />
                <span class="max-w-48 truncate max-sm:sr-only">{name.clone()}</span>
            </button>
            <div id="account-menu" popover="auto" class=MENU_CLASS>
                <p class="border-b border-line px-3 py-2">
                    <span class="block font-medium">{name}</span>
                    <span class="block text-sm text-muted">{rank}</span>
                </p>
                <a href=paths::ACCOUNT class=ITEM_CLASS>
                    <Icon glyph=Glyph::User />
                    {lang.say(FrameWord::MyAccount)}
                </a>
                <form method="post" action=paths::SIGN_OUT>
                    <button type="submit" class=ITEM_CLASS>
                        <Icon glyph=Glyph::SignOut />
                        {lang.say(FrameWord::Logout)}
                    </button>
                </form>
            </div>
        }
    })
}

/// A tick before what is chosen, and its room before what is not.
#[component]
fn Mark(is_current: bool) -> impl IntoView {
    view! {
        <span class="size-4 shrink-0">
            {is_current.then(|| view! { <Icon glyph=Glyph::Check /> })}
        </span>
    }
}
