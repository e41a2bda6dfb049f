//! The addresses of each kind, and the names of their calls in the description.

use axum::response::Response;
use http::StatusCode;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::State;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .merge(groups::router())
        .merge(shared_mailboxes::router())
        .merge(external_users::router())
        .merge(resources::router())
}

/// The five calls of one kind.
macro_rules! calls {
    (
        mod $module:ident, $kind:ident, $tag:tt, $all:tt, $one:tt;
        $list:tt, $list_about:tt;
        $create:tt, $create_about:tt, $new:ident;
        $find:tt, $find_about:tt, $answer:ident;
        $change:tt, $change_about:tt, $given:ident;
        $delete:tt, $delete_about:tt;
    ) => {
        mod $module {
            use super::{OpenApiRouter, Response, State, StatusCode, routes};
            use crate::Refusal;
            use crate::api::body::Body;
            use crate::api::entries::sent::{$given, $new};
            use crate::api::entries::wire::$answer;
            use crate::api::entries::{self, EntryBody};
            use crate::api::filter::{List, Parameters};
            use crate::api::{Caller, IfMatch, Place};
            use model::Kind;

            pub fn router() -> OpenApiRouter<State> {
                OpenApiRouter::new()
                    .routes(routes!(list, create))
                    .routes(routes!(find, change, delete))
            }

            #[utoipa::path(get, path = $all, tag = $tag, operation_id = $list, summary = $list_about,
                params(
                    ("domain" = String, Path, description = "Any name of the domain"),
                    ("query" = Option<String>, Query, description = "Beginnings of words of names or addresses; all must match"),
                    ("mail_type" = Option<String>, Query, description = "`internal`, `external` or `none`"),
                    ("status" = Option<String>, Query, description = "`active` or `suspended`"),
                    ("after" = Option<String>, Query, description = "`next` of the page before"),
                    ("limit" = Option<u32>, Query, description = "Rows of the page, 1 to 500; 50 by default"),
                ),
                responses((status = 200, body = List<EntryBody>)))]
            async fn list(
                Caller(desk): Caller,
                Place(domain): Place<String>,
                query: Parameters,
            ) -> Result<axum::Json<List<EntryBody>>, Refusal> {
                entries::page(&desk, &domain, vec![Kind::$kind], query).await
            }

            #[utoipa::path(post, path = $all, tag = $tag, operation_id = $create, summary = $create_about,
                params(("domain" = String, Path, description = "Any name of the domain")),
                request_body = $new,
                responses((status = 201, body = $answer)))]
            async fn create(
                Caller(desk): Caller,
                Place(domain): Place<String>,
                Body(new): Body<$new>,
            ) -> Result<Response, Refusal> {
                entries::create(&desk, &domain, Kind::$kind, &new).await
            }

            #[utoipa::path(get, path = $one, tag = $tag, operation_id = $find, summary = $find_about,
                params(
                    ("domain" = String, Path, description = "Any name of the domain"),
                    ("name" = String, Path, description = "Its name"),
                ),
                responses((status = 200, body = $answer)))]
            async fn find(
                Caller(desk): Caller,
                Place((domain, name)): Place<(String, String)>,
            ) -> Result<Response, Refusal> {
                entries::find(&desk, &domain, Kind::$kind, &name).await
            }

            #[utoipa::path(patch, path = $one, tag = $tag, operation_id = $change, summary = $change_about,
                params(
                    ("domain" = String, Path, description = "Any name of the domain"),
                    ("name" = String, Path, description = "Its name"),
                    ("If-Match" = Option<String>, Header, description = "The version the change is made from"),
                ),
                request_body = $given,
                responses((status = 200, body = $answer)))]
            async fn change(
                Caller(desk): Caller,
                Place((domain, name)): Place<(String, String)>,
                IfMatch(version): IfMatch,
                Body(given): Body<$given>,
            ) -> Result<Response, Refusal> {
                entries::change(&desk, (&domain, &name), Kind::$kind, version, &given).await
            }

            #[utoipa::path(delete, path = $one, tag = $tag, operation_id = $delete, summary = $delete_about,
                params(
                    ("domain" = String, Path, description = "Any name of the domain"),
                    ("name" = String, Path, description = "Its name"),
                    ("If-Match" = Option<String>, Header, description = "The version that is deleted"),
                ),
                responses((status = 204, description = "Deleted")))]
            async fn delete(
                Caller(desk): Caller,
                Place((domain, name)): Place<(String, String)>,
                IfMatch(version): IfMatch,
            ) -> Result<StatusCode, Refusal> {
                desk.delete_entry(&domain, Kind::$kind, &name, version).await?;
                Ok(StatusCode::NO_CONTENT)
            }
        }
    };
}

calls! {
    mod groups, Group, "groups", "/domains/{domain}/groups", "/domains/{domain}/groups/{name}";
    "list_groups", "The groups of a domain, by display name.";
    "create_group", "Creates a group.", NewGroup;
    "find_group", "One group.", GroupBody;
    "change_group", "Changes the given members of a group.", GroupChange;
    "delete_group", "Deletes a group; its members stay.";
}

calls! {
    mod shared_mailboxes, SharedMailbox, "shared mailboxes",
        "/domains/{domain}/shared-mailboxes", "/domains/{domain}/shared-mailboxes/{name}";
    "list_shared_mailboxes", "The shared mailboxes of a domain, by display name.";
    "create_shared_mailbox", "Creates a shared mailbox.", NewSharedMailbox;
    "find_shared_mailbox", "One shared mailbox.", SharedMailboxBody;
    "change_shared_mailbox", "Changes the given members of a shared mailbox.", SharedMailboxChange;
    "delete_shared_mailbox", "Deletes a shared mailbox.";
}

calls! {
    mod external_users, ExternalUser, "external users",
        "/domains/{domain}/external-users", "/domains/{domain}/external-users/{name}";
    "list_external_users", "The external users of a domain, by display name.";
    "create_external_user", "Creates an external user.", NewExternalUser;
    "find_external_user", "One external user.", ExternalUserBody;
    "change_external_user", "Changes the given members of an external user.", ExternalUserChange;
    "delete_external_user", "Deletes an external user.";
}

calls! {
    mod resources, Resource, "resources", "/domains/{domain}/resources", "/domains/{domain}/resources/{name}";
    "list_resources", "The resources of a domain, by display name.";
    "create_resource", "Creates a resource.", NewResource;
    "find_resource", "One resource.", ResourceBody;
    "change_resource", "Changes the given members of a resource.", ResourceChange;
    "delete_resource", "Deletes a resource.";
}
