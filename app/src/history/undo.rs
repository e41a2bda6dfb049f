//! Undoing a change: what it will change now, and the question.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::{Code, Problem};
use store::StoreError;
use store::history::{HistoryRow, Undoing, Undone};

use super::names;
use super::rows::Author;
use super::values::Differences;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::directory::{Counts, Exceptions};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{
    Glyph, Icon, Moment, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Section as Part,
    Tone,
};
use crate::words::{FrameWord, HistoryWord, Lang, problem};

/// GET: the question, or why there is none.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Denied`] for whoever may not change what was changed.
pub async fn show(caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    page(caller, &id, Posted::default()).await
}

/// POST: undoes it.
///
/// # Errors
/// What no page can explain.
pub async fn submit(
    caller: Caller,
    Path(id): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let number = number(&id)?;
    match desk.start_undo(number).await {
        Ok(Some(task)) => return Ok(see_other(&paths::task(task), None)),
        Ok(None) => {}
        Err(error) => return page(caller, &id, form.refused(error)?).await,
    }
    match desk.undo(number).await {
        Ok(_) => Ok(see_other(&back(&form.draft("back")), Some(&Flash::Undone))),
        Err(error) => page(caller, &id, form.refused(error)?).await,
    }
}

fn number(id: &str) -> Result<i64, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}

/// Where the question was asked from.
fn back(typed: &str) -> String {
    paths::local(typed)
        .unwrap_or(paths::DIRECTORY_HISTORY)
        .to_owned()
}

async fn page(caller: Caller, id: &str, form: Posted) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let id = number(id)?;
    let row = desk.find_history(id).await?;
    let asked = caller.query("back").unwrap_or_default();
    let back = back(&form.text_or("back", asked));
    let outcome = match desk.preview_undo(id).await {
        Ok(undone) => Ok(undone),
        Err(StoreError::Conflict(problem)) => Err(vec![problem]),
        Err(StoreError::Invalid(problems)) => Err(problems.0),
        Err(error) => return Err(error.into()),
    };
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(HistoryWord::UndoTitle))
        .section(Section::Directories)
        .crumb(lang.say(FrameWord::History), back.clone())
        .glyph(Glyph::Clock)
        .status(form.status())
        .show(move || view! { <Question lang row outcome back /> })
        .await)
}

#[component]
fn Question(
    lang: Lang,
    row: HistoryRow,
    outcome: Result<Undone, Vec<Problem>>,
    back: String,
) -> impl IntoView {
    let id = row.id;
    let (answer, confirm) = match outcome {
        Ok(undone) => {
            let is_something = undone.many.as_ref().is_none_or(|many| many.changed > 0);
            let button = is_something.then(|| {
                view! {
                    <button type="submit" class=PRIMARY_BUTTON_CLASS>
                        <Icon glyph=Glyph::Check />
                        {lang.say(HistoryWord::Confirm)}
                    </button>
                }
            });
            (view! { <Consequences lang undone /> }.into_any(), button)
        }
        Err(problems) => (view! { <Reasons lang problems /> }.into_any(), None),
    };
    view! {
        <form
            method="post"
            action=paths::undo(id, "")
            class="flex w-full max-w-3xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            <input type="hidden" name="back" value=back.clone() />
            <Part title=lang.say(HistoryWord::ThisWasDone) id="done">
                <Told lang row />
            </Part>
            {answer}
            <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
                {confirm}
                <a href=back class=SECONDARY_BUTTON_CLASS data-leave data-key="cancel">
                    {lang.say(HistoryWord::Keep)}
                </a>
            </div>
        </form>
    }
}

/// The change itself.
#[component]
fn Told(lang: Lang, row: HistoryRow) -> impl IntoView {
    let what = names::object_phrase(lang, &row.object);
    let action = names::action(lang, &row.action);
    let differences = row.differences();
    view! {
        <p>
            <span class="font-medium">{lang.fill(HistoryWord::Field, &[what])}</span> " " {action}
        </p>
        <p class="text-muted">
            <Moment at=row.at /> ", " <Author lang actor=row.actor origin=row.origin />
        </p>
        <Differences lang differences is_open=false />
    }
}

/// What undoing it changes now.
#[component]
fn Consequences(lang: Lang, undone: Undone) -> impl IntoView {
    let what = names::object_phrase(lang, &undone.object);
    let domain = undone
        .object
        .strip_prefix("domain:")
        .unwrap_or_default()
        .to_owned();
    let comes_back = undone.undoing == Undoing::ManyDeletion;
    let many = undone.many.clone().map(|outcome| {
        view! {
            <Counts lang outcome=outcome.clone() comes_back />
            <Exceptions lang domain outcome />
        }
    });
    let word = match undone.undoing {
        Undoing::EntryChange
        | Undoing::HandlingChange
        | Undoing::FilterChange
        | Undoing::DomainChange
        | Undoing::AdministratorsChange
        | Undoing::ManyChange
        | Undoing::UnitChange => HistoryWord::ChangesBack,
        Undoing::EntryCreation | Undoing::DomainCreation | Undoing::UnitCreation => {
            HistoryWord::IsDeleted
        }
        Undoing::EntryDeletion | Undoing::UnitDeletion => HistoryWord::ComesBack,
        Undoing::DomainDeletion => HistoryWord::DomainComesBack,
        Undoing::ManyDeletion => HistoryWord::EntriesComeBack,
        Undoing::Import => HistoryWord::ImportGoesBack,
    };
    let password = undone.needs_password().then(|| {
        view! { <Notice tone=Tone::Warning>{lang.say(HistoryWord::NeedsPassword)}</Notice> }
    });
    let left_out = (!undone.left_out.is_empty()).then(|| {
        let gone = undone.left_out.iter();
        let gone: Vec<_> = gone.map(|one| names::object_phrase(lang, one)).collect();
        let said = lang.fill(HistoryWord::LeftOut, &[gone.join(", ")]);
        view! { <Notice tone=Tone::Warning>{said}</Notice> }
    });
    view! {
        <Part title=lang.say(HistoryWord::ThisWillChange) id="changes">
            <p>{lang.fill(word, &[what])}</p>
            <Differences lang differences=undone.differences is_open=true />
        </Part>
        {many}
        {password}
        {left_out}
    }
}

/// Why it cannot be undone.
#[component]
fn Reasons(lang: Lang, problems: Vec<Problem>) -> impl IntoView {
    let lines = problems
        .iter()
        .map(|one| view! { <li>{reason(lang, one)}</li> })
        .collect_view();
    view! {
        <Notice tone=Tone::Danger>
            <p class="font-medium">{lang.say(HistoryWord::CannotUndo)}</p>
            <ul class="list-disc pl-5">{lines}</ul>
        </Notice>
    }
}

/// Why an entry or a change cannot go back, fields being called as on the screens.
pub(crate) fn reason(lang: Lang, broken: &Problem) -> String {
    match (broken.code, broken.args.first()) {
        (Code::UndoChangedSince, Some(fields)) => {
            let said = fields.split(", ").map(|field| names::field(lang, field));
            let said = said.collect::<Vec<_>>().join(", ");
            lang.fill(HistoryWord::ChangedSince, &[said])
        }
        _ => problem(lang, broken),
    }
}
