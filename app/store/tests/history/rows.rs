//! What a row tells.

use model::MailType;
use model::user::IdentityDraft;
use store::accounts::NewKey;
use store::history::CLI;

use crate::support::{NOW, domain, draft, mail, on_both, user};
use crate::{HERE, all, last};

#[tokio::test]
async fn a_row_tells_who_from_where_and_what_in_which_fields() {
    on_both(|place| async move {
        let desk = place.desk().with_origin("192.0.2.77");
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let none = mail(MailType::None, &["ann"]);
        desk.change_user_mail(HERE, "ann", None, &none, None)
            .await
            .unwrap();
        let row = last(&desk, "user:ann@here.example").await;
        assert_eq!(
            (row.actor.as_str(), row.origin.as_str(), row.at),
            ("tester", "192.0.2.77", NOW)
        );
        assert_eq!(row.action, "change_mail");
        let fields: Vec<_> = row.differences();
        let found: Vec<_> = fields
            .iter()
            .map(|field| {
                (
                    field.field.as_str(),
                    field.before.as_str(),
                    field.after.as_str(),
                )
            })
            .collect();
        assert_eq!(found, [("mail.type", Some("internal"), Some("none"))]);
    })
    .await;
}

#[tokio::test]
async fn keys_and_the_shell_are_told_apart() {
    on_both(|place| async move {
        place
            .store
            .ensure_superadministrator(Some("correct horse"), NOW)
            .await
            .unwrap();
        let actor = place
            .store
            .actor_of_account("admin0")
            .await
            .unwrap()
            .unwrap();
        let shell = place.store.as_actor(actor, NOW).with_origin(CLI);
        let new = NewKey {
            name: "nightly job".into(),
            ..NewKey::default()
        };
        let key = shell.create_api_key(&new).await.unwrap();
        assert_eq!(last(&place.desk(), "account:admin0").await.origin, "cli");
        let program = place.store.desk_of_key(&key, NOW).await.unwrap().unwrap();
        domain(&program, HERE, &[]).await;
        let row = last(&place.desk(), "domain:here.example").await;
        assert_eq!(
            (row.actor.as_str(), row.origin.as_str()),
            ("admin0", "api key nightly job")
        );
        place
            .store
            .recover_password("admin0", "other horse", NOW)
            .await
            .unwrap();
        assert_eq!(last(&place.desk(), "account:admin0").await.origin, "cli");
    })
    .await;
}

#[tokio::test]
async fn no_secret_is_ever_in_it() {
    const SECRETS: [&str; 4] = ["first horse", "second horse", "third horse", "fourth horse"];
    on_both(|place| async move {
        place.store.ensure_superadministrator(Some(SECRETS[0]), NOW).await.unwrap();
        let actor = place.store.actor_of_account("admin0").await.unwrap().unwrap();
        let desk = place.store.as_actor(actor, NOW);
        domain(&desk, HERE, &[]).await;
        let new = store::users::NewUserDraft {
            password: Some(SECRETS[1].into()),
            ..draft("ann", None)
        };
        desk.create_user(HERE, &new).await.unwrap();
        let identity = IdentityDraft {
            last_name: "Ann".into(),
            ..new.identity
        };
        desk.change_user_identity(HERE, "ann", None, &identity, Some(SECRETS[2]))
            .await
            .unwrap();
        desk.change_own_password(SECRETS[0], SECRETS[3], 0)
            .await
            .unwrap();
        let named = NewKey {
            name: "program".into(),
            ..NewKey::default()
        };
        let key = desk.create_api_key(&named).await.unwrap();
        desk.delete_user(HERE, "ann", None).await.unwrap();
        let change = last(&desk, "user:ann@here.example").await;
        desk.undo(change.id).await.unwrap();
        desk.delete_domain(HERE, None, true).await.unwrap();

        let rows = all(&desk).await;
        assert!(rows.len() >= 9, "{rows:#?}");
        let text = format!("{rows:#?}").to_lowercase();
        for secret in SECRETS.into_iter().chain([key.as_str(), "argon2", "sbx_"]) {
            assert!(!text.contains(&secret.to_lowercase()), "{secret} in {text}");
        }
        let hashes = place
            .texts("SELECT key_hash FROM api_key UNION SELECT password_hash FROM account WHERE password_hash IS NOT NULL")
            .await;
        assert_eq!(hashes.len(), 2);
        for hash in hashes {
            assert!(!text.contains(&hash.to_lowercase()));
        }
    })
    .await;
}
