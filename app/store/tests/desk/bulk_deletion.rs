//! Many entries deleted at once, and brought back.

use model::domain::MailRoutingDraft;
use model::entry::EntryDraft;
use model::handling::{Forward, HandlingDraft};
use model::{Code, EntryRef, Kind, MailType, Problem};
use store::bulk::{Along, ManyChange, Outcome};
use store::domains::WithAddresses;
use store::history::{HistoryQuery, HistoryScope, Undoing};
use store::{Desk, StoreError};

use super::bulk::{all, change, filled, last_row, named, refused};
use super::rows::assert_same;
use super::support::{
    NOW, Place, domain, draft, mail, on_both, place_user, refusal, refusals, unit, user,
};

const HERE: &str = "a.example";
const A_DAY: i64 = 24 * 60 * 60;
/// What tells of changes and not of entries.
const TOLD: &[&str] = &["history", "history_entry", "task", "log_in_session"];

fn entry(name: &str) -> EntryRef {
    EntryRef::parse(name).unwrap()
}

async fn group(desk: &Desk, name: &str, members: &[&str]) {
    let group = EntryDraft {
        name: name.into(),
        mail: mail(MailType::Internal, &[name]),
        members: members.iter().map(ToString::to_string).collect(),
        ..EntryDraft::default()
    };
    desk.create_entry(HERE, Kind::Group, &group).await.unwrap();
}

/// ann with a password, a unit, forwarding, a key and rights; she and the group `staff`, which is inside
/// `outer`, are what is deleted.
async fn with_everything(place: &Place) -> Desk {
    let desk = filled(place).await;
    group(&desk, "outer", &["group:staff", "user:cat"]).await;
    unit(&desk, HERE, "north").await;
    place_user(&desk, HERE, "ann", "north").await;
    let identity = draft("ann", None).identity;
    let identity = model::user::IdentityDraft {
        unit: "north".into(),
        ..identity
    };
    desk.change_user_identity(HERE, "ann", None, &identity, Some("correct horse battery"))
        .await
        .unwrap();
    desk.set_administrator(HERE, "ann", true).await.unwrap();
    let away = HandlingDraft {
        forward: Some(Forward {
            active: true,
            to: vec!["me@elsewhere.example".into()],
            keep_copy: true,
        }),
        ..HandlingDraft::default()
    };
    desk.change_handling(HERE, &entry("user:ann"), None, &away)
        .await
        .unwrap();
    place.desk_as(HERE, "ann").await;
    desk
}

async fn delete(desk: &Desk, names: &[&str]) -> Outcome {
    let done = change(desk, &named(names), &ManyChange::Delete).await;
    done.unwrap()
}

