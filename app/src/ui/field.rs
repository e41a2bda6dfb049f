//! Fields with a label, a help line and an error, all bound to the control.

use leptos::{prelude::*, text_prop::TextProp};

/// Label above, help and error below a control. The control must have `id` and, where
/// [`described_by`] returns one, that `aria-describedby`.
#[component]
pub fn FieldFrame(
    /// `id` of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// A line of explanation that is always there.
    #[prop(optional_no_strip)]
    help: Option<String>,
    /// What is wrong with the value.
    #[prop(into, optional)]
    error: MaybeProp<String>,
    /// Shown after the label of a field that must be filled: a word, not a star.
    #[prop(optional_no_strip)]
    mark: Option<String>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let help_id = help_id(&id);
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <label for=id.clone() class="font-medium">
                {move || label.get()}
                {mark.map(|mark| view! { <span class="ml-1 font-normal text-muted">{mark}</span> })}
            </label>
            {children()}
            {help.map(|help| view! { <p id=help_id class="text-sm text-muted">{help}</p> })}
            <FieldError id error />
        </div>
    }
}

/// The error of the control `id`. Its element is always there, so that a screen reader announces
/// a text that appears in it.
#[component]
fn FieldError(id: String, error: MaybeProp<String>) -> impl IntoView {
    view! {
        <p id=error_id(&id) aria-live="polite" class="text-sm text-danger empty:hidden">
            {move || error.get()}
        </p>
    }
}

fn help_id(id: &str) -> String {
    format!("{id}-help")
}

fn error_id(id: &str) -> String {
    format!("{id}-error")
}

/// The value of `aria-describedby` for the control `id`.
pub fn described_by(id: &str, has_help: bool) -> String {
    if has_help {
        format!("{} {}", error_id(id), help_id(id))
    } else {
        error_id(id)
    }
}

/// Context: the name of the field that gets the keyboard when the page opens, such as the first one
/// with an error. Works without a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyboardStart(pub String);

/// Whether the field `name` gets the keyboard when the page opens.
pub fn starts_keyboard(name: &str) -> bool {
    use_context::<KeyboardStart>().is_some_and(|start| start.0 == name)
}

/// A line of text. `id` is the name unless given.
#[component]
pub fn TextField(
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// `id`, when the name is not unique on the page.
    #[prop(into, optional)]
    id: Option<String>,
    /// The value at first.
    #[prop(into, optional)]
    value: String,
    /// Inside an island: the signal that follows the value and sets it.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// `type` of the input: `text` unless given.
    #[prop(default = "text")]
    kind: &'static str,
    /// A line of explanation.
    #[prop(into, optional)]
    help: Option<String>,
    /// What is wrong with the value.
    #[prop(into, optional)]
    error: MaybeProp<String>,
    /// Shown after the label of a field that must be filled.
    #[prop(into, optional)]
    mark: Option<String>,
    /// An example, never the only explanation.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// `autocomplete`: `off` unless given.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it cannot be changed.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Whether the browser refuses to send it empty.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, help.is_some());
    let shown = bind.map_or(value, |bind| bind.get_untracked());
    let autofocus = starts_keyboard(&name);
    view! {
        <FieldFrame id=id.clone() label help error mark>
            <input
                id=id
                class="w-full"
                name=name
                type=kind
                value=shown
                prop:value=move || bind.map(|bind| bind.get())
                on:input=move |event| {
                    if let Some(bind) = bind {
                        bind.set(event_target_value(&event));
                    }
                }
                placeholder=placeholder
                autocomplete=autocomplete
                required=required
                autofocus=autofocus
                disabled=move || disabled.get()
                aria-describedby=described
                aria-invalid=move || error.get().map(|_| "true")
            />
        </FieldFrame>
    }
}

/// A box to tick, its label beside it.
#[component]
pub fn CheckboxField(
    /// Name in the form. Nothing is sent when it is not ticked.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// `id`, when the name is not unique on the page.
    #[prop(into, optional)]
    id: Option<String>,
    /// What is sent when it is ticked.
    #[prop(default = "true")]
    value: &'static str,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Inside an island: the signal that follows the box and sets it.
    #[prop(optional)]
    bind: Option<RwSignal<bool>>,
    /// A line of explanation.
    #[prop(into, optional)]
    help: Option<String>,
    /// What is wrong.
    #[prop(into, optional)]
    error: MaybeProp<String>,
    /// Whether it cannot be changed.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, help.is_some());
    let help_id = help_id(&id);
    let ticked = bind.map_or(checked, |bind| bind.get_untracked());
    let autofocus = starts_keyboard(&name);
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <label class="flex items-start gap-2">
                <input
                    id=id.clone()
                    class="mt-0.5"
                    name=name
                    type="checkbox"
                    value=value
                    checked=ticked
                    prop:checked=move || bind.map(|bind| bind.get())
                    on:change=move |event| {
                        if let Some(bind) = bind {
                            bind.set(event_target_checked(&event));
                        }
                    }
                    autofocus=autofocus
                    disabled=move || disabled.get()
                    aria-describedby=described
                    aria-invalid=move || error.get().map(|_| "true")
                />
                <span>{move || label.get()}</span>
            </label>
            {help.map(|help| view! { <p id=help_id class="ml-7 text-sm text-muted">{help}</p> })}
            <FieldError id error />
        </div>
    }
}
