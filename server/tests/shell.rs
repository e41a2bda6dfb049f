//! The binary, started in a directory of its own.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// A directory with a database of its own.
pub struct Shell(pub tempfile::TempDir);

impl Shell {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A new database with admin0.
    pub fn with_database() -> Self {
        let shell = Self::new();
        assert_done(&shell.run(&["migrate"]));
        assert_done(&shell.run(&["bench-fill", "a.example", "3"]));
        shell
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_signalbox"));
        command
            .args(args)
            .current_dir(self.0.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    pub fn run_with_input(&self, args: &[&str], input: &str) -> Output {
        let mut command = self.command(args);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        child.wait_with_output().unwrap()
    }
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn error(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[track_caller]
pub fn assert_done(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(error(output), "", "{output:?}");
}

/// Refused with one sentence and its mend.
#[track_caller]
pub fn assert_refused(output: &Output, part: &str) {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let text = error(output);
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(
        text.starts_with("signalbox: ") && text.contains("mend:") && text.contains(part),
        "{text}"
    );
}
