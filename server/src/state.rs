//! What every request handler may need.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use store::Store;

use crate::config::HttpSettings;
use crate::http::metrics::Counters;

/// What every request handler may need. Cheap to clone.
#[derive(Clone, Debug)]
pub struct State {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// How the process is placed in its network.
    pub http: Arc<HttpSettings>,
    /// Numbers about this process.
    pub counters: Arc<Counters>,
}

impl State {
    /// State around an open database.
    pub fn new(store: Store, clock: Clock, http: HttpSettings) -> Self {
        Self {
            store,
            clock,
            http: Arc::new(http),
            counters: Arc::new(Counters::default()),
        }
    }
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A fixed moment, in seconds since 1970.
    Fixed(i64),
}

impl Clock {
    /// Seconds since 1970.
    pub fn now(self) -> i64 {
        match self {
            Self::Fixed(now) => now,
            Self::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_secs()).ok())
                .unwrap_or_default(),
        }
    }
}
