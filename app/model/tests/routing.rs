//! The rules of routing, one sentence each.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails loudly")]

use model::domain::{MailRouting, MailRoutingDraft};
use model::relay::OwnHost;
use model::route::{
    AddressFacts, Decision, DeliveryKind, DomainFacts, Outcome, Transport, resolve,
};
use model::{DomainName, Endpoint, MailType};

fn domain(relay: &str, forward_unknown: bool, deliver_to_default: bool) -> DomainFacts {
    let draft = MailRoutingDraft {
        relay: Some(relay.into()),
        forward_unknown,
        deliver_to_default,
    };
    let routing: MailRouting = draft.check(&OwnHost::default()).unwrap();
    DomainFacts {
        name: DomainName::parse("a.example").unwrap(),
        routing,
    }
}

fn row(local_part: &str, name: Option<&str>, mail_type: MailType, alternate: bool) -> AddressFacts {
    AddressFacts {
        local_part: local_part.into(),
        name: name.map(Into::into),
        alternate,
        login: "jdoe".into(),
        members: None,
        mail_type,
        suspended: false,
        mailbox_server: Endpoint::parse("127.0.0.1:24").unwrap(),
        alternate_default: None,
    }
}

fn suspended(row: AddressFacts) -> AddressFacts {
    AddressFacts {
        suspended: true,
        ..row
    }
}

/// The decision in a line: reply, or kind, transport, next hop and recipient.
fn line(decision: &Decision) -> String {
    match (decision.outcome, decision.deliveries.as_slice()) {
        (Outcome::NotOurs, _) => "not ours".into(),
        (Outcome::Reject, _) => decision.reply.clone().unwrap(),
        (Outcome::Accept, [only]) => {
            let transport = if only.transport == Transport::Lmtp {
                "lmtp"
            } else {
                "smtp"
            };
            let kind = match only.kind {
                DeliveryKind::Mailbox => "mailbox",
                DeliveryKind::Alternate => "alternate",
                DeliveryKind::UnknownToRelay => "unknown",
                DeliveryKind::Outside => "outside",
            };
            format!("{kind} {transport} {} {}", only.next_hop, only.recipient)
        }
        (Outcome::Accept, _) => panic!("an accepted recipient has a delivery"),
    }
}

const MASTER: (&str, bool) = ("mail.other.example", false);
const SLAVE: (&str, bool) = ("mail.other.example", true);

fn asked(recipient: &str, role: (&str, bool), rows: &[AddressFacts]) -> String {
    line(&resolve(
        recipient,
        Some(&domain(role.0, role.1, false)),
        rows,
    ))
}

const RELAYED_UNKNOWN: &str = "unknown smtp [mail.other.example]:25";
const UNKNOWN: &str = "550 5.1.1 User unknown";

#[test]
fn a_mailbox_here_gets_the_recipient_unchanged() {
    let rows = [row("jdoe", None, MailType::Internal, true)];
    assert_eq!(
        asked("JDoe+Tag@A.example", MASTER, &rows),
        "mailbox lmtp inet:127.0.0.1:24 JDoe+Tag@A.example"
    );
    assert_eq!(
        asked("jdoe@a.example", ("", false), &rows),
        "mailbox lmtp inet:127.0.0.1:24 jdoe@a.example"
    );
}

#[test]
fn a_ticked_address_goes_to_the_relay_and_an_unticked_one_is_no_address_here() {
    let rows = [
        row("jdoe", None, MailType::External, true),
        row("j.doe", None, MailType::External, false),
    ];
    assert_eq!(
        asked("jdoe+x@a.example", MASTER, &rows),
        "alternate smtp [mail.other.example]:25 jdoe+x@a.example"
    );
    assert_eq!(asked("j.doe@a.example", MASTER, &rows), UNKNOWN);
    assert_eq!(
        asked("j.doe@a.example", SLAVE, &rows),
        format!("{RELAYED_UNKNOWN} j.doe@a.example")
    );
}

#[test]
fn an_unknown_address_is_refused_by_a_master_and_relayed_by_a_slave() {
    for rows in [vec![], vec![row("jdoe", None, MailType::None, true)]] {
        assert_eq!(asked("jdoe@a.example", MASTER, &rows), UNKNOWN);
        assert_eq!(
            asked("jdoe@a.example", SLAVE, &rows),
            format!("{RELAYED_UNKNOWN} jdoe@a.example")
        );
    }
}

#[test]
fn a_suspended_entry_is_refused_and_never_relayed() {
    for mail_type in MailType::ALL {
        let rows = [suspended(row("jdoe", None, mail_type, false))];
        assert_eq!(
            asked("jdoe@a.example", SLAVE, &rows),
            "550 5.2.1 Mailbox disabled"
        );
    }
}

#[test]
fn a_tag_is_tried_as_written_before_it_is_taken_off() {
    let rows = [
        row("sales", None, MailType::External, true),
        row("sales+eu", None, MailType::Internal, true),
    ];
    assert_eq!(
        asked("sales+eu@a.example", MASTER, &rows),
        "mailbox lmtp inet:127.0.0.1:24 sales+eu@a.example"
    );
    assert_eq!(
        asked("sales+us@a.example", MASTER, &rows),
        "alternate smtp [mail.other.example]:25 sales+us@a.example"
    );
}

#[test]
fn an_address_at_one_name_is_unknown_at_the_others() {
    let rows = [row("jdoe", Some("alias.example"), MailType::Internal, true)];
    assert_eq!(
        asked("jdoe@alias.example", MASTER, &rows),
        "mailbox lmtp inet:127.0.0.1:24 jdoe@alias.example"
    );
    assert_eq!(asked("jdoe@a.example", MASTER, &rows), UNKNOWN);
}

#[test]
fn rewriting_to_the_default_address_keeps_the_tag() {
    let default = Some("jdoe@a.example".to_owned());
    let rows = [AddressFacts {
        alternate_default: default,
        ..row("j", None, MailType::External, true)
    }];
    let decision = resolve(
        "j+x@alias.example",
        Some(&domain("mail.other.example", false, true)),
        &rows,
    );
    assert_eq!(
        line(&decision),
        "alternate smtp [mail.other.example]:25 jdoe+x@a.example"
    );
}

#[test]
fn rewriting_leaves_out_a_tag_that_would_make_another_address() {
    let rewritten = |default: &str, other: &str| {
        let rows = [
            AddressFacts {
                alternate_default: Some(default.to_owned()),
                ..row("j", None, MailType::External, true)
            },
            row(other, None, MailType::Internal, true),
        ];
        let domain = domain("mail.other.example", false, true);
        line(&resolve("j+x@a.example", Some(&domain), &rows))
    };
    let to = |address: &str| format!("alternate smtp [mail.other.example]:25 {address}");
    assert_eq!(
        rewritten("jdoe@a.example", "jdoe+y"),
        to("jdoe+x@a.example")
    );
    assert_eq!(rewritten("jdoe@a.example", "jdoe+x"), to("jdoe@a.example"));
    assert_eq!(
        rewritten("jdoe+y@a.example", "other"),
        to("jdoe+y@a.example")
    );
}

#[test]
fn a_name_that_is_no_domain_here_is_not_ours() {
    assert_eq!(line(&resolve("x@elsewhere.example", None, &[])), "not ours");
}
