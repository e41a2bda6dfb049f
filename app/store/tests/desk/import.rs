//! Many entries brought in at once.

use model::{Code, EntryRef, Kind, MailType};
use store::import::{Counts, NewPassword, Outcome, Plan, Record, RecordAddress, Refused};
use store::{Desk, StoreError};

use super::support::{Place, domain, on_both, refusal, refusals, split, user};

const HERE: &str = "a.example";

fn record(line: u64, name: &str) -> Record {
    let entry = EntryRef::parse(name).unwrap();
    Record::new(line, entry.kind, entry.name)
}

fn address(text: &str) -> RecordAddress {
    let (local_part, name) = text.split_once('@').unwrap_or((text, "*"));
    RecordAddress {
        local_part: local_part.into(),
        domain: (name != "*").then(|| name.to_owned()),
        ..RecordAddress::default()
    }
}

fn with_addresses(line: u64, name: &str, addresses: &[&str]) -> Record {
    Record {
        addresses: Some(addresses.iter().map(|text| address(text)).collect()),
        ..record(line, name)
    }
}

async fn apply(desk: &Desk, records: &[Record]) -> Plan {
    let plan = desk.plan_import(HERE, records).await.unwrap();
    let done = desk
        .apply_import(HERE, records, Some(&plan.digest), Refused::LeaveOut)
        .await
        .unwrap();
    assert_eq!(done, plan, "what was shown is what was done");
    plan
}

/// Line, field and code of everything refused.
fn refused(plan: &Plan) -> Vec<(u64, String, Code)> {
    let rows = plan.rows.iter().filter_map(|row| match &row.outcome {
        Outcome::Refused(problems) => Some((row.line, problems)),
        _ => None,
    });
    rows.flat_map(|(line, problems)| {
        problems
            .iter()
            .map(move |problem| (line, problem.field.clone(), problem.code))
    })
    .collect()
}

fn changed(plan: &Plan, line: u64) -> Vec<String> {
    let row = plan.rows.iter().find(|row| row.line == line).unwrap();
    match &row.outcome {
        Outcome::Changed(fields) => fields.iter().map(|field| field.field.clone()).collect(),
        other => panic!("not changed: {other:?}"),
    }
}

const fn counts(new: usize, changed: usize, unchanged: usize, refused: usize) -> Counts {
    Counts {
        new,
        changed,
        unchanged,
        refused,
    }
}

async fn filled(place: &Place) -> Desk {
    let desk = place.desk();
    domain(&desk, HERE, &["b.example"]).await;
    split(&desk, HERE, "192.0.2.9", false).await;
    user(
        &desk,
        HERE,
        "ann",
        MailType::Internal,
        &["ann", "a@b.example"],
    )
    .await;
    user(&desk, HERE, "bob", MailType::External, &["bob"]).await;
    desk
}

#[tokio::test]
async fn new_changed_and_unchanged_entries_are_told_apart_and_saved() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let rows = place.actions().await.len();
        let records = vec![
            Record {
                first_name: Some("Zoé".into()),
                last_name: Some("Zed".into()),
                groups: Some(vec!["staff".into()]),
                ..record(2, "user:zoe")
            },
            Record {
                mail_type: Some(MailType::External),
                groups: Some(vec!["staff".into()]),
                ..record(3, "user:ann")
            },
            record(4, "user:bob"),
            with_addresses(5, "group:staff", &["staff", "all@b.example"]),
            Record {
                outside_address: Some("p@elsewhere.example".into()),
                groups: Some(vec!["staff".into()]),
                ..record(6, "external:partner")
            },
            record(7, "shared:info"),
        ];
        let plan = apply(&desk, &records).await;
        assert_eq!(plan.counts, counts(4, 1, 1, 0));
        assert_eq!(changed(&plan, 3), ["mail.type", "groups"]);
        let zoe = desk.find_user(HERE, "zoe").await.unwrap();
        assert_eq!(
            (
                zoe.display_name.as_str(),
                zoe.mail_type,
                zoe.addresses[0].local_part.as_str()
            ),
            ("Zoé Zed", MailType::Internal, "zoe")
        );
        let ann = desk.find_user(HERE, "ann").await.unwrap();
        assert_eq!(
            (ann.mail_type, ann.version, ann.addresses.len()),
            (MailType::External, 2, 2)
        );
        let group = desk.route("all@b.example").await.unwrap();
        assert_eq!(group.deliveries.len(), 3);
        assert_eq!(place.actions().await.len(), rows + 1, "one row for all");
        place.assert_routes().await;
        // It is found by its words, and once more there is nothing to do.
        let found = desk
            .list_entries(
                HERE,
                &store::users::EntryQuery {
                    text: "zoe zed".into(),
                    limit: 10,
                    ..Default::default()
                },
            )
            .await;
        assert_eq!(found.unwrap().items.len(), 1);
        let again = apply(&desk, &records).await;
        assert_eq!(again.counts, counts(0, 0, 6, 0));
        assert_eq!(place.actions().await.len(), rows + 1);
    })
    .await;
}

