//! The mail type of everything the Directory Browser lists: chosen, previewed, then changed at once.

use axum::response::Response;
use leptos::prelude::*;
use model::{MailType, Problem};
use store::bulk::{Outcome, Selection};
use store::domains::Domain;

use super::filter::Filter;
use super::rows::{kind_name, mail_type_name};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Table, Tone};
use crate::words::{self, BulkWord, DirectoryWord, FrameWord, Lang};

/// Exceptions that are named; of more only the number is told.
const NAMED: usize = 100;

/// What the page is about.
#[derive(Clone)]
struct Asked {
    domain: Domain,
    filter: Filter,
    wanted: Option<MailType>,
}

impl Asked {
    async fn read(caller: &Caller) -> Result<Self, Failure> {
        let query = caller.uri.query().unwrap_or_default().as_bytes();
        let pairs: Vec<_> = form_urlencoded::parse(query).into_owned().collect();
        let filter = Filter::read(&pairs);
        Ok(Self {
            domain: caller.desk()?.find_domain(&filter.domain).await?,
            filter,
            wanted: caller.query("to").as_deref().and_then(MailType::from_name),
        })
    }

    fn selection(&self) -> Selection {
        Selection::Matching(self.filter.query(1))
    }

    /// The address of the preview.
    fn address(&self) -> String {
        let wanted = self.wanted.map_or("", MailType::as_str);
        format!("{}&to={wanted}", self.filter.mail_type_page())
    }
}

/// GET: the choice; once made (`to`), what it would do.
///
/// # Errors
/// [`Failure::NotFound`] without a domain that may be seen.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let asked = Asked::read(&caller).await?;
    let desk = caller.desk()?;
    let Some(wanted) = asked.wanted else {
        return Ok(page(caller, asked, None, Posted::default()).await);
    };
    let name = asked.domain.name.to_string();
    let foretold = desk
        .change_mail_types(&name, &asked.selection(), wanted, true)
        .await;
    match foretold {
        Ok(outcome) => Ok(page(caller, asked, Some(outcome), Posted::default()).await),
        Err(error) => {
            let form = Posted::default().refused(error)?;
            Ok(page(caller, asked, None, form).await)
        }
    }
}

/// POST: changes them.
///
/// # Errors
/// What the page cannot mend.
pub async fn change(caller: Caller, form: Posted) -> Result<Response, Failure> {
    let asked = Asked::read(&caller).await?;
    let desk = caller.desk()?;
    let pressed = form
        .pressed()
        .is_some_and(|pressed| pressed.action == "change");
    let Some(wanted) = asked.wanted.filter(|_| pressed) else {
        return Ok(page(caller, asked, None, Posted::default()).await);
    };
    let name = asked.domain.name.to_string();
    match desk
        .change_mail_types(&name, &asked.selection(), wanted, false)
        .await
    {
        Ok(outcome) => {
            let flash = Flash::MailTypesChanged(outcome.changed);
            Ok(see_other(&paths::directory(&name), Some(&flash)))
        }
        Err(error) => Ok(page(caller, asked, None, form.refused(error)?).await),
    }
}

async fn page(caller: Caller, asked: Asked, outcome: Option<Outcome>, form: Posted) -> Response {
    let lang = caller.lang;
    let name = asked.domain.name.to_string();
    Page::new(caller, lang.say(BulkWord::Title))
        .section(Section::Directories)
        .crumb(lang.say(FrameWord::DirectoryBrowser), asked.filter.page(""))
        .domain(Some(name))
        .posted(&form)
        .show(move || view! { <Choice lang asked outcome form /> })
        .await
}

#[component]
fn Choice(lang: Lang, asked: Asked, outcome: Option<Outcome>, form: Posted) -> impl IntoView {
    let errors = form
        .other_errors(lang, &[])
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let hidden = asked
        .filter
        .fields()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let options = MailType::ALL
        .into_iter()
        .map(|mail_type| {
            let selected = asked.wanted == Some(mail_type);
            view! {
                <option value=mail_type.as_str() selected=selected>
                    {mail_type_name(lang, mail_type)}
                </option>
            }
        })
        .collect_view();
    let back = asked.filter.page("");
    view! {
        <p class="max-w-2xl text-muted">{lang.say(BulkWord::About)}</p>
        {errors}
        <form
            method="get"
            action=paths::DIRECTORY_MAIL_TYPE
            class="flex flex-wrap items-end gap-3"
        >
            {hidden}
            <label class="flex flex-col gap-1">
                <span class="font-medium">{lang.say(BulkWord::NewRouting)}</span>
                <select name="to">{options}</select>
            </label>
            <button type="submit" class=SECONDARY_BUTTON_CLASS>
                {lang.say(BulkWord::Preview)}
            </button>
            <a href=back class=SECONDARY_BUTTON_CLASS>
                {lang.say(FrameWord::Cancel)}
            </a>
        </form>
        {outcome.map(|outcome| view! { <Foretold lang asked outcome /> })}
    }
}

/// What would happen, and the button that makes it happen.
#[component]
fn Foretold(lang: Lang, asked: Asked, outcome: Outcome) -> impl IntoView {
    let refused = i64::try_from(outcome.refused.len()).unwrap_or(i64::MAX);
    let counts = [
        (BulkWord::WillChange, outcome.changed),
        (BulkWord::Unchanged, outcome.unchanged),
        (BulkWord::Refused, refused),
    ]
    .map(|(word, number)| view! { <li>{lang.fill(word, &[number.to_string()])}</li> })
    .collect_view();
    let apply = if outcome.changed == 0 {
        view! { <p class="text-muted">{lang.say(BulkWord::NothingToDo)}</p> }.into_any()
    } else {
        view! {
            <form method="post" action=asked.address()>
                <button type="submit" name="action" value="change" class=PRIMARY_BUTTON_CLASS>
                    {lang.count(BulkWord::ChangeOne, BulkWord::ChangeMany, outcome.changed)}
                </button>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="flex flex-col gap-3" role="status">
            <ul class="ml-6 flex list-disc flex-col gap-1 font-medium">{counts}</ul>
        </div>
        {apply}
        <Exceptions lang domain=asked.domain.name.to_string() outcome />
    }
}

#[component]
fn Exceptions(lang: Lang, domain: String, outcome: Outcome) -> impl IntoView {
    if outcome.refused.is_empty() {
        return ().into_any();
    }
    let more = outcome.refused.len().saturating_sub(NAMED);
    let lines = outcome
        .refused
        .into_iter()
        .take(NAMED)
        .map(|(entry, code)| {
            let reason = words::problem(lang, &Problem::new("", code));
            let kind = kind_name(lang, entry.kind);
            let href = paths::entry(&domain, &entry);
            view! {
                <tr>
                    <td class="text-muted">{kind}</td>
                    <th scope="row">
                        <a href=href class="text-accent hover:underline">
                            {entry.name}
                        </a>
                    </th>
                    <td data-label=lang.say(BulkWord::Reason)>{reason}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(BulkWord::Exceptions)>
            <thead>
                <tr>
                    <th scope="col">{lang.say(DirectoryWord::ColumnKind)}</th>
                    <th scope="col">{lang.say(BulkWord::Entry)}</th>
                    <th scope="col">{lang.say(BulkWord::Reason)}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
        {(more > 0)
            .then(|| view! { <p class="text-muted">{lang.fill(BulkWord::More, &[more.to_string()])}</p> })}
    }
    .into_any()
}
