//! Users: creating, identity, deleting.

use model::user::IdentityDraft;
use model::{Code, MailType};
use store::StoreError;
use store::users::User;

use crate::support::{NOW, Place, domain, draft, mail, on_both, refusal, refusals, user};

fn identity(user: &User) -> IdentityDraft {
    IdentityDraft {
        login: user.login.to_string(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        display_name: user.display_name.clone(),
        suspended: user.suspended,
        hidden: user.hidden,
        is_administrator: user.is_administrator,
        unit: user.unit.to_string(),
        contact: user.contact.clone(),
        settings: user.settings.clone().into(),
        password_never_expires: user.password.never_expires,
        must_change_password: None,
    }
}

#[tokio::test]
async fn a_user_of_whom_only_the_login_is_said_has_a_mailbox_here() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example"]).await;
        let created = desk
            .create_user("b.example", &draft("JDoe", None))
            .await
            .unwrap();
        assert_eq!(created.login.as_str(), "jdoe");
        assert_eq!(created.display_name, "jdoe");
        assert_eq!(created.mail_type, MailType::Internal);
        assert_eq!(created.addresses.len(), 1);
        assert!(!created.password.is_set && !created.is_administrator);
        let found = desk.find_user("a.example", "JDOE").await.unwrap();
        assert_eq!(found, created);
        for missing in ["nobody", "", "a b"] {
            let found = desk.find_user("a.example", missing).await;
            assert!(matches!(found, Err(StoreError::NotFound)), "{missing}");
        }
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn all_problems_of_a_new_user_come_at_once() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let mut new = draft("", Some(mail(MailType::External, &["a b"])));
        new.identity.first_name = "a\u{202e}".into();
        new.password = Some("short".into());
        let fields: Vec<_> = refusals(desk.create_user("a.example", &new).await)
            .into_iter()
            .map(|(field, ..)| field)
            .collect();
        assert_eq!(
            fields,
            [
                "login",
                "first_name",
                "password",
                "addresses[0].local_part",
                "type"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_login_belongs_to_one_user_of_a_domain() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        domain(&desk, "b.example", &[]).await;
        user(&desk, "a.example", "one", MailType::Internal, &["uno"]).await;
        user(&desk, "b.example", "one", MailType::Internal, &["one"]).await;
        let two = user(&desk, "a.example", "two", MailType::Internal, &["two"]).await;
        let again = desk
            .create_user("a.example", &draft("One", Some(mail(MailType::None, &[]))))
            .await;
        assert_eq!(refusals(again), [refusal("login", Code::LoginTaken, &[])]);
        let renamed = IdentityDraft {
            login: "one".into(),
            ..identity(&two)
        };
        let outcome = desk
            .change_user_identity("a.example", "two", None, &renamed, None)
            .await;
        assert_eq!(refusals(outcome), [refusal("login", Code::LoginTaken, &[])]);
    })
    .await;
}

