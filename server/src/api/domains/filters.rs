//! The filters of a domain.

use axum::response::Response;
use model::filter::{Criterion, Filter, Match, Part, Place as Where, Test};
use serde::{Deserialize, Serialize};
use store::filters::DomainFilters;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::api::body::{Body, versioned};
use crate::api::object::objects;
use crate::api::parameters::OfDomain;
use crate::api::{Caller, IfMatch, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(find, change))
}

/// One thing a message must be.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Criterion)]
struct CriterionBody {
    /// `from`, `to` (copies included), `subject`, `body` or `header`
    #[serde(default)]
    #[schema(required, example = "subject")]
    part: String,
    /// Name of the header line, for `header`.
    #[serde(default)]
    header: String,
    /// `is`, `is_not`, `contains`, `contains_not`, `exists` or `exists_not`
    #[serde(default)]
    #[schema(required, example = "contains")]
    test: String,
    /// What it is compared with; nothing for `exists` and `exists_not`.
    #[serde(default)]
    value: String,
}

/// A filter: what a message must be, and what happens to it then.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Filter)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a member of the contract"
)]
struct FilterBody {
    #[serde(default)]
    #[schema(required)]
    name: String,
    /// Whether it runs.
    #[serde(default = "yes")]
    #[schema(default = true)]
    active: bool,
    /// `all` or `any` of the criteria must be met.
    #[serde(default = "all")]
    #[schema(default = "all")]
    r#match: String,
    #[serde(default, deserialize_with = "objects")]
    #[schema(required)]
    criteria: Vec<CriterionBody>,
    #[serde(default)]
    mark_read: bool,
    #[serde(default)]
    mark_important: bool,
    /// A copy is sent to these addresses. Mail that came to one of them is not touched by this filter.
    #[serde(default)]
    forward_to: Vec<String>,
    /// Where the message is left: `inbox`, `folder` or `nowhere` (discarded).
    #[serde(default = "inbox")]
    #[schema(default = "inbox")]
    place: String,
    /// The folder, for `folder`; it is made when it is missing.
    #[serde(default)]
    folder: String,
    /// No filter after this one is tried.
    #[serde(default)]
    stop: bool,
}

const fn yes() -> bool {
    true
}

fn all() -> String {
    Match::All.as_str().to_owned()
}

fn inbox() -> String {
    Where::Inbox.as_str().to_owned()
}

/// All filters of a domain, in the order they run.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Filters)]
struct FiltersBody {
    filters: Vec<FilterBody>,
    /// The domain's version, also sent as entity tag.
    version: i64,
}

/// All filters of a domain to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewFilters {
    /// In the order they run.
    #[serde(default, deserialize_with = "objects")]
    #[schema(required)]
    filters: Vec<FilterBody>,
}

/// The filters of a domain: they run at each delivery to a mailbox of the domain on this system, before
/// the users' own.
#[utoipa::path(get, path = "/domains/{domain}/filters", tag = "domains", operation_id = "find_filters",
    params(OfDomain),
    responses((status = 200, body = FiltersBody)))]
async fn find(Caller(desk): Caller, Place(domain): Place<String>) -> Result<Response, Refusal> {
    Ok(answer(desk.list_filters(&domain).await?))
}

/// Saves all filters of a domain; they count for the next message.
#[utoipa::path(put, path = "/domains/{domain}/filters", tag = "domains", operation_id = "change_filters",
    params(OfDomain, IfMatch),
    request_body = NewFilters,
    responses((status = 200, body = FiltersBody)))]
async fn change(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    IfMatch(version): IfMatch,
    Body(new): Body<NewFilters>,
) -> Result<Response, Refusal> {
    let numbered = new.filters.into_iter().enumerate();
    let filters = numbered
        .map(|(index, filter)| filter.draft(index))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(answer(
        desk.change_filters(&domain, version, &filters).await?,
    ))
}

fn answer(found: DomainFilters) -> Response {
    let body = FiltersBody {
        filters: found.filters.into_iter().map(FilterBody::from).collect(),
        version: found.version,
    };
    versioned(body.version, &body)
}

impl FilterBody {
    /// The filter as the desk takes it; `index` is its place in the list.
    fn draft(self, index: usize) -> Result<Filter, Refusal> {
        let unknown = |field: &str| {
            let field = format!("filters[{index}].{field}");
            Refusal::field(&field, model::Code::UnknownValue)
        };
        let mut criteria = Vec::with_capacity(self.criteria.len());
        for (row, criterion) in self.criteria.into_iter().enumerate() {
            let of = |field: &str| unknown(&format!("criteria[{row}].{field}"));
            criteria.push(Criterion {
                part: Part::from_name(&criterion.part).ok_or_else(|| of("part"))?,
                header: criterion.header,
                test: Test::from_name(&criterion.test).ok_or_else(|| of("test"))?,
                value: criterion.value,
            });
        }
        Ok(Filter {
            name: self.name,
            active: self.active,
            matching: Match::from_name(&self.r#match).ok_or_else(|| unknown("match"))?,
            criteria,
            mark_read: self.mark_read,
            mark_important: self.mark_important,
            forward_to: self.forward_to,
            place: Where::from_name(&self.place).ok_or_else(|| unknown("place"))?,
            folder: self.folder,
            stop: self.stop,
        })
    }
}

impl From<Filter> for FilterBody {
    fn from(filter: Filter) -> Self {
        let criteria = filter.criteria.into_iter().map(|criterion| CriterionBody {
            part: criterion.part.as_str().to_owned(),
            header: criterion.header,
            test: criterion.test.as_str().to_owned(),
            value: criterion.value,
        });
        Self {
            name: filter.name,
            active: filter.active,
            r#match: filter.matching.as_str().to_owned(),
            criteria: criteria.collect(),
            mark_read: filter.mark_read,
            mark_important: filter.mark_important,
            forward_to: filter.forward_to,
            place: filter.place.as_str().to_owned(),
            folder: filter.folder,
            stop: filter.stop,
        }
    }
}
