//! The settings of a domain's directory.

use model::Code;
use model::ldap::{LdapDraft, Preset};
use store::StoreError;

use crate::support::{NOW, Place, domain, on_both, refusal, refusals, split};

fn draft() -> LdapDraft {
    LdapDraft {
        url: "ldaps://dc.example".into(),
        bind_dn: "cn=reader,dc=example".into(),
        bind_password: Some("very secret".into()),
        base_dn: "dc=example".into(),
        user_filter: Preset::Posix.user_filter().into(),
        every_minutes: Some(60),
        max_share: 20,
        ..LdapDraft::default()
    }
}

#[tokio::test]
async fn settings_live_from_saving_to_forgetting_and_the_password_never_comes_out() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example"]).await;
        assert_eq!(desk.find_ldap("a.example").await.unwrap(), None);
        let saved = desk.change_ldap("b.example", None, &draft()).await.unwrap();
        assert_eq!((saved.version, saved.has_password), (1, true));
        assert_eq!(saved.next_at, Some(NOW + 3600));
        let without = LdapDraft {
            bind_password: None,
            ..draft()
        };
        let again = desk
            .change_ldap("a.example", Some(1), &without)
            .await
            .unwrap();
        assert_eq!(again, saved, "nothing was changed");
        let by_hand = LdapDraft {
            every_minutes: None,
            ..without.clone()
        };
        let changed = desk
            .change_ldap("a.example", Some(1), &by_hand)
            .await
            .unwrap();
        assert_eq!((changed.version, changed.next_at), (2, None));
        assert!(changed.has_password);
        let stale = desk.change_ldap("a.example", Some(1), &draft()).await;
        assert!(
            matches!(stale, Err(StoreError::VersionMismatch(2))),
            "{stale:?}"
        );
        let told = place
            .texts("SELECT COALESCE(before, '') || COALESCE(after, '') FROM history")
            .await;
        assert!(told.concat().contains("\"password\":\"changed\""));
        assert!(!told.concat().contains("very secret"), "{told:?}");
        desk.remove_ldap("a.example", Some(2)).await.unwrap();
        assert_eq!(desk.find_ldap("a.example").await.unwrap(), None);
        let gone = desk.remove_ldap("a.example", None).await;
        assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
        assert_eq!(
            place.actions().await,
            [
                "domain:a.example create",
                "domain:a.example change_ldap",
                "domain:a.example change_ldap",
                "domain:a.example remove_ldap"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_directory_could_not_understand_is_refused_at_its_field() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let save = async |change: &dyn Fn(&mut LdapDraft)| {
            let mut draft = draft();
            change(&mut draft);
            desk.change_ldap("a.example", None, &draft).await
        };
        let refused = |field: &str, code: Code| vec![refusal(field, code, &[])];
        let filter = save(&|draft| draft.user_filter = "(nonsense)".into()).await;
        assert_eq!(refusals(filter), refused("user_filter", Code::LdapFilter));
        let pem = "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----";
        let certificate = save(&|draft| draft.ca_certificate = pem.into()).await;
        assert_eq!(
            refusals(certificate),
            refused("ca_certificate", Code::LdapCertificate)
        );
        let nameless = save(&|draft| draft.bind_password = None).await;
        assert_eq!(refusals(nameless), refused("bind_password", Code::Required));
        let split_group = |draft: &mut LdapDraft| draft.split_group = "elsewhere".into();
        assert_eq!(
            refusals(save(&split_group).await),
            refused("split_group", Code::MailTypeNeedsRelay)
        );
        split(&desk, "a.example", "192.0.2.7", false).await;
        save(&split_group).await.unwrap();

        // The password goes nowhere but where it was given for.
        let elsewhere = save(&|draft| {
            draft.bind_password = None;
            draft.url = "ldaps://evil.example".into();
        });
        let again = refused("bind_password", Code::LdapPasswordAgain);
        assert_eq!(refusals(elsewhere.await), again);
        let tried = LdapDraft {
            url: "ldap://dc.example:636".into(),
            plain: true,
            bind_password: None,
            ..draft()
        };
        assert_eq!(refusals(desk.try_ldap("a.example", &tried).await), again);
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_does_not_work_says_why() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let nobody = LdapDraft {
            url: "ldap://127.0.0.1:1".into(),
            ..draft()
        };
        let expected = refusal("directory", Code::LdapUnreachable, &["ldap://127.0.0.1:1"]);
        assert_eq!(
            refusals(desk.try_ldap("a.example", &nobody).await),
            [expected]
        );
        let administrator = place.desk_of_administrator("a.example").await;
        let denied = administrator.try_ldap("a.example", &nobody).await;
        assert!(matches!(denied, Err(StoreError::Denied)), "{denied:?}");
        assert_eq!(desk.find_ldap("a.example").await.unwrap(), None);
    })
    .await;
}
