//! The same tables through Postfix's own program, in Postfix's own group.

use std::collections::HashMap;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::installation::{Builder, installations, recipients};
use super::postfix::{TABLES, Tables};
use super::support::on_both;

/// Installations to compare: each takes a second or so of starting programs.
const CASES: usize = 12;

/// Whether there is a Postfix; without one the test says so, and fails in the checks of a change.
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

#[tokio::test(flavor = "multi_thread")]
async fn postmap_gives_the_same_answers() {
    if postfix_missing() {
        return;
    }
    on_both(|place| async move {
        let dir = tempfile::tempdir().unwrap();
        std::fs::set_permissions(dir.path(), PermissionsExt::from_mode(0o755)).unwrap();
        std::fs::write(dir.path().join("main.cf"), "compatibility_level = 3.6\n").unwrap();
        let mut tables = Tables::open(&place, dir.path()).await;
        let mut builder = Builder::open(&place).await;
        let kind = if place.is_postgres() {
            "pgsql"
        } else {
            "sqlite"
        };
        let mut runner = TestRunner::default();
        for _ in 0..CASES {
            let installation = installations().new_tree(&mut runner).unwrap().current();
            builder.build(&installation).await;
            let asked = recipients().new_tree(&mut runner).unwrap().current();
            let mut keys: Vec<_> = asked
                .into_iter()
                .map(|(local_part, name)| installation.recipient(local_part, name))
                .collect();
            keys.extend(installation.names().into_iter().map(ToOwned::to_owned));
            for table in TABLES {
                let answers = postmap(dir.path(), kind, table, &keys);
                for key in &keys {
                    let expected = tables.look_up(table, key).await;
                    assert_eq!(
                        answers.get(key),
                        expected.as_ref(),
                        "{table} {key} {installation:?}"
                    );
                }
            }
        }
    })
    .await;
}

/// The answers of `postmap -q -`, as the user postfix where the test may become that.
fn postmap(dir: &Path, kind: &str, table: &str, keys: &[String]) -> HashMap<String, String> {
    let mut command = Command::new("postmap");
    command
        .arg("-c")
        .arg(dir)
        .args(["-q", "-"])
        .arg(format!("{kind}:{}/{table}.cf", dir.display()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if let Some((user, group)) = postfix_user() {
        command.uid(user).gid(group);
    }
    let mut child = command.spawn().unwrap();
    let mut input = keys.join("\n");
    input.push('\n');
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| {
            let (key, answer) = line.split_once('\t').unwrap();
            (key.to_owned(), answer.to_owned())
        })
        .collect()
}

fn postfix_user() -> Option<(u32, u32)> {
    let root = std::fs::metadata("/proc/self")
        .ok()
        .map(|own| std::os::unix::fs::MetadataExt::uid(&own));
    let users = std::fs::read_to_string("/etc/passwd").ok()?;
    let line = users.lines().find(|line| line.starts_with("postfix:"))?;
    let mut fields = line.split(':').skip(2);
    let ids = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    (root == Some(0)).then_some(ids)
}
