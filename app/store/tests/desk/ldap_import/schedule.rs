//! By the clock.

use model::ldap::LdapDraft;
use model::task::TaskState;
use model::{Code, Problem};
use store::ldap::{Ask, LdapReport};
use testing::slapd::{SUFFIX, Slapd};

use super::{DOMAIN, draft, find, import, set_up, three};
use crate::support::{NOW, Place, on_both};

async fn ended(place: &Place, id: i64) -> LdapReport {
    for _ in 0..400 {
        let report = place.desk().find_ldap_report(DOMAIN, id).await.unwrap();
        if !report.state.is_running() {
            return report;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the import does not end")
}

/// The report of the import that is due, if one is.
async fn due(place: &Place, at: i64) -> Option<LdapReport> {
    let begun = place.store.start_due_ldap_imports(at).await.unwrap();
    if begun.is_empty() {
        return None;
    }
    let desk = place.desk();
    let reports = desk.list_ldap_reports(DOMAIN, None, 1).await.unwrap();
    let id = reports.items[0].id;
    let report = ended(place, id).await;
    assert!(report.scheduled && report.actor == "schedule", "{report:?}");
    Some(report)
}

async fn hourly(place: &Place, slapd: &Slapd) {
    set_up(place, slapd).await;
    let hourly = LdapDraft {
        every_minutes: Some(60),
        bind_password: None,
        ..draft(slapd)
    };
    let saved = place.desk().change_ldap(DOMAIN, None, &hourly).await;
    saved.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_import_is_for_somebody_to_look_at_and_each_is_taken_up_once() {
    let slapd = three();
    on_both(|place: Place| {
        let slapd = &slapd;
        async move {
            hourly(&place, slapd).await;
            assert_eq!(due(&place, NOW + 3599).await, None, "not yet");
            let first = due(&place, NOW + 3600).await.unwrap();
            let too_many = Problem::new("directory", Code::LdapTooManyChanges);
            assert_eq!(first.problems, [too_many.with(5).with(0).with(50)]);
            assert_eq!(due(&place, NOW + 3601).await, None, "taken up already");
            let (one, other) = tokio::join!(
                place.store.start_due_ldap_imports(NOW + 7200),
                place.store.start_due_ldap_imports(NOW + 7200)
            );
            let begun = one.unwrap().len() + other.unwrap().len();
            assert_eq!(begun, 1, "one of two takes it up");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_schedule_brings_a_few_changes_and_stops_where_it_would_do_too_much() {
    on_both(|place: Place| async move {
        let mut slapd = three();
        hourly(&place, &slapd).await;
        import(&place, Ask::default()).await;
        slapd.change(&format!(
            "dn: uid=ann,ou=people,{SUFFIX}\nchangetype: modify\nreplace: sn\nsn: Acker\n"
        ));
        let done = due(&place, NOW + 3600).await.unwrap();
        assert_eq!(done.state, TaskState::Done, "{done:?}");
        assert_eq!(find(&place, "ann").await.last_name, "Acker");
        let actors = "SELECT actor FROM history WHERE action = 'import' ORDER BY id DESC";
        assert_eq!(place.texts(actors).await[0], "schedule");

        for gone in [
            "cn=berlin,ou=groups",
            "uid=ann,ou=people",
            "uid=zoe,ou=people",
        ] {
            slapd.change(&format!("dn: {gone},{SUFFIX}\nchangetype: delete\n"));
        }
        let stopped = due(&place, NOW + 7200).await.unwrap();
        let code = stopped.problems[0].code;
        assert_eq!(code, Code::LdapTooManyChanges, "{stopped:?}");
        assert!(!find(&place, "ann").await.suspended);
        slapd.stop();
        let gone = due(&place, NOW + 10_800).await.unwrap();
        assert_eq!(gone.problems[0].code, Code::LdapUnreachable, "{gone:?}");
    })
    .await;
}
