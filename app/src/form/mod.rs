//! Forms as they were sent: fields, what is wrong with them, and the way back to the page.
//!
//! A page asks [`Posted`] first and the stored value second, so nothing that was typed is lost. For
//! a GET the page gets `Posted::default()`, which knows nothing.

use axum::{body::Body, extract::FromRequest, response::Response};
use http::{HeaderValue, Request, StatusCode, header};
use model::{Code, Problem, Problems};
use store::StoreError;

use crate::{
    cookies::Flash,
    error_page::Failure,
    words::{self, Lang},
};

/// Largest form, in bytes. The server's own limit stands before it.
const LARGEST: usize = 1024 * 1024;

/// A form that was sent, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    fields: Option<Vec<(String, String)>>,
    /// What is wrong.
    pub problems: Problems,
    /// The version the object has now, when somebody else changed it.
    pub conflict: Option<i64>,
    status: StatusCode,
}

/// A button that carries what it does: `name="action" value="remove_address:2"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// `remove_address`.
    pub action: String,
    /// The row it stands in, counted from 0.
    pub row: Option<usize>,
}

/// One row of a table of fields named `prefix[index].column`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row(Vec<(String, String)>);

impl Row {
    /// The text of a column, empty when it was not sent.
    pub fn text(&self, column: &str) -> &str {
        find(&self.0, column).unwrap_or_default()
    }

    /// Whether the box of a column was ticked.
    pub fn checked(&self, column: &str) -> bool {
        find(&self.0, column).is_some()
    }
}

impl Posted {
    /// A form with these fields.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self {
            fields: Some(fields),
            ..Self::default()
        }
    }

    /// The same form with other values in some fields.
    #[must_use]
    pub fn replacing(&self, values: Vec<(String, String)>) -> Self {
        let is_replaced = |name: &str| values.iter().any(|(known, _)| known == name);
        let kept = self.fields.iter().flatten();
        let kept = kept.filter(|(name, _)| !is_replaced(name)).cloned();
        Self::of(kept.chain(values.iter().cloned()).collect())
    }

    /// Whether a form was sent at all.
    pub const fn is_sent(&self) -> bool {
        self.fields.is_some()
    }

    /// What was typed; `None` when the field was not sent.
    pub fn text(&self, name: &str) -> Option<&str> {
        find(self.fields.as_deref()?, name)
    }

    /// Everything that was sent, in order.
    pub fn fields(&self) -> &[(String, String)] {
        self.fields.as_deref().unwrap_or_default()
    }

    /// What was typed, empty when the field was not sent: for drafts.
    pub fn draft(&self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    /// What was typed, else the stored value: for pages.
    pub fn text_or(&self, name: &str, stored: impl Into<String>) -> String {
        self.text(name).map_or_else(|| stored.into(), str::to_owned)
    }

    /// Whether a box was ticked.
    pub fn checked(&self, name: &str) -> bool {
        self.text(name).is_some()
    }

    /// Whether a box is to be shown ticked: as it was sent, else as it is stored. A box that is not
    /// ticked is not sent, so any form that was sent decides.
    pub fn checked_or(&self, name: &str, stored: bool) -> bool {
        if self.is_sent() {
            self.checked(name)
        } else {
            stored
        }
    }

    /// Every value of a repeated field, in order.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.fields
            .iter()
            .flatten()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// The rows of the fields `prefix[index].column`, by index; gaps are closed, so that the
    /// position of a row is the one that problems name. `None` when no form was sent.
    pub fn rows(&self, prefix: &str) -> Option<Vec<Row>> {
        let mut rows: Vec<(usize, Row)> = Vec::new();
        for (name, value) in self.fields.as_ref()? {
            let Some((index, column)) = row_field(name, prefix) else {
                continue;
            };
            let field = (column.to_owned(), value.clone());
            match rows.iter_mut().find(|(known, _)| *known == index) {
                Some((_, row)) => row.0.push(field),
                None => rows.push((index, Row(vec![field]))),
            }
        }
        rows.sort_by_key(|(index, _)| *index);
        Some(rows.into_iter().map(|(_, row)| row).collect())
    }

    /// The button that sent the form, when it has the name `action`.
    pub fn pressed(&self) -> Option<Pressed> {
        let value = self.text("action")?;
        let (action, row) = value.split_once(':').unwrap_or((value, ""));
        Some(Pressed {
            action: action.to_owned(),
            row: row.parse().ok(),
        })
    }

    /// The version the user has seen, from the hidden field `version`; after a conflict, the newer
    /// one he has chosen to overwrite (the button named `keep`).
    pub fn version(&self) -> Option<i64> {
        self.text("keep")
            .or_else(|| self.text("version"))?
            .parse()
            .ok()
    }

    /// The version for the hidden field.
    pub fn version_or(&self, stored: i64) -> String {
        self.text("version")
            .map_or_else(|| stored.to_string(), str::to_owned)
    }

    /// What is wrong with a field, in words; `None` when nothing is.
    pub fn error(&self, lang: Lang, field: &str) -> Option<String> {
        let sentences: Vec<String> = self
            .problems
            .of(field)
            .map(|problem| words::problem(lang, problem))
            .collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    /// Whether a field has a problem of this kind.
    pub fn has(&self, field: &str, code: Code) -> bool {
        self.problems.of(field).any(|problem| problem.code == code)
    }

    /// Problems of fields the page does not show, in words: they must be said somewhere.
    pub fn other_errors(&self, lang: Lang, shown: &[&str]) -> Vec<String> {
        self.problems
            .0
            .iter()
            .filter(|problem| !shown.iter().any(|field| problem.field == *field))
            .map(|problem| words::problem(lang, problem))
            .collect()
    }

    /// The status of the page that comes back: 200, or what [`Self::refused`] found.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The form with a problem found before the store was asked.
    #[must_use]
    pub fn with_problem(mut self, field: &str, code: Code) -> Self {
        self.problems.add(Problem::new(field, code));
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
        self
    }

    /// The form with what the store has against it, to be shown again.
    ///
    /// # Errors
    /// What no form can mend: not found, denied, database gone.
    pub fn refused(mut self, error: StoreError) -> Result<Self, Failure> {
        self.status = match error {
            StoreError::Invalid(problems) => {
                self.problems = problems;
                StatusCode::UNPROCESSABLE_ENTITY
            }
            StoreError::Conflict(problem) => {
                self.problems = problem.into();
                StatusCode::CONFLICT
            }
            StoreError::VersionMismatch(current) => {
                self.conflict = Some(current);
                StatusCode::PRECONDITION_FAILED
            }
            other => return Err(other.into()),
        };
        Ok(self)
    }
}

impl<S: Sync> FromRequest<S> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Self::Rejection> {
        Self::read(request).await
    }
}

