//! The tab.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::{Kind, MailType};
use store::Desk;

use super::fields::Fields;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{EnterSaves, UnsavedNote, guard};
use crate::entries::{EntryTab, Whose};
use crate::error_page::Failure;
use crate::filters::AddressLines;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference};
use crate::paths;
use crate::ui::{
    CheckboxField, Choice, FieldFrame, Notice, RadioGroup, SaveBar, Section, TextField, Tone,
    described_by, starts_keyboard,
};
use crate::users::{UserTab, WhyNot};
use crate::words::{FrameWord, HandlingWord, Lang};

/// `id` of the form, for the bar that saves it.
const FORM: &str = "handling";
/// Fields that show their own problems.
const SHOWN: [&str; 5] = [
    "forward.to",
    "automatic_reply.from",
    "automatic_reply.to",
    "automatic_reply.subject",
    "automatic_reply.message",
];

/// GET: the tab as stored.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let whose = Whose::find(&desk, (&domain, &folder, &name), EntryTab::Handling).await?;
    page(caller, &desk, whose, None, Posted::default()).await
}

/// POST: saves the tab and stays on it.
///
/// # Errors
/// What the form cannot mend.
pub async fn save(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let whose = Whose::find(&desk, (&domain, &folder, &name), EntryTab::Handling).await?;
    let fields = Fields::read(&form);
    let entry = whose.reference();
    let draft = fields.draft(entry.kind);
    match desk
        .change_handling(&domain, &entry, form.version(), &draft)
        .await
    {
        Ok(_) => Ok(see_other(&href(&whose), Some(&Flash::Saved))),
        Err(error) => {
            let form = form.refused(error)?;
            page(caller, &desk, whose, Some(fields), form).await
        }
    }
}

fn href(whose: &Whose) -> String {
    paths::entry_handling(whose.domain().name.as_str(), &whose.reference())
}

async fn page(
    caller: Caller,
    desk: &Desk,
    whose: Whose,
    typed: Option<Fields>,
    form: Posted,
) -> Result<Response, Failure> {
    let lang = caller.lang;
    let domain = whose.domain().name.as_str();
    let handling = desk.find_handling(domain, &whose.reference()).await?;
    let stored = Fields::of(&handling, &whose.domain().time_zone);
    let fields = typed.unwrap_or_else(|| stored.clone());
    let page = whose.page(caller, &form);
    let tab = Tab {
        whose,
        stored,
        fields,
        form,
    };
    Ok(page.show(move || view! { <HandlingPage lang tab /> }).await)
}

/// Everything the tab shows.
#[derive(Clone, Debug)]
struct Tab {
    whose: Whose,
    stored: Fields,
    fields: Fields,
    form: Posted,
}

#[component]
fn HandlingPage(lang: Lang, tab: Tab) -> impl IntoView {
    let head = tab.whose.head(lang, UserTab::Handling, EntryTab::Handling);
    let href = href(&tab.whose);
    let conflict = tab.form.conflict.map(|version| {
        let differences = differences(lang, &tab);
        view! { <ConflictNotice version href=href.clone() differences /> }
    });
    let others = tab
        .form
        .other_errors(lang, &SHOWN)
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let elsewhere = (tab.whose.mail_type() != Some(MailType::Internal)).then(|| {
        view! { <Notice tone=Tone::Warning>{lang.say(HandlingWord::OnlyHere)}</Notice> }
    });
    let forward = (tab.whose.reference().kind == Kind::User).then(|| {
        view! { <ForwardFields lang tab=tab.clone() /> }
    });
    let list = paths::directory(tab.whose.domain().name.as_str());
    let version = tab.form.version_or(tab.whose.version());
    let guarded = guard(&tab.form);
    let permitted = tab.whose.permitted();
    let may = permitted.mail;
    view! {
        {head}
        <WhyNot lang may permitted />
        <form
            id=FORM
            method="post"
            action=href
            data-guard=guarded
            class="flex flex-col gap-6"
        >
            <EnterSaves />
            <input type="hidden" name="version" value=version />
            {conflict} {others} {elsewhere}
            <fieldset disabled=!may class="contents">
                {forward}
                <ReplyFields lang tab />
            </fieldset>
        </form>
        {may.then(|| view! { <SaveTab lang list /> })}
    }
}

#[component]
fn SaveTab(lang: Lang, list: String) -> impl IntoView {
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
}

