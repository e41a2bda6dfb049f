//! Choosing one of several: a list and radio buttons.

use leptos::{prelude::*, text_prop::TextProp};

use super::field::{FieldFrame, described_by, starts_keyboard};

/// One of the things to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line of explanation; a list does not show it.
    pub help: Option<String>,
}

impl Choice {
    /// A choice without explanation.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            help: None,
        }
    }

    /// Adds a line of explanation.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A native list to choose from.
#[component]
pub fn SelectField(
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// `id`, when the name is not unique on the page.
    #[prop(into, optional)]
    id: Option<String>,
    /// The value chosen at first.
    #[prop(into, optional)]
    value: String,
    /// Inside an island: the signal that follows the choice and sets it.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// A line of explanation.
    #[prop(into, optional)]
    help: Option<String>,
    /// What is wrong with the choice.
    #[prop(into, optional)]
    error: MaybeProp<String>,
    /// Whether it cannot be changed.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, help.is_some());
    let chosen = bind.map_or(value, |bind| bind.get_untracked());
    let autofocus = starts_keyboard(&name);
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <FieldFrame id=id.clone() label help error>
            <select
                id=id
                class="w-full"
                name=name
                prop:value=move || bind.map(|bind| bind.get())
                on:change=move |event| {
                    if let Some(bind) = bind {
                        bind.set(event_target_value(&event));
                    }
                }
                autofocus=autofocus
                disabled=move || disabled.get()
                aria-describedby=described
                aria-invalid=move || error.get().map(|_| "true")
            >
                {options}
            </select>
        </FieldFrame>
    }
}

/// Radio buttons in a group with a legend.
#[component]
pub fn RadioGroup(
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// The legend.
    #[prop(into)]
    legend: String,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// The value chosen at first.
    #[prop(into, optional)]
    value: String,
    /// Inside an island: the signal that follows the choice.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// What is wrong with the choice.
    #[prop(into, optional)]
    error: MaybeProp<String>,
) -> impl IntoView {
    let chosen = bind.map_or(value, |bind| bind.get_untracked());
    let error_id = format!("{name}-error");
    let described = error_id.clone();
    let buttons = choices
        .into_iter()
        .map(|choice| {
            let checked = choice.value == chosen;
            view! { <RadioButton name=name.clone() choice checked bind /> }
        })
        .collect_view();
    view! {
        <fieldset class="flex flex-col gap-2" aria-describedby=described>
            <legend class="mb-1">{legend}</legend>
            {buttons}
            <p id=error_id aria-live="polite" class="text-sm text-danger empty:hidden">
                {move || error.get()}
            </p>
        </fieldset>
    }
}

#[component]
fn RadioButton(
    name: String,
    choice: Choice,
    checked: bool,
    bind: Option<RwSignal<String>>,
) -> impl IntoView {
    let id = format!("{name}-{}", choice.value);
    let help_id = format!("{id}-help");
    let described = choice.help.as_ref().map(|_| help_id.clone());
    view! {
        <div class="flex flex-col">
            <label class="flex items-start gap-2">
                <input
                    id=id
                    class="mt-0.5"
                    type="radio"
                    name=name
                    value=choice.value
                    checked=checked
                    on:change=move |event| {
                        if let Some(bind) = bind {
                            bind.set(event_target_value(&event));
                        }
                    }
                    aria-describedby=described
                />
                <span>{choice.label}</span>
            </label>
            {choice
                .help
                .map(|help| view! { <p id=help_id class="ml-7 text-sm text-muted">{help}</p> })}
        </div>
    }
}
