//! A new group, shared mailbox, external user or resource.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::{Action, Kind, Right};
use store::domains::Domain;
use store::entries::Entry;

use super::drafts;
use super::name_fields::{EntryNameFields, EntryNameWords, EntryNames, FirstAddress};
use super::opened::{kind_in, name_words};
use super::picker::{self, EnterSearches, MemberPicker, Picker};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::directory::kind_glyph;
use crate::directory::may_create;
use crate::domains::guard;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{
    CheckboxField, KeyboardStart, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, TextField,
    Tone,
};
use crate::units::{UnitChoices, UnitField};
use crate::users::{NameChoice, errors};
use crate::words::{DirectoryWord, EntryWord, FrameWord, Lang};

/// The fields that show their own problems.
const FIELDS: [&str; 6] = [
    "name",
    "display_name",
    "address",
    "addresses[0].local_part",
    "addresses[0].domain",
    "unit",
];

/// GET: the empty form.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, folder)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = kind_in(&folder)?;
    let domain = caller.desk()?.find_domain(&domain).await?;
    page(caller, kind, domain, Posted::default()).await
}

/// POST: creates the entry; leads to the list, or with "Create & edit" to the entry.
///
/// # Errors
/// What the form cannot mend.
pub async fn create(
    caller: Caller,
    Path((domain, folder)): Path<(String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let kind = kind_in(&folder)?;
    let desk = caller.desk()?;
    if kind == Kind::Group && picker::is_pressed(&form) {
        let domain = desk.find_domain(&domain).await?;
        return page(caller, kind, domain, form).await;
    }
    let draft = drafts::new_entry(kind, &form);
    match desk.create_entry(&domain, kind, &draft).await {
        Ok(entry) => {
            let created = Flash::Created(entry.display_name.clone());
            Ok(see_other(&next(&entry, &form), Some(&created)))
        }
        Err(error) => {
            let domain = desk.find_domain(&domain).await?;
            page(caller, kind, domain, form.refused(error)?).await
        }
    }
}

/// Where one goes on: for a group to its members.
fn next(entry: &Entry, form: &Posted) -> String {
    let edits = form
        .pressed()
        .is_some_and(|pressed| pressed.action == "create_edit");
    let (domain, reference) = (entry.domain.as_str(), entry.reference());
    match (edits, entry.kind) {
        (false, _) => paths::directory(domain),
        (true, Kind::Group) => paths::entry_members(domain, &reference),
        (true, _) => paths::entry(domain, &reference),
    }
}

const fn title(kind: Kind) -> EntryWord {
    match kind {
        Kind::SharedMailbox => EntryWord::NewSharedMailbox,
        Kind::ExternalUser => EntryWord::NewExternalUser,
        Kind::Resource => EntryWord::NewResource,
        Kind::Group | Kind::User => EntryWord::NewGroup,
    }
}

async fn page(
    caller: Caller,
    kind: Kind,
    domain: Domain,
    form: Posted,
) -> Result<Response, Failure> {
    if !may_create(&caller, kind, domain.id) {
        return Err(Failure::Denied);
    }
    let picker = match kind {
        Kind::Group => {
            Some(Picker::load(&caller.desk()?, domain.name.as_str(), &form, caller.lang).await?)
        }
        _ => None,
    };
    let choices = UnitChoices::of(&caller, domain.name.as_str()).await?;
    let unit = choices.first(&caller);
    let may_mail = kind == Kind::Group || caller.may(Action::ChangeSome(domain.id, Right::Mail));
    let lang = caller.lang;
    let list = paths::directory(domain.name.as_str());
    Ok(Page::new(caller, lang.say(title(kind)))
        .section(Section::Directories)
        .crumb(lang.say(FrameWord::DirectoryBrowser), list)
        .glyph(kind_glyph(kind))
        .posted(&form)
        .show(move || view! { <NewEntryForm lang kind domain form choices unit may_mail picker /> })
        .await)
}

/// The fields that show what is wrong with them, with a group's members.
fn shown_fields(form: &Posted) -> Vec<&str> {
    let of_members = form.problems.0.iter().map(|problem| problem.field.as_str());
    let of_members = of_members.filter(|field| field.starts_with("members["));
    FIELDS.into_iter().chain(of_members).collect()
}

#[component]
fn NewEntryForm(
    lang: Lang,
    kind: Kind,
    domain: Domain,
    form: Posted,
    choices: UnitChoices,
    unit: String,
    may_mail: bool,
    picker: Option<Picker>,
) -> impl IntoView {
    if !form.is_sent() {
        provide_context(KeyboardStart("name".to_owned()));
    }
    let action = paths::new_entry(domain.name.as_str(), kind);
    let guard = guard(&form);
    let others = form
        .other_errors(lang, &shown_fields(&form))
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let outside = (kind == Kind::ExternalUser).then(|| {
        let typed = form.draft("address");
        view! { <OutsideAddress lang value=typed form=form.clone() /> }
    });
    let enter = picker.is_some().then(|| view! { <EnterSearches /> });
    let members = picker.map(|picker| view! { <MemberPicker lang picker /> });
    let cancel = paths::directory(domain.name.as_str());
    view! {
        <form
            method="post"
            action=action
            data-guard=guard
            class="flex w-full max-w-2xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            {enter}
            <p class="text-muted">{domain.name.shown()}</p>
            {others}
            <EntryNameFields
                names=names(kind, &domain, &form, lang, may_mail)
                words=words(lang, kind, &domain)
            />
            {outside}
            <UnitField lang choices stored=unit form=form.clone() />
            <CheckboxField
                name="hidden"
                label=lang.say(DirectoryWord::Hidden)
                checked=form.checked("hidden")
            />
            {members}
            <Buttons lang cancel />
        </form>
    }
}

#[component]
fn Buttons(lang: Lang, cancel: String) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
            <button type="submit" class=PRIMARY_BUTTON_CLASS>
                {lang.say(FrameWord::Create)}
            </button>
            <button
                type="submit"
                name="action"
                value="create_edit"
                class=SECONDARY_BUTTON_CLASS
                data-key="create-edit"
            >
                {lang.say(FrameWord::CreateAndEdit)}
            </button>
            <a href=cancel class=SECONDARY_BUTTON_CLASS data-leave data-key="cancel">
                {lang.say(FrameWord::Cancel)}
            </a>
            <p class="text-sm text-muted max-sm:hidden">{lang.say(DirectoryWord::ShortcutsNew)}</p>
        </div>
    }
}

