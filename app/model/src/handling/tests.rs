use super::*;
use crate::LocalPart;

fn names() -> Vec<DomainName> {
    ["a.example", "b.example"]
        .map(|name| DomainName::parse(name).unwrap())
        .to_vec()
}

fn checked(draft: &HandlingDraft, present: &Handling) -> Result<Handling, Vec<(String, Code)>> {
    let address = |local: &str, name: Option<usize>| Address {
        local_part: LocalPart::parse(local).unwrap(),
        name: name.map(|index| names()[index].clone()),
        is_default: false,
        alternate: true,
    };
    let own = Own {
        addresses: &[address("jdoe", None), address("john", Some(0))],
        names: &names(),
        moment: &|text| text.parse().ok(),
    };
    let checked = draft.check(present, &own);
    checked.map_err(|problems| {
        let both = problems
            .0
            .into_iter()
            .map(|problem| (problem.field, problem.code));
        both.collect()
    })
}

fn forward(to: &[&str]) -> HandlingDraft {
    HandlingDraft {
        forward: Some(Forward {
            active: true,
            to: to.iter().map(ToString::to_string).collect(),
            keep_copy: false,
        }),
        automatic_reply: None,
    }
}

#[test]
fn nobody_forwards_to_himself_under_any_of_his_addresses() {
    for own in [
        "jdoe@a.example",
        "JDoe@B.example",
        "jdoe+x@b.example",
        "john@a.example",
    ] {
        let found = checked(&forward(&["other@a.example", own]), &Handling::default());
        assert_eq!(
            found,
            Err(vec![("forward.to".into(), Code::ForwardToSelf)]),
            "{own}"
        );
    }
    for other in ["john@b.example", "jdoe@c.example", "jdoe2@a.example"] {
        assert!(
            checked(&forward(&[other]), &Handling::default()).is_ok(),
            "{other}"
        );
    }
}

#[test]
fn forwarding_that_is_on_needs_an_address_and_off_it_keeps_them() {
    let found = checked(&forward(&[" "]), &Handling::default());
    assert_eq!(found, Err(vec![("forward.to".into(), Code::Required)]));
    let mut off = forward(&["x@out.example"]);
    off.forward.as_mut().unwrap().active = false;
    let kept = checked(&off, &Handling::default()).unwrap();
    assert_eq!(kept.forward.to, ["x@out.example"]);
}

#[test]
fn a_reply_that_is_on_says_something_and_ends_after_it_begins() {
    let draft = |active, from: &str, to: &str| HandlingDraft {
        forward: None,
        automatic_reply: Some(ReplyDraft {
            active,
            from: Some(from.into()),
            to: Some(to.into()),
            ..ReplyDraft::default()
        }),
    };
    assert_eq!(
        checked(&draft(true, "9", "9"), &Handling::default()),
        Err(vec![
            ("automatic_reply.to".into(), Code::PeriodReversed),
            ("automatic_reply.subject".into(), Code::Required),
            ("automatic_reply.message".into(), Code::Required),
        ])
    );
    assert_eq!(
        checked(&draft(false, "soon", ""), &Handling::default()),
        Err(vec![("automatic_reply.from".into(), Code::MomentInvalid)])
    );
}

#[test]
fn a_part_that_is_not_given_stays() {
    let present = Handling {
        reply: AutomaticReply {
            active: true,
            subject: "Away".into(),
            ..AutomaticReply::default()
        },
        ..Handling::default()
    };
    let saved = checked(&forward(&["x@out.example"]), &present).unwrap();
    assert_eq!(saved.reply, present.reply);
}
