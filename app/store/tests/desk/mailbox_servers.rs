//! Mailbox servers.

use model::{Code, MailType};
use store::StoreError;
use store::mailbox_servers::MailboxServerDraft;

use crate::support::{Place, domain, on_both, refusal, refusals, user};

fn server(name: &str, endpoint: &str) -> MailboxServerDraft {
    MailboxServerDraft {
        name: name.into(),
        endpoint: endpoint.into(),
    }
}

#[tokio::test]
async fn a_mailbox_server_lives_from_creation_to_deletion() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        let created = desk
            .create_mailbox_server(&server(" second ", "mail.example"))
            .await
            .unwrap();
        assert_eq!(created.name, "second");
        assert_eq!(created.endpoint, "inet:mail.example:24");
        let names: Vec<_> = desk
            .list_mailbox_servers()
            .await
            .unwrap()
            .into_iter()
            .map(|server| server.name)
            .collect();
        assert_eq!(names, ["default", "second"]);
        let change = server("deuxième", "unix:/run/lmtp");
        let changed = desk
            .change_mailbox_server("second", Some(1), &change)
            .await
            .unwrap();
        assert_eq!((changed.version, changed.used_by), (2, 0));
        let again = desk
            .change_mailbox_server("deuxième", None, &change)
            .await
            .unwrap();
        assert_eq!(again, changed);
        let stale = desk.delete_mailbox_server("deuxième", Some(1)).await;
        assert!(matches!(stale, Err(StoreError::VersionMismatch(2))));
        desk.delete_mailbox_server("deuxième", Some(2))
            .await
            .unwrap();
        let gone = desk.delete_mailbox_server("deuxième", None).await;
        assert!(matches!(gone, Err(StoreError::NotFound)));
        assert_eq!(place.actions().await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn names_are_unique_and_end_points_checked() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        assert_eq!(
            refusals(desk.create_mailbox_server(&server("", "a b")).await),
            [
                refusal("name", Code::Required, &[]),
                refusal("endpoint", Code::EndpointInvalid, &[])
            ]
        );
        let taken = server("default", "127.0.0.1:24");
        assert_eq!(
            refusals(desk.create_mailbox_server(&taken).await),
            [refusal("name", Code::ServerTaken, &[])]
        );
    })
    .await;
}

#[tokio::test]
async fn one_in_use_stays_and_its_routes_follow_its_end_point() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        domain(&desk, "b.example", &[]).await;
        for name in ["a.example", "b.example"] {
            user(&desk, name, "one", MailType::Internal, &["one"]).await;
        }
        assert_eq!(
            refusals(desk.delete_mailbox_server("default", None).await),
            [refusal("name", Code::ServerInUse, &["2"])]
        );
        let moved = server("default", "198.51.100.7:24");
        desk.change_mailbox_server("default", None, &moved)
            .await
            .unwrap();
        assert_eq!(
            place.texts("SELECT DISTINCT hop FROM postfix_route").await,
            ["lmtp:inet:198.51.100.7:24"]
        );
        place.assert_routes().await;
        // An administrator sees the servers, and of their use only his own.
        let administrator = place.desk_of_administrator("a.example").await;
        let seen = administrator.list_mailbox_servers().await.unwrap();
        assert_eq!(seen[0].used_by, 1);
        let outcome = administrator.delete_mailbox_server("default", None).await;
        assert!(matches!(outcome, Err(StoreError::Denied)));
        let outcome = administrator.create_mailbox_server(&moved).await;
        assert!(matches!(outcome, Err(StoreError::Denied)));
    })
    .await;
}
