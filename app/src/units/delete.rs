//! Deleting a unit that is empty; otherwise what is left in it, with the way there.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::access::Action;
use store::domains::Domain;
use store::units::{Unit, UnitContent};

use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{DANGER_BUTTON_CLASS, Glyph, Icon, Notice, SECONDARY_BUTTON_CLASS, Tone};
use crate::words::{FrameWord, Lang, UnitWord};

/// GET: the question, or why not.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Denied`] for whoever may not change units.
pub async fn show(caller: Caller, Path(domain): Path<String>) -> Result<Response, Failure> {
    page(caller, &domain, Posted::default()).await
}

/// POST: deletes it.
///
/// # Errors
/// What no form can mend.
pub async fn submit(
    caller: Caller,
    Path(domain): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let path = caller.query("unit").ok_or(Failure::NotFound)?;
    // A form that does not say which state it was made from comes from elsewhere: it is asked again.
    let Some(version) = form.version() else {
        return page(caller, &domain, form).await;
    };
    match caller
        .desk()?
        .delete_unit(&domain, &path, Some(version))
        .await
    {
        Ok(()) => Ok(see_other(
            &paths::units(&domain, ""),
            Some(&Flash::Deleted(path)),
        )),
        Err(error) => page(caller, &domain, form.refused(error)?).await,
    }
}

async fn page(caller: Caller, domain: &str, form: Posted) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let domain = desk.find_domain(domain).await?;
    if !caller.may(Action::ChangeUnits(domain.id)) {
        return Err(Failure::Denied);
    }
    let path = caller.query("unit").ok_or(Failure::NotFound)?;
    let (unit, content) = desk.find_unit(domain.name.as_str(), &path).await?;
    let lang = caller.lang;
    let path = unit.path.to_string();
    Ok(
        Page::new(caller, lang.fill(UnitWord::DeleteTitle, &[path.as_str()]))
            .section(Section::Directories)
            .crumb(
                lang.say(FrameWord::OrganizationalUnits),
                paths::units(domain.name.as_str(), ""),
            )
            .posted(&form)
            .show(move || view! { <Question lang domain unit content form /> })
            .await,
    )
}

#[component]
fn Question(
    lang: Lang,
    domain: Domain,
    unit: Unit,
    content: UnitContent,
    form: Posted,
) -> impl IntoView {
    let name = domain.name.to_string();
    let path = unit.path.to_string();
    let is_empty = (content.entries, content.units, content.administrators) == (0, 0, 0);
    // What stands below is as it is now; whoever still wants it gone presses the same button again.
    let changed = form.conflict.map(|_| {
        view! { <Notice tone=Tone::Danger>{lang.say(FrameWord::Conflict)}</Notice> }
    });
    let reason = if is_empty {
        view! { <p>{lang.say(UnitWord::DeleteHelp)}</p> }.into_any()
    } else {
        view! { <Left lang domain=name.clone() path=path.clone() content /> }.into_any()
    };
    let button = is_empty.then(|| {
        view! {
            <button type="submit" class=DANGER_BUTTON_CLASS>
                <Icon glyph=Glyph::Trash />
                {lang.say(FrameWord::Delete)}
            </button>
        }
    });
    view! {
        <form
            method="post"
            action=paths::unit_delete(&name, &path)
            class="flex w-full max-w-xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            <input type="hidden" name="version" value=unit.version />
            {changed} {reason}
            <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
                {button}
                <a href=paths::units(&name, &path) class=SECONDARY_BUTTON_CLASS data-leave data-key="cancel">
                    {lang.say(FrameWord::Cancel)}
                </a>
            </div>
        </form>
    }
}

/// What is left in a unit, each with the way there.
#[component]
fn Left(lang: Lang, domain: String, path: String, content: UnitContent) -> impl IntoView {
    let unit = paths::units(&domain, &path);
    let left = [
        (
            content.entries,
            UnitWord::LeftEntriesOne,
            UnitWord::LeftEntriesMany,
            paths::directory_of_unit(&domain, &path),
        ),
        (
            content.units,
            UnitWord::LeftUnitsOne,
            UnitWord::LeftUnitsMany,
            unit.clone(),
        ),
        (
            content.administrators,
            UnitWord::LeftAdministratorsOne,
            UnitWord::LeftAdministratorsMany,
            format!("{unit}#administrators"),
        ),
    ];
    let lines = left
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many, href)| {
            view! { <li><a href=href>{lang.count(one, many, number)}</a></li> }
        })
        .collect_view();
    view! {
        <Notice tone=Tone::Warning>
            <p>{lang.say(UnitWord::NotEmpty)}</p>
            <ul class="my-2 list-disc pl-5">{lines}</ul>
        </Notice>
    }
}
