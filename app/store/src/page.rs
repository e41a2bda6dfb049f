//! Lists in pages, by keyset: as fast on the last page as on the first.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::{Code, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

/// Where a page starts: opaque text made by the store, safe in a URL.
pub type Cursor = String;

/// Largest page, in rows.
pub const LIMIT_MAX: u32 = 500;
/// Rows in a page when no number is asked for.
pub const LIMIT_DEFAULT: u32 = 50;

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

/// The number of rows to show; zero asks for [`LIMIT_DEFAULT`].
pub(crate) fn rows(limit: u32) -> i64 {
    i64::from(match limit {
        0 => LIMIT_DEFAULT,
        limit => limit.min(LIMIT_MAX),
    })
}

/// The key of the last row before a page, as text.
pub(crate) fn encode(key: &impl Serialize) -> Result<Cursor, StoreError> {
    let json = serde_json::to_vec(key).map_err(|error| StoreError::Internal(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

/// The key in a cursor; `None` for the first page.
pub(crate) fn decode<K: DeserializeOwned>(after: Option<&str>) -> Result<Option<K>, StoreError> {
    let Some(text) = after.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        // A key of ours has no NUL, and PostgreSQL takes none in a text.
        .filter(|json| !json.windows(6).any(|bytes| bytes == b"\\u0000"))
        .and_then(|json| serde_json::from_slice(&json).ok())
        .map(Some)
        .ok_or_else(|| Problem::new("after", Code::UnknownValue).into())
}

/// Cuts rows fetched with one more than the page holds; the key of the last row when more follow.
pub(crate) fn cut<T, K: Serialize>(
    rows: &mut Vec<T>,
    limit: i64,
    key: impl Fn(&T) -> K,
) -> Result<Option<Cursor>, StoreError> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if rows.len() <= limit {
        return Ok(None);
    }
    rows.truncate(limit);
    rows.last().map(|row| encode(&key(row))).transpose()
}

/// The cursor of a page, from the keys of its rows, last first, and of one row more where there is
/// one; empty when there is none, for the first page.
///
/// `OFFSET` would do the same, but SQLite 3.51 counts a row twice that `EXISTS` finds twice.
pub(crate) fn beyond<K: Serialize>(keys: &[K], limit: i64) -> Result<Cursor, StoreError> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    match keys.get(limit) {
        Some(key) => encode(key),
        None => Ok(Cursor::new()),
    }
}

/// Text that stands for itself in a `LIKE` pattern; `\` is the escape character.
pub(crate) fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '%' | '_') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
