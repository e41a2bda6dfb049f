use super::*;

fn posted(pairs: &[(&str, &str)]) -> Posted {
    Posted::of(
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect(),
    )
}

#[test]
fn what_was_typed_wins_over_what_is_stored() {
    let form = posted(&[("name", ""), ("box", "true")]);
    assert_eq!(form.text_or("name", "stored"), "");
    assert!(form.checked_or("box", false));
    assert!(!form.checked_or("other", true));
    assert!(Posted::default().checked_or("other", true));
    assert_eq!(Posted::default().text_or("name", "stored"), "stored");
}

#[test]
fn rows_close_their_gaps_in_order() {
    let form = posted(&[
        ("a[10].local_part", "z"),
        ("a[2].local_part", "x"),
        ("a[2].alternate", "true"),
        ("b[0].local_part", "no"),
    ]);
    let rows = form.rows("a").unwrap();
    let locals: Vec<_> = rows.iter().map(|row| row.text("local_part")).collect();
    assert_eq!(locals, ["x", "z"]);
    assert!(rows[0].checked("alternate") && !rows[1].checked("alternate"));
}

#[test]
fn keeping_ones_changes_means_the_newer_version() {
    assert_eq!(posted(&[("version", "3")]).version(), Some(3));
    assert_eq!(
        posted(&[("version", "3"), ("keep", "5")]).version(),
        Some(5)
    );
    assert_eq!(posted(&[("version", "x")]).version(), None);
}

#[test]
fn a_button_says_what_it_does_and_where() {
    let pressed = posted(&[("action", "remove_address:2")]).pressed();
    assert_eq!(
        pressed,
        Some(Pressed {
            action: "remove_address".into(),
            row: Some(2)
        })
    );
}
