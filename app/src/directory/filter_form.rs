//! The filters above the list. They are a GET form: the address of the page says what it shows.

use leptos::prelude::*;
use model::{Kind, MailType};

use super::filter::{Filter, status_name};
use super::rows::{kind_glyph, kind_name, mail_type_name};
use crate::paths;
use crate::ui::{Glyph, Icon, SECONDARY_BUTTON_CLASS};
use crate::units::UnitChoices;
use crate::words::{DirectoryWord, Lang, UnitWord};

/// Kinds, mail type, status and text.
#[component]
pub(super) fn FilterForm(
    lang: Lang,
    filter: Filter,
    servers: Vec<String>,
    units: UnitChoices,
) -> impl IntoView {
    let mail_types = MailType::ALL
        .into_iter()
        .map(|mail_type| {
            let selected = filter.mail_type == Some(mail_type);
            view! {
                <option value=mail_type.as_str() selected=selected>
                    {mail_type_name(lang, mail_type)}
                </option>
            }
        })
        .collect_view();
    let statuses = [
        (false, DirectoryWord::StatusesActive),
        (true, DirectoryWord::StatusesSuspended),
    ]
    .into_iter()
    .map(|(suspended, word)| {
        let selected = filter.suspended == Some(suspended);
        view! {
            <option value=status_name(suspended) selected=selected>
                {lang.say(word)}
            </option>
        }
    })
    .collect_view();
    view! {
        <form
            method="get"
            action=paths::DIRECTORY
            role="search"
            aria-label=lang.say(DirectoryWord::Filters)
            data-live="entries"
            class="flex w-full flex-wrap items-center gap-2 sm:w-auto"
        >
            <input type="hidden" name="domain" value=filter.domain />
            <input type="hidden" name="sort" value=filter.order.as_str() />
            <KindToggles lang kinds=filter.kinds />
            <select
                name="type"
                class="max-sm:flex-1"
                aria-label=lang.say(DirectoryWord::ColumnRouting)
            >
                <option value="">{lang.say(DirectoryWord::AllRoutings)}</option>
                {mail_types}
            </select>
            <select
                name="status"
                class="max-sm:flex-1"
                aria-label=lang.say(DirectoryWord::ColumnStatus)
            >
                <option value="">{lang.say(DirectoryWord::StatusAll)}</option>
                {statuses}
            </select>
            <UnitChoice lang units chosen=filter.unit />
            <ServerChoice lang servers chosen=filter.server />
            <input
                type="search"
                name="q"
                value=filter.text
                class="min-w-40 flex-1 sm:w-56"
                aria-label=lang.say(DirectoryWord::FilterText)
                placeholder=lang.say(DirectoryWord::FilterHint)
                title=lang.say(DirectoryWord::FilterText)
                autocomplete="off"
                maxlength="200"
                data-key="filter"
            />
            <button type="submit" class=SECONDARY_BUTTON_CLASS data-without-script>
                <Icon glyph=Glyph::Filter />
                {lang.say(DirectoryWord::Apply)}
            </button>
        </form>
    }
}

/// The organizational units, where there are any.
#[component]
fn UnitChoice(lang: Lang, units: UnitChoices, chosen: String) -> impl IntoView {
    let is_choice = !units.units.is_empty() || !chosen.is_empty();
    is_choice.then(|| {
        let chosen = units.written(&chosen);
        let paths = units.units.iter().map(|unit| unit.path.to_string());
        let mut paths: Vec<String> = paths.collect();
        if !chosen.is_empty() && !paths.contains(&chosen) {
            paths.push(chosen.clone());
        }
        let options = paths
            .into_iter()
            .map(|path| {
                let selected = path == chosen;
                let label = path.clone();
                view! { <option value=path selected=selected>{label}</option> }
            })
            .collect_view();
        view! {
            <select name="unit" class="max-w-56 max-sm:flex-1" aria-label=lang.say(UnitWord::Unit)>
                <option value="">{lang.say(UnitWord::AllUnits)}</option>
                {options}
            </select>
        }
    })
}

/// The mailbox servers, where there are several.
#[component]
fn ServerChoice(lang: Lang, servers: Vec<String>, chosen: String) -> impl IntoView {
    let is_choice = servers.len() > 1 || !chosen.is_empty();
    is_choice.then(|| {
        let options = servers
            .into_iter()
            .map(|name| {
                let selected = name == chosen;
                let label = name.clone();
                view! { <option value=name selected=selected>{label}</option> }
            })
            .collect_view();
        view! {
            <select
                name="server"
                class="max-sm:flex-1"
                aria-label=lang.say(DirectoryWord::StorageServer)
            >
                <option value="">{lang.say(DirectoryWord::AllServers)}</option>
                {options}
            </select>
        }
    })
}

/// One toggle for each kind of entry; none means all.
#[component]
fn KindToggles(lang: Lang, kinds: Vec<Kind>) -> impl IntoView {
    let toggle = |kind: Kind| {
        let checked = kinds.contains(&kind);
        let name = kind_name(lang, kind);
        view! {
            <label
                class="relative inline-flex size-8 items-center justify-center rounded border border-line-strong bg-panel text-muted hover:bg-hover has-checked:border-accent has-checked:bg-selected has-checked:text-accent"
                title=name
            >
                <input
                    type="checkbox"
                    name="kind"
                    value=kind.as_str()
                    checked=checked
                    class="absolute inset-0 opacity-0"
                    aria-label=name
                />
                <Icon glyph=kind_glyph(kind) />
            </label>
        }
    };
    view! {
        <div
            role="group"
            aria-label=lang.say(DirectoryWord::FilterKind)
            class="flex gap-1"
        >
            {Kind::ALL.map(toggle).collect_view()}
        </div>
    }
}
