//! Differences as people read them: the field's name, what was there, what is there.

use leptos::prelude::*;
use model::filter::Filter;
use model::ldap::Missing;
use model::{DateFormat, EntryRef, Kind, MailType, Right, TimeFormat, name};
use serde::Deserialize as _;
use store::history::{Difference, Value};

use super::names;
use crate::directory::mail_type_name;
use crate::filters;
use crate::ldap::{interval, missing_word};
use crate::reading::{date_example, time_example};
use crate::units::right_word;
use crate::words::problem::size;
use crate::words::{DirectoryWord, HistoryWord, Lang, LdapWord, SettingsWord, SystemWord};

/// Members of a list that are shown; of the others only the number is told.
const LISTED: usize = 10;
/// More fields than this are folded away.
const OPEN: usize = 4;

/// All differences; many are folded.
#[component]
pub(crate) fn Differences(
    lang: Lang,
    differences: Vec<Difference>,
    is_open: bool,
) -> impl IntoView {
    let shown: Vec<_> = with_ellipsis(differences)
        .into_iter()
        .filter(|difference| !is_nothing(&difference.before) || !is_nothing(&difference.after))
        .collect();
    let number = shown.len();
    let lines = shown
        .into_iter()
        .map(|difference| view! { <Line lang difference /> })
        .collect_view();
    let list = view! { <ul class="flex flex-col gap-1">{lines}</ul> };
    if is_open || number <= OPEN {
        return list.into_any();
    }
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let count = lang.count(HistoryWord::FieldOne, HistoryWord::FieldMany, number);
    view! {
        <details>
            <summary data-ui="fold">{count}</summary>
            {list}
        </details>
    }
    .into_any()
}

/// A change of many names a few of them: that there are more is shown behind these.
fn with_ellipsis(mut differences: Vec<Difference>) -> Vec<Difference> {
    let number = differences.iter().find(|one| one.field == "number");
    let number = number.and_then(|one| one.after.as_u64());
    let names = differences.iter_mut().find(|one| one.field == "entries");
    if let (Some(number), Some(Value::Array(names))) = (number, names.map(|one| &mut one.after))
        && u64::try_from(names.len()).is_ok_and(|named| named < number)
    {
        names.push(Value::from("…"));
    }
    differences
}

#[component]
fn Line(lang: Lang, difference: Difference) -> impl IntoView {
    let Difference {
        field,
        before,
        after,
    } = difference;
    let (gone, new) = if before.is_array() || after.is_array() {
        let (before, after) = (list(lang, &field, &before), list(lang, &field, &after));
        let gone: Vec<_> = without(&before, &after);
        let new: Vec<_> = without(&after, &before);
        if gone.is_empty() && new.is_empty() {
            // Only the order differs.
            (before, after)
        } else {
            (gone, new)
        }
    } else {
        // What is new has no value before that would say anything.
        let one = |value: &Value| {
            let said = text(lang, &field, value);
            (!value.is_null() || is_said(&field)).then_some(said)
        };
        (
            one(&before).into_iter().collect(),
            one(&after).into_iter().collect(),
        )
    };
    view! {
        <li class="break-words">
            <span class="text-muted">
                {lang.fill(HistoryWord::Field, &[names::field(lang, &field)])} " "
            </span>
            <Values lang values=gone is_new=false />
            " "
            <Values lang values=new is_new=true />
        </li>
    }
}

#[component]
fn Values(lang: Lang, values: Vec<String>, is_new: bool) -> impl IntoView {
    let more = values.len().saturating_sub(LISTED);
    let mut text = values
        .into_iter()
        .take(LISTED)
        .collect::<Vec<_>>()
        .join(", ");
    if more > 0 {
        text.push(' ');
        text.push_str(&lang.fill(HistoryWord::More, &[more.to_string()]));
    }
    if text.is_empty() {
        ().into_any()
    } else if is_new {
        view! { <ins class="no-underline font-medium">{text}</ins> }.into_any()
    } else {
        view! { <del class="text-muted">{text}</del> }.into_any()
    }
}

/// Whether no value at all says something, too.
fn is_said(field: &str) -> bool {
    matches!(field, "max_users" | "passwords.lifetime_days") || field.starts_with("settings.")
}

/// Whether a value says nothing, as most fields of what is new do.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(flag) => !flag,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(_) => false,
    }
}

fn without(all: &[String], known: &[String]) -> Vec<String> {
    let rest = all.iter().filter(|one| !known.contains(one));
    rest.cloned().collect()
}

fn list(lang: Lang, field: &str, value: &Value) -> Vec<String> {
    let members = value.as_array().into_iter().flatten();
    members
        .map(|member| member_text(lang, field, member))
        .collect()
}

