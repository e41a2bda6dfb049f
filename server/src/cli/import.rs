//! `signalbox import` and `signalbox export`: the entries of a domain as CSV.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::Path;

use app::import::file;
use app::words::{self, Lang};
use store::history::CLI;
use store::import::{Outcome, Plan, Refused};
use store::{Desk, StoreError};

use super::{Failure, Result, actor, now, open_migrated, say};
use crate::config::{DatabaseSettings, ImportOptions};

/// Refused lines that are printed; of more only the number is told.
const NAMED: usize = 50;

/// Imports a file.
///
/// # Errors
/// When the file cannot be read, or lines are refused that are not to be left out.
pub async fn run(settings: &DatabaseSettings, options: &ImportOptions) -> Result<()> {
    let failed = |error: &StoreError| Failure::of("cannot import", error);
    let bytes = contents(&options.file)?;
    let records = file::read(&bytes).map_err(|problems| failed(&problems.into()))?;
    let desk = desk(settings).await?;
    let domain = &options.domain;
    let plan = async || {
        let plan = desk.plan_import(domain, &records).await;
        plan.map_err(|error| failed(&error))
    };
    if options.dry_run {
        say(&in_words(&plan().await?, "would be"));
        return Ok(());
    }
    let refused = if options.leave_out_refused {
        Refused::LeaveOut
    } else {
        Refused::Stop
    };
    match desk.apply_import(domain, &records, None, refused).await {
        Ok(done) => {
            say(&in_words(&done, "are"));
            Ok(())
        }
        Err(StoreError::Invalid(_)) => {
            let plan = plan().await?;
            say(&in_words(&plan, "would be"));
            Err(Failure::new(
                format!(
                    "nothing is imported: {} lines are refused",
                    plan.counts.refused
                ),
                "mend them, or give --leave-out-refused to import the others",
            ))
        }
        Err(error) => Err(failed(&error)),
    }
}

/// Writes all entries of a domain to standard output.
///
/// # Errors
/// When the database cannot be used or there is no such domain.
pub async fn export(settings: &DatabaseSettings, domain: &str) -> Result<()> {
    let desk = desk(settings).await?;
    let mut page = None;
    loop {
        let next = desk
            .export_page(domain, page.as_ref())
            .await
            .map_err(|error| Failure::of("cannot export", &error))?;
        let lines = file::lines(page.is_none(), &next.records);
        let written = std::io::stdout().lock().write_all(&lines);
        written.map_err(|error| {
            Failure::new(
                format!("cannot write the export: {error}"),
                "check the free space where standard output goes",
            )
        })?;
        if next.next.is_none() {
            return Ok(());
        }
        page = Some(next);
    }
}

/// Whoever has the server's shell acts as its first superadministrator.
async fn desk(settings: &DatabaseSettings) -> Result<Desk> {
    let store = open_migrated(settings).await?;
    let admin = actor(&store, "admin0").await?;
    Ok(store.as_actor(admin, now()).with_origin(CLI))
}

/// A file, or standard input for `-`.
fn contents(path: &Path) -> Result<Vec<u8>> {
    let read = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|error| {
        Failure::new(
            format!("cannot read {}: {error}", path.display()),
            "check the name, and that this account may read it",
        )
    })
}

fn in_words(plan: &Plan, are: &str) -> String {
    let counts = plan.counts;
    let mut text = String::new();
    for row in &plan.rows {
        if let Outcome::Refused(problems) = &row.outcome
            && text.lines().count() < NAMED
        {
            for problem in problems {
                let column = file::column_of(&problem.field);
                let reason = words::problem(Lang::En, problem);
                // Writing to a string cannot fail.
                let _ = writeln!(text, "line {}, {column}: {reason}", row.line);
            }
        }
    }
    let _ = writeln!(
        text,
        "{} {are} created, {} changed, {} unchanged, {} refused.",
        counts.new, counts.changed, counts.unchanged, counts.refused
    );
    text
}
