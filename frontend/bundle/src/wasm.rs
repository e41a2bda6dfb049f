//! Compiles the islands for the browser and makes their binding script.

use std::{fs, path::Path, process::Command};

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    Places,
    assets::{File, read_folder},
    say,
    tools::{self, WASM_TARGET},
};

/// The name of the module and its script: `signalbox.js`, `signalbox_bg.wasm`.
const OUTPUT_NAME: &str = "signalbox";

/// What compilers switch on by default and every browser of the last years has. Named one by one:
/// with all features on, the optimiser writes modules that browsers refuse.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Returns the module, its script and whatever the script imports.
pub fn build(places: &Places, release: bool) -> Result<Vec<File>> {
    let profile = if release { "wasm-release" } else { "wasm-dev" };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    tools::run(
        Command::new(cargo)
            .current_dir(&places.root)
            .args(["build", "--package", "frontend", "--target", WASM_TARGET])
            .args(["--profile", profile]),
    )?;
    let module = places
        .target
        .join(WASM_TARGET)
        .join(profile)
        .join("frontend.wasm");
    let folder = places.target.join("front").join(profile);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Bindgen::new()
        .input_path(&module)
        .out_name(OUTPUT_NAME)
        .web(true)?
        .typescript(false)
        // The page's script says where the module is.
        .omit_default_module_path(true)
        .remove_name_section(release)
        .remove_producers_section(true)
        .generate(&folder)
        .context("wasm-bindgen")?;
    if release && let Some(program) = tools::wasm_opt(places)? {
        optimise(&program, &folder.join(format!("{OUTPUT_NAME}_bg.wasm")))?;
    }
    read_folder(&folder)
}

fn optimise(program: &Path, module: &Path) -> Result<()> {
    let before = fs::metadata(module)?.len();
    tools::run(
        Command::new(program)
            .arg("-Oz")
            .args(WASM_FEATURES)
            .arg(module)
            .arg("-o")
            .arg(module),
    )?;
    let after = fs::metadata(module)?.len();
    say(&format!("wasm-opt: {before} to {after} bytes"));
    Ok(())
}
