//! The fields of the General tab that are more than a line of text, and the tab as plain facts.

use leptos::prelude::*;
use model::Code;
use store::domains::Domain;

use super::alias_rows::{AliasRow, AliasRows, AliasWords};
use super::choices;
use super::opened::{Facts, ReadOnlyReason};
use crate::form::Posted;
use crate::ui::{
    CheckboxField, Choice, FieldFrame, Notice, Section, SelectField, Tone, described_by,
    starts_keyboard,
};
use crate::words::{FrameWord, Lang, SystemWord};

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

#[component]
pub(super) fn TimeZoneField(lang: Lang, domain: Domain, form: Posted) -> impl IntoView {
    let chosen = form.text_or("time_zone", domain.time_zone);
    let error = form.error(lang, "time_zone");
    let groups = choices::time_zones(lang.say(SystemWord::OtherZones))
        .into_iter()
        .map(|(region, zones)| {
            let options = zones
                .into_iter()
                .map(|zone| view! { <option value=zone selected=zone == chosen>{zone}</option> })
                .collect_view();
            view! { <optgroup label=region>{options}</optgroup> }
        })
        .collect_view();
    view! {
        <FieldFrame id="time_zone" label=lang.say(SystemWord::TimeZone) error=error.clone()>
            <select
                id="time_zone"
                name="time_zone"
                class="w-full"
                autofocus=starts_keyboard("time_zone")
                aria-describedby=described_by("time_zone", false)
                aria-invalid=error.is_some().then_some("true")
            >
                {groups}
            </select>
        </FieldFrame>
    }
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
    let facts = vec![
        (lang.say(FrameWord::Name), domain.name.shown()),
        (lang.say(FrameWord::Description), domain.description.clone()),
        (lang.say(FrameWord::Language), language),
        (lang.say(SystemWord::TimeZone), domain.time_zone.clone()),
        (lang.say(SystemWord::Aliases), aliases.join("\n")),
        (lang.say(SystemWord::MaxUsers), max_users),
    ];
    view! {
        <ReadOnlyReason lang />
        <Section title=lang.say(SystemWord::Definition) id="definition">
            <Facts facts />
        </Section>
    }
}
