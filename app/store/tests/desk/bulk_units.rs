//! Many entries moved to an organizational unit.

use model::Code;
use model::unit::UnitDraft;
use store::bulk::ManyChange;
use store::{Desk, StoreError};

use super::bulk::{all, change, filled, last_row, named, outcome, refused, undo_last};
use super::support::{Place, on_both, refusal, refusals, unit};

const HERE: &str = "a.example";

fn to(unit: &str) -> ManyChange {
    ManyChange::Unit(unit.into())
}

/// Where everybody is: login and unit.
async fn units(place: &Place) -> Vec<String> {
    place
        .texts(
            "SELECT e.login || ' ' || COALESCE(u.name, '-') FROM entry e LEFT JOIN unit u ON u.id = e.unit_id
             ORDER BY e.login",
        )
        .await
}

async fn with_units(place: &Place) -> Desk {
    let desk = filled(place).await;
    for path in ["north", "north/lille", "south"] {
        unit(&desk, HERE, path).await;
    }
    desk
}

#[tokio::test]
async fn entries_of_every_kind_move_and_go_back_each_to_its_own() {
    on_both(async |place: Place| {
        let desk = with_units(&place).await;
        let done = change(&desk, &named(&["user:ann"]), &to("south")).await;
        assert_eq!(done.unwrap(), outcome(1, 0, vec![]));
        let rows = place.actions().await.len();
        let done = change(&desk, &all(), &to("NORTH/Lille")).await;
        assert_eq!(done.unwrap(), outcome(4, 0, vec![]));
        let moved = ["ann lille", "bob lille", "cat lille", "staff lille"];
        assert_eq!(units(&place).await, moved);
        assert_eq!(place.actions().await.len(), rows + 1, "one row for all");
        let row = desk.find_history(last_row(&place).await).await.unwrap();
        let units_told = |side: Option<serde_json::Value>| side.unwrap()["unit"].clone();
        assert_eq!(units_told(row.before), serde_json::json!(["", "south"]));
        assert_eq!(units_told(row.after), "north/lille");
        assert_eq!(undo_last(&place, &desk).await, outcome(4, 0, vec![]));
        assert_eq!(
            units(&place).await,
            ["ann south", "bob -", "cat -", "staff -"]
        );
        let done = change(&desk, &all(), &to("")).await;
        assert_eq!(done.unwrap(), outcome(1, 3, vec![]));
        assert_eq!(units(&place).await, ["ann -", "bob -", "cat -", "staff -"]);
    })
    .await;
}

#[tokio::test]
async fn no_unit_no_move_and_a_unit_that_is_gone_is_named() {
    on_both(async |place: Place| {
        let desk = with_units(&place).await;
        let nowhere = change(&desk, &all(), &to("west")).await;
        let expected = [refusal("unit", Code::UnitUnknown, &["west"])];
        assert_eq!(refusals(nowhere), expected);
        let ann = named(&["user:ann", "user:bob"]);
        change(&desk, &ann, &to("south")).await.unwrap();
        let both = named(&["user:ann", "user:bob", "user:zoe"]);
        let done = change(&desk, &both, &to("north")).await.unwrap();
        let unknown = refused("user:zoe", Code::EntryUnknown);
        assert_eq!(done, outcome(2, 0, vec![unknown]));
        let row = last_row(&place).await;
        // Renamed since, a unit is the same; deleted, it is gone.
        let draft = UnitDraft {
            name: "deep".into(),
            parent: "north".into(),
        };
        desk.change_unit(HERE, "north/lille", None, &draft)
            .await
            .unwrap();
        desk.delete_unit(HERE, "south", None).await.unwrap();
        let foretold = desk.preview_undo(row).await.unwrap().many.unwrap();
        let gone = ["user:ann", "user:bob"].map(|name| refused(name, Code::UndoUnitGone));
        assert_eq!(foretold, outcome(0, 0, gone.to_vec()));
        let undone = desk.undo(row).await;
        assert_eq!(refusals(undone), [refusal("id", Code::UndoUnitGone, &[])]);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_moves_in_his_own_domain_only() {
    on_both(async |place: Place| {
        with_units(&place).await;
        super::support::domain(&place.desk(), "c.example", &[]).await;
        let own = place.desk_of_administrator("c.example").await;
        let foreign = own.change_many(HERE, &all(), &to("south"), 100).await;
        assert!(matches!(foreign, Err(StoreError::NotFound)), "{foreign:?}");
    })
    .await;
}
