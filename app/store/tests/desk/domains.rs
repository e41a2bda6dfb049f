//! Creating, reading, changing and deleting domains.

use model::Code;
use model::access::Rank;
use model::domain::{AdministratorDraft, GeneralDraft, NewDomainDraft};
use store::StoreError;
use store::domains::{Domain, WithAddresses};

use crate::support::{Place, domain, draft, on_both, refusal, refusals};

fn general(domain: &Domain) -> GeneralDraft {
    GeneralDraft {
        name: domain.name.to_string(),
        description: domain.description.clone(),
        aliases: domain.aliases.iter().map(ToString::to_string).collect(),
        language: domain.language.clone(),
        time_zone: domain.time_zone.clone(),
        max_users: domain
            .max_users
            .map(|number| number.to_string())
            .unwrap_or_default(),
        ..GeneralDraft::default()
    }
}

#[tokio::test]
async fn a_new_domain_is_found_by_each_of_its_names_as_typed() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        let draft = NewDomainDraft {
            name: " Example.COM.".into(),
            description: " Head office ".into(),
            aliases: vec!["münchen.example".into(), "b.example".into()],
            ..NewDomainDraft::default()
        };
        let created = desk.create_domain(&draft).await.unwrap();
        assert_eq!(created.name.as_str(), "example.com");
        assert_eq!(created.description, "Head office");
        assert_eq!(created.mailbox_server, "default");
        assert_eq!(created.version, 1);
        for name in ["EXAMPLE.com", "xn--mnchen-3ya.example", "München.example"] {
            assert_eq!(desk.find_domain(name).await.unwrap(), created, "{name}");
        }
        for missing in ["c.example", "not a name", ""] {
            let found = desk.find_domain(missing).await;
            assert!(matches!(found, Err(StoreError::NotFound)), "{missing}");
        }
        assert_eq!(place.actions().await, ["domain:example.com create"]);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_is_created_with_the_domain_or_neither_is() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        let mut draft = NewDomainDraft {
            name: "a.example".into(),
            administrator: Some(AdministratorDraft {
                login: "Boss".into(),
                password: "short".into(),
            }),
            ..NewDomainDraft::default()
        };
        let refused = refusals(desk.create_domain(&draft).await);
        assert_eq!(
            refused,
            [refusal(
                "administrator.password",
                Code::PasswordTooShort,
                &["8"]
            )]
        );
        assert!(desk.find_domain("a.example").await.is_err());
        draft.administrator.as_mut().unwrap().password = "long enough".into();
        desk.create_domain(&draft).await.unwrap();
        let boss = desk.find_user("a.example", "boss").await.unwrap();
        assert!(boss.is_administrator && boss.password.is_set);
        assert_eq!(boss.addresses.len(), 1);
        let must_change = "SELECT COUNT(*) FROM account WHERE must_change AND entry_id IS NOT NULL";
        assert_eq!(place.number(must_change).await, 1);
        let history = place.texts("SELECT after FROM history").await.join(" ");
        assert!(!history.contains("long enough") && !history.contains("argon2"));
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn a_name_belongs_to_one_domain_and_its_owner_is_said_only_to_who_may_see_it() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example"]).await;
        domain(&desk, "c.example", &[]).await;
        let taken = NewDomainDraft {
            name: "d.example".into(),
            aliases: vec![" ".into(), "e.example".into(), "B.example".into()],
            ..NewDomainDraft::default()
        };
        let refused = refusals(desk.create_domain(&taken).await);
        assert_eq!(
            refused,
            [refusal("aliases[2]", Code::NameTaken, &["a.example"])]
        );
        let taken = NewDomainDraft {
            name: "a.example".into(),
            ..NewDomainDraft::default()
        };
        assert_eq!(refusals(desk.create_domain(&taken).await)[0].0, "name");

        // A key limited to the one domain does not see the other.
        let mut actor = desk.actor().clone();
        actor.limited_to = Some(vec![desk.find_domain("c.example").await.unwrap().id]);
        let limited = place.store.as_actor(actor, 0);
        let aliases = ["a.example".to_owned()];
        let outcome = limited
            .change_aliases("c.example", None, &aliases, WithAddresses::No)
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("aliases[0]", Code::NameTaken, &[])]
        );
    })
    .await;
}

#[tokio::test]
async fn an_unknown_mailbox_server_is_refused() {
    on_both(|place: Place| async move {
        let draft = NewDomainDraft {
            name: "a.example".into(),
            mailbox_server: Some("nowhere".into()),
            ..NewDomainDraft::default()
        };
        assert_eq!(
            refusals(place.desk().create_domain(&draft).await),
            [refusal("mailbox_server", Code::ServerUnknown, &[])]
        );
    })
    .await;
}

