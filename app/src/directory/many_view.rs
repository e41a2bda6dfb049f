//! The page of a change of many entries.

use leptos::prelude::*;
use store::bulk::Outcome;

use super::choice::Choice;
use super::foretold::{Counts, Exceptions};
use super::many::{Asked, CONFIRMATION, FORETOLD};
use super::many_fields::Fields;
use crate::paths;
use crate::ui::{
    DANGER_BUTTON_CLASS, Glyph, Icon, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS,
    TextField, Tone,
};
use crate::words::{BulkWord, FrameWord, HistoryWord, Lang};

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
        .other_errors(
            lang,
            &["quota_kib", "group", "unit", CONFIRMATION, FORETOLD],
        )
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let needs_value = !matches!(
        asked.choice,
        Choice::Suspend | Choice::Activate | Choice::Delete
    );
    let choose = needs_value.then(|| {
        let (asked, back) = (asked.clone(), back.clone());
        view! { <Choosing lang asked back /> }
    });
    // Where nothing is chosen first, the way back stands beside the button.
    let back = (!needs_value).then_some(back);
    let is_other = asked.form.error(lang, FORETOLD).map(|_| {
        view! { <Notice tone=Tone::Warning>{lang.say(BulkWord::OtherNumber)}</Notice> }
    });
    view! {
        <p class="max-w-2xl text-muted">{about}</p>
        {errors}
        {is_other}
        {choose}
        {outcome.map(|outcome| view! { <Foretold lang asked outcome days back /> })}
    }
    .into_any()
}

/// What the entries shall have, and the button that only tells what that would do.
#[component]
fn Choosing(lang: Lang, asked: Asked, back: String) -> impl IntoView {
    view! {
        <form method="post" action=paths::DIRECTORY_CHANGE class="flex flex-wrap items-end gap-3">
            <Hidden fields=asked.fields(false) />
            <Fields lang asked />
            <button type="submit" name="action" value="preview" class=SECONDARY_BUTTON_CLASS>
                {lang.say(BulkWord::Preview)}
            </button>
            <Cancel lang back />
        </form>
    }
}

#[component]
fn Cancel(lang: Lang, back: String) -> impl IntoView {
    view! {
        <a href=back class=SECONDARY_BUTTON_CLASS data-key="cancel">
            {lang.say(FrameWord::Cancel)}
        </a>
    }
}

/// What would happen, and the button that makes it happen.
#[component]
fn Foretold(
    lang: Lang,
    asked: Asked,
    outcome: Outcome,
    days: u32,
    back: Option<String>,
) -> impl IntoView {
    let domain = asked.domain.name.to_string();
    let value = asked
        .value_text(lang)
        .map(|(label, value)| view! { <p class="font-medium">{format!("{} {value}", lang.fill(HistoryWord::Field, &[label]))}</p> });
    let cancel = back.map(|back| view! { <Cancel lang back /> });
    let apply = if outcome.changed == 0 {
        view! {
            <p class="text-muted">{lang.say(BulkWord::NothingToDo)}</p>
            <p>{cancel}</p>
        }
        .into_any()
    } else {
        view! {
            <form
                method="post"
                action=paths::DIRECTORY_CHANGE
                data-ticks-done=domain.clone()
                class="flex max-w-2xl flex-col items-start gap-3"
            >
                <Hidden fields=asked.fields(true) />
                <input type="hidden" name=FORETOLD value=outcome.changed />
                {value}
                {(asked.choice == Choice::Delete)
                    .then(|| view! { <Confirm lang asked=asked.clone() number=outcome.changed days /> })}
                <div class="flex flex-wrap gap-2">
                    <Apply lang choice=asked.choice number=outcome.changed />
                    {cancel}
                </div>
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

/// What is lost, and the field for the number of entries, before anything is deleted.
#[component]
fn Confirm(lang: Lang, asked: Asked, number: i64, days: u32) -> impl IntoView {
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
    }
}

/// The button.
#[component]
fn Apply(lang: Lang, choice: Choice, number: i64) -> impl IntoView {
    if choice != Choice::Delete {
        return view! {
            <button type="submit" name="action" value="change" class=PRIMARY_BUTTON_CLASS>
                {lang.count(BulkWord::ChangeOne, BulkWord::ChangeMany, number)}
            </button>
        }
        .into_any();
    }
    view! {
        <button type="submit" name="action" value="change" class=DANGER_BUTTON_CLASS>
            <Icon glyph=Glyph::Trash />
            {lang.count(BulkWord::DeleteOne, BulkWord::DeleteMany, number)}
        </button>
    }
    .into_any()
}
