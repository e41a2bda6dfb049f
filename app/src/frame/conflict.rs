//! Two people changed the same thing: what differs, and the choice.

use leptos::prelude::*;

use crate::{
    caller::lang,
    ui::{SECONDARY_BUTTON_CLASS, Table},
    words::FrameWord,
};

/// A field whose stored value is not what the user typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Label of the field.
    pub field: String,
    /// What is stored now.
    pub stored: String,
    /// What the user typed.
    pub typed: String,
}

impl Difference {
    /// The difference in one field; `None` when there is none.
    pub fn between(
        field: impl Into<String>,
        stored: impl Into<String>,
        typed: impl Into<String>,
    ) -> Option<Self> {
        let (stored, typed) = (stored.into(), typed.into());
        (stored != typed).then(|| Self {
            field: field.into(),
            stored,
            typed,
        })
    }
}

/// Says that somebody else was faster. It stands inside the form: its button sends the form again
/// with the newer version, its link shows what is stored and drops what was typed.
#[component]
pub fn ConflictNotice(
    /// The version that is stored now.
    version: i64,
    /// Address of the page that shows it.
    #[prop(into)]
    href: String,
    /// The fields that differ.
    differences: Vec<Difference>,
) -> impl IntoView {
    let lang = lang();
    let table = (!differences.is_empty()).then(|| {
        view! {
            <p>{lang.say(FrameWord::ConflictHelp)}</p>
            <Differences differences />
        }
    });
    view! {
        <section
            role="alert"
            class="flex flex-col gap-3 rounded border border-warn bg-warn-soft px-4 py-3"
        >
            <p class="font-medium">{lang.say(FrameWord::Conflict)}</p>
            {table}
            // Either may lose something, so neither is the one to press.
            <div class="flex flex-wrap gap-2">
                <a href=href class=SECONDARY_BUTTON_CLASS data-leave>
                    {lang.say(FrameWord::ShowNewVersion)}
                </a>
                <button type="submit" name="keep" value=version class=SECONDARY_BUTTON_CLASS>
                    {lang.say(FrameWord::KeepMyChanges)}
                </button>
            </div>
        </section>
    }
}

#[component]
fn Differences(differences: Vec<Difference>) -> impl IntoView {
    let lang = lang();
    let (stored, typed) = (
        lang.say(FrameWord::ConflictNow),
        lang.say(FrameWord::ConflictMine),
    );
    let rows = differences
        .into_iter()
        .map(|difference| {
            view! {
                <tr>
                    <th scope="row">{difference.field}</th>
                    <td data-label=stored>{difference.stored}</td>
                    <td data-label=typed>{difference.typed}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(FrameWord::ConflictHelp)>
            <thead>
                <tr>
                    <th scope="col">{lang.say(FrameWord::ConflictField)}</th>
                    <th scope="col">{stored}</th>
                    <th scope="col">{typed}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}
