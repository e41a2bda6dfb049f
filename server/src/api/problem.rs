//! Refusals as `application/problem+json` (RFC 9457).

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use serde::Serialize;
use utoipa::ToSchema;

use super::language::Language;
use crate::Refusal;
use app::words;

/// Why a call was refused.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Always `about:blank`; `code` says what it is.
    #[serde(rename = "type")]
    kind: &'static str,
    #[schema(example = "Invalid input")]
    title: &'static str,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// `unauthenticated`, `denied`, `not_found`, `method_not_allowed`, `conflict`, `version_mismatch`,
    /// `too_large`, `unsupported_media_type`, `invalid`, `too_many`, `unavailable` or `internal`.
    #[schema(example = "invalid")]
    code: &'static str,
    /// The broken rules, each with its field.
    errors: Vec<FieldProblem>,
}

/// A rule that a field breaks.
#[derive(Debug, Serialize, ToSchema)]
struct FieldProblem {
    /// The member of the body, parameter or header; empty for the body as a whole.
    #[schema(example = "relay")]
    field: String,
    #[schema(example = "relay.is_self")]
    code: &'static str,
    /// The rule in words, in the language asked for by `Accept-Language`.
    message: String,
}

/// The refusal in the API's form; status and headers stay those of `response`.
pub fn render(refusal: &Refusal, language: Language, response: Response) -> Response {
    let errors = refusal.problems().iter().map(|problem| FieldProblem {
        field: problem.field.clone(),
        code: problem.code.as_str(),
        message: words::problem(language.0, problem),
    });
    let body = axum::Json(ProblemBody {
        kind: "about:blank",
        title: refusal.title(),
        status: refusal.status().as_u16(),
        code: refusal.code(),
        errors: errors.collect(),
    });
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    let (_, body) = body.into_response().into_parts();
    Response::from_parts(parts, body)
}
