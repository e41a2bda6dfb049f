//! One change of many entries.

use model::entry::EntryDraft;
use model::{Code, EntryRef, Kind, MailType};
use store::bulk::{Outcome, Selection};
use store::users::EntryQuery;
use store::{Desk, StoreError};

use super::support::{Place, domain, mail, on_both, refusal, refusals, split, user};

async fn filled(place: &Place) -> Desk {
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

fn named(names: &[&str]) -> Selection {
    Selection::Entries(
        names
            .iter()
            .map(|name| EntryRef::parse(name).unwrap())
            .collect(),
    )
}

fn all() -> Selection {
    Selection::Matching(EntryQuery::default())
}

fn refused(name: &str, code: Code) -> (EntryRef, Code) {
    (EntryRef::parse(name).unwrap(), code)
}

#[tokio::test]
async fn everybody_moves_but_whom_a_rule_holds_back() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let before = desk.find_user("a.example", "ann").await.unwrap();
        let expected = Outcome {
            changed: 1,
            unchanged: 1,
            refused: vec![
                refused("user:cat", Code::AddressRequired),
                refused("group:staff", Code::EntryKind),
            ],
        };
        let rows = place.actions().await.len();
        let foretold = desk
            .change_mail_types("a.example", &all(), MailType::External, true)
            .await;
        assert_eq!(foretold.unwrap(), expected);
        assert_eq!(desk.find_user("a.example", "ann").await.unwrap(), before);
        assert_eq!(place.actions().await.len(), rows);

        let done = desk
            .change_mail_types("a.example", &all(), MailType::External, false)
            .await;
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
        let done = desk
            .change_mail_types("a.example", &internal, MailType::None, false)
            .await;
        assert_eq!(done.unwrap().changed, 1);
        let none = desk.find_user("a.example", "ann").await.unwrap();
        assert_eq!(none.mail_type, MailType::None);
        place.assert_routes().await;
        // Nothing left to do is no change and leaves no trace.
        let rows = place.actions().await.len();
        let again = desk
            .change_mail_types("a.example", &named(&["user:ann"]), MailType::None, false)
            .await;
        assert_eq!(
            again.unwrap(),
            Outcome {
                unchanged: 1,
                ..Outcome::default()
            }
        );
        assert_eq!(place.actions().await.len(), rows);
    })
    .await;
}

#[tokio::test]
async fn who_is_not_there_is_named_and_a_missing_relay_refuses_everything() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let some = named(&["user:bob", "user:zoe", "user:bob"]);
        let done = desk
            .change_mail_types("a.example", &some, MailType::Internal, false)
            .await;
        let expected = Outcome {
            changed: 1,
            unchanged: 0,
            refused: vec![refused("user:zoe", Code::EntryUnknown)],
        };
        assert_eq!(done.unwrap(), expected);
        domain(&desk, "c.example", &[]).await;
        let outcome = desk
            .change_mail_types("c.example", &all(), MailType::External, true)
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
        let outcome = own
            .change_mail_types("a.example", &named(&["user:ann"]), MailType::None, false)
            .await;
        assert_eq!(
            outcome.unwrap().refused,
            [refused("user:ann", Code::OwnAccount)]
        );
        domain(&place.desk(), "c.example", &[]).await;
        let foreign = own
            .change_mail_types("c.example", &all(), MailType::None, false)
            .await;
        assert!(matches!(foreign, Err(StoreError::NotFound)), "{foreign:?}");
    })
    .await;
}