impl Posted {
    /// Reads the form out of a request.
    ///
    /// # Errors
    /// [`Failure::BadRequest`] when it carries none, [`Failure::TooLarge`].
    pub async fn read(request: Request<Body>) -> Result<Self, Failure> {
        let is_form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        if !is_form {
            return Err(Failure::BadRequest);
        }
        let body = axum::body::to_bytes(request.into_body(), LARGEST)
            .await
            .map_err(|_| Failure::TooLarge)?;
        Ok(Self::of(
            form_urlencoded::parse(&body).into_owned().collect(),
        ))
    }

    /// The fields as a browser encodes them, for [`Self::decode`].
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.fields.iter().flatten())
            .finish()
    }

    /// The fields of an encoded form.
    pub fn decode(encoded: &str) -> Vec<(String, String)> {
        form_urlencoded::parse(encoded.as_bytes())
            .into_owned()
            .collect()
    }
}

/// Leads the browser to a page after a form did its work (303), which says `flash` once.
pub fn see_other(address: &str, flash: Option<&Flash>) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let location = HeaderValue::try_from(address).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    if let Some(flash) = flash {
        response
            .headers_mut()
            .append(header::SET_COOKIE, flash.header());
    }
    response
}

fn find<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields
        .iter()
        .find_map(|(key, value)| (key == name).then_some(value.as_str()))
}

/// Takes `prefix[3].column` apart.
fn row_field<'a>(name: &'a str, prefix: &str) -> Option<(usize, &'a str)> {
    let rest = name.strip_prefix(prefix)?.strip_prefix('[')?;
    let (index, column) = rest.split_once("].")?;
    Some((index.parse().ok()?, column))
}

#[cfg(test)]
mod tests;
