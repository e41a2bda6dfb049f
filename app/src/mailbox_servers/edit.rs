//! A new mailbox server, and changing one.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::Action;
use store::mailbox_servers::{MailboxServer, MailboxServerDraft};

use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{EnterSaves, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference, Page, Section};
use crate::paths;
use crate::ui::{
    Glyph, Icon, Notice, PRIMARY_BUTTON_CLASS, QUIET_BUTTON_CLASS, SECONDARY_BUTTON_CLASS,
    TextField, Tone,
};
use crate::words::{FrameWord, Lang, SystemWord};

/// Fields that show their own problems.
const SHOWN: [&str; 2] = ["name", "endpoint"];

/// GET: the form for a new one.
///
/// # Errors
/// [`Failure::Denied`] for whoever may not change mailbox servers.
pub async fn show_new(caller: Caller) -> Result<Response, Failure> {
    page(caller, None, Posted::default()).await
}

/// POST: adds one.
///
/// # Errors
/// What no form can mend.
pub async fn submit_new(caller: Caller, form: Posted) -> Result<Response, Failure> {
    match caller.desk()?.create_mailbox_server(&draft(&form)).await {
        Ok(server) => Ok(see_other(
            paths::MAILBOX_SERVERS,
            Some(&Flash::Created(server.name)),
        )),
        Err(error) => page(caller, None, form.refused(error)?).await,
    }
}

/// GET: the form of one.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Denied`].
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    let server = find(&caller, &name).await?;
    page(caller, Some(server), Posted::default()).await
}

/// POST: saves one; every route through it follows.
///
/// # Errors
/// What no form can mend.
pub async fn submit(
    caller: Caller,
    Path(name): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    match desk
        .change_mailbox_server(&name, form.version(), &draft(&form))
        .await
    {
        Ok(server) => Ok(see_other(
            &paths::mailbox_server(&server.name),
            Some(&Flash::Saved),
        )),
        Err(error) => {
            let form = form.refused(error)?;
            let server = find(&caller, &name).await?;
            page(caller, Some(server), form).await
        }
    }
}

fn draft(form: &Posted) -> MailboxServerDraft {
    MailboxServerDraft {
        name: form.draft("name"),
        endpoint: form.draft("endpoint"),
    }
}

/// The mailbox server of that name.
pub(super) async fn find(caller: &Caller, name: &str) -> Result<MailboxServer, Failure> {
    let servers = caller.desk()?.list_mailbox_servers().await?;
    servers
        .into_iter()
        .find(|server| server.name == name)
        .ok_or(Failure::NotFound)
}

async fn page(
    caller: Caller,
    server: Option<MailboxServer>,
    form: Posted,
) -> Result<Response, Failure> {
    if !caller.may(Action::ChangeMailboxServers) {
        return Err(Failure::Denied);
    }
    let lang = caller.lang;
    let title = server.as_ref().map_or_else(
        || lang.say(SystemWord::NewMailboxServer).to_owned(),
        |server| lang.fill(SystemWord::MailboxServerTitle, &[&server.name]),
    );
    Ok(Page::new(caller, title)
        .section(Section::System)
        .crumb(lang.say(FrameWord::MailboxServers), paths::MAILBOX_SERVERS)
        .glyph(Glyph::Inbox)
        .posted(&form)
        .show(move || view! { <ServerForm lang server form /> })
        .await)
}

#[component]
fn ServerForm(lang: Lang, server: Option<MailboxServer>, form: Posted) -> impl IntoView {
    let action = server.as_ref().map_or_else(
        || paths::NEW_MAILBOX_SERVER.to_owned(),
        |server| paths::mailbox_server(&server.name),
    );
    let conflict = server.as_ref().zip(form.conflict).map(|(server, version)| {
        let differences = differences(lang, server, &form);
        view! { <ConflictNotice version href=action.clone() differences /> }
    });
    let version = server.as_ref().map(|server| {
        view! { <input type="hidden" name="version" value=form.version_or(server.version) /> }
    });
    let others = form
        .other_errors(lang, &SHOWN)
        .into_iter()
        .map(|error| view! { <Notice tone=Tone::Danger>{error}</Notice> })
        .collect_view();
    let stored = server.clone().unwrap_or_else(nothing);
    view! {
        <form
            method="post"
            action=action
            data-guard=guard(&form)
            class="flex w-full max-w-xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            <EnterSaves />
            {version} {conflict} {others}
            <TextField
                name="name"
                label=lang.say(FrameWord::Name)
                value=form.text_or("name", stored.name)
                error=form.error(lang, "name")
                mark=lang.say(FrameWord::Required)
            />
            <TextField
                name="endpoint"
                label=lang.say(SystemWord::Endpoint)
                value=form.text_or("endpoint", stored.endpoint)
                help=lang.say(SystemWord::EndpointHelp)
                error=form.error(lang, "endpoint")
                mark=lang.say(FrameWord::Required)
            />
            <Buttons lang server />
        </form>
    }
}

fn nothing() -> MailboxServer {
    MailboxServer {
        name: String::new(),
        endpoint: String::new(),
        used_by: 0,
        version: 0,
    }
}

#[component]
fn Buttons(lang: Lang, server: Option<MailboxServer>) -> impl IntoView {
    let main = if server.is_some() {
        FrameWord::Save
    } else {
        FrameWord::Create
    };
    let delete = server.map(|server| {
        view! {
            <a href=paths::mailbox_server_delete(&server.name) class=QUIET_BUTTON_CLASS>
                <Icon glyph=Glyph::Trash />
                {lang.say(SystemWord::DeleteServer)}
            </a>
        }
    });
    view! {
        <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
            <button type="submit" class=PRIMARY_BUTTON_CLASS>
                {lang.say(main)}
            </button>
            <a href=paths::MAILBOX_SERVERS class=SECONDARY_BUTTON_CLASS data-leave data-key="cancel">
                {lang.say(FrameWord::Cancel)}
            </a>
            <span class="ml-auto">{delete}</span>
        </div>
    }
}

fn differences(lang: Lang, server: &MailboxServer, form: &Posted) -> Vec<Difference> {
    [
        Difference::between(
            lang.say(FrameWord::Name),
            &server.name,
            form.draft("name").trim(),
        ),
        Difference::between(
            lang.say(SystemWord::Endpoint),
            &server.endpoint,
            form.draft("endpoint").trim(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
