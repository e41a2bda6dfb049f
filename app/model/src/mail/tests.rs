use super::*;

fn context() -> MailContext {
    let names = ["a.example", "b.example"]
        .iter()
        .filter_map(|name| DomainName::parse(name).ok())
        .collect();
    MailContext {
        names,
        has_relay: true,
        max_quota_kib: 0,
        default_quota_kib: 0,
    }
}

fn row(local_part: &str, domain: Option<&str>, default: bool) -> AddressDraft {
    AddressDraft {
        local_part: local_part.into(),
        domain: domain.map(Into::into),
        default,
        alternate: true,
    }
}

fn codes(draft: &MailDraft, context: &MailContext) -> Vec<(String, Code)> {
    draft
        .check(context)
        .err()
        .map(|problems| {
            problems
                .0
                .into_iter()
                .map(|problem| (problem.field, problem.code))
                .collect()
        })
        .unwrap_or_default()
}

#[test]
fn rows_of_one_entry_may_not_overlap() {
    let draft = MailDraft {
        addresses: vec![
            row("a", None, true),
            row("A", Some("a.example"), false),
            row("b", Some("a.example"), false),
            row("b", Some("b.example"), false),
            row("b", Some("b.example"), false),
        ],
        ..MailDraft::default()
    };
    assert_eq!(
        codes(&draft, &context()),
        [
            ("addresses[1].local_part".into(), Code::AddressCovered),
            ("addresses[4].local_part".into(), Code::AddressTwice)
        ]
    );
}

#[test]
fn a_name_of_another_domain_is_refused() {
    let draft = MailDraft {
        addresses: vec![row("a", Some("c.example"), true)],
        ..MailDraft::default()
    };
    assert_eq!(
        codes(&draft, &context()),
        [("addresses[0].domain".into(), Code::AddressForeignName)]
    );
}

#[test]
fn external_needs_a_relay_and_an_address() {
    let draft = MailDraft {
        mail_type: MailType::External,
        ..MailDraft::default()
    };
    let without = MailContext {
        has_relay: false,
        ..context()
    };
    assert_eq!(
        codes(&draft, &without),
        [
            ("type".into(), Code::MailTypeNeedsRelay),
            ("addresses".into(), Code::AddressRequired)
        ]
    );
}

#[test]
fn two_defaults_or_none_are_refused_and_a_lone_address_is_the_default() {
    let two = MailDraft {
        addresses: vec![row("a", None, true), row("b", None, true)],
        ..MailDraft::default()
    };
    assert_eq!(
        codes(&two, &context()),
        [("addresses".into(), Code::AddressOneDefault)]
    );
    let lone = MailDraft {
        addresses: vec![row("a", None, false)],
        ..MailDraft::default()
    };
    assert_eq!(
        lone.check(&context())
            .map(|mail| mail.addresses.iter().all(|address| address.is_default)),
        Ok(true)
    );
}

#[test]
fn under_a_maximum_no_quota_is_too_much() {
    let context = MailContext {
        max_quota_kib: 1024,
        ..context()
    };
    let draft = MailDraft {
        addresses: vec![row("a", None, true)],
        quota_kib: Some(0),
        ..MailDraft::default()
    };
    assert_eq!(
        codes(&draft, &context),
        [("quota_kib".into(), Code::QuotaOverMaximum)]
    );
}
