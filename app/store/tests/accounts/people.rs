//! The people who sign in.

use model::mail::{AddressDraft, MailDraft};
use model::{Actor, MailType};
use store::accounts::{Client, SignInOutcome, SignedIn};
use store::domains::Domain;
use store::users::NewUserDraft;

use crate::support::{NOW, Place, domain, draft, mail, split};

pub const ADMIN: &str = "correct horse battery";
pub const PASSWORD: &str = "a long enough password";

/// `admin0`, and in `a.example` (alias `alias.example`) people of every kind, all with [`PASSWORD`].
pub async fn people(place: &Place) -> Domain {
    place
        .store
        .ensure_superadministrator(Some(ADMIN), NOW)
        .await
        .unwrap();
    let desk = place.desk();
    domain(&desk, "a.example", &["alias.example"]).await;
    split(&desk, "a.example", "mail.other.example", false).await;
    for (login, mail_type, administrator, suspended) in [
        ("boss", MailType::Internal, true, false),
        ("worker", MailType::Internal, false, false),
        ("sleeper", MailType::Internal, true, true),
        ("elsewhere", MailType::External, true, false),
        ("mailless", MailType::None, true, false),
    ] {
        let mut new = person(login, mail(mail_type, &[login, &format!("{login}.s")]));
        new.identity.is_administrator = administrator;
        new.identity.suspended = suspended;
        desk.create_user("a.example", &new).await.unwrap();
    }
    desk.find_domain("a.example").await.unwrap()
}

pub fn person(login: &str, mail: MailDraft) -> NewUserDraft {
    NewUserDraft {
        password: Some(PASSWORD.to_owned()),
        ..draft(login, Some(mail))
    }
}

/// The same mail of another type.
pub fn mail_of(login: &str, mail_type: MailType) -> MailDraft {
    MailDraft {
        mail_type,
        addresses: vec![AddressDraft {
            local_part: login.to_owned(),
            domain: None,
            default: true,
            alternate: true,
        }],
        ..MailDraft::default()
    }
}

pub fn client() -> Client {
    Client {
        address: "192.0.2.99".to_owned(),
        user_agent: "test".to_owned(),
    }
}

pub async fn sign_in(place: &Place, login: &str, password: &str, now: i64) -> SignInOutcome {
    place
        .store
        .sign_in(login, password, &client(), now)
        .await
        .unwrap()
}

/// The token of a sign-in that must succeed.
pub async fn token(place: &Place, login: &str, password: &str, now: i64) -> String {
    match sign_in(place, login, password, now).await {
        SignInOutcome::SignedIn { token, .. } => token,
        other => panic!("{login}: {other:?}"),
    }
}

pub async fn signed_in(place: &Place, token: &str, now: i64) -> Option<SignedIn> {
    place.store.signed_in(token, now).await.unwrap()
}

pub async fn actor(place: &Place, login: &str) -> Option<Actor> {
    place.store.actor_of_account(login).await.unwrap()
}
