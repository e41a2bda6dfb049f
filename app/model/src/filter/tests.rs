use super::*;

fn filter() -> Filter {
    Filter {
        name: "Offers".into(),
        active: true,
        criteria: vec![Criterion {
            part: Part::Subject,
            value: "Offer".into(),
            ..Criterion::default()
        }],
        mark_read: true,
        ..Filter::default()
    }
}

fn problems(filter: &Filter) -> Vec<(String, Code)> {
    let found = filter.check().unwrap_err().0;
    let both = found
        .into_iter()
        .map(|problem| (problem.field, problem.code));
    both.collect()
}

#[test]
fn a_filter_needs_a_name_a_criterion_and_something_to_do() {
    assert_eq!(filter().check(), Ok(filter()));
    assert_eq!(
        problems(&Filter::default()),
        [
            ("name".to_owned(), Code::Required),
            ("criteria".to_owned(), Code::Required),
            ("actions".to_owned(), Code::NothingToDo),
        ]
    );
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    let criteria = vec![
        Criterion {
            part: Part::Header,
            header: "X Y:".into(),
            test: Test::Exists,
            ..Criterion::default()
        },
        Criterion {
            part: Part::Body,
            test: Test::Exists,
            ..Criterion::default()
        },
        Criterion::default(),
    ];
    let bad = Filter {
        criteria,
        forward_to: vec!["nobody".into()],
        place: Place::Folder,
        folder: "../etc".into(),
        ..filter()
    };
    assert_eq!(
        problems(&bad),
        [
            ("criteria[0].header".to_owned(), Code::HeaderInvalid),
            ("criteria[1].test".to_owned(), Code::UnknownValue),
            ("criteria[2].value".to_owned(), Code::Required),
            ("forward_to".to_owned(), Code::ForwardAddress),
            ("folder".to_owned(), Code::ForbiddenCharacter),
        ]
    );
}

#[test]
fn what_counts_no_longer_is_left_out_and_addresses_stand_once() {
    let typed = Filter {
        forward_to: vec![
            "A@Out.example ".into(),
            String::new(),
            "A@out.example".into(),
        ],
        folder: "left over".into(),
        ..filter()
    };
    let checked = typed.check().unwrap();
    assert_eq!(checked.forward_to.len(), 1);
    assert_eq!(checked.folder, "");
}

#[test]
fn all_filters_together_forward_to_no_more_addresses_than_dovecot_sends() {
    let many = |active| Filter {
        active,
        forward_to: (0..11).map(|n| format!("a{n}@out.example")).collect(),
        ..filter()
    };
    assert!(check_all(&[many(true), many(false)]).is_ok());
    let found = check_all(&[many(true), many(true)]).unwrap_err();
    assert_eq!(found.0[0].code, Code::TooMany);
    let bad = check_all(&[filter(), Filter::default()]).unwrap_err();
    assert_eq!(bad.0[0].field, "filters[1].name");
}

#[test]
fn an_inactive_filter_is_not_in_the_script() {
    let off = Filter {
        active: false,
        ..filter()
    };
    assert_eq!(script(&[off]), Script::default());
    assert!(script(&[filter()]).opening.contains("Offer"));
}

#[test]
fn hostile_text_stays_text() {
    let hostile = Filter {
        criteria: vec![Criterion {
            part: Part::Subject,
            value: "\"] { discard; } # ${dollar}\\".into(),
            ..Criterion::default()
        }],
        ..filter()
    };
    let script = script(&[hostile.check().unwrap()]).opening;
    assert!(
        script.contains(r#""\"] { discard; } # ${dollar}{dollar}\\""#),
        "{script}"
    );
}
