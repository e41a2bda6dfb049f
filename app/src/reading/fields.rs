//! The four fields, for a domain, a user and one's own account.

use leptos::prelude::*;
use model::OwnSettings;
use model::settings::{OwnSettingsDraft, Reading};

use super::choices::{
    date_example, date_formats, languages, time_example, time_formats, time_zones,
};
use crate::form::Posted;
use crate::ui::{Choice, FieldFrame, SelectField, described_by, starts_keyboard};
use crate::words::{FrameWord, Lang, SettingsWord, SystemWord};

/// Their names in forms, in the order of the screen.
const FIELDS: [&str; 4] = ["language", "time_zone", "date_format", "time_format"];

/// What stands in each of [`FIELDS`].
#[derive(Clone, Debug, Default)]
pub struct ReadingValues {
    /// What is chosen; empty for the first choice.
    pub chosen: [String; 4],
    /// The first choice, which chooses nothing; empty where something must be chosen.
    pub nothing: [String; 4],
    /// A line of explanation; empty for none.
    pub help: [String; 4],
}

impl ReadingValues {
    /// What somebody chose over what he follows.
    pub fn own(lang: Lang, own: &OwnSettings, follows: &Reading) -> Self {
        let draft = OwnSettingsDraft::from(own.clone());
        let chosen = [
            draft.language,
            draft.time_zone,
            draft.date_format,
            draft.time_format,
        ];
        Self {
            chosen: chosen.map(Option::unwrap_or_default),
            nothing: nothing_chosen(lang, follows),
            help: Default::default(),
        }
    }

    /// What a form that came back holds, where it holds anything.
    #[must_use]
    pub fn over(mut self, form: &Posted) -> Self {
        for (value, field) in self.chosen.iter_mut().zip(FIELDS) {
            *value = form.text_or(field, value.as_str());
        }
        self
    }
}

/// "Domain's (English)", and for who has no domain what counts without a choice.
fn nothing_chosen(lang: Lang, follows: &Reading) -> [String; 4] {
    let zone = follows.time_zone.clone();
    let (date, time) = (
        date_example(follows.date_format),
        time_example(follows.time_format),
    );
    let Some(language) = &follows.language else {
        let usual = |value: String| lang.fill(SettingsWord::Usual, &[value]);
        let browser = lang.say(FrameWord::LanguageOfBrowser).to_owned();
        return [browser, usual(zone), usual(date), usual(time)];
    };
    let name = Lang::from_tag(language)
        .map_or_else(|| language.clone(), |known| known.own_name().to_owned());
    [name, zone, date, time].map(|value| lang.fill(SettingsWord::OfDomain, &[value]))
}

/// Language, time zone, date format, time format.
#[component]
pub fn ReadingFields(
    /// The language of the page.
    lang: Lang,
    /// What stands in them.
    values: ReadingValues,
    /// The form that came back, for what is wrong.
    form: Posted,
) -> impl IntoView {
    let [language, zone, date, time] = values.chosen;
    let [no_language, no_zone, no_date, no_time] = values.nothing;
    let [language_help, zone_help, date_help, time_help] = values.help;
    let with = |nothing: String, choices: Vec<Choice>| -> Vec<Choice> {
        let first = (!nothing.is_empty()).then(|| Choice::new("", nothing));
        first.into_iter().chain(choices).collect()
    };
    let select = |name: &'static str, label: &'static str, choices, value: String, help: String| {
        let error = form.error(lang, name);
        if help.is_empty() {
            view! { <SelectField name label choices value error /> }.into_any()
        } else {
            view! { <SelectField name label choices value help=help error /> }.into_any()
        }
    };
    view! {
        {select(
            "language",
            lang.say(FrameWord::Language),
            with(no_language, languages()),
            language,
            language_help,
        )}
        <ZoneField lang chosen=zone nothing=no_zone help=zone_help error=form.error(lang, "time_zone") />
        <div class="grid gap-4 sm:grid-cols-2">
            {select(
                "date_format",
                lang.say(SettingsWord::DateFormat),
                with(no_date, date_formats()),
                date,
                date_help,
            )}
            {select(
                "time_format",
                lang.say(SettingsWord::TimeFormat),
                with(no_time, time_formats()),
                time,
                time_help,
            )}
        </div>
    }
}

/// The time zones, in groups by region.
#[component]
fn ZoneField(
    lang: Lang,
    chosen: String,
    nothing: String,
    help: String,
    error: Option<String>,
) -> impl IntoView {
    let groups = time_zones(lang.say(SystemWord::OtherZones))
        .into_iter()
        .map(|(region, zones)| {
            let options = zones
                .into_iter()
                .map(|zone| view! { <option value=zone selected=zone == chosen>{zone}</option> })
                .collect_view();
            view! { <optgroup label=region>{options}</optgroup> }
        })
        .collect_view();
    let help = (!help.is_empty()).then_some(help);
    let described = described_by("time_zone", help.is_some());
    view! {
        <FieldFrame
            id="time_zone"
            label=lang.say(SystemWord::TimeZone)
            help=help
            error=error.clone()
        >
            <select
                id="time_zone"
                name="time_zone"
                class="w-full"
                autofocus=starts_keyboard("time_zone")
                aria-describedby=described
                aria-invalid=error.is_some().then_some("true")
            >
                {(!nothing.is_empty())
                    .then(|| view! { <option value="" selected=chosen.is_empty()>{nothing}</option> })}
                {groups}
            </select>
        </FieldFrame>
    }
}
