//! `signalbox route RECIPIENT`: where a message goes, and why.

use std::fmt::Write as _;

use app::words::{self, Lang};
use model::Actor;
use model::access::Rank;
use model::route::{Decision, DeliveryKind, Outcome, Transport};

use super::{Failure, Result, now, open_migrated, say};
use crate::api::{language::Language, route::DecisionBody};
use crate::config::{DatabaseSettings, RouteOptions};

/// Prints the decision.
///
/// # Errors
/// When the database cannot be used.
pub async fn run(settings: &DatabaseSettings, options: &RouteOptions) -> Result<()> {
    let store = open_migrated(settings).await?;
    let decision = store
        .as_actor(shell(), now())
        .route(&options.recipient)
        .await
        .map_err(|error| Failure::of("cannot decide", &error))?;
    if options.json {
        let body = DecisionBody::new(decision, Language(Lang::En));
        let json = serde_json::to_string_pretty(&body).map_err(|error| {
            Failure::new(
                format!("cannot write the decision: {error}"),
                "leave out --json",
            )
        })?;
        say(&json);
    } else {
        say(&in_words(&decision));
    }
    Ok(())
}

/// Whoever can read the database at the shell may see every route.
fn shell() -> Actor {
    Actor {
        account: 0,
        name: "shell".to_owned(),
        rank: Rank::Superadministrator,
        limited_to: None,
        read_only: true,
    }
}

/// Outcome, deliveries and steps, for reading.
fn in_words(decision: &Decision) -> String {
    let mut text = String::new();
    let recipient = &decision.recipient;
    let outcome = match (decision.outcome, &decision.reply) {
        (Outcome::Accept, _) => "accepted".to_owned(),
        (Outcome::Reject, Some(reply)) => format!("refused: {reply}"),
        (Outcome::Reject, None) => "refused".to_owned(),
        (Outcome::NotOurs, _) => {
            "not ours: refused to strangers, ordinary outbound for the authenticated".to_owned()
        }
    };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{recipient}: {outcome}");
    for delivery in &decision.deliveries {
        let transport = match delivery.transport {
            Transport::Lmtp => "lmtp",
            Transport::Smtp => "smtp",
        };
        let kind = match delivery.kind {
            DeliveryKind::Mailbox => "mailbox on this system",
            DeliveryKind::Alternate => "alternate mail server",
            DeliveryKind::UnknownToRelay => "unknown here, to the relay",
            DeliveryKind::Outside => "outside",
        };
        let _ = writeln!(
            text,
            "  -> {transport} {} for {} ({kind})",
            delivery.next_hop, delivery.recipient
        );
    }
    for (number, step) in (1..).zip(&decision.steps) {
        let _ = writeln!(text, "  {number}. {}", words::step(Lang::En, step));
    }
    text
}
