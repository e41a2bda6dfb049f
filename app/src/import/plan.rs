//! What a kept file would do, and doing it.

use axum::body::Body;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::{Code, Problem};
use store::import::{Kept, Plan, Refused};
use store::{Desk, StoreError};

use super::file;
use super::tables::Tables;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::directory::csv_answer;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{CheckboxField, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Tone};
use crate::words::{FrameWord, ImportWord, Lang};

/// Lines that are applied while the browser waits; more become a task.
const AT_ONCE: usize = 2000;

/// What the page is about.
struct Opened {
    desk: Desk,
    domain: String,
    kept: Kept,
}

impl Opened {
    /// `None` when the lines are no longer kept.
    async fn of(caller: &Caller, id: &str) -> Result<(String, Option<Self>), Failure> {
        let desk = caller.desk()?;
        let domain = caller.query("domain").unwrap_or_default();
        let domain = desk.find_domain(&domain).await?.name.to_string();
        let id = id.parse().map_err(|_| Failure::NotFound)?;
        match desk.kept_import(&domain, id).await {
            Ok(kept) => {
                let name = domain.clone();
                Ok((
                    domain,
                    Some(Self {
                        desk,
                        domain: name,
                        kept,
                    }),
                ))
            }
            Err(StoreError::NotFound) => Ok((domain, None)),
            Err(error) => Err(error.into()),
        }
    }

    async fn plan(&self) -> Result<Plan, StoreError> {
        self.desk
            .plan_import(&self.domain, &self.kept.records)
            .await
    }
}

/// GET: what would happen.
///
/// # Errors
/// [`Failure::NotFound`] without a domain that may be seen.
pub async fn show(caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    match Opened::of(&caller, &id).await? {
        (_, Some(opened)) => page(caller, opened, Posted::default()).await,
        (domain, None) => Ok(see_other(&paths::import_again(&domain), None)),
    }
}

/// POST: applies it.
///
/// # Errors
/// What the page cannot mend.
pub async fn submit(
    caller: Caller,
    Path(id): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let (domain, Some(opened)) = Opened::of(&caller, &id).await? else {
        let domain = caller.query("domain").unwrap_or_default();
        return Ok(see_other(&paths::import_again(&domain), None));
    };
    let refused = if form.checked("leave_out") {
        Refused::LeaveOut
    } else {
        Refused::Stop
    };
    let digest = form.draft("digest");
    if opened.kept.records.len() > AT_ONCE {
        return begin(caller, opened, form, &digest, refused).await;
    }
    let applied = opened
        .desk
        .apply_kept_import(&domain, opened.kept.id, &digest, refused)
        .await;
    match applied {
        Ok(plan) => {
            let number = plan.counts.new + plan.counts.changed;
            let flash = Flash::Imported(i64::try_from(number).unwrap_or(i64::MAX));
            Ok(see_other(&paths::directory(&domain), Some(&flash)))
        }
        // The lines themselves are named below.
        Err(StoreError::Invalid(_)) => page(caller, opened, form.refused(unticked())?).await,
        Err(error) => page(caller, opened, form.refused(error)?).await,
    }
}

/// Many lines are applied by a task, after what a form can mend has been asked.
async fn begin(
    caller: Caller,
    opened: Opened,
    form: Posted,
    digest: &str,
    refused: Refused,
) -> Result<Response, Failure> {
    let plan = opened.plan().await?;
    if plan.digest != digest {
        let changed = Problem::new("digest", Code::ImportChangedSince);
        return page(caller, opened, form.refused(StoreError::Conflict(changed))?).await;
    }
    if plan.counts.refused > 0 && refused == Refused::Stop {
        return page(caller, opened, form.refused(unticked())?).await;
    }
    let task = opened
        .desk
        .start_kept_import(&opened.domain, opened.kept.id, digest, refused)
        .await?;
    Ok(see_other(&paths::task(task), None))
}

/// Lines are refused, and nobody said to leave them out.
fn unticked() -> StoreError {
    StoreError::Invalid(Problem::new("leave_out", Code::ImportRefused).into())
}

