//! Query strings: every parameter is known and in range, or refused with its name. A misspelt
//! filter must not answer with everything, nor a misspelt `with=` be a half-done deletion.

use axum::extract::FromRequestParts;
use http::request::Parts;
use model::{Code, Problem, Problems, text};
use serde::Serialize;
use store::page::LIMIT_MAX;

use crate::{Refusal, State};

/// Rows of a page when `limit` is not given.
const LIMIT_DEFAULT: u32 = 50;

/// The query string, taken apart parameter by parameter; [`Self::end`] refuses what is left.
#[derive(Debug, Default)]
pub struct Parameters {
    left: Vec<(String, String)>,
    problems: Problems,
}

impl FromRequestParts<State> for Parameters {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Refusal> {
        Ok(Self::read(parts.uri.query().unwrap_or_default()))
    }
}

impl Parameters {
    fn read(query: &str) -> Self {
        Self {
            left: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
            problems: Problems::default(),
        }
    }

    /// A line of text; `None` when the parameter is missing or empty.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let at = self.left.iter().position(|(key, _)| key == name)?;
        let (_, value) = self.left.remove(at);
        if value.chars().any(text::is_forbidden) {
            self.problems
                .add(Problem::new(name, Code::ForbiddenCharacter));
            return None;
        }
        (!value.is_empty()).then_some(value)
    }

    /// One of a few words, as what it stands for.
    pub fn word<T>(&mut self, name: &str, meaning: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.text(name)?;
        let found = meaning(&value);
        if found.is_none() {
            self.problems.add(Problem::new(name, Code::UnknownValue));
        }
        found
    }

    /// A parameter that may be given several times, each time one of a few words.
    pub fn words<T>(&mut self, name: &str, meaning: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let times = self.left.iter().filter(|(key, _)| key == name).count();
        (0..times)
            .filter_map(|_| self.word(name, &meaning))
            .collect()
    }

    /// `limit`: rows of a page.
    pub fn limit(&mut self) -> u32 {
        self.word("limit", |value| {
            value
                .parse()
                .ok()
                .filter(|limit| (1..=LIMIT_MAX).contains(limit))
        })
        .unwrap_or(LIMIT_DEFAULT)
    }

    /// Whether the query says `with=…`.
    pub fn with(&mut self, what: &str) -> bool {
        self.word("with", |value| (value == what).then_some(()))
            .is_some()
    }

    /// Refuses parameters nobody asked for, and those that were wrong.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with one problem a parameter.
    pub fn end(mut self) -> Result<(), Refusal> {
        for (name, _) in &self.left {
            self.problems
                .add(Problem::new(name.clone(), Code::UnknownField));
        }
        self.problems.or(Some(())).map_err(Refusal::Invalid)
    }
}

/// A page of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct List<T> {
    /// Its rows.
    pub items: Vec<T>,
    /// Where the next page starts, for `after`; null on the last page.
    pub next: Option<String>,
}

impl<T> List<T> {
    /// The page with each row in its form for the wire.
    pub fn of<R>(page: store::Page<R>, wire: impl Fn(R) -> T) -> Self {
        Self {
            items: page.items.into_iter().map(wire).collect(),
            next: page.next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_over_or_out_of_range_is_refused_with_its_name() {
        let mut query = Parameters::read("limit=501&query=a%00&wiht=entries");
        assert_eq!(query.limit(), LIMIT_DEFAULT);
        assert_eq!(query.text("query"), None);
        assert!(!query.with("entries"));
        let refusal = query.end().expect_err("three problems");
        let found: Vec<_> = refusal
            .problems()
            .iter()
            .map(|problem| (problem.field.as_str(), problem.code))
            .collect();
        assert_eq!(
            found,
            [
                ("limit", Code::UnknownValue),
                ("query", Code::ForbiddenCharacter),
                ("wiht", Code::UnknownField)
            ]
        );
    }
}
