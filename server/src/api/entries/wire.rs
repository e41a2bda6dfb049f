//! Entries that are no users as they are answered, and a row of the directory.

use model::Kind;
use model::entry::Content;
use model::group::LeftOut;
use model::handling::Handling;
use serde::Serialize;
use store::entries::{Entry, Member};
use store::users::EntryRow;
use utoipa::ToSchema;

use crate::api::mail::{AddressBody, MailBody, MailKind};

/// What every entry has.
#[derive(Debug, Serialize, ToSchema)]
struct Common {
    /// Its name, folded to lower case.
    name: String,
    display_name: String,
    /// Mail for it is refused.
    suspended: bool,
    /// Left out of address lists.
    hidden: bool,
    /// The path of its organizational unit; empty for none.
    #[schema(example = "europe/france")]
    unit: String,
    /// Also sent as entity tag.
    version: i64,
}

/// A group.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Group)]
pub struct GroupBody {
    #[serde(flatten)]
    common: Common,
    /// The address table, in the order of the screen.
    addresses: Vec<AddressBody>,
    /// Its own members, groups inside it as one.
    #[schema(example = json!(["external:partner", "group:staff", "user:jdoe"]))]
    members: Vec<String>,
    /// Those of them that mail for the group does not reach.
    left_out: Vec<LeftOutBody>,
}

/// A member that mail for the group does not reach.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LeftOut)]
struct LeftOutBody {
    #[schema(example = "user:jdoe")]
    entry: String,
    /// `suspended`, `not_ticked` (the default address, for the alternate mail server), `no_mail` (no email
    /// processing and no outside address), `no_address` or `empty_group`.
    #[schema(value_type = String, example = "suspended")]
    reason: LeftOut,
}

/// A shared mailbox.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SharedMailbox)]
pub struct SharedMailboxBody {
    #[serde(flatten)]
    common: Common,
    mail: MailBody,
}

/// A resource: a room or a thing that is booked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Resource)]
pub struct ResourceBody {
    #[serde(flatten)]
    common: Common,
    /// Always `internal`, with one address.
    mail: MailBody,
}

/// A person elsewhere.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExternalUser)]
pub struct ExternalUserBody {
    #[serde(flatten)]
    common: Common,
    /// The outside address.
    #[schema(example = "p@elsewhere.example")]
    address: String,
}

/// An entry in the form of its kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// A group.
    Group(GroupBody),
    /// A shared mailbox.
    SharedMailbox(SharedMailboxBody),
    /// A resource.
    Resource(ResourceBody),
    /// An external user.
    ExternalUser(ExternalUserBody),
}

impl Answer {
    /// An entry; `members` are those of a group and `handling` is a shared mailbox's, without meaning for
    /// the other kinds.
    pub fn of(entry: Entry, members: Vec<Member>, handling: Handling) -> Self {
        let common = Common {
            name: entry.name,
            display_name: entry.display_name,
            suspended: entry.suspended,
            hidden: entry.hidden,
            unit: entry.unit.into(),
            version: entry.version,
        };
        match entry.content {
            Content::Group(addresses, names) => Self::Group(GroupBody {
                common,
                addresses: addresses.into_iter().map(AddressBody::from).collect(),
                members: names.iter().map(ToString::to_string).collect(),
                left_out: members.into_iter().filter_map(left_out).collect(),
            }),
            Content::SharedMailbox(mail) => Self::SharedMailbox(SharedMailboxBody {
                common,
                mail: MailBody::from(mail).with(Kind::SharedMailbox, handling),
            }),
            Content::Resource(mail) => Self::Resource(ResourceBody {
                common,
                mail: mail.into(),
            }),
            Content::ExternalUser(address) => {
                Self::ExternalUser(ExternalUserBody { common, address })
            }
        }
    }
}

fn left_out(member: Member) -> Option<LeftOutBody> {
    member.left_out.map(|reason| LeftOutBody {
        entry: member.entry.to_string(),
        reason,
    })
}

/// A row of the directory.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Entry)]
pub struct EntryBody {
    /// `user`, `group`, `shared_mailbox`, `resource` or `external_user`
    kind: &'static str,
    /// Its name; a user's login.
    name: String,
    /// How other calls refer to it, such as `user:jdoe`.
    entry: String,
    display_name: String,
    /// The default address, or the outside address; empty when there is none.
    address: String,
    /// Null for groups and external users.
    mail_type: Option<MailKind>,
    suspended: bool,
    hidden: bool,
    /// The path of its organizational unit; empty for none.
    unit: String,
}

impl From<EntryRow> for EntryBody {
    fn from(row: EntryRow) -> Self {
        Self {
            kind: row.entry.kind.as_str(),
            entry: row.entry.to_string(),
            name: row.entry.name,
            display_name: row.display_name,
            address: row.address,
            mail_type: row.mail_type.map(MailKind::from),
            suspended: row.suspended,
            hidden: row.hidden,
            unit: row.unit.into(),
        }
    }
}
