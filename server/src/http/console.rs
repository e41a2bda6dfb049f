//! Renders the console's pages and answers its server functions.

use app::{App, Assets, shell, ui::Theme};
use axum::{Router, extract::Request, response::Response};
use http::{header, request::Parts};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes as _, generate_route_list, render_app_async_with_context};

use super::site::Site;

/// The routes of every page and server function, and the page for addresses that do not exist.
pub fn router(site: Site) -> Router {
    let document = move || {
        let assets = Assets { folder: site.folder().unwrap_or_default().into() };
        shell(&assets, chosen_theme())
    };
    let options = Assets { folder: "pkg".into() }.options();
    let not_found = render_app_async_with_context(|| {}, document);
    Router::new()
        .leptos_routes_with_context(&options, generate_route_list(App), || {}, document)
        .fallback(move |request: Request| -> std::pin::Pin<Box<dyn Future<Output = Response> + Send>> {
            Box::pin(not_found.clone()(request))
        })
        .with_state(options)
}

/// The theme the visitor chose, from the cookie.
fn chosen_theme() -> Theme {
    use_context::<Parts>()
        .and_then(|parts| {
            parts
                .headers
                .get_all(header::COOKIE)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .flat_map(|value| value.split(';'))
                .find_map(|pair| pair.trim().strip_prefix("theme=").map(Theme::named))
        })
        .unwrap_or_default()
}
