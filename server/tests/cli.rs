//! The binary as an administrator uses it at the shell.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::shell::{Shell, assert_done, assert_refused, error, out};

#[test]
fn wrong_usage_ends_with_2() {
    let shell = Shell::new();
    for args in [
        &[][..],
        &["fly"],
        &["route"],
        &["api-key", "create"],
        &["postfix-config"],
        &["serve", "--listen", "x"],
    ] {
        assert_eq!(shell.run(args).status.code(), Some(2), "{args:?}");
    }
    assert_eq!(shell.run(&["--help"]).status.code(), Some(0));
}

#[test]
fn without_a_database_commands_say_so_and_make_none() {
    let shell = Shell::new();
    let refused: [&[&str]; 4] = [
        &["check"],
        &["route", "x@a.example"],
        &["api-key", "create", "--account", "admin0", "--name", "x"],
        &["admin", "set-password", "admin0", "--generate"],
    ];
    for args in refused {
        assert_refused(&shell.run(args), "there is no database");
    }
    assert_eq!(std::fs::read_dir(shell.0.path()).unwrap().count(), 0);
}

#[test]
fn a_key_is_printed_alone() {
    let shell = Shell::with_database();
    let made = shell.run(&[
        "api-key",
        "create",
        "--account",
        "admin0",
        "--name",
        "test",
        "--domain",
        "a.example",
        "--read-only",
        "--expires",
        "7",
    ]);
    assert_done(&made);
    let key = out(&made);
    assert!(
        key.starts_with("sbx_") && key.ends_with('\n') && key.lines().count() == 1,
        "{key}"
    );
    assert_refused(
        &shell.run(&["api-key", "create", "--account", "nobody", "--name", "x"]),
        "nobody",
    );
    let foreign = [
        "api-key",
        "create",
        "--account",
        "admin0",
        "--name",
        "x",
        "--domain",
        "z.example",
    ];
    assert_eq!(shell.run(&foreign).status.code(), Some(1));
}

#[test]
fn keys_are_listed_and_revoked_at_the_shell() {
    let shell = Shell::with_database();
    let admin0 = ["--account", "admin0"];
    for (name, more) in [("first", "--read-only"), ("second", "--domain=a.example")] {
        let create = ["api-key", "create", "--name", name, more];
        assert_done(&shell.run(&[&create[..], &admin0].concat()));
    }
    let list = |more: &[&str]| {
        let listed = shell.run(&[&["api-key", "list"], more].concat());
        assert_done(&listed);
        let lines: Vec<_> = out(&listed).lines().map(str::to_owned).collect();
        lines[1..].to_vec()
    };
    let keys = list(&admin0);
    assert_eq!(keys, list(&[]));
    let (first, rest) = keys[0].split_once('\t').unwrap();
    assert_eq!(rest, "admin0\tfirst\tread\tall\tnever");
    assert!(keys[1].ends_with("\tadmin0\tsecond\tchange\ta.example\tnever"));
    let revoke = ["api-key", "revoke", first];
    assert_done(&shell.run(&revoke));
    assert_refused(&shell.run(&revoke), "there is no key");
    assert_eq!(list(&[]), keys[1..]);
    assert_refused(
        &shell.run(&["api-key", "list", "--account", "nobody"]),
        "not found",
    );
}

#[test]
fn a_decision_can_be_read_by_people_and_programs() {
    let shell = Shell::with_database();
    let read = shell.run(&["route", "nobody@a.example"]);
    assert_done(&read);
    let text = out(&read);
    assert!(
        text.contains("550 5.1.1") && text.contains("1. ") && text.contains("a.example"),
        "{text}"
    );
    let json: Value =
        serde_json::from_slice(&shell.run(&["route", "nobody@a.example", "--json"]).stdout)
            .unwrap();
    assert_eq!(
        (&json["outcome"], &json["deliveries"]),
        (&Value::from("reject"), &Value::Array(Vec::new()))
    );
    assert!(json["steps"][0]["detail"].is_string());
    let outside = out(&shell.run(&["route", "x@elsewhere.example"]));
    assert!(outside.contains("not ours"), "{outside}");
}

