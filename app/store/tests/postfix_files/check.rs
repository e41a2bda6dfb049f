//! Whether a Postfix uses the files: `postconf` is asked, nothing runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Place, on_both};

fn postfix_missing() -> bool {
    let missing = Command::new("postconf")
        .arg("mail_version")
        .output()
        .is_err();
    if missing {
        assert!(
            std::env::var_os("CI").is_none(),
            "Postfix not tested: apt-get install postfix"
        );
        eprintln!("Postfix not tested: it is not installed");
    }
    missing
}

/// A configuration directory around what the store wrote.
async fn configure(place: &Place, dir: &Path) {
    place
        .store
        .write_postfix_files(&dir.join("tables"))
        .await
        .unwrap();
    let fragment = |name: &str| fs::read_to_string(dir.join("tables").join(name)).unwrap();
    let main = format!(
        "compatibility_level = 3.6\n{}",
        fragment("main.cf.signalbox")
    );
    fs::write(dir.join("main.cf"), main).unwrap();
    fs::write(dir.join("master.cf"), fragment("master.cf.signalbox")).unwrap();
}

async fn differences(place: &Place, dir: &Path) -> Vec<String> {
    place
        .store
        .check_postfix(&dir.join("tables"), dir)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postfix_with_the_fragments_is_as_it_should_be() {
    if postfix_missing() {
        return;
    }
    on_both(|place| async move {
        let dir = tempfile::tempdir_in("/var/tmp").unwrap();
        open_to_all(dir.path());
        configure(&place, dir.path()).await;
        assert_eq!(differences(&place, dir.path()).await, Vec::<String>::new());
    })
    .await;
}

fn open_to_all(path: &Path) {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn each_difference_is_named_with_its_mend() {
    if postfix_missing() {
        return;
    }
    on_both(|place| async move {
        let dir = tempfile::tempdir_in("/var/tmp").unwrap();
        open_to_all(dir.path());
        for (setting, named) in [
            ("transport_maps =", "transport_maps"),
            (
                "virtual_mailbox_domains = hash:/etc/aliases",
                "virtual_mailbox_domains",
            ),
            ("mydestination = a.example", "mydestination"),
            ("recipient_delimiter = -", "recipient_delimiter"),
            (
                "smtpd_recipient_restrictions =",
                "smtpd_recipient_restrictions",
            ),
            ("proxy_read_maps = hash:/etc/aliases", "proxy_read_maps"),
            ("service_throttle_time = 60s", "service_throttle_time"),
        ] {
            configure(&place, dir.path()).await;
            let main = dir.path().join("main.cf");
            let text = fs::read_to_string(&main).unwrap();
            fs::write(&main, format!("{text}{setting}\n")).unwrap();
            let found = differences(&place, dir.path()).await;
            assert!(
                found
                    .iter()
                    .any(|line| line.contains(named) && line.contains("Mend it")),
                "{found:?}"
            );
        }
        configure(&place, dir.path()).await;
        fs::write(dir.path().join("master.cf"), "smtp unix - - n - - smtp\n").unwrap();
        let found = differences(&place, dir.path()).await;
        assert_eq!(found.len(), 2, "{found:?}");
        configure(&place, dir.path()).await;
        fs::write(dir.path().join("tables/transport.cf"), "rubbish").unwrap();
        assert_eq!(differences(&place, dir.path()).await.len(), 1);
    })
    .await;
}

/// What an administrator adds beside is his own business.
#[tokio::test(flavor = "multi_thread")]
async fn further_restrictions_and_tables_are_welcome() {
    if postfix_missing() {
        return;
    }
    on_both(|place| async move {
        let dir = tempfile::tempdir_in("/var/tmp").unwrap();
        open_to_all(dir.path());
        configure(&place, dir.path()).await;
        let main = dir.path().join("main.cf");
        let text = fs::read_to_string(&main).unwrap();
        let text = text
            .replace(
                "virtual_alias_maps = ",
                "virtual_alias_maps = hash:/etc/postfix/virtual, ",
            )
            .replace(
                "smtpd_recipient_restrictions = ",
                "smtpd_recipient_restrictions = reject_non_fqdn_recipient, ",
            );
        fs::write(&main, text).unwrap();
        assert_eq!(differences(&place, dir.path()).await, Vec::<String>::new());
    })
    .await;
}
