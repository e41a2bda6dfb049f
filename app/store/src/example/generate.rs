//! Any number of invented users, written in bulk past the desk: for measuring, and for nothing else.

use model::mail::Address;
use model::user::Contact;
use model::{Code, DomainName, LocalPart, Login, MailType, OwnSettings};

use crate::desk::find_domain_id;
use crate::domains::Domain;
use crate::domains::read::{count_entries, load};
use crate::ids::new_id;
use crate::pool::{Tx, in_transaction};
use crate::statement::{Statement, execute_statement};
use crate::users::{PasswordFacts, User, words};
use crate::{Store, StoreError, contract};

/// Users in one statement; SQLite binds at most 32766 values to one.
const AT_ONCE: u32 = 400;
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
    let mut done = 0;
    while done < count {
        let some = AT_ONCE.min(count - done);
        let numbers = first + done..first + done + some;
        let users: Vec<_> = numbers
            .map(|number| Ok((new_id(), user(domain, number)?)))
            .collect::<Result<_, StoreError>>()?;
        insert_chunk(tx, domain.id, &users, now).await?;
        done += some;
    }
    Ok(())
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

async fn insert_chunk(
    tx: &mut Tx,
    domain_id: i64,
    users: &[(i64, User)],
    now: i64,
) -> Result<(), StoreError> {
    let mut entries = Statement::default();
    entries.push(
        "INSERT INTO entry (id, domain_id, kind, login, first_name, last_name, display_name,
                            sort_key, mail_type, quota_kib, suspended, created_at, version) VALUES ",
    );
    let mut addresses = Statement::default();
    addresses.push(
        "INSERT INTO address (id, entry_id, domain_id, local_part, name, position, is_default,
                              alternate) VALUES ",
    );
    let mut found_by = Statement::default();
    found_by.push("INSERT INTO entry_word (domain_id, word, entry_id) VALUES ");
    let mut accounts = Statement::default();
    accounts.push("INSERT INTO account (id, entry_id, must_change, created_at) VALUES ");
    for (index, (id, user)) in users.iter().enumerate() {
        add_entry(&mut entries, index, domain_id, *id, user, now);
        for (position, address) in (0_i64..).zip(&user.addresses) {
            let first = index == 0 && position == 0;
            add_address(&mut addresses, first, domain_id, *id, position, address);
        }
        for (position, word) in words::words_of(&user.findable()).iter().enumerate() {
            found_by.row(index == 0 && position == 0).bind(domain_id);
            found_by.push(", ").bind(word.as_str()).push(", ");
            found_by.bind(*id).push(")");
        }
        accounts.row(index == 0).bind(new_id()).push(", ").bind(*id);
        accounts.push(", FALSE, ").bind(now).push(")");
    }
    for statement in [entries, addresses, found_by, accounts] {
        execute_statement!(&mut *tx, statement)?;
    }
    Ok(())
}

fn add_entry(
    entries: &mut Statement,
    index: usize,
    domain_id: i64,
    id: i64,
    user: &User,
    now: i64,
) {
    entries.row(index == 0).bind(id).push(", ").bind(domain_id);
    entries.push(", 'user'");
    for text in [
        user.login.as_str(),
        &user.first_name,
        &user.last_name,
        &user.display_name,
        &words::fold(&user.display_name),
        user.mail_type.as_str(),
    ] {
        entries.push(", ").bind(text);
    }
    entries.push(", ").bind(user.quota_kib);
    entries.push(", ").bind(user.suspended);
    entries.push(", ").bind(now).push(", 1)");
}

fn add_address(
    addresses: &mut Statement,
    first: bool,
    domain_id: i64,
    entry_id: i64,
    position: i64,
    address: &Address,
) {
    addresses.row(first).bind(new_id());
    addresses.push(", ").bind(entry_id);
    addresses.push(", ").bind(domain_id);
    addresses.push(", ").bind(address.local_part.as_str());
    addresses.push(", NULL, ").bind(position);
    addresses.push(", ").bind(address.is_default);
    addresses.push(", ").bind(address.alternate).push(")");
}
