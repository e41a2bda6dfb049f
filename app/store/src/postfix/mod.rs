//! The files with which a Postfix reads its routing from the database.

mod check;
mod fragments;
mod tables;

use std::path::Path;

use crate::contract::files::{Directory, readable_by};
use crate::contract::roles::{Reader, Source};
use crate::{Store, StoreError};

/// The group Postfix's programs run in.
const GROUP: &str = "postfix";

impl Store {
    /// Writes the look-up tables and fragments for Postfix into a directory; returns the text that
    /// says what to include.
    ///
    /// On SQLite it also gives Postfix's group the right to read the database file.
    ///
    /// # Errors
    /// [`StoreError::Internal`] when the directory cannot be written to or its path has characters
    /// that main.cf cannot hold; [`StoreError::Unavailable`] when the database does not answer.
    pub async fn write_postfix_files(&self, dir: &Path) -> Result<String, StoreError> {
        let source = self.source(Reader::Postfix).await?;
        let dir = Directory::open(dir, GROUP)?;
        for table in tables::ALL {
            dir.write_secret(&format!("{}.cf", table.name), &table.file(&source))?;
        }
        dir.write(fragments::STATUS_FILE, fragments::STATUS)?;
        let parameters = fragments::parameters(dir.path(), &source);
        let mut main_cf = fragments::MAIN_HEAD.to_owned();
        let mut commands = String::new();
        for (name, value) in &parameters {
            let line = format!("{name} = {value}");
            main_cf.extend([line.trim_end(), "\n"]);
            commands.extend(["postconf -e '", line.trim_end(), "'\n"]);
        }
        dir.write("main.cf.signalbox", &main_cf)?;
        dir.write("master.cf.signalbox", &fragments::services(dir.path()))?;
        let mut text = fragments::instructions(dir.path(), &commands);
        for line in remaining_work(&source, &dir) {
            text.extend(["\n", &line, "\n"]);
        }
        Ok(text)
    }

    /// What a Postfix, by its configuration directory, has otherwise than the files written into
    /// `dir` want it; one sentence each, none when all is well.
    ///
    /// # Errors
    /// [`StoreError::Internal`] when there is no `postconf` or it refuses the configuration.
    pub async fn check_postfix(
        &self,
        dir: &Path,
        configuration: &Path,
    ) -> Result<Vec<String>, StoreError> {
        let source = self.source(Reader::Postfix).await?;
        let dir = Directory::open(dir, GROUP)?;
        let mut differences = check::files(&dir, &source);
        if !differences.is_empty() {
            // Postfix's own tools stumble over tables that are none.
            return Ok(differences);
        }
        differences.extend(check::running(dir.path(), &source, configuration).await?);
        differences.extend(remaining_work(&source, &dir));
        Ok(differences)
    }
}

/// What only somebody with more rights can do, as sentences with the command.
fn remaining_work(source: &Source, dir: &Directory) -> Vec<String> {
    let mut work = dir.complaints(GROUP);
    match source {
        Source::File(path) => work.extend(readable_by(path, GROUP)),
        Source::Server(server) => work.extend(server.to_do.as_ref().map(|sql| {
            format!(
                "The account {} of PostgreSQL is not ready. As its administrator: {sql}; then run \
                 `signalbox migrate`.",
                server.role
            )
        })),
    }
    work
}
