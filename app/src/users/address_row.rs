//! One row of the address table.

use leptos::prelude::*;

use super::address_note::RowNote;
use super::address_table::TableState;
use super::row::Row;
use crate::domains::typed;
use crate::ui::{Glyph, ICON_BUTTON_CLASS, Icon, starts_keyboard};
use crate::words::fill;

/// A row in the browser. Its key names its fields and never changes, so nothing typed moves.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowState {
    pub key: u32,
    pub local_part: RwSignal<String>,
    pub name: RwSignal<String>,
    pub alternate: RwSignal<bool>,
    /// Whether the field was left once: until then an empty one is no mistake.
    was_left: RwSignal<bool>,
}

impl RowState {
    /// A row the server sent, as it stands in the page by now.
    pub(super) fn found(key: u32, row: &Row) -> Self {
        let state = Self::new(key, row);
        typed::keep_text(&Self::local_part_field(key), state.local_part);
        typed::keep_choice(&Self::name_field(key), state.name, Some);
        typed::keep_tick(&Self::tick_field(key), state.alternate);
        state
    }

    /// A row with these values.
    pub(super) fn new(key: u32, row: &Row) -> Self {
        Self {
            key,
            local_part: RwSignal::new(row.local_part.clone()),
            name: RwSignal::new(row.name.clone()),
            alternate: RwSignal::new(row.alternate),
            was_left: RwSignal::new(false),
        }
    }

    /// What stands in its fields.
    pub(super) fn typed(&self) -> Row {
        Row {
            local_part: self.local_part.get(),
            name: self.name.get(),
            alternate: self.alternate.get(),
        }
    }

    /// Name and `id` of the field for the local part.
    pub(super) fn local_part_field(key: u32) -> String {
        format!("addresses[{key}].local_part")
    }

    fn tick_field(key: u32) -> String {
        format!("addresses[{key}].alternate")
    }

    fn name_field(key: u32) -> String {
        format!("addresses[{key}].domain")
    }
}

/// The sentence beside a row: the server's until the row is changed, then the browser's own.
fn sentence(
    table: TableState,
    row: RowState,
) -> impl Fn() -> Option<String> + Copy + Send + 'static {
    let sent = StoredValue::new((row.local_part.get_untracked(), row.name.get_untracked()));
    let refusal = StoredValue::new(table.data.with_value(|data| {
        data.refusal(&RowState::local_part_field(row.key))
            .or_else(|| data.refusal(&RowState::name_field(row.key)))
    }));
    move || {
        let typed = row.typed();
        let is_as_sent =
            sent.with_value(|(local, name)| *local == typed.local_part && *name == typed.name);
        if is_as_sent && let Some(refusal) = refusal.get_value() {
            return Some(refusal);
        }
        if typed.local_part.is_empty() && !row.was_left.get() {
            return None;
        }
        let position = table
            .rows
            .with(|rows| rows.iter().position(|other| other.key == row.key))?;
        let prefix = format!("addresses[{position}].");
        table.broken.with(|broken| {
            let found = broken
                .iter()
                .find(|problem| problem.field.starts_with(&prefix))?;
            table.data.with_value(|data| data.sentences.say(found))
        })
    }
}