#[test]
fn passwords_are_set_from_the_shell() {
    let shell = Shell::with_database();
    assert_done(&shell.run_with_input(&["admin", "set-password", "admin0"], "correct horse\n"));
    assert_done(&shell.run_with_input(
        &["admin", "set-password", "admin0", "--password-stdin"],
        "battery staple",
    ));
    assert_refused(
        &shell.run_with_input(&["admin", "set-password", "admin0"], "short\n"),
        "At least 8",
    );
    assert_refused(
        &shell.run_with_input(&["admin", "set-password", "nobody"], "correct horse\n"),
        "nobody",
    );
    let generated = shell.run(&["admin", "set-password", "admin0", "--generate"]);
    assert_done(&generated);
    assert_eq!(out(&generated).trim().len(), 20);
}

#[test]
fn a_check_says_what_is_well_and_what_is_not() {
    let shell = Shell::with_database();
    let well = shell.run(&["check"]);
    assert_done(&well);
    assert!(out(&well).contains("ok: the routing table"), "{well:?}");
    let lost = shell.run(&[
        "check",
        "--database-url",
        "postgres://nobody:secret@127.0.0.1:1/nothing",
    ]);
    assert_eq!(lost.status.code(), Some(1));
    assert!(!error(&lost).contains("secret"), "{lost:?}");
}

#[test]
fn a_copy_of_the_database_is_a_database() {
    let shell = Shell::with_database();
    assert_done(&shell.run(&["backup", "copy.db"]));
    let mode = std::fs::metadata(shell.0.path().join("copy.db"))
        .unwrap()
        .permissions();
    assert_eq!(mode.mode() & 0o777, 0o600, "it holds hashes of passwords");
    let route = shell.run(&[
        "route",
        "nobody@a.example",
        "--database-url",
        "sqlite:copy.db",
    ]);
    assert!(out(&route).contains("550 5.1.1"), "{route:?}");
    assert_refused(&shell.run(&["backup", "copy.db"]), "exists already");
    let postgres = shell.run(&["backup", "x.db", "--database-url", "postgres://127.0.0.1/x"]);
    assert_refused(&postgres, "pg_dump");
}

#[test]
fn the_files_for_postfix_and_dovecot_are_written_and_explained() {
    let shell = Shell::with_database();
    let postfix = shell.run(&["postfix-config", "--dir", "postfix"]);
    assert_eq!(postfix.status.code(), Some(0), "{postfix:?}");
    assert!(out(&postfix).contains("main.cf"), "{postfix:?}");
    assert!(shell.0.path().join("postfix/main.cf.signalbox").exists());
    let dovecot = shell.run(&["dovecot-config", "--dir", "dovecot"]);
    assert_eq!(dovecot.status.code(), Some(0), "{dovecot:?}");
    assert!(shell.0.path().join("dovecot/signalbox.conf").exists());
}

#[test]
fn serving_says_where_and_with_which_password_and_ends_when_asked() {
    let shell = Shell::new();
    let mut command = shell.command(&["serve", "--listen", "127.0.0.1:0", "--demo"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let Some(first) = lines.next() else {
        let output = child.wait_with_output().unwrap();
        // A build without the browser's files refuses to serve, which is right.
        assert_refused(&output, "the front end is not built");
        assert!(
            std::env::var_os("CI").is_none(),
            "build the front end first"
        );
        eprintln!("serving is not tested: the front end is not built");
        return;
    };
    let first = first.unwrap();
    let address = first
        .strip_prefix("Signalbox serves http://")
        .unwrap_or_else(|| panic!("{first}"));
    assert!(lines.next().unwrap().unwrap().contains("admin0"));
    let password = lines.next().unwrap().unwrap();
    assert!(password.len() >= 16, "{password}");
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    // Another one on the same address is refused, and says by what.
    let second = shell.run(&["serve", "--listen", address]);
    assert_refused(&second, "cannot listen");
    let asked = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(asked.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
