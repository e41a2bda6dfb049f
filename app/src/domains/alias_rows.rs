//! The aliases of a domain, one per row.
//!
//! Without the browser's module the buttons send the form, which comes back with the row added or
//! taken out and nothing saved.

use leptos::prelude::*;

use crate::packed::packed;
use crate::ui::{Glyph, ICON_BUTTON_CLASS, Icon, SECONDARY_BUTTON_CLASS};
use crate::words::fill;

packed! {
    /// The words of [`AliasRows`].
    pub struct AliasWords {
        /// Name of a row, `{0}` its number.
        pub row: String,
        /// "Add an alias".
        pub add: String,
        /// Name of a row's button, `{0}` the alias.
        pub remove: String,
        /// Said when there is none.
        pub none: String,
    }
}

packed! {
    /// One row at first.
    #[derive(Default)]
    pub struct AliasRow {
        /// The alias as typed or stored.
        pub text: String,
        /// What is wrong with it.
        pub error: Option<String>,
        /// Whether the keyboard starts here.
        pub has_keyboard: bool,
    }
}

/// A row and the number that tells it from the others while they come and go.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Keyed {
    key: usize,
    row: AliasRow,
}

/// The rows, a button to take each out, and one to add another.
#[island]
pub fn AliasRows(
    /// The rows at first.
    rows: Vec<AliasRow>,
    /// Its words.
    words: AliasWords,
) -> impl IntoView {
    let next_key = StoredValue::new(rows.len());
    let rows = RwSignal::new(
        rows.into_iter()
            .enumerate()
            .map(|(key, row)| Keyed { key, row })
            .collect::<Vec<_>>(),
    );
    let words = StoredValue::new(words);
    let add = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let key = next_key.get_value();
        next_key.set_value(key + 1);
        rows.update(|rows| {
            rows.push(Keyed {
                key,
                row: AliasRow {
                    has_keyboard: true,
                    ..AliasRow::default()
                },
            });
        });
    };
    view! {
        <div class="flex flex-col gap-2">
            <p class="text-muted" hidden=move || !rows.with(Vec::is_empty)>
                {words.with_value(|words| words.none.clone())}
            </p>
            <ul class="flex flex-col gap-2">
                <For
                    each=move || rows.get().into_iter().enumerate()
                    key=|(_, row)| row.key
                    children=move |(index, row)| view! { <Alias index row rows words /> }
                />
            </ul>
            <div>
                <button
                    type="submit"
                    name="action"
                    value="add_alias"
                    formnovalidate=true
                    class=SECONDARY_BUTTON_CLASS
                    on:click=add
                >
                    <Icon glyph=Glyph::Plus />
                    {words.with_value(|words| words.add.clone())}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Alias(
    index: usize,
    row: Keyed,
    rows: RwSignal<Vec<Keyed>>,
    words: StoredValue<AliasWords>,
) -> impl IntoView {
    let Keyed { key, row } = row;
    let typed = RwSignal::new(row.text.clone());
    let field = NodeRef::<leptos::html::Input>::new();
    let has_keyboard = row.has_keyboard;
    Effect::new(move |_| {
        if let Some(field) = field.get().filter(|_| has_keyboard) {
            // Fails only for an element that left the page.
            let _ = field.focus();
        }
    });
    let position = Memo::new(move |_| {
        rows.with(|rows| {
            rows.iter()
                .position(|other| other.key == key)
                .unwrap_or(index)
        })
    });
    let label =
        move || words.with_value(|words| fill(&words.row, &[(position.get() + 1).to_string()]));
    let remove_label = move || words.with_value(|words| fill(&words.remove, &[typed.get()]));
    let error_id = format!("alias-{key}-error");
    let remove = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        rows.update(|rows| rows.retain(|other| other.key != key));
    };
    view! {
        <li class="flex flex-col gap-1">
            <div class="flex items-center gap-1">
                <input
                    id=format!("alias-{key}")
                    name="aliases"
                    class="min-w-0 flex-1"
                    value=row.text
                    autofocus=has_keyboard
                    autocomplete="off"
                    on:input=move |event| typed.set(event_target_value(&event))
                    node_ref=field
                    aria-label=label
                    aria-describedby=error_id.clone()
                    aria-invalid=row.error.is_some().then_some("true")
                />
                <button
                    type="submit"
                    name="action"
                    value=move || format!("remove_alias:{}", position.get())
                    formnovalidate=true
                    class=ICON_BUTTON_CLASS
                    aria-label=remove_label
                    on:click=remove
                >
                    <Icon glyph=Glyph::Trash />
                </button>
            </div>
            <p id=error_id class="text-sm text-danger empty:hidden">{row.error}</p>
        </li>
    }
}
