//! What the Directory Browser shows, as it stands in the address of the page.

use model::{EntryOrder, Kind, MailType};

use crate::paths;

/// The filters and the page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The domain, by any of its names; empty for none chosen.
    pub domain: String,
    /// Beginnings of words of names, login or address.
    pub text: String,
    /// Kinds; none for all.
    pub kinds: Vec<Kind>,
    /// Only this mail type.
    pub mail_type: Option<MailType>,
    /// `Some(true)`: only suspended, `Some(false)`: only active.
    pub suspended: Option<bool>,
    /// Only mailboxes on the mailbox server of this name; empty for all.
    pub server: String,
    /// Only what is in the organizational unit at this path or below it; empty for all.
    pub unit: String,
    /// In which order.
    pub order: EntryOrder,
    /// Where the page starts; empty for the first one.
    pub after: String,
}

/// Value of a status in the address of the page.
#[must_use]
pub const fn status_name(suspended: bool) -> &'static str {
    if suspended { "suspended" } else { "active" }
}

impl Filter {
    /// The filter of a query; what it does not know filters nothing.
    #[must_use]
    pub fn read(query: &[(String, String)]) -> Self {
        let text = |name: &str| {
            let found = query.iter().find(|(key, _)| key == name);
            found
                .map(|(_, value)| value.trim().to_owned())
                .unwrap_or_default()
        };
        let kinds = query
            .iter()
            .filter(|(key, _)| key == "kind")
            .filter_map(|(_, value)| Kind::from_name(value));
        Self {
            domain: text("domain"),
            text: text("q"),
            kinds: kinds.collect(),
            mail_type: MailType::from_name(&text("type")),
            suspended: match text("status").as_str() {
                "suspended" => Some(true),
                "active" => Some(false),
                _ => None,
            },
            server: text("server"),
            unit: text("unit"),
            order: EntryOrder::from_name(&text("sort")),
            after: text("after"),
        }
    }

    /// Whether anything but the domain narrows the list.
    #[must_use]
    pub fn is_narrowing(&self) -> bool {
        !self.text.is_empty()
            || !self.kinds.is_empty()
            || self.mail_type.is_some()
            || self.suspended.is_some()
            || !self.server.is_empty()
            || !self.unit.is_empty()
    }

    /// The address of the page that starts at `after` under the same filters.
    #[must_use]
    pub fn page(&self, after: &str) -> String {
        self.address(paths::DIRECTORY, after)
    }

    /// The address of the same list in another order.
    #[must_use]
    pub fn sorted(&self, order: EntryOrder) -> String {
        let other = Self {
            order,
            ..self.clone()
        };
        other.page("")
    }

    /// The address of everything it lists, as a CSV file.
    #[must_use]
    pub fn csv(&self) -> String {
        self.address(paths::DIRECTORY_CSV, "")
    }

    fn address(&self, path: &str, after: &str) -> String {
        let mut pairs = self.fields();
        pairs.push(("after", after.to_owned()));
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        paths::with_query(path, &pairs)
    }

    /// The filters as fields of a form; those that filter nothing are empty.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("domain", self.domain.clone()), ("q", self.text.clone())];
        fields.extend(
            self.kinds
                .iter()
                .map(|kind| ("kind", kind.as_str().to_owned())),
        );
        fields.push((
            "type",
            self.mail_type.map_or("", MailType::as_str).to_owned(),
        ));
        fields.push(("status", self.suspended.map_or("", status_name).to_owned()));
        fields.push(("server", self.server.clone()));
        fields.push(("unit", self.unit.clone()));
        fields.push(("sort", self.order.as_str().to_owned()));
        fields
    }

    /// What the store is asked for.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn query(&self, limit: u32) -> store::users::EntryQuery {
        store::users::EntryQuery {
            text: self.text.clone(),
            kinds: self.kinds.clone(),
            mail_type: self.mail_type,
            suspended: self.suspended,
            mailbox_server: Some(self.server.clone()).filter(|server| !server.is_empty()),
            unit: Some(self.unit.clone()).filter(|unit| !unit.is_empty()),
            order: self.order,
            after: Some(self.after.clone()).filter(|after| !after.is_empty()),
            limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[(&str, &str)]) -> Filter {
        let pairs: Vec<_> = query
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Filter::read(&pairs)
    }

    #[test]
    fn the_address_of_a_page_reads_back_as_its_filter() {
        let filter = read(&[
            ("domain", "a.example"),
            ("q", " jane doe "),
            ("kind", "user"),
            ("type", "external"),
            ("status", "suspended"),
            ("server", "two"),
            ("unit", "Europe/France"),
            ("sort", "-kind"),
        ]);
        assert_eq!(filter.text, "jane doe");
        assert_eq!(
            filter.page("x=1"),
            "/directories?domain=a.example&q=jane%20doe&kind=user&type=external&status=suspended&server=two&unit=Europe%2FFrance&sort=-kind&after=x%3D1"
        );
    }

    #[test]
    fn what_is_unknown_filters_nothing() {
        let filter = read(&[
            ("type", "x"),
            ("status", "gone"),
            ("kind", "planet"),
            ("sort", "x"),
        ]);
        assert_eq!(filter, Filter::default());
        assert!(!filter.is_narrowing());
    }
}
