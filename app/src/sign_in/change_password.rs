//! Changing a password without signing in: for people who administer nothing, and for whoever is
//! refused everywhere else because his password has expired.

use axum::response::Response;
use http::{StatusCode, header};
use leptos::prelude::*;
use model::Code;
use model::password::SHORTEST;
use store::accounts::Replaced;

use crate::{
    caller::Caller,
    cookies::Flash,
    error_page::Failure,
    form::{Posted, see_other},
    frame::Page,
    paths,
    ui::{Notice, PRIMARY_BUTTON_CLASS, QUIET_BUTTON_CLASS, TextField, Tone},
    words::{FrameWord, Lang, SettingsWord},
};

/// GET: the form.
pub async fn show_change(caller: Caller) -> Response {
    page(caller, Posted::default(), None).await
}

/// POST: changes the password for whoever knows the present one. The answer does not tell an unknown
/// account from a wrong password.
///
/// # Errors
/// [`Failure::Unavailable`] and [`Failure::Internal`].
pub async fn change(caller: Caller, form: Posted) -> Result<Response, Failure> {
    let password = form.draft("password");
    if password != form.draft("confirm") {
        let form = form.with_problem("confirm", Code::PasswordsDiffer);
        return Ok(page(caller, form, None).await);
    }
    let (login, current) = (form.draft("login"), form.draft("current"));
    let replaced = caller
        .store
        .replace_password(&login, &current, &password, &caller.client, caller.now)
        .await;
    let lang = caller.lang;
    let refused = |status, text| Some((status, text));
    Ok(match replaced {
        Ok(Replaced::Done) => see_other(paths::CHANGE_PASSWORD, Some(&Flash::PasswordReplaced)),
        Ok(Replaced::Refused) => {
            let text = lang.say(FrameWord::SignInRefused).to_owned();
            page(caller, form, refused(StatusCode::UNAUTHORIZED, text)).await
        }
        Ok(Replaced::Throttled(seconds)) => {
            let text = lang.count(FrameWord::ThrottledOne, FrameWord::ThrottledMany, seconds);
            let refusal = refused(StatusCode::TOO_MANY_REQUESTS, text);
            let mut response = page(caller, form, refusal).await;
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, seconds.into());
            response
        }
        Err(error) => page(caller, form.refused(error)?, None).await,
    })
}

async fn page(caller: Caller, form: Posted, refusal: Option<(StatusCode, String)>) -> Response {
    let lang = caller.lang;
    let (status, notice) = refusal.unzip();
    let status = status.unwrap_or_else(|| form.status());
    Page::new(caller, lang.say(FrameWord::ChangePassword))
        .posted(&form)
        .status(status)
        .show(move || view! { <ChangeForm lang form notice /> })
        .await
}

/// Login and three passwords, which are never sent back.
#[component]
fn ChangeForm(lang: Lang, form: Posted, notice: Option<String>) -> impl IntoView {
    let help = lang.fill(SettingsWord::PolicyHelpAnyone, &[SHORTEST.to_string()]);
    let secret = |name, label, autocomplete| {
        let error = form.error(lang, name);
        view! { <TextField name label=lang.say(label) kind="password" autocomplete error /> }
    };
    view! {
        <form method="post" action=paths::CHANGE_PASSWORD class="flex flex-col gap-4">
            {notice.map(|text| view! { <Notice tone=Tone::Danger>{text}</Notice> })}
            <p class="text-sm text-muted">{lang.say(SettingsWord::ChangeForAnyone)}</p>
            <TextField
                name="login"
                label=lang.say(FrameWord::Login)
                value=form.draft("login")
                help=lang.say(FrameWord::LoginHelp)
                autocomplete="username"
            />
            {secret("current", FrameWord::CurrentPassword, "current-password")}
            <TextField
                name="password"
                label=lang.say(FrameWord::NewPassword)
                kind="password"
                autocomplete="new-password"
                help=help
                error=form.error(lang, "password")
            />
            {secret("confirm", FrameWord::ConfirmPassword, "new-password")}
            <button type="submit" class=PRIMARY_BUTTON_CLASS>
                {lang.say(FrameWord::ChangePassword)}
            </button>
            <a href=paths::SIGN_IN class=QUIET_BUTTON_CLASS>
                {lang.say(SettingsWord::ToSignIn)}
            </a>
        </form>
    }
}
