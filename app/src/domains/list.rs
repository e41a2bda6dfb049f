//! The list of domains.

use axum::response::Response;
use leptos::prelude::*;
use model::Action;
use model::domain::DomainRole;
use store::domains::{Domain, DomainOrder, DomainQuery};
use store::{Page as Rows, StoreError};

use super::preview::shown;
use crate::caller::Caller;
use crate::error_page::Failure;
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{
    Glyph, Icon, Notice, PRIMARY_BUTTON_CLASS, PageLinks, SECONDARY_BUTTON_CLASS, Table,
};
use crate::words::{DeletionWord, FrameWord, Lang, SystemWord};

const ROWS: u32 = 25;
/// Aliases shown in a row; of the others only the number is told.
const ALIASES: usize = 3;

/// What the address asks for.
#[derive(Clone, Debug, Default)]
struct Asked {
    text: String,
    order: DomainOrder,
    after: String,
}

impl Asked {
    fn of(caller: &Caller) -> Self {
        let is_descending = caller.query("sort").as_deref() == Some("-name");
        Self {
            text: caller.query("q").unwrap_or_default().trim().to_owned(),
            order: if is_descending {
                DomainOrder::NameDescending
            } else {
                DomainOrder::Name
            },
            after: caller.query("after").unwrap_or_default(),
        }
    }

    fn sort(order: DomainOrder) -> &'static str {
        match order {
            DomainOrder::Name => "",
            DomainOrder::NameDescending => "-name",
        }
    }

    fn address(&self, order: DomainOrder, after: &str) -> String {
        let pairs = [
            ("q", self.text.as_str()),
            ("sort", Self::sort(order)),
            ("after", after),
        ];
        paths::with_query(paths::DOMAINS, &pairs)
    }

    fn query(&self, after: &str) -> DomainQuery {
        DomainQuery {
            text: self.text.clone(),
            order: self.order,
            after: (!after.is_empty()).then(|| after.to_owned()),
            limit: ROWS,
        }
    }
}

/// GET: the domains the caller sees.
///
/// # Errors
/// Those of the store.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let asked = Asked::of(&caller);
    let (rows, is_lost) = match desk.list_domains(&asked.query(&asked.after)).await {
        // A cursor that somebody wrote by hand, or an old one.
        Err(StoreError::Invalid(_)) => (desk.list_domains(&asked.query("")).await?, true),
        rows => (rows?, false),
    };
    let lang = caller.lang;
    let may_create = caller.may(Action::CreateDomain);
    let opens = caller.administers_whole_domains();
    let deleted = if caller.may(Action::ReadHistory) {
        desk.list_deleted_domains().await?.len()
    } else {
        0
    };
    Ok(Page::new(caller, lang.say(FrameWord::ModifyDomain))
        .section(Section::System)
        .show(move || view! { <DomainList lang asked rows is_lost may_create opens deleted /> })
        .await)
}

#[component]
fn DomainList(
    lang: Lang,
    asked: Asked,
    rows: Rows<Domain>,
    is_lost: bool,
    may_create: bool,
    opens: bool,
    deleted: usize,
) -> impl IntoView {
    let way_to_deleted = (deleted > 0).then(|| {
        let label = format!("{} ({deleted})", lang.say(DeletionWord::DeletedDomains));
        view! {
            <p>
                <a href=paths::DELETED_DOMAINS>{label}</a>
            </p>
        }
    });
    let new = may_create.then(|| {
        view! {
            <a href=paths::NEW_DOMAIN class=PRIMARY_BUTTON_CLASS>
                <Icon glyph=Glyph::Plus />
                {lang.say(SystemWord::NewDomain)}
            </a>
        }
    });
    let reason = (!may_create).then(|| {
        view! { <p class="max-w-xl text-muted">{lang.say(SystemWord::OnlyOwnDomains)}</p> }
    });
    view! {
        <div class="flex flex-col gap-4">
            <div class="flex flex-wrap items-end gap-3">
                {new} {reason} <SearchForm lang asked=asked.clone() />
            </div>
            <div id="domain-list" class="flex flex-col gap-3">
                {is_lost
                    .then(|| view! { <Notice>{lang.say(SystemWord::BadCursor)}</Notice> })}
                <Found lang asked rows may_create opens />
            </div>
            {way_to_deleted}
        </div>
    }
}

#[component]
fn SearchForm(lang: Lang, asked: Asked) -> impl IntoView {
    let sort = Asked::sort(asked.order);
    view! {
        <form
            method="get"
            action=paths::DOMAINS
            role="search"
            data-live="domain-list"
            class="ml-auto flex w-full flex-wrap items-center gap-2 sm:w-auto"
        >
            {(!sort.is_empty()).then(|| view! { <input type="hidden" name="sort" value=sort /> })}
            <input
                type="search"
                data-key="filter"
                name="q"
                value=asked.text
                class="min-w-0 flex-1 sm:w-64"
                aria-label=lang.say(SystemWord::SearchDomains)
                placeholder=lang.say(SystemWord::SearchDomains)
                autocomplete="off"
                maxlength="253"
            />
            <button type="submit" class=SECONDARY_BUTTON_CLASS>
                <Icon glyph=Glyph::Search />
                {lang.say(FrameWord::Search)}
            </button>
        </form>
    }
}

