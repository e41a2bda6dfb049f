//! The organizational units of the example, who is in them, and who administers one.

use model::Right;
use model::unit::UnitDraft;

use crate::administration::{AdministrationDraft, UnitRightsDraft};
use crate::{Desk, StoreError};

/// Where they are.
const DOMAIN: &str = "example.com";

/// The units, outer ones first: name, and path of the unit above.
const UNITS: &[(&str, &str)] = &[
    ("Head office", ""),
    ("IT", "Head office"),
    ("Sales", "Head office"),
    ("Export", "Head office/Sales"),
    ("Management", ""),
];

/// Who is in which unit.
const PLACES: &[(&str, &[&str])] = &[
    (
        "Management",
        &[
            "user:amelie.rousseau",
            "user:fatima.elamrani",
            "group:management",
        ],
    ),
    (
        "Head office/IT",
        &[
            "user:priya.nair",
            "user:ravi.chandra",
            "user:thomas.okafor",
            "group:it",
        ],
    ),
    (
        "Head office/Sales",
        &[
            "user:hannah.koehler",
            "user:mateo.garcia",
            "group:sales team",
            "shared:contact",
        ],
    ),
    (
        "Head office/Sales/Export",
        &["user:soren.kierulf", "external:northwind"],
    ),
];

/// Who administers a unit, and how.
pub(super) const USER_ADMINISTRATOR: &str = "hannah.koehler";
const ADMINISTERED: &str = "Head office/Sales";
const RIGHTS: [Right; 3] = [Right::Users, Right::Passwords, Right::Groups];

/// Adds the units.
pub(super) async fn add(desk: &Desk) -> Result<(), StoreError> {
    for (name, parent) in UNITS {
        let draft = UnitDraft {
            name: (*name).to_owned(),
            parent: (*parent).to_owned(),
        };
        desk.create_unit(DOMAIN, &draft).await?;
    }
    Ok(())
}

/// Makes somebody who is there by now a user administrator.
pub(super) async fn delegate(desk: &Desk) -> Result<(), StoreError> {
    let draft = AdministrationDraft {
        is_administrator: false,
        rights: vec![UnitRightsDraft {
            unit: ADMINISTERED.to_owned(),
            rights: RIGHTS.to_vec(),
        }],
    };
    desk.change_administration(DOMAIN, USER_ADMINISTRATOR, None, &draft)
        .await
        .map(|_| ())
}

/// The unit of an entry, by its reference; empty for none.
pub(super) fn unit_of(domain: &str, reference: &str) -> String {
    let mut places = PLACES.iter().filter(|_| domain == DOMAIN);
    let place = places.find(|(_, entries)| entries.contains(&reference));
    place.map_or_else(String::new, |(unit, _)| (*unit).to_owned())
}
