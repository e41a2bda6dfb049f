//! `signalbox ldap-import DOMAIN`: imports the directory of a domain.

use std::fmt::Write as _;

use app::words::{self, Lang};
use store::history::Value;
use store::ldap::{Ask, Fate, LdapField, LdapOutcome, LdapRow};

use super::{Failure, Result, actor, now, open_migrated, say};
use crate::config::{DatabaseSettings, LdapImportOptions};

/// Imports, or tells what would be imported.
///
/// # Errors
/// What stops the import. Refused entries do not: they are told.
pub async fn run(settings: &DatabaseSettings, options: &LdapImportOptions) -> Result<()> {
    let store = open_migrated(settings).await?;
    let actor = actor(&store, &options.account).await?;
    let desk = store
        .as_actor(actor, now())
        .with_origin(store::history::CLI);
    let ask = Ask {
        dry_run: options.dry_run,
        take_all: options.take_all,
        ..Ask::default()
    };
    let report = desk
        .run_ldap_import(&options.domain, ask)
        .await
        .map_err(|error| Failure::of(&format!("cannot import into {}", options.domain), &error))?;
    say(&told(&report.outcome.unwrap_or_default(), options.dry_run));
    Ok(())
}

/// One line an entry that is touched, and the numbers at the end.
fn told(outcome: &LdapOutcome, dry_run: bool) -> String {
    let mut text = String::new();
    for row in &outcome.rows {
        line(&mut text, row);
    }
    if outcome.unnamed > 0 {
        let _ = writeln!(text, "… and {} more", outcome.unnamed);
    }
    let done = if dry_run { "would be " } else { "" };
    let _ = writeln!(
        text,
        "{done}new: {}, changed: {}, unchanged: {}, refused: {}, no longer in the directory: {}, kept by hand: {}",
        outcome.new,
        outcome.changed,
        outcome.unchanged,
        outcome.refused,
        outcome.missing,
        outcome.kept
    );
    text
}

fn line(text: &mut String, row: &LdapRow) {
    let fate = match row.fate {
        Fate::New => "new",
        Fate::Changed => "changed",
        Fate::Refused => "refused",
        Fate::Same => "kept",
    };
    // Writing to a String cannot fail.
    let _ = write!(text, "{fate}\t{}", row.entry);
    for change in &row.changes {
        let _ = write!(text, "\t{}: {}", change.field, change_text(change, "→"));
    }
    for kept in &row.kept {
        let _ = write!(text, "\tkept {}: {}", kept.field, change_text(kept, "not"));
    }
    for problem in &row.problems {
        let _ = write!(
            text,
            "\t{}: {}",
            problem.field,
            words::problem(Lang::En, problem)
        );
    }
    if row.is_missing {
        text.push_str("\tno longer in the directory");
    }
    text.push('\n');
}

fn change_text(field: &LdapField, between: &str) -> String {
    format!("{} {between} {}", plain(&field.before), plain(&field.after))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "none".to_owned(),
        other => other.to_string(),
    }
}
