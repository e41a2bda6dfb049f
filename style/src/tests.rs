//! The generator as a whole: what it finds, what it refuses, what it writes.

use std::collections::BTreeSet;

use super::{scan::scan, utilities};

fn names(source: &str) -> Vec<String> {
    scan(source)
        .classes
        .into_iter()
        .map(|used| used.name)
        .collect()
}

fn css(list: &str) -> String {
    utilities(&list.split(' ').collect::<BTreeSet<_>>()).unwrap()
}

#[test]
fn class_lists_are_told_from_other_strings() {
    assert_eq!(
        names(r#"fn f() { view! { <p class="p-2 m-1" title="not-a-class">"text"</p> } }"#),
        ["p-2", "m-1"]
    );
    assert_eq!(
        names(r#"view! { <p class={if kind == "no" { "p-2" } else { "p-4" }}/> }"#),
        ["p-2", "p-4"]
    );
    assert_eq!(
        names(r#"view! { <p class:hidden=move || off.get() class=("m-1", on)/> }"#),
        ["hidden", "m-1"]
    );
    assert_eq!(
        names(r#"pub const BUTTON_CLASS: &str = "px-3"; const OTHER: &str = "no";"#),
        ["px-3"]
    );
    assert_eq!(
        names(
            r#"fn tone_class(t: &str) -> &'static str { match t { "no" => "p-2", _ => "p-4" } }"#
        ),
        ["p-2", "p-4"]
    );
    assert_eq!(
        names(r#"let a = tw!("flex"); // class="comment" "#),
        ["flex"]
    );
    assert!(names("struct S { class: &'static str, other: u8 }").is_empty());
    assert!(names(r#"if class == "no" {}"#).is_empty());
}

#[test]
fn lines_are_counted_inside_long_lists() {
    let found = scan("\nview! { <p class=\"p-2 \\\n  m-1\"/> }");
    let lines: Vec<_> = found
        .classes
        .iter()
        .map(|used| (used.name.as_str(), used.line))
        .collect();
    assert_eq!(lines, [("p-2", 2), ("m-1", 3)]);
}

#[test]
fn a_value_without_braces_is_refused() {
    let found = scan(r#"view! { <p class=move || if on.get() { "p-2" } else { "p-4" } /> }"#);
    assert_eq!(found.refusals.len(), 1);
}

#[test]
fn unknown_classes_raw_colours_and_dark_are_refused() {
    for name in [
        "bg-primry",
        "text-red-500",
        "hover:bg-slate-100/50",
        "dark:bg-panel",
        "foo:p-2",
    ] {
        let refused = utilities(&BTreeSet::from([name])).unwrap_err();
        assert_eq!(refused[0].0, name);
    }
}

#[test]
fn names_the_engine_lacks_come_out_right() {
    assert!(css("size-4").contains(".size-4 {\n  width: 1rem;\n}"));
    assert!(css("focus-visible:outline-2").contains("outline-style: solid"));
    assert!(css("rotate-90").contains("rotate: 90deg"));
    assert!(css("z-[60]").contains("z-index: 60"));
    assert!(css("text-sm/6").contains("line-height: 1.5rem"));
    assert!(css("aria-invalid:border-danger").contains(r#"[aria-invalid="true"]"#));
    assert!(css("has-checked:bg-selected").contains(":has(:checked)"));
    assert!(css("not-disabled:p-2").contains(":not(:disabled)"));
    assert!(css("rounded").contains("border-radius: 0.25rem"));
    assert!(css("p-2!").contains("padding: 0.5rem !important"));
    assert!(css("text-sm").contains("line-height: calc(1.25/0.875)"));
    assert!(css("font-mono").contains("font-family: var(--font-mono)"));
    assert!(css("bg-panel/50").contains("var(--color-panel)"));
}

#[test]
fn narrow_rules_come_before_wider_screens() {
    let css = css("md:flex hidden lg:grid");
    let at = |part: &str| css.find(part).unwrap();
    assert!(at(".hidden") < at(".md") && at(".md") < at(".lg"));
}
