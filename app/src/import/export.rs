//! All entries of a domain as a CSV file, sent while they are read.

use axum::body::Body;
use axum::response::Response;
use futures_util::stream;
use store::import::ExportPage;
use store::{Desk, StoreError};

use super::file;
use crate::caller::Caller;
use crate::directory::csv_answer;
use crate::error_page::Failure;

/// GET: the file.
///
/// # Errors
/// [`Failure::NotFound`] without a domain that may be seen.
pub async fn download(caller: Caller) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let name = caller.query("domain").unwrap_or_default();
    let domain = desk.find_domain(&name).await?.name.to_string();
    // Before the answer begins, so that what is wrong has a page of its own.
    let first = desk.export_page(&domain, None).await?;
    let named = format!("{domain}-export.csv");
    let reading = (desk, domain, Some(first), true);
    let body = Body::from_stream(stream::try_unfold(reading, part));
    Ok(csv_answer(body, &named))
}

/// How far the file is: the page to be written next, and whether it is the first.
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
