//! The list of deleted domains that can still come back.

use axum::response::Response;
use leptos::prelude::*;
use store::deleted::DeletedDomain;

use crate::caller::Caller;
use crate::error_page::Failure;
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{Glyph, Moment, SECONDARY_BUTTON_CLASS, Table};
use crate::words::{DeletionWord, FrameWord, HistoryWord, Lang};

/// GET: all of them; there are few.
///
/// # Errors
/// [`Failure::Denied`] for everybody but superadministrators.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let domains = caller.desk()?.list_deleted_domains().await?;
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(DeletionWord::DeletedDomains))
        .section(Section::System)
        .crumb(lang.say(FrameWord::ModifyDomain), paths::DOMAINS)
        .glyph(Glyph::Trash)
        .show(move || {
            let table = if domains.is_empty() {
                view! { <p>{lang.say(DeletionWord::NoDeleted)}</p> }.into_any()
            } else {
                view! { <DeletedTable lang domains /> }.into_any()
            };
            view! {
                <p class="max-w-2xl text-muted">{lang.say(DeletionWord::DeletedDomainsHelp)}</p>
                {table}
            }
        })
        .await)
}

#[component]
fn DeletedTable(lang: Lang, domains: Vec<DeletedDomain>) -> impl IntoView {
    let heads = [
        lang.say(FrameWord::Name),
        lang.say(HistoryWord::Entries),
        lang.say(DeletionWord::DeletedAt),
        lang.say(DeletionWord::KeptUntil),
    ];
    let [name, entries, deleted, until] = heads;
    let lines = domains
        .into_iter()
        .map(|domain| {
            let shown = model::name::shown(&domain.name);
            let undo = paths::undo(domain.history_id, paths::DELETED_DOMAINS);
            view! {
                <tr>
                    <th scope="row" data-label=name>{shown.clone()}</th>
                    <td data-label=entries data-align="end">{domain.entries}</td>
                    <td data-label=deleted><Moment at=domain.deleted_at /></td>
                    <td data-label=until><Moment at=domain.kept_until /></td>
                    <td data-align="end">
                        <span class="inline-flex flex-wrap justify-end gap-2">
                            <a
                                href=paths::directory_history(&domain.name)
                                class=SECONDARY_BUTTON_CLASS
                            >
                                {lang.say(FrameWord::History)}
                                <span class="sr-only">": " {shown.clone()}</span>
                            </a>
                            <a href=undo class=SECONDARY_BUTTON_CLASS>
                                {lang.say(DeletionWord::BringBack)}
                                <span class="sr-only">": " {shown}</span>
                            </a>
                        </span>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(DeletionWord::DeletedDomains)>
            <thead>
                <tr>
                    <th scope="col">{name}</th>
                    <th scope="col" data-align="end">{entries}</th>
                    <th scope="col">{deleted}</th>
                    <th scope="col">{until}</th>
                    <th scope="col">
                        <span class="sr-only">{lang.say(DeletionWord::BringBack)}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
    }
}
