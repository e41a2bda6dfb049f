//! The page of a change of many entries.

use leptos::prelude::*;
use store::bulk::Outcome;

use super::choice::Choice;
use super::foretold::{Counts, Exceptions};
use super::many::{Asked, CONFIRMATION};
use super::many_fields::Fields;
use crate::paths;
use crate::ui::{
    DANGER_BUTTON_CLASS, Glyph, Icon, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS,
    TextField, Tone,
};
use crate::words::{BulkWord, FrameWord, Lang};

#[component]
fn Hidden(fields: Vec<(&'static str, String)>) -> impl IntoView {
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
}

/// The page: what is changed, to what, and what that would do.
#[component]
pub(super) fn ChangeView(
    /// The language.
    lang: Lang,
    /// What was chosen so far.
    asked: Asked,
    /// What it would do.
    outcome: Option<Outcome>,
    /// For how many days deleted entries are kept.
    days: u32,
) -> impl IntoView {
    let back = asked.filter.page("");
    if asked.is_nobody() {
        return view! {
            <Notice tone=Tone::Warning>{lang.say(BulkWord::NobodyTicked)}</Notice>
            <p><a href=back class=SECONDARY_BUTTON_CLASS>{lang.say(FrameWord::Cancel)}</a></p>
        }
        .into_any();
    }
    let about = match &asked.entries {
        Some(entries) => {
            let number = i64::try_from(entries.len()).unwrap_or(i64::MAX);
            lang.count(BulkWord::AboutOne, BulkWord::AboutMany, number)
        }
        None => lang.say(BulkWord::AboutEverything).to_owned(),
    };
    let errors = asked
        .form
        .other_errors(lang, &["quota_kib", "group", "unit", CONFIRMATION])
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let needs_value = !matches!(
        asked.choice,
        Choice::Suspend | Choice::Activate | Choice::Delete
    );
    let preview = needs_value.then(|| {
        view! {
            <button type="submit" name="action" value="preview" class=SECONDARY_BUTTON_CLASS>
                {lang.say(BulkWord::Preview)}
            </button>
        }
    });
    view! {
        <p class="max-w-2xl text-muted">{about}</p>
        {errors}
        <form method="post" action=paths::DIRECTORY_CHANGE class="flex flex-wrap items-end gap-3">
            <Hidden fields=asked.fields(false) />
            <Fields lang asked=asked.clone() />
            {preview}
            <a href=back class=SECONDARY_BUTTON_CLASS data-key="cancel">
                {lang.say(FrameWord::Cancel)}
            </a>
        </form>
        {outcome.map(|outcome| view! { <Foretold lang asked outcome days /> })}
    }
    .into_any()
}

/// What would happen, and the button that makes it happen.
#[component]
fn Foretold(lang: Lang, asked: Asked, outcome: Outcome, days: u32) -> impl IntoView {
    let domain = asked.domain.name.to_string();
    let apply = if outcome.changed == 0 {
        view! { <p class="text-muted">{lang.say(BulkWord::NothingToDo)}</p> }.into_any()
    } else {
        view! {
            <form
                method="post"
                action=paths::DIRECTORY_CHANGE
                data-ticks-done=domain.clone()
                class="flex max-w-2xl flex-col items-start gap-3"
            >
                <Hidden fields=asked.fields(true) />
                <Apply lang asked number=outcome.changed days />
            </form>
        }
        .into_any()
    };
    view! {
        <Counts lang outcome=outcome.clone() />
        {apply}
        <Exceptions lang domain outcome />
    }
}

/// The button; before it deletes anything the number of entries is typed.
#[component]
fn Apply(lang: Lang, asked: Asked, number: i64, days: u32) -> impl IntoView {
    if asked.choice != Choice::Delete {
        return view! {
            <button type="submit" name="action" value="change" class=PRIMARY_BUTTON_CLASS>
                {lang.count(BulkWord::ChangeOne, BulkWord::ChangeMany, number)}
            </button>
        }
        .into_any();
    }
    let error = asked
        .form
        .error(lang, CONFIRMATION)
        .map(|_| lang.say(BulkWord::NumberDiffers).to_owned());
    let kept = if days == 0 {
        lang.say(BulkWord::NotKept).to_owned()
    } else {
        lang.count(BulkWord::KeptOne, BulkWord::KeptMany, i64::from(days))
    };
    view! {
        <Notice tone=Tone::Warning>{kept}</Notice>
        <TextField
            name=CONFIRMATION
            label=lang.say(BulkWord::TypeNumber)
            value=asked.form.draft(CONFIRMATION)
            help=lang.number(number)
            error=error
        />
        <button type="submit" name="action" value="change" class=DANGER_BUTTON_CLASS>
            <Icon glyph=Glyph::Trash />
            {lang.count(BulkWord::DeleteOne, BulkWord::DeleteMany, number)}
        </button>
    }
    .into_any()
}
