//! Lists in pages, by keyset: as fast on the last page as on the first.

/// Where a page starts: opaque text made by the store, safe in a URL.
pub type Cursor = String;

/// Largest page, in rows.
pub const LIMIT_MAX: u32 = 500;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// Its rows.
    pub items: Vec<T>,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<Cursor>,
    /// Where the previous page starts (an `after` value that leads there; empty for the first page);
    /// `None` on the first one.
    pub previous: Option<Cursor>,
}
