//! Lists of the history: whose, which, and page by page.

use model::access::Rank;
use model::{MailType, user::IdentityDraft};
use store::history::{HistoryQuery, HistoryRow, HistoryScope};
use store::{Desk, StoreError};

use crate::support::{domain, mail, on_both, user};
use crate::{HERE, all, entry, last, reference};

async fn list(desk: &Desk, query: HistoryQuery) -> Vec<String> {
    let query = HistoryQuery {
        limit: 500,
        ..query
    };
    let page = desk.list_history(&query).await.unwrap();
    page.items.iter().map(said).collect()
}

fn said(row: &HistoryRow) -> String {
    format!("{} {}", row.object, row.action)
}

fn of(scope: HistoryScope) -> HistoryQuery {
    HistoryQuery {
        scope,
        ..HistoryQuery::default()
    }
}

#[tokio::test]
async fn an_entry_keeps_its_history_under_another_name() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let staff = entry("staff", mail(MailType::None, &["staff"]), &["user:ann"]);
        desk.create_entry(HERE, model::Kind::Group, &staff)
            .await
            .unwrap();
        let anna = IdentityDraft {
            login: "anna".into(),
            ..IdentityDraft::default()
        };
        desk.change_user_identity(HERE, "ann", None, &anna, None)
            .await
            .unwrap();
        let scope = HistoryScope::Entry(HERE.into(), reference("user:anna"));
        assert_eq!(
            list(&desk, of(scope)).await,
            [
                "user:ann@here.example change_identity",
                "user:ann@here.example create"
            ]
        );
        assert_eq!(
            list(&desk, of(HistoryScope::Settings(HERE.into()))).await,
            ["domain:here.example create"]
        );
        assert_eq!(
            list(&desk, of(HistoryScope::Domain(HERE.into())))
                .await
                .len(),
            4
        );
    })
    .await;
}

#[tokio::test]
async fn filters_take_beginnings_and_add_up() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        for login in ["ann", "anna", "bob"] {
            user(&desk, HERE, login, MailType::Internal, &[login]).await;
        }
        desk.delete_user(HERE, "anna", None).await.unwrap();
        let text = |text: &str, action: &str| HistoryQuery {
            text: text.into(),
            action: action.into(),
            ..HistoryQuery::default()
        };
        assert_eq!(list(&desk, text("ANN", "")).await.len(), 3);
        assert_eq!(list(&desk, text("user:b", "")).await.len(), 1);
        assert_eq!(list(&desk, text("test", "")).await.len(), 5, "by the actor");
        assert_eq!(list(&desk, text("nn", "")).await.len(), 0);
        assert_eq!(list(&desk, text("%", "")).await.len(), 0);
        assert_eq!(
            list(&desk, text("ann", "delete")).await,
            ["user:anna@here.example delete"]
        );
    })
    .await;
}

#[tokio::test]
async fn pages_lead_forth_and_back() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        for number in 0..6 {
            let login = format!("u{number}");
            user(&desk, HERE, &login, MailType::Internal, &[&login]).await;
        }
        let whole: Vec<i64> = all(&desk).await.iter().map(|row| row.id).collect();
        let mut query = HistoryQuery {
            limit: 3,
            ..of(HistoryScope::Domain(HERE.into()))
        };
        let mut seen = Vec::new();
        let mut last_page = None;
        loop {
            let page = desk.list_history(&query).await.unwrap();
            seen.extend(page.items.iter().map(|row| row.id));
            query.after.clone_from(&page.next);
            last_page = page.previous.or(last_page);
            if query.after.is_none() {
                break;
            }
        }
        assert_eq!(seen, whole);
        query.after = last_page;
        let before: Vec<i64> = desk
            .list_history(&query)
            .await
            .unwrap()
            .items
            .iter()
            .map(|row| row.id)
            .collect();
        assert_eq!(before, whole[3..6]);
        query.after = Some("x".into());
        assert!(matches!(
            desk.list_history(&query).await,
            Err(StoreError::Invalid(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn a_tenant_reads_and_undoes_nothing_of_another() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        domain(&desk, "away.example", &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let row = last(&desk, "user:ann@here.example").await;
        let stranger = place.desk_of_administrator("away.example").await;
        assert!(matches!(
            stranger.find_history(row.id).await,
            Err(StoreError::NotFound)
        ));
        assert!(matches!(
            stranger.preview_undo(row.id).await,
            Err(StoreError::NotFound)
        ));
        assert!(matches!(
            stranger.undo(row.id).await,
            Err(StoreError::NotFound)
        ));
        for scope in [
            HistoryScope::Domain(HERE.into()),
            HistoryScope::Settings(HERE.into()),
            HistoryScope::Entry(HERE.into(), reference("user:ann")),
        ] {
            assert!(matches!(
                stranger.list_history(&of(scope)).await,
                Err(StoreError::NotFound)
            ));
        }
        assert!(matches!(
            stranger.list_history(&HistoryQuery::default()).await,
            Err(StoreError::Denied)
        ));
        // His own: he reads the domain's settings and undoes the changes of entries only.
        let own = place.desk_of_administrator(HERE).await;
        let rows = own
            .list_history(&HistoryQuery {
                limit: 9,
                ..of(HistoryScope::Domain(HERE.into()))
            })
            .await
            .unwrap()
            .items;
        let may: Vec<_> = rows.iter().map(|row| (said(row), row.may_undo)).collect();
        assert_eq!(
            may,
            [
                ("user:ann@here.example create".to_owned(), true),
                ("domain:here.example create".to_owned(), false)
            ]
        );
        assert!(matches!(
            own.undo(rows[1].id).await,
            Err(StoreError::Denied)
        ));
        own.undo(row.id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn rows_outlive_the_domain_for_superadministrators() {
    on_both(|place| async move {
        let desk = place.desk();
        let id = domain(&desk, HERE, &[]).await.id;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let row = last(&desk, "user:ann@here.example").await;
        desk.delete_domain(HERE, None, true).await.unwrap();
        assert_eq!(
            list(&desk, HistoryQuery::default()).await,
            [
                "domain:here.example delete",
                "user:ann@here.example create",
                "domain:here.example create"
            ]
        );
        let former = place.desk_of(Rank::DomainAdministrator(vec![id + 1]));
        assert!(matches!(
            former.find_history(row.id).await,
            Err(StoreError::NotFound)
        ));
    })
    .await;
}
