//! The groups, shared mailboxes, external users and resources of the example.

use model::entry::{EntryDraft, Kind};
use model::mail::{AddressDraft, MailDraft};
use model::{EntryRef, MailType};

use crate::{Desk, StoreError};

/// An entry of the example that is no user.
struct ExampleEntry {
    domain: &'static str,
    /// As in `group:staff`.
    reference: &'static str,
    display_name: &'static str,
    /// Local parts, at all names of the domain; an outside address for an external user.
    addresses: &'static [&'static str],
    mail_type: MailType,
    members: &'static [&'static str],
    hidden: bool,
}

const PLAIN: ExampleEntry = ExampleEntry {
    domain: "example.com",
    reference: "",
    display_name: "",
    addresses: &[],
    mail_type: MailType::Internal,
    members: &[],
    hidden: false,
};

/// The entries, members before the groups they are in.
const ENTRIES: &[ExampleEntry] = &[
    ExampleEntry {
        reference: "external:nadia feld",
        display_name: "Nadia Feld (auditor)",
        addresses: &["nadia.feld@auditors.example"],
        ..PLAIN
    },
    ExampleEntry {
        reference: "external:northwind",
        display_name: "Northwind Traders, orders",
        addresses: &["orders@northwind.example"],
        ..PLAIN
    },
    ExampleEntry {
        reference: "shared:contact",
        display_name: "Contact",
        addresses: &["contact", "info"],
        ..PLAIN
    },
    ExampleEntry {
        reference: "shared:applications",
        display_name: "Job applications",
        addresses: &["applications", "jobs"],
        mail_type: MailType::External,
        ..PLAIN
    },
    ExampleEntry {
        reference: "resource:boardroom",
        display_name: "Boardroom (12 seats)",
        addresses: &["boardroom"],
        ..PLAIN
    },
    ExampleEntry {
        reference: "group:management",
        display_name: "Management",
        addresses: &["management"],
        members: &[
            "user:amelie.rousseau",
            "user:fatima.elamrani",
            "external:nadia feld",
        ],
        hidden: true,
        ..PLAIN
    },
    ExampleEntry {
        reference: "group:it",
        display_name: "IT",
        addresses: &["it"],
        members: &["user:priya.nair", "user:ravi.chandra", "user:thomas.okafor"],
        ..PLAIN
    },
    ExampleEntry {
        reference: "group:sales team",
        display_name: "Sales team",
        addresses: &["sales-team"],
        members: &[
            "user:hannah.koehler",
            "user:mateo.garcia",
            "user:soren.kierulf",
            "external:northwind",
        ],
        ..PLAIN
    },
    ExampleEntry {
        reference: "group:everybody",
        display_name: "Everybody at head office",
        addresses: &["everybody", "all-staff"],
        members: &[
            "group:management",
            "group:it",
            "group:sales team",
            "user:claire.dubois",
            "user:david.oneil",
            "user:door.panel",
            "user:grace.mbeki",
            "user:ingrid.sorensen",
            "user:jonas.weber",
            "user:luca.bianchi",
            "shared:contact",
        ],
        ..PLAIN
    },
    ExampleEntry {
        domain: "branch.example",
        reference: "shared:facturation",
        display_name: "Facturation",
        addresses: &["facturation"],
        ..PLAIN
    },
    ExampleEntry {
        domain: "branch.example",
        reference: "resource:salle.garonne",
        display_name: "Salle Garonne",
        addresses: &["salle-garonne"],
        ..PLAIN
    },
    ExampleEntry {
        domain: "branch.example",
        reference: "group:équipe",
        display_name: "Équipe de Toulouse",
        addresses: &["equipe"],
        members: &[
            "user:beatrice.morel",
            "user:julien.lefevre",
            "user:karim.haddad",
            "user:sophie.marchand",
            "shared:facturation",
        ],
        ..PLAIN
    },
    ExampleEntry {
        domain: "studio.example",
        reference: "resource:regie1",
        display_name: "Regie 1",
        addresses: &["regie1"],
        ..PLAIN
    },
    ExampleEntry {
        domain: "studio.example",
        reference: "group:technik",
        display_name: "Technik",
        addresses: &["technik-team"],
        members: &["user:jakub.dvorak", "user:nils.hartmann"],
        ..PLAIN
    },
];

/// Adds them all.
pub(super) async fn add(desk: &Desk) -> Result<(), StoreError> {
    for entry in ENTRIES {
        let reference = EntryRef::parse(entry.reference).map_err(super::generate::not_invented)?;
        desk.create_entry(
            entry.domain,
            reference.kind,
            &entry.draft(reference.kind, reference.name),
        )
        .await?;
    }
    Ok(())
}

impl ExampleEntry {
    fn draft(&self, kind: Kind, name: String) -> EntryDraft {
        let is_outside = kind == Kind::ExternalUser;
        let rows = (0..).zip(self.addresses).filter(|_| !is_outside);
        let addresses = rows.map(|(index, local_part)| AddressDraft {
            local_part: (*local_part).to_owned(),
            domain: None,
            default: index == 0,
            alternate: true,
        });
        EntryDraft {
            name,
            display_name: self.display_name.to_owned(),
            hidden: self.hidden,
            suspended: false,
            mail: MailDraft {
                mail_type: self.mail_type,
                addresses: addresses.collect(),
                ..MailDraft::default()
            },
            members: self.members.iter().map(ToString::to_string).collect(),
            address: self
                .addresses
                .first()
                .filter(|_| is_outside)
                .map(ToString::to_string)
                .unwrap_or_default(),
            unit: super::units::unit_of(self.domain, self.reference),
        }
    }
}
