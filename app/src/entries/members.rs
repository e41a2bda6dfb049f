//! The Members tab of a group: who is in it, whom its mail reaches, and why not.
//!
//! Adding and removing act at once. Nobody else's change is lost by that, so no version is asked for.

use std::collections::BTreeSet;

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::group::LeftOut;
use model::{Code, EntryRef, Kind};
use store::entries::Member;
use store::{Desk, StoreError};

use super::found::{EntryButton, FindAndAdd, Found};
use super::opened::{EntryHead, EntryTab, Opened};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::directory::{kind_glyph, kind_name};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::paths;
use crate::ui::{Glyph, ICON_BUTTON_CLASS, Icon, Notice, PageLinks, Section, Table, Tone};
use crate::users::{WhyNot, shown_address};
use crate::words::{DirectoryWord, EntryWord, FrameWord, Lang, UnitWord};

/// Members on a page.
const ROWS: usize = 100;
/// Who may be in a group.
pub(super) const KINDS: [Kind; 4] = [
    Kind::User,
    Kind::Group,
    Kind::SharedMailbox,
    Kind::ExternalUser,
];

/// GET: the members, those without mail first.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find_with(&desk, (&domain, &folder, &name), EntryTab::Members).await?;
    let typed = caller.query("find").unwrap_or_default();
    page(caller, &desk, opened, typed, Posted::default()).await
}

/// POST: adds or removes one member and shows the page as it was.
///
/// # Errors
/// What the page cannot mend.
pub async fn change(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find_with(&desk, (&domain, &folder, &name), EntryTab::Members).await?;
    let typed = form.draft("find");
    let changed = match sent(&form) {
        Ok((member, is_in)) => desk.set_member(&domain, &name, &member, is_in).await,
        Err(code) => Err(model::Problem::new("member", code).into()),
    };
    match changed {
        Ok(()) => {
            let href = opened.href(EntryTab::Members);
            let href = paths::with_query(&href, &[("find", &typed)]);
            Ok(see_other(&href, Some(&Flash::Saved)))
        }
        Err(error) => {
            let form = form.refused(error)?;
            page(caller, &desk, opened, typed, form).await
        }
    }
}

/// The entry a button of the page is about, and whether it is to be in.
pub(super) fn sent(form: &Posted) -> Result<(EntryRef, bool), Code> {
    let entry = EntryRef::parse(&form.draft("entry"))?;
    match form.pressed().map(|pressed| pressed.action).as_deref() {
        Some("add") => Ok((entry, true)),
        Some("remove") => Ok((entry, false)),
        _ => Err(Code::UnknownValue),
    }
}

/// What the tab shows.
#[derive(Clone, Debug)]
struct MembersTab {
    opened: Opened,
    members: Vec<Member>,
    /// Where the page of members begins.
    from: usize,
    found: Found,
    form: Posted,
}

async fn page(
    caller: Caller,
    desk: &Desk,
    opened: Opened,
    typed: String,
    form: Posted,
) -> Result<Response, Failure> {
    let tab = MembersTab::load(&caller, desk, opened, typed, form).await?;
    let lang = caller.lang;
    Ok(tab
        .opened
        .page(caller, &tab.form)
        .show(move || view! { <MembersPage lang tab /> })
        .await)
}

impl MembersTab {
    async fn load(
        caller: &Caller,
        desk: &Desk,
        opened: Opened,
        typed: String,
        form: Posted,
    ) -> Result<Self, StoreError> {
        let domain = opened.domain.name.as_str();
        let mut members = desk.list_members(domain, &opened.entry.name).await?;
        // Stable: those that mail cannot reach come first, each part by name.
        members.sort_by_key(|member| member.left_out.is_none());
        let present: BTreeSet<&EntryRef> = members.iter().map(|member| &member.entry).collect();
        let itself = opened.entry.reference();
        let why_not = |entry: &EntryRef| {
            if *entry == itself {
                Some(EntryWord::IsItself)
            } else {
                present.contains(entry).then_some(EntryWord::IsInAlready)
            }
        };
        let found = Found::look(desk, domain, typed, &KINDS, why_not).await?;
        let from = caller.query("after").and_then(|from| from.parse().ok());
        Ok(Self {
            from: from.filter(|from| *from < members.len()).unwrap_or(0),
            opened,
            members,
            found,
            form,
        })
    }
}

#[component]
fn MembersPage(lang: Lang, tab: MembersTab) -> impl IntoView {
    let href = tab.opened.href(EntryTab::Members);
    let errors = tab
        .form
        .other_errors(lang, &[])
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let found = tab.found.clone();
    let (may, permitted) = (tab.opened.may_change(), tab.opened.permitted);
    let add = may.then(|| {
        view! {
            <Section title=lang.say(EntryWord::AddMembers) id="add">
                {errors}
                <FindAndAdd lang href label=EntryWord::FindMember found />
            </Section>
        }
    });
    view! {
        <EntryHead lang opened=tab.opened.clone() current=EntryTab::Members />
        <WhyNot lang may permitted />
        {add}
        <Section title=lang.say(EntryWord::Members) id="members">
            <Reach lang members=tab.members.clone() />
            <MemberTable lang tab />
        </Section>
    }
}

