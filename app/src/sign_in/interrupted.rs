//! A form that was sent after the log-in session had ended: what was typed waits in the page until its author
//! has signed in again, and he decides whether it is still to be sent.

use axum::{body::Body, response::Response};
use http::{Request, StatusCode};
use leptos::prelude::*;

use super::page;
use crate::{
    caller::Caller,
    error_page::Failure,
    form::Posted,
    frame::Page,
    ui::{Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Tone},
    words::FrameWord,
};

/// Field of the sign-in form that holds the form that waits, encoded as it was sent.
pub const KEPT: &str = "kept";

/// The sign-in form in place of the answer to a form of nobody; it keeps that form.
///
/// # Errors
/// [`Failure::BadRequest`] and [`Failure::TooLarge`] when there is no form to keep.
pub async fn ask_again(caller: Caller, request: Request<Body>) -> Result<Response, Failure> {
    let next = caller.path_and_query().to_owned();
    let sent = Posted::read(request).await?;
    let form = Posted::of(vec![
        ("next".to_owned(), next),
        (KEPT.to_owned(), sent.encoded()),
    ]);
    let text = caller.lang.say(FrameWord::SessionEndedKept).to_owned();
    let notice = Some((Tone::Warning, text));
    Ok(page(caller, form, StatusCode::UNAUTHORIZED, notice).await)
}

/// The page after signing in again: the form that waited, to be sent or dropped.
pub(super) async fn offer(caller: Caller, address: String, kept: &str) -> Response {
    let lang = caller.lang;
    let fields = Posted::decode(kept);
    let action = address.clone();
    Page::new(caller, lang.say(FrameWord::SignedInAgain))
        .show(move || {
            view! {
                <form method="post" action=action class="flex max-w-xl flex-col gap-4">
                    <Notice tone=Tone::Warning>{lang.say(FrameWord::KeptHelp)}</Notice>
                    {fields
                        .into_iter()
                        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                        .collect_view()}
                    <div class="flex flex-wrap gap-2">
                        <button type="submit" class=PRIMARY_BUTTON_CLASS>
                            {lang.say(FrameWord::SendKept)}
                        </button>
                        <a href=address class=SECONDARY_BUTTON_CLASS>
                            {lang.say(FrameWord::LeaveAnyway)}
                        </a>
                    </div>
                </form>
            }
        })
        .await
}
