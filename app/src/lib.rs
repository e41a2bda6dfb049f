//! The console: its pages, its islands and its server functions.
//!
//! Pages are server code (feature `ssr`) and work without WebAssembly. What a form alone cannot do
//! is an island, compiled for the browser too (feature `hydrate`). [`ui`] holds the building blocks
//! of both; it knows no word of the mail domain.

#[cfg(feature = "ssr")]
pub mod shell;
pub mod ui;

#[cfg(feature = "ssr")]
pub use shell::{App, Assets, shell};
