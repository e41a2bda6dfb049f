//! Finding anything: entries, domains, screens and settings, in one search.
//!
//! The palette (Ctrl+K) and the page are made of the same results. Screens and settings are known in
//! advance, so the palette ranks them in the browser while the server looks for the rest.

#[cfg(feature = "ssr")]
mod go;
#[cfg(feature = "ssr")]
mod here;
#[cfg(feature = "ssr")]
mod other_words;
#[cfg(feature = "ssr")]
mod palette;
#[cfg(feature = "ssr")]
mod places;
mod rank;
#[cfg(feature = "ssr")]
mod results;
#[cfg(feature = "ssr")]
mod show;

#[cfg(feature = "ssr")]
pub use go::lead;
#[cfg(feature = "ssr")]
pub use here::Here;
#[cfg(feature = "ssr")]
pub use palette::{Palette, SearchLink};
#[cfg(feature = "ssr")]
pub use places::{Place, places};
pub use rank::rank;
#[cfg(feature = "ssr")]
pub use show::{show, show_parts};
