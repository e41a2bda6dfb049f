//! A new unit, and renaming or moving one.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::access::Action;
use model::unit::UnitDraft;
use store::domains::Domain;
use store::units::Unit;

use super::field::UnitChoices;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{EnterSaves, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference, Page, Section};
use crate::paths;
use crate::ui::{
    Glyph, KeyboardStart, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, SelectField,
    TextField, Tone,
};
use crate::words::{FrameWord, Lang, UnitWord};

/// Fields that show their own problems.
const SHOWN: [&str; 2] = ["name", "parent"];

/// What the form is about.
#[derive(Clone, Debug)]
struct Edited {
    domain: Domain,
    /// The unit that is changed; `None` for a new one.
    unit: Option<Unit>,
    choices: UnitChoices,
    /// The path of the unit above, at first.
    parent: String,
}

impl Edited {
    async fn of(caller: &Caller, domain: &str, unit: Option<&str>) -> Result<Self, Failure> {
        let desk = caller.desk()?;
        let domain = desk.find_domain(domain).await?;
        if !caller.may(Action::ChangeUnits(domain.id)) {
            return Err(Failure::Denied);
        }
        let unit = match unit {
            Some(path) => Some(desk.find_unit(domain.name.as_str(), path).await?.0),
            None => None,
        };
        let mut choices = UnitChoices::of(caller, domain.name.as_str()).await?;
        let mut parent = caller.query("parent").unwrap_or_default();
        if let Some(unit) = &unit {
            parent = unit.path.parent().to_string();
            // Never below itself.
            choices
                .units
                .retain(|other| !other.path.names().starts_with(unit.path.names()));
        }
        Ok(Self {
            domain,
            unit,
            choices,
            parent,
        })
    }

    /// Where the form is sent.
    fn action(&self) -> String {
        let domain = self.domain.name.as_str();
        match &self.unit {
            Some(unit) => paths::unit_edit(domain, &unit.path.to_string()),
            None => paths::new_unit(domain, ""),
        }
    }
}

fn draft(form: &Posted) -> UnitDraft {
    UnitDraft {
        name: form.draft("name"),
        parent: form.draft("parent"),
    }
}

/// GET: the form for a new one.
///
/// # Errors
/// [`Failure::Denied`] for whoever may not change units.
pub async fn show_new(caller: Caller, Path(domain): Path<String>) -> Result<Response, Failure> {
    let edited = Edited::of(&caller, &domain, None).await?;
    Ok(page(caller, edited, Posted::default()).await)
}

/// POST: creates it.
///
/// # Errors
/// What no form can mend.
pub async fn submit_new(
    caller: Caller,
    Path(domain): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    match caller.desk()?.create_unit(&domain, &draft(&form)).await {
        Ok(unit) => {
            let path = unit.path.to_string();
            let address = paths::units(&domain, &path);
            Ok(see_other(&address, Some(&Flash::Created(path))))
        }
        Err(error) => {
            let form = form.refused(error)?;
            let edited = Edited::of(&caller, &domain, None).await?;
            Ok(page(caller, edited, form).await)
        }
    }
}

/// GET: the form of the unit in the query.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Denied`].
pub async fn show(caller: Caller, Path(domain): Path<String>) -> Result<Response, Failure> {
    let path = caller.query("unit").ok_or(Failure::NotFound)?;
    let edited = Edited::of(&caller, &domain, Some(&path)).await?;
    Ok(page(caller, edited, Posted::default()).await)
}

/// POST: saves it.
///
/// # Errors
/// What no form can mend.
pub async fn submit(
    caller: Caller,
    Path(domain): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let path = caller.query("unit").ok_or(Failure::NotFound)?;
    let saved = caller
        .desk()?
        .change_unit(&domain, &path, form.version(), &draft(&form))
        .await;
    match saved {
        Ok(unit) => {
            let address = paths::units(&domain, &unit.path.to_string());
            Ok(see_other(&address, Some(&Flash::Saved)))
        }
        Err(error) => {
            let form = form.refused(error)?;
            let edited = Edited::of(&caller, &domain, Some(&path)).await?;
            Ok(page(caller, edited, form).await)
        }
    }
}

async fn page(caller: Caller, edited: Edited, form: Posted) -> Response {
    let lang = caller.lang;
    let title = edited.unit.as_ref().map_or_else(
        || lang.say(UnitWord::Create).to_owned(),
        |unit| lang.fill(UnitWord::EditTitle, &[unit.path.name()]),
    );
    Page::new(caller, title)
        .section(Section::Directories)
        .crumb(
            lang.say(FrameWord::OrganizationalUnits),
            paths::units(edited.domain.name.as_str(), ""),
        )
        .glyph(Glyph::Tree)
        .posted(&form)
        .show(move || view! { <UnitForm lang edited form /> })
        .await
}

#[component]
fn UnitForm(lang: Lang, edited: Edited, form: Posted) -> impl IntoView {
    if !form.is_sent() {
        provide_context(KeyboardStart("name".to_owned()));
    }
    let action = edited.action();
    let unit = edited.unit.as_ref();
    let name = unit.map_or("", |unit| unit.path.name()).to_owned();
    let conflict = form.conflict.map(|version| {
        let differences = [
            Difference::between(lang.say(UnitWord::Name), &name, form.draft("name")),
            Difference::between(
                lang.say(UnitWord::Parent),
                &edited.parent,
                form.draft("parent"),
            ),
        ];
        let differences = differences.into_iter().flatten().collect();
        view! { <ConflictNotice version href=action.clone() differences /> }
    });
    let version = unit.map(|unit| {
        view! { <input type="hidden" name="version" value=form.version_or(unit.version) /> }
    });
    let others = form
        .other_errors(lang, &SHOWN)
        .into_iter()
        .map(|error| view! { <Notice tone=Tone::Danger>{error}</Notice> })
        .collect_view();
    let help = unit.map(|_| view! { <p class="text-muted">{lang.say(UnitWord::MoveHelp)}</p> });
    let (button, back) = match unit {
        Some(unit) => (FrameWord::Save, unit.path.to_string()),
        None => (FrameWord::Create, edited.parent.clone()),
    };
    let parent = edited
        .choices
        .written(&form.text_or("parent", edited.parent.clone()));
    view! {
        <form
            method="post"
            action=action
            data-guard=guard(&form)
            class="flex w-full max-w-xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            <EnterSaves />
            <p class="text-muted">{edited.domain.name.shown()}</p>
            {version} {conflict} {others} {help}
            <TextField
                name="name"
                label=lang.say(UnitWord::Name)
                value=form.text_or("name", name)
                help=lang.say(UnitWord::NameHelp)
                error=form.error(lang, "name")
                mark=lang.say(FrameWord::Required)
            />
            <SelectField
                name="parent"
                label=lang.say(UnitWord::Parent)
                choices=edited.choices.choices(lang, &parent)
                value=parent
                error=form.error(lang, "parent")
            />
            <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
                <button type="submit" class=PRIMARY_BUTTON_CLASS>
                    {lang.say(button)}
                </button>
                <a
                    href=paths::units(edited.domain.name.as_str(), &back)
                    class=SECONDARY_BUTTON_CLASS
                    data-leave
                    data-key="cancel"
                >
                    {lang.say(FrameWord::Cancel)}
                </a>
            </div>
        </form>
    }
}
