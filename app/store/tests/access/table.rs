//! Tables of verdicts, written to be read.

use model::{Actor, Delegation, Rank, Right};

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
        // All rights on a unit that nothing is in.
        "unit" => {
            let units = [(1, Right::ALL.into())].into();
            let held = Delegation {
                domain: here,
                units,
            };
            (Rank::UserAdministrator(held), None, false)
        }
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
    rows_of(table, &ASKING)
}

/// The same for other columns.
pub fn rows_of(table: &'static str, asking: &[&str]) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut lines = table
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(cells);
    let head = lines.next().unwrap();
    assert_eq!(head[1..], *asking);
    lines
        .map(|line| (line[0], line[1..].to_vec()))
        .inspect(|(what, verdicts)| assert_eq!(verdicts.len(), asking.len(), "{what}"))
        .collect()
}

/// The cells of a line.
pub fn cells(line: &'static str) -> Vec<&'static str> {
    line.split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}
