//! The members of a group that is not there yet: looked for and chosen inside its own form.
//!
//! Every button sends the whole form, and the page comes back with all that was typed.

use leptos::prelude::*;
use model::{EntryRef, Kind};
use store::{Desk, StoreError};

use super::found::{Adding, FOUND_COUNT_ID, Found, Results};
use super::members::KINDS;
use crate::directory::{kind_glyph, kind_name};
use crate::form::Posted;
use crate::ui::{
    Glyph, ICON_BUTTON_CLASS, Icon, SECONDARY_BUTTON_CLASS, described_by, starts_keyboard,
};
use crate::words::{EntryWord, FrameWord, Lang};

/// The field that holds each chosen member.
const MEMBER: &str = "member";
/// The field that is searched by.
const FIND: &str = "find";
/// What the button that answers Enter says.
const ENTER: &str = "enter";
/// Of so many chosen members the display names are looked up.
const NAMED: usize = 100;

/// Whether a button of the picker sent the form, or Enter while something stands in its search.
pub(super) fn is_pressed(form: &Posted) -> bool {
    let action = form.pressed().map(|pressed| pressed.action);
    let searches = match action.as_deref() {
        Some(FIND) => true,
        Some(ENTER) => !form.draft(FIND).trim().is_empty(),
        _ => false,
    };
    searches || form.checked("add") || form.checked("remove")
}

/// The chosen members as text, after what a button of the picker asks for.
pub(super) fn chosen(form: &Posted) -> Vec<String> {
    let mut members = form.all(MEMBER);
    if let Some(removed) = form.text("remove") {
        members.retain(|member| *member != removed);
    }
    if let Some(added) = form.text("add").filter(|added| !members.contains(added)) {
        members.push(added);
    }
    members.into_iter().map(str::to_owned).collect()
}

/// What the picker shows.
#[derive(Clone, Debug)]
pub(super) struct Picker {
    chosen: Vec<Chosen>,
    found: Found,
    /// Whether the page comes back from here, so that the keyboard stays.
    is_in_use: bool,
}

#[derive(Clone, Debug)]
struct Chosen {
    member: String,
    kind: Option<Kind>,
    display_name: String,
    /// How a problem of it names it.
    field: String,
    error: Option<String>,
}

impl Picker {
    /// Looks the chosen members up, and for what is typed.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) async fn load(
        desk: &Desk,
        domain: &str,
        form: &Posted,
        lang: Lang,
    ) -> Result<Self, StoreError> {
        let members = chosen(form);
        let why_not = |entry: &EntryRef| {
            let is_in = members.contains(&entry.to_string());
            is_in.then_some(EntryWord::IsInAlready)
        };
        // What was found has been added; with its text gone, Enter in another field creates the group.
        let typed = if form.checked("add") {
            String::new()
        } else {
            form.draft(FIND)
        };
        let found = Found::look(desk, domain, typed, &KINDS, why_not).await?;
        let mut chosen = Vec::new();
        for (place, member) in members.into_iter().enumerate() {
            let entry = EntryRef::parse(&member).ok();
            let display_name = match &entry {
                Some(entry) if place < NAMED => display_name(desk, domain, entry).await?,
                _ => None,
            };
            let field = format!("members[{place}]");
            chosen.push(Chosen {
                kind: entry.map(|entry| entry.kind),
                display_name: display_name.unwrap_or_else(|| member.clone()),
                error: form.error(lang, &field),
                field,
                member,
            });
        }
        Ok(Self {
            chosen,
            found,
            is_in_use: is_pressed(form),
        })
    }
}

