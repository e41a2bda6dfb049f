//! Who gets in, for how long, and who no longer.

use model::{MailType, Rank};
use store::accounts::{Client, SignInOutcome};

use super::people::{ADMIN, PASSWORD, mail_of, people, sign_in, signed_in, token};
use super::support::{NOW, on_both};

const HOUR: i64 = 3600;

#[tokio::test(flavor = "multi_thread")]
async fn superadministrators_and_hosted_administrators_get_in() {
    on_both(|place| async move {
        let domain = people(&place).await;
        let admin = token(&place, " Admin0 ", ADMIN, NOW).await;
        let admin = signed_in(&place, &admin, NOW).await.unwrap();
        assert_eq!(admin.actor.rank, Rank::Superadministrator);
        assert_eq!(admin.actor.name, "admin0");
        assert!(!admin.must_change_password);
        for name in [
            "boss@a.example",
            "BOSS@Alias.Example",
            "boss.s@alias.example",
        ] {
            let boss = token(&place, name, PASSWORD, NOW).await;
            let boss = signed_in(&place, &boss, NOW).await.unwrap();
            assert_eq!(boss.actor.rank, Rank::DomainAdministrator(vec![domain.id]));
            assert_eq!(boss.actor.name, "boss@a.example");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_else_is_refused_in_the_same_words() {
    on_both(|place| async move {
        people(&place).await;
        for (name, password) in [
            ("admin0", PASSWORD),
            ("admin1", PASSWORD),
            ("", PASSWORD),
            ("boss", PASSWORD),
            ("boss@a.example", ADMIN),
            ("boss@a.example", ""),
            ("boss@b.example", PASSWORD),
            ("worker@a.example", PASSWORD),
            ("sleeper@a.example", PASSWORD),
            ("elsewhere@a.example", PASSWORD),
            ("mailless@a.example", PASSWORD),
            ("nobody@a.example", PASSWORD),
            ("' OR '1'='1@a.example", PASSWORD),
            (&"x".repeat(10_000), PASSWORD),
        ] {
            assert_eq!(
                sign_in(&place, name, password, NOW).await,
                SignInOutcome::Refused,
                "{name:?}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_lives_twelve_hours_without_use_and_seven_days_with() {
    on_both(|place| async move {
        people(&place).await;
        let idle = token(&place, "boss@a.example", PASSWORD, NOW).await;
        assert!(
            signed_in(&place, &idle, NOW + 12 * HOUR - 1)
                .await
                .is_some()
        );
        let used = token(&place, "boss@a.example", PASSWORD, NOW).await;
        for hours in (11..168).step_by(11) {
            assert!(
                signed_in(&place, &used, NOW + hours * HOUR).await.is_some(),
                "{hours}"
            );
        }
        assert!(signed_in(&place, &used, NOW + 168 * HOUR).await.is_none());
        let left = token(&place, "boss@a.example", PASSWORD, NOW).await;
        assert!(signed_in(&place, &left, NOW + 12 * HOUR).await.is_none());
        assert!(signed_in(&place, "rubbish", NOW).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_use_is_noted_once_a_minute() {
    on_both(|place| async move {
        people(&place).await;
        let session = token(&place, "boss@a.example", PASSWORD, NOW).await;
        let seen = || place.number("SELECT MAX(seen_at) FROM log_in_session");
        signed_in(&place, &session, NOW + 59).await.unwrap();
        assert_eq!(seen().await, NOW);
        signed_in(&place, &session, NOW + 60).await.unwrap();
        assert_eq!(seen().await, NOW + 60);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_stored_lets_anybody_in() {
    on_both(|place| async move {
        people(&place).await;
        let session = token(&place, "boss@a.example", PASSWORD, NOW).await;
        assert_eq!(session.len(), 43);
        let stored = place.texts("SELECT token_hash FROM log_in_session").await;
        assert!(!stored[0].contains(&session));
        assert!(signed_in(&place, &stored[0], NOW).await.is_none());
        let hashes = place.texts("SELECT password_hash FROM account").await;
        assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_loses_his_rights_is_out_at_the_next_request() {
    on_both(|place| async move {
        people(&place).await;
        let desk = place.desk();
        let enter = || token(&place, "boss@a.example", PASSWORD, NOW);
        let inside = async |session: &str| signed_in(&place, session, NOW).await.is_some();
        for mail_type in [MailType::External, MailType::None] {
            let session = enter().await;
            assert!(inside(&session).await);
            for (mail_type, stays) in [(mail_type, false), (MailType::Internal, true)] {
                let mail = mail_of("boss", mail_type);
                desk.change_user_mail("a.example", "boss", None, &mail, None)
                    .await
                    .unwrap();
                assert_eq!(inside(&session).await, stays);
            }
        }
        for (suspended, is_administrator) in [(true, true), (false, false)] {
            let session = enter().await;
            for (suspended, is_administrator) in [(suspended, is_administrator), (false, true)] {
                let identity = model::user::IdentityDraft {
                    login: "boss".into(),
                    suspended,
                    is_administrator,
                    ..Default::default()
                };
                desk.change_user_identity("a.example", "boss", None, &identity, None)
                    .await
                    .unwrap();
                let may = !suspended && is_administrator;
                assert!(may || !inside(&session).await);
            }
        }
        let session = enter().await;
        desk.delete_user("a.example", "boss", None).await.unwrap();
        assert!(!inside(&session).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    on_both(|place| async move {
        people(&place).await;
        let first = token(&place, "boss@a.example", PASSWORD, NOW).await;
        let second = token(&place, "boss@a.example", PASSWORD, NOW + 1).await;
        let other = token(&place, "admin0", ADMIN, NOW).await;
        let actor = |session: store::accounts::SignedIn| session.actor;
        let boss = actor(signed_in(&place, &first, NOW).await.unwrap());
        let admin = actor(signed_in(&place, &other, NOW).await.unwrap());
        let boss = place.store.as_actor(boss, NOW + 1);
        let listed = boss.list_log_in_sessions().await.unwrap();
        assert_eq!(listed.len(), 2);
        assert_eq!((listed[0].created_at, listed[1].created_at), (NOW + 1, NOW));
        assert_eq!(listed[0].address, "192.0.2.99");
        let foreign = place
            .store
            .as_actor(admin, NOW)
            .end_log_in_session(listed[0].id)
            .await;
        assert!(matches!(foreign, Err(store::StoreError::NotFound)));
        boss.end_log_in_session(listed[0].id).await.unwrap();
        assert!(signed_in(&place, &second, NOW).await.is_none());
        place.store.sign_out(&first).await.unwrap();
        assert!(signed_in(&place, &first, NOW).await.is_none());
        assert!(signed_in(&place, &other, NOW).await.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_client_says_of_itself_is_shortened() {
    on_both(|place| async move {
        people(&place).await;
        let client = Client {
            address: "1".repeat(1000),
            user_agent: "agent\u{1b}[31m\n".repeat(1000),
        };
        place
            .store
            .sign_in("admin0", ADMIN, &client, NOW)
            .await
            .unwrap();
        let agent = &place.texts("SELECT user_agent FROM log_in_session").await[0];
        assert_eq!(agent.len(), 200);
        assert!(!agent.contains(['\u{1b}', '\n']));
        assert_eq!(
            place.texts("SELECT address FROM log_in_session").await[0].len(),
            64
        );
    })
    .await;
}
