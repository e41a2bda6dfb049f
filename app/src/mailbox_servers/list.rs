//! The list of mailbox servers.

use axum::response::Response;
use leptos::prelude::*;
use model::Action;
use store::mailbox_servers::MailboxServer;

use crate::caller::Caller;
use crate::error_page::Failure;
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{Glyph, Icon, PRIMARY_BUTTON_CLASS, Table};
use crate::words::{FrameWord, Lang, SystemWord};

/// GET: all mailbox servers; there are few.
///
/// # Errors
/// Those of the store.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let servers = caller.desk()?.list_mailbox_servers().await?;
    let may_change = caller.may(Action::ChangeMailboxServers);
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(FrameWord::MailboxServers))
        .section(Section::System)
        .glyph(Glyph::Inbox)
        .show(move || view! { <ServerList lang servers may_change /> })
        .await)
}

#[component]
fn ServerList(lang: Lang, servers: Vec<MailboxServer>, may_change: bool) -> impl IntoView {
    let new = if may_change {
        view! {
            <a href=paths::NEW_MAILBOX_SERVER class=PRIMARY_BUTTON_CLASS>
                <Icon glyph=Glyph::Plus />
                {lang.say(SystemWord::NewMailboxServer)}
            </a>
        }
        .into_any()
    } else {
        view! { <p class="text-muted">{lang.say(SystemWord::ReadOnlyServers)}</p> }.into_any()
    };
    let table = if servers.is_empty() {
        view! { <p>{lang.say(SystemWord::NoServers)}</p> }.into_any()
    } else {
        view! { <ServerTable lang servers may_change /> }.into_any()
    };
    view! {
        <p class="max-w-2xl text-muted">{lang.say(SystemWord::MailboxServersHelp)}</p>
        <div>{new}</div>
        {table}
    }
}

#[component]
fn ServerTable(lang: Lang, servers: Vec<MailboxServer>, may_change: bool) -> impl IntoView {
    let (name, endpoint, used) = (
        lang.say(FrameWord::Name),
        lang.say(SystemWord::Endpoint),
        lang.say(SystemWord::UsedBy),
    );
    let rows = servers
        .into_iter()
        .map(|server| {
            let shown = if may_change {
                let href = paths::mailbox_server(&server.name);
                view! { <a href=href>{server.name.clone()}</a> }.into_any()
            } else {
                server.name.clone().into_any()
            };
            view! {
                <tr>
                    <th scope="row" data-label=name>{shown}</th>
                    <td data-label=endpoint>
                        <code>{server.endpoint.clone()}</code>
                    </td>
                    <td data-label=used>{used_by(lang, &server)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(FrameWord::MailboxServers)>
            <thead>
                <tr>
                    <th scope="col">{name}</th>
                    <th scope="col">{endpoint}</th>
                    <th scope="col">{used}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

/// How many domains and users have their mailboxes there.
pub(super) fn used_by(lang: Lang, server: &MailboxServer) -> String {
    if server.used_by == 0 {
        lang.say(SystemWord::NotUsed).to_owned()
    } else {
        lang.count(
            SystemWord::UsedByOne,
            SystemWord::UsedByMany,
            server.used_by,
        )
    }
}