/// Whether mail for the group reaches everybody in it.
#[component]
fn Reach(lang: Lang, members: Vec<Member>) -> impl IntoView {
    let left_out = members.iter().filter(|member| member.left_out.is_some());
    let number = left_out.count();
    if members.is_empty() {
        return view! { <Notice tone=Tone::Warning>{lang.say(EntryWord::NoMembers)}</Notice> }
            .into_any();
    }
    if number == 0 {
        return ().into_any();
    }
    let sentence = if number == members.len() {
        lang.say(EntryWord::NobodyReached).to_owned()
    } else {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        lang.count(EntryWord::LeftOutOne, EntryWord::LeftOutMany, number)
    };
    view! { <Notice tone=Tone::Warning>{sentence}</Notice> }.into_any()
}

#[component]
fn MemberTable(lang: Lang, tab: MembersTab) -> impl IntoView {
    let number = tab.members.len();
    if number == 0 {
        return ().into_any();
    }
    let href = tab.opened.href(EntryTab::Members);
    let typed = tab.found.typed.clone();
    let link = |word, from: usize| {
        let from = if from == 0 {
            String::new()
        } else {
            from.to_string()
        };
        let pairs = [("find", typed.as_str()), ("after", from.as_str())];
        (lang.say(word).to_owned(), paths::with_query(&href, &pairs))
    };
    let previous =
        (tab.from > 0).then(|| link(FrameWord::PreviousPage, tab.from.saturating_sub(ROWS)));
    let next = (tab.from + ROWS < number).then(|| link(FrameWord::NextPage, tab.from + ROWS));
    let count = i64::try_from(number).unwrap_or(i64::MAX);
    let count = lang.count(EntryWord::MemberOne, EntryWord::MemberMany, count);
    let caption = lang.fill(
        EntryWord::MembersOf,
        &[tab.opened.entry.display_name.as_str()],
    );
    let domain = tab.opened.domain.name.to_string();
    let may = tab.opened.may_change();
    let shown = tab.members.into_iter().skip(tab.from).take(ROWS);
    let rows = shown
        .map(|member| {
            let (domain, href, typed) = (domain.clone(), href.clone(), typed.clone());
            view! { <MemberLine lang domain href typed member may /> }
        })
        .collect_view();
    view! {
        <Table caption>
            <thead>
                <tr>
                    <th scope="col">{lang.say(DirectoryWord::ColumnKind)}</th>
                    <th scope="col">{lang.say(EntryWord::ColumnMember)}</th>
                    <th scope="col">{lang.say(EntryWord::ColumnReached)}</th>
                    <th scope="col"><span class="sr-only">{lang.say(EntryWord::ColumnAction)}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <div class="flex flex-wrap items-center justify-between gap-2">
            <p class="text-sm text-muted">{count}</p>
            <PageLinks label=lang.say(FrameWord::Pages) previous next />
        </div>
    }
    .into_any()
}

#[component]
fn MemberLine(
    lang: Lang,
    domain: String,
    href: String,
    typed: String,
    member: Member,
    may: bool,
) -> impl IntoView {
    let kind = kind_name(lang, member.entry.kind);
    let name = member.display_name.clone();
    let label = lang.fill(EntryWord::Remove, &[name.as_str()]);
    let page = paths::entry(&domain, &member.entry);
    let entry = member.entry.clone();
    let shown = if member.is_foreign {
        view! { <span>{name}</span> }.into_any()
    } else {
        view! { <a href=page class="text-accent hover:underline">{name}</a> }.into_any()
    };
    let remove = may.then(|| {
        view! {
            <EntryButton href typed entry action="remove" label class=ICON_BUTTON_CLASS>
                <Icon glyph=Glyph::Close />
            </EntryButton>
        }
    });
    view! {
        <tr>
            <td class="max-sm:hidden">
                <span class="inline-flex text-muted" title=kind>
                    <Icon glyph=kind_glyph(member.entry.kind) />
                    <span class="sr-only">{kind}</span>
                </span>
            </td>
            <th scope="row">{shown}</th>
            <td data-label=lang.say(EntryWord::ColumnReached)>
                <Reached lang member />
            </td>
            <td data-align="end" class="max-sm:justify-end">
                {remove}
            </td>
        </tr>
    }
}

/// Where mail for the group reaches a member, or why it does not.
#[component]
fn Reached(lang: Lang, member: Member) -> impl IntoView {
    if member.is_foreign {
        let outside = lang.say(UnitWord::OutsideYourUnits);
        return view! { <span class="text-muted">{outside}</span> }.into_any();
    }
    let Some(why) = member.left_out else {
        if member.entry.kind == Kind::Group {
            let through = lang.say(EntryWord::ReachedThrough);
            return view! { <span class="text-muted">{through}</span> }.into_any();
        }
        return shown_address(&member.address).into_any();
    };
    let word = match why {
        LeftOut::Suspended => EntryWord::LeftOutSuspended,
        LeftOut::NotTicked => EntryWord::LeftOutNotTicked,
        LeftOut::NoMail => EntryWord::LeftOutNoMail,
        LeftOut::NoAddress => EntryWord::LeftOutNoAddress,
        LeftOut::EmptyGroup => EntryWord::LeftOutEmptyGroup,
    };
    view! {
        <span class="inline-flex items-start gap-1 rounded bg-warn-soft px-2 text-warn">
            <span class="mt-0.5">
                <Icon glyph=Glyph::Warning />
            </span>
            {lang.say(word)}
        </span>
    }
    .into_any()
}
