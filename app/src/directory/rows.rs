//! One page of entries, or why there is none.

use leptos::prelude::*;
use model::access::DomainId;
use model::{EntryOrder, Kind, MailType};
use store::Page as Rows;
use store::domains::Domain;
use store::users::{Counted, EntryRow};

use super::change_bar::{ChangeBar, Tick, TickHead};
use super::choice::Choice;
use super::filter::Filter;
use crate::caller::current;
use crate::paths;
use crate::ui::{
    Glyph, Icon, PRIMARY_BUTTON_CLASS, PageLinks, QUIET_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Table,
};
use crate::users::shown_address;
use crate::words::{DirectoryWord, FrameWord, Lang, SystemWord, UnitWord};

/// A mail type in words.
pub fn mail_type_name(lang: Lang, mail_type: MailType) -> &'static str {
    lang.say(match mail_type {
        MailType::Internal => DirectoryWord::MailboxHere,
        MailType::External => DirectoryWord::AlternateServer,
        MailType::None => DirectoryWord::NoProcessing,
    })
}

/// A kind of entry in words.
pub fn kind_name(lang: Lang, kind: Kind) -> &'static str {
    lang.say(match kind {
        Kind::User => DirectoryWord::KindUser,
        Kind::Group => DirectoryWord::KindGroup,
        Kind::SharedMailbox => DirectoryWord::KindSharedMailbox,
        Kind::ExternalUser => DirectoryWord::KindExternalUser,
        Kind::Resource => DirectoryWord::KindResource,
    })
}

/// The sign of a kind of entry.
pub const fn kind_glyph(kind: Kind) -> Glyph {
    match kind {
        Kind::User => Glyph::User,
        Kind::Group => Glyph::Users,
        Kind::SharedMailbox => Glyph::Envelope,
        Kind::ExternalUser => Glyph::Globe,
        Kind::Resource => Glyph::Briefcase,
    }
}

const fn mail_type_glyph(mail_type: MailType) -> Glyph {
    match mail_type {
        MailType::Internal => Glyph::Inbox,
        MailType::External => Glyph::External,
        MailType::None => Glyph::Minus,
    }
}

/// The rows and the way to the neighbouring pages.
#[component]
pub(super) fn EntryTable(
    lang: Lang,
    domain: Domain,
    filter: Filter,
    rows: Rows<EntryRow>,
    /// How many there are on all pages, where that is known.
    counted: Option<Counted>,
    /// Whether the domain has organizational units.
    has_units: bool,
) -> impl IntoView {
    if rows.items.is_empty() {
        return view! { <Nothing lang domain filter /> }.into_any();
    }
    let link = |word, after: &str| (lang.say(word).to_owned(), filter.page(after));
    let previous = rows
        .previous
        .as_deref()
        .map(|after| link(FrameWord::PreviousPage, after));
    let next = rows
        .next
        .as_deref()
        .map(|after| link(FrameWord::NextPage, after));
    // The page before the second one is the first one already.
    let first = rows
        .previous
        .as_deref()
        .filter(|after| !after.is_empty())
        .map(|_| {
            view! {
                <a href=filter.page("") rel="first" class=SECONDARY_BUTTON_CLASS>
                    {lang.say(FrameWord::FirstPage)}
                </a>
            }
        });
    let csv = filter.csv();
    let total = counted.map(|counted| number_listed(lang, counted));
    let count = total.clone().unwrap_or_else(|| {
        let number = i64::try_from(rows.items.len()).unwrap_or(i64::MAX);
        lang.count(FrameWord::EntryOnPage, FrameWord::EntriesOnPage, number)
    });
    let name = domain.name.to_string();
    let (choices, own) = may_change_some(domain.id);
    let may_change = !choices.is_empty();
    let lines = rows
        .items
        .into_iter()
        .map(|row| {
            let tick = may_change.then(|| view! { <Tick lang row=row.clone() own=own.clone() /> });
            view! {
                <tr>
                    {tick}
                    <EntryLine lang domain=name.clone() row has_units />
                </tr>
            }
        })
        .collect_view();
    view! {
        {may_change.then(|| view! { <ChangeBar lang domain=name filter=filter.clone() choices total /> })}
        <Table caption=lang.fill(DirectoryWord::EntriesOf, &[domain.name.shown()])>
            <thead>
                <tr>
                    {may_change.then(|| view! { <TickHead lang /> })}
                    <SortColumn lang filter=filter.clone() by_kind=true />
                    <SortColumn lang filter=filter.clone() by_kind=false />
                    <th scope="col">{lang.say(DirectoryWord::ColumnEmail)}</th>
                    {has_units
                        .then(|| view! { <th scope="col">{lang.say(UnitWord::Unit)}</th> })}
                    <th scope="col">{lang.say(DirectoryWord::ColumnRouting)}</th>
                    <th scope="col">{lang.say(DirectoryWord::ColumnStatus)}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
        <Below lang csv count>
            {first}
            <PageLinks label=lang.say(FrameWord::Pages) previous next />
        </Below>
    }
    .into_any()
}

