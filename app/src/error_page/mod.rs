//! What goes wrong outside of fields, and the pages that say so.
//!
//! A handler returns [`Failure`] by `?`. Its answer is bare until [`show_failures`], a layer around
//! all pages, puts the caller's frame and language around it; it stays in the extensions of the
//! answer, where the server finds it for its log.

use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use store::StoreError;

use crate::{
    caller::Caller,
    form::see_other,
    frame::Page,
    paths,
    ui::{PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS},
    words::{FrameWord, HistoryWord, Lang},
};

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nobody is signed in.
    #[error("not signed in")]
    NotSignedIn,
    /// Not there, or not for the caller to know about.
    #[error("not found")]
    NotFound,
    /// The caller sees it but may not do this.
    #[error("denied")]
    Denied,
    /// The request makes no sense.
    #[error("bad request")]
    BadRequest,
    /// The request is too large.
    #[error("too large")]
    TooLarge,
    /// The database cannot be used now; why, for the log.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// Our fault; what happened, for the log.
    #[error("internal: {0}")]
    Internal(String),
}

impl Failure {
    /// The status of the answer.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Denied => StatusCode::FORBIDDEN,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether the same request may well succeed a little later.
    const fn may_pass(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Internal(_))
    }

    /// The failure behind a bare status, such as the router's own 404.
    fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::FORBIDDEN => Some(Self::Denied),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::SERVICE_UNAVAILABLE => Some(Self::Unavailable(String::new())),
            status if status.is_client_error() => Some(Self::BadRequest),
            status if status.is_server_error() => Some(Self::Internal(String::new())),
            _ => None,
        }
    }

    const fn words(&self) -> (FrameWord, Option<FrameWord>) {
        match self {
            Self::NotSignedIn => (FrameWord::SessionEnded, None),
            Self::NotFound => (FrameWord::NotFoundTitle, Some(FrameWord::NotFoundHelp)),
            Self::Denied => (FrameWord::DeniedTitle, Some(FrameWord::DeniedHelp)),
            Self::BadRequest => (FrameWord::BadRequestTitle, Some(FrameWord::BadRequestHelp)),
            Self::TooLarge => (FrameWord::TooLargeTitle, Some(FrameWord::BadRequestHelp)),
            Self::Unavailable(_) => (
                FrameWord::UnavailableTitle,
                Some(FrameWord::UnavailableHelp),
            ),
            Self::Internal(_) => (FrameWord::FailedTitle, Some(FrameWord::FailedHelp)),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Denied => Self::Denied,
            StoreError::Unavailable(error) => Self::Unavailable(error.to_string()),
            StoreError::Internal(what) => Self::Internal(what),
            // A page that reads, or a form without fields, has no place to show them.
            StoreError::Invalid(_) | StoreError::Conflict(_) | StoreError::VersionMismatch(_) => {
                Self::BadRequest
            }
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Layer: answers that failed get a page around them. Answers with a page of their own, such as a
/// form that comes back, are left alone.
pub async fn show_failures(caller: Caller, request: Request, next: Next) -> Response {
    let may_repeat = request.method().is_safe();
    let response = next.run(request).await;
    let has_page = response
        .headers()
        .contains_key(header::CONTENT_SECURITY_POLICY);
    let failure = response
        .extensions()
        .get::<Failure>()
        .cloned()
        .or_else(|| Failure::of_status(response.status()).filter(|_| !has_page));
    match failure {
        // Of a 405 the status and the header that says what is allowed matter.
        Some(failure) => {
            let (mut parts, _) = response.into_parts();
            let page = show(caller, failure, parts.status, may_repeat).await;
            let (page, body) = page.into_parts();
            parts.headers.remove(header::CONTENT_LENGTH);
            parts.headers.extend(page.headers);
            parts.status = page.status;
            parts.extensions.extend(page.extensions);
            Response::from_parts(parts, body)
        }
        None => response,
    }
}

/// The page of a failure. Who is not signed in is led to sign in. A request that `may_repeat` can be
/// tried again where that may help.
pub async fn show(
    caller: Caller,
    failure: Failure,
    status: StatusCode,
    may_repeat: bool,
) -> Response {
    let again = (may_repeat && failure.may_pass()).then(|| caller.path_and_query().to_owned());
    explain(caller, failure, status, again).await
}

/// The page of a failure; `again` is the address to try again, where that can help.
async fn explain(
    caller: Caller,
    failure: Failure,
    status: StatusCode,
    again: Option<String>,
) -> Response {
    if failure == Failure::NotSignedIn {
        return see_other(&paths::sign_in(caller.path_and_query()), None);
    }
    let (title, help) = failure.words();
    let (lang, request_id) = (caller.lang, caller.request_id.clone());
    let mut response = Page::new(caller, lang.say(title))
        .status(status)
        .show(move || view! { <Explanation lang help request_id again /> })
        .await;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response.extensions_mut().insert(failure);
    response
}

/// Answers every address that does not exist.
pub async fn not_found() -> Response<Body> {
    Failure::NotFound.into_response()
}

#[component]
fn Explanation(
    lang: Lang,
    help: Option<FrameWord>,
    request_id: String,
    again: Option<String>,
) -> impl IntoView {
    let number = (!request_id.is_empty()).then(|| {
        view! {
            <p class="text-sm text-muted">
                {lang.fill(HistoryWord::Field, &[lang.say(FrameWord::RequestId)])} " "
                <code class="inline-block">{request_id}</code>
            </p>
        }
    });
    view! {
        <div class="flex max-w-2xl flex-col items-start gap-4">
            {help.map(|help| view! { <p>{lang.say(help)}</p> })}
            {number}
            <div class="flex flex-wrap gap-2">
                {again
                    .map(|href| {
                        view! {
                            <a href=href class=PRIMARY_BUTTON_CLASS>
                                {lang.say(FrameWord::TryAgain)}
                            </a>
                        }
                    })}
                <a href=paths::HOME class=SECONDARY_BUTTON_CLASS>
                    {lang.say(FrameWord::ToHomePage)}
                </a>
            </div>
        </div>
    }
}
