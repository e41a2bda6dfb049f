//! Relays: what is accepted is one next hop that Postfix takes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::Relay;

fuzz_target!(|text: &str| {
    if let Ok(relay) = Relay::parse(text) {
        let hop = relay.next_hop();
        assert!(hop.starts_with('[') && !hop.contains([',', ' ', '\n', '/', '\'']));
        assert_eq!(Relay::parse(&hop), Ok(relay.clone()));
        assert_eq!(Relay::parse(&relay.to_string()), Ok(relay));
    }
});
