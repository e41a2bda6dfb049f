//! The page of one task. It follows the task: with a script by itself, without one by asking again.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::name;
use model::task::{TaskOutcome, TaskState};
use model::{Code, Problem};
use store::StoreError;
use store::tasks::Task;

use super::names;
use super::status::{Bar, Exceptions, StateMark};
use crate::caller::Caller;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{Glyph, Moment, Notice, SECONDARY_BUTTON_CLASS, Tone};
use crate::words::{self, FrameWord, HistoryWord, Lang, TaskWord};

/// Seconds between two looks of a browser without a script.
const LOOK_AGAIN: u32 = 2;

/// GET: how far it is, or what came of it.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    let task = caller.desk()?.find_task(number(&id)?).await?;
    Ok(page(caller, task, None).await)
}

/// POST: asks it to stop.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::Denied`].
pub async fn cancel(
    caller: Caller,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let id = number(&id)?;
    match desk.cancel_task(id).await {
        Ok(_) => Ok(see_other(&paths::task(id), None)),
        Err(StoreError::Conflict(problem)) if problem.code == Code::TaskEnded => {
            let task = desk.find_task(id).await?;
            Ok(page(caller, task, Some(TaskWord::TooLate)).await)
        }
        Err(error) => Err(error.into()),
    }
}

fn number(id: &str) -> Result<i64, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}

async fn page(caller: Caller, task: Task, remark: Option<TaskWord>) -> Response {
    let lang = caller.lang;
    let domain = task.domain.clone().unwrap_or_default();
    let page = Page::new(caller, lang.say(names::kind_word(task.kind)))
        .section(Section::Directories)
        .crumb(lang.say(TaskWord::Tasks), paths::tasks(&domain))
        .glyph(Glyph::Clock);
    let page = if task.state.is_running() {
        page.look_again(LOOK_AGAIN)
    } else {
        page
    };
    page.show(move || {
        let remark = remark.map(|word| {
            view! { <Notice tone=Tone::Warning>{lang.say(word)}</Notice> }
        });
        view! {
            {remark}
            <TaskView lang task />
        }
    })
    .await
}

#[component]
fn TaskView(lang: Lang, task: Task) -> impl IntoView {
    let follow = task.state.is_running().then_some("");
    let said = if task.state.is_running() {
        names::how_far_said(lang, task.how_far)
    } else {
        lang.say(names::state_word(task.state)).to_owned()
    };
    let body = if task.state.is_running() {
        view! { <UnderWay lang task=task.clone() /> }.into_any()
    } else {
        view! { <Ended lang task=task.clone() /> }.into_any()
    };
    view! {
        <div id="task" data-follow=follow class="flex w-full max-w-3xl flex-col gap-4">
            <p class="sr-only" data-count="">{said}</p>
            <Facts lang task />
            {body}
        </div>
    }
}

/// What, where, who and when.
#[component]
fn Facts(lang: Lang, task: Task) -> impl IntoView {
    let domain = task
        .domain
        .as_deref()
        .or_else(|| task.object.strip_prefix("domain:"));
    let domain = name::shown(domain.unwrap_or_default());
    let until = task.finished_at.map(|at| {
        view! {
            <Fact name=lang.say(TaskWord::Until)>
                <Moment at />
            </Fact>
        }
    });
    view! {
        <dl class="grid grid-cols-1 gap-x-6 gap-y-1 rounded border border-line bg-panel p-4 sm:grid-cols-2">
            <Fact name=lang.say(TaskWord::Status)>
                <StateMark lang state=task.state is_stopping=task.is_cancel_asked />
            </Fact>
            <Fact name=lang.say(TaskWord::Domain)>{domain}</Fact>
            <Fact name=lang.say(TaskWord::Who)>{task.actor}</Fact>
            <Fact name=lang.say(TaskWord::When)>
                <Moment at=task.started_at />
            </Fact>
            {until}
        </dl>
    }
}

