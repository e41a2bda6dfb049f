//! How one reads: language, time zone, formats and theme of the account.

use axum::response::Response;
use leptos::prelude::*;

use super::{AccountTabs, Place, page};
use crate::{
    caller::Caller,
    error_page::Failure,
    form::Posted,
    frame::theme_name,
    paths,
    reading::{ReadingFields, ReadingValues, written},
    ui::{Choice, SaveBar, SelectField, Theme},
    words::{FrameWord, Lang, SettingsWord},
};

/// GET: language, time zone, formats and theme.
///
/// # Errors
/// [`Failure::NotSignedIn`].
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let account = caller.signed_in.clone().ok_or(Failure::NotSignedIn)?;
    let (lang, theme) = (caller.lang, caller.theme);
    let values = ReadingValues::own(lang, &account.own, &account.follows);
    let now = written(caller.now, &caller.reading).unwrap_or_default();
    Ok(page(caller)
        .show(move || {
            view! {
                <AccountTabs here=Place::Overview />
                <PreferencesForm lang values now theme />
            }
        })
        .await)
}

#[component]
fn PreferencesForm(lang: Lang, values: ReadingValues, now: String, theme: Theme) -> impl IntoView {
    let themes = [Theme::System, Theme::Light, Theme::Dark]
        .map(|choice| Choice::new(choice.name(), theme_name(lang, choice)))
        .into();
    view! {
        <form method="post" action=paths::PREFERENCES class="flex flex-1 flex-col gap-4" data-guard>
            <input type="hidden" name="next" value=paths::ACCOUNT />
            <div class="flex max-w-sm flex-1 flex-col gap-4">
                <ReadingFields lang values form=Posted::default() />
                <p class="text-sm text-muted">{lang.fill(SettingsWord::Now, &[now])}</p>
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
