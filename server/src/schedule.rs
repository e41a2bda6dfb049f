//! What the process begins by the clock. Several processes may do so at once: the database decides who
//! takes a piece of work up.

use std::time::Duration;

use store::Store;
use tokio::time::MissedTickBehavior;

use crate::Clock;

/// Between two looks at what is due.
const LOOK: Duration = Duration::from_secs(30);

/// Begins the LDAP imports that are due, for as long as the process lives.
pub async fn keep(store: Store, clock: Clock) {
    let mut tick = tokio::time::interval(LOOK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        tick.tick().await;
        match store.start_due_ldap_imports(clock.now()).await {
            Ok(begun) => {
                for domain in begun {
                    tracing::info!(%domain, "the schedule begins an LDAP import");
                }
            }
            // The database may be back at the next look; what is due stays due.
            Err(error) => tracing::error!(%error, "cannot look which LDAP imports are due"),
        }
    }
}
