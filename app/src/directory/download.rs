//! What the Directory Browser lists, as a CSV file: sent while it is read, whatever its size.

use axum::body::Body;
use axum::response::Response;
use futures_util::stream;
use http::{HeaderValue, header};
use model::MailType;
use store::users::{EntryQuery, EntryRow};
use store::{Desk, Page, StoreError};

use super::filter::{Filter, status_name};
use crate::caller::Caller;
use crate::error_page::Failure;
use crate::import::file::harmless;

/// Entries read at a time.
const ROWS: u32 = 500;

const HEADINGS: [&str; 7] = [
    "kind",
    "name",
    "display_name",
    "address",
    "mail_type",
    "status",
    "unit",
];

/// GET: everything under the filters, from the beginning.
///
/// # Errors
/// [`Failure::NotFound`] without a domain that may be seen.
pub async fn download(caller: Caller) -> Result<Response, Failure> {
    let query = caller.uri.query().unwrap_or_default().as_bytes();
    let pairs: Vec<_> = form_urlencoded::parse(query).into_owned().collect();
    let mut filter = Filter::read(&pairs);
    filter.after.clear();
    let desk = caller.desk()?;
    let domain = desk.find_domain(&filter.domain).await?;
    let query = filter.query(ROWS);
    // Before the answer begins, so that what is wrong has a page of its own.
    let first = desk.list_entries(domain.name.as_str(), &query).await?;
    let file = format!("{}.csv", domain.name);
    let reading = Reading {
        desk,
        domain: domain.name.to_string(),
        query,
        page: Some(first),
        is_begun: false,
    };
    let body = Body::from_stream(stream::try_unfold(reading, part));
    Ok(csv_answer(body, &file))
}

/// A CSV file that the browser saves under this name.
pub fn csv_answer(body: Body, file_name: &str) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8"),
    );
    let disposition = format!("attachment; filename=\"{file_name}\"");
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// How far the file is.
struct Reading {
    desk: Desk,
    domain: String,
    query: EntryQuery,
    /// The page to be written next; `None` at the end.
    page: Option<Page<EntryRow>>,
    is_begun: bool,
}

/// The next part of the file.
async fn part(mut reading: Reading) -> Result<Option<(Vec<u8>, Reading)>, StoreError> {
    let Some(page) = reading.page.take() else {
        return Ok(None);
    };
    let text = lines(!reading.is_begun, &page.items);
    reading.is_begun = true;
    if page.next.is_some() {
        reading.query.after = page.next;
        let next = reading
            .desk
            .list_entries(&reading.domain, &reading.query)
            .await?;
        reading.page = Some(next);
    }
    Ok(Some((text, reading)))
}

fn lines(with_headings: bool, rows: &[EntryRow]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    if with_headings {
        let _ = writer.write_record(HEADINGS);
    }
    for row in rows {
        let _ = writer.write_record(cells(row));
    }
    writer.into_inner().unwrap_or_default()
}

fn cells(row: &EntryRow) -> [String; 7] {
    [
        row.entry.kind.as_str().to_owned(),
        harmless(&row.entry.name),
        harmless(&row.display_name),
        harmless(&row.address),
        row.mail_type.map_or("", MailType::as_str).to_owned(),
        status_name(row.suspended).to_owned(),
        harmless(&row.unit.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use model::{EntryRef, Kind};

    use super::*;

    #[test]
    fn a_name_that_is_a_formula_stays_a_name() {
        let row = EntryRow {
            entry: EntryRef {
                kind: Kind::Group,
                name: "staff".into(),
            },
            display_name: "=1+1, \"x\"".into(),
            address: "staff@a.example".into(),
            mail_type: None,
            suspended: true,
            hidden: false,
            unit: "Europe/France".to_owned().try_into().unwrap(),
        };
        let file = String::from_utf8(lines(true, &[row])).unwrap();
        assert_eq!(
            file,
            "kind,name,display_name,address,mail_type,status,unit\n\
             group,staff,\"'=1+1, \"\"x\"\"\",staff@a.example,,suspended,Europe/France\n"
        );
    }
}
