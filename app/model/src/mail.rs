//! The mail part of an entry: mail type, addresses, quota.

use serde::{Deserialize, Serialize};

use crate::{Code, DomainName, LocalPart, Problem, Problems, quota};

/// Most addresses one entry may have.
pub const ADDRESSES_MAX: usize = 200;

/// Where mail of a user or shared mailbox is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailType {
    /// A mailbox on this system.
    #[default]
    Internal,
    /// The alternate mail server: the relay of the domain.
    External,
    /// No email processing.
    None,
}

impl MailType {
    /// All of them, in the order of the list on the screen.
    pub const ALL: [Self; 3] = [Self::Internal, Self::External, Self::None];

    /// As it is stored and written in API calls and forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::External => "external",
            Self::None => "none",
        }
    }

    /// The type by its stored name.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|mail_type| mail_type.as_str() == text)
    }
}

/// One row of the address table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The part before the `@`.
    pub local_part: LocalPart,
    /// One name of the domain, or all of them.
    pub name: Option<DomainName>,
    /// Whether it is the default address.
    pub is_default: bool,
    /// Whether it is routed to the alternate mail server while the mail type is external.
    pub alternate: bool,
}

impl Address {
    /// The address as text; one at all names is shown at the domain's name.
    #[must_use]
    pub fn at(&self, domain_name: &DomainName) -> String {
        format!(
            "{}@{}",
            self.local_part,
            self.name.as_ref().unwrap_or(domain_name)
        )
    }

    /// Whether some address belongs to both rows.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.local_part == other.local_part
            && (self.name.is_none() || other.name.is_none() || self.name == other.name)
    }
}

/// One row of the address table as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressDraft {
    /// The part before the `@`.
    pub local_part: String,
    /// A name of the domain; missing for all names.
    #[serde(default)]
    pub domain: Option<String>,
    /// Whether it is the default address.
    #[serde(default)]
    pub default: bool,
    /// Whether it is routed to the alternate mail server.
    #[serde(default = "yes")]
    pub alternate: bool,
}

const fn yes() -> bool {
    true
}

/// The Mail tab of a user as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailDraft {
    /// Mail type.
    #[serde(rename = "type")]
    pub mail_type: MailType,
    /// The address table.
    #[serde(default)]
    pub addresses: Vec<AddressDraft>,
    /// Mailbox size in KiB; zero for no quota, missing for the domain's default.
    #[serde(default)]
    pub quota_kib: Option<i64>,
    /// The mailbox server's name; missing for the domain's.
    #[serde(default)]
    pub mailbox_server: Option<String>,
}

/// The Mail tab of a user when each field is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Mail type.
    pub mail_type: MailType,
    /// Addresses that do not overlap; one of them, if any, is the default.
    pub addresses: Vec<Address>,
    /// Mailbox size in KiB; zero for no quota.
    pub quota_kib: i64,
    /// The mailbox server's name; `None` for the domain's.
    pub mailbox_server: Option<String>,
}

/// What the rules must know of the domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailContext {
    /// The domain's name and its aliases.
    pub names: Vec<DomainName>,
    /// Whether the domain has a relay.
    pub has_relay: bool,
    /// Maximum quota in KiB; zero for none.
    pub max_quota_kib: i64,
    /// Quota of a mailbox for which none is given, in KiB.
    pub default_quota_kib: i64,
}

impl MailDraft {
    /// What a new user gets when nothing is said: a mailbox here and the login at all names.
    #[must_use]
    pub fn at_all_names(login: &str) -> Self {
        Self {
            addresses: vec![AddressDraft {
                local_part: login.to_owned(),
                domain: None,
                default: true,
                alternate: true,
            }],
            ..Self::default()
        }
    }

    /// Checks every rule that needs no database.
    ///
    /// # Errors
    /// Problems with `type`, `addresses`, `addresses[i].local_part`, `addresses[i].domain`, `quota_kib`.
    pub fn check(&self, domain: &MailContext) -> Result<Mail, Problems> {
        let mut problems = Problems::default();
        let addresses = self.check_addresses(domain, &mut problems);
        if self.mail_type == MailType::External && !domain.has_relay {
            problems.add(Problem::new("type", Code::MailTypeNeedsRelay));
        }
        if self.mail_type != MailType::None && self.addresses.is_empty() {
            problems.add(Problem::new("addresses", Code::AddressRequired));
        }
        let default_kib = if domain.default_quota_kib > 0 {
            domain.default_quota_kib
        } else {
            domain.max_quota_kib
        };
        let quota_kib = problems
            .take(
                "quota_kib",
                quota::check(self.quota_kib.unwrap_or(default_kib)),
            )
            .unwrap_or_default();
        // Only a mailbox here takes up space; for other types the size is kept for their return.
        if self.mail_type == MailType::Internal && !quota::fits(quota_kib, domain.max_quota_kib) {
            problems
                .add(Problem::new("quota_kib", Code::QuotaOverMaximum).with(domain.max_quota_kib));
        }
        problems.or(Some(Mail {
            mail_type: self.mail_type,
            addresses,
            quota_kib,
            mailbox_server: self.mailbox_server.clone(),
        }))
    }

    fn check_addresses(&self, domain: &MailContext, problems: &mut Problems) -> Vec<Address> {
        if self.addresses.len() > ADDRESSES_MAX {
            problems.add(Problem::new("addresses", Code::TooLong).with(ADDRESSES_MAX));
            return Vec::new();
        }
        let mut addresses: Vec<Address> = Vec::new();
        for (index, draft) in self.addresses.iter().enumerate() {
            let Some(address) = check_row(index, draft, domain, problems) else {
                continue;
            };
            if let Some(other) = addresses.iter().find(|other| other.overlaps(&address)) {
                let code = if other.name == address.name {
                    Code::AddressTwice
                } else {
                    Code::AddressCovered
                };
                problems.add(Problem::new(format!("addresses[{index}].local_part"), code));
            } else {
                addresses.push(address);
            }
        }
        // A lone address needs no choice.
        if let [only] = addresses.as_mut_slice() {
            only.is_default = true;
        }
        let defaults = self.addresses.iter().filter(|draft| draft.default).count();
        if self.addresses.len() > 1 && defaults != 1 {
            problems.add(Problem::new("addresses", Code::AddressOneDefault));
        }
        addresses
    }
}

fn check_row(
    index: usize,
    draft: &AddressDraft,
    domain: &MailContext,
    problems: &mut Problems,
) -> Option<Address> {
    let local_part = problems.take(
        &format!("addresses[{index}].local_part"),
        LocalPart::parse(&draft.local_part),
    );
    let name_field = format!("addresses[{index}].domain");
    let name = match draft.domain.as_deref() {
        None => Some(None),
        Some(typed) => problems
            .take(&name_field, DomainName::parse(typed))
            .map(Some),
    };
    if let Some(Some(name)) = &name
        && !domain.names.contains(name)
    {
        problems.add(Problem::new(name_field, Code::AddressForeignName));
        return None;
    }
    Some(Address {
        local_part: local_part?,
        name: name?,
        is_default: draft.default,
        alternate: draft.alternate,
    })
}

#[cfg(test)]
mod tests;
