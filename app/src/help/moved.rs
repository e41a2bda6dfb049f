//! Where things known from another console are, and what is not here.

use leptos::prelude::*;

use crate::caller::Caller;
use crate::search::{Here, places};
use crate::ui::Table;
use crate::words::{Lang, MovedWord};

/// A thing of another console, and the places it is now.
struct Row {
    there: MovedWord,
    here: &'static [&'static str],
    note: Option<MovedWord>,
}

const fn row(there: MovedWord, here: &'static [&'static str]) -> Row {
    Row {
        there,
        here,
        note: None,
    }
}

const fn absent(there: MovedWord, why: MovedWord) -> Row {
    Row {
        there,
        here: &[],
        note: Some(why),
    }
}

/// Things that are called otherwise here, or stand elsewhere.
const MOVED: &[Row] = &[
    row(MovedWord::DomainList, &["domains", "new-domain"]),
    row(MovedWord::DomainGeneral, &["domain-general"]),
    row(MovedWord::DomainAlias, &["domain-aliases"]),
    row(
        MovedWord::MailServers,
        &["domain-mailbox-server", "mailbox-servers"],
    ),
    row(
        MovedWord::PublicFolderQuota,
        &["max-shared-quota", "default-shared-quota"],
    ),
    row(MovedWord::Split, &["relay"]),
    row(MovedWord::CatchAll, &["forward-unknown"]),
    row(MovedWord::RoutingList, &["mail-type", "select-addresses"]),
    row(
        MovedWord::ThirdParty,
        &["alternate-users", "bulk-mail-type"],
    ),
    row(
        MovedWord::Mailshare,
        &["shared-mailboxes", "new-shared-mailbox"],
    ),
    row(MovedWord::GroupMembership, &["groups-of", "members"]),
    row(MovedWord::Password, &["password", "own-password"]),
    row(MovedWord::LdapImport, &["ldap"]),
    row(MovedWord::Filters, &["domain-filters"]),
    row(MovedWord::Forwarding, &["forwarding", "automatic-reply"]),
    row(MovedWord::Roles, &["administrator"]),
];

/// Things that are not here.
const ABSENT: &[Row] = &[
    absent(MovedWord::Calendars, MovedWord::NotMail),
    absent(MovedWord::Relays, MovedWord::PostfixItself),
    absent(MovedWord::Services, MovedWord::NoServices),
    absent(MovedWord::Certificates, MovedWord::ProxyItself),
    absent(MovedWord::SignOn, MovedWord::OwnSignIn),
    absent(MovedWord::Mailflow, MovedWord::PostfixItself),
    absent(MovedWord::DataProtect, MovedWord::BackupCommand),
];

/// Both tables.
#[component]
pub fn Moved(caller: Caller, here: Here) -> impl IntoView {
    let lang = caller.lang;
    let things = |rows: &'static [Row]| {
        rows.iter()
            .map(|row| view! { <Thing caller=caller.clone() here=here.clone() row /> })
            .collect_view()
    };
    let (moved, absent) = (things(MOVED), things(ABSENT));
    view! {
        <section id="moved" class="flex flex-col gap-3">
            <h2>{lang.say(MovedWord::Title)}</h2>
            <p class="max-w-3xl text-muted">{lang.say(MovedWord::About)}</p>
            <Things lang heads=[MovedWord::There, MovedWord::Here] title=MovedWord::Title>
                {moved}
            </Things>
            <h2>{lang.say(MovedWord::AbsentTitle)}</h2>
            <Things lang heads=[MovedWord::There, MovedWord::Why] title=MovedWord::AbsentTitle>
                {absent}
            </Things>
        </section>
    }
}

#[component]
fn Things(
    lang: Lang,
    title: MovedWord,
    heads: [MovedWord; 2],
    children: Children,
) -> impl IntoView {
    let heads = heads.map(|head| view! { <th scope="col">{lang.say(head)}</th> });
    view! {
        <Table caption=lang.say(title)>
            <thead>
                <tr>{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </Table>
    }
}

#[component]
fn Thing(caller: Caller, here: Here, row: &'static Row) -> impl IntoView {
    let lang = caller.lang;
    let found = places();
    let answer = if row.here.is_empty() {
        MovedWord::Why
    } else {
        MovedWord::Here
    };
    let links = row
        .here
        .iter()
        .filter_map(|id| found.iter().find(|place| place.id == *id))
        .map(|place| {
            let trail = place.trail(lang);
            let name = place.name(lang);
            let name = if place.is_for(&caller) {
                view! { <a href=place.href(&here)>{name}</a> }.into_any()
            } else {
                name.into_any()
            };
            let trail = (!trail.is_empty())
                .then(|| view! { <span class="text-sm text-muted">{format!("{trail} › ")}</span> });
            view! { <span class="block">{trail} {name}</span> }
        })
        .collect_view();
    let note = row
        .note
        .map(|note| view! { <span class="block text-muted">{lang.say(note)}</span> });
    view! {
        <tr>
            <th scope="row" data-label=lang.say(MovedWord::There)>{lang.say(row.there)}</th>
            <td data-label=lang.say(answer)>
                <span>{links} {note}</span>
            </td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_thing_is_somewhere_or_says_why_not() {
        let known: Vec<_> = places().iter().map(|place| place.id).collect();
        for row in MOVED.iter().chain(ABSENT) {
            assert!(
                !row.here.is_empty() || row.note.is_some(),
                "{:?}",
                row.there
            );
            for id in row.here {
                assert!(known.contains(id), "{id}");
            }
        }
    }
}
