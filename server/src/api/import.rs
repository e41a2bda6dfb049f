//! Many entries at once, as CSV: in and out.

use app::import::file;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use http::header;
use serde::Serialize;
use store::import::{ExportPage, Outcome, Plan, Refused};
use store::{Desk, StoreError};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::filter::Parameters;
use super::parameters::{HowToImport, OfDomain};
use super::{Caller, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(import))
        .routes(routes!(export))
}

/// What happened, or would happen.
#[derive(Debug, Serialize, ToSchema)]
struct ImportOutcome {
    /// Whether it happened.
    applied: bool,
    created: usize,
    changed: usize,
    unchanged: usize,
    /// The lines that are left as they are, and why.
    refused: Vec<RefusedLine>,
    /// For `digest`.
    digest: String,
}

/// A rule that a line breaks.
#[derive(Debug, Serialize, ToSchema)]
struct RefusedLine {
    /// Line of the file, counted from 1.
    line: u64,
    #[schema(example = "user:jdoe")]
    entry: String,
    #[schema(example = "addresses")]
    column: String,
    #[schema(example = "address.taken")]
    code: &'static str,
}

/// Creates and changes the entries of a CSV file, all in one transaction. Columns are described in the
/// manual; entries the file does not speak of are left alone.
#[utoipa::path(post, path = "/domains/{domain}/import", tag = "entries", operation_id = "import_entries",
    params(OfDomain, HowToImport),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = ImportOutcome)))]
async fn import(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    mut parameters: Parameters,
    request: Request,
) -> Result<axum::Json<ImportOutcome>, Refusal> {
    let dry_run = parameters.word("dry_run", |word| word.parse().ok());
    let leave_out = parameters.word("refused", |word| (word == "leave_out").then_some(()));
    let digest = parameters.text("digest");
    parameters.end()?;
    // Before the body is read: only for somebody who may import.
    desk.plan_import(&domain, &[]).await?;
    let bytes = axum::body::to_bytes(request.into_body(), file::FILE_MAX)
        .await
        .map_err(|_| Refusal::TooLarge)?;
    let records = file::read(&bytes).map_err(Refusal::Invalid);
    let records = records.map_err(|refusal| refusal.rename_fields(|_| String::new()))?;
    let is_dry = dry_run == Some(true);
    let plan = if is_dry {
        desk.plan_import(&domain, &records).await
    } else {
        let refused = leave_out.map_or(Refused::Stop, |()| Refused::LeaveOut);
        desk.apply_import(&domain, &records, digest.as_deref(), refused)
            .await
    };
    let plan = plan.map_err(|error| Refusal::from(error).rename_fields(place))?;
    Ok(axum::Json(ImportOutcome::new(&plan, !is_dry)))
}

/// `12.login` as line and column: `12.name`.
fn place(field: &str) -> String {
    match field.split_once('.') {
        Some((line, field)) => format!("{line}.{}", file::column_of(field)),
        None => field.to_owned(),
    }
}

impl ImportOutcome {
    fn new(plan: &Plan, applied: bool) -> Self {
        let mut refused = Vec::new();
        for row in &plan.rows {
            let Outcome::Refused(problems) = &row.outcome else {
                continue;
            };
            refused.extend(problems.iter().map(|problem| RefusedLine {
                line: row.line,
                entry: row.entry.to_string(),
                column: file::column_of(&problem.field).to_owned(),
                code: problem.code.as_str(),
            }));
        }
        Self {
            applied,
            created: plan.counts.new,
            changed: plan.counts.changed,
            unchanged: plan.counts.unchanged,
            refused,
            digest: plan.digest.clone(),
        }
    }
}

/// All entries of a domain as a CSV file that, imported again, changes nothing. Passwords stay here.
#[utoipa::path(get, path = "/domains/{domain}/export", tag = "entries", operation_id = "export_entries",
    params(OfDomain),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    parameters: Parameters,
) -> Result<Response, Refusal> {
    parameters.end()?;
    // Before the answer begins, so that what is wrong is said.
    let first = desk.export_page(&domain, None).await?;
    let reading = (desk, domain, Some(first), true);
    let body = axum::body::Body::from_stream(stream::try_unfold(reading, part));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"export.csv\"",
        ),
    ];
    Ok((headers, body).into_response())
}

/// How far an export is: the page to be written next, and whether it is the first.
type Reading = (Desk, String, Option<ExportPage>, bool);

async fn part(
    (desk, domain, page, is_first): Reading,
) -> Result<Option<(Vec<u8>, Reading)>, StoreError> {
    let Some(page) = page else { return Ok(None) };
    let text = file::lines(is_first, &page.records);
    let next = match page.next {
        Some(_) => Some(desk.export_page(&domain, Some(&page)).await?),
        None => None,
    };
    Ok(Some((text, (desk, domain, next, false))))
}
