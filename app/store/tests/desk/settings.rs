//! How users read, and what their passwords must be.

use model::domain::GeneralDraft;
use model::settings::OwnSettingsDraft;
use model::user::{Contact, IdentityDraft};
use model::{Code, DateFormat, TimeFormat};
use store::Desk;
use store::domains::{Domain, Followers, WithAddresses};
use store::history::{HistoryQuery, HistoryScope};

use crate::support::{Place, domain, draft, on_both, refusal, refusals};

const HERE: &str = "a.example";

async fn save(desk: &Desk, general: GeneralDraft) -> Result<Domain, store::StoreError> {
    let general = GeneralDraft {
        name: HERE.into(),
        ..general
    };
    desk.change_general(HERE, None, &general, WithAddresses::No)
        .await
}

fn chosen() -> IdentityDraft {
    IdentityDraft {
        login: "ann".into(),
        contact: Contact {
            job_title: "Engineer".into(),
            department: "R&D".into(),
            phone: "+33 1 23 45".into(),
        },
        settings: OwnSettingsDraft {
            language: Some("de".into()),
            time_zone: Some("europe/berlin".into()),
            date_format: Some("dd.MM.yyyy".into()),
            time_format: None,
        },
        password_never_expires: true,
        ..IdentityDraft::default()
    }
}

#[tokio::test]
async fn users_follow_their_domain_until_they_choose() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        for login in ["ann", "bob", "carl"] {
            desk.create_user(HERE, &draft(login, None)).await.unwrap();
        }
        let everybody = Followers {
            users: 3,
            ..Followers::default()
        };
        assert_eq!(desk.count_followers(HERE).await.unwrap(), everybody);
        let own = chosen();
        let ann = desk.change_user_identity(HERE, "ann", None, &own, None);
        let ann = ann.await.unwrap();
        assert_eq!(ann.settings.time_zone.as_deref(), Some("Europe/Berlin"));
        let expected = Followers {
            own_language: 1,
            own_time_zone: 1,
            own_date_format: 1,
            ..everybody
        };
        assert_eq!(desk.count_followers(HERE).await.unwrap(), expected);

        let general = GeneralDraft {
            language: "fr".into(),
            time_zone: "Europe/Paris".into(),
            date_format: "dd/MM/yyyy".into(),
            time_format: "h:mma".into(),
            ..GeneralDraft::default()
        };
        let changed = save(&desk, general).await.unwrap();
        let bob = desk.find_user(HERE, "bob").await.unwrap();
        let reads = bob.settings.over(changed.reading());
        assert_eq!(reads.language.as_deref(), Some("fr"));
        assert_eq!(reads.time_zone, "Europe/Paris");
        assert_eq!(reads.date_format, DateFormat::DayFirst);
        let ann = desk.find_user(HERE, "ann").await.unwrap();
        let reads = ann.settings.over(changed.reading());
        assert_eq!(reads.language.as_deref(), Some("de"));
        assert_eq!(reads.date_format, DateFormat::Dotted);
        assert_eq!(reads.time_format, TimeFormat::TwelveHours);
    })
    .await;
}

#[tokio::test]
async fn settings_nobody_offers_are_refused_with_their_fields() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        desk.create_user(HERE, &draft("ann", None)).await.unwrap();
        let wrong = GeneralDraft {
            date_format: "yy".into(),
            time_format: String::new(),
            password_min_length: "7".into(),
            password_lifetime_days: "0".into(),
            ..GeneralDraft::default()
        };
        assert_eq!(
            refusals(save(&desk, wrong).await),
            [
                refusal("date_format", Code::UnknownValue, &[]),
                refusal("time_format", Code::UnknownValue, &[]),
                refusal("password_min_length", Code::PasswordMinimum, &[]),
                refusal("password_lifetime_days", Code::NotAPositiveNumber, &[]),
            ]
        );
        let mut wrong = chosen();
        wrong.settings.time_zone = Some("Mars/Olympus".into());
        let outcome = desk.change_user_identity(HERE, "ann", None, &wrong, None);
        assert_eq!(
            refusals(outcome.await),
            [refusal("time_zone", Code::UnknownValue, &[])]
        );
        wrong.settings.language = Some("tlh".into());
        wrong.contact.phone = "x".repeat(200);
        let outcome = desk.change_user_identity(HERE, "ann", None, &wrong, None);
        assert_eq!(
            refusals(outcome.await),
            [
                refusal("phone", Code::TooLong, &[]),
                refusal("language", Code::UnknownValue, &[])
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_a_user_chose_goes_back_and_comes_back() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        let before = desk.create_user(HERE, &draft("ann", None)).await.unwrap();
        let change = async |draft: &IdentityDraft| {
            desk.change_user_identity(HERE, "ann", None, draft, None)
                .await
                .unwrap()
        };
        let last = async || {
            let query = HistoryQuery {
                scope: HistoryScope::Domain(HERE.into()),
                limit: 1,
                ..HistoryQuery::default()
            };
            desk.list_history(&query).await.unwrap().items.remove(0).id
        };
        let after = change(&chosen()).await;
        // The same again is no change.
        assert_eq!(change(&chosen()).await.version, after.version);
        desk.undo(last().await).await.unwrap();
        let back = desk.find_user(HERE, "ann").await.unwrap();
        assert_eq!(
            (&back.contact, &back.settings, back.password.never_expires),
            (&before.contact, &before.settings, false)
        );
        change(&chosen()).await;
        desk.delete_user(HERE, "ann", None).await.unwrap();
        desk.undo(last().await).await.unwrap();
        let back = desk.find_user(HERE, "ann").await.unwrap();
        assert_eq!(
            (back.contact, back.settings),
            (after.contact, after.settings)
        );
        assert!(back.password.never_expires);
    })
    .await;
}

