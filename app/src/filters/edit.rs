//! A new filter, and changing one.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::filter::{Filter, Place};
use model::{Action, Problems};
use store::StoreError;
use store::filters::DomainFilters;

use super::criteria::CriteriaFields;
use super::fields::Fields;
use super::summary::{actions, addresses, criteria};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{EnterSaves, Opened, UnsavedNote, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference};
use crate::paths;
use crate::ui::{
    CheckboxField, Choice, FieldFrame, Notice, RadioGroup, SaveBar, Section, TextField, Tone,
    described_by, starts_keyboard,
};
use crate::words::{FilterWord, FrameWord, Lang};

/// `id` of the form, for the bar that saves it.
const FORM: &str = "filter";

/// GET: the form for a new one.
///
/// # Errors
/// [`Failure::Denied`] for whoever may not change the filters.
pub async fn show_new(caller: Caller, Path(domain): Path<String>) -> Result<Response, Failure> {
    let found = caller.desk()?.list_filters(&domain).await?;
    page(caller, found, None, Fields::new(), Posted::default()).await
}

/// POST: adds one at the end.
///
/// # Errors
/// What no form can mend.
pub async fn create(
    caller: Caller,
    Path(domain): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    answer(caller, &domain, None, form).await
}

/// GET: the form of one.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Denied`].
pub async fn show(
    caller: Caller,
    Path((domain, number)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let found = caller.desk()?.list_filters(&domain).await?;
    let index = index_of(&number)?;
    let stored = found.filters.get(index).ok_or(Failure::NotFound)?;
    let fields = Fields::of(stored.clone());
    page(caller, found, Some(index), fields, Posted::default()).await
}

/// POST: saves one.
///
/// # Errors
/// What no form can mend.
pub async fn save(
    caller: Caller,
    Path((domain, number)): Path<(String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let index = index_of(&number)?;
    answer(caller, &domain, Some(index), form).await
}

/// The place in the list, counted from 0, of a number in an address, counted from 1.
fn index_of(number: &str) -> Result<usize, Failure> {
    let number: Option<usize> = number.parse().ok();
    number
        .and_then(|number| number.checked_sub(1))
        .ok_or(Failure::NotFound)
}

async fn answer(
    caller: Caller,
    domain: &str,
    index: Option<usize>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let found = desk.list_filters(domain).await?;
    let mut fields = Fields::read(&form);
    if fields.press(form.pressed().as_ref()) {
        return page(caller, found, index, fields, form).await;
    }
    let mut filters = found.filters.clone();
    let at = index.unwrap_or(filters.len());
    match filters.get_mut(at) {
        Some(place) => *place = fields.filter.clone(),
        None if index.is_none() => filters.push(fields.filter.clone()),
        None => return Err(Failure::NotFound),
    }
    // A new one goes to the end, whatever was changed meanwhile.
    let version = index.map_or(Some(found.version), |_| form.version());
    let saved = if fields.problems.is_empty() {
        desk.change_filters(domain, version, &filters).await
    } else {
        Err(fields.problems.clone().into())
    };
    match saved {
        Ok(saved) => Ok(see_other(
            &paths::domain_filters(saved.domain.as_str()),
            Some(&Flash::Saved),
        )),
        Err(error) => {
            let form = form.refused(own_fields(error, at))?;
            page(caller, found, index, fields, form).await
        }
    }
}

/// The problems of the filter at a place, by the names of its own fields.
fn own_fields(error: StoreError, at: usize) -> StoreError {
    let StoreError::Invalid(Problems(problems)) = error else {
        return error;
    };
    let prefix = format!("filters[{at}].");
    let own = problems.into_iter().map(|mut problem| {
        if let Some(field) = problem.field.strip_prefix(&prefix) {
            problem.field = field.to_owned();
        }
        problem
    });
    StoreError::Invalid(Problems(own.collect()))
}

async fn page(
    caller: Caller,
    found: DomainFilters,
    index: Option<usize>,
    fields: Fields,
    form: Posted,
) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, found.domain.as_str()).await?;
    if !caller.may(Action::ChangeFilters(opened.domain.id)) {
        return Err(Failure::Denied);
    }
    let lang = caller.lang;
    let stored = index.and_then(|index| found.filters.get(index)).cloned();
    let title = stored.as_ref().map_or_else(
        || lang.say(FilterWord::NewTitle).to_owned(),
        |filter| lang.fill(FilterWord::EditTitle, &[&filter.name]),
    );
    let version = form.version_or(found.version);
    let form_of = FormOf {
        domain: opened.name().to_owned(),
        index,
        version,
        stored,
        filter: fields.filter,
        form,
    };
    let name = opened.domain.name.shown();
    Ok(opened
        .page_titled(caller, title)
        .crumb(name, paths::domain(opened.name()))
        .crumb(
            lang.say(FilterWord::Tab),
            paths::domain_filters(opened.name()),
        )
        .posted(&form_of.form)
        .show(move || view! { <FilterForm lang form_of /> })
        .await)
}

/// Everything the form shows.
#[derive(Clone, Debug)]
struct FormOf {
    domain: String,
    index: Option<usize>,
    version: String,
    stored: Option<Filter>,
    filter: Filter,
    form: Posted,
}

/// Whether a field of the form shows its own problems.
fn is_shown(field: &str) -> bool {
    matches!(
        field,
        "name" | "match" | "criteria" | "forward_to" | "place" | "folder" | "actions"
    ) || field.starts_with("criteria[")
}

