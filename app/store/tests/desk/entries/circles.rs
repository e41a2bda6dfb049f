//! Groups inside groups never come round again.

use model::Code;
use model::entry::Kind;
use store::Desk;

use super::{HERE, group, make, reference};
use crate::support::{Place, domain, on_both, refusal, refusals};

/// `First` holds `Second`, which holds `Third`.
async fn chain(desk: &Desk) {
    domain(desk, HERE, &[]).await;
    for (name, members) in [
        ("Third", &[][..]),
        ("Second", &["group:third"]),
        ("First", &["group:second"]),
    ] {
        make(desk, Kind::Group, &group(name, &[], members)).await;
    }
}

#[tokio::test]
async fn a_circle_is_refused_with_the_way_round() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        chain(&desk).await;
        let before = place.actions().await;
        for (name, members, at, way) in [
            ("First", &["group:first"][..], 0, "First › First"),
            (
                "Second",
                &["group:third", "group:first"],
                1,
                "Second › First › Second",
            ),
            (
                "Third",
                &["group:first"],
                0,
                "Third › First › Second › Third",
            ),
            ("Third", &["group:second"], 0, "Third › Second › Third"),
        ] {
            let wanted = group(name, &[], members);
            let outcome = desk
                .change_entry(HERE, Kind::Group, name, None, &wanted)
                .await;
            let field = format!("members[{at}]");
            let expected = refusal(&field, Code::MemberCycle, &[way]);
            assert_eq!(refusals(outcome), [expected], "{name}");
        }
        assert_eq!(place.actions().await, before);
        // The same group twice by different ways is no circle.
        let wanted = group("First", &[], &["group:second", "group:third"]);
        desk.change_entry(HERE, Kind::Group, "First", None, &wanted)
            .await
            .unwrap();
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn a_circle_is_refused_from_the_members_side_too() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        chain(&desk).await;
        let before = place.actions().await;
        for (member, groups, at, way) in [
            (
                "group:first",
                &["Third"][..],
                0,
                "Third › First › Second › Third",
            ),
            ("group:second", &["First", "Second"], 1, "Second › Second"),
        ] {
            let groups: Vec<String> = groups.iter().map(ToString::to_string).collect();
            let outcome = desk
                .change_groups_of(HERE, &reference(member), None, &groups)
                .await;
            let field = format!("groups[{at}]");
            let expected = refusal(&field, Code::MemberCycle, &[way]);
            assert_eq!(refusals(outcome), [expected], "{member}");
        }
        assert_eq!(place.actions().await, before);
    })
    .await;
}
