//! Writes the finished files, compressed beside the plain ones.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::Places;

/// A finished file of the site.
#[derive(Debug)]
pub struct File {
    /// Its path below the version's folder.
    pub name: PathBuf,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Files that are shipped as they are: icons and the like.
pub fn static_files(places: &Places) -> Result<Vec<File>> {
    let folder = places.root.join("style/public");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    read_folder(&folder)
}

/// Every file below `folder`, named relative to it, in a stable order.
pub fn read_folder(folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(current) = open.pop() {
        for entry in fs::read_dir(&current).with_context(|| current.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_owned();
                files.push(File {
                    name,
                    content: fs::read(&path)?,
                });
            }
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// Writes `files` into their version's folder below `site` and makes it the current one.
/// Returns the version: 16 hexadecimal digits of the hash of all names and contents.
pub fn publish(site: &Path, files: Vec<File>, release: bool) -> Result<String> {
    let mut hash = Sha256::new();
    for file in &files {
        hash.update(file.name.to_string_lossy().as_bytes());
        hash.update(file.content.len().to_le_bytes());
        hash.update(&file.content);
    }
    hash.update([u8::from(release)]);
    let version = hash
        .finalize()
        .iter()
        .take(8)
        .fold(String::new(), |mut version, byte| {
            // Writing into a String cannot fail.
            let _ = write!(version, "{byte:02x}");
            version
        });

    let folder = site.join("pkg").join(&version);
    for file in files {
        write(&folder.join(&file.name), &file.content, release)?;
    }
    let current = site.join("current");
    let previous = fs::read_to_string(&current).unwrap_or_default();
    // Written aside and renamed: a server that reads it now must not see half a name.
    let fresh = site.join("current.new");
    fs::write(&fresh, &version)?;
    fs::rename(&fresh, &current)?;
    remove_others(
        &site.join("pkg"),
        &[&version, if release { "" } else { &previous }],
    )?;
    Ok(version)
}

/// A page rendered before this build may still ask for the previous version, so it stays.
fn remove_others(folder: &Path, keep: &[&str]) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !keep.iter().any(|name| entry.file_name() == *name) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn write(path: &Path, content: &[u8], release: bool) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, content).with_context(|| path.display().to_string())?;
    let quality = if release { 11 } else { 3 };
    let mut compressed = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut compressed, 64 * 1024, quality, 22);
        writer.write_all(content)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    fs::write(name, compressed)?;
    Ok(())
}
