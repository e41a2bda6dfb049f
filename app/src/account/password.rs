//! Changing one's own password; the first time it may be demanded.

use axum::response::Response;
use leptos::prelude::*;
use model::Code;
use store::accounts::SignedIn;

use super::{AccountTabs, Place, page};
use crate::{
    caller::Caller,
    cookies::Flash,
    error_page::Failure,
    form::{Posted, see_other},
    frame::Page,
    paths,
    ui::{Notice, PRIMARY_BUTTON_CLASS, SaveBar, TextField},
    words::{FrameWord, Lang, SettingsWord},
};

/// GET: the form.
///
/// # Errors
/// [`Failure::NotSignedIn`].
pub async fn show_password(caller: Caller) -> Result<Response, Failure> {
    render(caller, Posted::default()).await
}

/// POST: changes the password and ends all other log-in sessions of the account.
///
/// # Errors
/// [`Failure::NotSignedIn`], [`Failure::Unavailable`].
pub async fn change_password(caller: Caller, form: Posted) -> Result<Response, Failure> {
    let account = caller.signed_in.clone().ok_or(Failure::NotSignedIn)?;
    let (current, password) = (form.draft("current"), form.draft("password"));
    if password != form.draft("confirm") {
        return render(caller, form.with_problem("confirm", Code::PasswordsDiffer)).await;
    }
    let desk = caller.desk()?;
    match desk
        .change_own_password(&current, &password, account.session_id)
        .await
    {
        Ok(()) => {
            let next = if account.must_change_password {
                paths::HOME
            } else {
                paths::ACCOUNT_PASSWORD
            };
            Ok(see_other(next, Some(&Flash::PasswordChanged)))
        }
        Err(error) => render(caller, form.refused(error)?).await,
    }
}

async fn render(caller: Caller, posted: Posted) -> Result<Response, Failure> {
    let account = caller.signed_in.clone().ok_or(Failure::NotSignedIn)?;
    let lang = caller.lang;
    let is_forced = account.must_change_password;
    let page = if is_forced {
        Page::new(caller, lang.say(FrameWord::ChangePassword))
    } else {
        page(caller)
    };
    Ok(page
        .posted(&posted)
        .show(move || {
            let top = if is_forced {
                let why = if account.password_expired {
                    lang.say(SettingsWord::Expired)
                } else {
                    lang.say(FrameWord::MustChangePassword)
                };
                view! { <Notice>{why}</Notice> }.into_any()
            } else {
                view! { <AccountTabs here=Place::Password /> }.into_any()
            };
            (
                top,
                view! { <PasswordForm lang account is_forced posted /> },
            )
        })
        .await)
}

/// Three fields. Passwords are never sent back.
#[component]
fn PasswordForm(lang: Lang, account: SignedIn, is_forced: bool, posted: Posted) -> impl IntoView {
    let field = |name, label, autocomplete| {
        view! {
            <TextField
                name
                label=lang.say(label)
                kind="password"
                autocomplete
                error=posted.error(lang, name)
            />
        }
    };
    let least = account.passwords.min_length.to_string();
    let help = lang.fill(SettingsWord::PolicyHelp, &[least]);
    let login = account.actor.name;
    let save = lang.say(FrameWord::ChangePassword);
    let buttons = if is_forced {
        // There is nowhere else to go.
        view! { <button type="submit" class=PRIMARY_BUTTON_CLASS>{save}</button> }.into_any()
    } else {
        let cancel = lang.say(FrameWord::Cancel);
        view! { <SaveBar save cancel cancel_href=paths::ACCOUNT /> }.into_any()
    };
    view! {
        <form
            method="post"
            action=paths::ACCOUNT_PASSWORD
            class="flex flex-1 flex-col gap-4"
            data-guard
        >
            <div class="flex max-w-sm flex-1 flex-col gap-4">
                // For programs that keep passwords: whose it is.
                <input type="hidden" name="login" autocomplete="username" value=login />
                {field("current", FrameWord::CurrentPassword, "current-password")}
                <TextField
                    name="password"
                    label=lang.say(FrameWord::NewPassword)
                    kind="password"
                    autocomplete="new-password"
                    help=help
                    error=posted.error(lang, "password")
                />
                {field("confirm", FrameWord::ConfirmPassword, "new-password")}
            </div>
            {buttons}
        </form>
    }
}
