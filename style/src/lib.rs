//! The console's stylesheet: colour themes, base styles, and the generator of utility classes.
//!
//! Class names are Tailwind 4 names and nothing else, so the engine behind this crate
//! (`encre-css`) can be exchanged for another. [`scan`] finds the class lists in Rust sources,
//! [`translate`] puts the names the engine spells differently into its own words, [`theme`] holds
//! the colour tokens, and `base.css` styles bare elements. A class nobody knows is an error that
//! names its file and line: a mistyped class must not reach a browser as a missing style.

pub mod scan;
pub mod theme;
pub mod translate;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::{Path, PathBuf},
};

use encre_css::{Config, Preflight, utils::check_selectors};

/// Styles of bare elements and of the few parts named by a `data-ui` attribute.
const BASE: &str = include_str!("../base.css");

/// A place in a source file that the generator refuses.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// The source file, as it was given.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.reason)
    }
}

/// Why no stylesheet came out.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// A source file or folder could not be read.
    #[error("{path}: {source}", path = path.display())]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why it could not be.
        source: std::io::Error,
    },
    /// Classes or sources the generator does not accept.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Refused(Vec<Refusal>),
}

/// Makes the stylesheet for the classes used in every Rust file under `folders`.
///
/// # Errors
/// [`StyleError::Read`] when a file cannot be read, [`StyleError::Refused`] with every unknown
/// class and unreadable source at once.
pub fn stylesheet(folders: &[PathBuf]) -> Result<String, StyleError> {
    let mut refusals = Vec::new();
    let mut uses = BTreeMap::<String, (PathBuf, usize)>::new();
    for folder in folders {
        for file in rust_files(folder)? {
            let text = std::fs::read_to_string(&file).map_err(|source| StyleError::Read {
                path: file.clone(),
                source,
            })?;
            let found = scan::scan(&text);
            refusals.extend(found.refusals.into_iter().map(|(line, reason)| Refusal {
                file: file.clone(),
                line,
                reason,
            }));
            for used in found.classes {
                uses.entry(used.name)
                    .or_insert_with(|| (file.clone(), used.line));
            }
        }
    }
    let names: BTreeSet<&str> = uses.keys().map(String::as_str).collect();
    match utilities(&names) {
        Ok(css) if refusals.is_empty() => Ok(assemble(&css)),
        Ok(_) => Err(StyleError::Refused(refusals)),
        Err(unknown) => {
            refusals.extend(unknown.into_iter().filter_map(|(name, reason)| {
                let (file, line) = uses.get(name)?;
                Some(Refusal {
                    file: file.clone(),
                    line: *line,
                    reason,
                })
            }));
            refusals.sort();
            Err(StyleError::Refused(refusals))
        }
    }
}

/// The rules of the given classes, without reset and base styles.
///
/// # Errors
/// Each class that is unknown or not wanted here, with the reason.
pub fn utilities<'a>(names: &BTreeSet<&'a str>) -> Result<String, Vec<(&'a str, String)>> {
    let mut config = engine(Preflight::None);
    theme::register(&mut config);
    let mut refused = Vec::new();
    for &name in names {
        match translate::translate(name) {
            Err(reason) => refused.push((name, reason)),
            Ok(engine_name) => {
                if !check_selectors(&engine_name, &config).is_empty() {
                    refused.push((name, format!("unknown class `{name}`")));
                } else if engine_name != name {
                    config.shortcuts.add(name.to_owned(), engine_name);
                }
            }
        }
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    config.scanner = encre_css::Scanner::from_fn(|list| list.split(' ').collect());
    let list = names.iter().copied().collect::<Vec<_>>().join(" ");
    Ok(encre_css::generate([list.as_str()], &config))
}

/// The engine's settings with the given reset.
fn engine(preflight: Preflight) -> Config {
    let mut config = Config::default();
    config.preflight = preflight;
    config
}

/// Puts reset, themes, base styles and utilities into one sheet, each in its cascade layer.
fn assemble(utilities: &str) -> String {
    let reset = encre_css::generate([], &engine(theme::reset()));
    compact(&format!(
        "@layer reset, base, utilities;\n\
         @layer reset {{\n{reset}\n}}\n\
         @layer base {{\n{}\n{BASE}\n}}\n\
         @layer utilities {{\n{utilities}\n}}\n",
        theme::css()
    ))
}

/// Drops comments, indentation and empty lines: what brotli cannot make free.
fn compact(css: &str) -> String {
    let mut rest = css;
    let mut bare = String::with_capacity(css.len());
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut out = String::with_capacity(bare.len());
    for line in bare.lines().map(str::trim).filter(|line| !line.is_empty()) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Every `.rs` file under `folder`, in a stable order.
fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, StyleError> {
    let failed = |source| StyleError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests;
