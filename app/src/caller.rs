//! Who asks, and everything a page may need to know about the request.
//!
//! The server puts a [`Caller`] into the extensions of every request; handlers take it as an
//! argument, components find it with [`current`].

use axum::extract::FromRequestParts;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts};
use leptos::prelude::use_context;
use model::settings::Reading;
use model::{Action, Actor, Verdict};
use store::{
    Desk, Store,
    accounts::{Client, SignedIn},
};

use crate::{
    cookies::{self, Flash},
    error_page::Failure,
    shell::Assets,
    ui::Theme,
    words::Lang,
};

/// The one who asks, and the request. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The database.
    pub store: Store,
    /// Where the browser's files are.
    pub assets: Assets,
    /// The account, when the request carries a log-in session.
    pub signed_in: Option<SignedIn>,
    /// Whether the request carries a token that no log-in session belongs to any more.
    pub session_ended: bool,
    /// The language to answer in.
    pub lang: Lang,
    /// The theme to show.
    pub theme: Theme,
    /// Whether keys without Ctrl do something on pages.
    pub single_keys: bool,
    /// How moments are written.
    pub reading: Reading,
    /// The number of the request, shown on error pages and written in the log.
    pub request_id: String,
    /// Seconds since 1970.
    pub now: i64,
    /// Where the request comes from.
    pub client: Client,
    /// How the token of a log-in session is kept.
    pub session_cookie: SessionCookie,
    /// The address asked for.
    pub uri: Uri,
    /// What the previous page wants said.
    pub flash: Option<Flash>,
}

impl Caller {
    /// An anonymous caller: language from cookie or `Accept-Language`, theme from the cookie.
    pub fn new(store: Store, assets: Assets, request: &Parts, now: i64) -> Self {
        let headers = &request.headers;
        let wanted = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Self {
            store,
            assets,
            signed_in: None,
            session_ended: false,
            lang: cookies::read(headers, cookies::LANGUAGE)
                .and_then(Lang::from_tag)
                .unwrap_or_else(|| Lang::negotiate(wanted)),
            theme: cookies::read(headers, cookies::THEME)
                .map(Theme::named)
                .unwrap_or_default(),
            single_keys: cookies::read(headers, cookies::SINGLE_KEYS) != Some("off"),
            reading: Reading::default(),
            request_id: String::new(),
            now,
            client: Client::default(),
            session_cookie: SessionCookie::default(),
            uri: request.uri.clone(),
            flash: Flash::read(headers),
        }
    }

    /// The same request of an account that is signed in; how it reads
    /// and its theme win.
    #[must_use]
    pub fn with_session(mut self, signed_in: SignedIn) -> Self {
        self.reading = signed_in.reading();
        if let Some(lang) = self.reading.language.as_deref().and_then(Lang::from_tag) {
            self.lang = lang;
        }
        if let Some(theme) = signed_in.theme.as_deref() {
            self.theme = Theme::named(theme);
        }
        self.signed_in = Some(signed_in);
        self
    }

    /// The caller's way to the data.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`].
    pub fn desk(&self) -> Result<Desk, Failure> {
        let actor = self.actor().ok_or(Failure::NotSignedIn)?;
        let desk = self.store.as_actor(actor.clone(), self.now);
        Ok(desk.with_origin(self.client.address.clone()))
    }

    /// The account that acts; `None` when nobody is signed in.
    pub fn actor(&self) -> Option<&Actor> {
        self.signed_in.as_ref().map(|signed_in| &signed_in.actor)
    }

    /// Whether the policy lets the caller do something, for offering it. The store asks again.
    pub fn may(&self, action: Action) -> bool {
        self.actor()
            .is_some_and(|actor| model::access::verdict(actor, action) == Verdict::Allowed)
    }

    /// Whether the caller administers domains as a whole, not only entries in some organizational units.
    pub fn administers_whole_domains(&self) -> bool {
        self.actor()
            .is_some_and(|actor| actor.delegation().is_none())
    }

    /// A value of the query, decoded; empty values count as missing.
    pub fn query(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.uri.query().unwrap_or_default().as_bytes())
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.into_owned())
    }

    /// Path and query of the request.
    pub fn path_and_query(&self) -> &str {
        self.uri
            .path_and_query()
            .map_or("/", http::uri::PathAndQuery::as_str)
    }
}

/// The caller a component is rendered for.
///
/// `None` outside a page, which no page is.
pub fn current() -> Option<Caller> {
    use_context()
}

/// The language a component is rendered in.
pub fn lang() -> Lang {
    use_context().unwrap_or_default()
}

/// The desk of the caller a component is rendered for.
///
/// # Errors
/// [`Failure::NotSignedIn`].
pub fn desk() -> Result<Desk, Failure> {
    current().ok_or(Failure::NotSignedIn)?.desk()
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        // Only a server that forgot its own layer lacks it.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// How the browser keeps the token of a log-in session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionCookie {
    /// Whether TLS is in front: then the name is `__Host-signalbox` and the cookie is `Secure`.
    pub is_secure: bool,
}

impl SessionCookie {
    /// Its name.
    pub const fn name(self) -> &'static str {
        if self.is_secure {
            "__Host-signalbox"
        } else {
            "signalbox"
        }
    }

    /// The token a request carries.
    pub fn token(self, headers: &HeaderMap) -> Option<&str> {
        cookies::read(headers, self.name())
    }

    /// The header that makes the browser keep `token`; `None` when it cannot stand in a header.
    pub fn keep(self, token: &str) -> Option<HeaderValue> {
        let secure = if self.is_secure { "; Secure" } else { "" };
        let name = self.name();
        HeaderValue::try_from(format!(
            "{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"
        ))
        .ok()
    }

    /// The header that makes the browser forget it.
    pub fn forget(self) -> HeaderValue {
        HeaderValue::from_static(if self.is_secure {
            "__Host-signalbox=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure"
        } else {
            "signalbox=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        })
    }
}
