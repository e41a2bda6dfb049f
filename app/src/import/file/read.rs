//! A file as records.

use csv::{ReaderBuilder, StringRecord};
use model::{Code, Kind, Problem, Problems};
use store::import::{NewPassword, Record};

use super::cells::plain;
use super::columns::Column;
use super::{decode, values};

/// Largest file, in bytes.
pub const FILE_MAX: usize = 64 * 1024 * 1024;

/// The records of a file. What is wrong in a line is a problem of its record; it does not stop the reading.
///
/// # Errors
/// What makes the file as a whole unreadable, at `file`: [`Code::ImportTooLarge`],
/// [`Code::ImportNotText`], [`Code::ImportEmpty`], [`Code::ImportUnknownColumn`],
/// [`Code::ImportColumnTwice`], [`Code::ImportNoName`] and [`Code::ImportOpenQuote`].
pub fn read(bytes: &[u8]) -> Result<Vec<Record>, Problems> {
    if bytes.len() > FILE_MAX {
        return Err(file_problem(Code::ImportTooLarge)
            .with(FILE_MAX / 1024 / 1024)
            .into());
    }
    let text = decode::text(bytes).map_err(file_problem)?;
    let (separator, text, skipped) = separator(&text);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = reader.records().map(Result::unwrap_or_default);
    let headings = lines
        .find(|line| !is_blank(line))
        .ok_or_else(|| file_problem(Code::ImportEmpty))?;
    let columns = columns(&headings)?;
    let mut records = Vec::new();
    for line in lines.filter(|line| !is_blank(line)) {
        let number = skipped + number(text, &line);
        if line.iter().any(|cell| swallows_lines(cell, separator)) {
            return Err(file_problem(Code::ImportOpenQuote).with(number).into());
        }
        records.push(Line::new(&line, &columns, number).into_record());
    }
    if records.is_empty() {
        return Err(file_problem(Code::ImportEmpty).into());
    }
    Ok(records)
}

fn file_problem(code: Code) -> Problem {
    Problem::new("file", code)
}

/// The number of the line a record begins in. The reader counts from before the empty lines it passes over.
fn number(text: &str, record: &StringRecord) -> u64 {
    let Some(position) = record.position() else {
        return 0;
    };
    let rest = usize::try_from(position.byte())
        .ok()
        .and_then(|at| text.get(at..));
    let passed = rest.unwrap_or_default().chars();
    let passed = passed
        .take_while(|letter| matches!(letter, '\r' | '\n'))
        .filter(|letter| *letter == '\n');
    position.line() + u64::try_from(passed.count()).unwrap_or_default()
}

/// Whether a cell holds what looks like lines of their own, as after a quotation mark that nothing closes.
fn swallows_lines(cell: &str, separator: u8) -> bool {
    let below = cell.split_once('\n').map(|(_, below)| below);
    below.is_some_and(|below| below.contains(char::from(separator)))
}

fn is_blank(line: &StringRecord) -> bool {
    line.iter().all(|cell| cell.trim().is_empty())
}

/// The separator, the text from the headings on, and how many lines stand before: Excel's `sep=;` counts.
fn separator(text: &str) -> (u8, &str, u64) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = first.trim_end_matches('\r').strip_prefix("sep=");
    if let Some(separator) = told.and_then(|told| told.bytes().next())
        && separator.is_ascii()
    {
        return (separator, rest, 1);
    }
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in first.bytes() {
        is_quoted ^= byte == b'"';
        if let Some((_, count)) = counts
            .iter_mut()
            .find(|(known, _)| *known == byte && !is_quoted)
        {
            *count += 1;
        }
    }
    // With as many of each, the first of them.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    (most.map_or(b',', |(separator, _)| *separator), text, 0)
}

fn columns(headings: &StringRecord) -> Result<Vec<Column>, Problems> {
    let mut problems = Problems::default();
    let mut columns = Vec::new();
    // Spreadsheets write empty columns after the last one.
    let used = headings
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.trim().is_empty());
    let used = used.last().map_or(0, |(index, _)| index + 1);
    for heading in headings.iter().take(used) {
        match Column::named(plain(heading)) {
            Ok(column) if columns.contains(&column) => {
                problems.add(file_problem(Code::ImportColumnTwice).with(heading.trim()));
            }
            Ok(column) => columns.push(column),
            Err(code) => problems.add(file_problem(code).with(heading.trim())),
        }
    }
    if problems.is_empty() && !columns.contains(&Column::Name) {
        problems.add(file_problem(Code::ImportNoName));
    }
    problems.or(Some(columns))
}

