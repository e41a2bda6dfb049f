//! The HTML document around every page, its Content-Security-Policy, and the routes.

use std::sync::Arc;

use http::{HeaderValue, StatusCode, header};
use leptos::{config::LeptosOptions, nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::ui::{Notice, TextField, Theme, ThemeSwitch, ThemeWords, Tone};

/// Name of the module and script made by the build program.
const OUTPUT_NAME: &str = "signalbox";

/// Where the browser's files of this build are.
#[derive(Debug, Clone)]
pub struct Assets {
    /// Path of their folder without slashes at the ends: `pkg/0123456789abcdef`.
    pub folder: Arc<str>,
}

impl Assets {
    /// Settings for Leptos, which writes the script that loads the module.
    pub fn options(&self) -> LeptosOptions {
        LeptosOptions::builder()
            .output_name(OUTPUT_NAME)
            .site_pkg_dir(Arc::clone(&self.folder))
            .build()
    }

    fn url(&self, name: &str) -> String {
        format!("/{}/{name}", self.folder)
    }
}

/// The document. `theme` is what the visitor chose; the system decides when nothing was chosen.
pub fn shell(assets: &Assets, theme: Theme) -> impl IntoView + use<> {
    send_content_security_policy();
    let options = assets.options();
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme.name()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=assets.url("signalbox.css") />
                <link rel="icon" type="image/svg+xml" href=assets.url("favicon.svg") />
                <HydrationScripts options islands=true />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Sends the policy as a header: `frame-ancestors` has no effect in a `<meta>` element.
fn send_content_security_policy() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    // A nonce is base64 and always a valid header value.
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// The routes. Runs once at start without a request, to list them.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=|title: String| {
            if title.is_empty() { "Signalbox".to_owned() } else { format!("{title} · Signalbox") }
        } />
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=StartPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

#[component]
fn StartPage() -> impl IntoView {
    let words = ThemeWords {
        legend: "Theme".to_owned(),
        light: "Light".to_owned(),
        dark: "Dark".to_owned(),
        system: "As the system".to_owned(),
    };
    view! {
        <main class="mx-auto flex max-w-2xl flex-col gap-4 p-4">
            <h1>"Signalbox"</h1>
            <Notice tone=Tone::Info>"The skeleton runs."</Notice>
            <TextField name="name" label="Name" help="As written." />
            <ThemeSwitch words chosen=Theme::System />
        </main>
    }
}

#[component]
fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Not found" />
        <main class="mx-auto flex max-w-2xl flex-col gap-4 p-4">
            <h1>"There is nothing at this address"</h1>
            <p><a href="/">"Start page"</a></p>
        </main>
    }
}
