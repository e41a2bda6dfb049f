//! Forwarding and automatic reply as they stand in the form.

use model::Kind;
use model::handling::{Forward, Handling, HandlingDraft, ReplyDraft};
use store::handling::local;

use crate::filters::{address_lines, addresses};
use crate::form::Posted;

/// Both as typed: names of fields are those of the problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) forward_active: bool,
    pub(super) forward_to: String,
    pub(super) keep_copy: bool,
    pub(super) reply_active: bool,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) subject: String,
    pub(super) message: String,
}

impl Fields {
    /// As stored; moments in a time zone.
    pub(super) fn of(handling: &Handling, zone: &str) -> Self {
        let Handling { forward, reply } = handling;
        let moment = |seconds: Option<i64>| {
            seconds
                .map(|seconds| local(seconds, zone))
                .unwrap_or_default()
        };
        Self {
            forward_active: forward.active,
            forward_to: addresses(&forward.to, "\n"),
            keep_copy: forward.keep_copy,
            reply_active: reply.active,
            from: moment(reply.from),
            to: moment(reply.to),
            subject: reply.subject.clone(),
            message: reply.message.clone(),
        }
    }

    /// As sent.
    pub(super) fn read(form: &Posted) -> Self {
        Self {
            forward_active: form.checked("forward.active"),
            forward_to: form.draft("forward.to"),
            keep_copy: form.text("forward.keep_copy") != Some("no"),
            reply_active: form.text("automatic_reply.active") == Some("on"),
            from: form.draft("automatic_reply.from"),
            to: form.draft("automatic_reply.to"),
            subject: form.draft("automatic_reply.subject"),
            message: form.draft("automatic_reply.message"),
        }
    }

    /// What the desk takes: of a shared mailbox the reply only.
    pub(super) fn draft(&self, kind: Kind) -> HandlingDraft {
        HandlingDraft {
            forward: (kind == Kind::User).then(|| Forward {
                active: self.forward_active,
                to: address_lines(&self.forward_to),
                keep_copy: self.keep_copy,
            }),
            automatic_reply: Some(ReplyDraft {
                active: self.reply_active,
                from: Some(self.from.clone()),
                to: Some(self.to.clone()),
                subject: self.subject.clone(),
                message: self.message.clone(),
            }),
        }
    }
}
