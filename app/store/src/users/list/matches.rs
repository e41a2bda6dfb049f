//! Which entries match the words of a search, when they are few.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::super::words::Beginning;
use crate::StoreError;
use crate::pool::{Tx, fetch_all, fetch_optional};

/// More matches of a word than this and the list is walked.
const FEW: usize = 1000;
/// More matches of two words than this and the list is walked: it need not be walked far.
const FEW_OF_BOTH: usize = 5000;
/// A word that matches more often than this is not looked up together with another.
const COMPARED: i64 = 50_000;

pub(crate) const MATCHES: &str = "SELECT entry_id FROM entry_word
     WHERE domain_id = $1 AND word >= $2 AND word < $3 LIMIT $4";

/// Whether there are more matches than so many.
pub(crate) const MORE: &str = "SELECT entry_id FROM entry_word
     WHERE domain_id = $1 AND word >= $2 AND word < $3 LIMIT 1 OFFSET $4";

pub(crate) const MATCHES_OF_BOTH: &str = "SELECT entry_id FROM entry_word
     WHERE domain_id = $1 AND word >= $2 AND word < $3 AND entry_id IN
         (SELECT entry_id FROM entry_word WHERE domain_id = $1 AND word >= $4 AND word < $5)
     LIMIT $6";

/// The entries that match one of the words, or two, when they are few; those words are taken away.
pub(super) async fn take_few(
    tx: &mut Tx,
    domain_id: i64,
    words: &mut Vec<Beginning>,
) -> Result<Option<Vec<i64>>, StoreError> {
    // The longest word probably matches least.
    words.sort_by_key(|word| Reverse(word.0.first().map_or(0, |(from, _)| from.len())));
    for index in 0..words.len() {
        let few = match words.get(index) {
            Some(word) => of_one(tx, domain_id, word).await?,
            None => None,
        };
        if few.is_some() {
            words.remove(index);
            return Ok(few);
        }
    }
    take_few_of_both(tx, domain_id, words).await
}

async fn take_few_of_both(
    tx: &mut Tx,
    domain_id: i64,
    words: &mut Vec<Beginning>,
) -> Result<Option<Vec<i64>>, StoreError> {
    let ranges = words.iter().enumerate();
    let ranges: Vec<_> = ranges
        .filter_map(|(index, word)| match word.0.as_slice() {
            [range] => Some((index, range)),
            _ => None,
        })
        .collect();
    if ranges.len() < 2 {
        return Ok(None);
    }
    let mut compared = Vec::new();
    for (index, range) in ranges {
        if compared.len() < 2 && !is_everywhere(tx, domain_id, range).await? {
            compared.push((index, range));
        }
    }
    let [(one, (from, to)), (other, (also_from, also_to))] = compared[..] else {
        return Ok(None);
    };
    let limit = one_more(FEW_OF_BOTH);
    let rows = fetch_all!(
        tx,
        (i64,),
        MATCHES_OF_BOTH,
        domain_id,
        from,
        to,
        also_from,
        also_to,
        limit
    )?;
    if rows.len() > FEW_OF_BOTH {
        return Ok(None);
    }
    words.remove(other);
    words.remove(one);
    let found: BTreeSet<i64> = rows.into_iter().map(|(id,)| id).collect();
    Ok(Some(found.into_iter().collect()))
}

/// The entries with a word, unless they are many.
async fn of_one(
    tx: &mut Tx,
    domain_id: i64,
    word: &Beginning,
) -> Result<Option<Vec<i64>>, StoreError> {
    let mut found = BTreeSet::new();
    for (from, to) in &word.0 {
        let limit = one_more(FEW);
        let rows = fetch_all!(&mut *tx, (i64,), MATCHES, domain_id, from, to, limit)?;
        if rows.len() > FEW {
            return Ok(None);
        }
        found.extend(rows.into_iter().map(|(id,)| id));
    }
    Ok(Some(found.into_iter().collect()))
}

/// Whether so many have a word that looking for another one among them takes long.
async fn is_everywhere(
    tx: &mut Tx,
    domain_id: i64,
    (from, to): &(String, String),
) -> Result<bool, StoreError> {
    let more = fetch_optional!(tx, (i64,), MORE, domain_id, from, to, COMPARED)?;
    Ok(more.is_some())
}

fn one_more(rows: usize) -> i64 {
    i64::try_from(rows).map_or(i64::MAX, |rows| rows + 1)
}
