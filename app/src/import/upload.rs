//! Choosing a file, or pasting lines.

use axum::extract::Multipart;
use axum::response::Response;
use leptos::prelude::*;
use model::access::Action;
use store::StoreError;

use super::file::{self, HEADINGS};
use crate::caller::Caller;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{
    FieldFrame, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Tone, described_by,
    starts_keyboard,
};
use crate::words::{FrameWord, ImportWord, Lang};

/// More typed text than this is not shown again with its problems.
const SHOWN_AGAIN: usize = 256 * 1024;
const EXAMPLE: &str =
    "login,first_name,last_name,mail_type,addresses\njdoe,John,Doe,internal,jdoe@* john.doe@*";

/// GET: the form.
///
/// # Errors
/// [`Failure::NotFound`] without a domain that may be seen, [`Failure::Denied`] for whoever may not change
/// it as a whole: a form that nothing comes of would be a trap.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    page(caller, Posted::default()).await
}

/// POST: reads and keeps the file, then shows what it would do.
///
/// # Errors
/// What the page cannot mend.
pub async fn submit(caller: Caller, sent: Multipart) -> Result<Response, Failure> {
    let sent = Sent::read(sent).await?;
    let desk = caller.desk()?;
    let domain = caller.query("domain").unwrap_or_default();
    let domain = desk.find_domain(&domain).await?.name.to_string();
    let kept = match file::read(sent.bytes()) {
        Ok(records) => desk.keep_import(&domain, &sent.file_name, records).await,
        Err(problems) => Err(StoreError::Invalid(problems)),
    };
    match kept {
        Ok(id) => Ok(see_other(&paths::import_plan(&domain, id), None)),
        Err(error) => {
            let error = sent.at_its_field(error);
            page(caller, sent.into_form().refused(error)?).await
        }
    }
}

/// The form as it was sent.
#[derive(Default)]
struct Sent {
    file_name: String,
    file: Vec<u8>,
    text: String,
}

impl Sent {
    async fn read(mut sent: Multipart) -> Result<Self, Failure> {
        let mut read = Self::default();
        let refused = |error: axum::extract::multipart::MultipartError| {
            if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE {
                Failure::TooLarge
            } else {
                Failure::BadRequest
            }
        };
        while let Some(part) = sent.next_field().await.map_err(refused)? {
            match part.name() {
                Some("file") => {
                    let name = part.file_name().unwrap_or_default();
                    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
                    let shown = name.chars().filter(|c| !model::text::is_forbidden(*c));
                    read.file_name = shown.take(200).collect();
                    read.file = part.bytes().await.map_err(refused)?.to_vec();
                }
                Some("text") => {
                    read.text = part.text().await.map_err(refused)?;
                }
                _ => {}
            }
        }
        Ok(read)
    }

    /// The file, or what was typed when there is none.
    fn bytes(&self) -> &[u8] {
        if self.file.is_empty() {
            self.text.as_bytes()
        } else {
            &self.file
        }
    }

    /// What is wrong with the lines, beside the field they came from.
    fn at_its_field(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::Invalid(mut problems) if self.file.is_empty() && !self.text.is_empty() => {
                for problem in &mut problems.0 {
                    "text".clone_into(&mut problem.field);
                }
                StoreError::Invalid(problems)
            }
            error => error,
        }
    }

    fn into_form(self) -> Posted {
        let text = if self.text.len() <= SHOWN_AGAIN {
            self.text
        } else {
            String::new()
        };
        Posted::of(vec![("text".to_owned(), text)])
    }
}

async fn page(caller: Caller, form: Posted) -> Result<Response, Failure> {
    let lang = caller.lang;
    let desk = caller.desk()?;
    let domain = caller.query("domain").unwrap_or_default();
    let domain = desk.find_domain(&domain).await?;
    if !caller.may(Action::ChangeEntries(domain.id)) {
        return Err(Failure::Denied);
    }
    let domain = domain.name.to_string();
    let is_gone = caller.query("gone").is_some() && !form.is_sent();
    Ok(Page::new(caller, lang.say(ImportWord::Title))
        .section(Section::Directories)
        .crumb(
            lang.say(FrameWord::DirectoryBrowser),
            paths::directory(&domain),
        )
        .domain(Some(domain.clone()))
        .posted(&form)
        .show(move || view! { <Form lang domain form is_gone /> })
        .await)
}

#[component]
fn Form(lang: Lang, domain: String, form: Posted, is_gone: bool) -> impl IntoView {
    let (error, text_error) = (form.error(lang, "file"), form.error(lang, "text"));
    let gone = is_gone.then(|| {
        view! { <Notice tone=Tone::Warning>{lang.say(ImportWord::Gone)}</Notice> }
    });
    let columns = HEADINGS.map(file::Column::name).join(", ");
    let invalid = error.is_some().then_some("true");
    let text_invalid = text_error.is_some().then_some("true");
    view! {
        {gone}
        <p class="max-w-2xl text-muted">{lang.say(ImportWord::About)}</p>
        <form
            method="post"
            action=paths::import(&domain)
            enctype="multipart/form-data"
            class="flex w-full max-w-3xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            <FieldFrame
                id="file"
                label=lang.say(ImportWord::File)
                help=Some(lang.say(ImportWord::FileHelp).to_owned())
                error=error
            >
                <input
                    type="file"
                    id="file"
                    name="file"
                    accept=".csv,.txt,.tsv,text/csv,text/plain"
                    class="max-w-full"
                    aria-describedby=described_by("file", true)
                    aria-invalid=invalid
                />
            </FieldFrame>
            <FieldFrame
                id="text"
                label=lang.say(ImportWord::Text)
                help=Some(lang.say(ImportWord::TextHelp).to_owned())
                error=text_error
            >
                <textarea
                    id="text"
                    name="text"
                    rows="8"
                    spellcheck="false"
                    class="w-full font-mono text-sm"
                    aria-describedby=described_by("text", true)
                    aria-invalid=text_invalid
                    autofocus=starts_keyboard("text")
                >
                    {form.draft("text")}
                </textarea>
            </FieldFrame>
            <pre class="whitespace-pre-wrap break-words rounded bg-sunken p-2 text-sm">{EXAMPLE}</pre>
            <details>
                <summary data-ui="fold" class="font-medium">{lang.say(ImportWord::Columns)}</summary>
                <p class="mt-1 text-sm text-muted">{lang.say(ImportWord::ColumnsHelp)}</p>
                <p class="mt-1 break-words font-mono text-sm">{columns}</p>
            </details>
            <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
                <button type="submit" class=PRIMARY_BUTTON_CLASS>
                    {lang.say(ImportWord::Look)}
                </button>
                <a href=paths::directory(&domain) class=SECONDARY_BUTTON_CLASS data-key="cancel">
                    {lang.say(FrameWord::Cancel)}
                </a>
            </div>
        </form>
    }
}
