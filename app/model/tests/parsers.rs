//! Whatever is typed, a parser answers, never panics, and its answer is a fixed point.

use model::relay::OwnHost;
use model::route::{Recipient, resolve};
use model::{DomainName, Endpoint, LocalPart, Login, Relay};
use proptest::prelude::*;

/// Text near what people type: mostly address characters, with anything mixed in.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9.@:+_\\[\\]-]{0,40}",
        "\\PC{0,40}",
        any::<String>()
    ]
}

proptest! {
    #[test]
    fn a_parsed_domain_name_parses_to_itself(text in typed()) {
        if let Ok(name) = DomainName::parse(&text) {
            prop_assert_eq!(DomainName::parse(name.as_str()), Ok(name.clone()));
            prop_assert!(name.as_str().len() <= 253 && name.as_str().is_ascii());
            prop_assert_eq!(DomainName::parse(&name.shown()), Ok(name));
        }
    }

    #[test]
    fn a_parsed_local_part_parses_to_itself_and_needs_no_quoting(text in typed()) {
        if let Ok(local) = LocalPart::parse(&text) {
            prop_assert_eq!(LocalPart::parse(local.as_str()), Ok(local.clone()));
            prop_assert!(!local.as_str().contains(['"', '\\', '@', ' ', '%', '!', '\n']));
        }
    }

    #[test]
    fn a_parsed_login_parses_to_itself_and_is_one_path_element(text in typed()) {
        if let Ok(login) = Login::parse(&text) {
            prop_assert_eq!(Login::parse(login.as_str()), Ok(login.clone()));
            prop_assert!(!login.as_str().contains('/') && login.as_str() != "..");
        }
    }

    #[test]
    fn a_parsed_relay_parses_to_itself_and_is_one_next_hop(text in typed()) {
        if let Ok(relay) = Relay::parse(&text) {
            prop_assert_eq!(Relay::parse(&relay.to_string()), Ok(relay.clone()));
            prop_assert_eq!(Relay::parse(&relay.next_hop()), Ok(relay.clone()));
            let hop = relay.next_hop();
            prop_assert!(hop.starts_with('[') && hop.contains("]:") && !hop.contains([',', ' ', '\n', '/', '\'']));
            let unspecified = ["0.0.0.0", "::", "::ffff:0.0.0.0"].contains(&relay.host().as_str());
            let own = OwnHost { allow_loopback: true, ..OwnHost::default() };
            prop_assert_eq!(relay.is_self(&own), unspecified);
        }
    }

    #[test]
    fn a_parsed_end_point_parses_to_itself(text in typed()) {
        if let Ok(endpoint) = Endpoint::parse(&text) {
            prop_assert_eq!(Endpoint::parse(endpoint.as_str()), Ok(endpoint.clone()));
            prop_assert!(!endpoint.as_str().contains([',', ' ', '\n', '\'']));
        }
    }

    #[test]
    fn every_recipient_gets_a_decision(text in typed()) {
        let decision = resolve(&text, None, &[]);
        prop_assert!(decision.deliveries.is_empty() && !decision.steps.is_empty());
        if let Some(recipient) = Recipient::parse(&text) {
            prop_assert!(recipient.local_part.starts_with(&recipient.base));
        }
    }
}
