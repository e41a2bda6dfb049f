//! Tables of verdicts, written to be read.

use model::{Actor, Rank};

/// Who asks, in the order of the columns. `here` is the domain that is asked about.
pub const ASKING: [&str; 9] = [
    "super", "admin", "foreign", "ro super", "ro admin", "key here", "key away", "key none", "unit",
];

/// The actor of a column.
pub fn actor(column: &str, here: i64, away: i64) -> Actor {
    let administrator = |domains: &[i64]| Rank::DomainAdministrator(domains.to_vec());
    let (rank, limited_to, read_only) = match column {
        "super" => (Rank::Superadministrator, None, false),
        "admin" => (administrator(&[here]), None, false),
        "foreign" => (administrator(&[away]), None, false),
        "ro super" => (Rank::Superadministrator, None, true),
        "ro admin" => (administrator(&[here]), None, true),
        "key here" => (Rank::Superadministrator, Some(vec![here]), false),
        "key away" => (administrator(&[here, away]), Some(vec![away]), false),
        "key none" => (Rank::Superadministrator, Some(vec![]), false),
        "unit" => (Rank::UserAdministrator(here, vec![1]), None, false),
        other => panic!("no such column: {other}"),
    };
    Actor {
        account: 7,
        name: column.to_owned(),
        rank,
        limited_to,
        read_only,
    }
}

/// The rows of a table: what is asked for, and a verdict per column. Columns are two or more blanks
/// apart.
pub fn rows(table: &'static str) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut lines = table
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(cells);
    let (_, head) = lines.next().unwrap();
    assert_eq!(head, ASKING);
    lines
        .inspect(|(what, verdicts)| assert_eq!(verdicts.len(), ASKING.len(), "{what}"))
        .collect()
}

fn cells(line: &'static str) -> (&'static str, Vec<&'static str>) {
    let mut cells = line
        .split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty());
    (cells.next().unwrap(), cells.collect())
}
