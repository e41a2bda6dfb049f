//! Searching, page by page.

use std::time::Duration;

use ldap3::adapters::{Adapter, EntriesOnly, PagedResults};
use ldap3::{LdapError, Scope, SearchEntry};
use model::Problem;

use crate::connect::{Directory, PATIENCE};
use crate::entry::Entry;
use crate::refusal;

/// Entries in a page.
const PAGE: i32 = 500;
/// Most parts a list is asked for in; Active Directory sends 1,500 values at once.
const PARTS_MAX: usize = 1_000;

/// Told how many entries of a search were read so far; an error ends the reading.
pub type Watch<'a> = &'a (dyn Fn(usize) -> Result<(), Problem> + Sync);

impl Directory {
    /// Everything below the base that matches, through any number of pages.
    pub(crate) async fn search(
        &mut self,
        filter: &str,
        attributes: &[&str],
        watch: Watch<'_>,
    ) -> Result<Vec<Entry>, Problem> {
        let refused =
            |error: LdapError, this: &Self| refusal::of_searching(&error, &this.settings, filter);
        let adapters: Vec<Box<dyn Adapter<_, _>>> = vec![
            Box::new(EntriesOnly::new()),
            Box::new(PagedResults::new(PAGE)),
        ];
        let base = self.settings.base_dn.clone();
        let names = attributes.to_vec();
        let mut ldap = self.ldap.clone();
        let begun = ldap
            .streaming_search_with(adapters, &base, Scope::Subtree, filter, names)
            .await;
        let mut stream = begun.map_err(|error| refused(error, self))?;
        let mut entries = Vec::new();
        loop {
            let next = in_time(PATIENCE, stream.next()).await;
            match next.map_err(|error| refused(error, self))? {
                Some(found) => entries.push(Entry::from(SearchEntry::construct(found))),
                None => break,
            }
            watch(entries.len())?;
        }
        let finished = stream.finish().await.success();
        finished.map_err(|error| refused(error, self))?;
        Ok(entries)
    }

    /// One entry by its name; `None` when there is none.
    pub(crate) async fn find(
        &mut self,
        dn: &str,
        attributes: &[&str],
    ) -> Result<Option<Entry>, Problem> {
        let found = self
            .ldap
            .with_timeout(PATIENCE)
            .search(dn, Scope::Base, "(objectClass=*)", attributes.to_vec())
            .await
            .and_then(ldap3::SearchResult::success);
        match found {
            Ok((found, _)) => {
                let first = found.into_iter().find(|entry| !entry.is_ref());
                Ok(first.map(|entry| Entry::from(SearchEntry::construct(entry))))
            }
            Err(LdapError::LdapResult { result }) if matches!(result.rc, 32 | 34) => Ok(None),
            Err(error) => Err(refusal::of_searching(&error, &self.settings, dn)),
        }
    }

    /// The values of a list, also of one that the server sends in parts.
    pub(crate) async fn whole_list(
        &mut self,
        entry: &Entry,
        attribute: &str,
    ) -> Result<Vec<String>, Problem> {
        let mut values = entry.part_of(attribute);
        let mut rest = entry.rest_of(attribute);
        for _ in 0..PARTS_MAX {
            let Some(part) = rest else { break };
            let Some(more) = self.find(&entry.dn, &[&part]).await? else {
                break;
            };
            values.extend(more.part_of(attribute));
            rest = more.rest_of(attribute);
        }
        Ok(values)
    }
}

async fn in_time<T>(
    patience: Duration,
    work: impl Future<Output = Result<T, LdapError>>,
) -> Result<T, LdapError> {
    match tokio::time::timeout(patience, work).await {
        Ok(done) => done,
        Err(elapsed) => Err(LdapError::Timeout { elapsed }),
    }
}
