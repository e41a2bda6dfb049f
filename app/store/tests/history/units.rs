//! Undoing changes of units, of rights on them, and of who is in them.

use model::unit::UnitDraft;
use model::{Code, MailType, Right};
use store::history::Undoing;

use crate::support::{domain, give, on_both, place_user, refusal, refusals, unit, user};
use crate::{HERE, last};

#[tokio::test]
async fn units_come_back_move_back_and_go_again() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        unit(&desk, HERE, "a").await;
        unit(&desk, HERE, "b").await;
        let draft = UnitDraft {
            name: "A2".into(),
            parent: "b".into(),
        };
        desk.change_unit(HERE, "a", None, &draft).await.unwrap();
        let moved = last(&desk, "unit:a@here.example").await;
        assert_eq!(
            (moved.undoing(), moved.may_undo),
            (Some(Undoing::UnitChange), true)
        );
        let asked = desk.preview_undo(moved.id).await.unwrap();
        assert!(
            desk.find_unit(HERE, "b/A2").await.is_ok(),
            "a preview changes nothing"
        );
        assert_eq!(desk.undo(moved.id).await.unwrap(), asked);
        let id = desk.find_unit(HERE, "a").await.unwrap().0.id;

        desk.delete_unit(HERE, "a", None).await.unwrap();
        desk.undo(last(&desk, "unit:a@here.example").await.id)
            .await
            .unwrap();
        assert_eq!(desk.find_unit(HERE, "a").await.unwrap().0.id, id);

        // Created, changed since: no longer undone by deleting it.
        let created = last(&desk, "unit:b@here.example").await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        place_user(&desk, HERE, "ann", "b").await;
        assert_eq!(
            refusals(desk.undo(created.id).await),
            [refusal("unit", Code::UnitNotEmpty, &["1", "0", "0"])]
        );
        place_user(&desk, HERE, "ann", "").await;
        desk.undo(created.id).await.unwrap();
        assert!(desk.find_unit(HERE, "b").await.is_err());
    })
    .await;
}

#[tokio::test]
async fn rights_and_places_go_back_one_by_one() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        unit(&desk, HERE, "a").await;
        unit(&desk, HERE, "b").await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let ann = "user:ann@here.example";
        give(&desk, HERE, "ann", &[("a", &[Right::Mail])]).await;
        let first = last(&desk, ann).await;
        assert_eq!(first.action, "change_administration");
        let rights = &first.differences()[0];
        assert_eq!(
            (rights.field.as_str(), &rights.after),
            ("rights", &["mail:a"].into_iter().collect())
        );
        give(
            &desk,
            HERE,
            "ann",
            &[("a", &[Right::Mail, Right::Users]), ("b", &[Right::Mail])],
        )
        .await;
        // The first right goes, those that came later stay.
        desk.undo(first.id).await.unwrap();
        let held = desk.find_user(HERE, "ann").await.unwrap().rights;
        let held: Vec<_> = held
            .iter()
            .map(|given| format!("{} {:?}", given.unit, given.rights))
            .collect();
        assert_eq!(held, ["a {Users}", "b {Mail}"]);

        place_user(&desk, HERE, "ann", "b").await;
        desk.undo(last(&desk, ann).await.id).await.unwrap();
        assert!(desk.find_user(HERE, "ann").await.unwrap().unit.is_root());

        // Deleted and brought back: with unit and rights, as far as they are still there.
        place_user(&desk, HERE, "ann", "a").await;
        desk.delete_user(HERE, "ann", None).await.unwrap();
        let gone = last(&desk, ann).await;
        desk.delete_unit(HERE, "a", None).await.unwrap();
        let back = desk.undo(gone.id).await.unwrap();
        assert_eq!(back.left_out, ["unit:a"]);
        let ann = desk.find_user(HERE, "ann").await.unwrap();
        assert!(ann.unit.is_root());
        assert_eq!(ann.rights.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn administrators_of_other_domains_go_back_too() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        domain(&desk, "there.example", &[]).await;
        user(&desk, "there.example", "zoe", MailType::Internal, &["zoe"]).await;
        desk.set_administrator(HERE, "zoe@there.example", true)
            .await
            .unwrap();
        let row = last(&desk, "domain:here.example").await;
        assert_eq!(row.action, "change_administrators");
        desk.undo(row.id).await.unwrap();
        assert!(desk.list_administrators(HERE).await.unwrap().is_empty());
        let again = last(&desk, "domain:here.example").await;
        desk.undo(again.id).await.unwrap();
        assert_eq!(desk.list_administrators(HERE).await.unwrap().len(), 1);
    })
    .await;
}
