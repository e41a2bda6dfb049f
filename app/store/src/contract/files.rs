//! Files for another program: where they go, and that it can read them.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use crate::StoreError;

/// A directory for files that a group may read.
#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
    group: Option<u32>,
}

impl Directory {
    /// Opens a directory, making it when it is missing. Its absolute path must fit into a
    /// configuration file without quotes.
    pub(crate) fn open(path: &Path, group: &str) -> Result<Self, StoreError> {
        fs::create_dir_all(path).map_err(|error| failed("make", path, &error))?;
        let path = path
            .canonicalize()
            .map_err(|error| failed("find", path, &error))?;
        let plain = path.display().to_string().bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'+')
        });
        if !plain {
            return Err(StoreError::Internal(format!(
                "{} cannot stand in a configuration file: use letters, digits and ./-_ only",
                path.display()
            )));
        }
        Ok(Self {
            group: group_id(group),
            path,
        })
    }

    /// Its absolute path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file that anybody may read.
    pub(crate) fn write(&self, name: &str, contents: &str) -> Result<(), StoreError> {
        self.replace(name, contents, 0o644)
    }

    /// Writes a file that only the group may read.
    pub(crate) fn write_secret(&self, name: &str, contents: &str) -> Result<(), StoreError> {
        self.replace(name, contents, 0o640)
    }

    /// A reader finds the old file or the new one, never half of it.
    fn replace(&self, name: &str, contents: &str, mode: u32) -> Result<(), StoreError> {
        let path = self.path.join(name);
        let fresh = self.path.join(format!(".{name}.new"));
        let written = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&fresh)
            .and_then(|mut file| {
                file.write_all(contents.as_bytes())?;
                // Without the right to do it the file stays this user's; `complaints` says so.
                let _ = chown(&fresh, None, self.group);
                file.set_permissions(fs::Permissions::from_mode(mode))?;
                file.sync_all()?;
                fs::rename(&fresh, &path)
            });
        written.map_err(|error| failed("write", &path, &error))
    }

    /// What keeps the group from reading the files.
    pub(crate) fn complaints(&self, group: &str) -> Vec<String> {
        let Some(id) = self.group else {
            return vec![format!(
                "There is no group {group} on this machine: let it read {}/*.cf where it is.",
                self.path.display()
            )];
        };
        let foreign = |path: &Path| fs::metadata(path).is_ok_and(|file| file.gid() != id);
        let secrets = fs::read_dir(&self.path)
            .into_iter()
            .flatten()
            .flatten()
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "cf"));
        let mut complaints = Vec::new();
        if secrets.into_iter().any(|path| foreign(&path)) {
            complaints.push(format!(
                "{group} cannot read the tables. As root: chgrp {group} {}/*.cf",
                self.path.display()
            ));
        }
        complaints.extend(closed_directory(&self.path, id, group));
        complaints
    }
}

/// Gives a group the right to read a SQLite database (never to write); what could not be done, as
/// sentences with the command.
pub(crate) fn readable_by(database: &Path, group: &str) -> Vec<String> {
    let Some(id) = group_id(group) else {
        return Vec::new();
    };
    // The log and its index are kept beside the database and belong to it.
    let open = |file: &Path| match fs::metadata(file) {
        Ok(found)
            if found.mode() & 0o004 != 0 || (found.gid() == id && found.mode() & 0o040 != 0) =>
        {
            true
        }
        Ok(_) => {
            chown(file, None, Some(id)).is_ok()
                && fs::set_permissions(file, fs::Permissions::from_mode(0o640)).is_ok()
        }
        Err(_) => true,
    };
    let name = database.display().to_string();
    let mut complaints = Vec::new();
    if !["", "-wal", "-shm"]
        .map(|end| open(Path::new(&(name.clone() + end))))
        .iter()
        .all(|done| *done)
    {
        complaints.push(format!(
            "{group} cannot read the database. As root: chgrp {group} {name}* && chmod 640 {name}*"
        ));
    }
    let parent = database.parent().unwrap_or(Path::new("/"));
    open_directory(parent, id);
    complaints.extend(closed_directory(parent, id, group));
    complaints
}

/// Lets a group into a directory of ours that others may not enter; files made there later are the
/// group's, too.
fn open_directory(path: &Path, group: u32) {
    if let Ok(found) = fs::metadata(path)
        && found.mode() & 0o001 == 0
        && found.gid() != group
        && chown(path, None, Some(group)).is_ok()
    {
        let mode = (found.mode() & 0o7777) | 0o2050;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
    }
}

/// The first directory on the way that a group may not enter.
fn closed_directory(path: &Path, id: u32, group: &str) -> Option<String> {
    path.ancestors()
        .find(|directory| {
            fs::metadata(directory).is_ok_and(|found| {
                let mode = found.mode();
                mode & 0o001 == 0 && !(found.gid() == id && mode & 0o010 != 0)
            })
        })
        .map(|directory| {
            format!(
                "{group} cannot enter {0}. As root: chgrp {group} {0} && chmod g+x {0}",
                directory.display()
            )
        })
}

/// The number of a group of this machine.
fn group_id(name: &str) -> Option<u32> {
    let groups = fs::read_to_string("/etc/group").ok()?;
    groups.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next() == Some(name)).then(|| fields.nth(1)?.parse().ok())?
    })
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Internal(format!("cannot {what} {}: {error}", path.display()))
}
