//! Entries of every kind: how they are called, and the forms of those that are no users.

use serde::{Deserialize, Serialize};

use crate::mail::{Address, Mail, MailContext, MailDraft, MailType};
use crate::text;
use crate::{Code, LocalPart, Login, Problem, Problems, UnitPath, name::DomainName};

/// Longest name of a group, an external user or a resource, in characters.
pub const NAME_MAX: usize = 64;
/// Longest display name, in characters.
pub const DISPLAY_NAME_MAX: usize = 256;
/// Most members a group may name itself, groups inside it counted as one.
pub const MEMBERS_MAX: usize = 10_000;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person who may sign in.
    User,
    /// Stands for its members.
    Group,
    /// A mailbox that several people read.
    SharedMailbox,
    /// A person elsewhere, with one outside address.
    ExternalUser,
    /// A room or a thing that is booked.
    Resource,
}

impl Kind {
    /// All of them, in the order of the list on the screen.
    pub const ALL: [Self; 5] = [
        Self::User,
        Self::Group,
        Self::SharedMailbox,
        Self::Resource,
        Self::ExternalUser,
    ];

    /// As it is stored and written in API calls and addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::SharedMailbox => "shared_mailbox",
            Self::ExternalUser => "external_user",
            Self::Resource => "resource",
        }
    }

    /// The kind by its stored name.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// What stands before the name in a reference such as `external:partner`.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::SharedMailbox => "shared",
            Self::ExternalUser => "external",
            Self::Resource => "resource",
        }
    }

    /// Whether such an entry may have a mailbox, which is called by its name.
    #[must_use]
    pub const fn may_have_mailbox(self) -> bool {
        matches!(self, Self::User | Self::SharedMailbox | Self::Resource)
    }

    /// Whether a group may have it as a member.
    #[must_use]
    pub const fn may_be_member(self) -> bool {
        !matches!(self, Self::Resource)
    }

    /// The name of an entry of this kind as it is looked up: folded to lower case.
    ///
    /// # Errors
    /// Those of [`Login::parse`] where a mailbox is called by it, otherwise [`Code::Required`],
    /// [`Code::TooLong`], [`Code::ForbiddenCharacter`] and [`Code::EntrySeparator`] (`/` and `:` among the
    /// characters that separate names in addresses and references).
    pub fn parse_name(self, typed: &str) -> Result<String, Code> {
        if self.may_have_mailbox() {
            return Login::parse(typed).map(|login| login.as_str().to_owned());
        }
        let line = text::required_line(typed, NAME_MAX)?;
        if line.contains(['/', ':', ',', '\\', '"']) {
            return Err(Code::EntrySeparator);
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        Ok(words.join(" ").to_lowercase())
    }
}

/// How an entry is called inside its domain: `user:jdoe`, `group:staff`, `external:partner`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EntryRef {
    /// Its kind.
    pub kind: Kind,
    /// Its name, folded.
    pub name: String,
}

impl EntryRef {
    /// Takes a reference apart; the kind may also be written as in addresses of pages
    /// (`shared-mailbox:`) and as it is stored (`shared_mailbox:`).
    ///
    /// # Errors
    /// [`Code::UnknownValue`] for another kind, those of [`Kind::parse_name`] for the name.
    pub fn parse(text: &str) -> Result<Self, Code> {
        let (prefix, name) = text.trim().split_once(':').ok_or(Code::UnknownValue)?;
        let written = prefix.replace('-', "_");
        let kind = Kind::ALL
            .into_iter()
            .find(|kind| kind.prefix() == written || kind.as_str() == written)
            .ok_or(Code::UnknownValue)?;
        let name = kind.parse_name(name)?;
        Ok(Self { kind, name })
    }
}

impl std::fmt::Display for EntryRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind.prefix(), self.name)
    }
}

impl TryFrom<String> for EntryRef {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(Code::as_str)
    }
}

impl From<EntryRef> for String {
    fn from(entry: EntryRef) -> Self {
        entry.to_string()
    }
}

/// The form of an entry that is no user, as typed; each kind reads its own fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDraft {
    /// Its name, unique among the entries of its kind.
    pub name: String,
    /// Display name; empty for the name as typed.
    pub display_name: String,
    /// Whether left out of address lists.
    pub hidden: bool,
    /// Whether mail for it is refused.
    pub suspended: bool,
    /// Shared mailbox, resource: mail type, addresses, quota. Group: its addresses, nothing else.
    pub mail: MailDraft,
    /// Group: references to its members.
    pub members: Vec<String>,
    /// External user: the outside address.
    pub address: String,
    /// The path of the organizational unit it is in; empty for none.
    #[serde(default)]
    pub unit: String,
}

/// An entry that is no user, when each field is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedEntry {
    /// Its name, folded.
    pub name: String,
    /// Display name, never empty.
    pub display_name: String,
    /// Whether left out of address lists.
    pub hidden: bool,
    /// Whether mail for it is refused.
    pub suspended: bool,
    /// What its kind is about.
    pub content: Content,
    /// The organizational unit it is in; the root for none.
    pub unit: UnitPath,
}

