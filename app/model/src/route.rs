//! Where mail goes and why: the pure twin of the SQL that Postfix runs.

mod decision;

pub use decision::{Decision, Delivery, DeliveryKind, Outcome, Rule, Step, Transport};

use decision::Trace;

use crate::domain::MailRouting;
use crate::group::{self, LeftOut, MemberFacts};
use crate::{DomainName, Endpoint, MailType};

/// What must be known of the domain a recipient belongs to.
#[derive(Clone, Debug)]
pub struct DomainFacts {
    /// The domain's name.
    pub name: DomainName,
    /// Where mail of a split domain goes.
    pub routing: MailRouting,
}

/// What must be known of an address whose local part could match, and of its entry.
#[derive(Clone, Debug)]
pub struct AddressFacts {
    /// The local part of the row.
    pub local_part: String,
    /// The name of the row; `None` for all names of the domain.
    pub name: Option<String>,
    /// Whether the row is ticked for the alternate mail server.
    pub alternate: bool,
    /// The login of the entry.
    pub login: String,
    /// The members of a group, those of the groups inside it included; `None` for what is no group.
    pub members: Option<Vec<MemberFacts>>,
    /// Its mail type; without meaning for a group.
    pub mail_type: MailType,
    /// Whether the entry is suspended.
    pub suspended: bool,
    /// Where its mailbox is.
    pub mailbox_server: Endpoint,
    /// Its default address, when that one is ticked for the alternate mail server.
    pub alternate_default: Option<String>,
}

/// Reply to an unknown recipient (RFC 3463, X.1.1).
pub const REPLY_UNKNOWN: &str = "550 5.1.1 User unknown";
/// Reply to a suspended recipient (RFC 3463, X.2.1).
pub const REPLY_SUSPENDED: &str = "550 5.2.1 Mailbox disabled";
/// Reply to a group none of whose members can be reached (RFC 3463, X.2.4).
pub const REPLY_NOBODY: &str = "550 5.2.4 No member can be reached";

/// A recipient taken apart, in the form it is looked up by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The local part in lower case, tag included.
    pub local_part: String,
    /// The local part without `+tag`; equal to `local_part` when there is none.
    pub base: String,
    /// The name after the `@` in lower-case A-label form.
    pub name: String,
}

impl Recipient {
    /// Takes `local@name` apart; `None` when it is no address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (local, name) = text.trim().rsplit_once('@')?;
        let name = DomainName::parse(name).ok()?;
        let local_part = local.to_lowercase();
        let usable = !local_part.is_empty()
            && !local_part
                .chars()
                .any(|c| c == ' ' || c == '@' || c.is_control());
        let base = match local_part.split_once('+') {
            Some((base, _)) if !base.is_empty() => base.to_owned(),
            _ => local_part.clone(),
        };
        usable.then(|| Self {
            local_part,
            base,
            name: name.into(),
        })
    }
}

/// Applies the rules of routing to one recipient.
///
/// `domain` is the domain that has the recipient's name, `candidates` its addresses whose local part
/// is the recipient's, with or without tag, or one of [`rewritten_local_parts`].
#[must_use]
pub fn resolve(asked: &str, domain: Option<&DomainFacts>, candidates: &[AddressFacts]) -> Decision {
    let mut trace = Trace {
        asked: asked.trim().to_owned(),
        steps: Vec::new(),
    };
    let Some(recipient) = Recipient::parse(asked) else {
        trace.step(Rule::NotAnAddress, [asked.trim()]);
        return trace.reject("501 5.1.3 Bad recipient address syntax");
    };
    let Some(domain) = domain else {
        trace.step(Rule::NotOurs, [&recipient.name]);
        return trace.finish(Outcome::NotOurs, None, Vec::new());
    };
    if recipient.name == domain.name.as_str() {
        trace.step(Rule::DomainName, [&recipient.name]);
    } else {
        trace.step(
            Rule::AliasDomain,
            [recipient.name.as_str(), domain.name.as_str()],
        );
    }
    if let Some(found) = find(&recipient, candidates) {
        return deliver(trace, &recipient, domain, found, candidates);
    }
    trace.step(Rule::UnknownAddress, [trace.asked.clone()]);
    unknown(trace, domain)
}

fn find<'a>(recipient: &Recipient, candidates: &'a [AddressFacts]) -> Option<&'a AddressFacts> {
    let at = |local: &str| {
        candidates.iter().find(|row| {
            row.local_part == local && row.name.as_ref().is_none_or(|name| *name == recipient.name)
        })
    };
    at(&recipient.local_part).or_else(|| at(&recipient.base))
}