#[component]
fn FilterForm(lang: Lang, form_of: FormOf) -> impl IntoView {
    let FormOf {
        domain,
        index,
        version,
        stored,
        filter,
        form,
    } = form_of;
    let action = index.map_or_else(
        || paths::new_filter(&domain),
        |index| paths::filter(&domain, index + 1),
    );
    let conflict = form.conflict.map(|version| {
        let differences = stored
            .as_ref()
            .map(|stored| differences(lang, stored, &filter));
        let differences = differences.unwrap_or_default();
        view! { <ConflictNotice version href=action.clone() differences /> }
    });
    let others: Vec<_> = form.problems.0.iter().collect();
    let others = others
        .into_iter()
        .filter(|problem| !is_shown(&problem.field))
        .map(|problem| {
            let sentence = crate::words::problem(lang, problem);
            view! { <Notice tone=Tone::Danger>{sentence}</Notice> }
        })
        .collect_view();
    let guarded = guard(&form);
    let names = view! { <NameFields lang filter=filter.clone() form=form.clone() /> };
    let criteria = view! { <CriteriaFields lang filter=filter.clone() form=form.clone() /> };
    let actions = view! { <ActionFields lang filter form /> };
    view! {
        <form
            id=FORM
            method="post"
            action=action
            data-guard=guarded
            class="flex flex-col gap-6"
        >
            <EnterSaves />
            <input type="hidden" name="version" value=version />
            {conflict} {others}
            {names}
            <Section title=lang.say(FilterWord::Criteria) id="criteria">
                {criteria}
            </Section>
            <Section title=lang.say(FilterWord::Actions) id="actions">
                {actions}
            </Section>
        </form>
        <div class="flex-1"></div>
        <SaveBar
            save=lang.say(FrameWord::Save)
            cancel=lang.say(FrameWord::Cancel)
            cancel_href=paths::domain_filters(&domain)
            form=FORM
        >
            <UnsavedNote lang />
        </SaveBar>
    }
}

#[component]
fn NameFields(lang: Lang, filter: Filter, form: Posted) -> impl IntoView {
    view! {
        <div class="flex max-w-xl flex-col gap-3">
            <TextField
                name="name"
                label=lang.say(FrameWord::Name)
                value=filter.name
                error=form.error(lang, "name")
                mark=lang.say(FrameWord::Required)
            />
            <CheckboxField
                name="active"
                label=lang.say(FilterWord::Active)
                checked=filter.active
                help=lang.say(FilterWord::ActiveHelp)
            />
        </div>
    }
}

#[component]
fn ActionFields(lang: Lang, filter: Filter, form: Posted) -> impl IntoView {
    let places = vec![
        Choice::new(Place::Inbox.as_str(), lang.say(FilterWord::PlaceInbox)),
        Choice::new(Place::Folder.as_str(), lang.say(FilterWord::PlaceFolder)),
        Choice::new(Place::Nowhere.as_str(), lang.say(FilterWord::PlaceNowhere))
            .with_help(lang.say(FilterWord::PlaceNowhereHelp)),
    ];
    view! {
        <p role="alert" class="text-sm text-danger empty:hidden">{form.error(lang, "actions")}</p>
        <div class="flex max-w-xl flex-col gap-3">
            <CheckboxField
                name="mark_read"
                label=lang.say(FilterWord::MarkRead)
                checked=filter.mark_read
            />
            <CheckboxField
                name="mark_important"
                label=lang.say(FilterWord::MarkImportant)
                checked=filter.mark_important
            />
            <AddressLines
                name="forward_to"
                label=lang.say(FilterWord::ForwardTo)
                value=addresses(&filter.forward_to, "\n")
                help=lang.say(FilterWord::ForwardHelp)
                error=form.error(lang, "forward_to")
            />
            <RadioGroup
                name="place"
                legend=lang.say(FilterWord::Place)
                choices=places
                value=filter.place.as_str()
                error=form.error(lang, "place")
            />
            <div data-part="folder">
                <TextField
                    name="folder"
                    label=lang.say(FilterWord::Folder)
                    value=filter.folder
                    help=lang.say(FilterWord::FolderHelp)
                    error=form.error(lang, "folder")
                />
            </div>
            <CheckboxField name="stop" label=lang.say(FilterWord::Stop) checked=filter.stop />
        </div>
    }
}

/// Addresses, one in a line.
#[component]
pub(crate) fn AddressLines(
    name: &'static str,
    label: &'static str,
    value: String,
    help: &'static str,
    error: Option<String>,
) -> impl IntoView {
    view! {
        <FieldFrame id=name label=label help=Some(help.to_owned()) error=error.clone()>
            <textarea
                id=name
                name=name
                rows="3"
                class="w-full"
                autocapitalize="none"
                spellcheck="false"
                autofocus=starts_keyboard(name)
                aria-describedby=described_by(name, true)
                aria-invalid=error.is_some().then_some("true")
            >
                {value}
            </textarea>
        </FieldFrame>
    }
}

fn differences(lang: Lang, stored: &Filter, typed: &Filter) -> Vec<Difference> {
    let between = |word: FilterWord, part: &dyn Fn(&Filter) -> String| {
        Difference::between(lang.say(word), part(stored), part(typed))
    };
    [
        Difference::between(lang.say(FrameWord::Name), &stored.name, &typed.name),
        between(FilterWord::Criteria, &|filter| criteria(lang, filter)),
        between(FilterWord::Actions, &|filter| actions(lang, filter)),
        between(FilterWord::Active, &|filter| {
            let yes = if filter.active {
                FrameWord::Yes
            } else {
                FrameWord::No
            };
            lang.say(yes).to_owned()
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
