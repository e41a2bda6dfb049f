//! Domain names: what is accepted is ASCII, short enough and a fixed point.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::DomainName;

fuzz_target!(|text: &str| {
    if let Ok(name) = DomainName::parse(text) {
        assert!(name.as_str().is_ascii() && name.as_str().len() <= 253);
        assert_eq!(DomainName::parse(&name.shown()), Ok(name));
    }
});
