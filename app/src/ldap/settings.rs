//! The LDAP import tab of a domain: its directory.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::ldap::Preset;
use store::StoreError;
use store::ldap::{LdapImport, Seen};

use super::draft;
use super::fields::{Reading, Server};
use super::keeping::{MailAndAbsence, Schedule, interval, missing_word};
use super::seen::SeenView;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{DomainTab, DomainTabs, EnterSaves, Facts, Opened, UnsavedNote, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference};
use crate::paths;
use crate::ui::{
    DANGER_BUTTON_CLASS, Glyph, Icon, Notice, SECONDARY_BUTTON_CLASS, SaveBar, Section, Tone,
};
use crate::words::{FrameWord, Lang, LdapWord};

/// The form, which the buttons below it belong to.
const FORM: &str = "ldap";

/// GET: the tab.
///
/// # Errors
/// [`Failure::NotFound`], also for a domain of others.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    page(caller, &name, Posted::default(), None).await
}

/// POST: saves, tests, fills in a preset or forgets the directory, as the button says.
///
/// # Errors
/// What no form can mend.
pub async fn submit(
    caller: Caller,
    Path(name): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let action = form.pressed().map(|pressed| pressed.action);
    match action.as_deref() {
        Some("fill_in") => {
            let preset = Preset::from_name(&form.draft("preset")).unwrap_or(Preset::Posix);
            page(caller, &name, draft::with_preset(&form, preset), None).await
        }
        Some("test") => test(caller, &name, form).await,
        Some("forget") => forget(caller, &name, form).await,
        _ => save(caller, &name, form).await,
    }
}

async fn save(caller: Caller, name: &str, form: Posted) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let saved = match draft::read(&form) {
        Ok(draft) => desk.change_ldap(name, form.version(), &draft).await,
        Err(problems) => Err(problems.into()),
    };
    match saved {
        Ok(_) => Ok(see_other(&paths::domain_ldap(name), Some(&Flash::Saved))),
        Err(error) => page(caller, name, form.refused(error)?, None).await,
    }
}

async fn test(caller: Caller, name: &str, form: Posted) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let tried = match draft::read(&form) {
        Ok(draft) => desk.try_ldap(name, &draft).await,
        Err(problems) => Err(problems.into()),
    };
    match tried {
        Ok(seen) => page(caller, name, form, Some(seen)).await,
        Err(error) => page(caller, name, form.refused(error)?, None).await,
    }
}

async fn forget(caller: Caller, name: &str, form: Posted) -> Result<Response, Failure> {
    match caller.desk()?.remove_ldap(name, form.version()).await {
        Ok(()) => {
            let what = Flash::Deleted(caller.lang.say(LdapWord::Tab).to_owned());
            Ok(see_other(&paths::domain_ldap(name), Some(&what)))
        }
        Err(StoreError::NotFound) => Ok(see_other(&paths::domain_ldap(name), None)),
        Err(error) => page(caller, name, form.refused(error)?, None).await,
    }
}

async fn page(
    caller: Caller,
    name: &str,
    form: Posted,
    seen: Option<Seen>,
) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, name).await?;
    let import = caller.desk()?.find_ldap(opened.name()).await?;
    let lang = caller.lang;
    Ok(opened
        .page(caller)
        .posted(&form)
        .show(move || {
            let name = opened.name().to_owned();
            let ways = import
                .is_some()
                .then(|| view! { <Ways lang name=name.clone() /> });
            view! {
                <DomainTabs lang name=name.clone() current=DomainTab::Ldap />
                <p class="max-w-4xl text-muted">{lang.say(LdapWord::About)}</p>
                {ways}
                {if opened.may_change {
                    view! { <Settings lang name form import seen /> }.into_any()
                } else {
                    view! { <SettingFacts lang import /> }.into_any()
                }}
            }
        })
        .await)
}

#[component]
fn Ways(lang: Lang, name: String) -> impl IntoView {
    view! {
        <div>
            <a href=paths::ldap_imports(&name) class=SECONDARY_BUTTON_CLASS>
                <Icon glyph=Glyph::Clock />
                {lang.say(LdapWord::ToImports)}
            </a>
        </div>
    }
}