#[component]
fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="flex gap-2">
            <dt class="w-32 shrink-0 text-muted">{name}</dt>
            <dd class="min-w-0">{children()}</dd>
        </div>
    }
}

#[component]
fn UnderWay(lang: Lang, task: Task) -> impl IntoView {
    let address = paths::task(task.id);
    let stop = (task.may_cancel && !task.is_cancel_asked).then(|| {
        view! {
            <form method="post" action=address class="flex flex-col gap-2">
                <p class="text-muted">{lang.say(TaskWord::CancelHelp)}</p>
                <div>
                    <button type="submit" class=SECONDARY_BUTTON_CLASS>
                        {lang.say(TaskWord::Cancel)}
                    </button>
                </div>
            </form>
        }
    });
    view! {
        <Bar lang how_far=task.how_far />
        <p class="text-muted">{lang.say(TaskWord::LeaveHelp)}</p>
        {stop}
    }
}

#[component]
fn Ended(lang: Lang, task: Task) -> impl IntoView {
    let outcome = task.outcome.clone().unwrap_or_default();
    let domain = task.domain.clone();
    let told = match task.state {
        TaskState::Done => {
            let counts = counts(lang, &outcome);
            view! { <Notice tone=Tone::Success><ul class="flex flex-col gap-1">{counts}</ul></Notice> }.into_any()
        }
        TaskState::Failed => view! { <Failed lang problems=outcome.problems.clone() /> }.into_any(),
        TaskState::Interrupted => view! {
            <Notice tone=Tone::Warning>
                <p class="font-medium">{lang.say(TaskWord::NothingChanged)}</p>
                <p>{lang.say(TaskWord::InterruptedHelp)}</p>
            </Notice>
        }
        .into_any(),
        TaskState::Cancelled | TaskState::Running => {
            view! { <Notice>{lang.say(TaskWord::NothingChanged)}</Notice> }.into_any()
        }
    };
    view! {
        {told}
        <WaysOn lang task />
        {domain.map(|domain| view! { <Exceptions lang domain outcome /> })}
    }
}

fn counts(lang: Lang, outcome: &TaskOutcome) -> impl IntoView + use<> {
    outcome
        .counts
        .iter()
        .map(|(what, number)| view! { <li>{names::counted(lang, *what, *number)}</li> })
        .collect_view()
}

#[component]
fn Failed(lang: Lang, problems: Vec<Problem>) -> impl IntoView {
    let reasons: Vec<String> = if problems.is_empty() {
        vec![lang.say(TaskWord::FailedHelp).to_owned()]
    } else {
        problems
            .iter()
            .map(|one| words::problem(lang, one))
            .collect()
    };
    let lines = reasons
        .into_iter()
        .map(|reason| view! { <li>{reason}</li> })
        .collect_view();
    view! {
        <Notice tone=Tone::Danger>
            <p class="font-medium">{lang.say(TaskWord::NothingChanged)}</p>
            <ul class="list-disc pl-5">{lines}</ul>
        </Notice>
    }
}

/// What one may do next.
#[component]
fn WaysOn(lang: Lang, task: Task) -> impl IntoView {
    let here = paths::task(task.id);
    let undo = task.history.map(|row| {
        view! {
            <a href=paths::undo(row, &here) class=SECONDARY_BUTTON_CLASS>
                {lang.say(HistoryWord::Undo)}
            </a>
        }
    });
    let domain = task.domain.map(|domain| {
        view! {
            <a href=paths::directory(&domain) class=SECONDARY_BUTTON_CLASS>
                {lang.say(TaskWord::ToDirectory)}
            </a>
            <a href=paths::directory_history(&domain) class=SECONDARY_BUTTON_CLASS>
                {lang.say(FrameWord::History)}
            </a>
        }
    });
    view! { <div class="flex flex-wrap gap-2">{domain} {undo}</div> }
}
