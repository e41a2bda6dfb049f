//! `signalbox route RECIPIENT`: where a message goes, and why.

use std::fmt::Write as _;

use app::words::{self, Lang};
use model::Actor;
use model::access::Rank;
use model::route::{Decision, Delivery, DeliveryKind, Outcome, Transport};

use super::{Failure, Result, now, open_migrated, say};
use crate::api::{language::Language, route::DecisionBody};
use crate::config::{DatabaseSettings, RouteOptions};

/// Recipients shown of one way out; the copies of a large group are for programs.
const SHOWN: usize = 20;

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
    let _ = match decision.deliveries.len() {
        0 | 1 => writeln!(text, "{recipient}: {outcome}"),
        copies => writeln!(text, "{recipient}: {outcome}, {copies} copies"),
    };
    for (way, recipients) in ways(&decision.deliveries) {
        add_way(&mut text, way, &recipients);
    }
    for (number, step) in (1..).zip(&decision.steps) {
        let _ = writeln!(text, "  {number}. {}", words::step(Lang::En, step));
    }
    text
}

/// A way out: transport, next hop, and why.
type Way<'a> = (&'static str, &'a str, &'static str);

/// The recipients of each way, in the order in which the ways first come up.
fn ways(deliveries: &[Delivery]) -> Vec<(Way<'_>, Vec<&str>)> {
    let mut ways: Vec<(Way<'_>, Vec<&str>)> = Vec::new();
    for delivery in deliveries {
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
        let way = (transport, delivery.next_hop.as_str(), kind);
        match ways.iter_mut().find(|(present, _)| *present == way) {
            Some((_, recipients)) => recipients.push(&delivery.recipient),
            None => ways.push((way, vec![&delivery.recipient])),
        }
    }
    ways
}

/// One recipient stands in the line of its way, several stand below it.
fn add_way(text: &mut String, (transport, next_hop, kind): Way<'_>, recipients: &[&str]) {
    if let [only] = recipients {
        let _ = writeln!(text, "  -> {transport} {next_hop} for {only} ({kind})");
        return;
    }
    let count = recipients.len();
    let _ = writeln!(
        text,
        "  -> {transport} {next_hop} for {count} recipients ({kind})"
    );
    for recipient in recipients.iter().take(SHOWN) {
        let _ = writeln!(text, "       {recipient}");
    }
    if count > SHOWN {
        let more = count - SHOWN;
        let _ = writeln!(text, "       and {more} more; --json tells them all");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::route::Step;

    fn delivery(recipient: String, transport: Transport, next_hop: &str) -> Delivery {
        Delivery {
            recipient,
            transport,
            next_hop: next_hop.to_owned(),
            kind: match transport {
                Transport::Lmtp => DeliveryKind::Mailbox,
                Transport::Smtp => DeliveryKind::Outside,
            },
        }
    }

    fn accepted(deliveries: Vec<Delivery>) -> Decision {
        Decision {
            recipient: "staff@a.example".to_owned(),
            outcome: Outcome::Accept,
            reply: None,
            deliveries,
            steps: Vec::<Step>::new(),
        }
    }

    #[test]
    fn copies_that_take_the_same_way_stand_together() {
        let many =
            (0..25).map(|at| delivery(format!("u{at}@a.example"), Transport::Lmtp, "inet:x:24"));
        let one = delivery("p@b.example".to_owned(), Transport::Smtp, "b.example");
        let mut deliveries: Vec<Delivery> = many.collect();
        deliveries.insert(3, one);
        let text = in_words(&accepted(deliveries));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 1 + 1 + SHOWN + 1 + 1, "{text}");
        assert_eq!(lines[0], "staff@a.example: accepted, 26 copies");
        assert_eq!(
            lines[1],
            "  -> lmtp inet:x:24 for 25 recipients (mailbox on this system)"
        );
        assert_eq!(lines[2], "       u0@a.example");
        assert_eq!(lines[2 + SHOWN], "       and 5 more; --json tells them all");
        assert_eq!(
            lines[3 + SHOWN],
            "  -> smtp b.example for p@b.example (outside)"
        );
    }

    #[test]
    fn one_copy_is_one_line() {
        let only = delivery("u@a.example".to_owned(), Transport::Lmtp, "inet:x:24");
        let text = in_words(&accepted(vec![only]));
        let expected = "staff@a.example: accepted\n  -> lmtp inet:x:24 for u@a.example (mailbox on this system)\n";
        assert_eq!(text, expected);
    }
}
