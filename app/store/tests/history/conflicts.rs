//! What stands against undoing.

use model::domain::MailRoutingDraft;
use model::mail::MailDraft;
use model::user::IdentityDraft;
use model::{Code, MailType};

use crate::support::{domain, mail, on_both, refusal, refusals, split, user};
use crate::{HERE, last};

const ANN: &str = "user:ann@here.example";

#[tokio::test]
async fn fields_changed_since_are_named_and_nothing_is_changed() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let quota = |kib, addresses: &[&str]| MailDraft {
            quota_kib: Some(kib),
            ..mail(MailType::Internal, addresses)
        };
        desk.change_user_mail(HERE, "ann", None, &quota(10, &["ann", "a"]), None)
            .await
            .unwrap();
        let row = last(&desk, ANN).await;
        desk.change_user_mail(HERE, "ann", None, &quota(20, &["ann", "b"]), Some(true))
            .await
            .unwrap();
        let before = desk.find_user(HERE, "ann").await.unwrap();
        let expected = [refusal(
            "id",
            Code::UndoChangedSince,
            &["mail.addresses, mail.quota_kib"],
        )];
        assert_eq!(refusals(desk.preview_undo(row.id).await), expected);
        assert_eq!(refusals(desk.undo(row.id).await), expected);
        assert_eq!(desk.find_user(HERE, "ann").await.unwrap(), before);
        assert!(desk.find_history(row.id).await.unwrap().undone_by.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_domain_changed_since_in_the_same_field_is_left_alone() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        split(&desk, HERE, "192.0.2.9", false).await;
        let row = last(&desk, "domain:here.example").await;
        split(&desk, HERE, "192.0.2.8", false).await;
        assert_eq!(
            refusals(desk.undo(row.id).await),
            [refusal(
                "id",
                Code::UndoChangedSince,
                &["mail_routing.relay"]
            )]
        );
    })
    .await;
}

#[tokio::test]
async fn rules_hold_for_undoing_as_for_saving() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        split(&desk, HERE, "192.0.2.9", false).await;
        let relay = last(&desk, "domain:here.example").await;
        user(&desk, HERE, "ann", MailType::External, &["ann"]).await;
        // The relay is in use now.
        assert_eq!(
            refusals(desk.undo(relay.id).await),
            [refusal("relay", Code::RelayInUse, &["1"])]
        );
        let internal = mail(MailType::Internal, &["ann"]);
        desk.change_user_mail(HERE, "ann", None, &internal, None)
            .await
            .unwrap();
        let moved = last(&desk, ANN).await;
        let none = MailRoutingDraft::default();
        desk.change_mail_routing(HERE, None, &none).await.unwrap();
        assert_eq!(
            refusals(desk.undo(moved.id).await),
            [refusal("type", Code::MailTypeNeedsRelay, &[])]
        );
        // Somebody else has the address, then the login.
        desk.delete_user(HERE, "ann", None).await.unwrap();
        let deleted = last(&desk, ANN).await;
        user(&desk, HERE, "bob", MailType::Internal, &["bob", "ann"]).await;
        assert_eq!(
            refusals(desk.undo(deleted.id).await),
            [refusal(
                "addresses[0].local_part",
                Code::AddressTaken,
                &["bob"]
            )]
        );
        desk.delete_user(HERE, "bob", None).await.unwrap();
        user(&desk, HERE, "ann", MailType::Internal, &["other"]).await;
        assert_eq!(
            refusals(desk.undo(deleted.id).await),
            [refusal("login", Code::LoginTaken, &[])]
        );
        // The change of one who is gone is not undone on another of the same name.
        assert_eq!(
            refusals(desk.undo(moved.id).await),
            [refusal("id", Code::UndoGone, &[])]
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_his_own_rights_by_undoing() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let chief = IdentityDraft {
            login: "ann".into(),
            is_administrator: true,
            ..IdentityDraft::default()
        };
        desk.change_user_identity(HERE, "ann", None, &chief, None)
            .await
            .unwrap();
        let row = last(&desk, ANN).await;
        let own = place.desk_of_user(HERE, "ann").await;
        assert_eq!(
            refusals(own.undo(row.id).await),
            [refusal("is_administrator", Code::OwnAccount, &[])]
        );
    })
    .await;
}
