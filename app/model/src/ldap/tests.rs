use super::*;

fn draft() -> LdapDraft {
    LdapDraft {
        url: "ldap://dc.example".into(),
        base_dn: "dc=example".into(),
        user_filter: "(objectClass=person)".into(),
        max_share: 20,
        ..LdapDraft::default()
    }
}

fn problem(draft: &LdapDraft) -> Vec<(String, Code)> {
    let problems = draft.check().err().unwrap_or_default();
    let named = problems.0.into_iter();
    named.map(|problem| (problem.field, problem.code)).collect()
}

#[test]
fn the_address_says_port_and_protection() {
    for (url, plain, host, port, protection) in [
        (
            "ldap://dc.example",
            false,
            "dc.example",
            389,
            Protection::StartTls,
        ),
        (
            "LDAPS://dc.example/",
            false,
            "dc.example",
            636,
            Protection::Tls,
        ),
        (
            "ldaps://dc.example",
            true,
            "dc.example",
            636,
            Protection::Tls,
        ),
        (
            "ldap://192.0.2.1:25",
            true,
            "192.0.2.1",
            25,
            Protection::Plain,
        ),
        (
            "ldap://[2001:db8::1]:3389",
            false,
            "2001:db8::1",
            3389,
            Protection::StartTls,
        ),
        (
            "ldap://[2001:db8::1]",
            false,
            "2001:db8::1",
            389,
            Protection::StartTls,
        ),
    ] {
        let draft = LdapDraft {
            url: url.into(),
            plain,
            ..draft()
        };
        let found = draft.check().unwrap();
        assert_eq!(
            (found.host.as_str(), found.port, found.protection),
            (host, port, protection),
            "{url}"
        );
        assert_eq!(LdapDraft::from(&found).check().unwrap(), found, "{url}");
    }
    for url in [
        "dc.example",
        "http://dc.example",
        "ldap://",
        "ldap://a b",
        "ldap://a/dc=x",
        "ldap://a:0",
    ] {
        let draft = LdapDraft {
            url: url.into(),
            ..draft()
        };
        assert_eq!(
            problem(&draft),
            [("url".to_owned(), Code::LdapUrl)],
            "{url}"
        );
    }
}

#[test]
fn every_field_has_its_problem() {
    let wrong = LdapDraft {
        url: String::new(),
        ca_certificate: "no certificate".into(),
        bind_dn: "reader".into(),
        base_dn: String::new(),
        user_filter: "(a=b".into(),
        group_filter: ")a=b(".into(),
        mapping: Mapping {
            login: String::new(),
            mail: "ma il".into(),
            ..Mapping::default()
        },
        every_minutes: Some(1),
        max_share: 0,
        ..draft()
    };
    let expected = [
        ("url", Code::Required),
        ("bind_dn", Code::LdapDn),
        ("base_dn", Code::Required),
        ("user_filter", Code::LdapFilter),
        ("group_filter", Code::LdapFilter),
        ("ca_certificate", Code::LdapCertificate),
        ("mapping.login", Code::Required),
        ("mapping.mail", Code::LdapAttribute),
        ("every_minutes", Code::LdapInterval),
        ("max_share", Code::LdapShare),
    ];
    assert_eq!(
        problem(&wrong),
        expected.map(|(field, code)| (field.to_owned(), code))
    );
}

#[test]
fn a_password_follows_only_where_it_was_given_for() {
    let here = draft().check().unwrap();
    let moved = |change: fn(&mut LdapSettings)| {
        let mut other = here.clone();
        change(&mut other);
        here.shares_password_with(&other)
    };
    assert!(moved(|_| ()));
    assert!(moved(|other| other.base_dn = "dc=other".into()));
    assert!(moved(|other| other.protection = Protection::Tls));
    assert!(!moved(|other| other.host = "evil.example".into()));
    assert!(!moved(|other| other.port = 1389));
    assert!(!moved(|other| other.ca_certificate = "another".into()));
    assert!(!moved(|other| other.protection = Protection::Plain));
}
