//! Undoing imports.

use model::user::IdentityDraft;
use model::{Code, Kind, MailType};
use store::history::{HistoryQuery, HistoryScope, Undoing};
use store::import::{NewPassword, Record, RecordAddress, Refused};
use store::{Desk, StoreError};

use crate::support::{Place, domain, draft, mail, on_both, refusal, refusals, split, user};
use crate::{HERE, entry, last, reference};

/// What is written behind the entries of a domain, without times, versions and identifiers of rows.
const STATE: [&str; 6] = [
    "SELECT kind || ' ' || login || ' ' || display_name || ' ' || COALESCE(mail_type, '') || ' ' || quota_kib
         || ' ' || suspended || ' ' || hidden FROM entry",
    "SELECT entry_id || ' ' || local_part || ' ' || COALESCE(name, '*') || ' ' || position || ' ' || is_default
         || ' ' || alternate FROM address",
    "SELECT entry_id || ' ' || word FROM entry_word",
    "SELECT group_id || ' ' || member_id FROM group_member",
    "SELECT group_id || ' ' || member_id FROM group_reach",
    "SELECT address || ' ' || COALESCE(hop, '') || ' ' || COALESCE(refusal, '') FROM postfix_route",
];

async fn state(place: &Place) -> Vec<Vec<String>> {
    let mut state = Vec::new();
    for query in STATE {
        state.push(place.texts(&format!("{query} ORDER BY 1")).await);
    }
    state
}

async fn filled(place: &Place) -> Desk {
    let desk = place.desk();
    domain(&desk, HERE, &["alias.example"]).await;
    split(&desk, HERE, "192.0.2.9", false).await;
    for login in ["ann", "bob", "cid"] {
        user(&desk, HERE, login, MailType::Internal, &[login]).await;
    }
    for (name, members) in [("staff", ["user:ann"]), ("board", ["user:bob"])] {
        let group = entry(name, mail(MailType::None, &[name]), &members);
        desk.create_entry(HERE, Kind::Group, &group).await.unwrap();
    }
    desk
}

fn address(local_part: &str) -> RecordAddress {
    RecordAddress {
        local_part: local_part.into(),
        ..RecordAddress::default()
    }
}

/// Newcomers and changes of every kind; an address goes from one to the other, and so does a name.
fn records() -> Vec<Record> {
    let strings = |all: &[&str]| Some(all.iter().map(ToString::to_string).collect());
    vec![
        Record {
            addresses: Some(vec![address("new"), address("bob")]),
            groups: strings(&["staff", "newcomers"]),
            password: Some(NewPassword::Plain("correct horse battery".into())),
            ..Record::new(1, Kind::User, "new")
        },
        Record {
            members: strings(&["user:cid"]),
            ..Record::new(2, Kind::Group, "newcomers")
        },
        Record {
            present_name: Some("bob".into()),
            display_name: Some("Robert".into()),
            addresses: Some(vec![address("robert")]),
            mail_type: Some(MailType::External),
            groups: strings(&["staff"]),
            ..Record::new(3, Kind::User, "robert")
        },
        Record {
            suspended: Some(true),
            hidden: Some(true),
            quota_kib: Some(4096),
            ..Record::new(4, Kind::User, "ann")
        },
        Record {
            members: strings(&["user:cid", "user:new"]),
            addresses: Some(Vec::new()),
            ..Record::new(5, Kind::Group, "board")
        },
    ]
}

async fn import(desk: &Desk) -> i64 {
    let plan = desk
        .apply_import(HERE, &records(), None, Refused::Stop)
        .await
        .unwrap();
    assert_eq!((plan.counts.new, plan.counts.changed), (2, 3));
    last(desk, "domain:here.example").await.id
}

async fn rename(desk: &Desk, login: &str, last_name: &str) {
    let identity = IdentityDraft {
        last_name: last_name.into(),
        ..draft(login, None).identity
    };
    desk.change_user_identity(HERE, login, None, &identity, None)
        .await
        .unwrap();
}