/// What the kinds differ in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Addresses and members.
    Group(Vec<Address>, Vec<EntryRef>),
    /// A mailbox.
    SharedMailbox(Mail),
    /// An outside address.
    ExternalUser(String),
    /// A mailbox with one address.
    Resource(Mail),
}

impl Content {
    /// Its addresses here.
    #[must_use]
    pub fn addresses(&self) -> &[Address] {
        match self {
            Self::Group(addresses, _) => addresses,
            Self::SharedMailbox(mail) | Self::Resource(mail) => &mail.addresses,
            Self::ExternalUser(_) => &[],
        }
    }

    /// The mail part of a kind with a mailbox.
    #[must_use]
    pub const fn mail(&self) -> Option<&Mail> {
        match self {
            Self::SharedMailbox(mail) | Self::Resource(mail) => Some(mail),
            Self::Group(..) | Self::ExternalUser(_) => None,
        }
    }
}

impl EntryDraft {
    /// Checks every rule that needs no database. `domain` holds the quotas of shared mailboxes.
    ///
    /// # Errors
    /// Problems with `name`, `display_name`, `address`, `unit`, `members[i]` and those of [`MailDraft::check`].
    pub fn check(&self, kind: Kind, domain: &MailContext) -> Result<CheckedEntry, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", kind.parse_name(&self.name));
        let display_name = problems
            .take(
                "display_name",
                text::line(&self.display_name, DISPLAY_NAME_MAX),
            )
            .unwrap_or_default();
        let unit = problems
            .take("unit", UnitPath::parse(&self.unit))
            .unwrap_or_default();
        let content = match kind {
            Kind::User => None,
            Kind::Group => self.check_group(domain, &mut problems),
            Kind::SharedMailbox => problems
                .gather(self.mail.check(domain))
                .map(Content::SharedMailbox),
            Kind::Resource => self.check_resource(domain, &mut problems),
            Kind::ExternalUser => problems
                .take("address", outside_address(&self.address, &domain.names))
                .map(Content::ExternalUser),
        };
        let checked = name.zip(content).map(|(name, content)| CheckedEntry {
            display_name: if display_name.trim().is_empty() {
                self.name.trim().to_owned()
            } else {
                display_name
            },
            name,
            hidden: self.hidden,
            suspended: self.suspended,
            content,
            unit,
        });
        problems.or(checked)
    }

    fn check_group(&self, domain: &MailContext, problems: &mut Problems) -> Option<Content> {
        // A group has no mail type of its own; without addresses it is still good for nesting.
        let only_addresses = MailDraft {
            mail_type: MailType::None,
            addresses: self.mail.addresses.clone(),
            ..MailDraft::default()
        };
        let mail = problems.gather(only_addresses.check(domain));
        if self.members.len() > MEMBERS_MAX {
            problems.add(Problem::new("members", Code::TooLong).with(MEMBERS_MAX));
            return None;
        }
        let mut members = Vec::new();
        for (index, typed) in self.members.iter().enumerate() {
            let field = format!("members[{index}]");
            match EntryRef::parse(typed) {
                Ok(member) if !member.kind.may_be_member() => {
                    problems.add(Problem::new(field, Code::MemberKind));
                }
                Ok(member) => members.push(member),
                Err(code) => problems.add(Problem::new(field, code)),
            }
        }
        members.sort();
        members.dedup();
        mail.map(|mail| Content::Group(mail.addresses, members))
    }

    fn check_resource(&self, domain: &MailContext, problems: &mut Problems) -> Option<Content> {
        if self.mail.mail_type != MailType::Internal {
            problems.add(Problem::new("type", Code::UnknownValue));
        }
        if self.mail.addresses.len() > 1 {
            problems.add(Problem::new("addresses", Code::AddressOnlyOne));
        }
        problems
            .gather(self.mail.check(domain))
            .map(Content::Resource)
    }
}

/// An address of somebody else's domain, its name in A-label form.
///
/// # Errors
/// Those of [`LocalPart::parse`] and [`DomainName::parse`], and [`Code::AddressNotOutside`] for one at
/// a name of the domain itself.
pub fn outside_address(typed: &str, own: &[DomainName]) -> Result<String, Code> {
    let (local, name) = match typed.trim().rsplit_once('@') {
        Some(parts) => parts,
        None if typed.trim().is_empty() => return Err(Code::Required),
        None => return Err(Code::AddressInvalid),
    };
    let local = LocalPart::parse(local).map_err(|code| match code {
        Code::Required => Code::AddressInvalid,
        code => code,
    })?;
    let name = DomainName::parse(name).map_err(|_| Code::AddressInvalid)?;
    if own.contains(&name) {
        return Err(Code::AddressNotOutside);
    }
    Ok(format!("{local}@{name}"))
}
