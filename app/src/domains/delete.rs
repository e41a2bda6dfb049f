//! Deleting a domain: what goes with it, and its name typed as the confirmation.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::{Code, DomainName, Kind};
use store::domains::Contents;

use super::opened::Opened;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::paths;
use crate::ui::{
    DANGER_BUTTON_CLASS, Glyph, Icon, Notice, SECONDARY_BUTTON_CLASS, TextField, Tone,
};
use crate::words::{DeletionWord, FrameWord, Lang};

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
        .begin_domain_deletion(&name, form.version())
        .await
    {
        Ok(Some(task)) => Ok(see_other(&paths::task(task), None)),
        Ok(None) => Ok(see_other(
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
    let desk = caller.desk()?;
    let contents = desk.domain_contents(name).await?;
    let days = desk.days_deleted_domains_are_kept();
    let lang = caller.lang;
    let shown = opened.domain.name.shown();
    Ok(opened
        .page_titled(caller, lang.fill(DeletionWord::Title, &[&shown]))
        .crumb(shown, paths::domain(opened.name()))
        .posted(&form)
        .show(move || view! { <Question lang opened contents days form /> })
        .await)
}

#[component]
fn Question(
    lang: Lang,
    opened: Opened,
    contents: Contents,
    days: u32,
    form: Posted,
) -> impl IntoView {
    let href = paths::domain(opened.name());
    // What stands below is as it is now; whoever still wants it gone presses the same button again.
    let changed = form.conflict.map(|_| {
        view! { <Notice tone=Tone::Danger>{lang.say(FrameWord::Conflict)}</Notice> }
    });
    let error = form
        .error(lang, CONFIRMATION)
        .map(|_| lang.say(DeletionWord::Mismatch).to_owned());
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
            <Takes lang opened=opened.clone() contents days />
            <TextField
                name=CONFIRMATION
                label=lang.say(DeletionWord::Type)
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
fn Takes(lang: Lang, opened: Opened, contents: Contents, days: u32) -> impl IntoView {
    let names: Vec<String> = opened
        .domain
        .names()
        .iter()
        .map(DomainName::shown)
        .collect();
    let lines = counted(lang, &contents)
        .into_iter()
        .map(|line| view! { <li class="font-semibold">{line}</li> })
        .collect_view();
    let kept = if days == 0 {
        view! { <p class="font-semibold">{lang.say(DeletionWord::NotKept)}</p> }.into_any()
    } else {
        let days = i64::from(days);
        let said = lang.count(DeletionWord::KeptOne, DeletionWord::KeptMany, days);
        view! { <p>{said}</p> }.into_any()
    };
    view! {
        <Notice tone=Tone::Warning>
            <p>{lang.say(DeletionWord::Takes)}</p>
            <ul class="my-2 list-disc pl-5">
                <li>{lang.fill(DeletionWord::Names, &[names.join(", ")])}</li>
                {lines}
            </ul>
            <p>{lang.say(DeletionWord::Mail)}</p>
            {kept}
        </Notice>
    }
}

/// Everything there is some of, with its number.
fn counted(lang: Lang, contents: &Contents) -> Vec<String> {
    use DeletionWord as Word;
    let mut lines = Vec::new();
    if contents.entries.is_empty() {
        lines.push(lang.say(Word::NoEntries).to_owned());
    }
    for (kind, number) in &contents.entries {
        let (one, many) = match kind {
            Kind::User => (Word::UserOne, Word::UserMany),
            Kind::Group => (Word::GroupOne, Word::GroupMany),
            Kind::SharedMailbox => (Word::SharedOne, Word::SharedMany),
            Kind::ExternalUser => (Word::ExternalOne, Word::ExternalMany),
            Kind::Resource => (Word::ResourceOne, Word::ResourceMany),
        };
        lines.push(lang.count(one, many, *number));
    }
    let others = [
        (contents.addresses, Word::AddressOne, Word::AddressMany),
        (
            contents.administrators,
            Word::AdministratorOne,
            Word::AdministratorMany,
        ),
        (contents.keys, Word::KeyOne, Word::KeyMany),
    ];
    let some = others.into_iter().filter(|(number, ..)| *number > 0);
    lines.extend(some.map(|(number, one, many)| lang.count(one, many, number)));
    lines
}
