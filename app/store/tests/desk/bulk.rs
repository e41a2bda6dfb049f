//! One change of many entries.

use model::entry::EntryDraft;
use model::{Code, EntryRef, Kind, MailType, Problem};
use store::bulk::{ManyChange, Outcome, Selection};
use store::users::EntryQuery;
use store::{Desk, StoreError};

use super::support::{Place, domain, mail, on_both, refusal, refusals, split, user};

pub async fn filled(place: &Place) -> Desk {
    let desk = place.desk();
    domain(&desk, "a.example", &["b.example"]).await;
    split(&desk, "a.example", "192.0.2.9", false).await;
    user(
        &desk,
        "a.example",
        "ann",
        MailType::Internal,
        &["ann", "a@b.example"],
    )
    .await;
    user(&desk, "a.example", "bob", MailType::External, &["bob"]).await;
    user(&desk, "a.example", "cat", MailType::None, &[]).await;
    let staff = EntryDraft {
        name: "staff".into(),
        mail: mail(MailType::Internal, &["staff"]),
        members: vec!["user:ann".into(), "user:bob".into()],
        ..EntryDraft::default()
    };
    desk.create_entry("a.example", Kind::Group, &staff)
        .await
        .unwrap();
    desk
}

pub fn named(names: &[&str]) -> Selection {
    Selection::Entries(
        names
            .iter()
            .map(|name| EntryRef::parse(name).unwrap())
            .collect(),
    )
}

pub fn all() -> Selection {
    Selection::Matching(EntryQuery::default())
}

pub fn refused(name: &str, code: Code) -> (EntryRef, Problem) {
    (EntryRef::parse(name).unwrap(), Problem::new("", code))
}

pub fn outcome(changed: i64, unchanged: i64, exceptions: Vec<(EntryRef, Problem)>) -> Outcome {
    Outcome {
        changed,
        first: Vec::new(),
        unchanged,
        refused: i64::try_from(exceptions.len()).unwrap(),
        exceptions,
        along: None,
    }
}

/// The numbers and the exceptions of what came of a change.
fn counted(outcome: Outcome) -> Outcome {
    Outcome {
        first: Vec::new(),
        ..outcome
    }
}

/// What is foretold, which must be what comes of it.
pub async fn change(
    desk: &Desk,
    selection: &Selection,
    change: &ManyChange,
) -> Result<Outcome, StoreError> {
    let foretold = desk.preview_many("a.example", selection, change, 100).await;
    let done = desk.change_many("a.example", selection, change, 100).await;
    assert_eq!(format!("{foretold:?}"), format!("{done:?}"));
    done.map(counted)
}

const fn to(mail_type: MailType) -> ManyChange {
    ManyChange::MailType(mail_type)
}

#[tokio::test]
async fn everybody_moves_but_whom_a_rule_holds_back() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let before = desk.find_user("a.example", "ann").await.unwrap();
        let expected = outcome(
            1,
            1,
            vec![
                refused("user:cat", Code::AddressRequired),
                refused("group:staff", Code::EntryKind),
            ],
        );
        let rows = place.actions().await.len();
        let external = to(MailType::External);
        let foretold = desk.preview_many("a.example", &all(), &external, 100).await;
        let foretold = foretold.unwrap();
        assert_eq!(foretold.first, [EntryRef::parse("user:ann").unwrap()]);
        assert_eq!(counted(foretold), expected);
        assert_eq!(desk.find_user("a.example", "ann").await.unwrap(), before);
        assert_eq!(place.actions().await.len(), rows);

        let done = change(&desk, &all(), &external).await;
        assert_eq!(done.unwrap(), expected);
        let after = desk.find_user("a.example", "ann").await.unwrap();
        assert_eq!(
            (after.mail_type, after.version),
            (MailType::External, before.version + 1)
        );
        assert_eq!(after.addresses, before.addresses, "addresses stay");
        assert_eq!(place.actions().await.len(), rows + 1, "one row for all");
        place.assert_routes().await;
        let group = desk.route("staff@a.example").await.unwrap();
        let hops: Vec<_> = group
            .deliveries
            .iter()
            .map(|copy| copy.next_hop.as_str())
            .collect();
        assert_eq!(hops, ["[192.0.2.9]:25", "[192.0.2.9]:25"]);
    })
    .await;
}

