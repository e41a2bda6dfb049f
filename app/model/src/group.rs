//! Whom a group reaches: each member by the rules of routing.

use serde::{Deserialize, Serialize};

use crate::route::{Delivery, DeliveryKind, DomainFacts, Transport};
use crate::{Endpoint, MailType, entry::EntryRef};

/// What must be known of a member.
#[derive(Clone, Debug)]
pub struct MemberFacts {
    /// The member.
    pub entry: EntryRef,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Its mail type; `None` for an external user or a group.
    pub mail_type: Option<MailType>,
    /// Its default address.
    pub default_address: Option<String>,
    /// Whether the default address is ticked for the alternate mail server.
    pub alternate: bool,
    /// Its outside address.
    pub outside_address: Option<String>,
    /// Where its mailbox is.
    pub mailbox_server: Endpoint,
    /// For a group inside the group: whether it reaches anybody.
    pub reaches_somebody: bool,
}

/// Why a member is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// It is suspended.
    Suspended,
    /// Its default address is not ticked for the alternate mail server, and unknown addresses are refused.
    NotTicked,
    /// It has no email processing and no outside address.
    NoMail,
    /// It has no address.
    NoAddress,
    /// It is a group that reaches nobody.
    EmptyGroup,
}

/// The copy a member gets; `Ok(None)` for a group inside the group, whose members follow themselves.
///
/// # Errors
/// Why the member gets none.
pub fn deliver(member: &MemberFacts, domain: &DomainFacts) -> Result<Option<Delivery>, LeftOut> {
    use crate::entry::Kind;
    if member.suspended {
        return Err(LeftOut::Suspended);
    }
    if member.entry.kind == Kind::Group {
        return if member.reaches_somebody {
            Ok(None)
        } else {
            Err(LeftOut::EmptyGroup)
        };
    }
    let default = || member.default_address.clone().ok_or(LeftOut::NoAddress);
    let routing = &domain.routing;
    let delivery = match (member.mail_type, &routing.relay) {
        (Some(MailType::Internal), _) => Delivery {
            recipient: default()?,
            transport: Transport::Lmtp,
            next_hop: member.mailbox_server.to_string(),
            kind: DeliveryKind::Mailbox,
        },
        (Some(MailType::External), Some(relay)) if member.alternate || routing.forward_unknown => {
            Delivery {
                recipient: default()?,
                transport: Transport::Smtp,
                next_hop: relay.next_hop(),
                kind: if member.alternate {
                    DeliveryKind::Alternate
                } else {
                    DeliveryKind::UnknownToRelay
                },
            }
        }
        (Some(MailType::External), _) => return Err(LeftOut::NotTicked),
        (Some(MailType::None) | None, _) => {
            let address = member.outside_address.clone().ok_or(LeftOut::NoMail)?;
            outside(address)
        }
    };
    Ok(Some(delivery))
}

/// By ordinary outbound: the next hop is the name whose mail exchangers are asked for.
fn outside(address: String) -> Delivery {
    let name = address.rsplit_once('@').map_or("", |(_, name)| name);
    Delivery {
        next_hop: name.to_owned(),
        transport: Transport::Smtp,
        kind: DeliveryKind::Outside,
        recipient: address,
    }
}
