//! Directories > Directory Browser: the entries of a domain.

#[cfg(feature = "ssr")]
mod download;
#[cfg(feature = "ssr")]
mod filter;
#[cfg(feature = "ssr")]
mod filter_form;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
pub mod mail_type;
#[cfg(feature = "ssr")]
mod rows;

#[cfg(feature = "ssr")]
pub use download::{csv_answer, download};
#[cfg(feature = "ssr")]
pub use list::show;
#[cfg(feature = "ssr")]
pub use rows::{kind_glyph, kind_name, mail_type_name};
