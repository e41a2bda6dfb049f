//! The address table: rows are added and removed, ticked and checked without a reload.
//!
//! Its buttons are submit buttons, so that without WebAssembly the server does the same and sends
//! the form back.

use leptos::prelude::*;
use model::Problem;

use super::address_data::{AddressTableData, broken};
use super::address_row::{AddressRow, RowState};
use super::row::Row;
use crate::domains::typed;
use crate::ui::{Glyph, Icon, QUIET_BUTTON_CLASS, SECONDARY_BUTTON_CLASS};
use crate::words::fill;

/// The state of the table in the browser.
#[derive(Clone, Copy)]
pub(super) struct TableState {
    pub data: StoredValue<AddressTableData>,
    pub rows: RwSignal<Vec<RowState>>,
    /// Key of the default row.
    pub default: RwSignal<u32>,
    /// The broken rules, by position.
    pub broken: Memo<Vec<Problem>>,
    /// What is read out after a change.
    said: RwSignal<String>,
    next_key: RwSignal<u32>,
    /// What a frame to come belongs to: that of a row that is taken out never comes.
    owner: StoredValue<Option<Owner>>,
}

impl TableState {
    fn new(data: AddressTableData) -> Self {
        let context = StoredValue::new(data.context());
        let states: Vec<RowState> = (0..)
            .zip(&data.rows)
            .map(|(key, row)| RowState::found(key, row))
            .collect();
        let next_key = u32::try_from(states.len()).unwrap_or(u32::MAX);
        let default = data.default.and_then(|index| u32::try_from(index).ok());
        let rows = RwSignal::new(states);
        let default = RwSignal::new(default.unwrap_or_default());
        typed::keep_choice("default", default, |key| key.parse().ok());
        let broken = Memo::new(move |_| {
            let rows = rows.get();
            let typed: Vec<Row> = rows.iter().map(RowState::typed).collect();
            let position = rows.iter().position(|row| row.key == default.get());
            context.with_value(|context| broken(&typed, position, context))
        });
        Self {
            data: StoredValue::new(data),
            rows,
            default,
            broken,
            said: RwSignal::new(String::new()),
            next_key: RwSignal::new(next_key),
            owner: StoredValue::new(Owner::current()),
        }
    }

    fn add(self) {
        let key = self.next_key.get_untracked();
        self.next_key.set(key.saturating_add(1));
        let is_first = self.rows.with_untracked(Vec::is_empty);
        let login = self.data.with_value(|data| data.login.clone());
        let local_part = if is_first { login } else { String::new() };
        let row = Row {
            local_part,
            name: String::new(),
            alternate: true,
        };
        if is_first {
            self.default.set(key);
        }
        self.rows.update(|rows| rows.push(RowState::new(key, &row)));
        self.said
            .set(self.data.with_value(|data| data.words.added.clone()));
        self.focus_later(RowState::local_part_field(key));
    }

    /// Takes a row out; the keyboard goes to the one that takes its place.
    pub(super) fn remove(self, key: u32, address: &str) {
        let position = self
            .rows
            .with_untracked(|rows| rows.iter().position(|row| row.key == key));
        self.rows.update(|rows| rows.retain(|row| row.key != key));
        let neighbour = self.rows.with_untracked(|rows| {
            position
                .and_then(|at| rows.get(at).or_else(|| rows.last()))
                .map(|row| row.key)
        });
        if self.default.get_untracked() == key {
            let first = self
                .rows
                .with_untracked(|rows| rows.first().map(|row| row.key));
            self.default.set(first.unwrap_or_default());
        }
        self.said.set(
            self.data
                .with_value(|data| fill(&data.words.removed, &[address])),
        );
        self.focus_later(neighbour.map_or_else(|| ADD_ID.to_owned(), RowState::local_part_field));
    }

    /// Moves the keyboard to an element that is drawn after this event.
    fn focus_later(self, id: String) {
        use leptos::wasm_bindgen::JsCast as _;

        let focus = move || {
            let found = document().get_element_by_id(&id);
            let element = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
            // An element that cannot have the keyboard leaves it where it is.
            element.map(|element| element.focus());
        };
        if let Some(owner) = self.owner.get_value() {
            // Without a next frame there is no page left to type in.
            let _ = owner.with(|| request_animation_frame(focus));
        }
    }