/// GET: what would become of each line, as a file.
///
/// # Errors
/// [`Failure::NotFound`] when the lines are no longer kept.
pub async fn report(caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    let (domain, Some(opened)) = Opened::of(&caller, &id).await? else {
        return Err(Failure::NotFound);
    };
    let plan = opened.plan().await?;
    let text = file::report(caller.lang, &plan);
    Ok(csv_answer(
        Body::from(text),
        &format!("{domain}-report.csv"),
    ))
}

async fn page(caller: Caller, opened: Opened, form: Posted) -> Result<Response, Failure> {
    let lang = caller.lang;
    let plan = opened.plan().await?;
    let (domain, kept) = (opened.domain, opened.kept);
    Ok(Page::new(caller, lang.say(ImportWord::PlanTitle))
        .section(Section::Directories)
        .crumb(
            lang.say(FrameWord::DirectoryBrowser),
            paths::directory(&domain),
        )
        .crumb(lang.say(ImportWord::Title), paths::import(&domain))
        .domain(Some(domain.clone()))
        .posted(&form)
        .show(move || view! { <Foretold lang domain kept plan form /> })
        .await)
}

#[component]
fn Foretold(lang: Lang, domain: String, kept: Kept, plan: Plan, form: Posted) -> impl IntoView {
    let refused = plan.counts.refused.to_string();
    let errors: Vec<String> = form
        .problems
        .0
        .iter()
        .filter(|problem| problem.field != "leave_out")
        .map(|problem| crate::words::problem(lang, problem))
        .collect();
    let errors = errors
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let missing_tick = form.has("leave_out", Code::ImportRefused).then(|| {
        let problem = Problem::new("leave_out", Code::ImportRefused).with(&refused);
        crate::words::problem(lang, &problem)
    });
    let counts = [
        (ImportWord::New, plan.counts.new),
        (ImportWord::Changed, plan.counts.changed),
        (ImportWord::Unchanged, plan.counts.unchanged),
        (ImportWord::Refused, plan.counts.refused),
    ]
    .map(|(word, number)| view! { <li>{lang.fill(word, &[number.to_string()])}</li> })
    .collect_view();
    view! {
        {errors}
        <div class="flex flex-col gap-2" role="status">
            {(!kept.file_name.is_empty())
                .then(|| view! { <p class="break-words font-medium">{kept.file_name.clone()}</p> })}
            <ul class="ml-6 flex list-disc flex-col gap-1 font-medium">{counts}</ul>
            <p class="text-muted">{lang.say(ImportWord::NothingYet)}</p>
        </div>
        <Apply lang domain=domain.clone() id=kept.id plan=plan.clone() missing_tick />
        <Tables lang domain plan />
    }
}

/// The button that makes it happen.
#[component]
fn Apply(
    lang: Lang,
    domain: String,
    id: i64,
    plan: Plan,
    missing_tick: Option<String>,
) -> impl IntoView {
    let number = i64::try_from(plan.counts.new + plan.counts.changed).unwrap_or(i64::MAX);
    let report = paths::import_report(&domain, id);
    let others = view! {
        <a href=report class=SECONDARY_BUTTON_CLASS>
            {lang.say(ImportWord::Report)}
        </a>
        <a href=paths::import(&domain) class=SECONDARY_BUTTON_CLASS data-key="cancel">
            {lang.say(ImportWord::AnotherFile)}
        </a>
    };
    if !plan.changes_anything() {
        return view! {
            <p>{lang.say(ImportWord::Nothing)}</p>
            <div class="flex flex-wrap items-center gap-2">{others}</div>
        }
        .into_any();
    }
    let leave_out = (plan.counts.refused > 0).then(|| {
        view! {
            <CheckboxField
                name="leave_out"
                label=lang.say(ImportWord::LeaveOut)
                error=missing_tick
            />
        }
    });
    view! {
        <form
            method="post"
            action=paths::import_plan(&domain, id)
            class="flex flex-col gap-3"
        >
            <input type="hidden" name="digest" value=plan.digest />
            {leave_out}
            <div class="flex flex-wrap items-center gap-2">
                <button type="submit" class=PRIMARY_BUTTON_CLASS>
                    {lang.count(ImportWord::ApplyOne, ImportWord::ApplyMany, number)}
                </button>
                {others}
            </div>
        </form>
    }
    .into_any()
}