#[tokio::test]
async fn every_row_of_the_deleted_comes_back() {
    on_both(async |place: Place| {
        let desk = with_everything(&place).await;
        let before = place.every_row(TOLD).await;
        let rows = place.actions().await.len();
        let done = delete(&desk, &["user:ann", "group:staff", "user:zoe"]).await;
        let along = Along {
            addresses: 3,
            memberships: 2,
        };
        assert_eq!((done.changed, done.along), (2, Some(along)));
        assert_eq!(done.exceptions, [refused("user:zoe", Code::EntryUnknown)]);
        assert_eq!(place.actions().await.len(), rows + 1, "one row for all");
        let row = last_row(&place).await;
        let gone = desk.find_user(HERE, "ann").await;
        assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
        let reply = desk.route("staff@a.example").await.unwrap().reply;
        assert!(reply.unwrap().starts_with("550 5.1.1"));
        let outer = desk.list_members(HERE, "outer").await.unwrap();
        assert_eq!(outer.len(), 1);

        let shown = desk.find_history(row).await.unwrap();
        assert_eq!(shown.undoing(), Some(Undoing::ManyDeletion));
        assert!(shown.may_undo);
        let foretold = desk.preview_undo(row).await.unwrap();
        let done = desk.undo(row).await.unwrap();
        assert_eq!(foretold.many, done.many);
        assert_eq!(done.many.unwrap().changed, 2);
        assert_eq!(done.left_out, Vec::<String>::new());
        place.assert_routes().await;
        // Whoever opened the group that stayed is told that somebody is in it again.
        place
            .execute("UPDATE entry SET version = version - 1 WHERE login = 'outer'")
            .await;
        assert_same(&before, &place.every_row(TOLD).await, "after their return");
        let again = desk.undo(row).await;
        assert_eq!(refusals(again), [refusal("id", Code::UndoDone, &[])]);
        // Deleted again they can come back again.
        delete(&desk, &["user:ann", "group:staff"]).await;
        desk.undo(last_row(&place).await).await.unwrap();
        assert_eq!(
            place.number("SELECT COUNT(*) FROM deleted_entries").await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn whatever_is_in_the_way_is_named_and_nobody_comes_back() {
    on_both(async |place: Place| {
        let desk = with_everything(&place).await;
        delete(&desk, &["user:ann", "user:bob", "group:staff"]).await;
        let row = last_row(&place).await;
        let before = place.every_row(&[]).await;
        assert_eq!(
            desk.preview_undo(row).await.unwrap().many.unwrap().changed,
            3
        );
        assert_eq!(
            place.every_row(&[]).await,
            before,
            "a preview changes nothing"
        );
        // Another bob, one of ann's addresses, no relay.
        user(&desk, HERE, "bob", MailType::Internal, &["bobby"]).await;
        user(&desk, HERE, "new", MailType::Internal, &["ann@a.example"]).await;
        let alone = MailRoutingDraft::default();
        desk.change_mail_routing(HERE, None, &alone).await.unwrap();
        let with =
            |name: &str, code: Code, arg: &str| (entry(name), Problem::new("", code).with(arg));
        let in_the_way = vec![
            with("user:bob", Code::EntryTaken, "bob"),
            with("user:ann", Code::AddressTaken, "new"),
            refused("user:bob", Code::MailTypeNeedsRelay),
        ];
        let foretold = desk.preview_undo(row).await.unwrap().many.unwrap();
        assert_eq!((foretold.changed, &foretold.exceptions), (0, &in_the_way));
        let expected = [
            refusal("user:bob", Code::EntryTaken, &["bob"]),
            refusal("user:ann", Code::AddressTaken, &["new"]),
            refusal("user:bob", Code::MailTypeNeedsRelay, &[]),
        ];
        assert_eq!(refusals(desk.undo(row).await), expected);
        assert!(desk.find_user(HERE, "ann").await.is_err(), "all or nobody");
        delete(&desk, &["user:bob", "user:new"]).await;
        super::support::split(&desk, HERE, "192.0.2.9", false).await;
        assert_eq!(desk.undo(row).await.unwrap().many.unwrap().changed, 3);
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn names_units_and_groups_that_are_gone_are_told() {
    on_both(async |place: Place| {
        let desk = with_everything(&place).await;
        delete(&desk, &["user:ann"]).await;
        let row = last_row(&place).await;
        desk.delete_unit(HERE, "north", None).await.unwrap();
        delete(&desk, &["group:staff"]).await;
        desk.change_aliases(HERE, None, &[], WithAddresses::No)
            .await
            .unwrap();
        let expected = [refusal("user:ann", Code::AddressForeignName, &[])];
        assert_eq!(refusals(desk.undo(row).await), expected);
        let alias = ["b.example".to_owned()];
        desk.change_aliases(HERE, None, &alias, WithAddresses::No)
            .await
            .unwrap();
        let done = desk.undo(row).await.unwrap();
        assert_eq!(done.left_out, ["unit:north", "group:staff"]);
        let ann = desk.find_user(HERE, "ann").await.unwrap();
        assert_eq!(ann.unit.to_string(), "");
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_deletes_himself_or_whoever_holds_more_or_brings_him_back() {
    on_both(async |place: Place| {
        let desk = with_everything(&place).await;
        domain(&desk, "c.example", &[]).await;
        let bob = format!("bob@{HERE}");
        for name in [HERE, "c.example"] {
            desk.set_administrator(name, &bob, true).await.unwrap();
        }
        let own = place.desk_of_user(HERE, "ann").await;
        let done = delete(&own, &["user:ann", "user:bob", "user:cat"]).await;
        let held_back = [
            refused("user:ann", Code::OwnAccount),
            refused("user:bob", Code::RankAbove),
        ];
        assert_eq!((done.changed, &done.exceptions[..]), (1, &held_back[..]));
        delete(&desk, &["user:bob"]).await;
        let row = last_row(&place).await;
        let expected = [refusal("user:bob", Code::RankAbove, &[])];
        assert_eq!(refusals(own.undo(row).await), expected);
        assert_eq!(desk.undo(row).await.unwrap().many.unwrap().changed, 1);
        let foreign = place.desk_of_administrator("c.example").await;
        let outcome = foreign
            .change_many(HERE, &all(), &ManyChange::Delete, 9)
            .await;
        assert!(matches!(outcome, Err(StoreError::NotFound)), "{outcome:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_goes_with_the_domain_and_after_its_time() {
    on_both(async |place: Place| {
        let desk = with_everything(&place).await;
        delete(&desk, &["user:ann"]).await;
        let row = last_row(&place).await;
        desk.delete_domain(HERE, None, true).await.unwrap();
        assert_eq!(
            place.number("SELECT COUNT(*) FROM deleted_entries").await,
            0
        );
        desk.undo(last_row(&place).await).await.unwrap();
        assert!(desk.find_history(row).await.unwrap().may_undo);
        let late = NOW + 31 * A_DAY;
        place
            .store
            .purge_deleted_domains(NOW + 29 * A_DAY)
            .await
            .unwrap();
        assert!(desk.find_history(row).await.unwrap().may_undo);
        place.store.purge_deleted_domains(late).await.unwrap();
        assert_eq!(
            place.actions().await.last().unwrap(),
            "domain:a.example purge_entries"
        );
        assert!(!desk.find_history(row).await.unwrap().may_undo);
        let undone = desk.undo(row).await;
        assert_eq!(refusals(undone), [refusal("id", Code::UndoNotKept, &[])]);
    })
    .await;
}

#[tokio::test]
async fn the_history_of_an_entry_tells_of_changes_of_many() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let some = named(&["user:ann", "user:bob"]);
        change(&desk, &some, &ManyChange::Quota(2048))
            .await
            .unwrap();
        delete(&desk, &["user:ann"]).await;
        desk.undo(last_row(&place).await).await.unwrap();
        let told = async |name: &str| {
            let query = HistoryQuery {
                scope: HistoryScope::Entry(HERE.into(), entry(name)),
                ..HistoryQuery::default()
            };
            let rows = desk.list_history(&query).await.unwrap().items;
            rows.into_iter().map(|row| row.action).collect::<Vec<_>>()
        };
        assert_eq!(
            told("user:ann").await,
            [
                "restore_entries",
                "delete_entries",
                "change_quotas",
                "create"
            ]
        );
        assert_eq!(told("user:bob").await, ["change_quotas", "create"]);
        assert_eq!(told("user:cat").await, ["create"]);
    })
    .await;
}
