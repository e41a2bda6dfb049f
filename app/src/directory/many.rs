//! Many entries of the directory changed at once: which and how, what it would do, and doing it.

use axum::response::Response;
use leptos::prelude::*;
use model::{Code, EntryRef, MailType, Problem, quota};
use store::bulk::{Answer, ManyChange, Outcome, Selection};
use store::domains::Domain;

use super::choice::Choice;
use super::filter::Filter;
use super::many_view::ChangeView;
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::units::UnitChoices;
use crate::words::FrameWord;

/// Exceptions that are named; of more only the number is told.
const NAMED: usize = 100;

/// The field that holds how many entries were to change when the page was made.
pub(super) const FORETOLD: &str = "foretold";
/// The field in which the number of entries is typed that are deleted.
pub(super) const CONFIRMATION: &str = "confirmation";

/// What was chosen so far.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) domain: Domain,
    pub(super) filter: Filter,
    /// Ticked entries; `None` for everything the list shows under the filters.
    pub(super) entries: Option<Vec<EntryRef>>,
    pub(super) choice: Choice,
    pub(super) form: Posted,
    /// The units that entries can be moved to; read only where one is chosen.
    pub(super) units: Option<UnitChoices>,
}

impl Asked {
    async fn read(caller: &Caller, form: Posted) -> Result<Self, Failure> {
        let filter = Filter::read(form.fields());
        let choice = Choice::ALL
            .into_iter()
            .find(|choice| form.text("change") == Some(choice.name()));
        let entries = form
            .all("entry")
            .into_iter()
            .filter_map(|text| EntryRef::parse(text).ok());
        let entries = (form.text("which") != Some("everything")).then(|| entries.collect());
        let choice = choice.ok_or(Failure::NotFound)?;
        let domain = caller.desk()?.find_domain(&filter.domain).await?;
        if !choice.is_for(caller, domain.id) {
            return Err(Failure::Denied);
        }
        let units = match choice {
            Choice::Unit => Some(UnitChoices::of(caller, domain.name.as_str()).await?),
            _ => None,
        };
        Ok(Self {
            domain,
            filter,
            entries,
            choice,
            form,
            units,
        })
    }

    fn selection(&self) -> Selection {
        match &self.entries {
            Some(entries) => Selection::Entries(entries.clone()),
            None => Selection::Matching(self.filter.query(1)),
        }
    }

    pub(super) fn is_nobody(&self) -> bool {
        self.entries.as_ref().is_some_and(Vec::is_empty)
    }

    /// The change, once it is said to what.
    pub(super) fn change(&self) -> Result<Option<ManyChange>, Problem> {
        let text = |name: &str| self.form.text(name);
        Ok(match self.choice {
            Choice::MailType => text("to")
                .and_then(MailType::from_name)
                .map(ManyChange::MailType),
            Choice::Suspend => Some(ManyChange::Suspended(true)),
            Choice::Activate => Some(ManyChange::Suspended(false)),
            Choice::Quota => match text("quota") {
                None => None,
                Some(limited) => {
                    let number = text("quota_number").unwrap_or_default();
                    let unit = text("quota_unit").unwrap_or_default();
                    let kib = quota::from_form(limited == "limited", number, unit)
                        .map_err(|code| Problem::new("quota_kib", code))?;
                    Some(ManyChange::Quota(kib))
                }
            },
            Choice::AddToGroup | Choice::RemoveFromGroup => {
                text("group").map(|group| ManyChange::Membership {
                    group: group.trim().to_owned(),
                    is_in: self.choice == Choice::AddToGroup,
                })
            }
            Choice::Delete => Some(ManyChange::Delete),
            Choice::Unit => text("to_unit").map(|path| ManyChange::Unit(path.to_owned())),
        })
    }

    /// Everything that was chosen, as fields of a form; `with_value` adds to what it is changed.
    pub(super) fn fields(&self, with_value: bool) -> Vec<(&'static str, String)> {
        let mut fields = self.filter.fields();
        let which = if self.entries.is_some() {
            "ticked"
        } else {
            "everything"
        };
        fields.push(("which", which.to_owned()));
        fields.push(("change", self.choice.name().to_owned()));
        fields.extend(
            self.entries
                .iter()
                .flatten()
                .map(|entry| ("entry", entry.to_string())),
        );
        if with_value {
            let values = [
                "to",
                "quota",
                "quota_number",
                "quota_unit",
                "group",
                "to_unit",
            ];
            fields.extend(
                values
                    .into_iter()
                    .filter_map(|name| Some((name, self.form.text(name)?.to_owned()))),
            );
        }
        fields
    }
}

