//! Builds the browser's files into `target/site`: the WebAssembly module of the islands, its
//! binding script, the stylesheet and the static files.
//!
//! All files of one build stand in one folder named after their content, `pkg/<version>/`, so a
//! browser may keep them for ever, and `target/site/current` holds the version of the latest build.
//! `bundle` builds once, `bundle --release` builds what is shipped, `bundle watch` builds again
//! whenever a source changes and restarts the server.

mod assets;
mod tools;
mod wasm;
mod watch;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

/// Builds the console's browser files.
#[derive(Debug, Parser)]
struct Options {
    /// Build what is shipped: small and compressed as far as possible.
    #[arg(long)]
    release: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build again on every change and restart the server with these arguments.
    Watch {
        /// Arguments of the server.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        server: Vec<String>,
    },
    /// Check the class names of every source and write nothing.
    Check,
}

/// Where things are.
#[derive(Debug, Clone)]
pub struct Places {
    /// The workspace.
    pub root: PathBuf,
    /// Cargo's output.
    pub target: PathBuf,
}

impl Places {
    fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()
            .context("the workspace this program was built from is gone")?;
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |target| root.join(target));
        Ok(Self { root, target })
    }

    /// The finished files. Not below [`Self::target`], because the server embeds them by path.
    pub fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// Folders whose class names go into the stylesheet.
    pub fn class_sources(&self) -> Vec<PathBuf> {
        vec![self.root.join("app/src"), self.root.join("server/src")]
    }
}

/// Progress goes to standard error: it is for a person, not for a pipe.
pub fn say(message: &str) {
    eprintln!("bundle: {message}");
}

/// One build of the browser's files.
///
/// # Errors
/// When a class is unknown, the islands do not compile, or a file cannot be written.
pub fn build(places: &Places, release: bool) -> Result<()> {
    // First, because it is fast and finds mistyped classes before the long compile.
    let css = style::stylesheet(&places.class_sources()).context("stylesheet")?;
    tools::ensure_wasm_target()?;
    let mut files = wasm::build(places, release)?;
    files.push(assets::File {
        name: "signalbox.css".into(),
        content: css.into_bytes(),
    });
    files.extend(assets::static_files(places)?);
    let version = assets::publish(&places.site(), files, release)?;
    say(&format!("target/site/pkg/{version} is ready"));
    Ok(())
}

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<()> {
    let places = Places::find()?;
    match options.command {
        None => build(&places, options.release),
        Some(Command::Watch { server }) => watch::run(&places, &server),
        Some(Command::Check) => {
            style::stylesheet(&places.class_sources()).context("stylesheet")?;
            Ok(())
        }
    }
}
