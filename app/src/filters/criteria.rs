//! The criteria of a filter: a row of fields for each.

use leptos::prelude::*;
use model::filter::{Criterion, Filter, Match, Part, Test};

use super::summary::{part_word, test_word};
use crate::form::Posted;
use crate::ui::{Choice, Glyph, ICON_BUTTON_CLASS, Icon, RadioGroup, SECONDARY_BUTTON_CLASS};
use crate::words::{FilterWord, Lang};

/// All of them, and how many must be met.
#[component]
pub(super) fn CriteriaFields(lang: Lang, filter: Filter, form: Posted) -> impl IntoView {
    let matching = [
        (Match::All, FilterWord::MatchAll),
        (Match::Any, FilterWord::MatchAny),
    ]
    .map(|(value, word)| Choice::new(value.as_str(), lang.say(word)));
    let rows = filter
        .criteria
        .into_iter()
        .enumerate()
        .map(|(index, criterion)| {
            let form = form.clone();
            view! { <CriterionRow lang index criterion form /> }
        })
        .collect_view();
    view! {
        <RadioGroup
            name="match"
            legend=lang.say(FilterWord::Matching)
            choices=matching.to_vec()
            value=filter.matching.as_str()
            error=form.error(lang, "match")
        />
        <div class="flex flex-col gap-3">{rows}</div>
        <p role="alert" class="text-sm text-danger empty:hidden">{form.error(lang, "criteria")}</p>
        <p class="text-sm text-muted">{lang.say(FilterWord::CriteriaHelp)}</p>
        <div>
            <button type="submit" name="action" value="add_criterion" class=SECONDARY_BUTTON_CLASS>
                <Icon glyph=Glyph::Plus />
                {lang.say(FilterWord::AddCriterion)}
            </button>
        </div>
    }
}

#[component]
fn CriterionRow(lang: Lang, index: usize, criterion: Criterion, form: Posted) -> impl IntoView {
    let number = (index + 1).to_string();
    let named = |word: FilterWord| lang.fill(word, &[number.as_str()]);
    let name = |column: &str| format!("criteria[{index}].{column}");
    let parts = Part::ALL
        .iter()
        .map(|part| {
            option(
                part.as_str(),
                lang.say(part_word(*part)),
                *part == criterion.part,
            )
        })
        .collect_view();
    let tests = Test::ALL
        .iter()
        .map(|test| {
            option(
                test.as_str(),
                lang.say(test_word(*test)),
                *test == criterion.test,
            )
        })
        .collect_view();
    let text = |column: &'static str, word: FilterWord, value: String| {
        view! { <CriterionText lang index column label=named(word) value form=form.clone() /> }
    };
    view! {
        <fieldset
            data-ui="criterion"
            class="flex flex-wrap items-start gap-2 border-b border-line pb-3 sm:border-b-0 sm:pb-0"
        >
            <legend class="sr-only">{named(FilterWord::Criterion)}</legend>
            <select name=name("part") class="w-36" aria-label=named(FilterWord::PartOf)>
                {parts}
            </select>
            <div data-part="header" class="w-48 max-w-full">
                {text("header", FilterWord::HeaderOf, criterion.header.clone())}
            </div>
            <div class="flex w-44 flex-col gap-1">
                <select name=name("test") class="w-full" aria-label=named(FilterWord::TestOf)>
                    {tests}
                </select>
                <p class="text-sm text-danger empty:hidden">{form.error(lang, &name("test"))}</p>
            </div>
            <div data-part="value" class="min-w-48 flex-1">
                {text("value", FilterWord::ValueOf, criterion.value.clone())}
            </div>
            <button
                type="submit"
                name="action"
                value=format!("remove_criterion:{index}")
                class=ICON_BUTTON_CLASS
                aria-label=named(FilterWord::RemoveCriterion)
            >
                <Icon glyph=Glyph::Trash />
            </button>
        </fieldset>
    }
}

fn option(value: &'static str, label: &'static str, is_chosen: bool) -> impl IntoView {
    view! { <option value=value selected=is_chosen>{label}</option> }
}

#[component]
fn CriterionText(
    lang: Lang,
    index: usize,
    column: &'static str,
    label: String,
    value: String,
    form: Posted,
) -> impl IntoView {
    let name = format!("criteria[{index}].{column}");
    let error = form.error(lang, &name);
    let error_id = format!("{name}-error");
    view! {
        <input
            type="text"
            name=name.clone()
            value=value
            class="w-full"
            autocomplete="off"
            autofocus=crate::ui::starts_keyboard(&name)
            aria-label=label
            aria-describedby=error_id.clone()
            aria-invalid=error.is_some().then_some("true")
        />
        <p id=error_id class="text-sm text-danger empty:hidden">{error}</p>
    }
}
