//! Searching all domains at once.

use model::MailType;
use model::entry::EntryDraft;
use model::user::IdentityDraft;
use store::Desk;

use crate::support::{Place, domain, draft, mail, on_both, user};

/// What is found, as `login@domain`.
async fn found(desk: &Desk, text: &str) -> Vec<String> {
    let found = desk.search_entries(text, 8).await.unwrap();
    let shown =
        |found: &store::search::FoundEntry| format!("{}@{}", found.entry.name, found.domain);
    found.iter().map(shown).collect()
}

async fn fill(desk: &Desk) {
    domain(desk, "a.example", &["alias.example"]).await;
    domain(desk, "b.example", &[]).await;
    let jane = IdentityDraft {
        login: "jdoe".into(),
        first_name: "Éloïse".into(),
        last_name: "Doe-Grün".into(),
        ..IdentityDraft::default()
    };
    let mut new = draft(
        "jdoe",
        Some(mail(MailType::Internal, &["jane", "only@a.example"])),
    );
    new.identity = jane;
    desk.create_user("a.example", &new).await.unwrap();
    for login in ["jd", "jdx"] {
        user(desk, "b.example", login, MailType::Internal, &[login]).await;
    }
    let group = EntryDraft {
        name: "staff".into(),
        ..EntryDraft::default()
    };
    desk.create_entry("b.example", model::Kind::Group, &group)
        .await
        .unwrap();
}

#[tokio::test]
async fn entries_of_all_domains_are_found_by_the_beginnings_of_their_words() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        fill(&desk).await;
        for (text, expected) in [
            ("eloise", &["jdoe@a.example"][..]),
            ("GRUN élo", &["jdoe@a.example"]),
            ("staff", &["staff@b.example"]),
            // What matches whole comes first, whatever its domain.
            ("jd", &["jd@b.example", "jdoe@a.example", "jdx@b.example"]),
            ("jane@", &["jdoe@a.example"]),
            ("jane@a.exa", &["jdoe@a.example"]),
            ("jane@alias.example", &["jdoe@a.example"]),
            ("only@a.example", &["jdoe@a.example"]),
            ("only@alias.example", &[]),
            ("jane@b.example", &[]),
            ("eloise jane@alias.example", &["jdoe@a.example"]),
            ("eloise jane@b.example", &[]),
            ("eloise nobody", &[]),
            ("", &[]),
            (" - @ \0", &[]),
            ("%", &[]),
        ] {
            assert_eq!(found(&desk, text).await, expected, "{text:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_entry_is_found_once_and_no_more_than_asked_for() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        for number in 0..12 {
            let login = format!("same{number}");
            let addresses = [format!("same{number}.a"), format!("same{number}.b")];
            let addresses: Vec<_> = addresses.iter().map(String::as_str).collect();
            user(&desk, "a.example", &login, MailType::Internal, &addresses).await;
        }
        let found = desk.search_entries("same", 5).await.unwrap();
        let mut logins: Vec<_> = found.iter().map(|found| &found.entry.name).collect();
        assert_eq!(logins.len(), 5);
        logins.sort_unstable();
        logins.dedup();
        assert_eq!(logins.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn an_international_name_is_found_as_it_is_written() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "bücher.example", &[]).await;
        user(
            &desk,
            "bücher.example",
            "ann",
            MailType::Internal,
            &["ann", "x@bücher.example"],
        )
        .await;
        for text in [
            "ann@bücher.example",
            "x@Bücher.example",
            "x@xn--bcher-kva.example",
        ] {
            assert_eq!(
                found(&desk, text).await,
                ["ann@xn--bcher-kva.example"],
                "{text}"
            );
        }
    })
    .await;
}
