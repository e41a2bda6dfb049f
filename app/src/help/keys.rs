//! The keys: a table on the help page, which a script also shows as a dialog.

use leptos::prelude::*;

use crate::paths;
use crate::ui::{SECONDARY_BUTTON_CLASS, Table};
use crate::words::{FindingWord, Lang};

/// Rows that the arrow keys walk through.
const ROWS: &str = "main [data-ui='table'] tbody a[href], main [data-rows] a[href]";

/// One key, or several that do the same.
struct Key {
    /// Pressed one of these.
    keys: Vec<Press>,
    does: FindingWord,
    /// It does something where the page has what this selector finds.
    needs: &'static str,
}

/// What is pressed.
enum Press {
    /// A key with this on it.
    One(&'static str),
    /// A key that is called differently in each language.
    Named(FindingWord),
    /// Ctrl and a key.
    Ctrl(&'static str),
    /// Ctrl and a key with a name.
    CtrlNamed(FindingWord),
    /// One key after the other.
    Then(&'static str, &'static str),
}

fn all() -> Vec<Key> {
    use Press::{Ctrl, CtrlNamed, Named, One, Then};
    let key = |keys, does, needs| Key { keys, does, needs };
    vec![
        key(vec![Ctrl("K")], FindingWord::KeySearch, ""),
        key(
            vec![One("/")],
            FindingWord::KeyFilter,
            "[data-key='filter']",
        ),
        key(vec![One("j"), One("↓")], FindingWord::KeyNext, ROWS),
        key(vec![One("k"), One("↑")], FindingWord::KeyPrevious, ROWS),
        key(vec![Named(FindingWord::Enter)], FindingWord::KeyOpen, ROWS),
        key(vec![Ctrl("S")], FindingWord::KeySave, "form[data-guard]"),
        key(
            vec![CtrlNamed(FindingWord::Enter)],
            FindingWord::KeyCreateEdit,
            "[data-key='create-edit']",
        ),
        key(vec![Named(FindingWord::Escape)], FindingWord::KeyCancel, ""),
        key(vec![Then("g", "h")], FindingWord::KeyHome, ""),
        key(vec![Then("g", "d")], FindingWord::KeyDirectory, ""),
        key(vec![Then("g", "s")], FindingWord::KeyDomains, ""),
        key(vec![Then("g", "a")], FindingWord::KeyAccount, ""),
        key(vec![One("?")], FindingWord::KeyKeys, ""),
    ]
}

/// The table, and whether single keys do something here.
#[component]
pub fn Keys(lang: Lang, is_on: bool) -> impl IntoView {
    let rows = all()
        .into_iter()
        .map(|key| {
            let needs = (!key.needs.is_empty()).then_some(key.needs);
            view! {
                <tr data-needs=needs>
                    <th scope="row" data-label=lang.say(FindingWord::Keys)>
                        <span>
                            <Presses lang keys=key.keys />
                        </span>
                    </th>
                    <td data-label=lang.say(FindingWord::KeyDoes)>{lang.say(key.does)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section id="keys" class="flex flex-col gap-3">
            <h2>{lang.say(FindingWord::Keyboard)}</h2>
            <Table caption=lang.say(FindingWord::Keyboard)>
                <thead>
                    <tr>
                        <th scope="col">{lang.say(FindingWord::Keys)}</th>
                        <th scope="col">{lang.say(FindingWord::KeyDoes)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
            <p class="text-sm text-muted">{lang.say(FindingWord::KeysHelp)}</p>
            <SingleKeys lang is_on />
        </section>
    }
}

/// A form that turns single keys off or on again.
#[component]
fn SingleKeys(lang: Lang, is_on: bool) -> impl IntoView {
    let (state, wanted, does) = if is_on {
        (FindingWord::SingleKeysOn, "off", FindingWord::TurnOff)
    } else {
        (FindingWord::SingleKeysOff, "on", FindingWord::TurnOn)
    };
    view! {
        <form method="post" action=paths::PREFERENCES class="flex flex-wrap items-center gap-3">
            <input type="hidden" name="next" value="/help#keys" />
            <p>{lang.say(state)}</p>
            <button type="submit" name="single_keys" value=wanted class=SECONDARY_BUTTON_CLASS>
                {lang.say(does)}
            </button>
        </form>
    }
}

#[component]
fn Presses(lang: Lang, keys: Vec<Press>) -> impl IntoView {
    keys.into_iter()
        .enumerate()
        .map(|(at, press)| {
            let or = (at > 0).then(|| format!(" {} ", lang.say(FindingWord::KeyOr)));
            let pressed = match press {
                Press::One(key) => view! { <Cap key /> }.into_any(),
                Press::Named(word) => view! { <Cap key=lang.say(word) /> }.into_any(),
                Press::Ctrl(key) => view! { <WithCtrl lang key /> }.into_any(),
                Press::CtrlNamed(word) => view! { <WithCtrl lang key=lang.say(word) /> }.into_any(),
                Press::Then(first, second) => {
                    let then = format!(" {} ", lang.say(FindingWord::KeyThen));
                    view! {
                        <Cap key=first />
                        {then}
                        <Cap key=second />
                    }
                    .into_any()
                }
            };
            view! { <span class="font-normal text-muted">{or}</span> {pressed} }
        })
        .collect_view()
}

#[component]
fn WithCtrl(lang: Lang, key: &'static str) -> impl IntoView {
    view! {
        <kbd class="rounded border border-line-strong bg-sunken px-2 font-mono">
            <span data-ctrl>{lang.say(FindingWord::Ctrl)}</span>
        </kbd>
        " + "
        <Cap key />
    }
}

/// A key as it looks on a keyboard.
#[component]
fn Cap(key: &'static str) -> impl IntoView {
    view! { <kbd class="rounded border border-line-strong bg-sunken px-2 font-mono">{key}</kbd> }
}

/// The dialog `?` opens, empty until then, and where the keys after `g` lead.
#[component]
pub fn KeysDialog(
    /// The language.
    lang: Lang,
    /// The domain one looks at; empty for none.
    domain: String,
) -> impl IntoView {
    view! {
        <dialog
            id="keys-dialog"
            aria-label=lang.say(FindingWord::Keyboard)
            data-help=paths::HELP
            data-go-h=paths::HOME
            data-go-d=paths::directory(&domain)
            data-go-s=paths::DOMAINS
            data-go-a=paths::ACCOUNT
        >
            <div id="keys-list"></div>
            <form method="dialog" class="mt-4 flex flex-wrap justify-end gap-2">
                <a href=paths::HELP class=SECONDARY_BUTTON_CLASS>
                    {lang.say(FindingWord::MoreHelp)}
                </a>
                <button type="submit" class=SECONDARY_BUTTON_CLASS autofocus>
                    {lang.say(FindingWord::Close)}
                </button>
            </form>
        </dialog>
    }
}
