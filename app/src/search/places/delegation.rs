//! Places of organizational units and of whoever administers a part.

use super::{Needs, Place, Target, other};
use crate::paths;
use crate::words::{FrameWord as F, UnitWord};

pub(super) fn delegation() -> Vec<Place> {
    vec![
        Place::new(
            "units",
            F::OrganizationalUnits,
            Target::Domain(|domain| paths::units(domain, ""), ""),
        )
        .within(F::Directories)
        .also(other::UNITS),
        Place::new(
            "new-unit",
            UnitWord::Create,
            Target::Domain(|domain| paths::new_unit(domain, ""), ""),
        )
        .within(F::OrganizationalUnits)
        .needs(Needs::WholeDomain)
        .also(other::UNITS),
        Place::new(
            "domain-administrators",
            UnitWord::DomainAdministrators,
            Target::Domain(paths::domain_administrators, ""),
        )
        .within(F::ModifyDomain)
        .needs(Needs::WholeDomain)
        .also(other::ADMINISTRATOR),
    ]
}
