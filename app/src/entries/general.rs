//! The General tab of an entry: name, display name, access, and the address of an external user.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::entry::Content;
use model::{EntryRef, Kind};

use super::drafts;
use super::name_fields::{EntryNameFields, EntryNames};
use super::new::OutsideAddress;
use super::opened::{EntryHead, EntryTab, Opened, name_words};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{UnsavedNote, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference};
use crate::paths;
use crate::ui::{CheckboxField, Glyph, Icon, Notice, SaveBar, Section, Tone};
use crate::units::{UnitChoices, UnitField};
use crate::users::{WhyNot, errors};
use crate::words::{DirectoryWord, EntryWord, FrameWord, Lang, UnitWord};

/// The fields that show their own problems.
const FIELDS: [&str; 6] = [
    "name",
    "display_name",
    "address",
    "suspended",
    "hidden",
    "unit",
];

/// `id` of the form, for the bar that saves it.
const FORM: &str = "general";

/// GET: the entry as stored.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let opened = Opened::find(&caller.desk()?, &domain, &folder, &name).await?;
    page(caller, opened, Posted::default()).await
}

/// POST: saves the tab and stays on it.
///
/// # Errors
/// What the form cannot mend.
pub async fn save(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find(&desk, &domain, &folder, &name).await?;
    let draft = drafts::general(&form, &opened.entry);
    let version = form.version().ok_or(Failure::BadRequest)?;
    let saved = desk.change_entry(&domain, opened.entry.kind, &name, Some(version), &draft);
    match saved.await {
        Ok(entry) => {
            let address = paths::entry(entry.domain.as_str(), &entry.reference());
            Ok(see_other(&address, Some(&Flash::Saved)))
        }
        Err(error) => page(caller, opened, form.refused(error)?).await,
    }
}

async fn page(caller: Caller, opened: Opened, form: Posted) -> Result<Response, Failure> {
    let choices = UnitChoices::of(&caller, opened.domain.name.as_str()).await?;
    let lang = caller.lang;
    Ok(opened
        .page(caller, &form)
        .show(move || view! { <GeneralForm lang opened form choices /> })
        .await)
}

#[component]
fn GeneralForm(lang: Lang, opened: Opened, form: Posted, choices: UnitChoices) -> impl IntoView {
    let entry = opened.entry.clone();
    let domain = opened.domain.name.to_string();
    let others = form
        .other_errors(lang, &FIELDS)
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let href = opened.href(EntryTab::General);
    let conflict = form.conflict.map(|version| {
        let differences = differences(lang, &opened, &form);
        view! { <ConflictNotice version href=href.clone() differences /> }
    });
    let guard = guard(&form);
    let version = form.version_or(entry.version);
    let (may, permitted) = (opened.may_change(), opened.permitted);
    let save = may.then(|| view! { <Save lang domain reference=entry.reference() /> });
    view! {
        <EntryHead lang opened=opened.clone() current=EntryTab::General />
        <WhyNot lang may permitted />
        <form id=FORM method="post" action=href data-guard=guard class="flex flex-col gap-6">
            <input type="hidden" name="version" value=version />
            {conflict}
            {others}
            <fieldset disabled=!may class="contents">
                <Identity lang opened=opened.clone() form=form.clone() choices />
                <Access lang opened form />
            </fieldset>
        </form>
        {save}
    }
}

/// The bar that saves the tab.
#[component]
fn Save(lang: Lang, domain: String, reference: EntryRef) -> impl IntoView {
    view! {
        <div class="flex-1"></div>
        <SaveBar
            form=FORM
            save=lang.say(FrameWord::Save)
            cancel=lang.say(FrameWord::Cancel)
            cancel_href=paths::directory(&domain)
        >
            <UnsavedNote lang />
            <a href=paths::entry_delete(&domain, &reference) class=DELETE_LINK_CLASS>
                <Icon glyph=Glyph::Trash />
                {lang.say(EntryWord::Delete)}
            </a>
        </SaveBar>
    }
}

/// Name, display name, and where an external user is reached.
#[component]
fn Identity(lang: Lang, opened: Opened, form: Posted, choices: UnitChoices) -> impl IntoView {
    let entry = opened.entry;
    let names = EntryNames {
        name: form.text_or("name", entry.name.as_str()),
        display_name: form.text_or("display_name", entry.display_name.as_str()),
        address: None,
        problems: errors(&form, lang),
    };
    let help = if entry.kind == Kind::ExternalUser {
        EntryWord::NameHelp
    } else {
        EntryWord::NameChangeHelp
    };
    let outside = if let Content::ExternalUser(address) = &entry.content {
        let value = form.text_or("address", crate::users::shown_address(address));
        let form = form.clone();
        Some(view! { <OutsideAddress lang value form /> })
    } else {
        None
    };
    let unit = entry.unit.to_string();
    view! {
        <Section title=lang.say(EntryWord::Identity) id="identity">
            <div class="flex max-w-2xl flex-col gap-4">
                <EntryNameFields names words=name_words(lang, lang.say(help).to_owned()) />
                {outside}
                <UnitField lang choices stored=unit form />
            </div>
        </Section>
    }
}

/// Suspended, hidden.
#[component]
fn Access(lang: Lang, opened: Opened, form: Posted) -> impl IntoView {
    let entry = opened.entry;
    let help = match entry.kind {
        Kind::Group => EntryWord::SuspendedGroupHelp,
        Kind::ExternalUser => EntryWord::SuspendedExternalHelp,
        _ => EntryWord::SuspendedHelp,
    };
    view! {
        <Section title=lang.say(DirectoryWord::Access) id="access">
            <div class="flex max-w-2xl flex-col gap-4">
                <CheckboxField
                    name="suspended"
                    label=lang.say(DirectoryWord::Suspended)
                    help=lang.say(help)
                    checked=form.checked_or("suspended", entry.suspended)
                    error=form.error(lang, "suspended")
                />
                <CheckboxField
                    name="hidden"
                    label=lang.say(DirectoryWord::Hidden)
                    help=lang.say(DirectoryWord::HiddenHelp)
                    checked=form.checked_or("hidden", entry.hidden)
                    error=form.error(lang, "hidden")
                />
            </div>
        </Section>
    }
}

/// What stands in the form and is not what is stored now.
fn differences(lang: Lang, opened: &Opened, form: &Posted) -> Vec<Difference> {
    let entry = &opened.entry;
    let yes = |yes| lang.say(if yes { FrameWord::Yes } else { FrameWord::No });
    let ticked = |word: DirectoryWord, field: &str, stored: bool| {
        Difference::between(lang.say(word), yes(stored), yes(form.checked(field)))
    };
    let text = |label: &str, field: &str, stored: &str| {
        Difference::between(label, stored, form.draft(field))
    };
    let outside = match &entry.content {
        Content::ExternalUser(address) => {
            text(lang.say(EntryWord::OutsideAddress), "address", address)
        }
        _ => None,
    };
    [
        text(lang.say(FrameWord::Name), "name", &entry.name),
        text(
            lang.say(DirectoryWord::DisplayName),
            "display_name",
            &entry.display_name,
        ),
        outside,
        text(lang.say(UnitWord::Unit), "unit", &entry.unit.to_string()),
        ticked(DirectoryWord::Suspended, "suspended", entry.suspended),
        ticked(DirectoryWord::Hidden, "hidden", entry.hidden),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const DELETE_LINK_CLASS: &str = "ml-auto inline-flex min-h-8 items-center gap-2 rounded px-2 py-1 \
    text-danger hover:bg-danger-soft";
