//! Filters of a domain, forwarding and automatic replies: what is stored, what Dovecot reads, what is
//! undone.

use std::process::Command;

use model::filter::{Criterion, Filter, Part, Place as Where, Test};
use model::handling::{Forward, HandlingDraft, ReplyDraft};
use model::route::Rule;
use model::{Code, EntryRef, Kind, MailType};
use store::StoreError;
use store::history::{HistoryQuery, HistoryRow, HistoryScope};
use store::{Desk, entries::Entry};

use crate::support::{Place, domain, on_both, refusal, refusals, user};

const HERE: &str = "a.example";
/// Nothing in it may end a text or become a variable.
const HOSTILE: &str = "\"]; discard; # ${kept} \\";

fn ann() -> EntryRef {
    EntryRef {
        kind: Kind::User,
        name: "ann".into(),
    }
}

fn filter(name: &str, place: Where) -> Filter {
    Filter {
        name: name.into(),
        active: true,
        criteria: vec![Criterion {
            part: Part::Header,
            header: "X-Test".into(),
            test: Test::Is,
            value: HOSTILE.into(),
        }],
        mark_read: true,
        mark_important: true,
        forward_to: vec!["x$y@out.example".into()],
        place,
        folder: HOSTILE.into(),
        stop: true,
        ..Filter::default()
    }
}

/// One criterion of every part with every comparison.
fn every_criterion() -> Filter {
    let mut all = Vec::new();
    for part in Part::ALL {
        for test in Test::ALL {
            if !(*part == Part::Body && test.is_about_presence()) {
                all.push(Criterion {
                    part: *part,
                    header: "X-Test".into(),
                    test: *test,
                    value: HOSTILE.into(),
                });
            }
        }
    }
    all.truncate(model::filter::CRITERIA_MAX);
    Filter {
        criteria: all,
        ..filter("every", Where::Nowhere)
    }
}

fn handling() -> HandlingDraft {
    HandlingDraft {
        forward: Some(Forward {
            active: true,
            to: vec!["ann$@out.example".into(), "bob@a.example".into()],
            keep_copy: false,
        }),
        automatic_reply: Some(ReplyDraft {
            active: true,
            from: Some("2026-07-01T08:00".into()),
            to: Some("2026-08-01T08:00:00Z".into()),
            subject: HOSTILE.into(),
            message: format!("{HOSTILE}\n.\n{HOSTILE}"),
        }),
    }
}

/// The scripts of the mailboxes that have one, each after its login.
async fn scripts(place: &Place) -> Vec<String> {
    place
        .texts("SELECT login || ' ' || script FROM dovecot_sieve ORDER BY login")
        .await
}

/// Fails when Dovecot's own compiler refuses a script.
fn assert_compiles(script: &str) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("script.sieve");
    std::fs::write(&file, script).unwrap();
    let compiled = Command::new("sievec")
        .args(["-x", "+special-use"])
        .arg(&file)
        .arg(dir.path().join("script.svbin"))
        .output();
    let compiled = compiled.expect("the package dovecot-sieve is installed");
    let said = String::from_utf8_lossy(&compiled.stderr).into_owned();
    assert!(compiled.status.success(), "{said}\n{script}");
}

async fn last(desk: &Desk) -> HistoryRow {
    let query = HistoryQuery {
        scope: HistoryScope::Domain(HERE.into()),
        limit: 1,
        ..HistoryQuery::default()
    };
    desk.list_history(&query).await.unwrap().items.remove(0)
}

async fn shared_mailbox(desk: &Desk) -> Entry {
    let draft = model::entry::EntryDraft {
        name: "info".into(),
        mail: model::mail::MailDraft::at_all_names("info"),
        ..model::entry::EntryDraft::default()
    };
    let made = desk.create_entry(HERE, Kind::SharedMailbox, &draft).await;
    made.unwrap()
}

