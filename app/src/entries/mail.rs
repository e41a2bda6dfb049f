//! The Mail tab of an entry: the addresses of a group or a resource, and all of a shared mailbox.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::entry::{Content, EntryDraft};
use model::mail::Mail;
use model::{Kind, MailType};
use store::entries::Entry;
use store::{Desk, StoreError};

use super::drafts;
use super::opened::{EntryHead, EntryTab, Opened};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{EnterSaves, UnsavedNote, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::ConflictNotice;
use crate::paths;
use crate::trace::TraceBox;
use crate::ui::{Notice, SaveBar, Tone};
use crate::users::{
    Addresses, MailForm, MailTab, MailTypeField, Mailbox, WhyNot, differences, is_shown, servers,
};
use crate::words::{self, EntryWord, FrameWord, Lang};

/// `id` of the form, for the bar that saves it.
const FORM: &str = "mail";

/// GET: the tab as stored.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find_with(&desk, (&domain, &folder, &name), EntryTab::Mail).await?;
    let fields = stored_fields(&opened.entry);
    page(caller, &desk, opened, fields, Posted::default()).await
}

/// POST: saves the tab and stays on it; or, for a button of the address table, shows the tab with
/// the rows changed and nothing saved.
///
/// # Errors
/// What the form cannot mend.
pub async fn save(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find_with(&desk, (&domain, &folder, &name), EntryTab::Mail).await?;
    let mut fields = sent_fields(opened.entry.kind, &form);
    if fields.press(&form, &opened.entry.name) {
        return page(caller, &desk, opened, fields, form).await;
    }
    let version = form.version().ok_or(Failure::BadRequest)?;
    match write(&desk, &opened, &fields, version).await {
        Ok(()) => Ok(see_other(&opened.href(EntryTab::Mail), Some(&Flash::Saved))),
        Err(error) => {
            let form = form.refused(error)?;
            page(caller, &desk, opened, fields, form).await
        }
    }
}

fn stored_fields(entry: &Entry) -> MailForm {
    match &entry.content {
        Content::SharedMailbox(mail) | Content::Resource(mail) => MailForm::of_mail(mail),
        Content::Group(addresses, _) => MailForm::of_mail(&Mail {
            mail_type: MailType::None,
            addresses: addresses.clone(),
            quota_kib: 0,
            mailbox_server: None,
        }),
        Content::ExternalUser(_) => MailForm::default(),
    }
}

/// The form as it was sent. What a kind has no choice of is not asked for.
fn sent_fields(kind: Kind, form: &Posted) -> MailForm {
    let mut fields = MailForm::read(form);
    let fixed = match kind {
        Kind::Group => MailType::None,
        Kind::Resource => MailType::Internal,
        _ => return fields,
    };
    fixed.as_str().clone_into(&mut fields.mail_type);
    fields.rows.iter_mut().for_each(|row| row.alternate = true);
    fields
}

async fn write(
    desk: &Desk,
    opened: &Opened,
    fields: &MailForm,
    version: i64,
) -> Result<(), StoreError> {
    let (domain, entry) = (opened.domain.name.as_str(), &opened.entry);
    let (mail, mut problems) = fields.draft();
    if !problems.is_empty() {
        // The store cannot be asked: say the rest that is wrong as well.
        let context = desk.shared_mail_context(domain).await?;
        if let Err(more) = mail.check(&context) {
            more.0.into_iter().for_each(|problem| problems.add(problem));
        }
        return Err(problems.into());
    }
    let draft = EntryDraft {
        mail,
        ..drafts::of(entry)
    };
    desk.change_entry(domain, entry.kind, &entry.name, Some(version), &draft)
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
    let page = opened.page(caller, &form);
    let tab = MailTab {
        domain: opened.domain.clone(),
        kind: opened.entry.kind,
        name: opened.entry.name.clone(),
        max_quota_kib: opened.domain.quotas.max_shared_kib,
        stored: stored_fields(&opened.entry),
        fields,
        form,
        servers: servers(desk).await?,
    };
    Ok(page
        .show(move || view! { <MailPage lang opened tab /> })
        .await)
}

#[component]
fn MailPage(lang: Lang, opened: Opened, tab: MailTab) -> impl IntoView {
    let href = opened.href(EntryTab::Mail);
    let conflict = tab.form.conflict.map(|version| {
        let differences = differences(lang, &tab);
        view! { <ConflictNotice version href=href.clone() differences /> }
    });
    let others = tab.form.problems.0.iter();
    let others = others
        .filter(|problem| !is_shown(&problem.field))
        .map(|problem| {
            let sentence = words::problem(lang, problem);
            view! { <Notice tone=Tone::Danger>{sentence}</Notice> }
        })
        .collect_view();
    let domain = opened.domain.name.to_string();
    let recipient = opened.address();
    let guard = guard(&tab.form);
    let version = tab.form.version_or(opened.entry.version);
    let list = paths::directory(&domain);
    let by_type = tab.has_types().then_some("by-type");
    let (may, permitted) = (opened.may_change_mail(), opened.permitted);
    let save = may.then(|| {
        view! {
            <div class="flex-1"></div>
            <SaveBar
                save=lang.say(FrameWord::Save)
                cancel=lang.say(FrameWord::Cancel)
                cancel_href=list
                form=FORM
            >
                <UnsavedNote lang />
            </SaveBar>
        }
    });
    view! {
        <EntryHead lang opened current=EntryTab::Mail />
        <WhyNot lang may permitted />
        <form
            id=FORM
            method="post"
            action=href
            data-guard=guard
            data-ui=by_type
            class="flex flex-col gap-6"
        >
            <EnterSaves />
            <input type="hidden" name="version" value=version />
            {conflict}
            {others}
            <fieldset disabled=!may class="contents">
                <Parts lang tab />
            </fieldset>
        </form>
        <TraceBox domain recipient />
        {save}
    }
}

/// The parts of the tab that the kind has.
#[component]
fn Parts(lang: Lang, tab: MailTab) -> impl IntoView {
    let types = tab
        .has_types()
        .then(|| view! { <MailTypeField lang tab=tab.clone() /> });
    let is_group = tab.kind == Kind::Group;
    let mailbox = (!is_group).then(|| view! { <Mailbox lang tab=tab.clone() /> });
    let without = (is_group && tab.fields.rows.is_empty()).then(|| {
        view! { <Notice>{lang.say(EntryWord::GroupNoMailHelp)}</Notice> }
    });
    view! {
        {types}
        {mailbox}
        {without}
        <Addresses lang tab />
    }
}