/// Tick, local part, name, and the button that takes the row out.
#[component]
pub(super) fn AddressRow(table: TableState, row: RowState) -> impl IntoView {
    let key = row.key;
    let words = table.data.with_value(|data| data.words.clone());
    let number = move || {
        let position = table
            .rows
            .with(|rows| rows.iter().position(|other| other.key == key));
        [(position.unwrap_or_default() + 1).to_string()]
    };
    let error = sentence(table, row);
    let error_id = format!("{}-error", RowState::local_part_field(key));
    let has_types = table.data.with_value(|data| data.has_types);
    let tick = has_types.then(|| view! { <RowTick table row /> });
    let (local_words, described) = (words.local_part_number, error_id.clone());
    view! {
        <li class="flex flex-col gap-1 rounded border border-line bg-panel px-2 py-2">
            <input type="hidden" name="address" value=key.to_string() />
            <div class="flex flex-wrap items-center gap-2">
                {tick}
                <div class="flex min-w-0 flex-1 items-center gap-2">
                    <input
                        id=RowState::local_part_field(key)
                        name=RowState::local_part_field(key)
                        class="w-full min-w-24 flex-1"
                        value=row.local_part.get_untracked()
                        prop:value=move || row.local_part.get()
                        on:input=move |event| row.local_part.set(event_target_value(&event))
                        on:blur=move |_| row.was_left.set(true)
                        autofocus=starts_keyboard(&RowState::local_part_field(key))
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        aria-label=move || fill(&local_words, &number())
                        aria-describedby=described
                        aria-invalid=move || error().map(|_| "true")
                    />
                    <span aria-hidden="true" class="text-muted">"@"</span>
                    <RowName table row />
                </div>
                <RowButtons table row />
            </div>
            <p id=error_id aria-live="polite" class="px-1 text-sm text-danger empty:hidden">{error}</p>
            <RowNote table row />
        </li>
    }
}

/// Whether the address is routed to the alternate mail server.
#[component]
fn RowTick(table: TableState, row: RowState) -> impl IntoView {
    let label = move || {
        let typed = row.typed();
        if typed.name.is_empty() {
            table
                .data
                .with_value(|data| format!("{}@{}", typed.local_part, data.words.all_aliases))
        } else {
            table
                .data
                .with_value(|data| data.concrete(&typed.local_part, &typed.name))
        }
    };
    view! {
        <span data-type="external" class="flex size-6 items-center justify-center">
            <input
                type="checkbox"
                id=RowState::tick_field(row.key)
                name=RowState::tick_field(row.key)
                value="true"
                checked=row.alternate.get_untracked()
                prop:checked=move || row.alternate.get()
                on:change=move |event| row.alternate.set(event_target_checked(&event))
                aria-label=label
            />
        </span>
    }
}

/// One name of the domain, or all of them.
#[component]
fn RowName(table: TableState, row: RowState) -> impl IntoView {
    let field = RowState::name_field(row.key);
    let chosen = row.name.get_untracked();
    let (names, all, label) = table.data.with_value(|data| {
        let words = &data.words;
        (
            data.names.clone(),
            words.all_aliases.clone(),
            words.name_number.clone(),
        )
    });
    // A name the domain lost since stays to be seen.
    let lost = (!chosen.is_empty() && names.iter().all(|name| name.value != chosen))
        .then(|| view! { <option value=chosen.clone() selected=true>{chosen.clone()}</option> });
    let options: Vec<_> = names
        .into_iter()
        .map(|name| {
            let selected = name.value == chosen;
            view! { <option value=name.value selected=selected>{name.shown}</option> }
        })
        .collect();
    let number = move || {
        let position = table
            .rows
            .with(|rows| rows.iter().position(|other| other.key == row.key));
        [(position.unwrap_or_default() + 1).to_string()]
    };
    view! {
        <select
            id=field.clone()
            name=field
            class="min-w-24 flex-1"
            aria-label=move || fill(&label, &number())
            on:change=move |event| row.name.set(event_target_value(&event))
        >
            <option value="" selected=chosen.is_empty()>{all}</option>
            {options}
            {lost}
        </select>
    }
}

/// The way of its mail, and taking it out.
#[component]
fn RowButtons(table: TableState, row: RowState) -> impl IntoView {
    let (remove, new_address) = table
        .data
        .with_value(|data| (data.words.remove.clone(), data.words.new_address.clone()));
    let address = move || {
        let typed = row.typed();
        if typed.local_part.trim().is_empty() {
            new_address.clone()
        } else {
            table
                .data
                .with_value(|data| data.concrete(&typed.local_part, &typed.name))
        }
    };
    let named = address.clone();
    view! {
        <button
            type="submit"
            name="action"
            value=format!("remove_address:{}", row.key)
            formnovalidate=true
            class=ICON_BUTTON_CLASS
            aria-label=move || fill(&remove, &[named()])
            on:click=move |event| {
                event.prevent_default();
                table.remove(row.key, &address());
            }
        >
            <Icon glyph=Glyph::Close />
        </button>
    }
}
