//! `GET /openapi.json`: what the API takes and answers, from the code that does it.

use axum::response::{IntoResponse, Response};
use http::header;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, OpenApi, PathItem, Ref, ResponseBuilder, SecurityRequirement, path::Operation,
};
use utoipa::{OpenApi as _, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::problem::ProblemBody;
use crate::State;

/// Name of the security scheme.
const KEY: &str = "key";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Signalbox",
        description = "Decides which system of a split mail domain delivers each message. \
            Every object carries its version, also as entity tag; a change with `If-Match` of an \
            older one answers 412. What a key may not see is not found.",
    ),
    components(schemas(ProblemBody))
)]
struct Description;

/// The description before any route is in it.
pub fn description() -> OpenApi {
    let mut api = Description::openapi();
    let scheme = SecurityScheme::Http(
        HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A key made by `signalbox api-key create`"))
            .build(),
    );
    if let Some(components) = api.components.as_mut() {
        components.add_security_scheme(KEY, scheme);
    }
    api.security = Some(vec![SecurityRequirement::new(KEY, Vec::<String>::new())]);
    api
}

/// Adds to every operation what each may answer when it refuses.
pub fn complete(api: &mut OpenApi) {
    for item in api.paths.paths.values_mut() {
        for operation in operations(item) {
            let content = ContentBuilder::new()
                .schema(Some(Ref::from_schema_name(ProblemBody::name())))
                .build();
            let refused = ResponseBuilder::new()
                .description("Refused; `code` and `errors` say why")
                .content("application/problem+json", content)
                .build();
            operation
                .responses
                .responses
                .insert("default".to_owned(), refused.into());
        }
    }
}

/// The operations of one address.
fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        item.get.as_mut(),
        item.put.as_mut(),
        item.post.as_mut(),
        item.patch.as_mut(),
        item.delete.as_mut(),
    ]
    .into_iter()
    .flatten()
}

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(find))
}

/// This description; needs no key.
#[utoipa::path(get, path = "/openapi.json", tag = "operation", operation_id = "openapi", security(()),
    responses((status = 200, description = "An OpenAPI 3.1 document", body = Object)))]
async fn find() -> Response {
    // Made once a process: it only depends on the code.
    static TEXT: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| serde_json::to_string(&super::open_api()).unwrap_or_default());
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response()
}
