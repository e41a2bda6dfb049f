use super::*;

fn routing(relay: &str, forward_unknown: bool) -> Result<MailRouting, Problems> {
    MailRoutingDraft {
        relay: Some(relay.into()),
        forward_unknown,
        deliver_to_default: false,
    }
    .check(&OwnHost::default())
}

#[test]
fn the_role_follows_from_the_two_fields() {
    assert_eq!(
        routing("", false).map(|routing| routing.role()),
        Ok(DomainRole::Single)
    );
    assert_eq!(
        routing("mail.example", false).map(|routing| routing.role()),
        Ok(DomainRole::Master)
    );
    assert_eq!(
        routing("mail.example", true).map(|routing| routing.role()),
        Ok(DomainRole::Slave)
    );
}

#[test]
fn forwarding_unknown_addresses_needs_a_relay() {
    assert_eq!(
        routing(" ", true),
        Err(Problem::new("relay", Code::RelayRequired).into())
    );
}

#[test]
fn a_default_quota_above_the_maximum_is_refused() {
    let quotas = Quotas {
        max_user_kib: 10,
        default_user_kib: 11,
        ..Quotas::default()
    };
    assert_eq!(
        quotas.check(),
        Err(Problem::new("default_user_kib", Code::QuotaDefaultOverMaximum).into())
    );
}

#[test]
fn all_problems_of_a_draft_are_reported_at_once() {
    let draft = NewDomainDraft {
        name: "x".into(),
        aliases: vec!["a.example".into(), "A.example".into(), "?".into()],
        administrator: Some(AdministratorDraft::default()),
        ..NewDomainDraft::default()
    };
    let fields: Vec<_> = draft
        .check()
        .err()
        .map(|problems| {
            problems
                .0
                .into_iter()
                .map(|problem| problem.field)
                .collect()
        })
        .unwrap_or_default();
    assert_eq!(
        fields,
        [
            "name",
            "aliases[1]",
            "aliases[2]",
            "administrator.login",
            "administrator.password"
        ]
    );
}
