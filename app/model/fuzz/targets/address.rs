//! Recipients and local parts: no input may make the parser panic or accept what needs quoting.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::LocalPart;
use model::route::{Recipient, resolve};

fuzz_target!(|text: &str| {
    if let Ok(local) = LocalPart::parse(text) {
        assert_eq!(LocalPart::parse(local.as_str()), Ok(local));
    }
    if let Some(recipient) = Recipient::parse(text) {
        assert!(recipient.local_part.starts_with(&recipient.base));
    }
    assert!(!resolve(text, None, &[]).steps.is_empty());
});
