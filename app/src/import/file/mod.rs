//! CSV files of entries: read with whatever a spreadsheet makes of them, and written so that importing
//! what was exported changes nothing. `docs/import.md` describes the columns.

mod cells;
mod columns;
mod decode;
mod read;
mod values;
mod write;

pub use cells::harmless;
pub use columns::{Column, column_of};
pub use read::{FILE_MAX, read};
pub use write::{HEADINGS, lines, report};

#[cfg(test)]
mod tests;
