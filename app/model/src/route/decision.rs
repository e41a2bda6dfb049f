//! The decision for one recipient, and its making, step by step.

use serde::{Deserialize, Serialize};

/// What happens to a message at RCPT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Taken.
    Accept,
    /// Refused with the reply.
    Reject,
    /// No name of a domain here: refused to strangers, ordinary outbound for the authenticated.
    NotOurs,
}

/// How a message leaves Postfix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// To a mailbox server.
    Lmtp,
    /// To another mail system.
    Smtp,
}

/// Why it leaves that way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryKind {
    /// A mailbox on this system.
    Mailbox,
    /// An address of the alternate mail server.
    Alternate,
    /// An unknown address of a slave domain.
    UnknownToRelay,
    /// An address of somebody else's domain.
    Outside,
}

/// One copy of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The envelope recipient it leaves with.
    pub recipient: String,
    /// How it leaves.
    pub transport: Transport,
    /// Where to, in Postfix notation.
    pub next_hop: String,
    /// Why.
    pub kind: DeliveryKind,
}

/// A rule that was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// `{0}` is not an address.
    NotAnAddress,
    /// `{0}` is no name of a domain here.
    NotOurs,
    /// `{0}` is the name of a domain here.
    DomainName,
    /// `{0}` is an alias of `{1}`.
    AliasDomain,
    /// `{0}` is an address of the entry `{1}`.
    Address,
    /// Without its tag `{0}` is an address of the entry `{1}`.
    AddressWithoutTag,
    /// The address stands for all names of the domain.
    AllNames,
    /// No entry of the domain has the address.
    UnknownAddress,
    /// The entry `{0}` is suspended.
    Suspended,
    /// The mail type is internal: mailbox at `{0}`.
    Mailbox,
    /// The mail type is external and the address is ticked: relay `{0}`.
    Alternate,
    /// The message is rewritten to the default address `{0}`.
    RewrittenToDefault,
    /// The mail type is external, but the address is not ticked.
    NotTicked,
    /// The entry has no email processing.
    NoMail,
    /// The group `{0}` stands for its members.
    Group,
    /// The member `{0}` is left out: suspended.
    MemberSuspended,
    /// The member `{0}` is left out: its default address is not ticked, and unknown ones are refused.
    MemberNotTicked,
    /// The member `{0}` is left out: no email processing and no outside address.
    MemberNoMail,
    /// The member `{0}` is left out: no address.
    MemberNoAddress,
    /// The group `{0}` inside the group reaches nobody.
    MemberEmptyGroup,
    /// The group `{0}` reaches nobody.
    ReachesNobody,
    /// Unknown addresses of the domain go to the relay `{0}`.
    ForwardUnknown,
    /// Unknown addresses of the domain are refused.
    RefuseUnknown,
    /// In the mailbox the filters of the domain run: `{0}`.
    Filtered,
    /// From the mailbox it is forwarded to `{0}`, and a copy stays.
    Forwarded,
    /// From the mailbox it is forwarded to `{0}`, and no copy stays.
    ForwardedAway,
    /// The sender gets an automatic reply.
    Answered,
}

/// One step of the explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The rule.
    pub rule: Rule,
    /// The values its sentence names.
    pub args: Vec<String>,
}

/// The decision for one recipient, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The recipient as it was asked for.
    pub recipient: String,
    /// What happens at RCPT.
    pub outcome: Outcome,
    /// The reply of a refusal.
    pub reply: Option<String>,
    /// The copies that leave.
    pub deliveries: Vec<Delivery>,
    /// The reasons, in the order the rules were applied.
    pub steps: Vec<Step>,
}

/// A decision in the making.
pub(super) struct Trace {
    pub(super) asked: String,
    pub(super) steps: Vec<Step>,
}

impl Trace {
    pub(super) fn step<S: ToString, const N: usize>(&mut self, rule: Rule, args: [S; N]) {
        self.steps.push(Step {
            rule,
            args: args.iter().map(ToString::to_string).collect(),
        });
    }

    pub(super) fn accept(
        self,
        rewritten: Option<String>,
        transport: Transport,
        next_hop: String,
        kind: DeliveryKind,
    ) -> Decision {
        let recipient = rewritten.unwrap_or_else(|| self.asked.clone());
        self.finish(
            Outcome::Accept,
            None,
            vec![Delivery {
                recipient,
                transport,
                next_hop,
                kind,
            }],
        )
    }

    pub(super) fn reject(self, reply: &str) -> Decision {
        self.finish(Outcome::Reject, Some(reply.to_owned()), Vec::new())
    }

    pub(super) fn finish(
        self,
        outcome: Outcome,
        reply: Option<String>,
        deliveries: Vec<Delivery>,
    ) -> Decision {
        Decision {
            recipient: self.asked,
            outcome,
            reply,
            deliveries,
            steps: self.steps,
        }
    }
}
