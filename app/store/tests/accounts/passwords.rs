//! Changing and recovering passwords, and what is kept of an account.

use model::settings::OwnSettingsDraft;
use model::{Code, OwnSettings};
use store::StoreError;
use store::accounts::SignInOutcome;

use super::people::{ADMIN, PASSWORD, actor, people, sign_in, signed_in, token};
use super::support::{NOW, on_both, refusal, refusals};

const NEW: &str = "another long password";

#[tokio::test(flavor = "multi_thread")]
async fn changing_ones_password_ends_the_other_sessions() {
    on_both(|place| async move {
        people(&place).await;
        let here = token(&place, "boss@a.example", PASSWORD, NOW).await;
        let there = token(&place, "boss@a.example", PASSWORD, NOW).await;
        let session = signed_in(&place, &here, NOW).await.unwrap();
        let desk = place.store.as_actor(session.actor, NOW);
        desk.change_own_password(PASSWORD, NEW, session.session_id)
            .await
            .unwrap();
        assert!(signed_in(&place, &here, NOW).await.is_some());
        assert!(signed_in(&place, &there, NOW).await.is_none());
        assert_eq!(
            sign_in(&place, "boss@a.example", PASSWORD, NOW).await,
            SignInOutcome::Refused
        );
        token(&place, "boss@a.example", NEW, NOW).await;
        let actions = place.actions().await;
        assert_eq!(
            actions.last().unwrap(),
            "user:boss@a.example change_password"
        );
        let told = place.texts("SELECT COALESCE(after, '') FROM history").await;
        assert!(
            told.iter()
                .all(|text| !text.contains(NEW) && !text.contains("argon2"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_breaks_a_rule_says_which() {
    on_both(|place| async move {
        people(&place).await;
        let boss = actor(&place, "boss@a.example").await.unwrap();
        let desk = place.store.as_actor(boss, NOW);
        for (current, new, field, code, args) in [
            ("wrong", NEW, "current", Code::PasswordWrong, &[][..]),
            (PASSWORD, PASSWORD, "password", Code::PasswordSame, &[]),
            (
                PASSWORD,
                "short",
                "password",
                Code::PasswordTooShort,
                &["8"],
            ),
            (PASSWORD, "", "password", Code::Required, &[]),
        ] {
            let outcome = desk.change_own_password(current, new, 0).await;
            assert_eq!(refusals(outcome), [refusal(field, code, args)]);
        }
        token(&place, "boss@a.example", PASSWORD, NOW).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_session_cannot_guess_the_password() {
    on_both(|place| async move {
        people(&place).await;
        let boss = actor(&place, "boss@a.example").await.unwrap();
        let desk = place.store.as_actor(boss, NOW);
        for _ in 0..10 {
            desk.change_own_password("wrong", NEW, 0).await.unwrap_err();
        }
        let outcome = desk.change_own_password(PASSWORD, NEW, 0).await;
        assert_eq!(
            refusals(outcome),
            [refusal("current", Code::PasswordWrong, &[])]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_recovered_from_the_shell() {
    on_both(|place| async move {
        people(&place).await;
        let session = token(&place, "admin0", ADMIN, NOW).await;
        for _ in 0..11 {
            sign_in(&place, "admin0", "wrong", NOW).await;
        }
        place
            .store
            .recover_password("admin0", NEW, NOW)
            .await
            .unwrap();
        assert!(signed_in(&place, &session, NOW).await.is_none());
        token(&place, "admin0", NEW, NOW).await;
        assert_eq!(
            place.actions().await.last().unwrap(),
            "account:admin0 change_password"
        );
        let unknown = place.store.recover_password("admin9", NEW, NOW).await;
        assert!(matches!(unknown, Err(StoreError::NotFound)));
        let short = place.store.recover_password("admin0", "short", NOW).await;
        assert_eq!(refusals(short)[0].0, "password");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_generated_password_must_be_changed() {
    on_both(|place| async move {
        let password = place
            .store
            .ensure_superadministrator(None, NOW)
            .await
            .unwrap()
            .unwrap();
        let session = token(&place, "admin0", &password, NOW).await;
        let before = signed_in(&place, &session, NOW).await.unwrap();
        assert!(before.must_change_password);
        let desk = place.store.as_actor(before.actor, NOW);
        desk.change_own_password(&password, NEW, before.session_id)
            .await
            .unwrap();
        let after = signed_in(&place, &session, NOW).await.unwrap();
        assert!(!after.must_change_password);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn language_and_theme_are_kept() {
    on_both(|place| async move {
        people(&place).await;
        let session = token(&place, "boss@a.example", PASSWORD, NOW).await;
        let desk = place
            .store
            .as_actor(actor(&place, "boss@a.example").await.unwrap(), NOW);
        let in_french = OwnSettingsDraft {
            language: Some("fr".into()),
            time_zone: Some("europe/paris".into()),
            ..OwnSettingsDraft::default()
        };
        desk.keep_preferences(&in_french, Some("dark"))
            .await
            .unwrap();
        let kept = signed_in(&place, &session, NOW).await.unwrap();
        assert_eq!(kept.reading().language.as_deref(), Some("fr"));
        assert_eq!(kept.reading().time_zone, "Europe/Paris");
        assert_eq!(kept.theme.as_deref(), Some("dark"));
        let nothing = OwnSettingsDraft::default();
        desk.keep_preferences(&nothing, None).await.unwrap();
        let kept = signed_in(&place, &session, NOW).await.unwrap();
        assert_eq!((kept.own, kept.theme), (OwnSettings::default(), None));
        let wrong = OwnSettingsDraft {
            time_zone: Some("Mars/Olympus".into()),
            ..nothing
        };
        let outcome = desk.keep_preferences(&wrong, Some("pink")).await;
        let expected = ["time_zone", "theme"].map(|field| refusal(field, Code::UnknownValue, &[]));
        assert_eq!(refusals(outcome), expected);
    })
    .await;
}