#[component]
fn ForwardFields(lang: Lang, tab: Tab) -> impl IntoView {
    let copies = vec![
        Choice::new("yes", lang.say(HandlingWord::KeepCopyYes)),
        Choice::new("no", lang.say(HandlingWord::KeepCopyNo))
            .with_help(lang.say(HandlingWord::KeepCopyNoHelp)),
    ];
    let kept = if tab.fields.keep_copy { "yes" } else { "no" };
    view! {
        <Section title=lang.say(HandlingWord::ForwardTitle) id="forward">
            <div class="flex max-w-xl flex-col gap-3">
                <CheckboxField
                    name="forward.active"
                    label=lang.say(HandlingWord::ForwardActive)
                    checked=tab.fields.forward_active
                />
                <AddressLines
                    name="forward.to"
                    label=lang.say(HandlingWord::ForwardTo)
                    value=tab.fields.forward_to
                    help=lang.say(HandlingWord::ForwardToHelp)
                    error=tab.form.error(lang, "forward.to")
                />
                <RadioGroup
                    name="forward.keep_copy"
                    legend=lang.say(HandlingWord::KeepCopy)
                    choices=copies
                    value=kept
                />
            </div>
        </Section>
    }
}

#[component]
fn ReplyFields(lang: Lang, tab: Tab) -> impl IntoView {
    let states = vec![
        Choice::new("off", lang.say(HandlingWord::ReplyOff)),
        Choice::new("on", lang.say(HandlingWord::ReplyOn))
            .with_help(lang.say(HandlingWord::ReplyHelp)),
    ];
    let state = if tab.fields.reply_active { "on" } else { "off" };
    let subject = tab.fields.subject.clone();
    let subject_error = tab.form.error(lang, "automatic_reply.subject");
    view! {
        <Section title=lang.say(HandlingWord::ReplyTitle) id="automatic-reply">
            <div class="flex max-w-xl flex-col gap-3">
                <RadioGroup
                    name="automatic_reply.active"
                    legend=lang.say(HandlingWord::ReplyActive)
                    choices=states
                    value=state
                />
                <Period lang tab=tab.clone() />
                <TextField
                    name="automatic_reply.subject"
                    label=lang.say(HandlingWord::Subject)
                    value=subject
                    error=subject_error
                />
                <MessageField lang tab />
            </div>
        </Section>
    }
}

#[component]
fn Period(lang: Lang, tab: Tab) -> impl IntoView {
    let zone = tab.whose.domain().time_zone.clone();
    let moment = |name: &'static str, word: HandlingWord, value: String| {
        let error = tab.form.error(lang, name);
        view! {
            <div class="min-w-0 flex-1">
                <TextField name label=lang.say(word) kind="datetime-local" value error=error />
            </div>
        }
    };
    let (from, to) = (tab.fields.from.clone(), tab.fields.to.clone());
    view! {
        <div class="flex flex-col gap-1">
            <div class="flex flex-wrap gap-4">
                {moment("automatic_reply.from", HandlingWord::From, from)}
                {moment("automatic_reply.to", HandlingWord::To, to)}
            </div>
            <p class="text-sm text-muted">{lang.fill(HandlingWord::PeriodHelp, &[zone])}</p>
        </div>
    }
}

#[component]
fn MessageField(lang: Lang, tab: Tab) -> impl IntoView {
    const NAME: &str = "automatic_reply.message";
    let error = tab.form.error(lang, NAME);
    view! {
        <FieldFrame id=NAME label=lang.say(HandlingWord::Message) error=error.clone()>
            <textarea
                id=NAME
                name=NAME
                rows="8"
                class="w-full"
                autofocus=starts_keyboard(NAME)
                aria-describedby=described_by(NAME, false)
                aria-invalid=error.is_some().then_some("true")
            >
                {tab.fields.message}
            </textarea>
        </FieldFrame>
    }
}

fn differences(lang: Lang, tab: &Tab) -> Vec<Difference> {
    let (stored, typed) = (&tab.stored, &tab.fields);
    let between = |word: HandlingWord, part: &dyn Fn(&Fields) -> String| {
        Difference::between(lang.say(word), part(stored), part(typed))
    };
    let yes_no = |yes: bool| {
        lang.say(if yes { FrameWord::Yes } else { FrameWord::No })
            .to_owned()
    };
    [
        between(HandlingWord::ForwardActive, &|fields| {
            yes_no(fields.forward_active)
        }),
        between(HandlingWord::ForwardTo, &|fields| {
            fields.forward_to.replace("\r\n", "\n")
        }),
        between(HandlingWord::KeepCopyYes, &|fields| {
            yes_no(fields.keep_copy)
        }),
        between(HandlingWord::ReplyActive, &|fields| {
            yes_no(fields.reply_active)
        }),
        between(HandlingWord::From, &|fields| fields.from.clone()),
        between(HandlingWord::To, &|fields| fields.to.clone()),
        between(HandlingWord::Subject, &|fields| fields.subject.clone()),
        between(HandlingWord::Message, &|fields| {
            fields.message.replace("\r\n", "\n")
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