/// How many there are, the list as a file, and the way to its other pages.
#[component]
fn Below(lang: Lang, csv: String, count: String, children: Children) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-center justify-between gap-2">
            <p class="text-sm text-muted" data-count="">{count}</p>
            <div class="flex flex-wrap items-center gap-2">
                <a
                    href=csv
                    download
                    class=QUIET_BUTTON_CLASS
                    title=lang.say(DirectoryWord::DownloadHelp)
                    aria-label=lang.say(DirectoryWord::DownloadHelp)
                >
                    <Icon glyph=Glyph::Download />
                    {lang.say(DirectoryWord::DownloadCsv)}
                </a>
                {children()}
            </div>
        </div>
    }
}

/// The head of a column that sorts.
#[component]
fn SortColumn(lang: Lang, filter: Filter, by_kind: bool) -> impl IntoView {
    let is_current = filter.order.is_by_kind() == by_kind;
    let (state, mark) = match (is_current, filter.order.is_descending()) {
        (false, _) => (None, ""),
        (true, false) => (Some("ascending"), "▲"),
        (true, true) => (Some("descending"), "▼"),
    };
    let other: EntryOrder = filter.order.after_choosing(by_kind);
    let title = match (by_kind, other.is_descending()) {
        (true, _) => lang.say(DirectoryWord::SortByKind),
        (false, true) => lang.say(SystemWord::SortDescending),
        (false, false) => lang.say(SystemWord::SortAscending),
    };
    let label = lang.say(if by_kind {
        DirectoryWord::ColumnKind
    } else {
        DirectoryWord::ColumnName
    });
    view! {
        <th scope="col" aria-sort=state>
            <a
                href=filter.sorted(other)
                class="inline-flex items-center gap-1 hover:text-accent"
                title=title
            >
                {label}
                <span aria-hidden="true" class="text-sm">{mark}</span>
            </a>
        </th>
    }
}

/// How many entries there are on all pages.
fn number_listed(lang: Lang, counted: Counted) -> String {
    match counted {
        Counted::Exactly(number) => lang.count(
            DirectoryWord::EntryListed,
            DirectoryWord::EntriesListed,
            number,
        ),
        Counted::MoreThan(number) => {
            lang.fill(DirectoryWord::MoreEntriesListed, &[lang.number(number)])
        }
    }
}

#[component]
fn EntryLine(lang: Lang, domain: String, row: EntryRow, has_units: bool) -> impl IntoView {
    let href = paths::entry(&domain, &row.entry);
    let kind = kind_name(lang, row.entry.kind);
    let address = if row.address.is_empty() {
        let none = lang.say(DirectoryWord::NoAddress);
        view! { <span class="text-muted">{none}</span> }.into_any()
    } else {
        view! { <CopyableAddress lang address=shown_address(&row.address) /> }.into_any()
    };
    let name_class = if row.suspended {
        "text-muted line-through"
    } else {
        "text-accent"
    };
    // On a narrow screen only what is unusual takes a line.
    let status_class = if row.suspended || row.hidden {
        ""
    } else {
        "max-sm:hidden"
    };
    view! {
            <td class="max-sm:hidden">
                <span class="inline-flex text-muted" title=kind>
                    <Icon glyph=kind_glyph(row.entry.kind) />
                    <span class="sr-only">{kind}</span>
                </span>
            </td>
            <th scope="row">
                <span class="inline-flex min-w-0 items-center gap-2">
                    <span class="inline-flex text-muted sm:hidden" title=kind>
                        <Icon glyph=kind_glyph(row.entry.kind) />
                        <span class="sr-only">{kind}</span>
                    </span>
                    <a href=href class=format!("hover:underline {name_class}")>
                        {row.display_name}
                    </a>
                </span>
            </th>
            <td data-label=lang.say(DirectoryWord::ColumnEmail)>{address}</td>
            {has_units
                .then(|| {
                    view! {
                        <td data-label=lang.say(UnitWord::Unit)>
                            {(!row.unit.is_root())
                                .then(|| {
                                    view! {
                                        <span class="break-words">{row.unit.to_string()}</span>
                                    }
                                })}
                        </td>
                    }
                })}
            <td data-label=lang.say(DirectoryWord::ColumnRouting)>
                {row
                    .mail_type
                    .map(|mail_type| {
                        view! {
                            <span class="inline-flex items-center gap-2">
                                <span class="text-muted">
                                    <Icon glyph=mail_type_glyph(mail_type) />
                                </span>
                                {mail_type_name(lang, mail_type)}
                            </span>
                        }
                    })}
            </td>
            <td
                data-label=lang.say(DirectoryWord::ColumnStatus)
                class=status_class
            >
                <Status lang suspended=row.suspended hidden=row.hidden />
            </td>
    }
}

