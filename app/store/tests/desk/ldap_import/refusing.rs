//! What is refused, and to whom.

use model::task::TaskState;
use model::{Code, MailType, Problem};
use store::StoreError;
use store::ldap::{Ask, Fate};
use testing::slapd::person;

use super::{DOMAIN, counts, dry, import, set_up, three};
use crate::support::{Place, domain, on_both, refusal, refusals, user};

#[tokio::test(flavor = "multi_thread")]
async fn who_breaks_a_rule_is_left_out_and_the_others_come() {
    on_both(|place: Place| async move {
        let slapd = three();
        set_up(&place, &slapd).await;
        user(
            &place.desk(),
            DOMAIN,
            "other",
            MailType::Internal,
            &["other", "zoe"],
        )
        .await;
        slapd.change(&person("Not a login", "No", "Login", ""));
        let outcome = import(&place, Ask::default()).await;
        assert_eq!(counts(&outcome), [4, 0, 0, 2, 0, 0], "{outcome:#?}");
        let refused: Vec<(String, Vec<Problem>)> = outcome
            .rows
            .iter()
            .filter(|row| row.fate == Fate::Refused)
            .map(|row| (row.entry.to_string(), row.problems.clone()))
            .collect();
        assert_eq!(refused[0].0, "user:not a login");
        assert_eq!(refused[0].1, [Problem::new("login", Code::LoginInvalid)]);
        assert_eq!(refused[1].1[0].code, Code::AddressTaken, "{refused:?}");
        // The group comes without her who was refused, and gets her as soon as she comes.
        assert_eq!(place.number("SELECT COUNT(*) FROM group_member").await, 1);
        place
            .desk()
            .delete_user(DOMAIN, "other", None)
            .await
            .unwrap();
        import(&place, Ask::default()).await;
        assert_eq!(place.number("SELECT COUNT(*) FROM group_member").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_in_the_middle_leaves_nothing() {
    on_both(|place: Place| async move {
        let slapd = three();
        set_up(&place, &slapd).await;
        // The last thing an import writes.
        place
            .execute("ALTER TABLE ldap_origin RENAME TO ldap_origin_away")
            .await;
        let report = place.desk().run_ldap_import(DOMAIN, Ask::default()).await;
        assert!(report.is_err(), "{report:?}");
        for table in ["entry", "address", "postfix_route", "account", "entry_word"] {
            let rows = place.number(&format!("SELECT COUNT(*) FROM {table}")).await;
            assert_eq!(rows, 0, "{table}");
        }
        place
            .execute("ALTER TABLE ldap_origin_away RENAME TO ldap_origin")
            .await;
        let reports = place
            .desk()
            .list_ldap_reports(DOMAIN, None, 10)
            .await
            .unwrap();
        assert_eq!(reports.items[0].state, TaskState::Failed);
        assert_eq!(
            counts(&import(&place, Ask::default()).await),
            [5, 0, 0, 0, 0, 0]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_superadministrator_imports_and_an_administrator_reads_his_own_reports() {
    let slapd = three();
    on_both(|place: Place| {
        let slapd = &slapd;
        async move {
            set_up(&place, slapd).await;
            domain(&place.desk(), "c.example", &[]).await;
            let report = place.desk().run_ldap_import(DOMAIN, dry()).await.unwrap();
            let own = place.desk_of_administrator(DOMAIN).await;
            for ask in [dry(), Ask::default()] {
                let refused = own.run_ldap_import(DOMAIN, ask.clone()).await;
                assert!(matches!(refused, Err(StoreError::Denied)), "{refused:?}");
                let refused = own.start_ldap_import(DOMAIN, ask).await;
                assert!(matches!(refused, Err(StoreError::Denied)), "{refused:?}");
            }
            let read = own.find_ldap_report(DOMAIN, report.id).await.unwrap();
            assert_eq!(read.outcome.unwrap().new, 5);

            let stranger = place.desk_of_administrator("c.example").await;
            let refused = stranger.find_ldap_report(DOMAIN, report.id).await;
            assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
            // Nor by the number, in a domain that is his.
            let refused = stranger.find_ldap_report("c.example", report.id).await;
            assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
            let listed = stranger.list_ldap_reports(DOMAIN, None, 10).await;
            assert!(matches!(listed, Err(StoreError::NotFound)), "{listed:?}");
            let none = place.desk().run_ldap_import("c.example", dry()).await;
            let not_set = [refusal("directory", Code::LdapNotSet, &[])];
            assert_eq!(refusals(none), not_set);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_of_one_login_are_not_one_entry() {
    on_both(|place: Place| async move {
        let slapd = three();
        set_up(&place, &slapd).await;
        user(&place.desk(), DOMAIN, "ann", MailType::Internal, &["ann"]).await;
        let elsewhere = person("ann", "Another", "Ann", "mail: other@example.org");
        slapd.change(&elsewhere.replace("ou=people", "ou=groups"));
        let outcome = import(&place, Ask::default()).await;
        assert_eq!(counts(&outcome)[..4], [4, 0, 1, 1], "{outcome:#?}");
        let [refused, ..] = outcome.rows.as_slice() else {
            panic!("{outcome:#?}")
        };
        assert_eq!(refused.fate, Fate::Refused);
        let codes: Vec<Code> = refused.problems.iter().map(|found| found.code).collect();
        assert!(codes.contains(&Code::LdapOtherEntry), "{codes:?}");
        assert_eq!(place.number("SELECT COUNT(*) FROM ldap_origin").await, 5);
    })
    .await;
}