#[tokio::test]
async fn identity_is_saved_once_and_only_over_the_version_it_was_typed_over() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let one = user(&desk, "a.example", "one", MailType::Internal, &["one"]).await;
        let wanted = IdentityDraft {
            login: "uno".into(),
            first_name: "Éloïse".into(),
            last_name: "O'Neil".into(),
            display_name: String::new(),
            suspended: true,
            hidden: true,
            is_administrator: true,
            ..IdentityDraft::default()
        };
        let saved = desk
            .change_user_identity("a.example", "one", Some(one.version), &wanted, None)
            .await
            .unwrap();
        assert_eq!(saved.version, 2);
        assert_eq!(saved.display_name, "Éloïse O'Neil");
        assert!(saved.suspended && saved.hidden && saved.is_administrator);
        assert_eq!(saved.addresses, one.addresses);
        place.assert_routes().await;
        let again = desk
            .change_user_identity("a.example", "uno", Some(2), &identity(&saved), None)
            .await
            .unwrap();
        assert_eq!(again, saved);
        let stale = desk
            .change_user_identity("a.example", "uno", Some(1), &identity(&one), None)
            .await;
        assert!(matches!(stale, Err(StoreError::VersionMismatch(2))));
        let back = IdentityDraft {
            is_administrator: false,
            suspended: false,
            ..identity(&saved)
        };
        let saved = desk
            .change_user_identity("a.example", "uno", None, &back, None)
            .await
            .unwrap();
        assert!(!saved.is_administrator && !saved.suspended);
        place.assert_routes().await;
        assert_eq!(place.actions().await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_password_is_set_with_the_identity_ends_sessions_and_stays_out_of_history() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let one = user(&desk, "a.example", "one", MailType::Internal, &["one"]).await;
        let account = place.number("SELECT id FROM account").await;
        place
            .execute(&format!(
                "INSERT INTO log_in_session VALUES (1, 'x', {account}, {NOW}, {NOW}, {NOW}, '', '')"
            ))
            .await;
        let change = async |password| {
            desk.change_user_identity("a.example", "one", None, &identity(&one), Some(password))
                .await
        };
        assert_eq!(
            refusals(change("short").await),
            [refusal("password", Code::PasswordTooShort, &["8"])]
        );
        let saved = change("correct horse").await.unwrap();
        assert!(saved.password.is_set);
        assert_eq!(saved.version, 2);
        let sessions = "SELECT COUNT(*) FROM log_in_session";
        assert_eq!(place.number(sessions).await, 0);
        let after = place
            .texts("SELECT after FROM history WHERE action = 'change_password'")
            .await;
        assert!(after[0].contains("\"password\":\"changed\""), "{after:?}");
        assert!(!after[0].contains("horse") && !after[0].contains("argon2"));
    })
    .await;
}

#[tokio::test]
async fn nobody_suspends_demotes_moves_or_deletes_himself() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        crate::support::split(&desk, "a.example", "relay.invalid", false).await;
        let mut boss = draft("boss", None);
        boss.identity.is_administrator = true;
        let boss = desk.create_user("a.example", &boss).await.unwrap();
        let own = place.desk_of_user("a.example", "boss").await;
        let wrong = IdentityDraft {
            suspended: true,
            is_administrator: false,
            ..identity(&boss)
        };
        let outcome = own
            .change_user_identity("a.example", "boss", None, &wrong, None)
            .await;
        assert_eq!(
            refusals(outcome),
            [
                refusal("suspended", Code::OwnAccount, &[]),
                refusal("is_administrator", Code::OwnAccount, &[])
            ]
        );
        for mail_type in [MailType::External, MailType::None] {
            let mail = mail(mail_type, &["boss"]);
            let outcome = own
                .change_user_mail("a.example", "boss", None, &mail, None)
                .await;
            assert_eq!(refusals(outcome), [refusal("type", Code::OwnAccount, &[])]);
        }
        let outcome = own.delete_user("a.example", "boss", None).await;
        assert_eq!(refusals(outcome), [refusal("login", Code::OwnAccount, &[])]);
        // Others may.
        desk.change_user_identity("a.example", "boss", None, &wrong, None)
            .await
            .unwrap();
        desk.delete_user("a.example", "boss", None).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_deleted_user_leaves_nothing_but_history() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let mut new = draft("one", None);
        new.identity.is_administrator = true;
        desk.create_user("a.example", &new).await.unwrap();
        let stale = desk.delete_user("a.example", "one", Some(2)).await;
        assert!(matches!(stale, Err(StoreError::VersionMismatch(1))));
        desk.delete_user("a.example", "one", Some(1)).await.unwrap();
        for table in [
            "entry",
            "address",
            "account",
            "administrator",
            "entry_word",
            "postfix_route",
        ] {
            let count = place.number(&format!("SELECT COUNT(*) FROM {table}")).await;
            assert_eq!(count, 0, "{table}");
        }
        let gone = desk.delete_user("a.example", "one", None).await;
        assert!(matches!(gone, Err(StoreError::NotFound)));
        assert_eq!(
            place.actions().await,
            [
                "domain:a.example create",
                "user:one@a.example create",
                "user:one@a.example delete"
            ]
        );
    })
    .await;
}
