//! Puts every refusal into words: a problem document for the API, a page for the console.

use std::sync::{Arc, OnceLock};

use app::{
    caller::Caller,
    error_page::{self, Failure},
};
use axum::{
    extract::{Request, State as Shared},
    middleware::Next,
    response::Response,
};
use http::{header, request::Parts};

use super::{Console, is_api, session};
use crate::Refusal;
use crate::api::{language::Language, problem};

/// Where the layer that finds out who asks leaves it, for pages made after a failure.
#[derive(Clone, Debug, Default)]
pub struct WhoAsked(pub Arc<OnceLock<Caller>>);

/// Layer: renders refusals.
pub async fn render(Shared(console): Shared<Console>, request: Request, next: Next) -> Response {
    let who = WhoAsked::default();
    let (mut parts, body) = request.into_parts();
    let asked = parts.clone();
    parts.extensions.insert(who.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    if is_api(asked.uri.path()) {
        return render_for_program(&asked, response);
    }
    match response.extensions().get::<Refusal>().cloned() {
        Some(refusal) => {
            let caller = who
                .0
                .get()
                .cloned()
                .unwrap_or_else(|| session::anonymous(&console, &asked));
            let may_repeat = asked.method.is_safe();
            render_for_person(caller, &refusal, may_repeat, response).await
        }
        None => response,
    }
}

fn render_for_program(asked: &Parts, response: Response) -> Response {
    let refusal = response.extensions().get::<Refusal>().cloned().or_else(|| {
        // The router's own refusals have no body; whatever has one was made on purpose.
        let is_bare = !response.headers().contains_key(header::CONTENT_TYPE);
        Refusal::from_status(response.status()).filter(|_| is_bare)
    });
    match refusal {
        Some(refusal) => problem::render(&refusal, Language::of(&asked.headers), response),
        None => response,
    }
}

async fn render_for_person(
    caller: Caller,
    refusal: &Refusal,
    may_repeat: bool,
    response: Response,
) -> Response {
    let failure = match refusal {
        Refusal::NotFound => Failure::NotFound,
        Refusal::Denied => Failure::Denied,
        Refusal::TooLarge => Failure::TooLarge,
        Refusal::Unavailable => Failure::Unavailable("no answer in time".to_owned()),
        Refusal::Internal => Failure::Internal("see above in the log".to_owned()),
        _ => Failure::BadRequest,
    };
    error_page::show(caller, failure, response.status(), may_repeat).await
}
