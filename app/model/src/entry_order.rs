//! The order of a directory list.

/// What a directory list is sorted by, and which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntryOrder {
    /// By display name.
    #[default]
    Name,
    /// By display name, the last one first.
    NameDescending,
    /// By kind, then by display name.
    Kind,
    /// The same from its end.
    KindDescending,
}

impl EntryOrder {
    /// All orders.
    pub const ALL: [Self; 4] = [
        Self::Name,
        Self::NameDescending,
        Self::Kind,
        Self::KindDescending,
    ];

    /// Its name in the address of a page; empty for the usual order.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "",
            Self::NameDescending => "-name",
            Self::Kind => "kind",
            Self::KindDescending => "-kind",
        }
    }

    /// The order of this name; the usual one for a name that is none.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let found = Self::ALL.into_iter().find(|order| order.as_str() == name);
        found.unwrap_or_default()
    }

    /// Whether kinds stand together.
    #[must_use]
    pub const fn is_by_kind(self) -> bool {
        matches!(self, Self::Kind | Self::KindDescending)
    }

    /// Whether the last one comes first.
    #[must_use]
    pub const fn is_descending(self) -> bool {
        matches!(self, Self::NameDescending | Self::KindDescending)
    }

    /// The order when its own column is chosen again, or another one: ascending first.
    #[must_use]
    pub const fn after_choosing(self, by_kind: bool) -> Self {
        match (self, by_kind) {
            (Self::Name, false) => Self::NameDescending,
            (Self::Kind, true) => Self::KindDescending,
            (_, false) => Self::Name,
            (_, true) => Self::Kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_as_its_order() {
        for order in EntryOrder::ALL {
            assert_eq!(EntryOrder::from_name(order.as_str()), order);
        }
        assert_eq!(EntryOrder::from_name("colour"), EntryOrder::Name);
    }

    #[test]
    fn choosing_a_column_again_turns_it_round() {
        let twice = EntryOrder::Name.after_choosing(true).after_choosing(true);
        assert_eq!(twice, EntryOrder::KindDescending);
        assert_eq!(twice.after_choosing(true), EntryOrder::Kind);
        assert_eq!(twice.after_choosing(false), EntryOrder::Name);
        assert_eq!(
            EntryOrder::Name.after_choosing(false),
            EntryOrder::NameDescending
        );
    }
}
