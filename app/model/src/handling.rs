//! What an entry's mailbox does with mail besides keeping it: forwarding and the automatic reply.

use serde::{Deserialize, Serialize};

use crate::filter::addresses;
use crate::mail::Address;
use crate::{Code, DomainName, Problem, Problems, text};

/// Most addresses one entry forwards to.
pub const FORWARDS_MAX: usize = 10;

const SUBJECT_MAX: usize = 200;
const MESSAGE_MAX: usize = 10_000;

/// Both, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handling {
    /// Forwarding.
    pub forward: Forward,
    /// The automatic reply.
    pub reply: AutomaticReply,
}

/// Where mail is forwarded to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forward {
    /// Whether it happens.
    #[serde(default)]
    pub active: bool,
    /// The addresses.
    #[serde(default)]
    pub to: Vec<String>,
    /// Whether a copy stays in the mailbox.
    #[serde(default = "yes")]
    pub keep_copy: bool,
}

const fn yes() -> bool {
    true
}

impl Default for Forward {
    fn default() -> Self {
        Self {
            active: false,
            to: Vec::new(),
            keep_copy: true,
        }
    }
}

/// What correspondents are answered while somebody is away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AutomaticReply {
    /// Whether it is on.
    pub active: bool,
    /// Not before (seconds since 1970).
    pub from: Option<i64>,
    /// Not at this moment or later (seconds since 1970).
    pub to: Option<i64>,
    /// Subject of the answer.
    pub subject: String,
    /// Its text.
    pub message: String,
}

impl AutomaticReply {
    /// Whether correspondents are answered at a moment (seconds since 1970).
    #[must_use]
    pub fn is_on_at(&self, now: i64) -> bool {
        self.active && self.from.is_none_or(|from| from <= now) && self.to.is_none_or(|to| now < to)
    }
}

/// An automatic reply as typed: moments are texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyDraft {
    /// Whether it is on.
    #[serde(default)]
    pub active: bool,
    /// Not before: a local time of the domain, or one with its distance from UTC; empty for at once.
    #[serde(default)]
    pub from: Option<String>,
    /// Not afterwards; empty for without end.
    #[serde(default)]
    pub to: Option<String>,
    /// Subject of the answer.
    #[serde(default)]
    pub subject: String,
    /// Its text.
    #[serde(default)]
    pub message: String,
}

/// What of both is to be saved; `None` leaves a part as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandlingDraft {
    /// Forwarding.
    #[serde(default)]
    pub forward: Option<Forward>,
    /// The automatic reply.
    #[serde(default)]
    pub automatic_reply: Option<ReplyDraft>,
}

/// What the rules must know of the entry.
pub struct Own<'a> {
    /// Its addresses.
    pub addresses: &'a [Address],
    /// The names of its domain.
    pub names: &'a [DomainName],
    /// Reads a moment as typed, in seconds since 1970; `None` when it is none.
    pub moment: &'a dyn Fn(&str) -> Option<i64>,
}

impl Own<'_> {
    /// Whether mail to an address, with a tag or without, comes to this entry again.
    fn has(&self, address: &str) -> bool {
        let Some((local, name)) = address.rsplit_once('@') else {
            return false;
        };
        let base = local.split('+').next().unwrap_or(local);
        self.names.iter().any(|own| own.as_str() == name)
            && self.addresses.iter().any(|own| {
                let here = own.name.as_ref().is_none_or(|own| own.as_str() == name);
                let own = own.local_part.as_str();
                here && (own.eq_ignore_ascii_case(local) || own.eq_ignore_ascii_case(base))
            })
    }
}

impl HandlingDraft {
    /// What is saved: the given parts over the `present` ones.
    ///
    /// # Errors
    /// Problems with `forward.to`, `automatic_reply.from`, `automatic_reply.to`,
    /// `automatic_reply.subject` and `automatic_reply.message`.
    pub fn check(&self, present: &Handling, own: &Own<'_>) -> Result<Handling, Problems> {
        let mut problems = Problems::default();
        let forward = match &self.forward {
            Some(draft) => draft.check(own, &mut problems),
            None => present.forward.clone(),
        };
        let reply = match &self.automatic_reply {
            Some(draft) => draft.check(own, &mut problems),
            None => present.reply.clone(),
        };
        problems.or(Some(Handling { forward, reply }))
    }
}

impl Forward {
    fn check(&self, own: &Own<'_>, problems: &mut Problems) -> Self {
        const FIELD: &str = "forward.to";
        let to = addresses(&self.to, FIELD, FORWARDS_MAX, problems);
        if let Some(loops) = to.iter().find(|address| own.has(address)) {
            problems.add(Problem::new(FIELD, Code::ForwardToSelf).with(loops));
        }
        if self.active && to.is_empty() && problems.of(FIELD).next().is_none() {
            problems.add(Problem::new(FIELD, Code::Required));
        }
        Self { to, ..self.clone() }
    }
}

impl ReplyDraft {
    fn check(&self, own: &Own<'_>, problems: &mut Problems) -> AutomaticReply {
        let mut moment = |field: &str, typed: &Option<String>| {
            let typed = typed
                .as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())?;
            problems.take(field, (own.moment)(typed).ok_or(Code::MomentInvalid))
        };
        let from = moment("automatic_reply.from", &self.from);
        let to = moment("automatic_reply.to", &self.to);
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            problems.add(Problem::new("automatic_reply.to", Code::PeriodReversed));
        }
        let one_line = if self.active {
            text::required_line
        } else {
            text::line
        };
        let subject = limited(
            "automatic_reply.subject",
            one_line(&self.subject, SUBJECT_MAX),
            SUBJECT_MAX,
            problems,
        );
        let message = match text::paragraph(&self.message, MESSAGE_MAX) {
            Ok(empty) if self.active && empty.is_empty() => Err(Code::Required),
            checked => checked,
        };
        let message = limited("automatic_reply.message", message, MESSAGE_MAX, problems);
        AutomaticReply {
            active: self.active,
            from,
            to,
            subject,
            message,
        }
    }
}

/// The text, or its problem, which names the length it may have.
fn limited(
    field: &str,
    checked: Result<String, Code>,
    most: usize,
    problems: &mut Problems,
) -> String {
    match checked {
        Ok(text) => text,
        Err(code) => {
            let problem = Problem::new(field, code);
            problems.add(match code {
                Code::TooLong => problem.with(most),
                _ => problem,
            });
            String::new()
        }
    }
}

#[cfg(test)]
mod tests;
