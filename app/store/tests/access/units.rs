//! User administrators: every method of a desk by right and by unit, and what they never see.

use model::entry::EntryDraft;
use model::handling::HandlingDraft;
use model::user::IdentityDraft;
use model::{Actor, Code, Delegation, EntryRef, Kind, MailType, Problem, Rank, Right};
use store::administration::{AdministrationDraft, UnitRightsDraft};
use store::bulk::{ManyChange, Selection};
use store::history::{HistoryQuery, HistoryScope};
use store::users::{Counted, EntryQuery, NewUserDraft};
use store::{Desk, StoreError};

use super::desks::{HERE, METHODS, ask, everything, said};
use super::support::{
    NOW, Place, domain, draft, give, mail, on_both, place_user, refusal, refusals, unit, user,
};
use super::table::{rows, rows_of};

/// What each holds: one right on the unit `north/lille` that everything here is in; all rights on `north`
/// above it; all rights on `south`; all rights on `north` through a key that only reads.
const ASKING: [&str; 7] = [
    "users",
    "mail",
    "passwords",
    "groups",
    "above",
    "south",
    "reads",
];

const BY_RIGHT: &str = "
method                    users  mail  passwords  groups  above  south  reads
list_domains              yes    yes   yes        yes     yes    yes    yes
find_domain               yes    yes   yes        yes     yes    yes    yes
count_entries             no     no    no         no      no     no     no
domain_contents           no     no    no         no      no     no     no
count_external_entries    no     no    no         no      no     no     no
create_domain             no     no    no         no      no     no     no
change_domain             no     no    no         no      no     no     no
change_general            no     no    no         no      no     no     no
change_aliases            no     no    no         no      no     no     no
change_mail_system        no     no    no         no      no     no     no
change_mail_routing       no     no    no         no      no     no     no
delete_domain             no     no    no         no      no     no     no
begin_domain_deletion     no     no    no         no      no     no     no
list_mailbox_servers      yes    yes   yes        yes     yes    yes    yes
create_mailbox_server     no     no    no         no      no     no     no
change_mailbox_server     no     no    no         no      no     no     no
delete_mailbox_server     no     no    no         no      no     no     no
find_ldap                 no     no    no         no      no     no     no
change_ldap               no     no    no         no      no     no     no
remove_ldap               no     no    no         no      no     no     no
try_ldap                  no     no    no         no      no     no     no
start_ldap_import         no     no    no         no      no     no     no
run_ldap_import           no     no    no         no      no     no     no
list_ldap_reports         no     no    no         no      no     no     no
find_ldap_report          no     no    no         no      no     no     no
search_entries            yes    yes   yes        yes     yes    yes    yes
list_entries              yes    yes   yes        yes     yes    yes    yes
list_and_count            yes    yes   yes        yes     yes    yes    yes
find_user                 yes    yes   yes        yes     yes    -      yes
mail_context              yes    yes   yes        yes     yes    yes    yes
create_user               yes    no    no         no      yes    yes    no
change_user               yes    yes   no         no      yes    -      no
change_user_identity      yes    no    no         no      yes    -      no
change_user_mail          no     yes   no         no      yes    -      no
change_administration     yes    no    no         no      yes    -      no
delete_user               yes    no    no         no      yes    -      no
find_entry                yes    yes   yes        yes     yes    -      yes
list_members              yes    yes   yes        yes     yes    -      yes
permitted                 yes    yes   yes        yes     yes    -      yes
list_groups_of            yes    yes   yes        yes     yes    -      yes
shared_mail_context       yes    yes   yes        yes     yes    yes    yes
create_entry              no     no    no         yes     yes    yes    no
change_entry              no     no    no         yes     yes    -      no
delete_entry              no     no    no         yes     yes    -      no
change_groups_of          no     no    no         yes     yes    -      no
set_member                no     no    no         yes     yes    -      no
preview_many              no    yes   no         no      yes    yes    no
change_many               no    yes   no         no      yes    yes    no
start_many                no    yes   no         no      yes    yes    no
change_many_or_start      no    yes   no         no      yes    yes    no
plan_import               no     no    no         no      no     no     no
apply_import              no     no    no         no      no     no     no
keep_import               no     no    no         no      no     no     no
kept_import               no     no    no         no      no     no     no
apply_kept_import         no     no    no         no      no     no     no
start_kept_import         no     no    no         no      no     no     no
export_page               no     no    no         no      no     no     no
list_filters              yes    yes   yes        yes     yes    yes    yes
change_filters            no     no    no         no      no     no     no
find_handling             yes    yes   yes        yes     yes    -      yes
change_handling           no     yes   no         no      yes    -      no
create_user_and_handling  yes    no    no         no      yes    yes    no
change_user_mail_and_handling  no  yes  no        no      yes    -      no
change_entry_and_handling  no    no    no         yes     yes    -      no
count_followers           no     no    no         no      no     no     no
list_administrators       no     no    no         no      no     no     no
set_administrator         no     no    no         no      no     no     no
list_units                yes    yes   yes        yes     yes    yes    yes
find_unit                 -      -     -          -       yes    -      yes
list_unit_administrators  -      -     -          -       yes    -      yes
create_unit               no     no    no         no      no     no     no
change_unit               no     no    no         no      no     no     no
delete_unit               no     no    no         no      no     no     no
route                     yes    yes   yes        yes     yes    -      yes
route outside             -      -     -          -       -      -      -
create_api_key            yes    yes   yes        yes     yes    yes    no
list_api_keys             yes    yes   yes        yes     yes    yes    yes
revoke_api_key            -      -     -          -       -      -      no
change_own_password       yes    yes   yes        yes     yes    yes    no
keep_preferences          yes    yes   yes        yes     yes    yes    no
list_log_in_sessions      yes    yes   yes        yes     yes    yes    yes
end_log_in_session        -      -     -          -       -      -      no
list_history              yes    yes   yes        yes     yes    yes    yes
list_history of domain    no     no    no         no      no     no     no
list_history of entry     yes    yes   yes        yes     yes    -      yes
list_deleted_domains      no     no    no         no      no     no     no
list_history everywhere   no     no    no         no      no     no     no
find_task                 -      -     -          -       -      -      -
list_tasks                yes    yes   yes        yes     yes    yes    yes
cancel_task               -      -     -          -       -      -      -
find_history              -      -     -          -       -      -      -
preview_undo              -      -     -          -       -      -      -
undo                      -      -     -          -       -      -      -
start_undo                -      -     -          -       -      -      -
undo entry                yes    no    no         no      yes    -      no
";

