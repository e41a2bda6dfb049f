//! One import: how far it is, then what it did or would do.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::task::TaskState;
use store::ldap::LdapReport;

use super::imports::{what, who};
use super::outcome::{Rows, counts};
use crate::caller::Caller;
use crate::domains::{DomainTab, DomainTabs, Opened};
use crate::error_page::Failure;
use crate::paths;
use crate::tasks::{Bar, StateMark};
use crate::ui::{
    Glyph, Icon, Moment, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Section, Tone,
};
use crate::words::{self, Lang, LdapWord, TaskWord};

/// Seconds between two looks of a browser without a script.
const LOOK_AGAIN: u32 = 2;

/// GET: the report.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(
    caller: Caller,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id: i64 = id.parse().map_err(|_| Failure::NotFound)?;
    let opened = Opened::find(&caller, &name).await?;
    let report = caller.desk()?.find_ldap_report(opened.name(), id).await?;
    let lang = caller.lang;
    let page = opened
        .page_titled(caller, what(lang, &report).to_owned())
        .crumb(opened.domain.name.shown(), paths::domain(opened.name()))
        .crumb(lang.say(LdapWord::Tab), paths::ldap_imports(opened.name()));
    let page = if report.state.is_running() {
        page.look_again(LOOK_AGAIN)
    } else {
        page
    };
    Ok(page
        .show(move || {
            let name = opened.name().to_owned();
            view! {
                <DomainTabs lang name=name.clone() current=DomainTab::Ldap />
                <div>
                    <a href=paths::ldap_imports(&name) class=SECONDARY_BUTTON_CLASS>
                        <Icon glyph=Glyph::Clock />
                        {lang.say(LdapWord::ToImports)}
                    </a>
                </div>
                <ReportView lang name report may_import=opened.may_change />
            }
        })
        .await)
}

#[component]
fn ReportView(lang: Lang, name: String, report: LdapReport, may_import: bool) -> impl IntoView {
    let follow = report.state.is_running().then_some("");
    let body = match report.state {
        TaskState::Running => view! { <UnderWay lang report=report.clone() /> }.into_any(),
        TaskState::Done => view! { <Done lang name report=report.clone() may_import /> }.into_any(),
        _ => view! { <Failed lang report=report.clone() /> }.into_any(),
    };
    view! {
        <div id="report" data-follow=follow class="flex w-full flex-col gap-4">
            <Head lang report />
            {body}
        </div>
    }
}

/// When, by whom, how it stands.
#[component]
fn Head(lang: Lang, report: LdapReport) -> impl IntoView {
    let took_all = report.take_all.then(|| {
        view! { <p class="text-muted">{lang.say(LdapWord::TookAll)}</p> }
    });
    view! {
        <div class="flex flex-wrap items-center gap-x-4 gap-y-1">
            <StateMark lang state=report.state is_stopping=false />
            <Moment at=report.started_at />
            <span>{who(lang, &report)}</span>
        </div>
        {took_all}
    }
}

#[component]
fn UnderWay(lang: Lang, report: LdapReport) -> impl IntoView {
    let bar = report.how_far.map(|how_far| view! { <Bar lang how_far /> });
    let cancel = report.task.map(|task| {
        view! {
            <form method="post" action=paths::task(task)>
                <button type="submit" class=SECONDARY_BUTTON_CLASS>
                    {lang.say(TaskWord::Cancel)}
                </button>
            </form>
        }
    });
    view! {
        <div class="flex max-w-3xl flex-col gap-4">{bar} {cancel}</div>
    }
}

#[component]
fn Failed(lang: Lang, report: LdapReport) -> impl IntoView {
    let is_failure = report.state == TaskState::Failed;
    let mut reasons: Vec<String> = report
        .problems
        .iter()
        .map(|problem| words::problem(lang, problem))
        .collect();
    if is_failure && reasons.is_empty() {
        reasons.push(lang.say(LdapWord::InternalFailure).to_owned());
    }
    let reasons = reasons
        .into_iter()
        .map(|reason| view! { <p>{reason}</p> })
        .collect_view();
    let tone = if is_failure {
        Tone::Danger
    } else {
        Tone::Warning
    };
    view! {
        <Notice tone>
            <p class="font-medium">{lang.say(LdapWord::NothingChanged)}</p>
            {reasons}
        </Notice>
    }
}

#[component]
fn Done(lang: Lang, name: String, report: LdapReport, may_import: bool) -> impl IntoView {
    let outcome = report.outcome.clone().unwrap_or_default();
    let changes = outcome.new + outcome.changed > 0;
    let title = if report.dry_run {
        LdapWord::WouldChange
    } else {
        LdapWord::HasChanged
    };
    let lines = counts(lang, &outcome)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    let nothing = (!changes).then(|| {
        view! { <p class="text-muted">{lang.say(LdapWord::NothingToDo)}</p> }
    });
    let apply = (report.dry_run && may_import && changes).then(|| {
        let digest = outcome.digest.clone();
        view! { <Apply lang name=name.clone() digest take_all=report.take_all /> }
    });
    view! {
        <Section title=lang.say(title) id="outcome">
            <div role="status">
                <ul class="ml-6 flex list-disc flex-col gap-1 font-medium">{lines}</ul>
            </div>
            {nothing}
            {apply}
            <Rows lang domain=name outcome />
        </Section>
    }
}

/// Does what was shown, and nothing else.
#[component]
fn Apply(lang: Lang, name: String, digest: String, take_all: bool) -> impl IntoView {
    let tick = take_all.then(|| view! { <input type="hidden" name="take_all" value="true" /> });
    view! {
        <form
            method="post"
            action=paths::ldap_imports(&name)
            class="flex flex-wrap items-center gap-3"
        >
            <input type="hidden" name="digest" value=digest />
            {tick}
            <button type="submit" name="action" value="import" class=PRIMARY_BUTTON_CLASS>
                {lang.say(LdapWord::ApplyNow)}
            </button>
            <span class="text-sm text-muted">{lang.say(LdapWord::ApplyHelp)}</span>
        </form>
    }
}
