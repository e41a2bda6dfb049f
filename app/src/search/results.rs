//! What a search finds, before it is shown.

use store::StoreError;
use store::domains::{Domain, DomainQuery};
use store::search::{FoundEntry, folded};

use super::here::Here;
use super::places::{Place, places};
use super::rank::rank;
use crate::caller::Caller;
use crate::directory::{kind_glyph, kind_name};
use crate::error_page::Failure;
use crate::paths;
use crate::ui::Glyph;
use crate::words::{DirectoryWord, FindingWord, FrameWord, Lang};

/// Entries that are shown; a link leads to the rest.
const ENTRIES: u32 = 8;
/// Domains that are shown.
const DOMAINS: u32 = 5;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// What tells it from others of the same name.
    pub about: String,
    /// What kind of thing it is.
    pub glyph: Glyph,
}

/// Everything that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// An address was typed in full: the page that follows it.
    pub way: Option<Hit>,
    /// Entries; the last may lead to more.
    pub entries: Vec<Hit>,
    /// Domains; the last may lead to more.
    pub domains: Vec<Hit>,
}

impl Found {
    /// How many things there are.
    pub fn count(&self) -> usize {
        usize::from(self.way.is_some()) + self.entries.len() + self.domains.len()
    }
}

/// Text as it is compared: folded, with one kind of apostrophe.
pub fn comparable(text: &str) -> String {
    folded(text).replace('’', "'").trim().to_owned()
}

/// What of the data fits `text`.
///
/// # Errors
/// Those of the store.
pub async fn look(caller: &Caller, here: &Here, text: &str) -> Result<Found, Failure> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Found::default());
    }
    Ok(Found {
        way: way(caller, text).await?,
        entries: entries(caller, here, text).await?,
        domains: domains(caller, text).await?,
    })
}

/// "Where does mail go?" for a whole address in a domain whose entries may be seen.
async fn way(caller: &Caller, text: &str) -> Result<Option<Hit>, Failure> {
    let Some((local_part, name)) = text.rsplit_once('@') else {
        return Ok(None);
    };
    if local_part.is_empty() || text.contains(char::is_whitespace) {
        return Ok(None);
    }
    let domain = match caller.desk()?.find_domain(name).await {
        Ok(domain) => domain,
        Err(StoreError::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if !caller.may(model::Action::ReadEntries(domain.id)) {
        return Ok(None);
    }
    Ok(Some(Hit {
        href: paths::domain_route(domain.name.as_str(), text),
        name: caller.lang.fill(FindingWord::WayOf, &[text]),
        about: String::new(),
        glyph: Glyph::Envelope,
    }))
}

async fn entries(caller: &Caller, here: &Here, text: &str) -> Result<Vec<Hit>, Failure> {
    let found = caller.desk()?.search_entries(text, ENTRIES).await?;
    let is_full = found.len() >= usize::try_from(ENTRIES).unwrap_or(usize::MAX);
    let lang = caller.lang;
    let mut hits: Vec<Hit> = found.into_iter().map(|found| entry(lang, found)).collect();
    if is_full && !here.domain.is_empty() {
        let shown = model::name::shown(&here.domain);
        hits.push(Hit {
            href: paths::with_query(paths::DIRECTORY, &[("domain", &here.domain), ("q", text)]),
            name: lang.fill(FindingWord::MoreEntries, &[shown]),
            about: String::new(),
            glyph: Glyph::List,
        });
    }
    Ok(hits)
}

fn entry(lang: Lang, found: FoundEntry) -> Hit {
    let domain = &found.domain;
    let address = if found.address.is_empty() {
        format!("{} ({})", found.entry.name, domain.shown())
    } else {
        crate::users::shown_address(&found.address)
    };
    let mut about = vec![kind_name(lang, found.entry.kind).to_owned(), address];
    if found.suspended {
        about.push(lang.say(DirectoryWord::StatusSuspended).to_owned());
    }
    Hit {
        href: paths::entry(domain.as_str(), &found.entry),
        glyph: kind_glyph(found.entry.kind),
        name: found.display_name,
        about: about.join(" · "),
    }
}

async fn domains(caller: &Caller, text: &str) -> Result<Vec<Hit>, Failure> {
    let query = DomainQuery {
        text: text.to_owned(),
        limit: DOMAINS,
        ..DomainQuery::default()
    };
    let page = caller.desk()?.list_domains(&query).await?;
    let lang = caller.lang;
    let mut hits: Vec<Hit> = page.items.iter().map(|found| domain(lang, found)).collect();
    if page.next.is_some() {
        hits.push(Hit {
            href: paths::with_query(paths::DOMAINS, &[("q", text)]),
            name: lang.say(FindingWord::MoreDomains).to_owned(),
            about: String::new(),
            glyph: Glyph::List,
        });
    }
    Ok(hits)
}

fn domain(lang: Lang, domain: &Domain) -> Hit {
    let about = if domain.description.is_empty() {
        lang.say(FrameWord::Domain).to_owned()
    } else {
        format!("{} · {}", lang.say(FrameWord::Domain), domain.description)
    };
    Hit {
        href: paths::domain(domain.name.as_str()),
        name: domain.name.shown(),
        about,
        glyph: Glyph::Globe,
    }
}

/// Screens and settings the caller is offered.
pub fn offered(caller: &Caller) -> Vec<Place> {
    let mut offered = places();
    offered.retain(|place| place.is_for(caller));
    offered
}

/// Those that fit `text`, best first.
pub fn fitting(caller: &Caller, here: &Here, text: &str) -> Vec<Hit> {
    let typed = comparable(text);
    let mut ranked: Vec<(u8, Hit)> = offered(caller)
        .iter()
        .filter_map(|place| {
            let (name, rest) = place.found_by(caller.lang);
            Some((rank(&name, &rest, &typed)?, hit(caller.lang, here, place)))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, hit)| hit).collect()
}

/// A screen or setting as it is shown.
pub fn hit(lang: Lang, here: &Here, place: &Place) -> Hit {
    Hit {
        href: place.href(here),
        name: place.name(lang).trim_end_matches('…').trim_end().to_owned(),
        about: place.trail(lang),
        glyph: Glyph::Chevron,
    }
}
