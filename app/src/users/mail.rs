//! The Mail tab of a user: where its mail goes, and by which addresses.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::Kind;
use store::{Desk, StoreError};

use super::mail_fields::{Addresses, MailTypeField, Mailbox};
use super::mail_form::MailForm;
use super::mail_tab::{self, MailTab, differences, is_shown};
use super::opened::{self, Opened, UserHead, UserTab, WhyNot, shown_address};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{EnterSaves, UnsavedNote, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::ConflictNotice;
use crate::paths;
use crate::trace::TraceBox;
use crate::ui::{CheckboxField, Notice, SaveBar, Tone};
use crate::words::{self, DirectoryWord, FrameWord, Lang};

/// `id` of the form, for the bar that saves it.
const FORM: &str = "mail";

/// GET: the tab as stored.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, login)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find(&desk, &domain, &login).await?;
    let fields = MailForm::of(&opened.user);
    page(caller, &desk, opened, fields, Posted::default()).await
}

/// POST: saves the tab and stays on it; or, for a button of the address table, shows the tab with
/// the rows changed and nothing saved.
///
/// # Errors
/// What the form cannot mend.
pub async fn save(
    caller: Caller,
    Path((domain, login)): Path<(String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find(&desk, &domain, &login).await?;
    let mut fields = MailForm::read(&form);
    if fields.press(&form, opened.user.login.as_str()) {
        return page(caller, &desk, opened, fields, form).await;
    }
    match write(&desk, &opened, &fields, &form).await {
        Ok(()) => Ok(see_other(&opened.href(UserTab::Mail), Some(&Flash::Saved))),
        Err(error) => {
            let form = form.refused(error)?;
            page(caller, &desk, opened, fields, form).await
        }
    }
}

async fn write(
    desk: &Desk,
    opened: &Opened,
    fields: &MailForm,
    form: &Posted,
) -> Result<(), StoreError> {
    let (domain, login) = (opened.domain.name.as_str(), opened.user.login.as_str());
    let (draft, mut problems) = fields.draft();
    if !problems.is_empty() {
        // The store cannot be asked: say the rest that is wrong as well.
        let context = desk.mail_context(domain).await?;
        if let Err(more) = draft.check(&context) {
            more.0.into_iter().for_each(|problem| problems.add(problem));
        }
        return Err(problems.into());
    }
    desk.change_user_mail(domain, login, form.version(), &draft, Some(fields.hidden))
        .await?;
    Ok(())
}

async fn page(
    caller: Caller,
    desk: &Desk,
    opened: Opened,
    fields: MailForm,
    form: Posted,
) -> Result<Response, Failure> {
    let lang = caller.lang;
    let page = opened::page(caller, &opened, &form);
    let tab = MailTab {
        domain: opened.domain.clone(),
        kind: Kind::User,
        name: opened.user.login.to_string(),
        max_quota_kib: opened.domain.quotas.max_user_kib,
        stored: MailForm::of(&opened.user),
        fields,
        form,
        servers: mail_tab::servers(desk).await?,
    };
    Ok(page
        .show(move || view! { <MailPage lang opened tab /> })
        .await)
}

#[component]
fn MailPage(lang: Lang, opened: Opened, tab: MailTab) -> impl IntoView {
    let href = opened.href(UserTab::Mail);
    let conflict = tab.form.conflict.map(|version| {
        let differences = differences(lang, &tab);
        view! { <ConflictNotice version href=href.clone() differences /> }
    });
    let others = tab
        .form
        .problems
        .0
        .iter()
        .filter(|problem| !is_shown(&problem.field))
        .map(|problem| {
            let sentence = words::problem(lang, problem);
            view! { <Notice tone=Tone::Danger>{sentence}</Notice> }
        })
        .collect_view();
    let hidden = tab.fields.hidden;
    let domain = opened.domain.name.to_string();
    let default = opened
        .user
        .addresses
        .iter()
        .find(|address| address.is_default);
    let recipient = default.map(|address| shown_address(&address.at(&opened.domain.name)));
    let recipient = recipient.unwrap_or_default();
    let guard = guard(&tab.form);
    let version = tab.form.version_or(opened.user.version);
    let permitted = opened.permitted;
    let may = permitted.mail;
    let save = may.then(|| {
        view! {
            <div class="flex-1"></div>
            <SaveBar
                save=lang.say(FrameWord::Save)
                cancel=lang.say(FrameWord::Cancel)
                cancel_href=paths::directory(&domain)
                form=FORM
            >
                <UnsavedNote lang />
            </SaveBar>
        }
    });
    view! {
        <UserHead lang opened current=UserTab::Mail />
        <WhyNot lang may permitted />
        <form
            id=FORM
            method="post"
            action=href
            data-guard=guard
            data-ui="by-type"
            class="flex flex-col gap-6"
        >
            <EnterSaves />
            <input type="hidden" name="version" value=version />
            {conflict}
            {others}
            <fieldset disabled=!may class="contents">
            <MailTypeField lang tab=tab.clone() />
            <Mailbox lang tab=tab.clone() />
            <Addresses lang tab=tab.clone() />
            <CheckboxField
                name="hidden"
                label=lang.say(DirectoryWord::Hidden)
                help=lang.say(DirectoryWord::HiddenHelp)
                checked=hidden
            />
            </fieldset>
        </form>
        <TraceBox domain=domain.clone() recipient />
        {save}
    }
}
