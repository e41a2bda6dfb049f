//! JSON bodies: read once, refused with the field that is wrong.

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use model::{Code, Problem};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use super::object::Object;
use crate::{Refusal, State};

/// Largest body accepted, in bytes.
pub const BODY_MAX: usize = 1024 * 1024;

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<State> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &State) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Refusal::UnsupportedMediaType);
        }
        let bytes = axum::body::to_bytes(request.into_body(), BODY_MAX)
            .await
            .map_err(|_| Refusal::TooLarge)?;
        parse(&bytes).map(Self).map_err(Refusal::from)
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Invalid(problem.into())
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let media_type = value
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    let media_type = media_type.trim().to_ascii_lowercase();
    media_type == "application/json"
        || (media_type.starts_with("application/") && media_type.ends_with("+json"))
}

/// Reads a body; the problem names the field that stopped the reading.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let syntax = |_| Problem::new("", Code::Syntax);
    // First of all it must be JSON: a reader of members stops at the first it does not know.
    serde_json::from_slice::<IgnoredAny>(bytes).map_err(syntax)?;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let Object(value) = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let field = if path == "." { String::new() } else { path };
        match error.inner().classify() {
            Category::Data => Problem::new(field, code_of(error.inner())),
            Category::Io | Category::Syntax | Category::Eof => Problem::new("", Code::Syntax),
        }
    })?;
    Ok(value)
}

/// What is wrong with a value. The reader tells it in words only.
fn code_of(error: &serde_json::Error) -> Code {
    let words = error.to_string();
    if words.starts_with("unknown field") {
        Code::UnknownField
    } else {
        Code::WrongType
    }
}

/// Writes a JSON answer with the object's version as entity tag.
pub fn versioned<T: serde::Serialize>(version: i64, object: &T) -> Response {
    let tag = [(header::ETAG, format!("\"{version}\""))];
    (tag, axum::Json(object)).into_response()
}

/// Answers with a new object and where it is.
pub fn created(location: String, answer: Response) -> Response {
    (StatusCode::CREATED, [(header::LOCATION, location)], answer).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::object::Nullable;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether they can be read matters")]
    struct Inner {
        #[serde(default)]
        name: String,
        #[serde(default, deserialize_with = "crate::api::object::given")]
        limit: Option<Nullable<i64>>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether they can be read matters")]
    struct Outer {
        #[serde(default, deserialize_with = "crate::api::object::objects")]
        rows: Vec<Inner>,
    }

    fn problem(text: &str) -> (String, Code) {
        let problem = parse::<Outer>(text.as_bytes()).expect_err(text);
        (problem.field, problem.code)
    }

    #[test]
    fn what_is_wrong_with_a_body_is_said_with_its_field() {
        for (text, field, code) in [
            ("", "", Code::Syntax),
            ("{", "", Code::Syntax),
            ("{} {}", "", Code::Syntax),
            ("[1]", "", Code::WrongType),
            ("7", "", Code::WrongType),
            ("{\"rows\":7}", "rows", Code::WrongType),
            (
                "{\"rows\":[{},{\"name\":7}]}",
                "rows[1].name",
                Code::WrongType,
            ),
            (
                "{\"rows\":[{\"name\":null}]}",
                "rows[0].name",
                Code::WrongType,
            ),
            (
                "{\"rows\":[{\"nam\":\"x\"}]}",
                "rows[0].nam",
                Code::UnknownField,
            ),
            ("{\"color\":1}", "color", Code::UnknownField),
            ("{\"rows\":[[\"x\"]]}", "rows[0]", Code::WrongType),
            ("{\"colour\":}", "", Code::Syntax),
            (
                "{\"rows\":[{\"limit\":1.5}]}",
                "rows[0].limit",
                Code::WrongType,
            ),
        ] {
            assert_eq!(problem(text), (field.to_owned(), code), "{text}");
        }
    }

    #[test]
    fn a_missing_member_is_not_null() {
        let limit = |text: &str| parse::<Inner>(text.as_bytes()).map(|inner| inner.limit);
        assert_eq!(limit("{}"), Ok(None));
        assert_eq!(limit("{\"limit\":null}"), Ok(Some(Nullable(None))));
        assert_eq!(limit("{\"limit\":3}"), Ok(Some(Nullable(Some(3)))));
    }
}
