//! Passwords that are guessed first.

use std::collections::HashSet;
use std::sync::LazyLock;

/// In lower case, one in a line; what begins with `# ` is no password.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("common.txt").lines();
    lines.filter(|line| !line.starts_with("# ")).collect()
});

/// Whether many use a password, or it is one character over and over.
pub(super) fn is_common(password: &str) -> bool {
    let folded = password.to_lowercase();
    let mut characters = folded.chars();
    let first = characters.next();
    COMMON.contains(folded.as_str()) || characters.all(|next| Some(next) == first)
}