/// An address with a button that copies it.
#[component]
fn CopyableAddress(lang: Lang, address: String) -> impl IntoView {
    let label = lang.fill(DirectoryWord::CopyAddress, &[address.as_str()]);
    // In a narrow column it breaks here, not anywhere.
    let (local_part, name) = address.split_once('@').unwrap_or((address.as_str(), ""));
    let parts = (
        local_part.to_owned(),
        (!name.is_empty()).then(|| format!("@{name}")),
    );
    view! {
        <span class="inline-flex min-w-0 items-center gap-1">
            <span class="min-w-0 break-words xl:whitespace-nowrap">{parts.0} <wbr /> {parts.1}</span>
            <button type="button" data-copy=address class=COPY_CLASS aria-label=label.clone() title=label>
                <Icon glyph=Glyph::Copy />
            </button>
        </span>
    }
}

const COPY_CLASS: &str = "inline-flex size-6 shrink-0 items-center justify-center rounded text-muted \
    hover:bg-hover hover:text-ink";

#[component]
fn Status(lang: Lang, suspended: bool, hidden: bool) -> impl IntoView {
    let status = if suspended {
        let word = lang.say(DirectoryWord::StatusSuspended);
        view! {
            <span class="inline-flex items-center gap-1 rounded bg-warn-soft px-2 text-warn">
                <Icon glyph=Glyph::Warning />
                {word}
            </span>
        }
        .into_any()
    } else {
        view! { <span>{lang.say(DirectoryWord::StatusActive)}</span> }.into_any()
    };
    let hidden = hidden.then(|| {
        view! { <span class="text-sm text-muted">{lang.say(DirectoryWord::HiddenMark)}</span> }
    });
    view! { <span class="inline-flex flex-wrap items-center gap-2">{status} {hidden}</span> }
}

/// Why the list is empty, and the way on.
#[component]
fn Nothing(lang: Lang, domain: Domain, filter: Filter) -> impl IntoView {
    let (title, help, href, label, class) = if filter.is_narrowing() {
        (
            lang.say(FrameWord::NoMatch).to_owned(),
            DirectoryWord::NoMatchHelp,
            paths::directory(domain.name.as_str()),
            lang.say(FrameWord::ClearFilters),
            SECONDARY_BUTTON_CLASS,
        )
    } else {
        (
            lang.fill(DirectoryWord::NoEntriesYet, &[domain.name.shown()]),
            DirectoryWord::NoEntriesHelp,
            paths::new_user(domain.name.as_str()),
            lang.say(DirectoryWord::NewUser),
            PRIMARY_BUTTON_CLASS,
        )
    };
    view! {
        <div class="flex flex-col items-center gap-3 rounded border border-line bg-panel px-4 py-10 text-center">
            <p class="font-medium" data-count="">{title}</p>
            <p class="max-w-md text-muted">{lang.say(help)}</p>
            <a href=href class=class>{label}</a>
        </div>
    }
}

/// The changes of many entries that the visitor may make, and his own name.
fn may_change_some(domain: DomainId) -> (Vec<Choice>, String) {
    let Some(caller) = current() else {
        return (Vec::new(), String::new());
    };
    let choices = Choice::ALL.into_iter();
    let choices = choices.filter(|choice| choice.is_for(&caller, domain));
    let own = caller.actor().map(|actor| actor.name.clone());
    (choices.collect(), own.unwrap_or_default())
}