#[tokio::test]
async fn each_rule_of_a_save_refuses_its_line() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let records = vec![
            record(2, "user:new"),
            record(3, "user:new"),
            with_addresses(4, "user:cat", &["ann@b.example"]),
            with_addresses(5, "user:dan", &["dan", "dan@b.example"]),
            with_addresses(6, "user:eve", &["eve@foreign.example"]),
            Record::new(7, Kind::User, "no spaces"),
            Record {
                quota_kib: Some(-1),
                ..record(8, "user:fay")
            },
            Record {
                mailbox_server: Some("nowhere".into()),
                ..record(9, "user:gus")
            },
            Record {
                groups: Some(vec!["nobody".into()]),
                ..record(10, "user:hal")
            },
            Record {
                members: Some(vec!["user:hal".into()]),
                ..record(11, "group:staff")
            },
            record(12, "shared:ann"),
            Record {
                password: Some(NewPassword::Hash("$6$x".into())),
                ..record(13, "user:ivo")
            },
            with_addresses(14, "user:jim", &["new"]),
            record(15, "external:partner"),
        ];
        let plan = desk.plan_import(HERE, &records).await.unwrap();
        let expected = [
            (3, "login", Code::ImportTwice),
            (4, "addresses[0].local_part", Code::AddressTaken),
            (5, "addresses[1].local_part", Code::AddressCovered),
            (6, "addresses[0].domain", Code::AddressForeignName),
            (7, "login", Code::LoginInvalid),
            (8, "quota_kib", Code::QuotaInvalid),
            (9, "mailbox_server", Code::ServerUnknown),
            (10, "groups[0]", Code::MemberUnknown),
            (11, "members[0]", Code::MemberUnknown),
            (12, "name", Code::EntryTaken),
            (13, "password_hash", Code::PasswordHashInvalid),
            (14, "addresses[0].local_part", Code::AddressTaken),
            (15, "address", Code::Required),
        ]
        .map(|(line, field, code)| (line, field.to_owned(), code));
        assert_eq!(refused(&plan), expected);
        let rows = place.actions().await.len();
        let stopped = desk.apply_import(HERE, &records, None, Refused::Stop).await;
        let problems = refusals(stopped);
        assert_eq!(problems[0], refusal("3.login", Code::ImportTwice, &["2"]));
        assert_eq!(place.actions().await.len(), rows, "nothing at all");
        let done = desk
            .apply_import(HERE, &records, None, Refused::LeaveOut)
            .await;
        assert_eq!(done.unwrap().counts, counts(1, 0, 0, 13));
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn an_address_goes_from_one_to_another_in_one_import() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let swapped = [
            with_addresses(2, "user:ann", &["ann", "bob"]),
            with_addresses(3, "user:bob", &["a@b.example"]),
        ];
        let plan = apply(&desk, &swapped).await;
        assert_eq!(plan.counts, counts(0, 2, 0, 0));
        place.assert_routes().await;
        // Whoever keeps his address because his line is refused keeps it from the other.
        let refused_giver = [
            with_addresses(2, "user:ann", &["ann", "a@b.example"]),
            Record {
                quota_kib: Some(-1),
                ..with_addresses(3, "user:bob", &["other"])
            },
        ];
        let plan = apply(&desk, &refused_giver).await;
        assert_eq!(
            refused(&plan),
            [
                (2, "addresses[1].local_part".to_owned(), Code::AddressTaken),
                (3, "quota_kib".to_owned(), Code::QuotaInvalid)
            ]
        );
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn groups_are_set_from_either_side_and_never_in_a_circle() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let records = [
            Record {
                members: Some(vec!["group:inner".into(), "user:ann".into()]),
                addresses: Some(vec![address("outer")]),
                ..record(2, "group:outer")
            },
            Record {
                members: Some(vec!["user:bob".into()]),
                addresses: Some(vec![address("inner")]),
                ..record(3, "group:inner")
            },
        ];
        assert_eq!(apply(&desk, &records).await.counts, counts(2, 0, 0, 0));
        place.assert_routes().await;
        let circle = [Record {
            groups: Some(vec!["inner".into()]),
            ..record(2, "group:outer")
        }];
        let plan = desk.plan_import(HERE, &circle).await.unwrap();
        assert_eq!(
            refused(&plan),
            [(2, "groups".to_owned(), Code::MemberCycle)]
        );
        // Out of the inner group; what is not said stays.
        let out = [Record {
            groups: Some(vec![]),
            ..record(2, "user:bob")
        }];
        assert_eq!(changed(&apply(&desk, &out).await, 2), ["groups"]);
        let outer = desk.route("outer@a.example").await.unwrap();
        assert_eq!(outer.deliveries.len(), 1, "{outer:?}");
        place.assert_routes().await;
        // A suspended group hands nothing on.
        let suspended = [Record {
            suspended: Some(true),
            ..record(2, "group:inner")
        }];
        apply(&desk, &suspended).await;
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn an_entry_known_under_another_name_is_renamed() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let renamed = [Record {
            present_name: Some("ann".into()),
            ..record(2, "user:anna")
        }];
        let plan = apply(&desk, &renamed).await;
        assert_eq!(changed(&plan, 2), ["display_name", "login"]);
        let anna = desk.find_user(HERE, "anna").await.unwrap();
        assert_eq!(
            anna.addresses[0].local_part.as_str(),
            "ann",
            "mail still arrives"
        );
        let missing = [Record {
            present_name: Some("ann".into()),
            ..record(2, "user:annabel")
        }];
        let plan = desk.plan_import(HERE, &missing).await.unwrap();
        assert_eq!(
            refused(&plan),
            [(2, "login".to_owned(), Code::EntryUnknown)]
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_looked_at_is_what_is_applied() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let records = [record(2, "user:zoe")];
        let plan = desk.plan_import(HERE, &records).await.unwrap();
        user(&desk, HERE, "zoe", MailType::Internal, &["zoe"]).await;
        let outcome = desk
            .apply_import(HERE, &records, Some(&plan.digest), Refused::LeaveOut)
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("digest", Code::ImportChangedSince, &[])]
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_locks_himself_out_or_reaches_into_another_domain() {
    on_both(async |place: Place| {
        filled(&place).await;
        let own = place.desk_of_user(HERE, "ann").await;
        let records = [Record {
            suspended: Some(true),
            mail_type: Some(MailType::External),
            ..record(2, "user:ann")
        }];
        let plan = own.plan_import(HERE, &records).await.unwrap();
        assert_eq!(
            refused(&plan),
            [
                (2, "suspended".to_owned(), Code::OwnAccount),
                (2, "type".to_owned(), Code::OwnAccount)
            ]
        );
        domain(&place.desk(), "c.example", &[]).await;
        let foreign = own.plan_import("c.example", &records).await;
        assert!(matches!(foreign, Err(StoreError::NotFound)), "{foreign:?}");
    })
    .await;
}