#[tokio::test]
async fn the_general_tab_is_saved_once_and_only_over_the_version_it_was_typed_over() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        let first = domain(&desk, "a.example", &["b.example"]).await;
        let wanted = GeneralDraft {
            description: "New".into(),
            language: "fr".into(),
            time_zone: "europe/paris".into(),
            max_users: "5".into(),
            ..general(&first)
        };
        let save = async |version| {
            desk.change_general("b.example", version, &wanted, WithAddresses::No)
                .await
        };
        let saved = save(Some(1)).await.unwrap();
        assert_eq!(saved.version, 2);
        assert_eq!(saved.time_zone, "Europe/Paris");
        assert_eq!(saved.max_users, Some(5));
        assert!(matches!(
            save(Some(1)).await,
            Err(StoreError::VersionMismatch(2))
        ));
        // The same again changes nothing and leaves no trace.
        assert_eq!(save(None).await.unwrap(), saved);
        assert_eq!(place.actions().await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_in_the_general_tab_is_said_at_once() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        let domain = domain(&desk, "a.example", &[]).await;
        let wrong = GeneralDraft {
            language: "xx".into(),
            time_zone: "Europe/Atlantis".into(),
            max_users: "none".into(),
            ..general(&domain)
        };
        let outcome = desk
            .change_general("a.example", None, &wrong, WithAddresses::No)
            .await;
        let fields: Vec<_> = refusals(outcome)
            .into_iter()
            .map(|(field, ..)| field)
            .collect();
        assert_eq!(fields, ["language", "max_users", "time_zone"]);
        let foreign = GeneralDraft {
            name: "z.example".into(),
            ..general(&domain)
        };
        let outcome = desk
            .change_general("a.example", None, &foreign, WithAddresses::No)
            .await;
        assert_eq!(refusals(outcome), [refusal("name", Code::NameNotOwn, &[])]);
    })
    .await;
}

#[tokio::test]
async fn the_maximum_of_users_holds_and_does_not_fall_below_their_number() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        let created = domain(&desk, "a.example", &[]).await;
        for login in ["one", "two"] {
            desk.create_user("a.example", &draft(login, None))
                .await
                .unwrap();
        }
        let with_maximum = |max_users: &str| GeneralDraft {
            max_users: max_users.into(),
            ..general(&created)
        };
        let save = async |maximum| {
            desk.change_general("a.example", None, &with_maximum(maximum), WithAddresses::No)
                .await
        };
        assert_eq!(
            refusals(save("1").await),
            [refusal("max_users", Code::UsersAboveMaximum, &["2"])]
        );
        save("2").await.unwrap();
        let third = desk.create_user("a.example", &draft("three", None)).await;
        assert_eq!(
            refusals(third),
            [refusal("login", Code::TooManyUsers, &["2"])]
        );
        save("3").await.unwrap();
        desk.create_user("a.example", &draft("three", None))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_domain_with_entries_is_deleted_only_with_them_and_leaves_nothing_but_history() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example"]).await;
        domain(&desk, "keep.example", &[]).await;
        for name in ["a.example", "keep.example"] {
            let mut new = draft("boss", None);
            new.identity.is_administrator = true;
            new.password = Some("long enough".into());
            desk.create_user(name, &new).await.unwrap();
        }
        assert_eq!(desk.count_entries("b.example").await.unwrap(), 1);
        assert_eq!(
            refusals(desk.delete_domain("a.example", None, false).await),
            [refusal("name", Code::DomainNotEmpty, &["1"])]
        );
        let stale = desk.delete_domain("a.example", Some(9), true).await;
        assert!(matches!(stale, Err(StoreError::VersionMismatch(1))));
        desk.delete_domain("a.example", Some(1), true)
            .await
            .unwrap();
        for table in [
            "domain",
            "domain_name",
            "entry",
            "address",
            "account",
            "administrator",
            "postfix_route",
        ] {
            let count = place.number(&format!("SELECT COUNT(*) FROM {table}")).await;
            assert_eq!(count, 1, "{table}");
        }
        assert!(place.number("SELECT COUNT(*) FROM history").await >= 5);
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn administrators_see_their_domain_and_change_only_its_entries() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        let own = domain(&desk, "own.example", &[]).await;
        domain(&desk, "other.example", &[]).await;
        let administrator = place.desk_of(Rank::DomainAdministrator(vec![own.id]));
        administrator.find_domain("own.example").await.unwrap();
        let other = administrator.find_domain("other.example").await;
        assert!(matches!(other, Err(StoreError::NotFound)));
        let outcome = administrator
            .change_general("own.example", None, &general(&own), WithAddresses::No)
            .await;
        assert!(matches!(outcome, Err(StoreError::Denied)));
        let outcome = administrator.delete_domain("own.example", None, true).await;
        assert!(matches!(outcome, Err(StoreError::Denied)));
        let outcome = administrator
            .create_domain(&NewDomainDraft::default())
            .await;
        assert!(matches!(outcome, Err(StoreError::Denied)));
    })
    .await;
}
