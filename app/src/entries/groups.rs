//! The Groups tab of an entry of any kind: which groups it is in.
//!
//! Adding and removing act at once, as on the group's own page.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::{Action, EntryRef, Kind, Problem, Right};
use store::Desk;

use super::found::{EntryButton, FindAndAdd, Found};
use super::members::sent;
use super::opened::EntryTab;
use super::whose::Whose;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::directory::kind_glyph;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::paths;
use crate::ui::{Glyph, ICON_BUTTON_CLASS, Icon, Notice, Section, Tone};
use crate::users::UserTab;
use crate::words::{EntryWord, Lang};

/// What the tab shows.
#[derive(Clone, Debug)]
struct GroupsTab {
    whose: Whose,
    groups: Vec<EntryRef>,
    found: Found,
    form: Posted,
    /// Whether the caller may change groups anywhere in the domain.
    may: bool,
}

/// GET: the groups.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let whose = Whose::find(&desk, (&domain, &folder, &name), EntryTab::Groups).await?;
    let typed = caller.query("find").unwrap_or_default();
    page(caller, &desk, whose, typed, Posted::default()).await
}

/// POST: puts it into a group or takes it out, and shows the page as it was.
///
/// # Errors
/// What the page cannot mend.
pub async fn change(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let whose = Whose::find(&desk, (&domain, &folder, &name), EntryTab::Groups).await?;
    let typed = form.draft("find");
    let changed = match sent(&form) {
        Ok((group, is_in)) => {
            let member = whose.reference();
            desk.set_member(&domain, &group.name, &member, is_in).await
        }
        Err(code) => Err(Problem::new("member", code).into()),
    };
    match changed {
        Ok(()) => {
            let href = paths::with_query(&groups_href(&whose), &[("find", &typed)]);
            Ok(see_other(&href, Some(&Flash::Saved)))
        }
        Err(error) => {
            let form = form.refused(error)?;
            page(caller, &desk, whose, typed, form).await
        }
    }
}

fn groups_href(whose: &Whose) -> String {
    paths::entry_groups(whose.domain().name.as_str(), &whose.reference())
}

async fn page(
    caller: Caller,
    desk: &Desk,
    whose: Whose,
    typed: String,
    form: Posted,
) -> Result<Response, Failure> {
    let domain = whose.domain().name.as_str();
    let itself = whose.reference();
    let groups = desk.list_groups_of(domain, &itself).await?;
    let why_not = |entry: &EntryRef| {
        if *entry == itself {
            Some(EntryWord::IsItself)
        } else {
            groups.contains(entry).then_some(EntryWord::IsInAlready)
        }
    };
    let found = Found::look(desk, domain, typed, &[Kind::Group], why_not).await?;
    let lang = caller.lang;
    let may = caller.may(Action::ChangeSome(whose.domain().id, Right::Groups));
    let page = whose.page(caller, &form);
    let tab = GroupsTab {
        whose,
        groups,
        found,
        form,
        may,
    };
    Ok(page.show(move || view! { <GroupsPage lang tab /> }).await)
}

#[component]
fn GroupsPage(lang: Lang, tab: GroupsTab) -> impl IntoView {
    let head = tab.whose.head(lang, UserTab::Groups, EntryTab::Groups);
    let errors = tab
        .form
        .other_errors(lang, &[])
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let (href, found) = (groups_href(&tab.whose), tab.found.clone());
    let add = tab.may.then(|| {
        view! {
            <Section title=lang.say(EntryWord::AddToGroups) id="add">
                {errors}
                <FindAndAdd lang href label=EntryWord::FindGroup found />
            </Section>
        }
    });
    view! {
        {head}
        {add}
        <Section title=lang.say(EntryWord::GroupsOf) id="groups">
            <GroupList lang tab />
        </Section>
    }
}

#[component]
fn GroupList(lang: Lang, tab: GroupsTab) -> impl IntoView {
    if tab.groups.is_empty() {
        return view! { <p class="text-muted">{lang.say(EntryWord::NoGroups)}</p> }.into_any();
    }
    let domain = tab.whose.domain().name.to_string();
    let href = groups_href(&tab.whose);
    let rows = tab
        .groups
        .into_iter()
        .map(|group| {
            let (href, typed) = (href.clone(), tab.found.typed.clone());
            let page = paths::entry(&domain, &group);
            let name = group.name.clone();
            let label = lang.fill(EntryWord::Remove, &[name.as_str()]);
            let remove = tab.may.then(|| {
                view! {
                    <EntryButton href typed entry=group action="remove" label class=ICON_BUTTON_CLASS>
                        <Icon glyph=Glyph::Close />
                    </EntryButton>
                }
            });
            view! {
                <li class="flex items-center gap-3 border-b border-line px-3 py-1 last:border-b-0">
                    <span class="inline-flex text-muted">
                        <Icon glyph=kind_glyph(Kind::Group) />
                    </span>
                    <a href=page class="min-w-0 flex-1 break-words text-accent hover:underline">{name}</a>
                    {remove}
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="max-w-xl rounded border border-line bg-panel">{rows}</ul>
    }
    .into_any()
}
