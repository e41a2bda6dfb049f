//! The sections of the settings form: who is on the other server, who is gone, and when it is imported.

use leptos::prelude::*;
use model::ldap::{LdapDraft, Missing};

use super::fields::Line;
use crate::form::Posted;
use crate::ui::{Choice, Section, SelectField};
use crate::words::{Lang, LdapWord};

/// The intervals that are offered, in minutes.
const INTERVALS: [i64; 6] = [15, 60, 240, 720, 1440, 10_080];

/// How often, in words.
pub(crate) fn interval(lang: Lang, minutes: i64) -> String {
    match (minutes, minutes / 60) {
        (60, _) => lang.say(LdapWord::EveryHour).to_owned(),
        (1440, _) => lang.say(LdapWord::EveryDay).to_owned(),
        (10_080, _) => lang.say(LdapWord::EveryWeek).to_owned(),
        (_, hours) if minutes % 60 == 0 => lang.fill(LdapWord::EveryHours, &[hours.to_string()]),
        _ => lang.fill(LdapWord::EveryMinutes, &[minutes.to_string()]),
    }
}

/// What becomes of who is gone, in words.
pub(crate) const fn missing_word(missing: Missing) -> LdapWord {
    match missing {
        Missing::Leave => LdapWord::MissingLeave,
        Missing::Suspend => LdapWord::MissingSuspend,
    }
}

#[component]
pub(super) fn MailAndAbsence(lang: Lang, form: Posted, stored: LdapDraft) -> impl IntoView {
    let choices = [Missing::Leave, Missing::Suspend]
        .map(|missing| Choice::new(missing.as_str(), lang.say(missing_word(missing))));
    view! {
        <Section title=lang.say(LdapWord::MailAndAbsence) id="mail-and-absence">
            <div class="flex max-w-xl flex-col gap-4">
                <Line
                    lang
                    form=form.clone()
                    name="split_group"
                    label=LdapWord::SplitGroup
                    stored=stored.split_group.clone()
                    help=LdapWord::SplitGroupHelp
                />
                <SelectField
                    name="missing"
                    label=lang.say(LdapWord::Missing)
                    choices=choices.to_vec()
                    value=form.text_or("missing", stored.missing.as_str())
                    error=form.error(lang, "missing")
                />
            </div>
        </Section>
    }
}

#[component]
pub(super) fn Schedule(lang: Lang, form: Posted, stored: LdapDraft) -> impl IntoView {
    let present = stored.every_minutes.map(|minutes| minutes.to_string());
    let value = form.text_or("every_minutes", present.unwrap_or_default());
    let mut minutes = INTERVALS.to_vec();
    // One that a program has set.
    minutes.extend(value.trim().parse::<i64>().ok());
    minutes.sort_unstable();
    minutes.dedup();
    let never = Choice::new("", lang.say(LdapWord::EveryNever));
    let offered = minutes
        .into_iter()
        .map(move |minutes| Choice::new(minutes.to_string(), interval(lang, minutes)));
    view! {
        <Section title=lang.say(LdapWord::Schedule) id="schedule">
            <div class="flex max-w-xl flex-col gap-4">
                <SelectField
                    name="every_minutes"
                    label=lang.say(LdapWord::Every)
                    choices=std::iter::once(never).chain(offered).collect()
                    value=value
                    error=form.error(lang, "every_minutes")
                />
                <Line
                    lang
                    form=form.clone()
                    name="max_share"
                    label=LdapWord::MaxShare
                    stored=stored.max_share.to_string()
                    help=LdapWord::MaxShareHelp
                />
            </div>
        </Section>
    }
}
