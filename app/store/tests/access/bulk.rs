//! Changes of many by user administrators: each entry asks for its own right.

use model::entry::EntryDraft;
use model::{Code, Kind, Right};
use store::bulk::{ManyChange, Selection};
use store::users::EntryQuery;

use super::desks::{HERE, everything};
use super::support::{Place, on_both, refusal, refusals};
use super::units::{LILLE, exception, filled, holder};

fn all() -> Selection {
    Selection::Matching(EntryQuery::default())
}

/// ann, the group `ours` and an administrator of the domain, all of them in `north/lille`.
async fn mixed(place: &Place) -> i64 {
    let id = filled(place, &["ann", "boss"]).await;
    let ours = EntryDraft {
        name: "ours".into(),
        unit: LILLE.into(),
        ..EntryDraft::default()
    };
    let desk = place.desk();
    desk.create_entry(HERE, Kind::Group, &ours).await.unwrap();
    desk.set_administrator(HERE, "boss", true).await.unwrap();
    id
}

#[tokio::test]
async fn groups_ask_for_the_right_on_groups_and_others_for_that_on_users() {
    on_both(|place| async move {
        let id = mixed(&place).await;
        let north = ManyChange::Unit("north".into());
        let missing = |name: &str| exception(name, Code::RightMissing);
        let above = exception("user:boss", Code::RankAbove);
        for (right, expected) in [
            (Right::Users, vec![above, missing("group:ours")]),
            (
                Right::Groups,
                vec![missing("user:ann"), missing("user:boss")],
            ),
        ] {
            let own = holder(&place, id, &[("north", &[right])]).await;
            for change in [&north, &ManyChange::Suspended(true)] {
                let told = own.preview_many(HERE, &all(), change, 9).await.unwrap();
                assert_eq!(
                    (told.changed, &told.exceptions),
                    (1, &expected),
                    "{change:?}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_move_of_many_needs_the_right_at_both_ends() {
    on_both(|place| async move {
        let id = mixed(&place).await;
        let own = holder(
            &place,
            id,
            &[
                ("north", &[Right::Mail, Right::Groups]),
                (LILLE, &[Right::Users, Right::Groups]),
            ],
        )
        .await;
        let before = everything(&place).await;
        for (unit, code, args) in [
            ("", Code::UnitRequired, &[][..]),
            ("south", Code::UnitUnknown, &["south"]),
        ] {
            let change = ManyChange::Unit(unit.into());
            let outcome = own.change_many(HERE, &all(), &change, 9).await;
            assert_eq!(refusals(outcome), [refusal("unit", code, args)]);
        }
        assert_eq!(everything(&place).await, before);
        // Groups may go there, and nothing else.
        let north = ManyChange::Unit("north".into());
        let done = own.change_many(HERE, &all(), &north, 9).await.unwrap();
        let held_back = vec![
            exception("user:ann", Code::RightMissing),
            exception("user:boss", Code::RankAbove),
        ];
        assert_eq!((done.changed, done.exceptions), (1, held_back));
        let users = holder(
            &place,
            id,
            &[("north", &[Right::Mail]), (LILLE, &[Right::Users])],
        );
        let outcome = users.await.change_many(HERE, &all(), &north, 9).await;
        assert_eq!(
            refusals(outcome),
            [refusal("unit", Code::RightMissing, &[])]
        );
    })
    .await;
}
