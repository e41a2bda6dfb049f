//! The fields of the General tab that are more than a line of text, and the tab as plain facts.

use leptos::prelude::*;
use model::Code;
use model::PasswordPolicy;
use model::password::{LONGEST_MINIMUM, SHORTEST};
use store::domains::{Domain, Followers};

use super::alias_rows::{AliasRow, AliasRows, AliasWords};
use super::opened::{Facts, ReadOnlyReason};
use crate::form::Posted;
use crate::paths;
use crate::reading::{ReadingValues, date_example, time_example};
use crate::ui::{
    CheckboxField, Choice, FieldFrame, Notice, Section, SelectField, TextField, Tone, described_by,
    starts_keyboard,
};
use crate::words::{FrameWord, Lang, SettingsWord, SystemWord};

/// The name, chosen among the domain's names.
#[component]
pub(super) fn NameField(lang: Lang, domain: Domain, form: Posted) -> impl IntoView {
    let mut choices: Vec<Choice> = domain
        .names()
        .iter()
        .map(|name| Choice::new(name.as_str(), name.shown()))
        .collect();
    // A name that was typed as an alias just now may be chosen in the same form.
    for typed in form.all("aliases") {
        if let Ok(name) = model::DomainName::parse(typed)
            && choices.iter().all(|choice| choice.value != name.as_str())
        {
            choices.push(Choice::new(name.as_str(), name.shown()));
        }
    }
    view! {
        <SelectField
            name="name"
            label=lang.say(SystemWord::NameExample)
            choices
            value=form.text_or("name", domain.name.as_str())
            help=lang.say(SystemWord::NameHelp)
            error=form.error(lang, "name")
        />
    }
}

#[component]
pub(super) fn DescriptionField(lang: Lang, domain: Domain, form: Posted) -> impl IntoView {
    let error = form.error(lang, "description");
    view! {
        <FieldFrame id="description" label=lang.say(FrameWord::Description) error=error.clone()>
            <textarea
                id="description"
                name="description"
                rows="3"
                class="w-full"
                autofocus=starts_keyboard("description")
                aria-describedby=described_by("description", false)
                aria-invalid=error.is_some().then_some("true")
            >
                {form.text_or("description", domain.description)}
            </textarea>
        </FieldFrame>
    }
}

/// How the domain's users read, and how many of them would follow a change.
pub(super) fn reading_values(lang: Lang, domain: &Domain, followers: Followers) -> ReadingValues {
    let own = [
        followers.own_language,
        followers.own_time_zone,
        followers.own_date_format,
        followers.own_time_format,
    ];
    ReadingValues {
        chosen: [
            domain.language.clone(),
            domain.time_zone.clone(),
            domain.date_format.as_str().to_owned(),
            domain.time_format.as_str().to_owned(),
        ],
        nothing: Default::default(),
        help: own.map(|own| follow(lang, followers.users, own)),
    }
}

/// "12 users follow, 3 have chosen their own."
fn follow(lang: Lang, users: i64, own: i64) -> String {
    let follow = lang.count(
        SettingsWord::FollowOne,
        SettingsWord::FollowMany,
        users - own,
    );
    let own = match own {
        0 => lang.say(SettingsWord::OwnNone).to_owned(),
        own => lang.count(SettingsWord::OwnOne, SettingsWord::OwnMany, own),
    };
    lang.fill(SettingsWord::Followers, &[follow, own])
}

/// The maximum number of users.
#[component]
pub(super) fn Users(lang: Lang, domain: Domain, form: Posted) -> impl IntoView {
    view! {
        <TextField
            name="max_users"
            label=lang.say(SystemWord::MaxUsers)
            value=form.text_or("max_users", number(domain.max_users))
            help=lang.say(SystemWord::MaxUsersHelp)
            error=form.error(lang, "max_users")
        />
    }
}

