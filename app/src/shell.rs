//! The HTML document around every page and its Content-Security-Policy.

use std::sync::{Arc, Mutex};

use axum::{body::Body, response::Response};
use http::{HeaderValue, Request, StatusCode, header};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use crate::{caller::Caller, cookies::Flash};

/// Name of the module and script made by the build program.
const OUTPUT_NAME: &str = "signalbox";

/// Where the browser's files of this build are.
#[derive(Debug, Clone)]
pub struct Assets {
    /// Path of their folder without slashes at the ends: `pkg/0123456789abcdef`.
    pub folder: Arc<str>,
}

impl Assets {
    fn url(&self, name: &str) -> String {
        format!("/{}/{name}", self.folder)
    }
}

/// What the document says about itself.
#[derive(Debug, Clone)]
pub struct Head {
    /// The title, without the product's name.
    pub title: String,
    /// The status of the answer.
    pub status: StatusCode,
    /// Seconds after which a browser without scripts asks again.
    pub look_again: Option<u32>,
}

/// Renders a whole page for `caller`: the document with `body` inside.
///
/// Components below find the [`Caller`] and his [`crate::words::Lang`] as context.
pub async fn respond<V: IntoView + 'static>(
    caller: Caller,
    head: Head,
    body: impl FnOnce() -> V + Send + 'static,
) -> Response {
    let had_flash = caller.flash.is_some();
    let status = head.status;
    let whole = caller.clone();
    let mut response = render(caller, move || {
        document(&whole, &head, move || body().into_any())
    })
    .await;
    *response.status_mut() = status;
    if had_flash {
        let headers = response.headers_mut();
        headers.append(header::SET_COOKIE, Flash::forget());
    }
    response
}

/// Renders a part that a script puts into a page which is there already.
pub async fn respond_part<V: IntoView + 'static>(
    caller: Caller,
    body: impl FnOnce() -> V + Send + 'static,
) -> Response {
    render(caller, move || body().into_any()).await
}

async fn render(caller: Caller, body: impl FnOnce() -> AnyView + Send + 'static) -> Response {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = caller.uri.clone();
    let context = caller;
    // Leptos asks for a closure it could call again; a page is rendered once.
    let once = Arc::new(Mutex::new(Some(body)));
    let mut response = render_app_async_with_context(
        move || {
            provide_context(context.lang);
            provide_context(context.clone());
        },
        move || {
            once.lock()
                .ok()
                .and_then(|mut once| once.take())
                .map(|render| render())
        },
    )(request)
    .await;
    // Pages show what one account may see, and must be fresh after every change.
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The document.
fn document(caller: &Caller, head: &Head, body: impl FnOnce() -> AnyView) -> AnyView {
    send_content_security_policy();
    let title = format!("{} · Signalbox", head.title);
    let look_again = head.look_again.map(|seconds| {
        view! {
            <noscript>
                <meta http-equiv="refresh" content=seconds.to_string() />
            </noscript>
        }
    });
    view! {
        <!DOCTYPE html>
        <html
            lang=caller.lang.tag()
            data-theme=caller.theme.name()
            data-single-keys=(!caller.single_keys).then_some("off")
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
                {look_again}
                <link rel="stylesheet" href=caller.assets.url("signalbox.css") />
                <link rel="icon" type="image/svg+xml" href=caller.assets.url("favicon.svg") />
                <script type="module" nonce=use_nonce()>
                    {wake_islands(&caller.assets)}
                </script>
            </head>
            <body>{body()}</body>
        </html>
    }
    .into_any()
}

/// The script that loads the browser's module and wakes the islands, in the order of the page.
///
/// Leptos has one of its own; it announces the module by `<link rel="preload">`, so that a browser
/// without scripts loads it too and then complains that nobody used it. No island here has children.
fn wake_islands(assets: &Assets) -> String {
    let script = assets.url(&format!("{OUTPUT_NAME}.js"));
    let module = assets.url(&format!("{OUTPUT_NAME}_bg.wasm"));
    format!(
        "const module_or_path = fetch('{module}'); const module = await import('{script}'); \
         await module.default({{ module_or_path }}); module.hydrate(); \
         for (const island of document.querySelectorAll('leptos-island')) \
         module[island.dataset.component]?.(island);"
    )
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
