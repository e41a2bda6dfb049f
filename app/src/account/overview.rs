//! Language and theme of the account.

use axum::response::Response;
use leptos::prelude::*;

use super::{AccountTabs, Place, page};
use crate::{
    caller::Caller,
    error_page::Failure,
    frame::theme_name,
    paths,
    ui::{Choice, SaveBar, SelectField, Theme},
    words::{FrameWord, Lang},
};

/// GET: language and theme.
///
/// # Errors
/// [`Failure::NotSignedIn`].
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let account = caller.signed_in.clone().ok_or(Failure::NotSignedIn)?;
    let (lang, theme) = (caller.lang, caller.theme);
    let language = account.language.unwrap_or_default();
    Ok(page(caller)
        .show(move || {
            view! {
                <AccountTabs here=Place::Overview />
                <PreferencesForm lang language theme />
            }
        })
        .await)
}

#[component]
fn PreferencesForm(lang: Lang, language: String, theme: Theme) -> impl IntoView {
    let languages = [Choice::new("", lang.say(FrameWord::LanguageOfBrowser))]
        .into_iter()
        .chain(Lang::ALL.map(|choice| Choice::new(choice.tag(), choice.own_name())))
        .collect();
    let themes = [Theme::System, Theme::Light, Theme::Dark]
        .map(|choice| Choice::new(choice.name(), theme_name(lang, choice)))
        .into();
    view! {
        <form method="post" action=paths::PREFERENCES class="flex flex-1 flex-col gap-4" data-guard>
            <input type="hidden" name="next" value=paths::ACCOUNT />
            <div class="flex max-w-sm flex-1 flex-col gap-4">
                <SelectField
                    name="language"
                    label=lang.say(FrameWord::Language)
                    choices=languages
                    value=language
                />
                <SelectField
                    name="theme"
                    label=lang.say(FrameWord::Theme)
                    choices=themes
                    value=theme.name()
                />
            </div>
            <SaveBar
                save=lang.say(FrameWord::Save)
                cancel=lang.say(FrameWord::Cancel)
                cancel_href=paths::HOME
            />
        </form>
    }
}