fn member_text(lang: Lang, field: &str, member: &Value) -> String {
    if field == "rights" {
        return right_text(lang, &plain(member));
    }
    let part = |name: &str| member.get(name).and_then(Value::as_str);
    if let Some(entry) = part("entry") {
        return entry.to_owned();
    }
    if member.get("criteria").is_some()
        && let Ok(filter) = Filter::deserialize(member)
    {
        return filters::line(lang, &filter);
    }
    let Some(local) = part("local_part") else {
        return reference_text(lang, &plain(member));
    };
    let at = part("domain").map_or_else(
        || lang.say(DirectoryWord::AllAliases).to_owned(),
        name::shown,
    );
    let is = |name: &str, flag| member.get(name).and_then(Value::as_bool) == Some(flag);
    let marks: Vec<_> = [
        (is("default", true), HistoryWord::DefaultMark),
        (is("alternate", false), HistoryWord::NotAlternateMark),
    ]
    .into_iter()
    .filter(|(is_set, _)| *is_set)
    .map(|(_, word)| lang.say(word))
    .collect();
    if marks.is_empty() {
        format!("{local}@{at}")
    } else {
        format!("{local}@{at} ({})", marks.join(", "))
    }
}

/// A right and the unit it holds for.
fn right_text(lang: Lang, text: &str) -> String {
    let parts = text.split_once(':');
    match parts.and_then(|(right, unit)| Some((Right::from_name(right)?, unit))) {
        Some((right, unit)) => format!("{} ({unit})", lang.say(right_word(right))),
        None => text.to_owned(),
    }
}

/// A member of a group, or another word of a list.
fn reference_text(lang: Lang, word: &str) -> String {
    match EntryRef::parse(word) {
        Ok(entry) if entry.kind == Kind::User => entry.name,
        Ok(_) => names::object_phrase(lang, word),
        Err(_) => name::shown(word),
    }
}

/// A value in words, lists too.
pub(crate) fn value_text(lang: Lang, field: &str, value: &Value) -> String {
    match value {
        Value::Array(members) if !members.is_empty() => list(lang, field, value).join(", "),
        Value::Array(_) => lang.say(HistoryWord::Empty).to_owned(),
        value => text(lang, field, value),
    }
}

fn text(lang: Lang, field: &str, value: &Value) -> String {
    match value {
        Value::Null if field == "max_users" => lang.say(SystemWord::NoLimit).to_owned(),
        Value::Null if field == "passwords.lifetime_days" => {
            lang.say(SettingsWord::Never).to_owned()
        }
        Value::Null if field.starts_with("settings.") => {
            lang.say(SettingsWord::AsDomain).to_owned()
        }
        Value::Null if field == "every_minutes" => lang.say(LdapWord::EveryNever).to_owned(),
        Value::Null => lang.say(HistoryWord::Empty).to_owned(),
        Value::Bool(true) => lang.say(HistoryWord::Yes).to_owned(),
        Value::Bool(false) => lang.say(HistoryWord::No).to_owned(),
        Value::Number(number) if field.ends_with("_kib") => match number.as_i64() {
            Some(kib) if kib > 0 => size(lang, kib),
            _ => lang.say(DirectoryWord::NoQuota).to_owned(),
        },
        Value::Number(number) if field == "every_minutes" => number
            .as_i64()
            .map_or_else(|| number.to_string(), |minutes| interval(lang, minutes)),
        Value::String(text) if text.is_empty() => lang.say(HistoryWord::Empty).to_owned(),
        Value::String(text) => word(lang, field, text),
        other => plain(other),
    }
}

fn word(lang: Lang, field: &str, text: &str) -> String {
    match field {
        "mail.type" | "mail_type" => MailType::from_name(text)
            .map_or_else(|| text.to_owned(), |of| mail_type_name(lang, of).to_owned()),
        "date_format" | "settings.date_format" => {
            DateFormat::from_name(text).map_or_else(|| text.to_owned(), date_example)
        }
        "time_format" | "settings.time_format" => {
            TimeFormat::from_name(text).map_or_else(|| text.to_owned(), time_example)
        }
        "language" | "settings.language" => {
            Lang::from_tag(text).map_or_else(|| text.to_owned(), |of| of.own_name().to_owned())
        }
        "missing" => Missing::from_name(text).map_or_else(
            || text.to_owned(),
            |missing| lang.say(missing_word(missing)).to_owned(),
        ),
        "password" => lang.say(HistoryWord::Changed).to_owned(),
        "name" => name::shown(text),
        _ => text.to_owned(),
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_is_said_with_its_unit() {
        assert_eq!(
            right_text(Lang::En, "passwords:Head office/Sales"),
            "Manage user passwords (Head office/Sales)"
        );
        assert_eq!(right_text(Lang::En, "fly:Head office"), "fly:Head office");
    }

    #[test]
    fn values_are_words_of_the_language() {
        let said = |field, value: Value| text(Lang::De, field, &value);
        assert_eq!(
            said("mail.type", "none".into()),
            "Keine E-Mail-Verarbeitung"
        );
        assert_eq!(said("mail.quota_kib", 2_097_152.into()), "2 GiB");
        assert_eq!(said("mail.quota_kib", 0.into()), "Keine Quota");
        assert_eq!(said("hidden", true.into()), "ja");
        assert_eq!(said("every_minutes", 240.into()), "Alle 4 Stunden");
        assert_eq!(said("every_minutes", Value::Null), "Nie, nur von Hand");
        assert_eq!(said("missing", "leave".into()), "So lassen");
        assert_eq!(said("max_users", Value::Null), "Keine Grenze");
        assert_eq!(
            said("name", "xn--bcher-kva.example".into()),
            "bücher.example"
        );
    }
}