/// A line below the headings.
struct Line<'a> {
    cells: &'a StringRecord,
    columns: &'a [Column],
    record: Record,
}

impl<'a> Line<'a> {
    fn new(cells: &'a StringRecord, columns: &'a [Column], line: u64) -> Self {
        Self {
            cells,
            columns,
            record: Record::new(line, Kind::User, ""),
        }
    }

    /// The text of a column; `None` when the file has no such column.
    fn cell(&self, column: Column) -> Option<&'a str> {
        let index = self.columns.iter().position(|known| *known == column)?;
        Some(plain(
            self.cells.get(index).unwrap_or_default().trim_matches(' '),
        ))
    }

    /// The text of a column where it is not empty.
    fn filled(&self, column: Column) -> Option<&'a str> {
        self.cell(column).filter(|cell| !cell.trim().is_empty())
    }

    fn text(&self, column: Column) -> Option<String> {
        self.cell(column).map(str::to_owned)
    }

    /// A cell that must be one of some words, or a number.
    fn value<T>(
        &mut self,
        column: Column,
        field: &str,
        read: fn(&str) -> Result<Option<T>, Code>,
    ) -> Option<T> {
        match read(self.cell(column)?) {
            Ok(value) => value,
            Err(code) => {
                self.record.problems.push(Problem::new(field, code));
                None
            }
        }
    }

    fn into_record(mut self) -> Record {
        let extra = self.cells.iter().skip(self.columns.len());
        if extra.into_iter().any(|cell| !cell.trim().is_empty()) {
            let problem = Problem::new("name", Code::ImportCells)
                .with(self.cells.len())
                .with(self.columns.len());
            self.record.problems.push(problem);
        }
        let kind = |cell: &str| values::kind(cell).map(Some);
        self.record.kind = self.value(Column::Kind, "kind", kind).unwrap_or(Kind::User);
        self.record.name = self.text(Column::Name).unwrap_or_default();
        self.record.first_name = self.text(Column::FirstName);
        self.record.last_name = self.text(Column::LastName);
        self.record.display_name = self.text(Column::DisplayName);
        self.record.mailbox_server = self.text(Column::MailboxServer);
        self.record.mail_type = self.value(Column::MailType, "type", values::mail_type);
        self.record.hidden = self.value(Column::Hidden, "hidden", values::flag);
        self.record.suspended = self.value(Column::Suspended, "suspended", values::flag);
        let quota = self.value(Column::Quota, "quota_kib", values::quota);
        let quota_kib = self.value(Column::QuotaKib, "quota_kib", values::quota_kib);
        self.record.quota_kib = quota.or(quota_kib);
        self.record.outside_address = self.filled(Column::OutsideAddress).map(str::to_owned);
        let plain_password = self.filled(Column::Password).map(str::to_owned);
        let hash = self.filled(Column::PasswordHash).map(str::to_owned);
        self.record.password = plain_password
            .map(NewPassword::Plain)
            .or(hash.map(NewPassword::Hash));
        self.add_memberships();
        self.add_addresses();
        self.record
    }

    fn add_memberships(&mut self) {
        if self.record.kind.may_be_member() {
            self.record.groups = self.cell(Column::Groups).map(values::list);
        } else {
            self.record.groups = self.filled(Column::Groups).map(values::list);
        }
        self.record.members = if self.record.kind == Kind::Group {
            self.cell(Column::Members).map(values::members)
        } else {
            self.filled(Column::Members).map(values::members)
        };
    }

    /// An empty cell leaves the addresses as they are; a dash takes all away.
    fn add_addresses(&mut self) {
        let Some(cell) = self.filled(Column::Addresses) else {
            return;
        };
        let mut rows = if cell.trim() == "-" {
            Vec::new()
        } else {
            values::addresses(cell)
        };
        if let Some(default) = self.filled(Column::DefaultAddress) {
            let default = values::addresses(default);
            let is_default = |row: &_| default.iter().any(|one| values::is_same(one, row));
            for row in &mut rows {
                row.default = is_default(row);
            }
            if !rows.iter().any(|row| row.default) {
                let problem = Problem::new("default_address", Code::AddressOneDefault);
                self.record.problems.push(problem);
            }
        }
        if let Some(cell) = self.cell(Column::NotAlternate) {
            let not_alternate = values::addresses(cell);
            for row in &mut rows {
                let is_not = not_alternate.iter().any(|one| values::is_same(one, row));
                row.alternate = Some(!is_not);
            }
        }
        self.record.addresses = Some(rows);
    }
}
