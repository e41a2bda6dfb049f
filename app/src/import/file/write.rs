//! Records as a file, and what became of records as another.

use store::import::{Outcome, Plan, Record, RecordAddress};

use super::cells::harmless;
use super::columns::{Column, column_of};
use crate::words::{self, Lang};

/// The columns of an export, in their order. Memberships are told by the member: a group may have more
/// members than a cell takes.
pub const HEADINGS: [Column; 16] = [
    Column::Kind,
    Column::Name,
    Column::FirstName,
    Column::LastName,
    Column::DisplayName,
    Column::MailType,
    Column::Addresses,
    Column::DefaultAddress,
    Column::NotAlternate,
    Column::Quota,
    Column::MailboxServer,
    Column::Hidden,
    Column::Suspended,
    Column::OutsideAddress,
    Column::Groups,
    Column::Members,
];

/// A part of an export, in UTF-8.
#[must_use]
pub fn lines(with_headings: bool, records: &[Record]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    if with_headings {
        let _ = writer.write_record(HEADINGS.map(Column::name));
    }
    for record in records {
        let cells = HEADINGS.map(|column| harmless(&cell(record, column)));
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(record: &Record, column: Column) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let flag = |flag: Option<bool>| {
        flag.map_or("", |is| if is { "yes" } else { "no" })
            .to_owned()
    };
    let list = |names: &Option<Vec<String>>| names.as_deref().unwrap_or_default().join(", ");
    let addresses = |choose: fn(&RecordAddress) -> bool| {
        let rows = record.addresses.as_deref().unwrap_or_default();
        let chosen: Vec<String> = rows.iter().filter(|row| choose(row)).map(written).collect();
        chosen.join(" ")
    };
    match column {
        Column::Kind => record.kind.as_str().to_owned(),
        Column::Name => record.name.clone(),
        Column::FirstName => text(&record.first_name),
        Column::LastName => text(&record.last_name),
        Column::DisplayName => text(&record.display_name),
        Column::MailType => record.mail_type.map_or("", |of| of.as_str()).to_owned(),
        Column::Addresses => addresses(|_| true),
        Column::DefaultAddress => addresses(|row| row.default),
        Column::NotAlternate => addresses(|row| row.alternate == Some(false)),
        Column::Quota => record.quota_kib.map_or_else(String::new, size),
        Column::QuotaKib => record
            .quota_kib
            .map_or_else(String::new, |kib| kib.to_string()),
        Column::MailboxServer => text(&record.mailbox_server),
        Column::Hidden => flag(record.hidden),
        Column::Suspended => flag(record.suspended),
        Column::OutsideAddress => text(&record.outside_address),
        Column::Groups => list(&record.groups),
        Column::Members => list(&record.members),
        // Secrets do not leave.
        Column::Password | Column::PasswordHash => String::new(),
    }
}

fn written(row: &RecordAddress) -> String {
    let name = row.domain.as_deref().unwrap_or("*");
    format!("{}@{name}", row.local_part)
}

fn size(kib: i64) -> String {
    match kib {
        0 => "0".to_owned(),
        kib => words::problem::size(Lang::En, kib),
    }
}

/// What becomes of each line, as a file: line, entry, outcome, columns, reasons.
#[must_use]
pub fn report(lang: Lang, plan: &Plan) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(["line", "kind", "name", "outcome", "columns", "reason"]);
    for row in &plan.rows {
        let (outcome, columns, reasons) = match &row.outcome {
            Outcome::New(_) => ("new", Vec::new(), Vec::new()),
            Outcome::Unchanged => ("unchanged", Vec::new(), Vec::new()),
            Outcome::Changed(fields) => {
                let columns = fields.iter().map(|field| changed_column(&field.field));
                ("changed", columns.collect(), Vec::new())
            }
            Outcome::Refused(problems) => (
                "refused",
                problems
                    .iter()
                    .map(|problem| column_of(&problem.field))
                    .collect(),
                problems
                    .iter()
                    .map(|problem| words::problem(lang, problem))
                    .collect(),
            ),
        };
        let cells = [
            row.line.to_string(),
            row.entry.kind.as_str().to_owned(),
            harmless(&row.entry.name),
            outcome.to_owned(),
            columns.join(", "),
            harmless(&reasons.join("; ")),
        ];
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

/// The column of a field as the history calls it.
fn changed_column(field: &str) -> &str {
    column_of(field.strip_prefix("mail.").unwrap_or(field))
}