#[tokio::test]
async fn an_import_is_undone_as_a_whole() {
    on_both(|place| async move {
        let desk = filled(&place).await;
        let before = state(&place).await;
        let id = import(&desk).await;
        let imported = state(&place).await;
        assert_ne!(before, imported);

        let shown = desk.preview_undo(id).await.unwrap();
        assert_eq!(shown.undoing, Undoing::Import);
        assert_eq!(state(&place).await, imported, "looking changes nothing");
        let done = desk.undo(id).await.unwrap();
        assert_eq!(done.many, shown.many);
        let many = done.many.unwrap();
        assert_eq!((many.changed, many.refused), (5, 0), "{many:?}");
        assert_eq!(state(&place).await, before);
        place.assert_routes().await;

        let again = refusals(desk.undo(id).await);
        assert_eq!(again, [refusal("id", Code::UndoDone, &[])]);
        let row = last(&desk, "domain:here.example").await;
        assert_eq!((row.undoes, row.undoing()), (Some(id), None));
        // The same file makes it all again.
        import(&desk).await;
        assert_eq!(state(&place).await.get(5), imported.get(5));
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_since_an_import_stays() {
    on_both(|place| async move {
        let desk = filled(&place).await;
        let id = import(&desk).await;
        rename(&desk, "new", "Later").await;
        rename(&desk, "robert", "Later").await;
        desk.delete_entry(HERE, Kind::Group, "board", None)
            .await
            .unwrap();
        let done = desk.undo(id).await.unwrap().many.unwrap();
        let because = done
            .exceptions
            .iter()
            .map(|(entry, problem)| (entry.to_string(), problem.code, problem.args.clone()));
        assert_eq!(
            because.collect::<Vec<_>>(),
            [
                (
                    "user:robert".into(),
                    Code::UndoChangedSince,
                    vec!["display_name".to_owned()]
                ),
                ("group:board".into(), Code::UndoGone, Vec::new()),
                ("user:new".into(), Code::UndoInUse, Vec::new()),
            ]
        );
        // The group of the newcomers goes, ann is as she was.
        assert_eq!((done.changed, done.refused), (2, 3));
        assert!(!desk.find_user(HERE, "ann").await.unwrap().suspended);
        assert!(matches!(
            desk.find_entry(HERE, Kind::Group, "newcomers").await,
            Err(StoreError::NotFound)
        ));
        desk.find_user(HERE, "new").await.unwrap();
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn an_entry_tells_what_an_import_made_of_it() {
    on_both(|place| async move {
        let desk = filled(&place).await;
        let id = import(&desk).await;
        let newest = async |name: &str| {
            let query = HistoryQuery {
                scope: HistoryScope::Entry(HERE.into(), reference(name)),
                limit: 1,
                ..HistoryQuery::default()
            };
            let rows = desk.list_history(&query).await.unwrap().items;
            let row = rows.into_iter().next().unwrap();
            assert_eq!(row.id, id);
            assert!(row.may_undo);
            let fields = row.differences().into_iter();
            fields
                .map(|field| format!("{}: {} {}", field.field, field.before, field.after))
                .collect::<Vec<_>>()
        };
        assert_eq!(newest("user:new").await, ["display_name: null \"new\""]);
        assert_eq!(
            newest("user:ann").await,
            [
                "hidden: false true",
                "mail.quota_kib: 0 4096",
                "suspended: false true"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_that_went_from_a_group_to_somebody_goes_back() {
    on_both(|place| async move {
        let desk = filled(&place).await;
        let before = state(&place).await;
        let records = [
            Record {
                addresses: Some(vec![address("cid"), address("board"), address("staff")]),
                ..Record::new(1, Kind::User, "cid")
            },
            Record {
                addresses: Some(vec![address("ann")]),
                ..Record::new(2, Kind::Group, "board")
            },
            Record {
                addresses: Some(Vec::new()),
                ..Record::new(3, Kind::Group, "staff")
            },
            Record {
                addresses: Some(vec![address("anna")]),
                ..Record::new(4, Kind::User, "ann")
            },
        ];
        desk.apply_import(HERE, &records, None, Refused::Stop)
            .await
            .unwrap();
        place.assert_routes().await;
        let id = last(&desk, "domain:here.example").await.id;
        desk.undo(id).await.unwrap();
        place.assert_routes().await;
        assert_eq!(state(&place).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_group_that_people_were_put_into_since_stays_and_so_does_an_administrator() {
    on_both(|place| async move {
        let desk = filled(&place).await;
        domain(&desk, "other.example", &[]).await;
        let id = import(&desk).await;
        let groups = ["staff".to_owned(), "newcomers".to_owned()];
        desk.change_groups_of(HERE, &reference("user:ann"), None, &groups)
            .await
            .unwrap();
        desk.set_administrator("other.example", "new@here.example", true)
            .await
            .unwrap();
        let own = place.desk_of_administrator(HERE).await;
        let done = own.undo(id).await.unwrap().many.unwrap();
        let because = done
            .exceptions
            .iter()
            .map(|(entry, problem)| (entry.to_string(), problem.code));
        assert_eq!(
            because.collect::<Vec<_>>(),
            [
                ("user:new".to_owned(), Code::UndoInUse),
                ("group:newcomers".to_owned(), Code::UndoInUse),
                // Whoever stays keeps the address that was this one's.
                ("user:bob".to_owned(), Code::AddressTaken)
            ]
        );
        desk.find_user(HERE, "new").await.unwrap();
        desk.find_entry(HERE, Kind::Group, "newcomers")
            .await
            .unwrap();
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn what_refers_to_somebody_who_goes_comes_back_without_him() {
    on_both(|place| async move {
        let desk = filled(&place).await;
        let records = [
            Record::new(1, Kind::User, "new"),
            Record {
                members: Some(vec!["user:cid".into()]),
                ..Record::new(2, Kind::Group, "board")
            },
        ];
        desk.apply_import(HERE, &records, None, Refused::Stop)
            .await
            .unwrap();
        let id = last(&desk, "domain:here.example").await.id;
        let board = entry(
            "board",
            mail(MailType::None, &["board"]),
            &["user:cid", "user:new"],
        );
        desk.change_entry(HERE, Kind::Group, "board", None, &board)
            .await
            .unwrap();
        let done = desk.undo(id).await.unwrap().many.unwrap();
        assert_eq!((done.changed, done.refused), (2, 0), "{done:?}");
        let members = desk.list_members(HERE, "board").await.unwrap();
        let members = members.iter().map(|member| member.entry.to_string());
        assert_eq!(members.collect::<Vec<_>>(), ["user:bob"]);
        place.assert_routes().await;
    })
    .await;
}
