//! Undoing the deletion of a domain.

use std::time::Duration;

use model::access::Rank;
use model::task::{Counted, TaskState};
use model::{Code, Kind, MailType};
use store::accounts::{Client, SignInOutcome};
use store::history::{HistoryQuery, HistoryScope, Undoing};
use store::mailbox_servers::MailboxServerDraft;
use store::tasks::Task;
use store::{Desk, Settings, Store, StoreError};

use crate::support::{NOW, Place, domain, draft, mail, on_both, refusal, refusals, split, user};
use crate::{HERE, entry, last};

const OBJECT: &str = "domain:here.example";
const PASSWORD: &str = "long enough";
const DAY: i64 = 24 * 60 * 60;

/// A split domain with an administrator, a group of two and an external user.
async fn fill(place: &Place) {
    let desk = place.desk();
    domain(&desk, HERE, &["alias.example"]).await;
    split(&desk, HERE, "192.0.2.9", true).await;
    let mut boss = draft("boss", Some(mail(MailType::Internal, &["boss"])));
    boss.identity.is_administrator = true;
    boss.password = Some(PASSWORD.into());
    desk.create_user(HERE, &boss).await.unwrap();
    user(
        &desk,
        HERE,
        "away",
        MailType::External,
        &["away", "a@alias.example"],
    )
    .await;
    let staff = entry(
        "staff",
        mail(MailType::None, &["staff"]),
        &["user:boss", "user:away"],
    );
    desk.create_entry(HERE, Kind::Group, &staff).await.unwrap();
    let partner = model::entry::EntryDraft {
        address: "p@elsewhere.example".into(),
        ..entry("partner", mail(MailType::None, &[]), &[])
    };
    desk.create_entry(HERE, Kind::ExternalUser, &partner)
        .await
        .unwrap();
}

async fn sign_in(place: &Place) -> SignInOutcome {
    let client = Client::default();
    let outcome = place
        .store
        .sign_in("boss@here.example", PASSWORD, &client, NOW)
        .await;
    outcome.unwrap()
}

