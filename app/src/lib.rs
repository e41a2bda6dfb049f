//! The console: its pages, its islands and the forms behind them.
//!
//! Pages are server code (feature `ssr`) and work without WebAssembly. What a form alone cannot do
//! is an island, compiled for the browser too (feature `hydrate`). [`ui`] holds the building blocks
//! of both; it knows no word of the mail domain.
//!
//! # How to add a page
//! 1. Its address goes into [`paths`], its words into a table of [`words`] (`words!`, three languages).
//! 2. GET: `pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure>`.
//!    Read through `caller.desk()?` with `?`; a `StoreError` becomes the right error page by itself.
//!    Then `Ok(page(caller, stored, Posted::default()).await)`.
//! 3. `async fn page(caller, stored, posted) -> Response` builds
//!    `Page::new(caller, title).section(Section::System).crumb(label, href).posted(&posted)`
//!    and ends in `.show(move || view! { <MyForm lang stored posted /> }).await`. The frame, heading,
//!    "Saved" and "not saved" notices come with it. `.domain(Some(name))` adds the domain chooser.
//! 4. Fields: `<TextField name="relay" value=posted.text_or("relay", stored.relay)
//!    error=posted.error(lang, "relay") />`, boxes `checked=posted.checked_or("box", stored.on)`,
//!    tables of fields `posted.rows("addresses")` (names `addresses[0].local_part`), and
//!    `<input type="hidden" name="version" value=posted.version_or(stored.version) />`.
//!    A field is named like the problem it can have, so errors and the keyboard find it.
//! 5. POST: `pub async fn save(caller: Caller, Path(..), form: Posted) -> Result<Response, Failure>`:
//!    make a draft of `form`, call the desk with `form.version()`; `Ok` leads on with
//!    `see_other(address, Some(&Flash::Saved))`, `Err(error)` shows the page again with
//!    `form.refused(error)?`. When `posted.conflict` is set, put a [`frame::ConflictNotice`] into the form.
//!    A button `name="action" value="remove_address:2"` is `form.pressed()`.
//! 6. Both handlers meet their address in [`router`].
//!
//! Components find `caller::current()`, `caller::lang()` and `caller::desk()` as context; islands get
//! what they need as properties.

// The type of a view holds the types of all elements in it.
#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
pub mod account;
mod behaviour;
#[cfg(feature = "ssr")]
pub mod caller;
#[cfg(feature = "ssr")]
pub mod cookies;
#[cfg(feature = "ssr")]
pub mod directory;
pub mod domains;
pub mod entries;
#[cfg(feature = "ssr")]
pub mod error_page;
#[cfg(feature = "ssr")]
pub mod filters;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
pub mod handling;
#[cfg(feature = "ssr")]
pub mod help;
#[cfg(feature = "ssr")]
pub mod history;
#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod ldap;
#[cfg(feature = "ssr")]
pub mod mailbox_servers;
mod packed;
pub mod paths;
#[cfg(feature = "ssr")]
pub mod reading;
#[cfg(feature = "ssr")]
pub mod router;
pub mod search;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod sign_in;
#[cfg(feature = "ssr")]
pub mod tasks;
#[cfg(feature = "ssr")]
pub mod trace;
pub mod ui;
#[cfg(feature = "ssr")]
pub mod units;
pub mod users;
pub mod words;

#[cfg(feature = "ssr")]
pub use router::router;
#[cfg(feature = "ssr")]
pub use shell::Assets;
