//! Signing in and out.

mod change_password;
mod interrupted;

pub use change_password::{change, show_change};
pub use interrupted::ask_again;

use axum::response::Response;
use http::{StatusCode, header};
use leptos::prelude::*;
use store::accounts::SignInOutcome;

use crate::{
    caller::Caller,
    cookies::Flash,
    error_page::Failure,
    form::{Posted, see_other},
    frame::Page,
    paths,
    ui::{Notice, PRIMARY_BUTTON_CLASS, QUIET_BUTTON_CLASS, TextField, Tone},
    words::{FrameWord, Lang},
};

/// GET: the form. Who is signed in already is led on.
pub async fn show(caller: Caller) -> Response {
    let next = caller.query("next").unwrap_or_default();
    if caller.signed_in.is_some() {
        return see_other(paths::local(&next).unwrap_or(paths::HOME), None);
    }
    let notice = (caller.session_ended && caller.flash.is_none()).then(|| {
        (
            Tone::Info,
            caller.lang.say(FrameWord::SessionEnded).to_owned(),
        )
    });
    page(caller, Posted::default(), StatusCode::OK, notice).await
}

/// POST: checks the password. The answer does not tell an unknown account from a wrong password.
///
/// # Errors
/// [`Failure::Unavailable`] and [`Failure::Internal`].
pub async fn submit(caller: Caller, form: Posted) -> Result<Response, Failure> {
    let (login, password) = (form.draft("login"), form.draft("password"));
    let outcome = caller
        .store
        .sign_in(&login, &password, &caller.client, caller.now)
        .await?;
    let lang = caller.lang;
    Ok(match outcome {
        SignInOutcome::SignedIn {
            token,
            must_change_password,
        } => {
            let next = form.draft("next");
            let next = paths::local(&next).unwrap_or(paths::HOME);
            let target = if must_change_password {
                paths::ACCOUNT_PASSWORD
            } else {
                next
            };
            let cookie = caller
                .session_cookie
                .keep(&token)
                .ok_or_else(|| Failure::Internal("a token that is no cookie".to_owned()))?;
            let kept = form.text(interrupted::KEPT).filter(|kept| !kept.is_empty());
            let mut response = match kept {
                Some(kept) if !must_change_password => {
                    let caller = signed_in(caller, &token).await?;
                    interrupted::offer(caller, next.to_owned(), kept).await
                }
                _ => see_other(target, None),
            };
            response.headers_mut().append(header::SET_COOKIE, cookie);
            response
        }
        SignInOutcome::Refused => {
            let text = lang.say(FrameWord::SignInRefused).to_owned();
            page(
                caller,
                form,
                StatusCode::UNAUTHORIZED,
                Some((Tone::Danger, text)),
            )
            .await
        }
        SignInOutcome::Throttled(seconds) => {
            let text = lang.count(FrameWord::ThrottledOne, FrameWord::ThrottledMany, seconds);
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut response = page(caller, form, status, Some((Tone::Danger, text))).await;
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
            response
        }
    })
}

/// POST: ends the log-in session.
///
/// # Errors
/// [`Failure::Unavailable`]; the session then still stands, and the browser keeps it.
pub async fn sign_out(caller: Caller, headers: http::HeaderMap) -> Result<Response, Failure> {
    if let Some(token) = caller.session_cookie.token(&headers) {
        caller.store.sign_out(token).await?;
    }
    let mut response = see_other(paths::SIGN_IN, Some(&Flash::SignedOut));
    response
        .headers_mut()
        .append(header::SET_COOKIE, caller.session_cookie.forget());
    Ok(response)
}

/// The caller, now with the session he has just begun.
async fn signed_in(caller: Caller, token: &str) -> Result<Caller, Failure> {
    let session = caller.store.signed_in(token, caller.now).await?;
    Ok(caller.with_session(session.ok_or(Failure::NotSignedIn)?))
}

async fn page(
    caller: Caller,
    form: Posted,
    status: StatusCode,
    notice: Option<(Tone, String)>,
) -> Response {
    let lang = caller.lang;
    let next = form.text_or("next", caller.query("next").unwrap_or_default());
    let (login, kept) = (form.draft("login"), form.draft(interrupted::KEPT));
    Page::new(caller, lang.say(FrameWord::SignIn))
        .status(status)
        .show(move || view! { <SignInForm lang login next kept notice /> })
        .await
}

/// Login and password; what went wrong stands above. A password is never sent back.
#[component]
fn SignInForm(
    lang: Lang,
    login: String,
    next: String,
    kept: String,
    notice: Option<(Tone, String)>,
) -> impl IntoView {
    view! {
        <form method="post" action=paths::SIGN_IN class="flex flex-col gap-4">
            {notice.map(|(tone, text)| view! { <Notice tone>{text}</Notice> })}
            <input type="hidden" name="next" value=next />
            {(!kept.is_empty())
                .then(|| view! { <input type="hidden" name=interrupted::KEPT value=kept /> })}
            <TextField
                name="login"
                label=lang.say(FrameWord::Login)
                value=login
                help=lang.say(FrameWord::LoginHelp)
                autocomplete="username"
            />
            <TextField
                name="password"
                label=lang.say(FrameWord::Password)
                kind="password"
                autocomplete="current-password"
            />
            <button type="submit" class=PRIMARY_BUTTON_CLASS>
                {lang.say(FrameWord::Connect)}
            </button>
            <a href=paths::CHANGE_PASSWORD class=QUIET_BUTTON_CLASS>
                {lang.say(FrameWord::ChangePassword)}
            </a>
        </form>
    }
}