#[tokio::test]
async fn what_the_filter_matches_is_settled_before_anything_changes() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let internal = Selection::Matching(EntryQuery {
            mail_type: Some(MailType::Internal),
            text: "ann".into(),
            ..EntryQuery::default()
        });
        let done = change(&desk, &internal, &to(MailType::None)).await;
        assert_eq!(done.unwrap().changed, 1);
        let none = desk.find_user("a.example", "ann").await.unwrap();
        assert_eq!(none.mail_type, MailType::None);
        place.assert_routes().await;
        // Nothing left to do is no change and leaves no trace.
        let rows = place.actions().await.len();
        let again = change(&desk, &named(&["user:ann"]), &to(MailType::None)).await;
        assert_eq!(again.unwrap(), outcome(0, 1, vec![]));
        assert_eq!(place.actions().await.len(), rows);
    })
    .await;
}

#[tokio::test]
async fn who_is_not_there_is_named_and_a_missing_relay_refuses_everything() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let some = named(&["user:bob", "user:zoe", "user:bob"]);
        let done = change(&desk, &some, &to(MailType::Internal)).await;
        let expected = outcome(1, 0, vec![refused("user:zoe", Code::EntryUnknown)]);
        assert_eq!(done.unwrap(), expected);
        domain(&desk, "c.example", &[]).await;
        let outcome = desk
            .preview_many("c.example", &all(), &to(MailType::External), 100)
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("type", Code::MailTypeNeedsRelay, &[])]
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_moves_himself_away_or_reaches_into_another_domain() {
    on_both(async |place: Place| {
        filled(&place).await;
        let own = place.desk_of_user("a.example", "ann").await;
        let own_account = vec![refused("user:ann", Code::OwnAccount)];
        for away in [to(MailType::None), ManyChange::Suspended(true)] {
            let done = change(&own, &named(&["user:ann"]), &away).await;
            assert_eq!(done.unwrap(), outcome(0, 0, own_account.clone()));
        }
        domain(&place.desk(), "c.example", &[]).await;
        let foreign = own
            .change_many("c.example", &all(), &to(MailType::None), 100)
            .await;
        assert!(matches!(foreign, Err(StoreError::NotFound)), "{foreign:?}");
    })
    .await;
}

/// Whether everything is as the tables define, and the last row of the history.
pub async fn last_row(place: &Place) -> i64 {
    place.assert_routes().await;
    place.number("SELECT MAX(id) FROM history").await
}

/// Undoes the last change, as foretold, and gives what came of it.
pub async fn undo_last(place: &Place, desk: &Desk) -> Outcome {
    let row = last_row(place).await;
    let foretold = desk.preview_undo(row).await.unwrap().many;
    let done = desk.undo(row).await.unwrap().many;
    assert_eq!(foretold, done);
    let again = desk.undo(row).await;
    assert_eq!(refusals(again), [refusal("id", Code::UndoDone, &[])]);
    place.assert_routes().await;
    counted(done.unwrap())
}

#[tokio::test]
async fn mail_types_go_back_each_to_its_own() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let everybody = named(&["user:ann", "user:bob"]);
        change(&desk, &everybody, &to(MailType::None))
            .await
            .unwrap();
        // Changed since, and gone.
        user(&desk, "a.example", "dan", MailType::Internal, &["dan"]).await;
        assert_eq!(
            undo_last_but(&place, &desk, "change_mail_types").await,
            outcome(2, 0, vec![])
        );
        let types = place
            .texts("SELECT mail_type FROM entry WHERE kind = 'user' ORDER BY login")
            .await;
        assert_eq!(types, ["internal", "external", "none", "internal"]);
        // Undoing the undoing is a change like any other.
        assert_eq!(undo_last(&place, &desk).await.changed, 2);
        let types = place
            .texts("SELECT mail_type FROM entry WHERE kind = 'user' ORDER BY login")
            .await;
        assert_eq!(types, ["none", "none", "none", "internal"]);
    })
    .await;
}

async fn undo_last_but(place: &Place, desk: &Desk, action: &str) -> Outcome {
    let row = place
        .number(&format!(
            "SELECT MAX(id) FROM history WHERE action = '{action}'"
        ))
        .await;
    counted(desk.undo(row).await.unwrap().many.unwrap())
}

