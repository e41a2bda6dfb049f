//! One quota: a size, or none.

use leptos::prelude::*;
use model::quota::Unit;

use super::typed;
use crate::packed::packed;
use crate::ui::starts_keyboard;

packed! {
    /// What stands in the field at first.
    pub struct QuotaValue {
        /// Whether there is a quota.
        pub is_limited: bool,
        /// Its number, as typed or stored.
        pub number: String,
        /// Its unit: `kib`, `mib` or `gib`.
        pub unit: String,
        /// What is wrong with it.
        pub error: Option<String>,
    }
}

packed! {
    /// The words of [`QuotaField`].
    pub struct QuotaWords {
        /// What the quota is of.
        pub legend: String,
        /// "Set quota to".
        pub set_to: String,
        /// "No quota".
        pub none: String,
        /// Name of the number, for screen readers.
        pub size: String,
        /// Name of the list of units, for screen readers.
        pub unit: String,
        /// The units, as in [`Unit::ALL`].
        pub units: [String; 3],
    }
}

/// "Set quota to" with number and unit, or "No quota". Typing a number chooses the first.
#[island]
pub fn QuotaField(
    /// Name of the radio buttons; number and unit add `_number` and `_unit`.
    name: String,
    /// What stands in it at first.
    value: QuotaValue,
    /// Its words.
    words: QuotaWords,
) -> impl IntoView {
    let limited_id = format!("{name}-limited");
    let error_id = format!("{name}-error");
    let is_limited = RwSignal::new(value.is_limited);
    typed::keep_tick(&limited_id, is_limited);
    let (legend, set_to, none) = (
        words.legend.clone(),
        words.set_to.clone(),
        words.none.clone(),
    );
    let error = value.error.clone();
    view! {
        <fieldset class="grid gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]">
            <legend class="sr-only">{legend.clone()}</legend>
            <span class="pt-1 font-medium" aria-hidden="true">{legend}</span>
            <div class="flex flex-col gap-1">
                <div class="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <label class="flex min-h-8 items-center gap-2">
                        <input
                            id=limited_id
                            type="radio"
                            name=name.clone()
                            value="limited"
                            checked=is_limited.get_untracked()
                            prop:checked=move || is_limited.get()
                            on:change=move |_| is_limited.set(true)
                            aria-describedby=error_id.clone()
                        />
                        {set_to}
                    </label>
                    <Size name=name.clone() value words is_limited />
                    <label class="flex min-h-8 items-center gap-2">
                        <input
                            type="radio"
                            name=name
                            value="none"
                            checked=!is_limited.get_untracked()
                            prop:checked=move || !is_limited.get()
                            on:change=move |_| is_limited.set(false)
                        />
                        {none}
                    </label>
                </div>
                <p id=error_id class="text-sm text-danger empty:hidden">{error}</p>
            </div>
        </fieldset>
    }
}

/// Number and unit.
#[component]
fn Size(
    name: String,
    value: QuotaValue,
    words: QuotaWords,
    is_limited: RwSignal<bool>,
) -> impl IntoView {
    let number_name = format!("{name}_number");
    let unit_name = format!("{name}_unit");
    let unit = value.unit;
    // Nobody wants so small a unit but where a quota is no whole number of a larger one.
    let units = Unit::ALL
        .into_iter()
        .zip(words.units)
        .filter(|(known, _)| *known != Unit::Kib || unit == Unit::Kib.as_form())
        .map(|(known, label)| {
            let form = known.as_form();
            view! { <option value=form selected=form == unit>{label}</option> }
        })
        .collect_view();
    view! {
        <span class="mr-4 flex items-center gap-2">
            <input
                id=number_name.clone()
                class="w-20"
                name=number_name
                inputmode="numeric"
                autocomplete="off"
                value=value.number
                autofocus=starts_keyboard(&name)
                on:input=move |_| is_limited.set(true)
                aria-label=words.size
                aria-describedby=format!("{name}-error")
                aria-invalid=value.error.is_some().then_some("true")
            />
            <select
                id=unit_name.clone()
                name=unit_name
                aria-label=words.unit
                on:change=move |_| is_limited.set(true)
            >
                {units}
            </select>
        </span>
    }
}
