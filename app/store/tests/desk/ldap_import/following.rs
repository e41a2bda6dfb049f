//! A directory becomes entries, and its changes follow.

use model::Code;
use model::MailType;
use model::ldap::{LdapDraft, Mapping};
use store::ldap::{Ask, Fate};
use testing::slapd::{SUFFIX, person};

use super::{DOMAIN, addresses, counts, draft, dry, fate, find, import, set_up, three};
use crate::support::{Place, on_both, refusal, refusals};

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_becomes_entries_and_changes_follow() {
    let slapd = three();
    on_both(|place: Place| {
        let slapd = &slapd;
        async move {
            set_up(&place, slapd).await;
            let foretold = import(&place, dry()).await;
            assert_eq!(counts(&foretold), [5, 0, 0, 0, 0, 0], "{foretold:#?}");
            assert_eq!(place.number("SELECT COUNT(*) FROM entry").await, 0);
            let shown = Ask {
                digest: Some(foretold.digest.clone()),
                ..Ask::default()
            };
            let done = import(&place, shown.clone()).await;
            assert_eq!(done, foretold, "what was shown is what was done");
            let again = place.desk().run_ldap_import(DOMAIN, shown).await;
            let not_as_shown = [refusal("directory", Code::LdapNotAsShown, &[])];
            assert_eq!(refusals(again), not_as_shown);

            assert_eq!(
                addresses(&place, "ann").await,
                ["ann@example.org", "a.alder@example.org"]
            );
            let joerg = find(&place, "joerg").await;
            assert_eq!(
                (joerg.display_name.as_str(), joerg.suspended),
                ("Jörg Müller", true)
            );
            assert_eq!(find(&place, "ann").await.mail_type, MailType::Internal);
            assert_eq!(find(&place, "zoe").await.mail_type, MailType::External);
            let berlin = place.desk().list_members(DOMAIN, "berlin").await.unwrap();
            let members: Vec<String> = berlin.iter().map(|row| row.entry.to_string()).collect();
            assert_eq!(members, ["user:zoe"]);
            let route = place.desk().route("zoe@example.org").await.unwrap();
            assert_eq!(route.deliveries[0].next_hop, "[192.0.2.7]:25");

            let idle = import(&place, Ask::default()).await;
            assert_eq!(counts(&idle), [0, 0, 5, 0, 0, 0]);
            let actions = place.actions().await;
            let imports = actions.iter().filter(|action| action.ends_with(" import"));
            assert_eq!(
                imports.count(),
                1,
                "nothing to do is no change: {actions:?}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_renamed_stays_the_same_and_who_is_gone_is_suspended_until_he_is_back() {
    on_both(|place: Place| async move {
        let slapd = three();
        set_up(&place, &slapd).await;
        import(&place, Ask::default()).await;
        let id = "SELECT id FROM entry WHERE login = ";
        let before = place.number(&format!("{id}'zoe'")).await;
        slapd.change(&format!(
            "dn: uid=zoe,ou=people,{SUFFIX}\nchangetype: modrdn\nnewrdn: uid=zora\ndeleteoldrdn: 1\n\n\
             dn: cn=berlin,ou=groups,{SUFFIX}\nchangetype: modify\nreplace: member\nmember: uid=zora,ou=people,{SUFFIX}\n\n\
             dn: uid=ann,ou=people,{SUFFIX}\nchangetype: delete\n"
        ));
        let outcome = import(&place, Ask::default()).await;
        assert_eq!(counts(&outcome), [0, 2, 3, 0, 1, 0], "{outcome:#?}");
        assert_eq!(fate(&outcome, "user:zora"), (Fate::Changed, vec!["login".into()], vec![]));
        assert_eq!(fate(&outcome, "user:ann"), (Fate::Changed, vec!["suspended".into()], vec![]));
        assert_eq!(place.number(&format!("{id}'zora'")).await, before);
        assert!(find(&place, "ann").await.suspended);
        assert_eq!(counts(&import(&place, Ask::default()).await), [0, 0, 5, 0, 1, 0]);

        // Another person gets the login that became free: the mailbox is not hers.
        slapd.change(&person("ann", "Ann", "Other", "mail: ann@example.org"));
        let outcome = import(&place, Ask::default()).await;
        let (fate, ..) = fate(&outcome, "user:ann");
        assert_eq!(fate, Fate::Refused, "{outcome:#?}");
        let reasons: Vec<Code> = outcome.rows[0].problems.iter().map(|problem| problem.code).collect();
        assert!(reasons.contains(&Code::LdapOtherEntry), "{reasons:?}");
        assert_eq!(find(&place, "ann").await.last_name, "Alder");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_here_keeps_its_login_and_its_next_holder_is_nobody_yet() {
    on_both(|place: Place| async move {
        let slapd = three();
        set_up(&place, &slapd).await;
        import(&place, Ask::default()).await;
        slapd.change(&format!(
            "dn: uid=ann,ou=people,{SUFFIX}\nchangetype: modrdn\nnewrdn: uid=anna\ndeleteoldrdn: 1\n"
        ));
        let outcome = import(&place, Ask::default()).await;
        let kept = (Fate::Same, vec![], vec!["login".into()]);
        assert_eq!(fate(&outcome, "user:ann"), kept, "{outcome:#?}");

        // Mail to the group of the next holder is none of hers.
        slapd.change(&person("ann", "Ann", "Other", "mail: other@example.org"));
        slapd.change(&format!(
            "dn: cn=berlin,ou=groups,{SUFFIX}\nchangetype: modify\nadd: member\nmember: uid=ann,ou=people,{SUFFIX}\n"
        ));
        import(&place, Ask::default()).await;
        assert_eq!(find(&place, "ann").await.last_name, "Alder");
        let berlin = place.desk().list_members(DOMAIN, "berlin").await.unwrap();
        let members: Vec<String> = berlin.iter().map(|row| row.entry.to_string()).collect();
        assert_eq!(members, ["user:zoe"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_back_is_active_again_also_where_the_directory_does_not_say_who_is_disabled() {
    on_both(|place: Place| async move {
        let slapd = three();
        set_up(&place, &slapd).await;
        let silent = LdapDraft {
            mapping: Mapping {
                disabled: String::new(),
                ..Mapping::default()
            },
            bind_password: None,
            ..draft(&slapd)
        };
        let desk = place.desk();
        desk.change_ldap(DOMAIN, None, &silent).await.unwrap();
        import(&place, Ask::default()).await;
        let away = |name: &str, to: &str| {
            slapd.change(&format!(
                "dn: uid=ann,{name},{SUFFIX}\nchangetype: modrdn\nnewrdn: uid=ann\ndeleteoldrdn: 1\nnewsuperior: {to},{SUFFIX}\n"
            ));
        };
        // Out of what is read, and back, as the same entry.
        let below = LdapDraft {
            base_dn: format!("ou=people,{SUFFIX}"),
            group_filter: String::new(),
            split_group: String::new(),
            ..silent
        };
        desk.change_ldap(DOMAIN, None, &below).await.unwrap();
        away("ou=people", "ou=groups");
        let outcome = import(&place, Ask::default()).await;
        assert_eq!(outcome.missing, 1, "{outcome:#?}");
        assert!(find(&place, "ann").await.suspended);
        away("ou=groups", "ou=people");
        let outcome = import(&place, Ask::default()).await;
        let back = (Fate::Changed, vec!["suspended".into()], vec![]);
        assert_eq!(fate(&outcome, "user:ann"), back);
        assert!(!find(&place, "ann").await.suspended);

        // Suspended by hand is another matter.
        place.execute("UPDATE entry SET suspended = TRUE WHERE login = 'ann'").await;
        desk.run_ldap_import(DOMAIN, Ask::default()).await.unwrap();
        assert!(find(&place, "ann").await.suspended);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_that_is_forgotten_can_be_followed_by_another() {
    on_both(|place: Place| async move {
        let slapd = three();
        set_up(&place, &slapd).await;
        import(&place, Ask::default()).await;
        place.desk().remove_ldap(DOMAIN, None).await.unwrap();
        assert_eq!(place.number("SELECT COUNT(*) FROM entry").await, 5);
        // Other identifiers, the same people.
        let another = three();
        let desk = place.desk();
        desk.change_ldap(DOMAIN, None, &draft(&another))
            .await
            .unwrap();
        let outcome = import(&place, Ask::default()).await;
        assert_eq!(counts(&outcome), [0, 0, 5, 0, 0, 0], "{outcome:#?}");
        let by_login = LdapDraft {
            mapping: Mapping {
                unique_id: "cn".into(),
                ..draft(&another).mapping
            },
            bind_password: None,
            ..draft(&another)
        };
        desk.change_ldap(DOMAIN, None, &by_login).await.unwrap();
        let outcome = import(&place, Ask::default()).await;
        assert_eq!(counts(&outcome), [0, 0, 5, 0, 0, 0], "{outcome:#?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_that_was_deleted_comes_back_with_what_was_imported_and_its_reports() {
    let slapd = three();
    on_both(|place: Place| {
        let slapd = &slapd;
        async move {
            set_up(&place, slapd).await;
            import(&place, Ask::default()).await;
            let desk = place.desk();
            desk.delete_domain(DOMAIN, None, true).await.unwrap();
            for table in ["ldap_origin", "ldap_report"] {
                let left = place.number(&format!("SELECT COUNT(*) FROM {table}")).await;
                assert_eq!(left, 0, "{table}");
            }
            let row = "SELECT MAX(id) FROM history WHERE action = 'delete'";
            desk.undo(place.number(row).await).await.unwrap();
            let reports = desk.list_ldap_reports(DOMAIN, None, 10).await.unwrap();
            assert_eq!(reports.items.len(), 1);
            slapd.change(&format!(
                "dn: uid=ann,ou=people,{SUFFIX}\nchangetype: modify\nreplace: sn\nsn: Ahorn\n"
            ));
            let outcome = import(&place, Ask::default()).await;
            assert_eq!(counts(&outcome), [0, 1, 4, 0, 0, 0], "{outcome:#?}");
            slapd.change(&format!(
                "dn: uid=ann,ou=people,{SUFFIX}\nchangetype: modify\nreplace: sn\nsn: Alder\n"
            ));
        }
    })
    .await;
}
