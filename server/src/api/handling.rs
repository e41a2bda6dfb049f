//! Forwarding and automatic reply as JSON.

use model::handling::{AutomaticReply, Forward, HandlingDraft, ReplyDraft};
use serde::{Deserialize, Serialize};
use store::handling::utc;
use utoipa::ToSchema;

/// Where mail is forwarded to.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Forward)]
pub struct ForwardBody {
    /// Whether mail is forwarded.
    #[serde(default)]
    active: bool,
    /// The addresses, at most ten, none of them one of the entry itself.
    #[serde(default)]
    #[schema(example = json!(["jdoe@elsewhere.example"]))]
    to: Vec<String>,
    /// Whether a copy stays in the mailbox.
    #[serde(default = "yes")]
    #[schema(default = true)]
    keep_copy: bool,
}

const fn yes() -> bool {
    true
}

/// What correspondents are answered.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AutomaticReply)]
pub struct ReplyBody {
    /// Whether it is on.
    #[serde(default)]
    active: bool,
    /// Not before: RFC 3339, or a local time of the domain without a distance from UTC; null for at once.
    /// Answered in UTC.
    #[serde(default)]
    #[schema(example = "2026-07-01T08:00")]
    from: Option<String>,
    /// Not afterwards, in the same way; null for without end.
    #[serde(default)]
    to: Option<String>,
    /// Needed while it is on.
    #[serde(default)]
    subject: String,
    /// Needed while it is on.
    #[serde(default)]
    message: String,
}

impl From<Forward> for ForwardBody {
    fn from(forward: Forward) -> Self {
        Self {
            active: forward.active,
            to: forward.to,
            keep_copy: forward.keep_copy,
        }
    }
}

impl From<AutomaticReply> for ReplyBody {
    fn from(reply: AutomaticReply) -> Self {
        Self {
            active: reply.active,
            from: reply.from.map(utc),
            to: reply.to.map(utc),
            subject: reply.subject,
            message: reply.message,
        }
    }
}

/// The draft the desk takes; what is not given stays.
pub fn handling(forward: Option<&ForwardBody>, reply: Option<&ReplyBody>) -> HandlingDraft {
    HandlingDraft {
        forward: forward.cloned().map(|forward| Forward {
            active: forward.active,
            to: forward.to,
            keep_copy: forward.keep_copy,
        }),
        automatic_reply: reply.cloned().map(|reply| ReplyDraft {
            active: reply.active,
            from: reply.from,
            to: reply.to,
            subject: reply.subject,
            message: reply.message,
        }),
    }
}