#[tokio::test]
async fn importing_what_was_exported_changes_nothing() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let records = [
            Record {
                groups: Some(vec!["staff".into()]),
                display_name: Some("=1+1".into()),
                ..with_addresses(2, "user:zoe", &["z", "zoe@b.example"])
            },
            with_addresses(3, "group:staff", &["staff"]),
            Record {
                mail_type: Some(MailType::None),
                ..record(4, "user:none")
            },
            Record {
                outside_address: Some("p@elsewhere.example".into()),
                ..record(5, "external:partner")
            },
        ];
        apply(&desk, &records).await;
        let page = desk.export_page(HERE, None).await.unwrap();
        assert_eq!((page.records.len(), page.next), (6, None));
        let plan = apply(&desk, &page.records).await;
        assert_eq!(plan.counts, counts(0, 0, 6, 0), "{plan:?}");
    })
    .await;
}

#[tokio::test]
async fn a_failure_at_the_last_step_leaves_nothing_behind() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let before = place.actions().await;
        // The last thing written is the row of the history.
        place
            .execute("ALTER TABLE history RENAME TO history_away")
            .await;
        let records: Vec<Record> = (0..50)
            .map(|number| record(number + 2, &format!("user:u{number}")))
            .collect();
        let failed = desk.apply_import(HERE, &records, None, Refused::Stop).await;
        assert!(
            matches!(failed, Err(StoreError::Unavailable(_))),
            "{failed:?}"
        );
        place
            .execute("ALTER TABLE history_away RENAME TO history")
            .await;
        assert_eq!(place.actions().await, before);
        assert_eq!(desk.count_entries(HERE).await.unwrap(), 2);
        place.assert_routes().await;
        desk.apply_import(HERE, &records, None, Refused::Stop)
            .await
            .unwrap();
        assert_eq!(desk.count_entries(HERE).await.unwrap(), 52);
    })
    .await;
}

#[tokio::test]
async fn the_maximum_of_users_holds_also_inside_one_import() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        place.execute("UPDATE domain SET max_users = 3").await;
        let records = [
            record(2, "user:x"),
            record(3, "user:y"),
            record(4, "shared:s"),
        ];
        let plan = apply(&desk, &records).await;
        assert_eq!(
            refused(&plan),
            [(3, "login".to_owned(), Code::TooManyUsers)]
        );
        assert_eq!(plan.counts, counts(2, 0, 0, 1));
    })
    .await;
}

#[tokio::test]
async fn a_password_is_set_and_ends_sessions_but_stands_nowhere() {
    on_both(async |place: Place| {
        let desk = filled(&place).await;
        let records = [
            Record {
                password: Some(NewPassword::Plain("correct horse".into())),
                ..record(2, "user:ann")
            },
            Record {
                password: Some(NewPassword::Plain("short".into())),
                ..record(3, "user:zoe")
            },
        ];
        let plan = apply(&desk, &records).await;
        assert_eq!(changed(&plan, 2), ["password"]);
        assert_eq!(
            refused(&plan),
            [(3, "password".to_owned(), Code::PasswordTooShort)]
        );
        assert!(desk.find_user(HERE, "ann").await.unwrap().password.is_set);
        let told = place
            .texts("SELECT COALESCE(before, '') || COALESCE(after, '') FROM history")
            .await
            .join(" ");
        assert!(
            !told.contains("correct horse") && !told.contains("argon2"),
            "{told}"
        );
    })
    .await;
}
