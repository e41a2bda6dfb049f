//! A filter as it stands in the form.

use model::filter::{Criterion, Filter, Match, Part, Place, Test};
use model::{Code, Problem, Problems};

use crate::form::{Posted, Pressed, Row};

/// What the form holds, and what no filter can hold of it.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    pub(super) filter: Filter,
    pub(super) problems: Problems,
}

impl Fields {
    /// For a new filter: one criterion to fill in.
    pub(super) fn new() -> Self {
        Self::of(Filter {
            active: true,
            criteria: vec![Criterion::default()],
            ..Filter::default()
        })
    }

    /// For a filter that is stored.
    pub(super) fn of(filter: Filter) -> Self {
        Self {
            filter,
            problems: Problems::default(),
        }
    }

    /// As it was sent.
    pub(super) fn read(form: &Posted) -> Self {
        let mut problems = Problems::default();
        let mut chosen = |field: &str, is_known: bool| {
            if !is_known {
                problems.add(Problem::new(field, Code::UnknownValue));
            }
        };
        let matching = Match::from_name(form.text("match").unwrap_or_default());
        chosen("match", matching.is_some());
        let place = Place::from_name(form.text("place").unwrap_or_default());
        chosen("place", place.is_some());
        let rows = form.rows("criteria").unwrap_or_default();
        let criteria = rows.iter().map(criterion).collect();
        let lines = form.text("forward_to").unwrap_or_default();
        let filter = Filter {
            name: form.draft("name"),
            active: form.checked("active"),
            matching: matching.unwrap_or_default(),
            criteria,
            mark_read: form.checked("mark_read"),
            mark_important: form.checked("mark_important"),
            forward_to: address_lines(lines),
            place: place.unwrap_or_default(),
            folder: form.draft("folder"),
            stop: form.checked("stop"),
        };
        Self { filter, problems }
    }

    /// Does what a button of the criteria asks for; false for Save.
    pub(super) fn press(&mut self, pressed: Option<&Pressed>) -> bool {
        let Some(pressed) = pressed else { return false };
        let criteria = &mut self.filter.criteria;
        match (pressed.action.as_str(), pressed.row) {
            ("add_criterion", _) => criteria.push(Criterion::default()),
            ("remove_criterion", Some(row)) if row < criteria.len() => {
                criteria.remove(row);
            }
            _ => return false,
        }
        if criteria.is_empty() {
            criteria.push(Criterion::default());
        }
        true
    }
}

/// Addresses, one in a line; commas and semicolons are taken, too.
pub(crate) fn address_lines(typed: &str) -> Vec<String> {
    let lines = typed.split(['\n', '\r', ',', ';']).map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn criterion(row: &Row) -> Criterion {
    Criterion {
        // A list sends nothing else; what it does not know is checked as something to fill in.
        part: Part::from_name(row.text("part")).unwrap_or_default(),
        header: row.text("header").to_owned(),
        test: Test::from_name(row.text("test")).unwrap_or_default(),
        value: row.text("value").to_owned(),
    }
}
