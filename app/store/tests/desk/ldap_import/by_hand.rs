//! What was changed by hand.

use model::{EntryRef, Kind, MailType};
use store::ldap::{Ask, Fate};
use testing::slapd::SUFFIX;

use super::{DOMAIN, addresses, counts, fate, find, import, set_up, three};
use crate::support::{Place, mail, on_both, user};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_by_hand_stays_unless_told_otherwise() {
    on_both(|place: Place| async move {
        let slapd = three();
        set_up(&place, &slapd).await;
        // Made by hand before anything was imported.
        user(&place.desk(), DOMAIN, "ann", MailType::External, &["ann"]).await;
        import(&place, Ask::default()).await;
        let ann = find(&place, "ann").await;
        assert_eq!((ann.mail_type, ann.first_name.as_str()), (MailType::External, ""));
        let zoe = mail(MailType::Internal, &["zoe@example.org"]);
        place.desk().change_user_mail(DOMAIN, "zoe", None, &zoe, None).await.unwrap();
        slapd.change(&format!(
            "dn: uid=zoe,ou=people,{SUFFIX}\nchangetype: modify\nreplace: sn\nsn: Zimmer\n-\nadd: mailAlternateAddress\nmailAlternateAddress: z@example.org\n"
        ));
        let outcome = import(&place, Ask::default()).await;
        let changed: Vec<String> = ["display_name", "last_name", "mail.addresses"].map(str::to_owned).to_vec();
        assert_eq!(fate(&outcome, "user:zoe"), (Fate::Changed, changed, vec!["mail.type".into()]));
        let (fate_of_ann, _, kept) = fate(&outcome, "user:ann");
        assert_eq!(fate_of_ann, Fate::Same);
        assert!(kept.contains(&"mail.type".to_owned()), "{kept:?}");
        assert_eq!(find(&place, "zoe").await.mail_type, MailType::Internal);
        assert_eq!(addresses(&place, "zoe").await, ["zoe@example.org", "z@example.org"]);

        // Somebody is put into a group by hand, somebody else out of it.
        let berlin = EntryRef { kind: Kind::Group, name: "berlin".into() };
        let member = |login: &str| EntryRef { kind: Kind::User, name: login.into() };
        let desk = place.desk();
        desk.set_member(DOMAIN, &berlin.name, &member("joerg"), true).await.unwrap();
        desk.set_member(DOMAIN, &berlin.name, &member("zoe"), false).await.unwrap();
        slapd.change(&format!(
            "dn: cn=berlin,ou=groups,{SUFFIX}\nchangetype: modify\nadd: member\nmember: uid=ann,ou=people,{SUFFIX}\n"
        ));
        let members = async || {
            place
                .texts("SELECT e.login FROM group_member m JOIN entry e ON e.id = m.member_id JOIN entry g ON g.id = m.group_id WHERE g.login = 'berlin' ORDER BY 1")
                .await
        };
        import(&place, Ask::default()).await;
        assert_eq!(members().await, ["ann", "joerg"]);

        let all = Ask { take_all: true, ..Ask::default() };
        import(&place, all).await;
        assert_eq!(members().await, ["ann", "zoe"]);
        assert_eq!(find(&place, "zoe").await.mail_type, MailType::External);
        let ann = find(&place, "ann").await;
        assert_eq!((ann.mail_type, ann.first_name.as_str()), (MailType::External, "Ann"));
        assert_eq!(counts(&import(&place, Ask::default()).await), [0, 0, 5, 0, 0, 0]);
    })
    .await;
}
