//! What user administrators hold: rights on organizational units.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::access::{DomainId, UnitId};

/// What somebody may do with the entries of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Create, change, move, suspend and delete entries that are no groups.
    Users,
    /// Change mail types, addresses and quotas.
    Mail,
    /// Set passwords.
    Passwords,
    /// Create, change and delete groups and say who is in them.
    Groups,
}

impl Right {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Users, Self::Mail, Self::Passwords, Self::Groups];

    /// As it is stored and written in API calls.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Mail => "mail",
            Self::Passwords => "passwords",
            Self::Groups => "groups",
        }
    }

    /// The right by its stored name.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.as_str() == text)
    }
}

/// Rights held together on one unit.
pub type Rights = BTreeSet<Right>;

/// What a user administrator holds in his domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delegation {
    /// The domain.
    pub domain: DomainId,
    /// His rights by unit; the units below those he was given stand here too.
    pub units: BTreeMap<UnitId, Rights>,
}

impl Delegation {
    /// Whether he holds any right on a unit, so that he sees what is in it. What is in no unit is not his.
    #[must_use]
    pub fn sees(&self, unit: Option<UnitId>) -> bool {
        self.rights_on(unit).is_some()
    }

    /// Whether he holds a right on a unit.
    #[must_use]
    pub fn holds(&self, unit: Option<UnitId>, right: Right) -> bool {
        self.rights_on(unit)
            .is_some_and(|rights| rights.contains(&right))
    }

    /// Whether he holds everything that somebody else holds.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.domain == other.domain
            && other.units.iter().all(|(unit, rights)| {
                self.rights_on(Some(*unit))
                    .is_some_and(|own| rights.is_subset(own))
            })
    }

    /// Whether he holds a right on any unit.
    #[must_use]
    pub fn holds_somewhere(&self, right: Right) -> bool {
        self.units_with(right).next().is_some()
    }

    /// The units on which he holds any right, so that he sees what is in them.
    pub fn units_seen(&self) -> impl Iterator<Item = UnitId> {
        let units = self.units.keys().copied();
        units.filter(|unit| self.sees(Some(*unit)))
    }

    /// The units on which he holds a right.
    pub fn units_with(&self, right: Right) -> impl Iterator<Item = UnitId> {
        let holding = self.units.iter();
        holding
            .filter(move |(_, rights)| rights.contains(&right))
            .map(|(unit, _)| *unit)
    }

    fn rights_on(&self, unit: Option<UnitId>) -> Option<&Rights> {
        let rights = self.units.get(&unit?)?;
        (!rights.is_empty()).then_some(rights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holding(units: &[(UnitId, &[Right])]) -> Delegation {
        let units = units.iter();
        Delegation {
            domain: 1,
            units: units
                .map(|(unit, rights)| (*unit, rights.iter().copied().collect()))
                .collect(),
        }
    }

    #[test]
    fn one_right_is_not_another_and_one_unit_is_not_another() {
        let own = holding(&[(5, &[Right::Mail]), (6, &[])]);
        assert!(own.holds(Some(5), Right::Mail));
        assert!(!own.holds(Some(5), Right::Users));
        assert!(!own.holds(Some(7), Right::Mail));
        assert!(own.sees(Some(5)));
        assert!(!own.sees(Some(6)), "no right is no unit");
        assert!(!own.sees(None), "the root is nobody's unit");
    }

    #[test]
    fn who_holds_more_is_not_covered() {
        let both = holding(&[(5, &[Right::Mail, Right::Users]), (6, &[Right::Mail])]);
        let one = holding(&[(5, &[Right::Mail])]);
        assert!(both.covers(&one) && both.covers(&both));
        assert!(!one.covers(&both));
        assert!(!one.covers(&holding(&[(6, &[Right::Mail])])));
        let elsewhere = Delegation {
            domain: 2,
            ..one.clone()
        };
        assert!(!one.covers(&elsewhere));
    }
}