fn deliver(
    mut trace: Trace,
    recipient: &Recipient,
    domain: &DomainFacts,
    found: &AddressFacts,
    candidates: &[AddressFacts],
) -> Decision {
    let address = format!("{}@{}", found.local_part, recipient.name);
    let rule = if found.local_part == recipient.local_part {
        Rule::Address
    } else {
        Rule::AddressWithoutTag
    };
    trace.step(rule, [&address, &found.login]);
    if found.name.is_none() {
        trace.step(Rule::AllNames, [&found.local_part]);
    }
    if found.suspended {
        trace.step(Rule::Suspended, [&found.login]);
        return trace.reject(REPLY_SUSPENDED);
    }
    if let Some(members) = &found.members {
        return deliver_group(trace, domain, &found.login, members);
    }
    match (found.mail_type, &domain.routing.relay) {
        (MailType::Internal, _) => {
            trace.step(Rule::Mailbox, [found.mailbox_server.as_str()]);
            trace.accept(
                None,
                Transport::Lmtp,
                found.mailbox_server.to_string(),
                DeliveryKind::Mailbox,
            )
        }
        (MailType::External, Some(relay)) if found.alternate => {
            trace.step(Rule::Alternate, [relay.next_hop()]);
            let rewritten = rewrite(&mut trace, recipient, domain, found, candidates);
            trace.accept(
                rewritten,
                Transport::Smtp,
                relay.next_hop(),
                DeliveryKind::Alternate,
            )
        }
        (MailType::External, _) => {
            trace.step(Rule::NotTicked, [&address]);
            unknown(trace, domain)
        }
        (MailType::None, _) => {
            trace.step(Rule::NoMail, [&found.login]);
            unknown(trace, domain)
        }
    }
}

/// A copy for each member that can be reached, each recipient once, in order.
fn deliver_group(
    mut trace: Trace,
    domain: &DomainFacts,
    name: &str,
    members: &[MemberFacts],
) -> Decision {
    trace.step(Rule::Group, [name]);
    let mut deliveries: Vec<Delivery> = Vec::new();
    for member in members {
        match group::deliver(member, domain) {
            Ok(delivery) => deliveries.extend(delivery),
            Err(why) => trace.step(left_out(why), [&member.entry]),
        }
    }
    deliveries.sort_by(|one, other| one.recipient.cmp(&other.recipient));
    deliveries.dedup_by(|one, other| one.recipient == other.recipient);
    if deliveries.is_empty() {
        trace.step(Rule::ReachesNobody, [name]);
        return trace.reject(REPLY_NOBODY);
    }
    trace.finish(Outcome::Accept, None, deliveries)
}

const fn left_out(why: LeftOut) -> Rule {
    match why {
        LeftOut::Suspended => Rule::MemberSuspended,
        LeftOut::NotTicked => Rule::MemberNotTicked,
        LeftOut::NoMail => Rule::MemberNoMail,
        LeftOut::NoAddress => Rule::MemberNoAddress,
        LeftOut::EmptyGroup => Rule::MemberEmptyGroup,
    }
}

/// The default address with the recipient's tag, where the domain asks for it and it differs.
///
/// A default address with a `+` of its own takes no further tag, and a tag that would make it
/// another address is left out.
fn rewrite(
    trace: &mut Trace,
    recipient: &Recipient,
    domain: &DomainFacts,
    found: &AddressFacts,
    candidates: &[AddressFacts],
) -> Option<String> {
    let default = found
        .alternate_default
        .as_ref()
        .filter(|_| domain.routing.deliver_to_default)?;
    let (local, name) = default.split_once('@')?;
    if local == found.local_part && name == recipient.name {
        return None;
    }
    let tag = recipient
        .local_part
        .strip_prefix(found.local_part.as_str())
        .unwrap_or_default();
    let tagged = format!("{local}{tag}");
    let taken = candidates
        .iter()
        .any(|row| row.local_part == tagged && row.name.as_ref().is_none_or(|own| own == name));
    let rewritten = if taken || local.contains('+') {
        default.clone()
    } else {
        format!("{tagged}@{name}")
    };
    trace.step(Rule::RewrittenToDefault, [&rewritten]);
    Some(rewritten)
}

/// The local parts that rewriting to a default address could make of a recipient with a tag:
/// whether they are addresses already must be known, too.
#[must_use]
pub fn rewritten_local_parts(recipient: &Recipient, candidates: &[AddressFacts]) -> Vec<String> {
    let tag = recipient
        .local_part
        .strip_prefix(recipient.base.as_str())
        .filter(|tag| !tag.is_empty());
    let defaults = candidates
        .iter()
        .filter_map(|row| row.alternate_default.as_ref()?.split_once('@'));
    tag.map(|tag| defaults.map(|(local, _)| format!("{local}{tag}")).collect())
        .unwrap_or_default()
}

fn unknown(mut trace: Trace, domain: &DomainFacts) -> Decision {
    match &domain.routing.relay {
        Some(relay) if domain.routing.forward_unknown => {
            trace.step(Rule::ForwardUnknown, [relay.next_hop()]);
            trace.accept(
                None,
                Transport::Smtp,
                relay.next_hop(),
                DeliveryKind::UnknownToRelay,
            )
        }
        _ => {
            trace.step(Rule::RefuseUnknown, [domain.name.as_str()]);
            trace.reject(REPLY_UNKNOWN)
        }
    }
}
