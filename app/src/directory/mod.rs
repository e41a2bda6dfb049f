//! Directories > Directory Browser: the entries of a domain.

#[cfg(feature = "ssr")]
mod change_bar;
#[cfg(feature = "ssr")]
mod choice;
#[cfg(feature = "ssr")]
mod create;
#[cfg(feature = "ssr")]
mod download;
#[cfg(feature = "ssr")]
mod filter;
#[cfg(feature = "ssr")]
mod filter_form;
#[cfg(feature = "ssr")]
mod foretold;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
pub mod many;
#[cfg(feature = "ssr")]
mod many_fields;
#[cfg(feature = "ssr")]
mod many_view;
#[cfg(feature = "ssr")]
mod rows;

#[cfg(feature = "ssr")]
pub use create::{may_create, may_create_somewhere};
#[cfg(feature = "ssr")]
pub use download::{csv_answer, download};
#[cfg(feature = "ssr")]
pub(crate) use foretold::{Counts, Exceptions};
#[cfg(feature = "ssr")]
pub use list::show;
#[cfg(feature = "ssr")]
pub use rows::{kind_glyph, kind_name, mail_type_name};