async fn routes(place: &Place) -> Vec<String> {
    let sql = "SELECT address || ' ' || hop || COALESCE(refusal, '') FROM postfix_route ORDER BY 1";
    place.texts(sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_domain_comes_back_as_it_was() {
    on_both(|place| async move {
        fill(&place).await;
        let desk = place.desk();
        let SignInOutcome::SignedIn { token, .. } = sign_in(&place).await else {
            panic!("the administrator does not get in");
        };
        let before = desk.find_domain(HERE).await.unwrap();
        let (routed, away) = (
            routes(&place).await,
            desk.find_user(HERE, "away").await.unwrap(),
        );
        desk.delete_domain(HERE, None, true).await.unwrap();
        assert_eq!(routes(&place).await, Vec::<String>::new());
        assert_eq!(sign_in(&place).await, SignInOutcome::Refused);

        let row = last(&desk, OBJECT).await;
        assert_eq!(row.undoing(), Some(Undoing::DomainDeletion));
        assert!(row.may_undo);
        let asked = desk.preview_undo(row.id).await.unwrap();
        assert_eq!(asked.object, OBJECT);
        assert!(desk.find_domain(HERE).await.is_err(), "only looked at");
        let done = desk.undo(row.id).await.unwrap();
        assert_eq!((done.object, done.undoing), (asked.object, asked.undoing));
        assert_eq!(done.differences, asked.differences);

        assert_eq!(desk.find_domain("alias.example").await.unwrap(), before);
        assert_eq!(desk.find_user(HERE, "away").await.unwrap(), away);
        assert_eq!(routes(&place).await, routed);
        place.assert_routes().await;
        // Passwords are as before, log-in sessions are over.
        assert!(place.store.signed_in(&token, NOW).await.unwrap().is_none());
        assert!(matches!(
            sign_in(&place).await,
            SignInOutcome::SignedIn { .. }
        ));
        assert_eq!(place.number("SELECT COUNT(*) FROM deleted_rows").await, 0);

        let back = last(&desk, OBJECT).await;
        assert_eq!(
            (back.action.as_str(), back.undoes),
            ("restore", Some(row.id))
        );
        assert!(!back.may_undo);
        assert_eq!(
            refusals(desk.undo(row.id).await),
            [refusal("id", Code::UndoDone, &[])]
        );
        // Away and back once more.
        desk.delete_domain(HERE, None, true).await.unwrap();
        desk.undo(last(&desk, OBJECT).await.id).await.unwrap();
        assert_eq!(routes(&place).await, routed);
    })
    .await;
}

/// A task when it has ended.
async fn ended(desk: &Desk, id: i64) -> Task {
    for _ in 0..600 {
        let task = desk.find_task(id).await.unwrap();
        if !task.state.is_running() {
            return task;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the task does not end");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_domain_goes_and_comes_back_as_a_task_that_can_be_stopped() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        let generated = store::example::generate(&place.store, HERE, 1500, NOW).await;
        generated.unwrap();
        let routed = routes(&place).await;
        let stopped = desk
            .begin_domain_deletion(HERE, None)
            .await
            .unwrap()
            .unwrap();
        // It may have been quicker.
        let is_stopped = desk.cancel_task(stopped).await.is_ok();
        let task = ended(&desk, stopped).await;
        if is_stopped {
            assert_eq!(task.state, TaskState::Cancelled);
            assert_eq!(routes(&place).await, routed);
            assert_eq!(place.number("SELECT COUNT(*) FROM deleted_rows").await, 0);
            let again = desk.begin_domain_deletion(HERE, None).await.unwrap();
            let task = ended(&desk, again.unwrap()).await;
            assert_eq!(task.outcome.unwrap().counts, [(Counted::Deleted, 1500)]);
            assert_eq!(task.history, Some(last(&desk, OBJECT).await.id));
        }
        assert_eq!(routes(&place).await, Vec::<String>::new());

        let row = last(&desk, OBJECT).await.id;
        let back = desk.start_undo(row).await.unwrap().unwrap();
        let task = ended(&desk, back).await;
        assert_eq!(task.outcome.unwrap().counts, [(Counted::Restored, 1500)]);
        assert_eq!(routes(&place).await, routed);
        place.assert_routes().await;
        // What is in the way of a second time is said at once.
        assert_eq!(
            refusals(desk.start_undo(row).await),
            [refusal("id", Code::UndoDone, &[])]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_of_a_deleted_domain_is_named() {
    on_both(|place| async move {
        let desk = place.desk();
        let archive = MailboxServerDraft {
            name: "archive".into(),
            endpoint: "192.0.2.30:24".into(),
        };
        desk.create_mailbox_server(&archive).await.unwrap();
        fill(&place).await;
        place
            .execute(
                "UPDATE entry SET mailbox_server_id =
                     (SELECT id FROM mailbox_server WHERE name = 'archive') WHERE login = 'boss'",
            )
            .await;
        desk.delete_domain(HERE, None, true).await.unwrap();
        let row = last(&desk, OBJECT).await;
        desk.delete_mailbox_server("archive", None).await.unwrap();
        domain(&desk, "new.example", &["alias.example"]).await;
        let in_the_way = [
            refusal("id", Code::UndoNameTaken, &["alias.example", "new.example"]),
            refusal("id", Code::UndoServerGone, &["archive"]),
        ];
        assert_eq!(refusals(desk.preview_undo(row.id).await), in_the_way);
        assert_eq!(refusals(desk.undo(row.id).await), in_the_way);
        assert!(desk.find_domain(HERE).await.is_err());

        desk.delete_domain("new.example", None, true).await.unwrap();
        desk.create_mailbox_server(&archive).await.unwrap();
        desk.undo(row.id).await.unwrap();
        let boss = desk.find_user(HERE, "boss").await.unwrap();
        assert_eq!(boss.mailbox_server.as_deref(), Some("archive"));
        // And now the other one is in the way.
        let other = last(&desk, "domain:new.example").await;
        assert_eq!(
            refusals(desk.undo(other.id).await),
            [refusal("id", Code::UndoNameTaken, &["alias.example", HERE])]
        );
    })
    .await;
}

/// The same database, opened by a program with other settings.
async fn reopened(place: &Place, change: impl FnOnce(&mut Settings)) -> Store {
    let mut settings = Settings {
        database_url: place.url.clone(),
        own: model::relay::OwnHost::default(),
        keep_deleted_days: 30,
    };
    change(&mut settings);
    Store::open(settings).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_has_become_this_server_is_not_brought_back() {
    on_both(|place| async move {
        fill(&place).await;
        place.desk().delete_domain(HERE, None, true).await.unwrap();
        let row = last(&place.desk(), OBJECT).await;
        let store = reopened(&place, |settings| {
            settings.own.addresses = vec!["192.0.2.9".parse().unwrap()];
        })
        .await;
        let desk = store.as_actor(place.desk().actor().clone(), NOW);
        for refused in [desk.preview_undo(row.id).await, desk.undo(row.id).await] {
            assert_eq!(
                refusals(refused),
                [refusal("relay", Code::RelayIsSelf, &[])]
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_is_kept_for_as_long_as_the_settings_say() {
    on_both(|place| async move {
        fill(&place).await;
        let desk = place.desk();
        desk.delete_domain(HERE, None, true).await.unwrap();
        let row = last(&desk, OBJECT).await;
        let listed = desk.list_deleted_domains().await.unwrap();
        let told = (
            listed[0].name.as_str(),
            listed[0].entries,
            listed[0].kept_until,
        );
        assert_eq!(told, (HERE, 4, NOW + 30 * DAY));
        assert_eq!((listed.len(), listed[0].history_id), (1, row.id));

        let purge = async |now| place.store.purge_deleted_domains(now).await.unwrap();
        assert_eq!(purge(NOW + 30 * DAY - 1).await, []);
        assert_eq!(purge(NOW + 30 * DAY).await.len(), 1);
        assert_eq!(purge(NOW + 30 * DAY).await, []);
        assert_eq!(place.number("SELECT COUNT(*) FROM deleted_rows").await, 0);
        assert_eq!(desk.list_deleted_domains().await.unwrap(), []);
        let purged = last(&desk, OBJECT).await;
        assert_eq!(
            (purged.action.as_str(), purged.actor.as_str()),
            ("purge", "signalbox")
        );
        assert!(!desk.find_history(row.id).await.unwrap().may_undo);
        assert_eq!(
            refusals(desk.undo(row.id).await),
            [refusal("id", Code::UndoNotKept, &[])]
        );

        let store = reopened(&place, |settings| settings.keep_deleted_days = 0).await;
        let desk = store.as_actor(desk.actor().clone(), NOW);
        domain(&desk, HERE, &[]).await;
        desk.delete_domain(HERE, None, true).await.unwrap();
        assert_eq!(place.number("SELECT COUNT(*) FROM deleted_domain").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_a_deleted_domain_stays_readable_for_superadministrators() {
    on_both(|place| async move {
        fill(&place).await;
        let desk = place.desk();
        let id = desk.find_domain(HERE).await.unwrap().id;
        desk.delete_domain(HERE, None, true).await.unwrap();
        let of = |scope| HistoryQuery {
            scope,
            limit: 50,
            ..HistoryQuery::default()
        };
        let whole = of(HistoryScope::Domain(HERE.into()));
        let rows = desk.list_history(&whole).await.unwrap().items;
        assert_eq!(rows[0].action, "delete");
        assert!(
            rows.iter()
                .any(|row| row.object == "group:staff@here.example")
        );
        let settings = of(HistoryScope::Settings(HERE.into()));
        let rows = desk.list_history(&settings).await.unwrap().items;
        assert!(rows.iter().all(|row| row.object == OBJECT), "{rows:#?}");
        for rank in [
            Rank::DomainAdministrator(vec![id]),
            Rank::DomainAdministrator(vec![]),
        ] {
            let other = place.desk_of(rank);
            let refused = other.list_history(&whole).await;
            assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
        }
        // Whoever has the name now is meant by it.
        domain(&desk, HERE, &[]).await;
        let rows = desk.list_history(&whole).await.unwrap().items;
        assert_eq!(rows.len(), 1, "{rows:#?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_bring_a_domain_back_at_once_do_it_once() {
    on_both(|place| async move {
        fill(&place).await;
        let desk = place.desk();
        desk.delete_domain(HERE, None, true).await.unwrap();
        let row = last(&desk, OBJECT).await.id;
        let (first, second) = tokio::join!(desk.undo(row), desk.undo(row));
        let late = if first.is_ok() { second } else { first };
        assert_eq!(refusals(late), [refusal("id", Code::UndoDone, &[])]);
        assert_eq!(desk.count_entries(HERE).await.unwrap(), 4);
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_of_people_outside_come_back_unless_they_are_gone() {
    on_both(|place| async move {
        fill(&place).await;
        let desk = place.desk();
        domain(&desk, "other.example", &[]).await;
        for login in ["stays", "goes"] {
            user(&desk, "other.example", login, MailType::Internal, &[login]).await;
        }
        place
            .execute(
                "INSERT INTO administrator (account_id, domain_id)
                 SELECT c.id, d.id FROM account c JOIN entry e ON e.id = c.entry_id, domain d
                 WHERE e.login IN ('stays', 'goes') AND d.name = 'here.example'",
            )
            .await;
        desk.delete_domain(HERE, None, true).await.unwrap();
        desk.delete_user("other.example", "goes", None)
            .await
            .unwrap();
        desk.undo(last(&desk, OBJECT).await.id).await.unwrap();
        let administrators = place
            .texts(
                "SELECT e.login FROM administrator a JOIN account c ON c.id = a.account_id
                     JOIN entry e ON e.id = c.entry_id ORDER BY e.login",
            )
            .await;
        assert_eq!(administrators, ["boss", "stays"]);
    })
    .await;
}
