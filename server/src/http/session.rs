//! Who asks for a page: the account behind the log-in cookie, and what it may ask for.

use app::{
    caller::{Caller, SessionCookie},
    paths,
    shell::Assets,
};
use axum::{
    extract::{Request, State as Shared},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderValue, header, request::Parts};
use store::accounts::Client;

use super::Console;
use super::client_address::Origin;
use super::refusals::WhoAsked;
use super::request_id::RequestId;
use crate::Refusal;

/// Layer: puts a [`Caller`] into the request, and leads those who are not signed in, or must change
/// their password first, to where they can.
pub async fn identify(Shared(console): Shared<Console>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let caller = match who(&console, &parts).await {
        Ok(caller) => caller,
        Err(refusal) => return refusal.into_response(),
    };
    if let Some(slot) = parts.extensions.get::<WhoAsked>() {
        // Empty until now: the layer runs once a request.
        let _ = slot.0.set(caller.clone());
    }
    let is_nobodys_form = caller.signed_in.is_none()
        && parts.method == http::Method::POST
        && !paths::is_public(parts.uri.path());
    if is_nobodys_form {
        let sign_in = see_other(&paths::sign_in(caller.path_and_query()));
        let request = Request::from_parts(parts, body);
        let kept = app::sign_in::ask_again(caller, request).await;
        return kept.unwrap_or(sign_in);
    }
    if let Some(elsewhere) = elsewhere(&caller, &parts) {
        return elsewhere;
    }
    parts.extensions.insert(caller);
    next.run(Request::from_parts(parts, body)).await
}

/// A caller without account.
pub fn anonymous(console: &Console, parts: &Parts) -> Caller {
    let state = &console.state;
    let assets = Assets {
        folder: console.site.folder().unwrap_or_default().into(),
    };
    let origin = Origin::of(parts, &state.http);
    let mut caller = Caller::new(state.store.clone(), assets, parts, state.clock.now());
    if let Some(id) = parts.extensions.get::<RequestId>() {
        caller.request_id.clone_from(&id.0);
    }
    caller.session_cookie = SessionCookie {
        is_secure: origin.wants_secure_cookie(&state.http),
    };
    caller.client = Client {
        address: origin.address.to_string(),
        user_agent: parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
    };
    caller
}

async fn who(console: &Console, parts: &Parts) -> Result<Caller, Refusal> {
    let mut caller = anonymous(console, parts);
    let Some(token) = caller
        .session_cookie
        .token(&parts.headers)
        .filter(|token| !token.is_empty())
    else {
        return Ok(caller);
    };
    if let Some(signed_in) = console.state.store.signed_in(token, caller.now).await? {
        return Ok(caller.with_session(signed_in));
    }
    caller.session_ended = true;
    Ok(caller)
}

/// Where the caller is led instead of the page he asks for.
fn elsewhere(caller: &Caller, parts: &Parts) -> Option<Response> {
    let path = parts.uri.path();
    match &caller.signed_in {
        None if !paths::is_public(path) => {
            Some(see_other(&paths::sign_in(caller.path_and_query())))
        }
        Some(signed_in)
            if signed_in.must_change_password && !paths::is_before_password_change(path) =>
        {
            Some(see_other(paths::ACCOUNT_PASSWORD))
        }
        _ => None,
    }
}

fn see_other(address: &str) -> Response {
    let mut response = Redirect::to(address).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
