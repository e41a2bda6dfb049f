//! Identifiers: 64 bits that grow with time, made here and not by the database.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// 2025-01-01 in milliseconds since 1970; 41 bits of milliseconds reach from there to 2094.
const EPOCH: i64 = 1_735_689_600_000;
/// Bits below the milliseconds: random at the first identifier of a millisecond, then counted, so
/// that two processes hardly ever meet (where they do, the database refuses and the store retries).
const LOW_BITS: u32 = 22;

static LAST: AtomicI64 = AtomicI64::new(0);

/// A new identifier, larger than every earlier one of this process.
pub(crate) fn new_id() -> i64 {
    let now = milliseconds() << LOW_BITS;
    let mut made = 0;
    let grow = |last: i64| {
        made = if now > last {
            now | random_low_bits()
        } else {
            last.saturating_add(1)
        };
        Some(made)
    };
    // It always grows.
    let _ = LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, grow);
    made
}

fn milliseconds() -> i64 {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let milliseconds = i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX);
    (milliseconds - EPOCH).clamp(0, (1 << 41) - 1)
}

fn random_low_bits() -> i64 {
    // Without random numbers identifiers are still unique in this process.
    let random = getrandom::u32().unwrap_or_default();
    i64::from(random & ((1 << LOW_BITS) - 1))
}

#[cfg(test)]
mod tests {
    use super::new_id;

    #[test]
    fn identifiers_grow_even_when_many_threads_make_them() {
        let threads: Vec<_> = (0..4)
            .map(|_| std::thread::spawn(|| (0..10_000).map(|_| new_id()).collect::<Vec<_>>()))
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            let ids = thread.join().unwrap();
            assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
            all.extend(ids);
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 40_000);
        assert!(all[0] > 0);
    }
}
