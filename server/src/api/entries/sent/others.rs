//! Groups and external users.

use model::entry::EntryDraft;
use serde::Deserialize;
use store::entries::Entry;
use utoipa::ToSchema;

use super::{Sent, draft_of_entry, entry_change, new_entry, only_addresses};
use crate::Refusal;
use crate::api::mail::AddressBody;
use crate::api::object::{given, given_objects, objects};

new_entry! {
    /// A group to create.
    NewGroup {
        /// The address table; empty for a group that is only a part of others.
        #[serde(default, deserialize_with = "objects")]
        addresses: Vec<AddressBody>,
        /// Users, shared mailboxes, external users and other groups of the domain.
        #[serde(default)]
        #[schema(example = json!(["user:jdoe", "group:staff", "external:partner"]))]
        members: Vec<String>,
    }
}

entry_change! {
    /// What to change of a group; what is missing stays.
    GroupChange {
        /// The whole address table.
        #[serde(default, deserialize_with = "given_objects")]
        #[schema(nullable = false)]
        addresses: Option<Vec<AddressBody>>,
        /// All its members.
        #[serde(default, deserialize_with = "given")]
        #[schema(nullable = false, example = json!(["user:jdoe", "group:staff", "external:partner"]))]
        members: Option<Vec<String>>,
    }
}

impl Sent for NewGroup {
    fn over(&self, _: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        Ok(EntryDraft {
            mail: only_addresses(self.addresses.iter().map(AddressBody::draft).collect()),
            members: self.members.clone(),
            ..self.common()
        })
    }
}

impl Sent for GroupChange {
    fn over(&self, present: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        let mut draft = self.common(present);
        if let Some(given) = &self.addresses {
            draft.mail.addresses = given.iter().map(AddressBody::draft).collect();
        }
        if let Some(given) = &self.members {
            draft.members.clone_from(given);
        }
        Ok(draft)
    }
}

new_entry! {
    /// An external user to create.
    NewExternalUser {
        /// The outside address.
        #[serde(default)]
        #[schema(required, example = "p@elsewhere.example")]
        address: String,
    }
}

entry_change! {
    /// What to change of an external user; what is missing stays.
    ExternalUserChange {
        /// The outside address.
        #[serde(default, deserialize_with = "given")]
        #[schema(nullable = false, example = "p@elsewhere.example")]
        address: Option<String>,
    }
}

impl Sent for NewExternalUser {
    fn over(&self, _: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        Ok(EntryDraft {
            address: self.address.clone(),
            ..self.common()
        })
    }
}

impl Sent for ExternalUserChange {
    fn over(&self, present: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        let mut draft = self.common(present);
        if let Some(given) = &self.address {
            draft.address.clone_from(given);
        }
        Ok(draft)
    }
}
