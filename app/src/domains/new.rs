//! A new domain, with its administrator when wanted: all of it, or nothing.

use axum::response::Response;
use leptos::prelude::*;
use model::OwnSettings;
use model::domain::NewDomainDraft;
use store::mailbox_servers::MailboxServer;

use super::{choices, drafts};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{
    CheckboxField, Glyph, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, SelectField,
    TextField, Tone,
};
use crate::words::{FrameWord, Lang, SettingsWord, SystemWord};

/// Fields that show their own problems.
const SHOWN: [&str; 4] = [
    "name",
    "mailbox_server",
    "administrator.login",
    "administrator.password",
];

/// GET: the form.
///
/// # Errors
/// [`Failure::Denied`] for whoever may not create domains.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    page(caller, Posted::default()).await
}

/// POST: creates the domain and leads to the list, or to its page.
///
/// # Errors
/// What no form can mend.
pub async fn submit(caller: Caller, form: Posted) -> Result<Response, Failure> {
    // Whoever creates a domain most likely reads as its users do; the next page says so.
    let draft = NewDomainDraft {
        settings: OwnSettings {
            language: Some(caller.lang.tag().to_owned()),
            time_zone: Some(caller.reading.time_zone.clone()),
            date_format: Some(caller.reading.date_format),
            time_format: Some(caller.reading.time_format),
        }
        .into(),
        ..drafts::new_domain(&form)
    };
    match caller.desk()?.create_domain(&draft).await {
        Ok(domain) => {
            let goes_on = form
                .pressed()
                .is_some_and(|pressed| pressed.action == "create_edit");
            let target = if goes_on {
                paths::domain(domain.name.as_str())
            } else {
                paths::DOMAINS.to_owned()
            };
            Ok(see_other(
                &target,
                Some(&Flash::Created(domain.name.shown())),
            ))
        }
        Err(error) => page(caller, form.refused(error)?).await,
    }
}

async fn page(caller: Caller, form: Posted) -> Result<Response, Failure> {
    if !caller.may(model::Action::CreateDomain) {
        return Err(Failure::Denied);
    }
    let servers = caller.desk()?.list_mailbox_servers().await?;
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(SystemWord::NewDomainTitle))
        .section(Section::System)
        .crumb(lang.say(FrameWord::CreateDomain), paths::DOMAINS)
        .glyph(Glyph::Home)
        .posted(&form)
        .show(move || view! { <NewDomainForm lang form servers /> })
        .await)
}

#[component]
fn NewDomainForm(lang: Lang, form: Posted, servers: Vec<MailboxServer>) -> impl IntoView {
    let others = form
        .other_errors(lang, &SHOWN)
        .into_iter()
        .map(|error| view! { <Notice tone=Tone::Danger>{error}</Notice> })
        .collect_view();
    let choices = choices::mailbox_servers(&servers);
    // Most new domains go where most of the others are.
    let usual = servers
        .iter()
        .max_by_key(|server| server.used_by)
        .map(|server| server.name.clone())
        .unwrap_or_default();
    let nowhere = choices.is_empty().then(|| {
        view! {
            <Notice tone=Tone::Warning>
                <a href=paths::NEW_MAILBOX_SERVER>{lang.say(SystemWord::NoMailboxServer)}</a>
            </Notice>
        }
    });
    view! {
        <form
            method="post"
            action=paths::NEW_DOMAIN
            data-guard
            class="flex w-full max-w-xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            {others} {nowhere}
            <TextField
                name="name"
                label=lang.say(SystemWord::NameExample)
                value=form.draft("name")
                error=form.error(lang, "name")
                mark=lang.say(FrameWord::Required)
            />
            <SelectField
                name="mailbox_server"
                label=lang.say(SystemWord::MailServices)
                choices
                value=form.text_or("mailbox_server", usual)
                help=lang.say(SystemWord::MailServicesHelp)
                error=form.error(lang, "mailbox_server")
            />
            <Administrator lang form />
            <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
                <button
                    type="submit"
                    class=PRIMARY_BUTTON_CLASS
                    title=lang.say(SystemWord::ShortcutEnter)
                >
                    {lang.say(FrameWord::Create)}
                </button>
                <button
                    type="submit"
                    name="action"
                    value="create_edit"
                    class=PRIMARY_BUTTON_CLASS
                    data-key="create-edit"
                    title=lang.say(SystemWord::ShortcutCtrlEnter)
                >
                    {lang.say(FrameWord::CreateAndEdit)}
                </button>
                <a
                    href=paths::DOMAINS
                    class=SECONDARY_BUTTON_CLASS
                    data-leave
                    data-key="cancel"
                    title=lang.say(SystemWord::ShortcutEscape)
                >
                    {lang.say(FrameWord::Cancel)}
                </a>
            </div>
        </form>
    }
}

/// The box, and login and password, which show while it is ticked; the style sheet does that.
#[component]
fn Administrator(lang: Lang, form: Posted) -> impl IntoView {
    // A password is never sent back, so one that was typed must be typed again.
    let was_typed = form.is_sent() && !form.draft("administrator.password").is_empty();
    let error = form.error(lang, "administrator.password").or_else(|| {
        (was_typed && form.checked("create_administrator"))
            .then(|| lang.say(SystemWord::PasswordAgain).to_owned())
    });
    let least = model::password::SHORTEST.to_string();
    view! {
        <div class="flex flex-col gap-4 [&:has(:checked)>div:last-child]:grid">
            <CheckboxField
                name="create_administrator"
                label=lang.say(SystemWord::CreateAdministrator)
                checked=form.checked("create_administrator")
                help=lang.say(SystemWord::CreateAdministratorHelp)
            />
            <div class="hidden gap-4 border-l-2 border-line pl-4 sm:grid-cols-2">
                <TextField
                    name="administrator.login"
                    label=lang.say(SystemWord::AdministratorLogin)
                    value=form.draft("administrator.login")
                    error=form.error(lang, "administrator.login")
                    autocomplete="off"
                />
                <TextField
                    name="administrator.password"
                    label=lang.say(SystemWord::AdministratorPassword)
                    kind="password"
                    help=lang.fill(SettingsWord::PolicyHelp, &[least])
                    error=error
                    autocomplete="new-password"
                />
            </div>
        </div>
    }
}
