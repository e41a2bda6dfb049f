//! The sections of the settings form: the server, and what is read.

use leptos::prelude::*;
use model::ldap::{LdapDraft, Preset};

use crate::form::Posted;
use crate::ui::{
    CheckboxField, FieldFrame, SECONDARY_BUTTON_CLASS, Section, TextField, described_by,
    starts_keyboard,
};
use crate::words::{Lang, LdapWord};

/// The label of each attribute, by the name of its field.
const ATTRIBUTES: [(&str, LdapWord); 8] = [
    ("login", LdapWord::AttributeLogin),
    ("first_name", LdapWord::AttributeFirstName),
    ("last_name", LdapWord::AttributeLastName),
    ("display_name", LdapWord::AttributeDisplayName),
    ("mail", LdapWord::AttributeMail),
    ("aliases", LdapWord::AttributeAliases),
    ("unique_id", LdapWord::AttributeUniqueId),
    ("disabled", LdapWord::AttributeDisabled),
];

/// A line of text of the form.
#[component]
pub(super) fn Line(
    lang: Lang,
    form: Posted,
    name: &'static str,
    label: LdapWord,
    #[prop(into)] stored: String,
    #[prop(optional)] help: Option<LdapWord>,
    #[prop(optional)] placeholder: &'static str,
) -> impl IntoView {
    let help = help
        .map(|word| lang.say(word).to_owned())
        .unwrap_or_default();
    view! {
        <TextField
            name=name
            label=lang.say(label)
            value=form.text_or(name, stored)
            help=help
            error=form.error(lang, name)
            placeholder=placeholder
        />
    }
}

#[component]
pub(super) fn Server(
    lang: Lang,
    form: Posted,
    stored: LdapDraft,
    has_password: bool,
) -> impl IntoView {
    let help = if has_password {
        LdapWord::PasswordKept
    } else {
        LdapWord::PasswordNone
    };
    view! {
        <Section title=lang.say(LdapWord::Server) id="server">
            <div class="flex max-w-xl flex-col gap-4">
                <Line
                    lang
                    form=form.clone()
                    name="url"
                    label=LdapWord::Url
                    stored=stored.url.clone()
                    help=LdapWord::UrlHelp
                    placeholder="ldaps://dc1.example.com"
                />
                <CheckboxField
                    name="plain"
                    label=lang.say(LdapWord::Plain)
                    help=lang.say(LdapWord::PlainHelp)
                    checked=form.checked_or("plain", stored.plain)
                />
                <Certificate lang form=form.clone() stored=stored.ca_certificate.clone() />
                <Line
                    lang
                    form=form.clone()
                    name="bind_dn"
                    label=LdapWord::BindDn
                    stored=stored.bind_dn.clone()
                    help=LdapWord::BindDnHelp
                    placeholder="cn=reader,dc=example,dc=com"
                />
                <TextField
                    name="bind_password"
                    kind="password"
                    autocomplete="new-password"
                    label=lang.say(LdapWord::Password)
                    help=lang.say(help)
                    error=form.error(lang, "bind_password")
                />
            </div>
        </Section>
    }
}

#[component]
fn Certificate(lang: Lang, form: Posted, stored: String) -> impl IntoView {
    let error = form.error(lang, "ca_certificate");
    let help = lang.say(LdapWord::CertificateHelp).to_owned();
    view! {
        <FieldFrame
            id="ca_certificate"
            label=lang.say(LdapWord::Certificate)
            help=Some(help)
            error=error.clone()
        >
            <textarea
                id="ca_certificate"
                name="ca_certificate"
                rows="3"
                spellcheck="false"
                class="w-full font-mono text-sm"
                autofocus=starts_keyboard("ca_certificate")
                aria-describedby=described_by("ca_certificate", true)
                aria-invalid=error.is_some().then_some("true")
            >
                {form.text_or("ca_certificate", stored)}
            </textarea>
        </FieldFrame>
    }
}

#[component]
pub(super) fn Reading(lang: Lang, form: Posted, stored: LdapDraft) -> impl IntoView {
    view! {
        <Section title=lang.say(LdapWord::Reading) id="reading">
            <div class="flex max-w-xl flex-col gap-4">
                <Presets lang form=form.clone() />
                <Line
                    lang
                    form=form.clone()
                    name="base_dn"
                    label=LdapWord::BaseDn
                    stored=stored.base_dn.clone()
                    help=LdapWord::BaseDnHelp
                    placeholder="dc=example,dc=com"
                />
                <Line
                    lang
                    form=form.clone()
                    name="user_filter"
                    label=LdapWord::UserFilter
                    stored=stored.user_filter.clone()
                />
                <Line
                    lang
                    form=form.clone()
                    name="group_filter"
                    label=LdapWord::GroupFilter
                    stored=stored.group_filter.clone()
                    help=LdapWord::GroupFilterHelp
                />
            </div>
            <Attributes lang form stored />
        </Section>
    }
}

#[component]
fn Presets(lang: Lang, form: Posted) -> impl IntoView {
    let options = Preset::ALL
        .into_iter()
        .map(|preset| {
            let word = match preset {
                Preset::ActiveDirectory => LdapWord::ActiveDirectory,
                Preset::Posix => LdapWord::Posix,
            };
            let selected = form.text("preset") == Some(preset.as_str());
            view! {
                <option value=preset.as_str() selected=selected>
                    {lang.say(word)}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="flex flex-col gap-1">
            <label for="preset" class="font-medium">{lang.say(LdapWord::Preset)}</label>
            <div class="flex flex-wrap gap-2">
                <select id="preset" name="preset" aria-describedby="preset-help">
                    {options}
                </select>
                <button
                    type="submit"
                    name="action"
                    value="fill_in"
                    class=SECONDARY_BUTTON_CLASS
                >
                    {lang.say(LdapWord::FillIn)}
                </button>
            </div>
            <p id="preset-help" class="text-sm text-muted">{lang.say(LdapWord::PresetHelp)}</p>
        </div>
    }
}

#[component]
fn Attributes(lang: Lang, form: Posted, stored: LdapDraft) -> impl IntoView {
    let present = stored
        .mapping
        .fields()
        .map(|(_, attribute)| attribute.to_owned());
    let fields = ATTRIBUTES
        .into_iter()
        .zip(present)
        .map(|((field, word), attribute)| {
            let name = format!("mapping.{field}");
            view! {
                <TextField
                    label=lang.say(word)
                    value=form.text_or(&name, attribute)
                    error=form.error(lang, &name)
                    name
                />
            }
        })
        .collect_view();
    view! {
        <fieldset class="flex max-w-4xl flex-col gap-2" aria-describedby="attributes-help">
            <legend class="mb-1 font-medium">{lang.say(LdapWord::Attributes)}</legend>
            <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">{fields}</div>
            <p id="attributes-help" class="text-sm text-muted">
                {lang.say(LdapWord::AttributesHelp)}
            </p>
        </fieldset>
    }
}
