//! Who administers what: rights of user administrators on units, and administrators of domains.

mod change;
mod domain;
mod listed;
mod permitted;
mod standing;

pub use domain::DomainAdministrator;
pub(crate) use domain::administrators;
pub use listed::UnitAdministrator;
pub use permitted::Permitted;
pub(crate) use standing::{delegation, rights_in, rights_of, standing, target};

use model::{Right, Rights, UnitPath};
use serde::{Deserialize, Serialize};

use crate::StoreError;

/// Rights on a unit as they were given; they hold for the units below it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRights {
    /// The unit.
    pub unit: UnitPath,
    /// The rights; never empty.
    pub rights: Rights,
}

/// What a user administers, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministrationDraft {
    /// Whether the user administers the domain.
    pub is_administrator: bool,
    /// Rights by unit; problems: fields `rights[i].unit`, `rights[i].rights`.
    pub rights: Vec<UnitRightsDraft>,
}

/// Rights on one unit, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRightsDraft {
    /// The path of the unit.
    pub unit: String,
    /// The rights.
    pub rights: Vec<Right>,
}

impl From<&UnitRights> for UnitRightsDraft {
    fn from(given: &UnitRights) -> Self {
        Self {
            unit: given.unit.to_string(),
            rights: given.rights.iter().copied().collect(),
        }
    }
}

/// Rights as the history keeps them, each of them one text: `mail:europe/france`.
pub(crate) fn as_texts(rights: &[UnitRights]) -> Vec<String> {
    let texts = rights.iter().flat_map(|given| {
        let rights = given.rights.iter();
        rights.map(|right| format!("{}:{}", right.as_str(), given.unit))
    });
    texts.collect()
}

/// Rights from what the history keeps.
pub(crate) fn from_texts(texts: &[String]) -> Result<Vec<UnitRightsDraft>, StoreError> {
    let mut drafts: Vec<UnitRightsDraft> = Vec::new();
    for text in texts {
        let (right, unit) = text
            .split_once(':')
            .and_then(|(right, unit)| Some((Right::from_name(right)?, unit)))
            .ok_or_else(|| StoreError::corrupt(text))?;
        match drafts.iter_mut().find(|draft| draft.unit == unit) {
            Some(draft) => draft.rights.push(right),
            None => drafts.push(UnitRightsDraft {
                unit: unit.to_owned(),
                rights: vec![right],
            }),
        }
    }
    Ok(drafts)
}
