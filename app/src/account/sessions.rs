//! One's own log-in sessions, to be looked through and ended.

use axum::response::Response;
use leptos::prelude::*;
use store::accounts::LogInSession;

use super::{AccountTabs, Place, agent, page};
use crate::{
    caller::Caller,
    cookies::Flash,
    error_page::Failure,
    form::{Posted, see_other},
    paths,
    ui::{Moment, SECONDARY_BUTTON_CLASS, Table},
    words::{FrameWord, Lang},
};

/// GET: the list.
///
/// # Errors
/// [`Failure::NotSignedIn`], [`Failure::Unavailable`].
pub async fn show_sessions(caller: Caller) -> Result<Response, Failure> {
    let account = caller.signed_in.clone().ok_or(Failure::NotSignedIn)?;
    let sessions = caller.desk()?.list_log_in_sessions().await?;
    let lang = caller.lang;
    Ok(page(caller)
        .show(move || {
            view! {
                <AccountTabs here=Place::Sessions />
                <p class="text-muted">{lang.say(FrameWord::SessionsHelp)}</p>
                <Sessions lang sessions own=account.session_id />
            }
        })
        .await)
}

/// POST: ends the session `id`.
///
/// # Errors
/// [`Failure::NotFound`] when it is no session of the caller's; [`Failure::BadRequest`].
pub async fn end_session(caller: Caller, form: Posted) -> Result<Response, Failure> {
    let id = form.draft("id").parse().map_err(|_| Failure::BadRequest)?;
    caller.desk()?.end_log_in_session(id).await?;
    Ok(see_other(
        paths::ACCOUNT_SESSIONS,
        Some(&Flash::SessionEnded),
    ))
}

#[component]
fn Sessions(lang: Lang, sessions: Vec<LogInSession>, own: i64) -> impl IntoView {
    let heads = [
        FrameWord::Browser,
        FrameWord::Address,
        FrameWord::Since,
        FrameWord::LastUse,
    ]
    .map(|word| view! { <th scope="col">{lang.say(word)}</th> })
    .into_iter()
    .collect_view();
    let rows = sessions
        .into_iter()
        .map(|session| {
            let is_own = session.id == own;
            view! { <SessionRow lang session is_own /> }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(FrameWord::Sessions)>
            <thead>
                <tr>
                    {heads}
                    <th scope="col">
                        <span class="sr-only">{lang.say(FrameWord::EndSession)}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

#[component]
fn SessionRow(lang: Lang, session: LogInSession, is_own: bool) -> impl IntoView {
    let browser = agent::shown(&session.user_agent)
        .unwrap_or_else(|| lang.say(FrameWord::UnknownBrowser).to_owned());
    // Of many buttons with the same text, the name says whose session each one ends.
    let whose = format!(": {browser}, {}", session.address);
    let end = if is_own {
        view! { <span class="text-muted">{lang.say(FrameWord::ThisSession)}</span> }.into_any()
    } else {
        view! {
            <form method="post" action=paths::ACCOUNT_SESSIONS>
                <input type="hidden" name="id" value=session.id />
                <button type="submit" class=SECONDARY_BUTTON_CLASS>
                    {lang.say(FrameWord::EndSession)}
                    <span class="sr-only">{whose}</span>
                </button>
            </form>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row" title=session.user_agent>{browser}</th>
            <td data-label=lang.say(FrameWord::Address)>{session.address}</td>
            <td data-label=lang.say(FrameWord::Since)><Moment at=session.created_at /></td>
            <td data-label=lang.say(FrameWord::LastUse)><Moment at=session.seen_at /></td>
            <td data-align="end">{end}</td>
        </tr>
    }
}