/// What passwords must be, and how long they are good.
#[component]
pub(super) fn PasswordFields(lang: Lang, domain: Domain, form: Posted) -> impl IntoView {
    let PasswordPolicy {
        min_length,
        lifetime_days,
    } = domain.passwords;
    let range = [SHORTEST, LONGEST_MINIMUM].map(|number| number.to_string());
    view! {
        <TextField
            name="password_min_length"
            label=lang.say(SettingsWord::MinLength)
            value=form.text_or("password_min_length", min_length.to_string())
            help=lang.fill(SettingsWord::MinLengthHelp, &range)
            error=form.error(lang, "password_min_length")
        />
        <TextField
            name="password_lifetime_days"
            label=lang.say(SettingsWord::Lifetime)
            value=form.text_or("password_lifetime_days", number(lifetime_days))
            help=lang.fill(SettingsWord::LifetimeHelp, &[paths::CHANGE_PASSWORD])
            error=form.error(lang, "password_lifetime_days")
        />
    }
}

fn number(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// The aliases; when one that is in use was taken out, the question what becomes of the addresses.
#[component]
pub(super) fn Aliases(lang: Lang, form: Posted, rows: Vec<AliasRow>) -> impl IntoView {
    let words = AliasWords {
        row: lang.say(SystemWord::AliasNumber).to_owned(),
        add: lang.say(SystemWord::AddAlias).to_owned(),
        remove: lang.say(SystemWord::RemoveAlias).to_owned(),
        none: lang.say(SystemWord::NoAliases).to_owned(),
    };
    let error = form.error(lang, "aliases").map(|error| {
        let question = (form.has("aliases", Code::NameInUse)).then(|| {
            view! {
                <div class="mt-2">
                    <CheckboxField
                        name="with_addresses"
                        label=lang.say(SystemWord::TakeAddresses)
                        help=lang.say(SystemWord::TakeAddressesHelp)
                    />
                </div>
            }
        });
        view! {
            <Notice tone=Tone::Warning>
                <p>{error}</p>
                {question}
            </Notice>
        }
    });
    view! {
        <fieldset id="aliases" class="flex flex-col gap-2" aria-describedby="aliases-help">
            <legend class="mb-1">{lang.say(SystemWord::Aliases)}</legend>
            {error}
            <AliasRows rows words />
            <p id="aliases-help" class="text-sm text-muted">{lang.say(SystemWord::AliasesHelp)}</p>
        </fieldset>
    }
}

/// The tab for whoever may not change it.
#[component]
pub(super) fn GeneralFacts(lang: Lang, domain: Domain) -> impl IntoView {
    let aliases: Vec<String> = domain
        .aliases
        .iter()
        .map(model::DomainName::shown)
        .collect();
    let language = Lang::from_tag(&domain.language)
        .map_or(domain.language.clone(), |lang| lang.own_name().into());
    let max_users = domain.max_users.map_or_else(
        || lang.say(SystemWord::NoLimit).to_owned(),
        |number| number.to_string(),
    );
    let lifetime = domain.passwords.lifetime_days.map_or_else(
        || lang.say(SettingsWord::Never).to_owned(),
        |days| days.to_string(),
    );
    let facts = vec![
        (lang.say(FrameWord::Name), domain.name.shown()),
        (lang.say(FrameWord::Description), domain.description.clone()),
        (lang.say(FrameWord::Language), language),
        (lang.say(SystemWord::TimeZone), domain.time_zone.clone()),
        (
            lang.say(SettingsWord::DateFormat),
            date_example(domain.date_format),
        ),
        (
            lang.say(SettingsWord::TimeFormat),
            time_example(domain.time_format),
        ),
        (lang.say(SystemWord::Aliases), aliases.join("\n")),
        (lang.say(SystemWord::MaxUsers), max_users),
        (
            lang.say(SettingsWord::MinLength),
            domain.passwords.min_length.to_string(),
        ),
        (lang.say(SettingsWord::Lifetime), lifetime),
    ];
    view! {
        <ReadOnlyReason lang />
        <Section title=lang.say(SystemWord::Definition) id="definition">
            <Facts facts />
        </Section>
    }
}