    fn tick(self, ticked: bool) {
        self.rows
            .with_untracked(|rows| rows.iter().for_each(|row| row.alternate.set(ticked)));
    }
}

const ADD_ID: &str = "add-address";

/// Default address, rows, and the buttons that change them.
#[island]
pub fn AddressTable(
    /// What it shows at first.
    data: AddressTableData,
) -> impl IntoView {
    let table = TableState::new(data.clone());
    let words = data.words;
    let group = if data.has_types {
        words.select_addresses.clone()
    } else {
        words.addresses.clone()
    };
    let ticks = data.has_types.then(|| {
        let (label, all, none) = (words.select_addresses, words.tick_all, words.tick_none);
        view! {
            <div data-type="external" class="flex flex-wrap items-center gap-x-4 gap-y-1">
                <span class="font-medium">{label}</span>
                <span class="flex gap-1">
                    <TableButton action="tick_all" label=all on_press=move || table.tick(true) />
                    <TableButton action="tick_none" label=none on_press=move || table.tick(false) />
                </span>
            </div>
        }
    });
    let is_full = move || data.has_only_one && table.rows.with(|rows| !rows.is_empty());
    view! {
        <div class="flex flex-col gap-4">
            <DefaultAddress table label=words.default_email help=words.default_help />
            <div role="group" aria-label=group class="flex flex-col gap-2">
                {ticks}
                <ul class="flex flex-col gap-2 empty:hidden">
                    <For each=move || table.rows.get() key=|row| row.key let:row>
                        <AddressRow table row />
                    </For>
                </ul>
                <p class="text-muted" hidden=move || table.rows.with(|rows| !rows.is_empty())>
                    {words.none_yet}
                </p>
            </div>
            <TableProblem table />
            <div hidden=is_full>
                <button
                    id=ADD_ID
                    type="submit"
                    name="action"
                    value="add_address"
                    formnovalidate=true
                    class=SECONDARY_BUTTON_CLASS
                    on:click=move |event| {
                        event.prevent_default();
                        table.add();
                    }
                >
                    <Icon glyph=Glyph::Plus />
                    {words.add}
                </button>
            </div>
            <p role="status" class="sr-only">{move || table.said.get()}</p>
        </div>
    }
}

#[component]
fn TableButton(
    action: &'static str,
    label: String,
    on_press: impl Fn() + Copy + 'static,
) -> impl IntoView {
    view! {
        <button
            type="submit"
            name="action"
            value=action
            formnovalidate=true
            class=QUIET_BUTTON_CLASS
            on:click=move |event| {
                event.prevent_default();
                on_press();
            }
        >
            {label}
        </button>
    }
}

/// What is wrong with the table as a whole.
#[component]
fn TableProblem(table: TableState) -> impl IntoView {
    let refusal = table.data.with_value(|data| data.refusal("addresses"));
    let had = table.rows.with_untracked(Vec::len);
    // It says what was sent; other rows are another matter.
    let shown = move || refusal.clone().filter(|_| table.rows.with(Vec::len) == had);
    view! {
        <p id="addresses-error" class="text-sm text-danger empty:hidden">{shown}</p>
    }
}

/// The list of addresses one of which is the default.
#[component]
fn DefaultAddress(table: TableState, label: String, help: String) -> impl IntoView {
    let option = move |row: RowState| {
        let is_chosen = move || table.default.get() == row.key;
        let address = move || {
            let typed = row.typed();
            table
                .data
                .with_value(|data| data.concrete(&typed.local_part, &typed.name))
        };
        view! {
            <option value=row.key.to_string() selected=is_chosen prop:selected=is_chosen>
                {address}
            </option>
        }
    };
    view! {
        <div class="flex min-w-0 flex-col gap-1" hidden=move || table.rows.with(Vec::is_empty)>
            <label for="default" class="font-medium">{label}</label>
            <select
                id="default"
                name="default"
                class="w-full max-w-md"
                aria-describedby="default-help addresses-error"
                on:change=move |event| {
                    if let Ok(key) = event_target_value(&event).parse() {
                        table.default.set(key);
                    }
                }
            >
                <For each=move || table.rows.get() key=|row| row.key children=option />
            </select>
            <p id="default-help" class="text-sm text-muted">{help}</p>
        </div>
    }
}
