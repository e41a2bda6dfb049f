//! The sentences of broken rules and of the steps of a routing decision.

mod delegation;
mod ldap;
mod reasons;
mod sentences;

use model::{
    Code, EntryRef, Problem, name,
    quota::{self, Unit},
    route::Step,
};

use reasons::reason;
use sentences::sentence;

use super::{Lang, fill};

/// What is wrong, in words. Sizes given in KiB are written in the unit that fits.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    if problem.code == Code::NameTaken && problem.args.is_empty() {
        // Of a domain the caller may not see, not even the name is told.
        return pick(
            lang,
            [
                "This name is already used",
                "Ce nom est déjà utilisé",
                "Dieser Name wird schon verwendet",
            ],
        )
        .to_owned();
    }
    if problem.args.is_empty() && matches!(problem.code, Code::AddressTaken | Code::EntryTaken) {
        // By an entry the caller may not see.
        return pick(lang, TAKEN).to_owned();
    }
    if problem.code == Code::UndoChangedSince && problem.args.is_empty() {
        // Of one among many the field is the one that all are about.
        return pick(lang, CHANGED_SINCE).to_owned();
    }
    let text = pick(lang, sentence(problem.code));
    match (
        problem.code,
        problem.args.first().and_then(|kib| kib.parse().ok()),
    ) {
        (Code::QuotaOverMaximum, Some(kib)) => fill(text, &[size(lang, kib)]),
        (Code::NameTaken | Code::UndoNameTaken, _) => {
            let names: Vec<_> = problem.args.iter().map(|name| name::shown(name)).collect();
            fill(text, &names)
        }
        (Code::QuotaInUse, Some(number)) => fill(text, &[number.to_string(), mailboxes(problem)]),
        _ => fill(text, &problem.args),
    }
}

/// The mailboxes a maximum would be too small for, as people call them.
fn mailboxes(problem: &Problem) -> String {
    let references = problem.args.get(1).map(String::as_str).unwrap_or_default();
    let names: Vec<_> = references
        .split(", ")
        .filter_map(|text| EntryRef::parse(text).ok())
        .map(|entry| entry.name)
        .collect();
    let all = problem.args.first().and_then(|number| number.parse().ok());
    let more = if all == Some(names.len()) {
        ""
    } else {
        ", …"
    };
    names.join(", ") + more
}

/// Why a rule of routing applied, in words.
pub fn step(lang: Lang, step: &Step) -> String {
    fill(pick(lang, reason(step.rule)), &step.args)
}

/// A size in words, such as `1 GiB`.
pub fn size(lang: Lang, kib: i64) -> String {
    let (number, unit) = quota::to_form(kib);
    format!("{number} {}", unit_name(lang, unit))
}

/// The names of the units of size, as in [`Unit::ALL`].
pub fn unit_names(lang: Lang) -> [String; 3] {
    Unit::ALL.map(|unit| unit_name(lang, unit).to_owned())
}

/// The name of a unit of size.
pub fn unit_name(lang: Lang, unit: Unit) -> &'static str {
    match (lang, unit) {
        (Lang::Fr, Unit::Kib) => "Ko",
        (Lang::Fr, Unit::Mib) => "Mo",
        (Lang::Fr, Unit::Gib) => "Go",
        (_, Unit::Kib) => "KiB",
        (_, Unit::Mib) => "MiB",
        (_, Unit::Gib) => "GiB",
    }
}

const TAKEN: Texts = [
    "This is already used in the domain",
    "Déjà utilisé dans le domaine",
    "Das wird in der Domain schon verwendet",
];

const CHANGED_SINCE: Texts = [
    "Changed again since",
    "Modifié de nouveau depuis",
    "Seither erneut geändert",
];

type Texts = [&'static str; 3];

const fn pick(lang: Lang, [en, fr, de]: Texts) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
        Lang::De => de,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::assert_complete;

    #[test]
    fn every_broken_rule_has_a_sentence_in_every_language() {
        for code in Code::ALL {
            assert_complete(code.as_str(), sentence(*code));
        }
    }

    #[test]
    fn a_maximum_is_told_in_its_unit() {
        let over = Problem::new("quota_kib", Code::QuotaOverMaximum).with(2 * 1024 * 1024);
        assert_eq!(problem(Lang::Fr, &over), "2 Go au plus, maximum du domaine");
    }
}
