//! Organizational units, and rights on them.

use model::entry::EntryDraft;
use model::unit::{DEPTH_MAX, UnitDraft};
use model::{Code, Kind, MailType, Right};
use store::StoreError;
use store::administration::{AdministrationDraft, UnitRightsDraft};
use store::units::UnitContent;
use store::users::EntryQuery;

use super::support::{
    Place, domain, give, mail, on_both, place_user, refusal, refusals, unit, user,
};

const HERE: &str = "here.example";

fn draft(name: &str, parent: &str) -> UnitDraft {
    UnitDraft {
        name: name.into(),
        parent: parent.into(),
    }
}

async fn paths(place: &Place) -> Vec<String> {
    let units = place.desk().list_units(HERE).await.unwrap();
    units.iter().map(|unit| unit.path.to_string()).collect()
}

#[tokio::test]
async fn units_make_a_tree_in_which_siblings_differ() {
    on_both(async |place: Place| {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        for path in ["Europe", "Europe/France", "Africa", "europe/FRANCE/Lille"] {
            unit(&desk, HERE, path).await;
        }
        assert_eq!(
            paths(&place).await,
            ["Africa", "Europe", "Europe/France", "Europe/France/Lille"]
        );
        let refused = [
            (draft("europe", ""), refusal("name", Code::UnitTaken, &[])),
            (
                draft("FRANCE", "Europe"),
                refusal("name", Code::UnitTaken, &[]),
            ),
            (
                draft("x", "Asia"),
                refusal("parent", Code::UnitUnknown, &["Asia"]),
            ),
            (draft("a/b", ""), refusal("name", Code::UnitSeparator, &[])),
            (draft(" ", ""), refusal("name", Code::Required, &[])),
        ];
        for (draft, expected) in refused {
            assert_eq!(refusals(desk.create_unit(HERE, &draft).await), [expected]);
        }
        // The same name below another unit is another unit; and in another domain.
        unit(&desk, HERE, "Africa/France").await;
        domain(&desk, "there.example", &[]).await;
        unit(&desk, "there.example", "Europe").await;
        assert!(matches!(
            desk.find_unit("there.example", "Europe/France").await,
            Err(StoreError::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn a_unit_moves_with_what_is_below_but_never_below_itself() {
    on_both(async |place: Place| {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        for path in ["a", "a/b", "a/b/c", "d"] {
            unit(&desk, HERE, path).await;
        }
        for parent in ["a", "a/b", "a/b/c"] {
            let outcome = desk.change_unit(HERE, "a", None, &draft("a", parent)).await;
            assert_eq!(refusals(outcome), [refusal("parent", Code::UnitCycle, &[])]);
        }
        let moved = desk
            .change_unit(HERE, "a/b", Some(1), &draft("B", "d"))
            .await
            .unwrap();
        assert_eq!((moved.path.to_string().as_str(), moved.version), ("d/B", 2));
        assert_eq!(paths(&place).await, ["a", "d", "d/B", "d/B/c"]);
        let stale = desk
            .change_unit(HERE, "d/b", Some(1), &draft("x", ""))
            .await;
        assert!(matches!(stale, Err(StoreError::VersionMismatch(2))));
        // What is as before is no change.
        let rows = place.actions().await.len();
        let same = desk.change_unit(HERE, "d/b", None, &draft("B", "D")).await;
        assert_eq!(same.unwrap().version, 2);
        assert_eq!(place.actions().await.len(), rows);
        // Too many of them inside each other.
        let mut deep = "d/B/c".to_owned();
        for _ in 3..DEPTH_MAX {
            deep.push_str("/x");
            unit(&desk, HERE, &deep).await;
        }
        for (name, parent) in [("y", deep.as_str()), ("d", "a")] {
            let outcome = match name {
                "y" => desk.create_unit(HERE, &draft(name, parent)).await,
                _ => {
                    desk.change_unit(HERE, "d", None, &draft(name, parent))
                        .await
                }
            };
            assert_eq!(
                refusals(outcome),
                [refusal("parent", Code::UnitTooDeep, &[])]
            );
        }
    })
    .await;
}

#[tokio::test]
async fn only_an_empty_unit_is_deleted_and_what_is_left_is_named() {
    on_both(async |place: Place| {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        unit(&desk, HERE, "a").await;
        unit(&desk, HERE, "a/b").await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        place_user(&desk, HERE, "ann", "A").await;
        give(&desk, HERE, "ann", &[("a", &[Right::Mail, Right::Users])]).await;
        let (_, content) = desk.find_unit(HERE, "a").await.unwrap();
        let expected = UnitContent {
            entries: 1,
            entries_below: 1,
            units: 1,
            administrators: 1,
        };
        assert_eq!(content, expected);
        assert_eq!(
            refusals(desk.delete_unit(HERE, "a", None).await),
            [refusal("unit", Code::UnitNotEmpty, &["1", "1", "1"])]
        );
        give(&desk, HERE, "ann", &[]).await;
        place_user(&desk, HERE, "ann", "a/b").await;
        desk.delete_user(HERE, "ann", None).await.unwrap();
        desk.delete_unit(HERE, "a/b", Some(1)).await.unwrap();
        desk.delete_unit(HERE, "a", None).await.unwrap();
        assert!(paths(&place).await.is_empty());
        let rows = place.actions().await;
        assert_eq!(rows.last().unwrap(), "unit:a@here.example delete");
        // With the domain everything in it goes.
        unit(&desk, HERE, "c").await;
        unit(&desk, HERE, "c/d").await;
        user(&desk, HERE, "bob", MailType::Internal, &["bob"]).await;
        place_user(&desk, HERE, "bob", "c/d").await;
        give(&desk, HERE, "bob", &[("c", &[Right::Mail])]).await;
        desk.delete_domain(HERE, None, true).await.unwrap();
        assert_eq!(place.number("SELECT COUNT(*) FROM unit").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_entry_is_in_one_unit_and_is_listed_there_and_above() {
    on_both(async |place: Place| {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        unit(&desk, HERE, "Nord").await;
        unit(&desk, HERE, "Nord/Lille").await;
        unit(&desk, HERE, "Sud").await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        user(&desk, HERE, "bob", MailType::Internal, &["bob"]).await;
        place_user(&desk, HERE, "ann", "nord/lille").await;
        let room = EntryDraft {
            name: "room".into(),
            unit: "NORD".into(),
            mail: mail(MailType::Internal, &["room"]),
            ..EntryDraft::default()
        };
        let made = desk
            .create_entry(HERE, Kind::Resource, &room)
            .await
            .unwrap();
        assert_eq!(made.unit.to_string(), "Nord");
        for (unit, expected) in [
            (None, vec!["ann Nord/Lille", "bob ", "room Nord"]),
            (Some(""), vec!["ann Nord/Lille", "bob ", "room Nord"]),
            (Some("NORD"), vec!["ann Nord/Lille", "room Nord"]),
            (Some("nord/lille"), vec!["ann Nord/Lille"]),
            (Some("Sud"), vec![]),
            (Some("nowhere"), vec![]),
            (Some("a\u{202e}"), vec![]),
        ] {
            let query = EntryQuery {
                unit: unit.map(Into::into),
                ..EntryQuery::default()
            };
            let page = desk.list_entries(HERE, &query).await.unwrap();
            let found: Vec<String> = page
                .items
                .iter()
                .map(|row| format!("{} {}", row.entry.name, row.unit))
                .collect();
            assert_eq!(found, expected, "{unit:?}");
        }
        let lost = EntryDraft {
            unit: "Ouest".into(),
            ..room.clone()
        };
        let outcome = desk
            .change_entry(HERE, Kind::Resource, "room", None, &lost)
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("unit", Code::UnitUnknown, &["Ouest"])]
        );
        // Typed in other letters, it is where it was.
        let rows = place.actions().await.len();
        desk.change_entry(HERE, Kind::Resource, "room", None, &room)
            .await
            .unwrap();
        assert_eq!(place.actions().await.len(), rows);
    })
    .await;
}

#[tokio::test]
async fn rights_are_given_on_units_and_said_of_them() {
    on_both(async |place: Place| {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        unit(&desk, HERE, "a").await;
        unit(&desk, HERE, "a/b").await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        give(
            &desk,
            HERE,
            "ann",
            &[("A/B", &[Right::Mail]), ("a", &[Right::Users])],
        )
        .await;
        let said = |user: &store::users::User| {
            let rights = user.rights.iter();
            rights
                .map(|given| format!("{} {:?}", given.unit, given.rights))
                .collect::<Vec<_>>()
        };
        let ann = desk.find_user(HERE, "ann").await.unwrap();
        assert_eq!(said(&ann), ["a {Users}", "a/b {Mail}"]);
        let of = async |unit: &str| {
            let found = desk.list_unit_administrators(HERE, unit).await.unwrap();
            found
                .iter()
                .map(|one| format!("{} {} {:?}", one.login, one.given.unit, one.given.rights))
                .collect::<Vec<_>>()
        };
        assert_eq!(of("a").await, ["ann a {Users}"]);
        assert_eq!(of("a/b").await, ["ann a {Users}", "ann a/b {Mail}"]);
        let nonsense = AdministrationDraft {
            is_administrator: false,
            rights: ["", "nowhere"]
                .map(|unit| UnitRightsDraft {
                    unit: unit.into(),
                    rights: vec![Right::Mail],
                })
                .into(),
        };
        let outcome = desk
            .change_administration(HERE, "ann", None, &nonsense)
            .await;
        assert_eq!(
            refusals(outcome),
            [
                refusal("rights[0].unit", Code::UnitRequired, &[]),
                refusal("rights[1].unit", Code::UnitUnknown, &["nowhere"]),
            ]
        );
        assert_eq!(desk.find_user(HERE, "ann").await.unwrap(), ann);
    })
    .await;
}

#[tokio::test]
async fn a_domain_has_administrators_of_its_own_and_of_other_domains() {
    on_both(async |place: Place| {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        domain(&desk, "there.example", &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        user(&desk, "there.example", "zoe", MailType::Internal, &["zoe"]).await;
        let listed = async || {
            let found = desk.list_administrators(HERE).await.unwrap();
            let names = found.into_iter().map(|one| one.account);
            names.collect::<Vec<_>>()
        };
        for account in ["ann", "zoe@there.example", "ann"] {
            desk.set_administrator(HERE, account, true).await.unwrap();
        }
        assert_eq!(listed().await, ["ann@here.example", "zoe@there.example"]);
        assert!(desk.find_user(HERE, "ann").await.unwrap().is_administrator);
        let outcome = desk.set_administrator(HERE, "zoe", true).await;
        assert_eq!(
            refusals(outcome),
            [refusal("account", Code::AdministratorUnknown, &["zoe"])]
        );
        // Who administers one domain neither finds people of another nor touches who holds both.
        desk.set_administrator("there.example", "ann@here.example", true)
            .await
            .unwrap();
        user(&desk, HERE, "bob", MailType::Internal, &["bob"]).await;
        desk.set_administrator(HERE, "bob", true).await.unwrap();
        let bob = place.desk_as(HERE, "bob").await;
        for (account, code, args) in [
            (
                "zoe@there.example",
                Code::AdministratorUnknown,
                &["zoe@there.example"][..],
            ),
            ("ann", Code::RankAbove, &[]),
            ("bob", Code::OwnAccount, &[]),
        ] {
            let outcome = bob.set_administrator(HERE, account, false).await;
            assert_eq!(refusals(outcome), [refusal("account", code, args)]);
        }
        let above = bob
            .change_user_mail(HERE, "ann", None, &mail(MailType::None, &[]), None)
            .await;
        assert!(matches!(above, Err(StoreError::Denied)), "{above:?}");
        desk.set_administrator(HERE, "zoe@there.example", false)
            .await
            .unwrap();
        assert_eq!(listed().await, ["ann@here.example", "bob@here.example"]);
    })
    .await;
}