#[tokio::test]
async fn filters_are_saved_in_order_with_one_row_and_read_by_dovecot() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        assert!(scripts(&place).await.is_empty());
        let wanted = [
            every_criterion(),
            filter("folder", Where::Folder),
            filter("inbox", Where::Inbox),
        ];
        let saved = desk.change_filters(HERE, Some(1), &wanted).await.unwrap();
        assert_eq!(saved.version, 2);
        assert_eq!(desk.list_filters(HERE).await.unwrap(), saved);
        let names: Vec<_> = saved.filters.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["every", "folder", "inbox"]);
        let found = scripts(&place).await;
        assert_eq!(found.len(), 1);
        assert_compiles(found[0].strip_prefix("ann ").unwrap());
        // The same once more is no change.
        assert_eq!(
            desk.change_filters(HERE, Some(2), &wanted).await.unwrap(),
            saved
        );
        let rows = place.actions().await;
        let changed = format!("domain:{HERE} change_filters");
        assert_eq!(rows.iter().filter(|row| **row == changed).count(), 1);
        let stale = desk.change_filters(HERE, Some(1), &[]).await;
        assert!(matches!(stale, Err(StoreError::VersionMismatch(2))));
    })
    .await;
}

#[tokio::test]
async fn a_filter_that_is_wrong_is_refused_with_its_place() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        let nothing = Filter {
            name: "n".into(),
            criteria: filter("x", Where::Inbox).criteria,
            ..Filter::default()
        };
        let outcome = desk
            .change_filters(HERE, None, &[filter("good", Where::Inbox), nothing])
            .await;
        let expected = refusal("filters[1].actions", Code::NothingToDo, &[]);
        assert_eq!(refusals(outcome), [expected]);
        assert!(desk.list_filters(HERE).await.unwrap().filters.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_change_of_filters_is_undone() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let one = [filter("one", Where::Inbox)];
        desk.change_filters(HERE, None, &one).await.unwrap();
        desk.change_filters(HERE, None, &[]).await.unwrap();
        assert!(scripts(&place).await.is_empty());
        let row = last(&desk).await;
        let asked = desk.preview_undo(row.id).await.unwrap();
        let done = desk.undo(row.id).await.unwrap();
        assert_eq!(asked, done);
        assert_eq!(desk.list_filters(HERE).await.unwrap().filters.len(), 1);
        assert_eq!(scripts(&place).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_of_the_domain_changes_its_filters() {
    on_both(|place: Place| async move {
        domain(&place.desk(), HERE, &[]).await;
        let desk = place.desk_of_administrator(HERE).await;
        desk.change_filters(HERE, None, &[filter("one", Where::Inbox)])
            .await
            .unwrap();
        let row = last(&desk).await;
        assert!(row.may_undo);
        desk.undo(row.id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn forwarding_and_reply_are_kept_and_known_to_dovecot_with_every_address() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &["b.example"]).await;
        let made = user(
            &desk,
            HERE,
            "ann",
            MailType::Internal,
            &["ann", "a$n@b.example"],
        )
        .await;
        desk.change_filters(HERE, None, &[filter("one", Where::Folder)])
            .await
            .unwrap();
        let saved = desk
            .change_handling(HERE, &ann(), Some(made.version), &handling())
            .await
            .unwrap();
        assert_eq!(desk.find_handling(HERE, &ann()).await.unwrap(), saved);
        let version = desk.find_user(HERE, "ann").await.unwrap().version;
        assert_eq!(version, made.version + 1);
        let script = scripts(&place).await.remove(0);
        assert_compiles(script.strip_prefix("ann ").unwrap());
        for own in [
            "\"ann@a.example\"",
            "\"ann@b.example\"",
            "\"a${dollar}n@b.example\"",
        ] {
            assert!(script.contains(own), "{own}: {script}");
        }
        // 8:00 in the zone of the domain, which is UTC here.
        assert!(
            script.contains("\"ge\" \"iso8601\" \"2026-07-01T08:00:00\""),
            "{script}"
        );
        // Without a filter, too.
        desk.change_filters(HERE, None, &[]).await.unwrap();
        assert_compiles(scripts(&place).await[0].strip_prefix("ann ").unwrap());
        let stale = desk
            .change_handling(HERE, &ann(), Some(made.version), &handling())
            .await;
        assert!(matches!(stale, Err(StoreError::VersionMismatch(_))));
    })
    .await;
}

#[tokio::test]
async fn a_user_does_not_forward_to_himself_and_a_shared_mailbox_to_nobody() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &["b.example"]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        shared_mailbox(&desk).await;
        let mut own = handling();
        if let Some(forward) = own.forward.as_mut() {
            forward.to.push("ann@b.example".into());
        }
        let outcome = desk.change_handling(HERE, &ann(), None, &own).await;
        let expected = refusal("forward.to", Code::ForwardToSelf, &["ann@b.example"]);
        assert_eq!(refusals(outcome), [expected]);
        let info = EntryRef {
            kind: Kind::SharedMailbox,
            name: "info".into(),
        };
        let outcome = desk.change_handling(HERE, &info, None, &handling()).await;
        assert_eq!(
            refusals(outcome),
            [refusal("forward", Code::EntryKind, &[])]
        );
        let reply = HandlingDraft {
            forward: None,
            ..handling()
        };
        desk.change_handling(HERE, &info, None, &reply)
            .await
            .unwrap();
        let script = scripts(&place).await.remove(0);
        assert_compiles(script.strip_prefix("info ").unwrap());
    })
    .await;
}

