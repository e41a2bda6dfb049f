//! The handling of an entry as it is stored.

use model::handling::{AutomaticReply, Forward, Handling, ReplyDraft};
use serde_json::{Value, json};

use super::moment::utc;
use super::script::script;
use crate::StoreError;
use crate::pool::{Tx, execute, fetch_optional};

#[derive(sqlx::FromRow)]
struct Row {
    forward_active: bool,
    forward_to: String,
    keep_copy: bool,
    reply_active: bool,
    reply_from: Option<i64>,
    reply_to: Option<i64>,
    reply_subject: String,
    reply_message: String,
}

/// The handling of an entry; of one that never had any, nothing happens.
pub(crate) async fn load(tx: &mut Tx, entry: i64) -> Result<Handling, StoreError> {
    let row = fetch_optional!(
        tx,
        Row,
        "SELECT forward_active, forward_to, keep_copy, reply_active, reply_from, reply_to,
                reply_subject, reply_message
         FROM entry_handling WHERE entry_id = $1",
        entry
    )?;
    Ok(row.map(Row::into_handling).unwrap_or_default())
}

impl Row {
    fn into_handling(self) -> Handling {
        Handling {
            forward: Forward {
                active: self.forward_active,
                to: self
                    .forward_to
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect(),
                keep_copy: self.keep_copy,
            },
            reply: AutomaticReply {
                active: self.reply_active,
                from: self.reply_from,
                to: self.reply_to,
                subject: self.reply_subject,
                message: self.reply_message,
            },
        }
    }
}

/// Stores it, with what Dovecot reads.
pub(super) async fn write(tx: &mut Tx, entry: i64, wanted: &Handling) -> Result<(), StoreError> {
    execute!(
        &mut *tx,
        "DELETE FROM entry_handling WHERE entry_id = $1",
        entry
    )?;
    let (head, tail) = script(wanted);
    let Handling { forward, reply } = wanted;
    execute!(
        tx,
        "INSERT INTO entry_handling (entry_id, forward_active, forward_to, keep_copy, reply_active,
             reply_from, reply_to, reply_subject, reply_message, head, tail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        entry,
        forward.active,
        forward.to.join(" "),
        forward.keep_copy,
        reply.active,
        reply.from,
        reply.to,
        &reply.subject,
        &reply.message,
        &head,
        &tail
    )?;
    Ok(())
}

/// As the history keeps it; as a draft it means the same, whatever time zone the domain has by then.
pub(crate) fn snapshot(handling: &Handling) -> Value {
    let reply = &handling.reply;
    json!({
        "forward": handling.forward,
        "automatic_reply": ReplyDraft {
            active: reply.active,
            from: reply.from.map(utc),
            to: reply.to.map(utc),
            subject: reply.subject.clone(),
            message: reply.message.clone(),
        },
    })
}