pub const LILLE: &str = "north/lille";

/// The domain with its units; whoever is named is in `north/lille`.
pub async fn filled(place: &Place, people: &[&str]) -> i64 {
    let desk = place.desk();
    let id = domain(&desk, HERE, &["alias.example"]).await.id;
    for path in ["north", LILLE, "south"] {
        unit(&desk, HERE, path).await;
    }
    for login in people {
        let new = draft(login, Some(mail(MailType::Internal, &[login])));
        desk.create_user(HERE, &at(new, LILLE)).await.unwrap();
    }
    id
}

fn at(draft: NewUserDraft, unit: &str) -> NewUserDraft {
    NewUserDraft {
        identity: IdentityDraft {
            unit: unit.into(),
            ..draft.identity
        },
        ..draft
    }
}

/// The desk of somebody with rights on units, those below them included.
pub async fn holder(place: &Place, domain: i64, rights: &[(&str, &[Right])]) -> Desk {
    let mut held = Delegation {
        domain,
        ..Delegation::default()
    };
    for unit in place.desk().list_units(HERE).await.unwrap() {
        let path = unit.path.to_string();
        for (above, rights) in rights {
            if path == *above || path.starts_with(&format!("{above}/")) {
                held.units.entry(unit.id).or_default().extend(*rights);
            }
        }
    }
    place.desk_of(Rank::UserAdministrator(held))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_method_asks_for_its_right_in_the_unit() {
    on_both(|place| async move {
        let id = filled(&place, &["ann"]).await;
        let row = "SELECT MIN(id) FROM history WHERE object = ";
        let created = place.number(&format!("{row} 'domain:{HERE}'")).await;
        let undone = place.number(&format!("{row} 'user:ann@{HERE}'")).await;
        place
            .execute(&format!(
                "UPDATE history SET undoes = {undone} WHERE id = {created}"
            ))
            .await;
        let staff = EntryDraft {
            name: "staff".into(),
            unit: LILLE.into(),
            ..EntryDraft::default()
        };
        let made = place.desk().create_entry(HERE, Kind::Group, &staff).await;
        made.unwrap();
        let mut desks = Vec::new();
        for column in ASKING {
            let rights: (&str, &[Right]) = match column {
                "above" | "reads" => ("north", &Right::ALL),
                "south" => ("south", &Right::ALL),
                one => (LILLE, &[Right::from_name(one).unwrap()]),
            };
            let desk = holder(&place, id, &[rights]).await;
            let actor = Actor {
                read_only: column == "reads",
                ..desk.actor().clone()
            };
            desks.push(place.store.as_actor(actor, NOW));
        }
        let before = everything(&place).await;
        for (method, expected) in rows_of(BY_RIGHT, &ASKING) {
            let mut verdicts = Vec::new();
            for desk in &desks {
                verdicts.push(said(ask(desk, method, (created, undone)).await));
            }
            assert_eq!(verdicts, expected, "{method}");
        }
        assert_eq!(everything(&place).await, before);
    })
    .await;
}

#[test]
fn both_tables_have_every_method() {
    let names = |rows: Vec<(&'static str, _)>| {
        let mut names: Vec<_> = rows
            .into_iter()
            .map(|(name, _): (_, Vec<_>)| name)
            .collect();
        names.sort_unstable();
        names
    };
    assert_eq!(names(rows_of(BY_RIGHT, &ASKING)), names(rows(METHODS)));
}

#[tokio::test]
async fn nobody_changes_somebody_who_holds_more() {
    on_both(|place| async move {
        let id = filled(&place, &["ann", "boss", "peer", "less"]).await;
        let desk = place.desk();
        desk.set_administrator(HERE, "boss", true).await.unwrap();
        give(&desk, HERE, "peer", &[("south", &[Right::Mail])]).await;
        give(&desk, HERE, "less", &[(LILLE, &[Right::Mail])]).await;
        let own = holder(&place, id, &[("north", &Right::ALL)]).await;
        let before = everything(&place).await;
        for above in ["boss", "peer"] {
            let identity = IdentityDraft {
                login: above.into(),
                suspended: true,
                unit: LILLE.into(),
                ..IdentityDraft::default()
            };
            let away = mail(MailType::None, &[]);
            let secret = Some("correct horse");
            let nothing = AdministrationDraft::default();
            for outcome in [
                own.change_user_identity(HERE, above, None, &identity, None)
                    .await
                    .map(drop),
                own.change_user_identity(HERE, above, None, &identity, secret)
                    .await
                    .map(drop),
                own.change_user_mail(HERE, above, None, &away, None)
                    .await
                    .map(drop),
                own.change_user(
                    HERE,
                    above,
                    None,
                    (&identity, secret),
                    &away,
                    &HandlingDraft::default(),
                )
                .await
                .map(drop),
                own.change_administration(HERE, above, None, &nothing)
                    .await
                    .map(drop),
                own.delete_user(HERE, above, None).await,
            ] {
                assert!(matches!(outcome, Err(StoreError::Denied)), "{above}");
            }
        }
        let all = Selection::Matching(EntryQuery::default());
        let told = own
            .preview_many(HERE, &all, &ManyChange::MailType(MailType::None), 5)
            .await
            .unwrap();
        let above = |name: &str| exception(name, Code::RankAbove);
        assert_eq!(told.exceptions, [above("user:boss"), above("user:peer")]);
        assert_eq!(told.changed, 2);
        assert_eq!(everything(&place).await, before);
        own.delete_user(HERE, "less", None).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_right_on_one_unit_is_none_on_another() {
    on_both(|place| async move {
        let id = filled(&place, &["ann"]).await;
        let desk = place.desk();
        user(&desk, HERE, "bob", MailType::Internal, &["bob"]).await;
        place_user(&desk, HERE, "bob", "north").await;
        let own = holder(
            &place,
            id,
            &[("north", &[Right::Mail]), (LILLE, &[Right::Users])],
        )
        .await;
        // A move needs the right at both ends; a creation where it goes.
        for (unit, code, args) in [
            ("", Code::UnitRequired, &[][..]),
            ("south", Code::UnitUnknown, &["south"]),
            ("north", Code::RightMissing, &[]),
        ] {
            let expected = [refusal("unit", code, args)];
            let new = at(draft("new", None), unit);
            assert_eq!(refusals(own.create_user(HERE, &new).await), expected);
            let moved = at(draft("ann", None), unit).identity;
            let outcome = own
                .change_user_identity(HERE, "ann", None, &moved, None)
                .await;
            assert_eq!(refusals(outcome), expected);
        }
        let moved = at(draft("bob", None), LILLE).identity;
        let outcome = own.change_user_identity(HERE, "bob", None, &moved, None);
        assert!(matches!(outcome.await, Err(StoreError::Denied)));
        let some = |names: &[&str]| {
            Selection::Entries(
                names
                    .iter()
                    .map(|name| EntryRef::parse(name).unwrap())
                    .collect(),
            )
        };
        let users = holder(
            &place,
            id,
            &[(LILLE, &[Right::Mail]), ("north", &[Right::Groups])],
        )
        .await;
        let told = users
            .preview_many(
                HERE,
                &some(&["user:ann", "user:bob"]),
                &ManyChange::MailType(MailType::None),
                5,
            )
            .await
            .unwrap();
        let missing = exception("user:bob", Code::RightMissing);
        assert_eq!((told.changed, told.exceptions), (1, vec![missing]));
        // A user with a password or addresses of its own needs those rights too.
        let with_password = NewUserDraft {
            password: Some("correct horse".into()),
            ..at(draft("new", None), LILLE)
        };
        let only = holder(&place, id, &[(LILLE, &[Right::Users])]).await;
        let outcome = only.create_user(HERE, &with_password).await;
        let missing = |field| [refusal(field, Code::RightMissing, &[])];
        assert_eq!(refusals(outcome), missing("password"));
        let typed = at(
            draft("new", Some(mail(MailType::Internal, &["other"]))),
            LILLE,
        );
        let outcome = only.create_user(HERE, &typed).await;
        assert_eq!(refusals(outcome), missing("addresses[0].local_part"));
        let made = only.create_user(HERE, &at(draft("new", None), LILLE)).await;
        assert_eq!(made.unwrap().unit.to_string(), LILLE);
    })
    .await;
}

/// ann in `north/lille`, zoe in no unit, and both of them in the groups `ours` in `north/lille` and `theirs` in
/// `south`.
async fn mixed(place: &Place) -> i64 {
    let id = filled(place, &["ann"]).await;
    let desk = place.desk();
    user(&desk, HERE, "zoe", MailType::Internal, &["zoe"]).await;
    for (name, unit, members) in [
        ("ours", LILLE, &["user:ann", "user:zoe"][..]),
        ("theirs", "south", &["user:ann", "user:zoe"]),
    ] {
        let group = EntryDraft {
            name: name.into(),
            unit: unit.into(),
            mail: mail(MailType::Internal, &[name]),
            members: members.iter().map(ToString::to_string).collect(),
            ..EntryDraft::default()
        };
        desk.create_entry(HERE, Kind::Group, &group).await.unwrap();
    }
    id
}

#[tokio::test]
async fn what_is_elsewhere_is_not_found() {
    on_both(|place| async move {
        let id = mixed(&place).await;
        let own = holder(&place, id, &[("north", &Right::ALL)]).await;
        let listed = async |text: &str| {
            let query = EntryQuery {
                text: text.into(),
                ..EntryQuery::default()
            };
            let page = own.list_entries(HERE, &query).await.unwrap();
            let names = page.items.into_iter().map(|row| row.entry.name);
            names.collect::<Vec<_>>()
        };
        assert_eq!(listed("").await, ["ann", "ours"]);
        let counted = own.list_and_count(HERE, &EntryQuery::default()).await;
        assert_eq!(counted.unwrap().1, Some(Counted::Exactly(2)));
        assert!(listed("zoe").await.is_empty());
        assert_eq!(own.search_entries("ann", 9).await.unwrap().len(), 1);
        assert!(own.search_entries("zoe", 9).await.unwrap().is_empty());
        for recipient in [
            "zoe@here.example",
            "theirs@here.example",
            "none@here.example",
        ] {
            let outcome = own.route(recipient).await;
            assert!(matches!(outcome, Err(StoreError::NotFound)), "{recipient}");
        }
        assert!(own.route("ann+x@alias.example").await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn strangers_in_his_groups_have_a_name_and_no_more() {
    on_both(|place| async move {
        let id = mixed(&place).await;
        let desk = place.desk();
        let own = holder(&place, id, &[("north", &Right::ALL)]).await;
        // In a group of his he sees strangers by name only, keeps or removes them, and adds none.
        let members = own.list_members(HERE, "ours").await.unwrap();
        let told: Vec<_> = members
            .iter()
            .map(|member| {
                (
                    member.display_name.as_str(),
                    member.address.as_str(),
                    member.is_foreign,
                )
            })
            .collect();
        assert_eq!(
            told,
            [("ann", "ann@here.example", false), ("zoe", "", true)]
        );
        let zoe = EntryRef::parse("user:zoe").unwrap();
        own.set_member(HERE, "ours", &zoe, false).await.unwrap();
        let outcome = own.set_member(HERE, "ours", &zoe, true).await;
        assert_eq!(
            refusals(outcome),
            [refusal("member", Code::MemberUnknown, &["user:zoe"])]
        );
        // A group he does not see keeps its member.
        let ann = EntryRef::parse("user:ann").unwrap();
        let groups = own.change_groups_of(HERE, &ann, None, &[]).await.unwrap();
        assert!(groups.is_empty());
        let kept = desk.list_groups_of(HERE, &ann).await.unwrap();
        assert_eq!(kept, [EntryRef::parse("group:theirs").unwrap()]);
        // Whose an address is stays untold.
        let taken = mail(MailType::Internal, &["ann", "zoe"]);
        let outcome = own.change_user_mail(HERE, "ann", None, &taken, None).await;
        assert_eq!(
            refusals(outcome),
            [refusal("addresses[1].local_part", Code::AddressTaken, &[])]
        );
    })
    .await;
}

#[tokio::test]
async fn the_history_of_his_units_is_his_also_of_what_is_deleted() {
    on_both(|place| async move {
        let id = mixed(&place).await;
        let own = holder(&place, id, &[("north", &Right::ALL)]).await;
        own.delete_user(HERE, "ann", None).await.unwrap();
        let query = HistoryQuery {
            scope: HistoryScope::Domain(HERE.into()),
            ..HistoryQuery::default()
        };
        let rows = own.list_history(&query).await.unwrap().items;
        let mut objects: Vec<_> = rows.iter().map(|row| row.object.as_str()).collect();
        objects.sort_unstable();
        objects.dedup();
        assert_eq!(
            objects,
            ["group:ours@here.example", "user:ann@here.example"]
        );
        let deleted = rows.iter().find(|row| row.action == "delete").unwrap();
        assert!(deleted.may_undo);
        own.undo(deleted.id).await.unwrap();
        assert!(own.find_user(HERE, "ann").await.is_ok());
        let foreign = place
            .number("SELECT MIN(id) FROM history WHERE object = 'user:zoe@here.example'")
            .await;
        for outcome in [
            own.find_history(foreign).await.map(drop),
            own.undo(foreign).await.map(drop),
        ] {
            assert!(matches!(outcome, Err(StoreError::NotFound)));
        }
    })
    .await;
}

#[tokio::test]
async fn a_user_administrator_signs_in_and_a_key_carries_no_more() {
    on_both(|place| async move {
        filled(&place, &["ann"]).await;
        let desk = place.desk();
        give(
            &desk,
            HERE,
            "ann",
            &[("north", &[Right::Users, Right::Mail])],
        )
        .await;
        let own = place.desk_as(HERE, "ann").await;
        let held = own.actor().delegation().unwrap().clone();
        assert_eq!(held.units.len(), 2, "the unit and the one below it");
        let units = own.list_units(HERE).await.unwrap();
        assert_eq!(units.len(), 2);
        // He passes on what he holds, no more, and does not drop it himself.
        user(&desk, HERE, "bob", MailType::Internal, &["bob"]).await;
        place_user(&desk, HERE, "bob", LILLE).await;
        give(&own, HERE, "bob", &[(LILLE, &[Right::Mail])]).await;
        let more = AdministrationDraft {
            is_administrator: false,
            rights: vec![UnitRightsDraft {
                unit: "north".into(),
                rights: vec![Right::Passwords],
            }],
        };
        let outcome = own.change_administration(HERE, "bob", None, &more).await;
        assert_eq!(
            refusals(outcome),
            [refusal("rights[0].rights", Code::RightNotHeld, &[])]
        );
        let nothing = AdministrationDraft::default();
        let outcome = own.change_administration(HERE, "ann", None, &nothing).await;
        assert_eq!(
            refusals(outcome),
            [refusal("rights", Code::OwnAccount, &[])]
        );
        let all = AdministrationDraft {
            is_administrator: true,
            ..nothing
        };
        let outcome = own.change_administration(HERE, "bob", None, &all).await;
        assert!(matches!(outcome, Err(StoreError::Denied)));
        // Without rights he is nobody: the key lets nobody in.
        give(&desk, HERE, "ann", &[]).await;
        let rights = place.number("SELECT COUNT(*) FROM unit_right").await;
        assert_eq!(rights, 1);
    })
    .await;
}

/// An entry that a change of many leaves as it is, and why.
pub fn exception(entry: &str, code: Code) -> (EntryRef, Problem) {
    (EntryRef::parse(entry).unwrap(), Problem::new("", code))
}