#[tokio::test]
async fn mail_and_its_handling_are_saved_together_or_not_at_all() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let mail = crate::support::mail(MailType::Internal, &["ann", "new"]);
        let mut to_new = handling();
        if let Some(forward) = to_new.forward.as_mut() {
            forward.to = vec!["new@a.example".into()];
        }
        // The address it would get with the same save is its own already.
        let outcome = desk
            .change_user_mail_and_handling(HERE, "ann", None, &mail, &to_new)
            .await;
        let expected = refusal("forward.to", Code::ForwardToSelf, &["new@a.example"]);
        assert_eq!(refusals(outcome), [expected]);
        assert_eq!(
            desk.find_user(HERE, "ann").await.unwrap().addresses.len(),
            1
        );
        let saved = desk
            .change_user_mail_and_handling(HERE, "ann", None, &mail, &handling())
            .await
            .unwrap();
        assert_eq!(saved.addresses.len(), 2);
        assert!(
            desk.find_handling(HERE, &ann())
                .await
                .unwrap()
                .forward
                .active
        );
    })
    .await;
}

#[tokio::test]
async fn handling_is_undone_and_comes_back_with_a_deleted_user() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let saved = desk
            .change_handling(HERE, &ann(), None, &handling())
            .await
            .unwrap();
        let off = HandlingDraft {
            forward: Some(Forward::default()),
            automatic_reply: None,
        };
        desk.change_handling(HERE, &ann(), None, &off)
            .await
            .unwrap();
        let row = last(&desk).await;
        desk.undo(row.id).await.unwrap();
        assert_eq!(desk.find_handling(HERE, &ann()).await.unwrap(), saved);
        desk.delete_user(HERE, "ann", None).await.unwrap();
        assert!(scripts(&place).await.is_empty());
        let row = last(&desk).await;
        desk.undo(row.id).await.unwrap();
        assert_eq!(desk.find_handling(HERE, &ann()).await.unwrap(), saved);
        assert_eq!(scripts(&place).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn where_mail_goes_tells_what_the_mailbox_does_with_it() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let rules = async || {
            let decision = desk.route("ann@a.example").await.unwrap();
            let steps = decision.steps.into_iter().map(|step| step.rule);
            steps
                .skip_while(|rule| *rule != Rule::Mailbox)
                .skip(1)
                .collect::<Vec<_>>()
        };
        assert!(rules().await.is_empty());
        desk.change_filters(HERE, None, &[filter("one", Where::Inbox)])
            .await
            .unwrap();
        let mut draft = handling();
        if let Some(reply) = draft.automatic_reply.as_mut() {
            (reply.from, reply.to) = (None, None);
        }
        desk.change_handling(HERE, &ann(), None, &draft)
            .await
            .unwrap();
        let expected = [Rule::Filtered, Rule::ForwardedAway, Rule::Answered];
        assert_eq!(rules().await, expected);
    })
    .await;
}
