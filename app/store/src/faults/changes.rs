//! The large changes.

use model::MailType;

use super::{Fault, NOW, Place, assert_all_or_nothing, domain, on_both, split};
use crate::bulk::{ManyChange, Selection};
use crate::history::HistoryQuery;
use crate::users::EntryQuery;

pub(super) const HERE: &str = "here.example";
const USERS: u32 = 400;

/// A split domain of invented users.
pub(super) async fn fill(place: &Place) {
    domain(&place.desk(), HERE, &["alias.example"]).await;
    split(&place.desk(), HERE, "192.0.2.9", false).await;
    crate::example::generate(&place.store, HERE, USERS, NOW)
        .await
        .unwrap();
}

pub(super) const fn fault(table: &'static str, row: i64, pages: i64) -> Fault {
    Fault { table, row, pages }
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_a_domain_and_bringing_it_back() {
    on_both(|place| async move {
        fill(&place).await;
        let before = place.every_row(&["history", "task"]).await;
        let faults = [
            fault("deleted_rows", 1, 0),
            fault("deleted_rows", 5, 10),
            fault("postfix_route", 300, 20),
            fault("address", 200, 30),
            fault("domain", 1, 30),
            fault("history", 1, 30),
        ];
        assert_all_or_nothing(&place, "deletion", &faults, async |desk| {
            desk.delete_domain(HERE, None, true).await
        })
        .await;

        give_back_pages(&place).await;
        let deletion = HistoryQuery {
            action: "delete".into(),
            limit: 1,
            ..HistoryQuery::default()
        };
        let row = place.desk().list_history(&deletion).await.unwrap().items[0].id;
        let faults = [
            fault("domain", 1, 0),
            fault("entry", 399, 20),
            fault("entry_word", 1, 40),
            fault("account", 200, 60),
            fault("postfix_route", 300, 60),
            fault("deleted_rows", 1, 60),
            fault("history", 1, 60),
        ];
        assert_all_or_nothing(&place, "its undo", &faults, async |desk| {
            desk.undo(row).await
        })
        .await;
        let after = place.every_row(&["history", "task"]).await;
        super::assert_same(&before, &after, "everything is back");
    })
    .await;
}

/// On SQLite the pages that a deletion made free would hold everything that comes back.
async fn give_back_pages(place: &Place) {
    if !place.is_postgres() {
        place.execute("VACUUM").await;
    }
}

/// The last row of the history.
async fn last_row(place: &Place) -> i64 {
    let last = HistoryQuery {
        limit: 1,
        ..HistoryQuery::default()
    };
    place.desk().list_history(&last).await.unwrap().items[0].id
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_many_and_bringing_them_back() {
    on_both(|place| async move {
        fill(&place).await;
        let told = ["history", "history_entry", "task"];
        let before = place.every_row(&told).await;
        let everybody = Selection::Matching(EntryQuery::default());
        let faults = [
            fault("history_entry", 1, 0),
            fault("deleted_entry_rows", 2, 10),
            fault("entry", 200, 20),
            fault("postfix_route", 300, 20),
        ];
        let outcome = assert_all_or_nothing(&place, "deletion", &faults, async |desk| {
            desk.change_many(HERE, &everybody, &ManyChange::Delete, 10)
                .await
        })
        .await;
        assert!(outcome.changed >= i64::from(USERS), "{outcome:?}");

        give_back_pages(&place).await;
        let row = last_row(&place).await;
        let faults = [
            fault("entry", 399, 0),
            fault("account", 200, 20),
            fault("entry_word", 1, 40),
            fault("postfix_route", 300, 60),
            fault("deleted_entry_rows", 1, 60),
            fault("history_entry", 300, 60),
        ];
        assert_all_or_nothing(&place, "its undo", &faults, async |desk| {
            desk.undo(row).await
        })
        .await;
        let after = place.every_row(&told).await;
        super::assert_same(&before, &after, "everybody is back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_unit_of_many_and_its_undo() {
    on_both(|place| async move {
        fill(&place).await;
        let north = model::unit::UnitDraft {
            name: "north".into(),
            ..model::unit::UnitDraft::default()
        };
        place.desk().create_unit(HERE, &north).await.unwrap();
        let everybody = Selection::Matching(EntryQuery::default());
        let faults = [
            fault("entry", 1, 0),
            fault("entry", 300, 1),
            fault("history_entry", 100, 2),
            fault("history", 1, 0),
        ];
        assert_all_or_nothing(&place, "units", &faults, async |desk| {
            let change = ManyChange::Unit("north".into());
            desk.change_many(HERE, &everybody, &change, 10).await
        })
        .await;
        let row = last_row(&place).await;
        assert_all_or_nothing(&place, "its undo", &faults, async |desk| {
            desk.undo(row).await
        })
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_type_of_many() {
    on_both(|place| async move {
        fill(&place).await;
        let everybody = Selection::Matching(EntryQuery::default());
        let faults = [
            fault("entry", 100, 0),
            fault("postfix_route", 10, 1),
            fault("postfix_route", 500, 2),
            fault("history", 1, 2),
        ];
        let change = async |desk: &crate::Desk| {
            let external = ManyChange::MailType(MailType::External);
            desk.change_many(HERE, &everybody, &external, 10).await
        };
        let outcome = assert_all_or_nothing(&place, "mail types", &faults, change).await;
        assert!(outcome.changed > 200, "{outcome:?}");
    })
    .await;
}
