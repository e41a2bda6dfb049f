//! Guessing passwords becomes slow, for accounts that exist and for those that do not.

use store::accounts::{Client, SignInOutcome};

use super::people::{ADMIN, PASSWORD, people, sign_in, signed_in, token};
use super::support::{NOW, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn the_eleventh_attempt_waits_whoever_is_asked_for() {
    on_both(|place| async move {
        people(&place).await;
        for name in [
            "boss@a.example",
            "nobody@a.example",
            "nobody@nowhere.example",
        ] {
            for attempt in 0..10 {
                let outcome = sign_in(&place, name, "wrong", NOW + attempt).await;
                assert_eq!(outcome, SignInOutcome::Refused, "{name} {attempt}");
            }
            let outcome = sign_in(&place, name, "wrong", NOW + 10).await;
            assert_eq!(outcome, SignInOutcome::Throttled(14), "{name}");
            // Aliases are no way around it, nor is the right password.
            let alias = name.replace("@a.", "@ALIAS.");
            if alias != name {
                let outcome = sign_in(&place, &alias, PASSWORD, NOW + 10).await;
                assert_eq!(outcome, SignInOutcome::Throttled(14), "{name}");
            }
            forget_address(&place).await;
        }
    })
    .await;
}

/// The tests come from one address, which is slowed down, too.
async fn forget_address(place: &super::support::Place) {
    place
        .execute("DELETE FROM sign_in_failure WHERE subject LIKE 'address:%'")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wait_doubles_and_success_ends_it() {
    on_both(|place| async move {
        people(&place).await;
        let mut now = NOW;
        for _ in 0..10 {
            sign_in(&place, "boss@a.example", "wrong", now).await;
        }
        for wait in [15, 30, 60, 120] {
            let outcome = sign_in(&place, "boss@a.example", PASSWORD, now + wait - 1).await;
            assert_eq!(outcome, SignInOutcome::Throttled(1));
            now += wait;
            let outcome = sign_in(&place, "boss@a.example", "wrong", now).await;
            assert_eq!(outcome, SignInOutcome::Refused);
        }
        now += 240;
        let session = token(&place, "boss@a.example", PASSWORD, now).await;
        assert!(signed_in(&place, &session, now).await.is_some());
        let outcome = sign_in(&place, "boss@a.example", "wrong", now).await;
        assert_eq!(outcome, SignInOutcome::Refused);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_that_tries_many_accounts_waits() {
    on_both(|place| async move {
        people(&place).await;
        for attempt in 0..30 {
            let name = format!("guess{attempt}@a.example");
            assert_eq!(
                sign_in(&place, &name, "wrong", NOW).await,
                SignInOutcome::Refused
            );
        }
        let outcome = sign_in(&place, "admin0", ADMIN, NOW).await;
        assert_eq!(outcome, SignInOutcome::Throttled(15));
        let elsewhere = Client {
            address: "198.51.100.1".to_owned(),
            ..Client::default()
        };
        let outcome = place
            .store
            .sign_in("admin0", ADMIN, &elsewhere, NOW)
            .await
            .unwrap();
        assert!(matches!(outcome, SignInOutcome::SignedIn { .. }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_attempts_at_once_are_many_attempts() {
    on_both(|place| async move {
        people(&place).await;
        let attempts = (0..40).map(|_| {
            let store = place.store.clone();
            tokio::spawn(async move {
                let client = Client::default();
                store
                    .sign_in("boss@a.example", "wrong", &client, NOW)
                    .await
                    .unwrap()
            })
        });
        let mut refused = 0;
        for attempt in attempts.collect::<Vec<_>>() {
            refused += usize::from(attempt.await.unwrap() == SignInOutcome::Refused);
        }
        assert_eq!(refused, 10);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_later_all_is_forgotten() {
    on_both(|place| async move {
        people(&place).await;
        for _ in 0..10 {
            sign_in(&place, "boss@a.example", "wrong", NOW).await;
        }
        let tomorrow = NOW + 24 * 3600 + 1;
        for _ in 0..10 {
            let outcome = sign_in(&place, "boss@a.example", "wrong", tomorrow).await;
            assert_eq!(outcome, SignInOutcome::Refused);
        }
    })
    .await;
}
