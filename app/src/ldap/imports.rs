//! Importing, and how it went before.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use store::Page as Rows;
use store::ldap::{Ask, LdapImport, LdapReport};

use super::outcome::counts;
use crate::caller::Caller;
use crate::domains::{DomainTab, DomainTabs, Opened};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::paths;
use crate::tasks::StateMark;
use crate::ui::{
    CheckboxField, Glyph, Icon, Moment, Notice, PRIMARY_BUTTON_CLASS, PageLinks,
    SECONDARY_BUTTON_CLASS, Section, Table, Tone,
};
use crate::words::{FrameWord, HistoryWord, Lang, LdapWord, TaskWord};

/// Reports on a page.
const ROWS: u32 = 20;

/// GET: what may be begun, and the reports.
///
/// # Errors
/// [`Failure::NotFound`], also for a domain of others.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    page(caller, &name, Posted::default()).await
}

/// POST: begins a preview or an import, and leads to its report.
///
/// # Errors
/// What no form can mend.
pub async fn begin(
    caller: Caller,
    Path(name): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let action = form.pressed().map(|pressed| pressed.action);
    let dry_run = match action.as_deref() {
        Some("preview") => true,
        Some("import") => false,
        // No button of ours.
        _ => return page(caller, &name, form).await,
    };
    let ask = Ask {
        dry_run,
        take_all: form.checked("take_all"),
        digest: form
            .text("digest")
            .filter(|digest| !digest.is_empty())
            .map(str::to_owned),
    };
    match caller.desk()?.start_ldap_import(&name, ask).await {
        Ok(report) => Ok(see_other(&paths::ldap_report(&name, report), None)),
        Err(error) => page(caller, &name, form.refused(error)?).await,
    }
}

async fn page(caller: Caller, name: &str, form: Posted) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, name).await?;
    let desk = caller.desk()?;
    let import = desk.find_ldap(opened.name()).await?;
    let after = caller.query("after");
    let reports = desk
        .list_ldap_reports(opened.name(), after.as_deref(), ROWS)
        .await;
    let reports = match reports {
        Err(store::StoreError::Invalid(_)) => {
            return Ok(see_other(&paths::ldap_imports(opened.name()), None));
        }
        reports => reports?,
    };
    let lang = caller.lang;
    Ok(opened
        .page(caller)
        .posted(&form)
        .show(move || {
            let name = opened.name().to_owned();
            let begin = match import {
                Some(import) if opened.may_change => {
                    view! { <Begin lang name=name.clone() form import /> }.into_any()
                }
                Some(_) => ().into_any(),
                None => view! { <Notice>{lang.say(LdapWord::NotSetUp)}</Notice> }.into_any(),
            };
            view! {
                <DomainTabs lang name=name.clone() current=DomainTab::Ldap />
                <ToSettings lang name=name.clone() />
                {begin}
                <Section title=lang.say(LdapWord::Reports) id="reports">
                    <Reports lang name reports />
                </Section>
            }
        })
        .await)
}

#[component]
fn ToSettings(lang: Lang, name: String) -> impl IntoView {
    view! {
        <div>
            <a href=paths::domain_ldap(&name) class=SECONDARY_BUTTON_CLASS>
                <Icon glyph=Glyph::Edit />
                {lang.say(LdapWord::ToSettings)}
            </a>
        </div>
    }
}

#[component]
fn Begin(lang: Lang, name: String, form: Posted, import: LdapImport) -> impl IntoView {
    let errors = form
        .other_errors(lang, &[])
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let next = import.next_at.map(|at| {
        view! {
            <p class="text-muted">
                {lang.say(LdapWord::NextAt)} " "
                <Moment at />
            </p>
        }
    });
    view! {
        <Section title=lang.say(LdapWord::Import) id="import">
            {errors}
            <p class="max-w-4xl text-muted">{lang.say(LdapWord::ImportAbout)}</p>
            <form
                method="post"
                action=paths::ldap_imports(&name)
                class="flex max-w-xl flex-col gap-4"
            >
                <CheckboxField
                    name="take_all"
                    label=lang.say(LdapWord::TakeAll)
                    help=lang.say(LdapWord::TakeAllHelp)
                    checked=form.checked("take_all")
                />
                <div>
                    <button
                        type="submit"
                        name="action"
                        value="preview"
                        class=PRIMARY_BUTTON_CLASS
                    >
                        {lang.say(LdapWord::Preview)}
                    </button>
                </div>
            </form>
            {next}
        </Section>
    }
}

#[component]
fn Reports(lang: Lang, name: String, reports: Rows<LdapReport>) -> impl IntoView {
    if reports.items.is_empty() {
        return view! { <p class="text-muted">{lang.say(LdapWord::NoReports)}</p> }.into_any();
    }
    let next = reports.next.map(|after| {
        let href = paths::with_query(&paths::ldap_imports(&name), &[("after", &after)]);
        (lang.say(FrameWord::NextPage).to_owned(), href)
    });
    let lines = reports
        .items
        .into_iter()
        .map(|report| view! { <Line lang name=name.clone() report /> })
        .collect_view();
    view! {
        <Table caption=lang.say(LdapWord::ToImports)>
            <thead>
                <tr>
                    <th scope="col">{lang.say(HistoryWord::When)}</th>
                    <th scope="col">{lang.say(LdapWord::WhatColumn)}</th>
                    <th scope="col">{lang.say(HistoryWord::Who)}</th>
                    <th scope="col">{lang.say(TaskWord::Status)}</th>
                    <th scope="col">{lang.say(LdapWord::CountsColumn)}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
        <PageLinks label=lang.say(FrameWord::Pages) previous=None next />
    }
    .into_any()
}

/// What kind of import a report is of.
pub(super) fn what(lang: Lang, report: &LdapReport) -> &'static str {
    lang.say(match (report.dry_run, report.scheduled) {
        (true, _) => LdapWord::PreviewOf,
        (false, true) => LdapWord::Scheduled,
        (false, false) => LdapWord::ByHand,
    })
}

/// Who began it.
pub(super) fn who(lang: Lang, report: &LdapReport) -> String {
    if report.scheduled {
        lang.say(LdapWord::BySchedule).to_owned()
    } else {
        report.actor.clone()
    }
}

#[component]
fn Line(lang: Lang, name: String, report: LdapReport) -> impl IntoView {
    let href = paths::ldap_report(&name, report.id);
    let what = what(lang, &report);
    let who = who(lang, &report);
    let came_to = match (&report.outcome, report.problems.first()) {
        (Some(outcome), _) => counts(lang, outcome).join(" · "),
        (None, Some(problem)) => crate::words::problem(lang, problem),
        (None, None) => String::new(),
    };
    view! {
        <tr>
            <th scope="row" data-label=lang.say(HistoryWord::When)>
                <a href=href class="text-accent hover:underline">
                    <Moment at=report.started_at />
                </a>
            </th>
            <td data-label=lang.say(LdapWord::WhatColumn)>{what}</td>
            <td data-label=lang.say(HistoryWord::Who)>
                <div class="min-w-0 break-words">{who}</div>
            </td>
            <td data-label=lang.say(TaskWord::Status)>
                <StateMark lang state=report.state is_stopping=false />
            </td>
            <td data-label=lang.say(LdapWord::CountsColumn)>
                <div class="min-w-0 break-words">{came_to}</div>
            </td>
        </tr>
    }
}
