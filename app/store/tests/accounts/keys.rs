//! Keys carry at most what their account may do.

use model::{Code, Rank};
use store::StoreError;
use store::accounts::NewKey;

use super::people::{actor, people};
use super::support::{NOW, domain, on_both, refusal, refusals};

const DAY: i64 = 24 * 3600;

fn key(name: &str) -> NewKey {
    NewKey {
        name: name.to_owned(),
        ..NewKey::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_acts_for_its_account_until_it_expires() {
    on_both(|place| async move {
        people(&place).await;
        let admin = actor(&place, "admin0").await.unwrap();
        let desk = place.store.as_actor(admin.clone(), NOW);
        let lasting = desk.create_api_key(&key("lasting")).await.unwrap();
        let brief = NewKey {
            expires_days: Some(1),
            ..key("brief")
        };
        let brief = desk.create_api_key(&brief).await.unwrap();
        let who = |key: &str, now| {
            let (store, key) = (place.store.clone(), key.to_owned());
            async move { store.actor_of_key(&key, now).await.unwrap() }
        };
        assert!(lasting.starts_with("sbx_"));
        assert_eq!(who(&lasting, NOW + 1000 * DAY).await, Some(admin.clone()));
        assert_eq!(who(&brief, NOW + DAY - 1).await, Some(admin));
        assert_eq!(who(&brief, NOW + DAY).await, None);
        assert_eq!(who("sbx_rubbish", NOW).await, None);
        let stored = place.texts("SELECT key_hash FROM api_key").await;
        assert_eq!(who(&stored[0], NOW).await, None);
        assert!(
            place
                .actions()
                .await
                .contains(&"account:admin0 create_key".to_owned())
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limited_key_never_reaches_more() {
    on_both(|place| async move {
        let a = people(&place).await;
        let b = domain(&place.desk(), "b.example", &[]).await;
        let desk = place
            .store
            .as_actor(actor(&place, "admin0").await.unwrap(), NOW);
        let limited = NewKey {
            domains: vec![
                "ALIAS.example".into(),
                "b.example".into(),
                "a.example".into(),
            ],
            read_only: true,
            ..key("limited")
        };
        let limited = desk.create_api_key(&limited).await.unwrap();
        let now = || async {
            place
                .store
                .actor_of_key(&limited, NOW)
                .await
                .unwrap()
                .unwrap()
        };
        let actor = now().await;
        assert!(actor.read_only);
        assert_eq!(actor.rank, Rank::Superadministrator);
        assert_eq!(actor.limited_to, Some(vec![a.id, b.id]));
        place
            .desk()
            .delete_domain("b.example", None, true)
            .await
            .unwrap();
        assert_eq!(now().await.limited_to, Some(vec![a.id]));
        place
            .desk()
            .delete_domain("a.example", None, true)
            .await
            .unwrap();
        assert_eq!(now().await.limited_to, Some(vec![]));
        let more = place
            .store
            .as_actor(now().await, NOW)
            .create_api_key(&key("more"))
            .await;
        assert!(matches!(more, Err(StoreError::Denied)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_a_domain_administrator_is_his() {
    on_both(|place| async move {
        people(&place).await;
        domain(&place.desk(), "b.example", &[]).await;
        let boss = actor(&place, "boss@a.example").await.unwrap();
        let desk = place.store.as_actor(boss.clone(), NOW);
        let own = desk.create_api_key(&key("own")).await.unwrap();
        assert_eq!(
            place.store.actor_of_key(&own, NOW).await.unwrap(),
            Some(boss)
        );
        let foreign = NewKey {
            domains: vec!["a.example".into(), "b.example".into(), "no.example".into()],
            expires_days: Some(0),
            ..key(" ")
        };
        let expected = [
            refusal("name", Code::Required, &[]),
            refusal("expires_days", Code::NotAPositiveNumber, &[]),
            refusal("domains[1]", Code::UnknownValue, &[]),
            refusal("domains[2]", Code::UnknownValue, &[]),
        ];
        assert_eq!(refusals(desk.create_api_key(&foreign).await), expected);
        // With his rights goes his key.
        let mail = super::people::mail_of("boss", model::MailType::External);
        place
            .desk()
            .change_user_mail("a.example", "boss", None, &mail, None)
            .await
            .unwrap();
        assert_eq!(place.store.actor_of_key(&own, NOW).await.unwrap(), None);
        place
            .desk()
            .delete_user("a.example", "boss", None)
            .await
            .unwrap();
        assert_eq!(place.number("SELECT COUNT(*) FROM api_key").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_and_revokes_his_own_keys_and_a_superadministrator_all() {
    on_both(|place| async move {
        people(&place).await;
        let desk_of = async |login| {
            let actor = actor(&place, login).await.unwrap();
            place.store.as_actor(actor, NOW)
        };
        let (admin0, boss) = (desk_of("admin0").await, desk_of("boss@a.example").await);
        let his = boss.create_api_key(&key("his")).await.unwrap();
        let limited = NewKey {
            domains: vec!["alias.example".into()],
            expires_days: Some(2),
            ..key("limited")
        };
        admin0.create_api_key(&limited).await.unwrap();
        let all = admin0.list_api_keys(None).await.unwrap();
        let shown: Vec<_> = all
            .iter()
            .map(|key| (key.account.as_str(), key.name.as_str(), key.expires_at))
            .collect();
        let expected = [
            ("boss@a.example", "his", None),
            ("admin0", "limited", Some(NOW + 2 * DAY)),
        ];
        assert_eq!(shown, expected);
        assert_eq!(all[0].limited_to, None);
        let names = all[1].limited_to.as_ref().unwrap();
        assert_eq!(names.len(), 1);
        assert_eq!(names[0].as_str(), "a.example");
        assert_eq!(boss.list_api_keys(None).await.unwrap(), all[..1]);
        for desk in [&admin0, &boss] {
            let his = desk.list_api_keys(Some("boss@alias.example")).await;
            assert_eq!(his.unwrap(), all[..1]);
        }
        let foreign = [
            boss.list_api_keys(Some("admin0")).await.map(drop),
            boss.revoke_api_key(all[1].id).await,
            admin0.list_api_keys(Some("ghost")).await.map(drop),
        ];
        for outcome in foreign {
            assert!(matches!(outcome, Err(StoreError::NotFound)), "{outcome:?}");
        }
        admin0.revoke_api_key(all[0].id).await.unwrap();
        assert_eq!(place.store.actor_of_key(&his, NOW).await.unwrap(), None);
        assert_eq!(admin0.list_api_keys(None).await.unwrap(), all[1..]);
        let again = admin0.revoke_api_key(all[0].id).await;
        assert!(matches!(again, Err(StoreError::NotFound)));
        let told = place.actions().await;
        assert_eq!(told.last().unwrap(), "user:boss@a.example revoke_key");
    })
    .await;
}
