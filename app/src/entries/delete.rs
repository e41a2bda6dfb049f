//! Deleting an entry, after saying what goes with it.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::EntryRef;
use model::entry::Content;
use store::Desk;

use super::opened::{EntryTab, Opened};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Page, Section};
use crate::paths;
use crate::ui::{DANGER_BUTTON_CLASS, Glyph, Notice, SECONDARY_BUTTON_CLASS, Tone};
use crate::users::{expanded, is_slave, relay};
use crate::words::{DirectoryWord, EntryWord, FrameWord, Lang};

/// GET: what would be deleted.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find(&desk, &domain, &folder, &name).await?;
    page(caller, &desk, opened, Posted::default()).await
}

/// POST: deletes it and leads to the list.
///
/// # Errors
/// What the page cannot mend.
pub async fn delete(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find(&desk, &domain, &folder, &name).await?;
    let version = form.version().ok_or(Failure::BadRequest)?;
    let deleted = desk.delete_entry(&domain, opened.entry.kind, &name, Some(version));
    match deleted.await {
        Ok(()) => {
            let list = paths::directory(opened.domain.name.as_str());
            let deleted = Flash::Deleted(opened.entry.display_name);
            Ok(see_other(&list, Some(&deleted)))
        }
        Err(error) => {
            let form = form.refused(error)?;
            page(caller, &desk, opened, form).await
        }
    }
}

async fn page(
    caller: Caller,
    desk: &Desk,
    opened: Opened,
    form: Posted,
) -> Result<Response, Failure> {
    let lang = caller.lang;
    let (domain, entry) = (opened.domain.name.as_str(), opened.entry.reference());
    let groups = desk.list_groups_of(domain, &entry).await?;
    let title = lang.fill(
        DirectoryWord::DeleteTitle,
        &[opened.entry.display_name.as_str()],
    );
    Ok(Page::new(caller, title)
        .section(Section::Directories)
        .crumb(
            lang.say(FrameWord::DirectoryBrowser),
            paths::directory(domain),
        )
        .crumb(opened.title(lang), opened.href(EntryTab::General))
        .glyph(Glyph::Trash)
        .posted(&form)
        .show(move || view! { <Confirmation lang opened groups form /> })
        .await)
}

#[component]
fn Confirmation(lang: Lang, opened: Opened, groups: Vec<EntryRef>, form: Posted) -> impl IntoView {
    let errors = form
        .other_errors(lang, &[])
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let general = opened.href(EntryTab::General);
    let conflict = form.conflict.map(|version| {
        view! { <ConflictNotice version href=general.clone() differences=Vec::new() /> }
    });
    let action = paths::entry_delete(opened.domain.name.as_str(), &opened.entry.reference());
    let version = form.version_or(opened.entry.version);
    let suspend = general.clone();
    view! {
        <form method="post" action=action class="flex max-w-2xl flex-col gap-4">
            <input type="hidden" name="version" value=version />
            {conflict}
            {errors}
            <Losses lang opened groups />
            <Notice tone=Tone::Info>
                {lang.say(EntryWord::DeleteInstead)} " "
                <a href=suspend>{lang.say(DirectoryWord::SuspendInstead)}</a>
            </Notice>
            <div class="flex flex-wrap gap-2">
                <button type="submit" class=DANGER_BUTTON_CLASS>
                    {lang.say(FrameWord::Delete)}
                </button>
                <a href=general class=SECONDARY_BUTTON_CLASS data-leave>
                    {lang.say(FrameWord::Cancel)}
                </a>
            </div>
        </form>
    }
}

/// Things named one by one; of more only the number is told.
const NAMED: usize = 12;

/// What is deleted with the entry, and what becomes of its mail.
#[component]
fn Losses(lang: Lang, opened: Opened, groups: Vec<EntryRef>) -> impl IntoView {
    let entry = &opened.entry;
    let mut losses = vec![lang.fill(EntryWord::TakesEntry, &[entry.display_name.as_str()])];
    let addresses = expanded(&opened.domain, entry.content.addresses());
    let has_addresses = !addresses.is_empty();
    if has_addresses {
        losses.push(lang.fill(DirectoryWord::DeleteAddresses, &[named(addresses)]));
    }
    if let Content::Group(_, members) = &entry.content
        && !members.is_empty()
    {
        let number = i64::try_from(members.len()).unwrap_or(i64::MAX);
        losses.push(lang.count(
            EntryWord::TakesMembersOne,
            EntryWord::TakesMembersMany,
            number,
        ));
    }
    if !groups.is_empty() {
        let groups = groups.into_iter().map(|group| group.name).collect();
        losses.push(lang.fill(EntryWord::TakesGroups, &[named(groups)]));
    }
    let becomes = has_addresses.then(|| {
        let sentence = if is_slave(&opened.domain) {
            lang.fill(DirectoryWord::DeleteForwarded, &[relay(&opened.domain)])
        } else {
            lang.say(DirectoryWord::DeleteRefused).to_owned()
        };
        view! { <p>{sentence}</p> }
    });
    let losses = losses
        .into_iter()
        .map(|loss| view! { <li>{loss}</li> })
        .collect_view();
    view! {
        <p class="font-medium">{lang.say(DirectoryWord::DeleteTakes)}</p>
        <ul class="ml-6 flex list-disc flex-col gap-1">{losses}</ul>
        {becomes}
        <p>{lang.say(EntryWord::DeleteUndone)}</p>
    }
}

fn named(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if more > 0 {
        names.push(format!("+ {more}"));
    }
    names.join(", ")
}
