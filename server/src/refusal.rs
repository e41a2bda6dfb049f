//! Every answer that is not what was asked for, made in one place and put into words in another.
//!
//! A handler or layer returns a [`Refusal`]; it travels as an extension of an empty response, and
//! `http::refusals` renders it as `application/problem+json` or as a page of the console, in the
//! language of the request.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use model::{Code, Problem, Problems};
use store::StoreError;

/// Why a request was not answered as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No key, or none that is valid.
    Unauthenticated,
    /// The caller sees it but may not do this.
    Denied,
    /// Not there, or not for this caller to know about.
    NotFound,
    /// The address exists, the method does not.
    MethodNotAllowed,
    /// The state of other objects forbids it.
    Conflict(Problem),
    /// Somebody else changed the object meanwhile.
    VersionMismatch,
    /// The body is larger than accepted.
    TooLarge,
    /// The body is not of the type accepted.
    UnsupportedMediaType,
    /// Fields break rules.
    Invalid(Problems),
    /// Too many attempts; seconds to wait.
    TooMany(i64),
    /// The database does not answer, or the request took too long.
    Unavailable,
    /// The program failed; the log says how.
    Internal,
}

impl Refusal {
    /// One field breaks one rule.
    pub fn field(field: impl Into<String>, code: Code) -> Self {
        Self::Invalid(Problem::new(field, code).into())
    }

    /// The refusal a bare status of a router or library stands for.
    pub const fn from_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::UNAUTHORIZED => Self::Unauthenticated,
            StatusCode::FORBIDDEN => Self::Denied,
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::UnsupportedMediaType,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            StatusCode::INTERNAL_SERVER_ERROR => Self::Internal,
            _ => return None,
        })
    }

    /// HTTP status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Denied => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::VersionMismatch => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Code of the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::Denied => "denied",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Conflict(_) => "conflict",
            Self::VersionMismatch => "version_mismatch",
            Self::TooLarge => "too_large",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::Invalid(_) => "invalid",
            Self::TooMany(_) => "too_many",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// Title of the API's problem documents: the same for each code, in English (RFC 9457, section 3.1.3).
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "A valid key is needed",
            Self::Denied => "Not allowed",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "Method not allowed",
            Self::Conflict(_) => "In conflict with the present state",
            Self::VersionMismatch => "Changed by somebody else meanwhile",
            Self::TooLarge => "The request is too large",
            Self::UnsupportedMediaType => "The body must be JSON",
            Self::Invalid(_) => "Invalid input",
            Self::TooMany(_) => "Too many attempts",
            Self::Unavailable => "Temporarily unavailable",
            Self::Internal => "Internal error",
        }
    }

    /// The broken rules with their fields.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Conflict(problem) => std::slice::from_ref(problem),
            Self::Invalid(problems) => &problems.0,
            _ => &[],
        }
    }

    /// The same refusal with each field renamed to what the caller calls it.
    #[must_use]
    pub fn rename_fields(self, wire: impl Fn(&str) -> String) -> Self {
        let rename = |mut problem: Problem| {
            problem.field = wire(&problem.field);
            problem
        };
        match self {
            Self::Conflict(problem) => Self::Conflict(rename(problem)),
            Self::Invalid(problems) => {
                Self::Invalid(Problems(problems.0.into_iter().map(rename).collect()))
            }
            other => other,
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Denied => Self::Denied,
            StoreError::VersionMismatch(_) => Self::VersionMismatch,
            StoreError::Conflict(problem) => Self::Conflict(problem),
            StoreError::Invalid(problems) => Self::Invalid(problems),
            StoreError::Unavailable(cause) => {
                tracing::error!(%cause, "the database does not answer");
                Self::Unavailable
            }
            StoreError::Internal(cause) => {
                tracing::error!(%cause, "internal error");
                Self::Internal
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let headers = response.headers_mut();
        match &self {
            Self::Unauthenticated => {
                headers.insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static("Bearer realm=\"signalbox\""),
                );
            }
            Self::Unavailable => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            Self::TooMany(seconds) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}
