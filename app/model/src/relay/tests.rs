use super::*;

#[test]
fn every_accepted_form_has_one_stored_form_and_one_next_hop() {
    for (typed, stored, hop) in [
        (
            "Mail.Other.Example",
            "mail.other.example",
            "[mail.other.example]:25",
        ),
        (
            "mail.other.example:2525",
            "mail.other.example:2525",
            "[mail.other.example]:2525",
        ),
        ("192.0.2.7", "192.0.2.7", "[192.0.2.7]:25"),
        ("192.0.2.7:25", "192.0.2.7", "[192.0.2.7]:25"),
        ("2001:DB8::7", "[2001:db8::7]", "[2001:db8::7]:25"),
        (
            "[2001:db8::7]:2525",
            "[2001:db8::7]:2525",
            "[2001:db8::7]:2525",
        ),
        (
            "[mail.other.example]:25",
            "mail.other.example",
            "[mail.other.example]:25",
        ),
    ] {
        let relay = Relay::parse(typed);
        assert_eq!(
            relay.as_ref().map(ToString::to_string),
            Ok(stored.to_owned()),
            "{typed}"
        );
        assert_eq!(
            relay.map(|relay| relay.next_hop()),
            Ok(hop.to_owned()),
            "{typed}"
        );
    }
}

#[test]
fn every_refused_form_says_why() {
    for (typed, code) in [
        ("", Code::Required),
        ("smtp://mail.example", Code::RelayHasScheme),
        ("mail.example/inbox", Code::RelayHasPath),
        ("a.example, b.example", Code::RelaySeveralHosts),
        ("a.example b.example", Code::RelaySeveralHosts),
        ("a.example\nb.example", Code::ForbiddenCharacter),
        ("mail.example:0", Code::RelayPort),
        ("mail.example:99999", Code::RelayPort),
        ("mail.example:", Code::RelayPort),
        ("mail.example:+25", Code::RelayPort),
        ("[192.0.2.7", Code::RelayInvalid),
        ("[]", Code::RelayInvalid),
        ("1.2.3", Code::RelayInvalid),
        ("300.1.1.1", Code::RelayInvalid),
        ("postmaster@mail.example", Code::RelayInvalid),
        ("224.0.0.1", Code::RelayInvalid),
    ] {
        assert_eq!(Relay::parse(typed), Err(code), "{typed:?}");
    }
}

#[test]
fn this_server_is_recognised_in_every_notation() {
    let own = OwnHost {
        names: vec!["mx.here.example".into()],
        addresses: vec![IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))],
        allow_loopback: false,
    };
    for typed in [
        "127.0.0.1",
        "127.8.9.1:2525",
        "[::1]",
        "localhost",
        "a.localhost",
        "0.0.0.0",
        "::",
        "MX.here.example",
        "192.0.2.1:26",
        "::ffff:192.0.2.1",
        "::ffff:127.0.0.1",
    ] {
        assert_eq!(
            Relay::parse(typed).map(|relay| relay.is_self(&own)),
            Ok(true),
            "{typed}"
        );
    }
    assert_eq!(
        Relay::parse("192.0.2.2").map(|relay| relay.is_self(&own)),
        Ok(false)
    );
}
