//! Passwords that expire or must be changed, in the console and for Dovecot, and changing them
//! without signing in.

use std::time::{SystemTime, UNIX_EPOCH};

use model::Code;
use model::domain::GeneralDraft;
use store::Desk;
use store::accounts::{Replaced, SignInOutcome};
use store::domains::WithAddresses;

use super::people::{ADMIN, PASSWORD, client, people, sign_in, signed_in, token};
use super::support::{NOW, Place, on_both, refusal, refusals};

const NEW: &str = "another long password";
const DAY: i64 = 24 * 60 * 60;

/// Gives passwords of `a.example` a lifetime.
async fn lifetime(desk: &Desk, days: &str) {
    let general = GeneralDraft {
        name: "a.example".into(),
        aliases: vec!["alias.example".into()],
        password_lifetime_days: days.into(),
        ..GeneralDraft::default()
    };
    desk.change_general("a.example", None, &general, WithAddresses::No)
        .await
        .unwrap();
}

async fn replace(place: &Place, login: &str, current: &str, new: &str, now: i64) -> Replaced {
    let client = client();
    let replaced = place
        .store
        .replace_password(login, current, new, &client, now);
    replaced.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_password_must_be_changed_first() {
    on_both(|place| async move {
        people(&place).await;
        let session = token(&place, "boss@a.example", PASSWORD, NOW).await;
        lifetime(&place.desk(), "30").await;
        let before = NOW + 30 * DAY - 1;
        let forced = async |now| match sign_in(&place, "boss@a.example", PASSWORD, now).await {
            SignInOutcome::SignedIn {
                must_change_password,
                ..
            } => must_change_password,
            other => panic!("{other:?}"),
        };
        assert!(!forced(before).await);
        assert!(forced(before + 1).await);
        // Who is signed in meets it, too.
        let held = token(&place, "boss@a.example", PASSWORD, before).await;
        let account = signed_in(&place, &held, before).await.unwrap();
        assert!(!account.must_change_password && !account.password_expired);
        let account = signed_in(&place, &held, before + 1).await.unwrap();
        assert!(account.must_change_password && account.password_expired);
        assert!(signed_in(&place, &session, before).await.is_none());
        let desk = place.store.as_actor(account.actor, before + 1);
        desk.change_own_password(PASSWORD, NEW, account.session_id)
            .await
            .unwrap();
        let account = signed_in(&place, &held, before + 2).await.unwrap();
        assert!(!account.must_change_password && !account.password_expired);
        let boss = place.desk().find_user("a.example", "boss").await.unwrap();
        assert_eq!(boss.password.changed_at, Some(before + 1));
        assert_eq!(boss.password.expires_at, Some(before + 1 + 30 * DAY));
        // A superadministrator belongs to no domain.
        let admin = token(&place, "admin0", ADMIN, NOW + 900 * DAY).await;
        let admin = signed_in(&place, &admin, NOW + 900 * DAY).await.unwrap();
        assert!(!admin.must_change_password);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_or_shorter_lifetime_locks_nobody_out_at_once() {
    on_both(|place| async move {
        people(&place).await;
        let desk = |now| {
            let actor = place.desk().actor().clone();
            place.store.as_actor(actor, now)
        };
        let expires = async || {
            let boss = place.desk().find_user("a.example", "boss").await.unwrap();
            boss.password.expires_at
        };
        assert_eq!(expires().await, None);
        let later = NOW + 400 * DAY;
        lifetime(&desk(later), "365").await;
        assert_eq!(expires().await, Some(later + 365 * DAY));
        lifetime(&desk(later + DAY), "30").await;
        assert_eq!(expires().await, Some(later + 31 * DAY));
        // A longer one changes no beginning.
        lifetime(&desk(later + 2 * DAY), "60").await;
        assert_eq!(expires().await, Some(later + 61 * DAY));
        lifetime(&desk(later + 3 * DAY), "").await;
        assert_eq!(expires().await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dovecot_refuses_a_password_that_expired_or_must_be_changed() {
    on_both(|place| async move {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now = i64::try_from(now.as_secs()).unwrap();
        let _ = people(&place).await;
        // Set ten days ago, with a lifetime that was there before.
        let set = |days: i64| {
            format!(
                "UPDATE account SET password_changed_at = {}",
                now - days * DAY
            )
        };
        place
            .execute("UPDATE domain SET password_lifetime_days = 9")
            .await;
        let reason = async |login: &str| {
            let asked = format!(
                "SELECT COALESCE(reason, 'welcome') FROM dovecot_passdb
                 WHERE name = 'alias.example' AND local_part = '{login}'
                 ORDER BY preference LIMIT 1"
            );
            place.texts(&asked).await
        };
        place.execute(&set(8)).await;
        for name in ["worker", "worker.s"] {
            assert_eq!(reason(name).await, ["welcome"]);
        }
        place.execute(&set(10)).await;
        for name in ["worker", "worker.s"] {
            assert_eq!(reason(name).await, ["Your password has expired"]);
        }
        assert_eq!(reason("sleeper").await, ["This account is suspended"]);
        place
            .execute("UPDATE account SET password_never_expires = TRUE")
            .await;
        assert_eq!(reason("worker").await, ["welcome"]);
        place.execute("UPDATE account SET must_change = TRUE").await;
        assert_eq!(
            reason("worker").await,
            ["Your password must be changed first"]
        );
        // The way out for somebody who cannot sign in to the console.
        let done = replace(&place, "worker@a.example", PASSWORD, NEW, now).await;
        assert_eq!(done, Replaced::Done);
        assert_eq!(reason("worker").await, ["welcome"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_knows_his_password_changes_it_without_signing_in() {
    on_both(|place| async move {
        people(&place).await;
        let session = token(&place, "boss@a.example", PASSWORD, NOW).await;
        for login in ["worker.s@alias.example", "BOSS@a.example"] {
            assert_eq!(
                replace(&place, login, PASSWORD, NEW, NOW).await,
                Replaced::Done
            );
            // The old one is good for nothing any more.
            assert_eq!(
                replace(&place, login, PASSWORD, NEW, NOW).await,
                Replaced::Refused
            );
        }
        assert!(signed_in(&place, &session, NOW).await.is_none());
        token(&place, "boss@a.example", NEW, NOW).await;
        assert_eq!(
            replace(&place, "admin0", ADMIN, NEW, NOW).await,
            Replaced::Done
        );

        let told = place
            .texts(
                "SELECT actor || ' ' || origin || ' ' || object || ' ' || after FROM history
                 WHERE action = 'change_password' ORDER BY id",
            )
            .await;
        let changed = r#"{"password":"changed"}"#;
        assert_eq!(
            told,
            [
                format!("worker@a.example 192.0.2.99 user:worker@a.example {changed}"),
                format!("boss@a.example 192.0.2.99 user:boss@a.example {changed}"),
                format!("admin0 192.0.2.99 account:admin0 {changed}"),
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_to_who_does_not_know_the_password() {
    on_both(|place| async move {
        people(&place).await;
        for (login, current) in [
            ("worker@a.example", "wrong"),
            ("nobody@a.example", PASSWORD),
            ("worker@elsewhere.example", PASSWORD),
            ("sleeper@a.example", PASSWORD),
            ("elsewhere@a.example", PASSWORD),
            ("mailless@a.example", PASSWORD),
            ("admin0", PASSWORD),
        ] {
            // Not even that the new one is too short.
            assert_eq!(
                replace(&place, login, current, "x", NOW).await,
                Replaced::Refused,
                "{login}"
            );
        }
        let from = client();
        for (new, code, args) in [
            ("short", Code::PasswordTooShort, &["8"][..]),
            ("Iloveyou1", Code::PasswordCommon, &[]),
            ("worker@a.example", Code::PasswordIsName, &[]),
            (PASSWORD, Code::PasswordSame, &[]),
        ] {
            let outcome =
                place
                    .store
                    .replace_password("worker@a.example", PASSWORD, new, &from, NOW);
            assert_eq!(
                refusals(outcome.await),
                [refusal("password", code, args)],
                "{new}"
            );
        }
        token(&place, "boss@a.example", PASSWORD, NOW).await;
        // Guessing is slowed down as at the sign-in, and counts there.
        let mut outcome = Replaced::Refused;
        for _ in 0..11 {
            outcome = replace(&place, "boss@a.example", "wrong", NEW, NOW).await;
        }
        assert!(matches!(outcome, Replaced::Throttled(_)), "{outcome:?}");
        let outcome = sign_in(&place, "boss@a.example", PASSWORD, NOW).await;
        assert!(
            matches!(outcome, SignInOutcome::Throttled(_)),
            "{outcome:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_sign_in_is_known_and_a_refused_one_is_none() {
    on_both(|place| async move {
        people(&place).await;
        let last = async |login: &str| {
            let user = place.desk().find_user("a.example", login).await.unwrap();
            user.password.last_sign_in_at
        };
        assert_eq!(last("boss").await, None);
        token(&place, "boss@a.example", PASSWORD, NOW + 5).await;
        sign_in(&place, "boss@a.example", "wrong", NOW + 9).await;
        assert_eq!(last("boss").await, Some(NOW + 5));
        // Who administers nothing knows the right password and is refused all the same.
        sign_in(&place, "worker@a.example", PASSWORD, NOW + 5).await;
        assert_eq!(last("worker").await, None);
    })
    .await;
}