/// GET: the change in the address, asked for or foretold.
///
/// # Errors
/// [`Failure::NotFound`] without a domain that may be seen or a change there is.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let query = caller.uri.query().unwrap_or_default().as_bytes();
    let form = Posted::of(form_urlencoded::parse(query).into_owned().collect());
    let asked = Asked::read(&caller, form).await?;
    foretell(caller, asked).await
}

/// POST: the same of a form, or doing it.
///
/// # Errors
/// Those of [`show`].
pub async fn submit(caller: Caller, form: Posted) -> Result<Response, Failure> {
    let is_sure = form
        .pressed()
        .is_some_and(|pressed| pressed.action == "change");
    let asked = Asked::read(&caller, form).await?;
    let change = match asked.change() {
        Ok(Some(change)) if is_sure && !asked.is_nobody() => change,
        _ => return foretell(caller, asked).await,
    };
    if let Some((field, problem)) = unconfirmed(&caller, &asked, &change).await? {
        let form = asked.form.clone().with_problem(field, problem);
        return foretell(caller, Asked { form, ..asked }).await;
    }
    let name = asked.domain.name.to_string();
    let done = caller
        .desk()?
        .change_many_or_start(&name, &asked.selection(), &change)
        .await;
    match done {
        Ok(Answer::Done(outcome)) => {
            let flash = match change {
                ManyChange::Delete => Flash::ManyDeleted(outcome.changed),
                _ => Flash::ManyChanged(outcome.changed),
            };
            Ok(see_other(&paths::directory(&name), Some(&flash)))
        }
        Ok(Answer::Started(id)) => Ok(see_other(&paths::task(id), None)),
        Err(error) => {
            let form = asked.form.clone().refused(error)?;
            Ok(page(caller, Asked { form, ..asked }, None).await)
        }
    }
}

/// What speaks against it: it would change another number of entries than the page told, or for a deletion
/// than was typed.
async fn unconfirmed(
    caller: &Caller,
    asked: &Asked,
    change: &ManyChange,
) -> Result<Option<(&'static str, Code)>, Failure> {
    let (field, told) = if *change == ManyChange::Delete {
        (CONFIRMATION, asked.form.draft(CONFIRMATION))
    } else {
        (FORETOLD, asked.form.draft(FORETOLD))
    };
    if field == FORETOLD && told.is_empty() {
        return Ok(None);
    }
    let name = asked.domain.name.to_string();
    let foretold = caller
        .desk()?
        .preview_many(&name, &asked.selection(), change, 0)
        .await?;
    let differs = told.trim().parse() != Ok(foretold.changed);
    Ok(differs.then_some((field, Code::UnknownValue)))
}

/// What the change would do, when it is known what it is.
async fn foretell(caller: Caller, asked: Asked) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let change = match asked.change() {
        Ok(change) => change.filter(|_| !asked.is_nobody()),
        Err(problem) => {
            let form = asked.form.clone().refused(problem.into())?;
            return Ok(page(caller, Asked { form, ..asked }, None).await);
        }
    };
    let Some(change) = change else {
        return Ok(page(caller, asked, None).await);
    };
    let name = asked.domain.name.to_string();
    match desk
        .preview_many(&name, &asked.selection(), &change, NAMED)
        .await
    {
        Ok(outcome) => Ok(page(caller, asked, Some(outcome)).await),
        Err(error) => {
            let form = asked.form.clone().refused(error)?;
            Ok(page(caller, Asked { form, ..asked }, None).await)
        }
    }
}

async fn page(caller: Caller, asked: Asked, outcome: Option<Outcome>) -> Response {
    let lang = caller.lang;
    let days = caller
        .desk()
        .map_or(0, |desk| desk.days_deleted_domains_are_kept());
    let name = asked.domain.name.to_string();
    let form = asked.form.clone();
    Page::new(caller, asked.choice.title(lang))
        .section(Section::Directories)
        .crumb(lang.say(FrameWord::DirectoryBrowser), asked.filter.page(""))
        .domain(Some(name))
        .posted(&form)
        .show(move || view! { <ChangeView lang asked outcome days /> })
        .await
}
