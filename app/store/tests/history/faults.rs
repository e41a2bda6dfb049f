//! A fault in the middle leaves nothing half done.

use model::{Code, Kind, MailType};
use store::StoreError;

use crate::support::{Place, domain, mail, on_both, refusal, refusals, user};
use crate::{HERE, entry, last};

/// Everything that undoing writes.
async fn everything(place: &Place) -> Vec<String> {
    place
        .texts(
            "SELECT 'entry ' || login || version FROM entry
             UNION ALL SELECT 'address ' || local_part FROM address
             UNION ALL SELECT 'word ' || word FROM entry_word
             UNION ALL SELECT 'route ' || address FROM postfix_route
             UNION ALL SELECT 'accounts ' || COUNT(*) FROM account
             UNION ALL SELECT 'history ' || COUNT(*) FROM history
             ORDER BY 1",
        )
        .await
}

#[tokio::test]
async fn a_fault_in_the_middle_of_undoing_leaves_everything_as_it_was() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let staff = entry("staff", mail(MailType::None, &["staff"]), &["user:ann"]);
        desk.create_entry(HERE, Kind::Group, &staff).await.unwrap();
        desk.delete_user(HERE, "ann", None).await.unwrap();
        let row = last(&desk, "user:ann@here.example").await;
        let before = everything(&place).await;

        // The user is written already when the groups are asked for.
        place
            .execute("ALTER TABLE group_member RENAME TO elsewhere")
            .await;
        assert!(matches!(
            desk.undo(row.id).await,
            Err(StoreError::Unavailable(_))
        ));
        place
            .execute("ALTER TABLE elsewhere RENAME TO group_member")
            .await;
        assert_eq!(everything(&place).await, before);
        assert!(desk.find_history(row.id).await.unwrap().undone_by.is_none());

        desk.undo(row.id).await.unwrap();
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn two_who_undo_at_once_undo_once() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        desk.delete_user(HERE, "ann", None).await.unwrap();
        let row = last(&desk, "user:ann@here.example").await;
        let (first, second) = tokio::join!(desk.undo(row.id), desk.undo(row.id));
        let late = if first.is_ok() { second } else { first };
        assert_eq!(refusals(late), [refusal("id", Code::UndoDone, &[])]);
        desk.find_user(HERE, "ann").await.unwrap();
        let undone = place
            .number(&format!(
                "SELECT COUNT(*) FROM history WHERE undoes = {}",
                row.id
            ))
            .await;
        assert_eq!(undone, 1);
    })
    .await;
}
