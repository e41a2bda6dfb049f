//! What can be changed of many entries at once, as it is chosen in the list.

use model::access::DomainId;
use model::{Action, MailType, Right};
use store::bulk::ManyChange;

use crate::caller::Caller;
use crate::tasks::names::kind_word;
use crate::words::Lang;

/// A change as it is chosen in the list, before it is said to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    MailType,
    Suspend,
    Activate,
    Quota,
    AddToGroup,
    RemoveFromGroup,
    Unit,
    Delete,
}

impl Choice {
    pub(super) const ALL: [Self; 8] = [
        Self::MailType,
        Self::Suspend,
        Self::Activate,
        Self::Quota,
        Self::AddToGroup,
        Self::RemoveFromGroup,
        Self::Unit,
        Self::Delete,
    ];

    /// How it stands in a form.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::MailType => "mail_type",
            Self::Suspend => "suspend",
            Self::Activate => "activate",
            Self::Quota => "quota",
            Self::AddToGroup => "add_to_group",
            Self::RemoveFromGroup => "remove_from_group",
            Self::Unit => "move_to_unit",
            Self::Delete => "delete",
        }
    }

    /// Whether somebody may make such a change of some entries of a domain.
    pub(super) fn is_for(self, caller: &Caller, domain: DomainId) -> bool {
        let rights: &[Right] = match self {
            Self::MailType | Self::Quota => &[Right::Mail],
            Self::AddToGroup | Self::RemoveFromGroup => &[Right::Groups],
            Self::Suspend | Self::Activate | Self::Unit | Self::Delete => {
                &[Right::Users, Right::Groups]
            }
        };
        let mut rights = rights.iter();
        rights.any(|right| caller.may(Action::ChangeSome(domain, *right)))
    }

    /// In words.
    pub(super) fn title(self, lang: Lang) -> &'static str {
        let example = match self {
            Self::MailType => ManyChange::MailType(MailType::None),
            Self::Suspend => ManyChange::Suspended(true),
            Self::Activate => ManyChange::Suspended(false),
            Self::Quota => ManyChange::Quota(0),
            Self::AddToGroup | Self::RemoveFromGroup => ManyChange::Membership {
                group: String::new(),
                is_in: self == Self::AddToGroup,
            },
            Self::Unit => ManyChange::Unit(String::new()),
            Self::Delete => ManyChange::Delete,
        };
        lang.say(kind_word(example.task()))
    }
}
