//! Deleting a mailbox server that nothing uses.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::Action;
use store::mailbox_servers::MailboxServer;

use super::edit::find;
use super::list::used_by;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{DANGER_BUTTON_CLASS, Glyph, Icon, Notice, SECONDARY_BUTTON_CLASS, Tone};
use crate::words::{FrameWord, Lang, SystemWord};

/// GET: the question, or why not.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Denied`] for whoever may not change mailbox servers.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    page(caller, &name, Posted::default()).await
}

/// POST: deletes it.
///
/// # Errors
/// What no form can mend.
pub async fn submit(
    caller: Caller,
    Path(name): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    match caller
        .desk()?
        .delete_mailbox_server(&name, form.version())
        .await
    {
        Ok(()) => Ok(see_other(
            paths::MAILBOX_SERVERS,
            Some(&Flash::Deleted(name)),
        )),
        Err(error) => page(caller, &name, form.refused(error)?).await,
    }
}

async fn page(caller: Caller, name: &str, form: Posted) -> Result<Response, Failure> {
    if !caller.may(Action::ChangeMailboxServers) {
        return Err(Failure::Denied);
    }
    let server = find(&caller, name).await?;
    let lang = caller.lang;
    Ok(
        Page::new(caller, lang.fill(SystemWord::DeleteServerTitle, &[name]))
            .section(Section::System)
            .crumb(lang.say(FrameWord::MailboxServers), paths::MAILBOX_SERVERS)
            .crumb(name, paths::mailbox_server(name))
            .posted(&form)
            .show(move || view! { <Question lang server form /> })
            .await,
    )
}

#[component]
fn Question(lang: Lang, server: MailboxServer, form: Posted) -> impl IntoView {
    let is_used = server.used_by > 0;
    // What stands below is as it is now; whoever still wants it gone presses the same button again.
    let changed = form.conflict.map(|_| {
        view! { <Notice tone=Tone::Danger>{lang.say(FrameWord::Conflict)}</Notice> }
    });
    let used = used_by(lang, &server);
    let reason = if is_used {
        view! {
            <Notice tone=Tone::Warning>
                <p>{lang.say(SystemWord::DeleteServerUsed)}</p>
                <p>{lang.say(SystemWord::UsedBy)} ": " {used}</p>
            </Notice>
        }
        .into_any()
    } else {
        view! { <p>{lang.say(SystemWord::DeleteServerHelp)}</p> }.into_any()
    };
    let button = (!is_used).then(|| {
        view! {
            <button type="submit" class=DANGER_BUTTON_CLASS>
                <Icon glyph=Glyph::Trash />
                {lang.say(FrameWord::Delete)}
            </button>
        }
    });
    view! {
        <form
            method="post"
            action=paths::mailbox_server_delete(&server.name)
            class="flex w-full max-w-xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            <input type="hidden" name="version" value=server.version />
            {changed} {reason}
            <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
                {button}
                <a href=paths::mailbox_server(&server.name) class=SECONDARY_BUTTON_CLASS data-leave data-key="cancel">
                    {lang.say(FrameWord::Cancel)}
                </a>
            </div>
        </form>
    }
}
