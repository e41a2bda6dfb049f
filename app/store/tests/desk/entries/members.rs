//! Who is in a group, and whom its mail reaches.

use model::entry::{EntryDraft, Kind};
use model::group::LeftOut;
use model::user::IdentityDraft;
use model::{Code, MailType};
use store::StoreError;

use super::{HERE, external, group, mailbox, make, reached, reference};
use crate::support::{Place, domain, draft, mail, on_both, refusal, refusals, user};

#[tokio::test]
async fn members_that_are_none_are_named_where_they_were_typed() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "zoe", MailType::None, &[]).await;
        make(&desk, Kind::Resource, &mailbox("room")).await;
        let wanted = group(
            "new",
            &[],
            &["external:who", "user:zoe", "group:none", "user:ann"],
        );
        let mut found = refusals(desk.create_entry(HERE, Kind::Group, &wanted).await);
        found.sort_by(|one, other| one.0.cmp(&other.0));
        assert_eq!(
            found,
            [
                refusal("members[0]", Code::MemberUnknown, &["external:who"]),
                refusal("members[2]", Code::MemberUnknown, &["group:none"]),
                refusal("members[3]", Code::MemberUnknown, &["user:ann"]),
            ]
        );
        let wanted = group("new", &[], &["resource:room", "room", "planet:x"]);
        let outcome = desk.create_entry(HERE, Kind::Group, &wanted).await;
        assert_eq!(
            refusals(outcome),
            [
                refusal("members[0]", Code::MemberKind, &[]),
                refusal("members[1]", Code::UnknownValue, &[]),
                refusal("members[2]", Code::UnknownValue, &[]),
            ]
        );
        let outcome = desk
            .change_groups_of(HERE, &reference("resource:room"), None, &["x".into()])
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("groups[0]", Code::MemberKind, &[])]
        );
        let outcome = desk
            .change_groups_of(HERE, &reference("user:zoe"), None, &["x".into()])
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("groups[0]", Code::MemberUnknown, &["x"])]
        );
    })
    .await;
}

