//! Whoever administers more than one does is not touched by way of files or of forwarding either.

use model::handling::{Forward, HandlingDraft};
use model::{Code, EntryRef, Kind, MailType};
use store::StoreError;
use store::import::{NewPassword, Outcome, Plan, Record, Refused};

use super::desks::{HERE, everything};
use super::support::{Place, domain, mail, on_both, refusal, refusals, user};

const AWAY: &str = "away.example";
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
                    KF6HbYv8lMWrkJKKZ1Ji8UEoTwbZxLdYAb3tHBO0Lvw";

/// `boss` administers another domain too, `ann` nothing.
async fn filled(place: &Place) {
    let desk = place.desk();
    for name in [HERE, AWAY] {
        domain(&desk, name, &[]).await;
    }
    for login in ["ann", "boss"] {
        user(&desk, HERE, login, MailType::Internal, &[login]).await;
    }
    for name in [HERE, AWAY] {
        let boss = format!("boss@{HERE}");
        desk.set_administrator(name, &boss, true).await.unwrap();
    }
}

/// Every way a record touches somebody.
fn touching(login: &str) -> Vec<Record> {
    let record = || Record::new(2, Kind::User, login);
    let password = Some(NewPassword::Hash(HASH.into()));
    vec![
        Record {
            password,
            ..record()
        },
        Record {
            suspended: Some(true),
            ..record()
        },
        Record {
            mail_type: Some(MailType::None),
            ..record()
        },
        Record {
            last_name: Some("Other".into()),
            ..record()
        },
        Record {
            present_name: Some(login.into()),
            ..Record::new(2, Kind::User, "other")
        },
    ]
}

fn outcome(plan: &Plan) -> &Outcome {
    &plan.rows[0].outcome
}

#[tokio::test]
async fn an_import_refuses_the_lines_of_whoever_holds_more() {
    on_both(async |place: Place| {
        filled(&place).await;
        let own = place.desk_of_administrator(HERE).await;
        let before = everything(&place).await;
        for record in touching("boss") {
            let records = [record];
            let plan = own.plan_import(HERE, &records).await.unwrap();
            let Outcome::Refused(problems) = outcome(&plan) else {
                panic!("{records:?}: {plan:?}");
            };
            let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
            assert_eq!(codes, [Code::RankAbove], "{records:?}");
            assert_eq!(plan.counts.refused, 1);
            let stopped = own.apply_import(HERE, &records, None, Refused::Stop).await;
            let expected = [refusal("2.login", Code::RankAbove, &[])];
            assert_eq!(refusals(stopped), expected);
            let done = own.apply_import(HERE, &records, None, Refused::LeaveOut);
            assert_eq!(done.await.unwrap(), plan);
        }
        assert_eq!(everything(&place).await, before);
        // A line that leaves him as he is touches nobody, and others change as ever.
        let same = [Record::new(2, Kind::User, "boss")];
        let plan = own.plan_import(HERE, &same).await.unwrap();
        assert_eq!(outcome(&plan), &Outcome::Unchanged);
        for (desk, login) in [(&own, "ann"), (&place.desk(), "boss")] {
            for record in touching(login) {
                let plan = desk.plan_import(HERE, &[record]).await.unwrap();
                assert!(matches!(outcome(&plan), Outcome::Changed(_)), "{plan:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_mail_of_whoever_holds_more_is_not_forwarded() {
    on_both(async |place: Place| {
        filled(&place).await;
        let own = place.desk_of_administrator(HERE).await;
        let entry = |name: &str| EntryRef {
            kind: Kind::User,
            name: name.into(),
        };
        let away = HandlingDraft {
            forward: Some(Forward {
                active: true,
                to: vec!["me@elsewhere.example".into()],
                keep_copy: true,
            }),
            ..HandlingDraft::default()
        };
        let before = everything(&place).await;
        let boss = own.change_handling(HERE, &entry("boss"), None, &away).await;
        assert!(matches!(boss, Err(StoreError::Denied)), "{boss:?}");
        let same = mail(MailType::Internal, &["boss"]);
        let saved = own
            .change_user_mail_and_handling(HERE, "boss", None, &same, &away)
            .await;
        assert!(matches!(saved, Err(StoreError::Denied)), "{saved:?}");
        assert_eq!(everything(&place).await, before);
        for (desk, login) in [(&own, "ann"), (&place.desk(), "boss")] {
            let saved = desk.change_handling(HERE, &entry(login), None, &away).await;
            assert!(saved.unwrap().forward.active);
        }
    })
    .await;
}