/// `None` when there is no such entry any more.
async fn display_name(
    desk: &Desk,
    domain: &str,
    entry: &EntryRef,
) -> Result<Option<String>, StoreError> {
    let found = match entry.kind {
        Kind::User => {
            let user = desk.find_user(domain, &entry.name).await;
            user.map(|user| user.display_name)
        }
        kind => {
            let other = desk.find_entry(domain, kind, &entry.name).await;
            other.map(|other| other.display_name)
        }
    };
    match found {
        Ok(display_name) => Ok(Some(display_name)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The first button of the form, which answers the Enter key; nobody sees it.
#[component]
pub(super) fn EnterSearches() -> impl IntoView {
    view! {
        <button
            type="submit"
            name="action"
            value=ENTER
            class="sr-only"
            tabindex="-1"
            aria-hidden="true"
        ></button>
    }
}

/// The chosen members and the search for more.
#[component]
pub(super) fn MemberPicker(lang: Lang, picker: Picker) -> impl IntoView {
    let Picker {
        chosen,
        found,
        is_in_use,
    } = picker;
    let typed = found.typed.clone();
    let chosen = chosen
        .into_iter()
        .map(|chosen| view! { <ChosenLine lang chosen /> })
        .collect_view();
    let described = format!("{} {FOUND_COUNT_ID}", described_by(FIND, true));
    view! {
        <div
            role="group"
            aria-labelledby="members"
            class="flex flex-col gap-2 border-t border-line pt-4"
        >
            <p id="members" class="font-medium">{lang.say(EntryWord::Members)}</p>
            <ul class="rounded border border-line empty:hidden">{chosen}</ul>
            <label for=FIND>{lang.say(EntryWord::FindMember)}</label>
            <div class="flex flex-wrap gap-2">
                <input
                    id=FIND
                    type="search"
                    name=FIND
                    value=typed
                    class="min-w-0 flex-1"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="200"
                    autofocus=is_in_use
                    aria-describedby=described
                />
                <button type="submit" name="action" value=FIND class=SECONDARY_BUTTON_CLASS>
                    <Icon glyph=Glyph::Search />
                    {lang.say(FrameWord::Search)}
                </button>
            </div>
            <p id="find-help" class="text-sm text-muted">{lang.say(EntryWord::PickHelp)}</p>
            <Results lang adding=Adding::InForm found />
        </div>
    }
}

#[component]
fn ChosenLine(lang: Lang, chosen: Chosen) -> impl IntoView {
    let kind = chosen.kind.map(|kind| {
        let name = kind_name(lang, kind);
        view! {
            <span class="inline-flex text-muted" title=name>
                <Icon glyph=kind_glyph(kind) />
                <span class="sr-only">{name}</span>
            </span>
        }
    });
    let label = lang.fill(EntryWord::Remove, &[chosen.display_name.as_str()]);
    let error_id = format!("{}-error", chosen.field);
    let described = chosen.error.is_some().then(|| error_id.clone());
    let error = chosen.error.map(|error| {
        view! { <span id=error_id class="text-sm text-danger">{error}</span> }
    });
    view! {
        <li class="flex min-h-10 items-center gap-x-3 border-b border-line px-3 py-1 last:border-b-0">
            <input type="hidden" name=MEMBER value=chosen.member.clone() />
            {kind}
            <span class="flex min-w-0 flex-1 flex-col break-words">
                {chosen.display_name} {error}
            </span>
            <button
                type="submit"
                name="remove"
                value=chosen.member
                class=ICON_BUTTON_CLASS
                aria-label=label
                aria-describedby=described
                autofocus=starts_keyboard(&chosen.field)
            >
                <Icon glyph=Glyph::Close />
            </button>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(fields: &[(&str, &str)]) -> Posted {
        let fields = fields.iter();
        let fields = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Posted::of(fields.collect())
    }

    #[test]
    fn buttons_add_and_remove() {
        let form = posted(&[
            ("member", "user:a"),
            ("member", "user:b"),
            ("add", "group:c"),
        ]);
        assert!(is_pressed(&form));
        assert_eq!(chosen(&form), ["user:a", "user:b", "group:c"]);
        let form = posted(&[("member", "user:a"), ("add", "user:a")]);
        assert_eq!(chosen(&form), ["user:a"]);
        let form = posted(&[("member", "user:a"), ("remove", "user:a")]);
        assert!(is_pressed(&form));
        assert!(chosen(&form).is_empty());
    }

    #[test]
    fn enter_searches_while_something_is_typed_and_create_always_creates() {
        assert!(is_pressed(&posted(&[
            ("action", "enter"),
            ("find", "jane")
        ])));
        assert!(!is_pressed(&posted(&[("action", "enter"), ("find", " ")])));
        assert!(is_pressed(&posted(&[("action", "find"), ("find", "")])));
        assert!(!is_pressed(&posted(&[("find", "jane")])));
        assert!(!is_pressed(&posted(&[
            ("action", "create_edit"),
            ("find", "jane")
        ])));
    }
}