#[tokio::test]
async fn members_are_told_apart_from_those_mail_does_not_reach() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        crate::support::split(&desk, HERE, "relay.invalid", false).await;
        user(&desk, HERE, "here", MailType::Internal, &["here"]).await;
        user(&desk, HERE, "none", MailType::None, &[]).await;
        let mut unticked = mail(MailType::External, &["unticked"]);
        unticked.addresses[0].alternate = false;
        desk.create_user(HERE, &draft("unticked", Some(unticked)))
            .await
            .unwrap();
        make(
            &desk,
            Kind::ExternalUser,
            &EntryDraft {
                suspended: true,
                ..external("asleep", "z@x.example")
            },
        )
        .await;
        make(&desk, Kind::Group, &group("empty", &[], &[])).await;
        let members = [
            "user:here",
            "user:none",
            "user:unticked",
            "external:asleep",
            "group:empty",
        ];
        make(&desk, Kind::Group, &group("all", &["all"], &members)).await;
        let found = desk.list_members(HERE, "all").await.unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|member| {
                (
                    member.entry.to_string(),
                    member.address.as_str(),
                    member.left_out,
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("external:asleep".to_owned(), "", Some(LeftOut::Suspended)),
                ("group:empty".to_owned(), "", Some(LeftOut::EmptyGroup)),
                ("user:here".to_owned(), "here@a.example", None),
                ("user:none".to_owned(), "", Some(LeftOut::NoMail)),
                ("user:unticked".to_owned(), "", Some(LeftOut::NotTicked)),
            ]
        );
        assert_eq!(reached(&place, "all@a.example").await, ["here@a.example"]);
        // Where unknown addresses are forwarded, the relay may know the unticked one.
        crate::support::split(&desk, HERE, "relay.invalid", true).await;
        assert_eq!(
            reached(&place, "all@a.example").await,
            ["here@a.example", "unticked@a.example"]
        );
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_deleted_or_suspended_leaves_the_groups_around() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        for login in ["ann", "bob"] {
            user(&desk, HERE, login, MailType::Internal, &[login]).await;
        }
        make(
            &desk,
            Kind::Group,
            &group("inner", &["inner"], &["user:ann", "user:bob"]),
        )
        .await;
        make(
            &desk,
            Kind::Group,
            &group("middle", &["middle"], &["group:inner"]),
        )
        .await;
        make(
            &desk,
            Kind::Group,
            &group("outer", &["outer"], &["group:middle", "user:bob"]),
        )
        .await;
        let outer = async || reached(&place, "outer@a.example").await;
        assert_eq!(outer().await, ["ann@a.example", "bob@a.example"]);
        let asleep = EntryDraft {
            suspended: true,
            ..group("inner", &["inner"], &["user:ann", "user:bob"])
        };
        desk.change_entry(HERE, Kind::Group, "inner", None, &asleep)
            .await
            .unwrap();
        assert_eq!(outer().await, ["bob@a.example"]);
        assert!(reached(&place, "middle@a.example").await.is_empty());
        place.assert_routes().await;
        let awake = EntryDraft {
            suspended: false,
            ..asleep
        };
        desk.change_entry(HERE, Kind::Group, "inner", None, &awake)
            .await
            .unwrap();
        assert_eq!(outer().await, ["ann@a.example", "bob@a.example"]);
        place.assert_routes().await;
        desk.delete_user(HERE, "ann", None).await.unwrap();
        assert_eq!(outer().await, ["bob@a.example"]);
        place.assert_routes().await;
        let suspended = IdentityDraft {
            login: "bob".into(),
            suspended: true,
            ..IdentityDraft::default()
        };
        desk.change_user_identity(HERE, "bob", None, &suspended, None)
            .await
            .unwrap();
        assert!(outer().await.is_empty());
        place.assert_routes().await;
        desk.delete_entry(HERE, Kind::Group, "middle", None)
            .await
            .unwrap();
        let left = desk.list_members(HERE, "outer").await.unwrap();
        assert_eq!(
            left.iter()
                .map(|member| member.entry.to_string())
                .collect::<Vec<_>>(),
            ["user:bob"]
        );
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn membership_is_changed_from_the_members_side_as_a_change_of_the_groups() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        for name in ["a", "b", "c"] {
            make(&desk, Kind::Group, &group(name, &[name], &[])).await;
        }
        let ann = reference("user:ann");
        let put = async |version, groups: &[&str]| {
            let groups: Vec<String> = groups.iter().map(ToString::to_string).collect();
            desk.change_groups_of(HERE, &ann, version, &groups).await
        };
        assert_eq!(
            put(Some(1), &["B", "a"]).await.unwrap(),
            [reference("group:a"), reference("group:b")]
        );
        assert_eq!(put(Some(1), &["a", "b"]).await.unwrap().len(), 2);
        assert_eq!(
            put(Some(1), &["c", "b"]).await.unwrap(),
            [reference("group:b"), reference("group:c")]
        );
        assert_eq!(desk.list_groups_of(HERE, &ann).await.unwrap().len(), 2);
        assert!(matches!(
            put(Some(2), &[]).await,
            Err(StoreError::VersionMismatch(1))
        ));
        let actions = place.actions().await;
        let changes: Vec<_> = actions
            .iter()
            .filter(|action| action.ends_with(" change"))
            .collect();
        let expected = ["a", "b", "a", "c"].map(|name| format!("group:{name}@a.example change"));
        let mut sorted = [changes[0].as_str(), changes[1], changes[2], changes[3]];
        sorted[..2].sort_unstable();
        sorted[2..].sort_unstable();
        assert_eq!(sorted, expected.each_ref().map(String::as_str));
        assert_eq!(changes.len(), 4);
        assert_eq!(
            desk.find_entry(HERE, Kind::Group, "a")
                .await
                .unwrap()
                .version,
            3
        );
        assert!(reached(&place, "a@a.example").await.is_empty());
        assert_eq!(reached(&place, "c@a.example").await, ["ann@a.example"]);
        place.assert_routes().await;
    })
    .await;
}