#[tokio::test]
async fn what_was_changed_since_or_is_forbidden_now_stays_and_is_named() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let everybody = named(&["user:ann", "user:bob"]);
        change(&desk, &everybody, &to(MailType::None))
            .await
            .unwrap();
        let row = last_row(&place).await;
        desk.change_many(
            "a.example",
            &named(&["user:ann"]),
            &to(MailType::External),
            9,
        )
        .await
        .unwrap();
        desk.delete_user("a.example", "bob", None).await.unwrap();
        let foretold = desk.preview_undo(row).await.unwrap().many.unwrap();
        let expected = vec![
            refused("user:bob", Code::UndoGone),
            refused("user:ann", Code::UndoChangedSince),
        ];
        assert_eq!(foretold, outcome(0, 0, expected));
        let refused = desk.undo(row).await;
        assert_eq!(refusals(refused), [refusal("id", Code::UndoGone, &[])]);
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn suspending_stops_mail_signs_out_and_goes_back() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let some = named(&["user:ann", "group:staff"]);
        let done = change(&desk, &some, &ManyChange::Suspended(true))
            .await
            .unwrap();
        assert_eq!(done, outcome(2, 0, vec![]));
        let reply = async |address: &str| desk.route(address).await.unwrap().reply;
        assert!(
            reply("ann@a.example")
                .await
                .unwrap()
                .starts_with("550 5.2.1")
        );
        assert!(
            reply("staff@a.example")
                .await
                .unwrap()
                .starts_with("550 5.2.1")
        );
        assert_eq!(undo_last(&place, &desk).await, outcome(2, 0, vec![]));
        assert_eq!(reply("ann@a.example").await, None);
        let again = change(&desk, &all(), &ManyChange::Suspended(false))
            .await
            .unwrap();
        assert_eq!(again, outcome(0, 4, vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_quota_is_given_to_mailboxes_only_and_goes_back() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let done = change(&desk, &all(), &ManyChange::Quota(2048))
            .await
            .unwrap();
        assert_eq!(
            done,
            outcome(3, 0, vec![refused("group:staff", Code::EntryKind)])
        );
        let ann = desk.find_user("a.example", "ann").await.unwrap();
        assert_eq!((ann.quota_kib, ann.version), (2048, 2));
        let wrong = change(&desk, &all(), &ManyChange::Quota(-1)).await;
        assert_eq!(
            refusals(wrong),
            [refusal("quota_kib", Code::QuotaInvalid, &[])]
        );
        assert_eq!(undo_last(&place, &desk).await, outcome(3, 0, vec![]));
        assert_eq!(
            desk.find_user("a.example", "ann").await.unwrap().quota_kib,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn entries_join_and_leave_a_group_together() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let inner = EntryDraft {
            name: "inner".into(),
            members: vec!["group:staff".into()],
            ..EntryDraft::default()
        };
        desk.create_entry("a.example", Kind::Group, &inner)
            .await
            .unwrap();
        let join = |group: &str, is_in| ManyChange::Membership {
            group: group.into(),
            is_in,
        };
        let cycle = Problem::new("", Code::MemberCycle).with("staff");
        let held_back = ["group:inner", "group:staff"]
            .map(|name| (EntryRef::parse(name).unwrap(), cycle.clone()))
            .to_vec();
        let done = change(&desk, &all(), &join("staff", true)).await.unwrap();
        assert_eq!(done, outcome(1, 2, held_back));
        let members = desk.list_members("a.example", "staff").await.unwrap();
        assert_eq!(members.len(), 3);
        assert_eq!(undo_last(&place, &desk).await, outcome(1, 0, vec![]));
        let left = change(&desk, &named(&["user:ann"]), &join("staff", false))
            .await
            .unwrap();
        assert_eq!(left, outcome(1, 0, vec![]));
        place.assert_routes().await;
        let members = desk.list_members("a.example", "staff").await.unwrap();
        assert_eq!(members.len(), 1);
        let nowhere = change(&desk, &all(), &join("nowhere", true)).await;
        assert_eq!(
            refusals(nowhere),
            [refusal("group", Code::MemberUnknown, &["nowhere"])]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_change_runs_as_a_task_and_is_undone_as_one() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let started = desk
            .start_many("a.example", &all(), &ManyChange::Suspended(true))
            .await
            .unwrap();
        let mut task = desk.find_task(started).await.unwrap();
        for _ in 0..200 {
            if !task.state.is_running() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            task = desk.find_task(started).await.unwrap();
        }
        let counts = task.outcome.unwrap().counts;
        assert_eq!(counts, [(model::task::Counted::Changed, 4)]);
        assert_eq!(task.history, Some(last_row(&place).await));
        assert_eq!(undo_last(&place, &desk).await.changed, 4);
    })
    .await;
}