/// The rows, or why there are none.
#[component]
fn Found(
    lang: Lang,
    asked: Asked,
    rows: Rows<Domain>,
    may_create: bool,
    opens: bool,
) -> impl IntoView {
    if rows.items.is_empty() {
        return view! { <Nothing lang text=asked.text may_create /> }.into_any();
    }
    let link = |word, after: &str| (lang.say(word).to_owned(), asked.address(asked.order, after));
    let previous = rows
        .previous
        .as_deref()
        .map(|after| link(FrameWord::PreviousPage, after));
    let next = rows
        .next
        .as_deref()
        .map(|after| link(FrameWord::NextPage, after));
    let is_whole = previous.is_none() && next.is_none();
    let number = i64::try_from(rows.items.len()).unwrap_or(i64::MAX);
    let count = is_whole.then(|| lang.count(SystemWord::CountOne, SystemWord::CountMany, number));
    view! {
        <Table caption=lang.say(FrameWord::Domains)>
            <thead>
                <tr>
                    <NameColumn lang asked=asked.clone() />
                    <th scope="col">{lang.say(SystemWord::ColumnAlias)}</th>
                    <th scope="col">{lang.say(FrameWord::Description)}</th>
                    <th scope="col">{lang.say(SystemWord::ColumnSplit)}</th>
                </tr>
            </thead>
            <tbody>
                {rows
                    .items
                    .into_iter()
                    .map(|row| view! { <DomainLine lang row opens /> })
                    .collect_view()}
            </tbody>
        </Table>
        <div class="flex flex-wrap items-center justify-between gap-2">
            <p class="text-sm text-muted" data-count="">{count}</p>
            <PageLinks label=lang.say(FrameWord::Pages) previous next />
        </div>
    }
    .into_any()
}

/// The head of the column that sorts.
#[component]
fn NameColumn(lang: Lang, asked: Asked) -> impl IntoView {
    let (state, mark, other, title) = match asked.order {
        DomainOrder::Name => (
            "ascending",
            "▲",
            DomainOrder::NameDescending,
            SystemWord::SortDescending,
        ),
        DomainOrder::NameDescending => (
            "descending",
            "▼",
            DomainOrder::Name,
            SystemWord::SortAscending,
        ),
    };
    view! {
        <th scope="col" aria-sort=state>
            <a
                href=asked.address(other, "")
                class="inline-flex items-center gap-1 hover:text-accent"
                title=lang.say(title)
            >
                {lang.say(FrameWord::Name)}
                <span aria-hidden="true" class="text-sm">{mark}</span>
            </a>
        </th>
    }
}

#[component]
fn DomainLine(lang: Lang, row: Domain, opens: bool) -> impl IntoView {
    // Whoever administers some entries only has nothing to see in the domain's own pages.
    let href = if opens {
        paths::domain(row.name.as_str())
    } else {
        paths::directory(row.name.as_str())
    };
    let (role, role_class) = match row.routing.role() {
        DomainRole::Single => (SystemWord::RoleSingle, "text-muted"),
        DomainRole::Master => (SystemWord::RoleMaster, "font-medium"),
        DomainRole::Slave => (SystemWord::RoleSlave, "font-medium"),
    };
    let relay = row.routing.relay.as_ref().map(|relay| {
        view! { <span class="block text-sm text-muted">"→ " {shown(relay)}</span> }
    });
    view! {
        <tr>
            <th scope="row" data-label=lang.say(FrameWord::Name)>
                <a href=href>{row.name.shown()}</a>
            </th>
            <td data-label=lang.say(SystemWord::ColumnAlias)>{some(aliases(lang, &row))}</td>
            <td data-label=lang.say(FrameWord::Description)>{some(row.description)}</td>
            <td data-label=lang.say(SystemWord::ColumnSplit)>
                <span>
                    <span class=role_class>{lang.say(role)}</span>
                    {relay}
                </span>
            </td>
        </tr>
    }
}

/// A text, or nothing at all: an empty cell is left out on narrow screens.
fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn aliases(lang: Lang, row: &Domain) -> String {
    let mut names: Vec<String> = row
        .aliases
        .iter()
        .take(ALIASES)
        .map(model::DomainName::shown)
        .collect();
    let more = row.aliases.len().saturating_sub(ALIASES);
    if more > 0 {
        names.push(lang.fill(SystemWord::MoreAliases, &[more.to_string()]));
    }
    names.join(", ")
}

#[component]
fn Nothing(lang: Lang, text: String, may_create: bool) -> impl IntoView {
    let sentence = match (text.is_empty(), may_create) {
        (false, _) => lang.fill(SystemWord::NoMatch, &[text.as_str()]),
        (true, true) => lang.say(SystemWord::NoDomains).to_owned(),
        (true, false) => lang.say(SystemWord::NoOwnDomains).to_owned(),
    };
    view! {
        <div class="flex flex-col items-center gap-3 rounded border border-line bg-panel px-4 py-8 text-center">
            <p>{sentence}</p>
            {(!text.is_empty())
                .then(|| {
                    view! {
                        <a href=paths::DOMAINS class=SECONDARY_BUTTON_CLASS>
                            {lang.say(SystemWord::ClearSearch)}
                        </a>
                    }
                })}
        </div>
    }
}
