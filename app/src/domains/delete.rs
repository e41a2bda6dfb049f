//! Deleting a domain: what goes with it, and its name typed as the confirmation.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::{Code, DomainName};

use super::opened::Opened;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::paths;
use crate::ui::{
    DANGER_BUTTON_CLASS, Glyph, Icon, Notice, SECONDARY_BUTTON_CLASS, TextField, Tone,
};
use crate::words::{FrameWord, Lang, SystemWord};

const CONFIRMATION: &str = "confirmation";

/// GET: the question.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Denied`] for whoever may not delete it.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    page(caller, &name, Posted::default()).await
}

/// POST: deletes the domain with its entries when its name was typed.
///
/// # Errors
/// What no form can mend.
pub async fn submit(
    caller: Caller,
    Path(name): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, &name).await?;
    let domain = &opened.domain.name;
    let is_named = DomainName::parse(&form.draft(CONFIRMATION)).is_ok_and(|typed| typed == *domain);
    if !is_named {
        return page(
            caller,
            &name,
            form.with_problem(CONFIRMATION, Code::NameNotOwn),
        )
        .await;
    }
    match caller
        .desk()?
        .delete_domain(&name, form.version(), true)
        .await
    {
        Ok(()) => Ok(see_other(
            paths::DOMAINS,
            Some(&Flash::Deleted(domain.shown())),
        )),
        Err(error) => page(caller, &name, form.refused(error)?).await,
    }
}

async fn page(caller: Caller, name: &str, form: Posted) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, name).await?;
    if !opened.may_delete {
        return Err(Failure::Denied);
    }
    let entries = caller.desk()?.count_entries(name).await?;
    let lang = caller.lang;
    let shown = opened.domain.name.shown();
    Ok(opened
        .page_titled(caller, lang.fill(SystemWord::DeleteTitle, &[&shown]))
        .crumb(shown, paths::domain(opened.name()))
        .posted(&form)
        .show(move || view! { <Question lang opened entries form /> })
        .await)
}

#[component]
fn Question(lang: Lang, opened: Opened, entries: i64, form: Posted) -> impl IntoView {
    let href = paths::domain(opened.name());
    // What stands below is as it is now; whoever still wants it gone presses the same button again.
    let changed = form.conflict.map(|_| {
        view! { <Notice tone=Tone::Danger>{lang.say(FrameWord::Conflict)}</Notice> }
    });
    let error = form
        .error(lang, CONFIRMATION)
        .map(|_| lang.say(SystemWord::DeleteMismatch).to_owned());
    let others = form
        .other_errors(lang, &[CONFIRMATION])
        .into_iter()
        .map(|error| view! { <Notice tone=Tone::Danger>{error}</Notice> })
        .collect_view();
    view! {
        <form
            method="post"
            action=paths::domain_delete(opened.name())
            class="flex w-full max-w-xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            <input type="hidden" name="version" value=opened.domain.version />
            {changed} {others}
            <Takes lang opened=opened.clone() entries />
            <TextField
                name=CONFIRMATION
                label=lang.say(SystemWord::DeleteType)
                value=form.draft(CONFIRMATION)
                help=opened.domain.name.shown()
                error=error
            />
            <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
                <button type="submit" class=DANGER_BUTTON_CLASS>
                    <Icon glyph=Glyph::Trash />
                    {lang.say(FrameWord::Delete)}
                </button>
                <a href=href class=SECONDARY_BUTTON_CLASS data-leave data-key="cancel">
                    {lang.say(FrameWord::Cancel)}
                </a>
            </div>
        </form>
    }
}

/// What the deletion takes along.
#[component]
fn Takes(lang: Lang, opened: Opened, entries: i64) -> impl IntoView {
    let names: Vec<String> = opened
        .domain
        .names()
        .iter()
        .map(DomainName::shown)
        .collect();
    let counted = if entries == 0 {
        lang.say(SystemWord::DeleteNoEntries).to_owned()
    } else {
        lang.count(
            SystemWord::DeleteEntriesOne,
            SystemWord::DeleteEntriesMany,
            entries,
        )
    };
    view! {
        <Notice tone=Tone::Warning>
            <p>{lang.say(SystemWord::DeleteTakes)}</p>
            <ul class="my-2 list-disc pl-5">
                <li>{lang.fill(SystemWord::DeleteNames, &[names.join(", ")])}</li>
                <li class="font-semibold">{counted}</li>
            </ul>
            <p>{lang.say(SystemWord::DeleteMail)}</p>
        </Notice>
    }
}
