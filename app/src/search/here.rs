//! Where the one who searches is: the domain and the entry of the page.

use http::Uri;
use model::{EntryRef, Kind};

use crate::{caller::Caller, paths};

/// The domain and the entry somebody looks at, by the address of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// Any name of the domain; empty for none.
    pub domain: String,
    /// The entry of that domain.
    pub entry: Option<EntryRef>,
}

impl Here {
    /// Of the page somebody is on.
    pub fn of(uri: &Uri) -> Self {
        let segments: Vec<String> = uri.path().split('/').skip(1).map(decoded).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            ["system", "domains", domain, ..] => Self::in_domain(domain),
            ["directories", "new", ..] => Self::of_query(uri),
            ["directories", domain, folder, rest @ ..] => {
                let name = rest.first().filter(|name| **name != "new");
                let entry = paths::kind_in(folder)
                    .zip(name)
                    .map(|(kind, name)| EntryRef {
                        kind,
                        name: (*name).to_owned(),
                    });
                match paths::kind_in(folder) {
                    Some(_) => Self {
                        entry,
                        ..Self::in_domain(domain)
                    },
                    None => Self::of_query(uri),
                }
            }
            _ => Self::of_query(uri),
        }
    }

    /// As a search was asked for, or as the page has `?domain=`.
    fn of_query(uri: &Uri) -> Self {
        let value = |name: &str| {
            let query = uri.query().unwrap_or_default();
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            let found = pairs.find(|(key, _)| key == name);
            found
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let entry = value("entry");
        let entry = entry.split_once(':').and_then(|(kind, name)| {
            Some(EntryRef {
                kind: Kind::from_name(kind)?,
                name: name.to_owned(),
            })
        });
        Self {
            entry,
            ..Self::in_domain(&value("domain"))
        }
    }

    /// `new` and the like are no names.
    fn in_domain(domain: &str) -> Self {
        let is_name = model::DomainName::parse(domain).is_ok();
        Self {
            domain: if is_name {
                domain.to_owned()
            } else {
                String::new()
            },
            entry: None,
        }
    }

    /// With the only domain the caller sees, where the page has none.
    pub async fn or_only_domain(self, caller: &Caller) -> Self {
        if !self.domain.is_empty() {
            return self;
        }
        let query = store::domains::DomainQuery {
            limit: 2,
            ..store::domains::DomainQuery::default()
        };
        let Ok(desk) = caller.desk() else {
            return self;
        };
        match desk.list_domains(&query).await {
            Ok(page) => match page.items.as_slice() {
                [only] => Self::in_domain(only.name.as_str()),
                _ => self,
            },
            // Without the database the search itself says so.
            Err(_) => self,
        }
    }

    /// The entry as it stands in a query, such as `user:jdoe`; empty for none.
    pub fn entry_text(&self) -> String {
        let entry = self.entry.as_ref();
        entry
            .map(|entry| format!("{}:{}", entry.kind.as_str(), entry.name))
            .unwrap_or_default()
    }

    /// The address of the search page that knows where one is.
    pub fn search(&self, text: &str) -> String {
        let entry = self.entry_text();
        let pairs = [("q", text), ("domain", &self.domain), ("entry", &entry)];
        paths::with_query(paths::SEARCH, &pairs)
    }
}

/// A segment of a path as text; [`paths::segment`] leaves no `+` in it.
fn decoded(segment: &str) -> String {
    let mut pairs = form_urlencoded::parse(segment.as_bytes());
    pairs
        .next()
        .map(|(text, _)| text.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Here;
    use http::Uri;

    #[test]
    fn a_page_says_whose_it_is() {
        let of = |uri: &'static str| {
            let here = Here::of(&Uri::from_static(uri));
            (here.domain.clone(), here.entry_text())
        };
        let pair = |domain: &str, entry: &str| (domain.to_owned(), entry.to_owned());
        for (uri, domain, entry) in [
            ("/", "", ""),
            ("/system/domains", "", ""),
            ("/system/domains/new", "", ""),
            ("/system/domains/deleted", "", ""),
            ("/system/domains/a.example/mail-system", "a.example", ""),
            ("/directories?domain=a.example&q=x", "a.example", ""),
            ("/directories/history?domain=a.example", "a.example", ""),
            ("/directories/new/groups", "", ""),
            ("/directories/a.example/users/new", "a.example", ""),
            (
                "/directories/a.example/users/j%2Fd/mail",
                "a.example",
                "user:j/d",
            ),
            (
                "/directories/a.example/groups/staff",
                "a.example",
                "group:staff",
            ),
            (
                "/search?domain=a.example&entry=user:jdoe",
                "a.example",
                "user:jdoe",
            ),
            ("/search?domain=a.example&entry=planet:x", "a.example", ""),
        ] {
            assert_eq!(of(uri), pair(domain, entry), "{uri}");
        }
    }
}