#[tokio::test]
async fn a_password_must_change_when_an_administrator_says_so() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        let mut new = draft("ann", None);
        new.password = Some("correct horse".into());
        new.identity.must_change_password = Some(true);
        let ann = desk.create_user(HERE, &new).await.unwrap();
        assert!(ann.password.must_change);
        let change = async |must_change, password| {
            let wanted = IdentityDraft {
                login: "ann".into(),
                must_change_password: must_change,
                ..IdentityDraft::default()
            };
            let saved = desk.change_user_identity(HERE, "ann", None, &wanted, password);
            saved.await.unwrap()
        };
        assert_eq!(change(None, None).await.version, ann.version);
        assert_eq!(change(Some(true), None).await.version, ann.version);
        assert!(
            !change(None, Some("horse correct"))
                .await
                .password
                .must_change
        );
        assert!(
            change(Some(true), Some("horse battery"))
                .await
                .password
                .must_change
        );
        let told =
            "SELECT before || after FROM history WHERE action = 'change_password' ORDER BY id";
        let told = place.texts(told).await;
        assert!(
            told[0].contains(r#""must_change_password":true"#),
            "{told:?}"
        );
        assert!(!change(Some(false), None).await.password.must_change);
    })
    .await;
}

#[tokio::test]
async fn the_policy_of_the_domain_counts_for_every_new_password() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        let strict = GeneralDraft {
            password_min_length: "12".into(),
            ..GeneralDraft::default()
        };
        save(&desk, strict).await.unwrap();
        let mut ann = draft("ann", None);
        ann.identity.first_name = "Annabelle".into();
        ann.identity.last_name = "Lee".into();
        let wrong = [
            (
                "correct hor",
                refusal("password", Code::PasswordTooShort, &["12"]),
            ),
            (
                "annabelle.lee",
                refusal("password", Code::PasswordIsName, &[]),
            ),
            (
                "Ann@A.example 1",
                refusal("password", Code::PasswordIsName, &[]),
            ),
            (
                "123456789000",
                refusal("password", Code::PasswordCommon, &[]),
            ),
        ];
        for (password, expected) in &wrong {
            ann.password = Some((*password).into());
            let outcome = desk.create_user(HERE, &ann).await;
            assert_eq!(
                refusals(outcome),
                std::slice::from_ref(expected),
                "{password}"
            );
        }
        ann.password = Some("correct horse".into());
        desk.create_user(HERE, &ann).await.unwrap();
        for (password, expected) in &wrong {
            let outcome =
                desk.change_user_identity(HERE, "ann", None, &ann.identity, Some(password));
            assert_eq!(
                refusals(outcome.await),
                std::slice::from_ref(expected),
                "{password}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_maximum_of_users_holds_for_who_comes_back() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        desk.create_user(HERE, &draft("ann", None)).await.unwrap();
        desk.delete_user(HERE, "ann", None).await.unwrap();
        desk.create_user(HERE, &draft("bob", None)).await.unwrap();
        let one = |max_users: &str| GeneralDraft {
            max_users: max_users.into(),
            ..GeneralDraft::default()
        };
        save(&desk, one("1")).await.unwrap();
        let deleted = place
            .number("SELECT id FROM history WHERE action = 'delete'")
            .await;
        assert_eq!(
            refusals(desk.undo(deleted).await),
            [refusal("login", Code::TooManyUsers, &["1"])]
        );
        save(&desk, one("2")).await.unwrap();
        desk.undo(deleted).await.unwrap();
    })
    .await;
}
