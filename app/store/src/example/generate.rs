//! Any number of invented users, written in bulk past the desk: for measuring, and for nothing else.

use model::mail::Address;
use model::user::Contact;
use model::{Code, DomainName, LocalPart, Login, MailType, OwnSettings};

use crate::desk::find_domain_id;
use crate::domains::Domain;
use crate::domains::read::{count_entries, load};
use crate::entries::beside::Beside;
use crate::ids::new_id;
use crate::pool::{Tx, in_transaction};
use crate::statement::insert_rows;
use crate::users::{PasswordFacts, User, words};
use crate::{Store, StoreError, contract};

/// Users in one transaction.
const IN_TRANSACTION: u32 = 20_000;

const FIRST_NAMES: &[&str] = &[
    "Alice", "Bruno", "Chloé", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Iris", "Jörg", "Kaja",
    "Liam", "Mona", "Nils", "Olga", "Pablo", "Quinn", "Rosa", "Stefan", "Tova", "Uma", "Victor",
    "Wanda", "Xenia", "Yannick", "Zeynep",
];
const LAST_NAMES: &[&str] = &[
    "Adler", "Bernard", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Horvat", "Ivanova",
    "Jansen", "Keller", "Lopez", "Moreau", "Novak", "O'Brien", "Petit", "Quast", "Richter",
    "Silva", "Tóth", "Ulrich", "Vogel", "Weber", "Yilmaz", "Zimmer",
];

/// Adds `count` invented users to a domain: seven in ten with a mailbox here, the others at the
/// alternate mail server where the domain has a relay; one in fifty without email processing.
/// Nobody can sign in. No history is written.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such domain.
pub async fn generate(store: &Store, domain: &str, count: u32, now: i64) -> Result<(), StoreError> {
    let name = DomainName::parse(domain).map_err(|_| StoreError::NotFound)?;
    let mut tx = store.pool.read().await?;
    let id = find_domain_id(&mut tx, name.as_str())
        .await?
        .ok_or(StoreError::NotFound)?;
    let domain = load(&mut tx, id).await?;
    let present = count_entries(&mut tx, id).await?;
    drop(tx);
    let first = u32::try_from(present).unwrap_or(u32::MAX);
    let mut done = 0;
    while done < count {
        let some = IN_TRANSACTION.min(count - done);
        in_transaction!(store.pool.write(), |tx| {
            insert_many(tx, &domain, first + done, some, now).await
        })?;
        done += some;
    }
    in_transaction!(store.pool.write(), |tx| {
        contract::refresh_domain(tx, domain.id).await
    })
}

async fn insert_many(
    tx: &mut Tx,
    domain: &Domain,
    first: u32,
    count: u32,
    now: i64,
) -> Result<(), StoreError> {
    let users: Vec<(i64, User)> = (first..first + count)
        .map(|number| Ok((new_id(), user(domain, number)?)))
        .collect::<Result<_, StoreError>>()?;
    insert_entries(tx, domain.id, &users, now).await?;
    let mut beside = Beside::default();
    for (id, user) in &users {
        beside.add_account(*id, None);
        beside.add_words(*id, &user.findable());
        beside.add_addresses(*id, &user.addresses);
    }
    beside.insert(tx, domain.id, now).await
}

fn user(domain: &Domain, number: u32) -> Result<User, StoreError> {
    let first_name = pick(FIRST_NAMES, number, 7);
    let last_name = pick(LAST_NAMES, number, 19);
    let split = domain.routing.relay.is_some();
    let mail_type = match number % 50 {
        0 => MailType::None,
        tens if split && tens % 10 < 3 => MailType::External,
        _ => MailType::Internal,
    };
    let login = format!("u{number}");
    let mut addresses = vec![address(&login, true)?];
    if number.is_multiple_of(4) {
        let ascii = words::fold(&format!("{first_name}.{last_name}"));
        addresses.push(address(&format!("{ascii}.{number}"), false)?);
    }
    Ok(User {
        domain: domain.name.clone(),
        login: Login::parse(&login).map_err(not_invented)?,
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        display_name: format!("{first_name} {last_name} {number}"),
        suspended: number.is_multiple_of(97),
        hidden: false,
        is_administrator: false,
        contact: Contact::default(),
        settings: OwnSettings::default(),
        password: PasswordFacts::default(),
        mail_type,
        addresses,
        quota_kib: domain.quotas.max_user_kib,
        mailbox_server: None,
        unit: model::UnitPath::default(),
        rights: Vec::new(),
        version: 1,
    })
}

/// A name for a number; neighbours in number are no neighbours in the list.
fn pick(names: &[&'static str], number: u32, salt: u32) -> &'static str {
    let at = number.wrapping_mul(2_654_435_761).rotate_left(salt) as usize;
    names.get(at % names.len()).copied().unwrap_or_default()
}

fn address(local_part: &str, is_default: bool) -> Result<Address, StoreError> {
    Ok(Address {
        local_part: LocalPart::parse(local_part).map_err(not_invented)?,
        name: None,
        is_default,
        alternate: true,
    })
}

pub(super) fn not_invented(code: Code) -> StoreError {
    StoreError::Internal(code.as_str().to_owned())
}

async fn insert_entries(
    tx: &mut Tx,
    domain_id: i64,
    users: &[(i64, User)],
    now: i64,
) -> Result<(), StoreError> {
    insert_rows(
        tx,
        "INSERT INTO entry (id, domain_id, kind, login, first_name, last_name, display_name,
                            sort_key, mail_type, quota_kib, suspended, created_at, version) VALUES ",
        users,
        |insert, (id, user)| {
            insert.value(*id).value(domain_id).push(", 'user'");
            insert.value(user.login.as_str());
            insert.value(user.first_name.as_str());
            insert.value(user.last_name.as_str());
            insert.value(user.display_name.as_str());
            insert.value(words::fold(&user.display_name));
            insert.value(user.mail_type.as_str());
            insert.value(user.quota_kib).value(user.suspended);
            insert.value(now).push(", 1");
        },
    )
    .await
}