#[component]
fn Settings(
    lang: Lang,
    name: String,
    form: Posted,
    import: Option<LdapImport>,
    seen: Option<Seen>,
) -> impl IntoView {
    let stored = draft::stored(import.as_ref());
    let version = import.as_ref().map_or(0, |import| import.version);
    let has_password = import.as_ref().is_some_and(|import| import.has_password);
    let address = paths::domain_ldap(&name);
    let conflict = form.conflict.map(|version| {
        let differences = differences(lang, &stored, &form);
        view! { <ConflictNotice version href=address.clone() differences /> }
    });
    let guarded = guard(&form);
    let tested = view! { <Tested lang form=form.clone() seen /> };
    view! {
        {tested}
        <form
            id=FORM
            method="post"
            action=address
            data-guard=guarded
            class="flex flex-col gap-6"
        >
            <EnterSaves />
            <input type="hidden" name="version" value=form.version_or(version) />
            {conflict}
            <Server lang form=form.clone() stored=stored.clone() has_password />
            <Reading lang form=form.clone() stored=stored.clone() />
            <MailAndAbsence lang form=form.clone() stored=stored.clone() />
            <Schedule lang form stored />
            {import.is_some().then(|| view! { <Forget lang /> })}
        </form>
        <div class="flex-1"></div>
        <SaveBar
            save=lang.say(FrameWord::Save)
            cancel=lang.say(FrameWord::Cancel)
            cancel_href=paths::domain(&name)
            form=FORM
        >
            <button
                type="submit"
                form=FORM
                name="action"
                value="test"
                class=SECONDARY_BUTTON_CLASS
            >
                {lang.say(LdapWord::Test)}
            </button>
            <UnsavedNote lang />
        </SaveBar>
    }
}

/// What the test came to.
#[component]
fn Tested(lang: Lang, form: Posted, seen: Option<Seen>) -> impl IntoView {
    if let Some(seen) = seen {
        return view! { <SeenView lang seen /> }.into_any();
    }
    form.error(lang, "directory")
        .map(|error| {
            view! {
                <Notice tone=Tone::Danger>
                    <p class="font-medium">{lang.say(LdapWord::TestFailed)}</p>
                    <p>{error}</p>
                </Notice>
            }
        })
        .into_any()
}

#[component]
fn Forget(lang: Lang) -> impl IntoView {
    view! {
        <details>
            <summary class="text-muted">{lang.say(LdapWord::Forget)}</summary>
            <div class="flex flex-col items-start gap-2 py-2">
                <p>{lang.say(LdapWord::ForgetHelp)}</p>
                <button
                    type="submit"
                    name="action"
                    value="forget"
                    class=DANGER_BUTTON_CLASS
                >
                    <Icon glyph=Glyph::Trash />
                    {lang.say(LdapWord::ForgetConfirm)}
                </button>
            </div>
        </details>
    }
}

/// The tab for whoever may not change it.
#[component]
fn SettingFacts(lang: Lang, import: Option<LdapImport>) -> impl IntoView {
    let Some(import) = import else {
        return view! { <Notice>{lang.say(LdapWord::NotSetUp)}</Notice> }.into_any();
    };
    let settings = import.settings;
    let every = settings.every_minutes.map_or_else(
        || lang.say(LdapWord::EveryNever).to_owned(),
        |minutes| interval(lang, minutes),
    );
    let missing = lang.say(missing_word(settings.missing)).to_owned();
    let facts = vec![
        (lang.say(LdapWord::Url), settings.url()),
        (lang.say(LdapWord::BaseDn), settings.base_dn),
        (lang.say(LdapWord::UserFilter), settings.user_filter),
        (lang.say(LdapWord::GroupFilter), settings.group_filter),
        (lang.say(LdapWord::SplitGroup), settings.split_group),
        (lang.say(LdapWord::Missing), missing),
        (lang.say(LdapWord::Every), every),
    ];
    view! {
        <Notice>{lang.say(LdapWord::ReadOnly)}</Notice>
        <Section title=lang.say(LdapWord::Server) id="server">
            <Facts facts />
        </Section>
    }
    .into_any()
}

/// What somebody else's version has that was not typed here.
fn differences(lang: Lang, stored: &model::ldap::LdapDraft, form: &Posted) -> Vec<Difference> {
    let line = |word: LdapWord, stored: &str, field: &str| {
        Difference::between(lang.say(word), stored, form.draft(field).trim())
    };
    [
        line(LdapWord::Url, &stored.url, "url"),
        line(LdapWord::BindDn, &stored.bind_dn, "bind_dn"),
        line(LdapWord::BaseDn, &stored.base_dn, "base_dn"),
        line(LdapWord::UserFilter, &stored.user_filter, "user_filter"),
        line(LdapWord::GroupFilter, &stored.group_filter, "group_filter"),
        line(LdapWord::SplitGroup, &stored.split_group, "split_group"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
