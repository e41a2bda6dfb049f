//! Builds again when a source changes, and restarts the server.

use std::{
    path::Path,
    process::{Child, Command},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use anyhow::{Context as _, Result};
use notify::{Event, RecursiveMode, Watcher as _};

use crate::{Places, build, say, tools};

/// Editors write several files at once: wait until nothing has changed for this long.
const QUIET: Duration = Duration::from_millis(150);

/// Watches until it is stopped. A build that fails leaves the running server alone.
pub fn run(places: &Places, arguments: &[String]) -> Result<()> {
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| is_source_change(&event)) {
            // The receiver is gone only when the program ends.
            let _ = sender.send(());
        }
    })?;
    for folder in ["app", "frontend", "migrations", "server", "style"] {
        let folder = places.root.join(folder);
        if folder.exists() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    let mut server: Option<Child> = None;
    loop {
        match build_all(places) {
            Ok(()) => server = Some(restart(places, server.take(), arguments)?),
            Err(error) => say(&format!("{error:#}")),
        }
        say("waiting for a change");
        changes.recv().context("watcher ended")?;
        wait_for_quiet(&changes);
    }
}

fn is_source_change(event: &Event) -> bool {
    let is_write = event.kind.is_modify() || event.kind.is_create() || event.kind.is_remove();
    let is_source = |path: &Path| {
        path.extension().is_some_and(|extension| {
            ["rs", "css", "svg", "sql", "toml", "tsv"]
                .iter()
                .any(|known| extension == *known)
        })
    };
    is_write && event.paths.iter().any(|path| is_source(path))
}

fn wait_for_quiet(changes: &Receiver<()>) {
    while changes.recv_timeout(QUIET).is_ok() {}
}

fn build_all(places: &Places) -> Result<()> {
    build(places, false)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    tools::run(
        Command::new(cargo)
            .current_dir(&places.root)
            .args(["build", "--package", "server"]),
    )
}

fn restart(places: &Places, running: Option<Child>, arguments: &[String]) -> Result<Child> {
    if let Some(mut child) = running {
        child.kill().context("the running server")?;
        child.wait()?;
    }
    Command::new(places.target.join("debug/signalbox"))
        .current_dir(&places.root)
        .args(arguments)
        .spawn()
        .context("target/debug/signalbox")
}
