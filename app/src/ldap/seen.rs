//! What the test of a connection came to.

use leptos::prelude::*;
use store::ldap::{Person, Seen};

use crate::ui::{Notice, Table, Tone};
use crate::words::{Lang, LdapWord};

/// It works: numbers, and the first few users as they would be imported.
#[component]
pub(super) fn SeenView(lang: Lang, seen: Seen) -> impl IntoView {
    let counts = [
        (LdapWord::SeenUsers, Some(seen.users)),
        (LdapWord::SeenGroups, seen.groups),
        (LdapWord::SeenSplit, seen.split),
    ]
    .into_iter()
    .filter_map(|(word, number)| Some(lang.fill(word, &[number?.to_string()])))
    .map(|line| view! { <li>{line}</li> })
    .collect_view();
    let nameless = seen.first.iter().any(|person| person.unique_id.is_empty());
    view! {
        <Notice tone=Tone::Success>
            <p class="font-medium">{lang.say(LdapWord::TestWorked)}</p>
            <ul>{counts}</ul>
        </Notice>
        {nameless
            .then(|| {
                view! { <Notice tone=Tone::Warning>{lang.say(LdapWord::NoIdentifiers)}</Notice> }
            })}
        <First lang people=seen.first />
    }
}

#[component]
fn First(lang: Lang, people: Vec<Person>) -> impl IntoView {
    let heads = [
        LdapWord::AttributeLogin,
        LdapWord::AttributeDisplayName,
        LdapWord::SeenAddresses,
        LdapWord::AttributeUniqueId,
    ];
    let head = heads
        .map(|word| view! { <th scope="col">{lang.say(word)}</th> })
        .into_iter()
        .collect_view();
    let rows = people
        .into_iter()
        .map(|person| {
            let names = format!("{} {}", person.first_name, person.last_name);
            let shown = if person.display_name.is_empty() {
                names.trim().to_owned()
            } else {
                person.display_name
            };
            let [login, name, addresses, id] = heads.map(|word| lang.say(word));
            view! {
                <tr>
                    <th scope="row" data-label=login>{person.login}</th>
                    <td data-label=name>{shown}</td>
                    <td data-label=addresses>
                        <div class="min-w-0 break-words">{person.addresses.join(", ")}</div>
                    </td>
                    <td data-label=id>
                        <div class="min-w-0 break-words text-sm text-muted">{person.unique_id}</div>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(LdapWord::SeenFirst)>
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}
