//! The entries of a domain as records, so that importing them changes nothing.

use model::access::Action;
use model::entry::Content;
use model::mail::{Address, Mail};

use super::present::{self, Known};
use super::record::{Record, RecordAddress};
use crate::entries::AnyEntry;
use crate::{Desk, StoreError};

/// Entries in one page.
const ENTRIES: i64 = 1000;

/// Some of the entries of a domain.
#[derive(Clone, Debug)]
pub struct ExportPage {
    /// As records, without passwords; their lines are counted from 2, below a row of headings.
    pub records: Vec<Record>,
    /// What to ask the next page with; `None` at the end.
    pub next: Option<i64>,
    line: u64,
}

impl Desk {
    /// The first entries of a domain, oldest first, or those after a page.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such domain or the actor may not see it.
    pub async fn export_page(
        &self,
        domain: &str,
        after: Option<&ExportPage>,
    ) -> Result<ExportPage, StoreError> {
        let (from, mut line) =
            after.map_or((0, 2), |page| (page.next.unwrap_or(i64::MAX), page.line));
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadEntries)
            .await?;
        let known = present::page(&mut tx, &domain, from, ENTRIES).await?;
        let ids: Vec<i64> = known.iter().map(|known| known.id).collect();
        let mut groups = present::groups_of(&mut tx, &ids).await?;
        let is_full = i64::try_from(known.len()).is_ok_and(|length| length == ENTRIES);
        let next = known.last().filter(|_| is_full).map(|known| known.id);
        let records = known.iter().map(|known| {
            let groups = groups.remove(&known.id).unwrap_or_default();
            let record = as_record(line, known, groups.into_iter().collect());
            line += 1;
            record
        });
        let records = records.collect();
        Ok(ExportPage {
            records,
            next,
            line,
        })
    }
}

fn as_record(line: u64, known: &Known, groups: Vec<String>) -> Record {
    let reference = known.entry.reference();
    let mut record = Record::new(line, reference.kind, reference.name);
    record.display_name = Some(known.entry.display_name().to_owned());
    if reference.kind.may_be_member() {
        record.groups = Some(groups);
    }
    match &known.entry {
        AnyEntry::User(user) => {
            record.first_name = Some(user.first_name.clone());
            record.last_name = Some(user.last_name.clone());
            record.suspended = Some(user.suspended);
            record.hidden = Some(user.hidden);
            add_mail(
                &mut record,
                &Mail {
                    mail_type: user.mail_type,
                    addresses: user.addresses.clone(),
                    quota_kib: user.quota_kib,
                    mailbox_server: user.mailbox_server.clone(),
                },
            );
        }
        AnyEntry::Other(entry) => {
            record.suspended = Some(entry.suspended);
            record.hidden = Some(entry.hidden);
            match &entry.content {
                // Its members say themselves that they are in it.
                Content::Group(addresses, _) => record.addresses = Some(rows(addresses)),
                Content::SharedMailbox(mail) | Content::Resource(mail) => {
                    add_mail(&mut record, mail);
                }
                Content::ExternalUser(address) => record.outside_address = Some(address.clone()),
            }
        }
    }
    record
}

fn add_mail(record: &mut Record, mail: &Mail) {
    record.mail_type = Some(mail.mail_type);
    record.addresses = Some(rows(&mail.addresses));
    record.quota_kib = Some(mail.quota_kib);
    record.mailbox_server = Some(mail.mailbox_server.clone().unwrap_or_default());
}

fn rows(addresses: &[Address]) -> Vec<RecordAddress> {
    let rows = addresses.iter().map(|address| RecordAddress {
        local_part: address.local_part.as_str().to_owned(),
        domain: address.name.as_ref().map(|name| name.as_str().to_owned()),
        default: address.is_default,
        alternate: Some(address.alternate),
    });
    rows.collect()
}
