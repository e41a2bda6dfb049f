use super::*;

#[test]
fn names_are_folded_and_lose_their_final_dot() {
    assert_eq!(
        DomainName::parse(" Example.COM. ").map(String::from),
        Ok("example.com".to_owned())
    );
}

#[test]
fn what_is_no_domain_name_is_refused() {
    for bad in [
        "localhost",
        "a..b",
        "-a.example",
        "a-.example",
        "1.2.3.4",
        "a b.example",
        "a_b.example",
        "http://a.example",
        "a.example/",
        "a.example..",
        "%.example",
        "'.example",
    ] {
        assert_eq!(DomainName::parse(bad), Err(Code::NameInvalid), "{bad}");
    }
    assert_eq!(DomainName::parse("  "), Err(Code::Required));
    assert_eq!(
        DomainName::parse("a\u{202e}.example"),
        Err(Code::ForbiddenCharacter)
    );
    assert_eq!(
        DomainName::parse(&format!("{}.example", "a".repeat(64))),
        Err(Code::NameInvalid)
    );
}

#[cfg(feature = "idna")]
#[test]
fn international_names_are_stored_as_a_labels_and_shown_as_typed() {
    let name = DomainName::parse("München.example");
    assert_eq!(
        name.as_ref().map(DomainName::as_str),
        Ok("xn--mnchen-3ya.example")
    );
    assert_eq!(
        name.map(|name| name.shown()),
        Ok("münchen.example".to_owned())
    );
}

#[test]
fn local_parts_are_dot_atoms_that_postfix_accepts() {
    for good in ["jdoe", "o'neil", "a.b", "sales+eu", "JDoe"] {
        assert!(LocalPart::parse(good).is_ok(), "{good}");
    }
    for bad in [
        ".a", "a.", "a..b", "a b", "a@b", "a%b", "a!b", "-a", "+a", "ü", "\"a\"",
    ] {
        assert_eq!(LocalPart::parse(bad), Err(Code::AddressInvalid), "{bad}");
    }
}

#[test]
fn logins_cannot_climb_out_of_a_directory() {
    assert!(Login::parse("j.doe-2_x").is_ok());
    for bad in ["..", "a..b", ".a", "a.", "a/b", "a@b", &"a".repeat(65)] {
        assert_eq!(Login::parse(bad), Err(Code::LoginInvalid), "{bad}");
    }
}
