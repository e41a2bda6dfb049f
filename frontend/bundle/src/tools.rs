//! Tools that may be missing. What is missing is installed, and said.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};

use crate::{Places, say};

/// The version of the optimiser in the npm registry.
const BINARYEN: &str = "binaryen@132.0.0";

/// The target of the browser's code.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Installs Rust's standard library for the browser, unless it is there.
pub fn ensure_wasm_target() -> Result<()> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output()
        .context("rustc")?;
    let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && Path::new(&folder).is_dir() {
        return Ok(());
    }
    say(&format!(
        "installing Rust's {WASM_TARGET} target with rustup"
    ));
    run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
}

/// The path of `wasm-opt`, installed below cargo's target folder when Node is there.
/// `None` when there is no Node: the module is then larger, and works the same.
pub fn wasm_opt(places: &Places) -> Result<Option<PathBuf>> {
    let folder = places.target.join("tools");
    let program = folder.join("node_modules/.bin/wasm-opt");
    if program.exists() {
        return Ok(Some(program));
    }
    if Command::new("npm").arg("--version").output().is_err() {
        say("no npm here, so wasm-opt is left out: the module will be about half as large again");
        return Ok(None);
    }
    say(&format!(
        "installing {BINARYEN} into {} with npm",
        folder.display()
    ));
    std::fs::create_dir_all(&folder)?;
    run(Command::new("npm")
        .args([
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
        ])
        .arg(&folder)
        .arg(BINARYEN))?;
    Ok(Some(program))
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    ensure!(status.success(), "{command:?} ended with {status}");
    Ok(())
}
