//! A filter in words, for the list and for the history.

use model::filter::{Criterion, Filter, Match, Part, Place, Test};
use model::name;

use crate::words::{FilterWord, Lang};

/// The name of a part.
pub(super) const fn part_word(part: Part) -> FilterWord {
    match part {
        Part::From => FilterWord::From,
        Part::To => FilterWord::To,
        Part::Subject => FilterWord::Subject,
        Part::Body => FilterWord::Body,
        Part::Header => FilterWord::Header,
    }
}

/// The name of a comparison.
pub(super) const fn test_word(test: Test) -> FilterWord {
    match test {
        Test::Is => FilterWord::Is,
        Test::IsNot => FilterWord::IsNot,
        Test::Contains => FilterWord::Contains,
        Test::ContainsNot => FilterWord::ContainsNot,
        Test::Exists => FilterWord::Exists,
        Test::ExistsNot => FilterWord::ExistsNot,
    }
}

/// The criteria in one phrase.
pub(super) fn criteria(lang: Lang, filter: &Filter) -> String {
    let between = match filter.matching {
        Match::All => FilterWord::And,
        Match::Any => FilterWord::Or,
    };
    let said: Vec<String> = filter
        .criteria
        .iter()
        .map(|criterion| criterion_phrase(lang, criterion))
        .collect();
    said.join(&format!(" {} ", lang.say(between)))
}

fn criterion_phrase(lang: Lang, criterion: &Criterion) -> String {
    let part = match criterion.part {
        Part::Header => criterion.header.clone(),
        part => lang.say(part_word(part)).to_owned(),
    };
    let test = lang.say(test_word(criterion.test));
    if criterion.test.is_about_presence() {
        format!("{part} {test}")
    } else {
        format!("{part} {test} “{}”", criterion.value)
    }
}

/// The actions in one phrase.
pub(super) fn actions(lang: Lang, filter: &Filter) -> String {
    let mut said = Vec::new();
    if filter.mark_read {
        said.push(lang.say(FilterWord::MarkRead).to_owned());
    }
    if filter.mark_important {
        said.push(lang.say(FilterWord::MarkImportant).to_owned());
    }
    if !filter.forward_to.is_empty() {
        said.push(lang.fill(
            FilterWord::ForwardsTo,
            &[addresses(&filter.forward_to, ", ")],
        ));
    }
    match filter.place {
        Place::Inbox => {}
        Place::Folder => said.push(lang.fill(FilterWord::MovesTo, &[&filter.folder])),
        Place::Nowhere => said.push(lang.say(FilterWord::Discards).to_owned()),
    }
    if filter.stop {
        said.push(lang.say(FilterWord::Stops).to_owned());
    }
    said.join(", ")
}

/// Addresses as people read them: international names in their own letters.
pub(crate) fn addresses(addresses: &[String], between: &str) -> String {
    let shown = addresses.iter().map(|address| {
        address.rsplit_once('@').map_or_else(
            || address.clone(),
            |(local, domain)| format!("{local}@{}", name::shown(domain)),
        )
    });
    shown.collect::<Vec<_>>().join(between)
}

/// The whole filter in one line.
pub(crate) fn line(lang: Lang, filter: &Filter) -> String {
    let name = if filter.active {
        filter.name.clone()
    } else {
        lang.fill(FilterWord::Inactive, &[&filter.name])
    };
    format!(
        "{name}: {} → {}",
        criteria(lang, filter),
        actions(lang, filter)
    )
}
