//! One's own account: language and theme, password, log-in sessions.

mod preferences;

pub use preferences::keep_preferences;