/// The address of an external user.
#[component]
pub(super) fn OutsideAddress(lang: Lang, value: String, form: Posted) -> impl IntoView {
    view! {
        <TextField
            name="address"
            label=lang.say(EntryWord::OutsideAddress)
            mark=lang.say(FrameWord::Required)
            help=lang.say(EntryWord::OutsideHelp)
            value
            error=form.error(lang, "address")
        />
    }
}

fn names(kind: Kind, domain: &Domain, form: &Posted, lang: Lang, may_mail: bool) -> EntryNames {
    let all = std::iter::once(&domain.name).chain(&domain.aliases);
    let all = all.map(|name| NameChoice {
        value: name.to_string(),
        shown: name.shown(),
    });
    let address = (kind != Kind::ExternalUser && may_mail).then(|| FirstAddress {
        local_part: form.draft("addresses[0].local_part"),
        name: form.draft("addresses[0].domain"),
        names: all.collect(),
        is_required: kind == Kind::Resource,
    });
    EntryNames {
        name: form.draft("name"),
        display_name: form.draft("display_name"),
        address,
        problems: errors(form, lang),
    }
}

fn words(lang: Lang, kind: Kind, domain: &Domain) -> EntryNameWords {
    let help = if kind.may_have_mailbox() {
        let account = format!("…@{}", domain.name.shown());
        lang.fill(EntryWord::NameHelpMailbox, &[account])
    } else {
        lang.say(EntryWord::NameHelp).to_owned()
    };
    name_words(lang, help)
}
