//! The members of a group that is not there yet: looked for and chosen inside its own form.
//!
//! Every button sends the whole form, and the page comes back with all that was typed.

use leptos::prelude::*;
use model::{EntryRef, Kind};
use store::{Desk, StoreError};

use super::found::{Adding, Found, Results};
use super::members::KINDS;
use crate::directory::{kind_glyph, kind_name};
use crate::form::Posted;
use crate::ui::{Glyph, ICON_BUTTON_CLASS, Icon, SECONDARY_BUTTON_CLASS, described_by};
use crate::words::{EntryWord, FrameWord, Lang};

/// The field that holds each chosen member.
const MEMBER: &str = "member";
/// The field that is searched by.
const FIND: &str = "find";
/// What was searched by before.
const FOUND: &str = "found";

/// Whether a button of the picker sent the form, or Enter in its search; false for Create.
pub(super) fn is_pressed(form: &Posted) -> bool {
    let searches = form.pressed().is_some_and(|pressed| pressed.action == FIND);
    let has_typed = form.draft(FIND) != form.draft(FOUND);
    searches || has_typed || form.checked("add") || form.checked("remove")
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
}

#[derive(Clone, Debug)]
struct Chosen {
    member: String,
    kind: Option<Kind>,
    display_name: String,
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
        let found = Found::look(desk, domain, form.draft(FIND), &KINDS, why_not).await?;
        let mut chosen = Vec::new();
        for (place, member) in members.into_iter().enumerate() {
            let entry = EntryRef::parse(&member).ok();
            let display_name = match &entry {
                Some(entry) => display_name(desk, domain, entry).await?,
                None => None,
            };
            chosen.push(Chosen {
                kind: entry.map(|entry| entry.kind),
                display_name: display_name.unwrap_or_else(|| member.clone()),
                error: form.error(lang, &format!("members[{place}]")),
                member,
            });
        }
        Ok(Self { chosen, found })
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

/// The chosen members and the search for more; `action` is the form's.
#[component]
pub(super) fn MemberPicker(lang: Lang, action: String, picker: Picker) -> impl IntoView {
    // A fragment that is a field's gets the keyboard: one goes on searching.
    let action = format!("{action}#{FIND}");
    let Picker { chosen, found } = picker;
    let typed = found.typed.clone();
    let chosen = chosen
        .into_iter()
        .map(|chosen| {
            let action = action.clone();
            view! { <ChosenLine lang action chosen /> }
        })
        .collect_view();
    view! {
        <fieldset class="flex flex-col gap-2 border-t border-line pt-4">
            <legend class="sr-only">{lang.say(EntryWord::Members)}</legend>
            <label for=FIND class="font-medium">{lang.say(EntryWord::Members)}</label>
            <ul
                aria-label=lang.say(EntryWord::Members)
                class="rounded border border-line empty:hidden"
            >
                {chosen}
            </ul>
            <input type="hidden" name=FOUND value=typed.clone() />
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
                    aria-describedby=described_by(FIND, true)
                />
                <button
                    type="submit"
                    name="action"
                    value=FIND
                    formaction=action.clone()
                    class=SECONDARY_BUTTON_CLASS
                >
                    <Icon glyph=Glyph::Search />
                    {lang.say(FrameWord::Search)}
                </button>
            </div>
            <p id="find-help" class="text-sm text-muted">{lang.say(EntryWord::PickHelp)}</p>
            <Results lang adding=Adding::InForm { action } found />
        </fieldset>
    }
}

#[component]
fn ChosenLine(lang: Lang, action: String, chosen: Chosen) -> impl IntoView {
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
    let error = chosen
        .error
        .map(|error| view! { <span class="text-sm text-danger">{error}</span> });
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
                formaction=action
                class=ICON_BUTTON_CLASS
                aria-label=label
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
    fn enter_in_the_search_searches_and_create_creates() {
        assert!(is_pressed(&posted(&[("find", "jane"), ("found", "")])));
        assert!(!is_pressed(&posted(&[("find", "jane"), ("found", "jane")])));
        assert!(!is_pressed(&posted(&[("name", "staff")])));
    }
}
