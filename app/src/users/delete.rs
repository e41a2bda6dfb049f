//! Deleting a user, after saying what goes with it.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;

use super::opened::{Opened, UserTab};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{DANGER_BUTTON_CLASS, Glyph, Notice, SECONDARY_BUTTON_CLASS, Tone};
use crate::words::{DirectoryWord, FrameWord, Lang};

/// GET: what would be deleted.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, login)): Path<(String, String)>,
) -> Result<Response, Failure> {
    page(caller, &domain, &login, Posted::default()).await
}

/// POST: deletes it and leads to the list.
///
/// # Errors
/// What the page cannot mend.
pub async fn delete(
    caller: Caller,
    Path((domain, login)): Path<(String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find(&desk, &domain, &login).await?;
    match desk.delete_user(&domain, &login, form.version()).await {
        Ok(()) => {
            let list = paths::directory(opened.domain.name.as_str());
            Ok(see_other(
                &list,
                Some(&Flash::Deleted(opened.user.display_name)),
            ))
        }
        Err(error) => page(caller, &domain, &login, form.refused(error)?).await,
    }
}

async fn page(
    caller: Caller,
    domain: &str,
    login: &str,
    form: Posted,
) -> Result<Response, Failure> {
    let opened = Opened::find(&caller.desk()?, domain, login).await?;
    let lang = caller.lang;
    let user_title = lang.fill(DirectoryWord::UserTitle, &[opened.user.login.as_str()]);
    let title = lang.fill(
        DirectoryWord::DeleteTitle,
        &[opened.user.display_name.as_str()],
    );
    Ok(Page::new(caller, title)
        .section(Section::Directories)
        .crumb(
            lang.say(FrameWord::DirectoryBrowser),
            paths::directory(opened.domain.name.as_str()),
        )
        .crumb(user_title, opened.href(UserTab::General))
        .glyph(Glyph::Trash)
        .posted(&form)
        .show(move || view! { <Confirmation lang opened form /> })
        .await)
}

#[component]
fn Confirmation(lang: Lang, opened: Opened, form: Posted) -> impl IntoView {
    let errors = form
        .other_errors(lang, &[])
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let general = opened.href(UserTab::General);
    // What stands below is as it is now; whoever still wants it gone presses the same button again.
    let changed = form.conflict.map(|_| {
        view! { <Notice tone=Tone::Danger>{lang.say(FrameWord::Conflict)}</Notice> }
    });
    let (domain, login) = (opened.domain.name.as_str(), opened.user.login.as_str());
    let suspend = general.clone();
    view! {
        <form
            method="post"
            action=paths::user_delete(domain, login)
            class="flex max-w-2xl flex-col gap-4"
        >
            <input type="hidden" name="version" value=opened.user.version />
            {changed}
            {errors}
            <Losses lang opened=opened.clone() />
            <Notice tone=Tone::Info>
                {lang.say(DirectoryWord::DeleteInstead)} " "
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

/// Addresses named one by one; of more only the number is told.
const NAMED: usize = 12;

/// What is deleted with the user, and what becomes of its mail.
#[component]
fn Losses(lang: Lang, opened: Opened) -> impl IntoView {
    let account = format!("{}@{}", opened.user.login, opened.domain.name.shown());
    let mut addresses = opened.addresses();
    let more = addresses.len().saturating_sub(NAMED);
    addresses.truncate(NAMED);
    if more > 0 {
        addresses.push(format!("+ {more}"));
    }
    let is_administrator = opened.user.is_administrator;
    let becomes = if opened.is_slave() {
        lang.fill(DirectoryWord::DeleteForwarded, &[opened.relay()])
    } else {
        lang.say(DirectoryWord::DeleteRefused).to_owned()
    };
    let has_addresses = !addresses.is_empty();
    view! {
        <p class="font-medium">{lang.say(DirectoryWord::DeleteTakes)}</p>
        <ul class="ml-6 flex list-disc flex-col gap-1">
            <li>{lang.fill(DirectoryWord::DeleteAccount, &[account])}</li>
            {has_addresses
                .then(|| {
                    let addresses = addresses.join(", ");
                    view! { <li>{lang.fill(DirectoryWord::DeleteAddresses, &[addresses])}</li> }
                })}
            {is_administrator
                .then(|| {
                    let domain = opened.domain.name.shown();
                    view! { <li>{lang.fill(DirectoryWord::DeleteRights, &[domain])}</li> }
                })}
        </ul>
        {has_addresses.then(|| view! { <p>{becomes}</p> })}
        <p>{lang.say(DirectoryWord::DeleteUndone)}</p>
    }
}
