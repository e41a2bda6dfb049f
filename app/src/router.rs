//! Every page and every form of the console: the one place where addresses meet code.

use axum::{
    Router,
    middleware::from_fn,
    routing::{get, post},
};

use crate::{
    account, directory, domains, entries, error_page, filters, handling, help, history, home,
    import, ldap, mailbox_servers, paths, search, sign_in, tasks, trace, units, users,
};

/// The console's pages. The server must put a [`crate::caller::Caller`] into the extensions of
/// every request, and decide before who may ask for what ([`paths::is_public`]).
pub fn router() -> Router {
    // Rendering spawns; `leptos_axum` would see to this only while listing routes of its own.
    // An error says that it has been done.
    let _ = any_spawner::Executor::init_tokio();
    Router::new()
        .route(paths::HOME, get(home::show))
        .route(paths::SIGN_IN, get(sign_in::show).post(sign_in::submit))
        .route(paths::SIGN_OUT, post(sign_in::sign_out))
        .route(
            paths::CHANGE_PASSWORD,
            get(sign_in::show_change).post(sign_in::change),
        )
        .route(paths::PREFERENCES, post(account::keep_preferences))
        .route(paths::ACCOUNT, get(account::show))
        .route(
            paths::ACCOUNT_PASSWORD,
            get(account::show_password).post(account::change_password),
        )
        .route(
            paths::ACCOUNT_SESSIONS,
            get(account::show_sessions).post(account::end_session),
        )
        .route(paths::SEARCH, get(search::show))
        .route(paths::SEARCH_PARTS, get(search::show_parts))
        .route(paths::GO, get(search::lead))
        .route(paths::HELP, get(help::show))
        .route(paths::DIRECTORIES_SECTION, get(home::show_directories))
        .route(paths::NEW_ENTRY_DOMAIN, get(home::choose_domain))
        .route(paths::SYSTEM, get(home::show_system))
        .merge(system())
        .merge(filters::router())
        .route(paths::DIRECTORY, get(directory::show))
        .route(paths::DIRECTORY_CSV, get(directory::download))
        .route(
            paths::DIRECTORY_CHANGE,
            get(directory::many::show).post(directory::many::submit),
        )
        .merge(units::router())
        .merge(entries::router())
        .route(
            paths::ENTRY_HANDLING,
            get(handling::show).post(handling::save),
        )
        .merge(users::router())
        .merge(history::router())
        .merge(import::router())
        .merge(tasks::router())
        .fallback(error_page::not_found)
        .layer(from_fn(error_page::show_failures))
}

/// The section System Management.
fn system() -> Router {
    use domains::{administrators, delete, deleted, general, list, mail_system, new};
    use mailbox_servers as servers;
    Router::new()
        .route(paths::DOMAINS, get(list::show))
        .route(paths::NEW_DOMAIN, get(new::show).post(new::submit))
        .route(paths::DELETED_DOMAINS, get(deleted::show))
        .route(paths::DOMAIN, get(general::show).post(general::submit))
        .route(
            paths::DOMAIN_MAIL,
            get(mail_system::show).post(mail_system::submit),
        )
        .route(
            paths::DOMAIN_LDAP,
            get(ldap::settings::show).post(ldap::settings::submit),
        )
        .route(
            paths::DOMAIN_ADMINISTRATORS,
            get(administrators::show).post(administrators::submit),
        )
        .route(
            paths::LDAP_IMPORTS,
            get(ldap::imports::show).post(ldap::imports::begin),
        )
        .route(paths::LDAP_REPORT, get(ldap::report::show))
        .route(paths::DOMAIN_DELETE, get(delete::show).post(delete::submit))
        .route(paths::DOMAIN_ROUTE, get(trace::show))
        .route(paths::MAILBOX_SERVERS, get(servers::list::show))
        .route(
            paths::NEW_MAILBOX_SERVER,
            get(servers::edit::show_new).post(servers::edit::submit_new),
        )
        .route(
            paths::MAILBOX_SERVER,
            get(servers::edit::show).post(servers::edit::submit),
        )
        .route(
            paths::MAILBOX_SERVER_DELETE,
            get(servers::delete::show).post(servers::delete::submit),
        )
}
