//! The pages of groups and other entries: what the sweeps over all pages do not see.

use app::paths;
use model::{EntryRef, Kind};
use serde_json::json;

use crate::place::{Answer, PASSWORD, Place, on_both};

fn group(name: &str) -> EntryRef {
    EntryRef {
        kind: Kind::Group,
        name: name.into(),
    }
}

/// Sends a form to a page as admin0.
async fn post(place: &Place, path: &str, form: &str) -> Answer {
    let token = place.session_of("admin0").await;
    let call = place.request("POST", path).cookie(&token);
    call.raw("application/x-www-form-urlencoded", form.to_owned())
        .send()
        .await
}

#[tokio::test]
async fn the_list_is_downloaded_as_it_is_filtered_and_by_whom_may_see_it() {
    on_both(async |place| {
        place.full_domain().await;
        let formula = json!({"login": "eve", "last_name": "=cmd()"});
        place
            .must("POST", "/domains/a.example/users", &formula)
            .await;
        let token = place.session_of("admin0").await;
        let download = async |query: &str| {
            let path = format!("{}?domain=a.example{query}", paths::DIRECTORY_CSV);
            place.request("GET", &path).cookie(&token).send().await
        };
        let all = download("").await;
        assert_eq!(all.status, 200, "{all:?}");
        assert!(
            all.header("content-type").starts_with("text/csv"),
            "{all:?}"
        );
        assert!(all.text.contains("\nuser,eve,'=cmd(),"), "{all:?}");
        assert_eq!(all.text.lines().count(), 9, "{all:?}");
        let groups = download("&kind=group&kind=external_user").await;
        assert_eq!(
            groups.text,
            "kind,name,display_name,address,mail_type,status,unit\n\
             group,all,all,,,active,\n\
             external_user,partner,partner,p@elsewhere.example,,active,\n\
             group,staff,staff,staff@a.example,,active,\n"
        );
        let nothing = download("&server=elsewhere").await;
        assert_eq!(nothing.text.lines().count(), 1, "{nothing:?}");
        let here = download("&server=default&kind=resource").await;
        assert_eq!(here.text.lines().count(), 2, "{here:?}");

        place.other_tenant().await;
        place
            .must(
                "PATCH",
                "/domains/c.example/users/chief",
                &json!({"password": PASSWORD}),
            )
            .await;
        let chief = place.session_of("chief@c.example").await;
        let path = format!("{}?domain=a.example", paths::DIRECTORY_CSV);
        let answer = place.request("GET", &path).cookie(&chief).send().await;
        assert_eq!(answer.status, 404, "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn a_group_inside_itself_is_refused_with_the_path_from_both_sides() {
    on_both(async |place| {
        place.full_domain().await;
        // `all` is in `staff` already.
        let members = paths::entry_members("a.example", &group("all"));
        let refused = post(&place, &members, "action=add&entry=group%3Astaff").await;
        assert_eq!(refused.status, 422, "{refused:?}");
        assert!(
            refused.text.contains("all \u{203a} staff \u{203a} all"),
            "{refused:?}"
        );
        let groups = paths::entry_groups("a.example", &group("staff"));
        let refused = post(&place, &groups, "action=add&entry=group%3Aall").await;
        assert_eq!(refused.status, 422, "{refused:?}");
        assert!(
            refused.text.contains("\u{203a} staff \u{203a}"),
            "{refused:?}"
        );
        let itself = post(&place, &members, "action=add&entry=group%3Aall").await;
        assert_eq!(itself.status, 422, "{itself:?}");
    })
    .await;
}

#[tokio::test]
async fn a_member_is_added_once_and_removed_from_either_side() {
    on_both(async |place| {
        place.full_domain().await;
        let bob = EntryRef {
            kind: Kind::User,
            name: "bob".into(),
        };
        let members = paths::entry_members("a.example", &group("staff"));
        for _ in 0..2 {
            let added = post(&place, &members, "action=add&entry=user%3Abob&find=bo").await;
            assert_eq!(added.status, 303, "{added:?}");
            assert_eq!(added.header("location"), format!("{members}?find=bo"));
        }
        let read = async || {
            let group = place.get("/domains/a.example/groups/staff").await;
            group.json()["members"].to_string()
        };
        assert!(read().await.contains("user:bob"));
        let groups = paths::entry_groups("a.example", &bob);
        let removed = post(&place, &groups, "action=remove&entry=group%3Astaff").await;
        assert_eq!(removed.status, 303, "{removed:?}");
        assert!(!read().await.contains("user:bob"));
        for wrong in [
            "action=add&entry=user%3Anobody",
            "action=add&entry=resource%3Aroom",
            "action=add&entry=nonsense",
            "action=explode&entry=user%3Aann",
            "",
        ] {
            let refused = post(&place, &members, wrong).await;
            assert_eq!(refused.status, 422, "{wrong}: {refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_tab_saved_from_an_old_page_changes_nothing() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        let mail = paths::entry_mail("a.example", &group("staff"));
        // An empty address table is a change, so the version must be there and true.
        for (form, status) in [("", 400), ("version=x", 400), ("version=0", 412)] {
            let refused = post(&place, &mail, form).await;
            assert_eq!(refused.status.as_u16(), status, "{form}: {refused:?}");
        }
        assert_eq!(place.picture().await, before);
        let name = paths::entry("a.example", &group("staff"));
        let refused = post(&place, &name, "version=0&name=staff").await;
        assert_eq!(refused.status, 412, "{refused:?}");
        assert_eq!(place.picture().await, before);
    })
    .await;
}
