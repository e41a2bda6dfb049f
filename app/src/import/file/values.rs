//! Words and numbers in cells.

use model::quota::LARGEST_KIB;
use model::{Code, EntryRef, Kind, MailType};
use store::import::RecordAddress;

use super::columns::folded;
use crate::directory::mail_type_name;
use crate::words::Lang;

pub(super) fn kind(cell: &str) -> Result<Kind, Code> {
    let word = folded(cell);
    Ok(match word.as_str() {
        "" | "user" | "utilisateur" | "compte" | "benutzer" => Kind::User,
        "group" | "groupe" | "gruppe" => Kind::Group,
        "sharedmailbox"
        | "shared"
        | "boitepartagee"
        | "boiteauxlettrespartagee"
        | "geteiltespostfach" => Kind::SharedMailbox,
        "externaluser" | "external" | "utilisateurexterne" | "externerbenutzer" => {
            Kind::ExternalUser
        }
        "resource" | "ressource" => Kind::Resource,
        _ => return Err(Code::UnknownValue),
    })
}

pub(super) fn mail_type(cell: &str) -> Result<Option<MailType>, Code> {
    let word = folded(cell);
    Ok(Some(match word.as_str() {
        "" => return Ok(None),
        "internal" | "interne" | "intern" => MailType::Internal,
        "external" | "externe" | "extern" => MailType::External,
        "none" | "aucun" | "aucune" | "keine" | "keiner" => MailType::None,
        _ => return shown_mail_type(&word).map(Some),
    }))
}

/// A mail type as the console calls it in one of its languages.
fn shown_mail_type(word: &str) -> Result<MailType, Code> {
    let is_called = |mail_type: &MailType, lang| folded(mail_type_name(lang, *mail_type)) == word;
    MailType::ALL
        .into_iter()
        .find(|mail_type| Lang::ALL.into_iter().any(|lang| is_called(mail_type, lang)))
        .ok_or(Code::UnknownValue)
}

pub(super) fn flag(cell: &str) -> Result<Option<bool>, Code> {
    Ok(Some(match folded(cell).as_str() {
        "" => return Ok(None),
        "yes" | "true" | "1" | "x" | "oui" | "vrai" | "ja" | "wahr" => true,
        "no" | "false" | "0" | "non" | "faux" | "nein" | "falsch" => false,
        _ => return Err(Code::UnknownValue),
    }))
}

/// A size such as `2 GiB`, in KiB; `0` for no quota. Without a unit nobody knows what is meant.
pub(super) fn quota(cell: &str) -> Result<Option<i64>, Code> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let end = cell
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(cell.len());
    let (number, unit) = cell.split_at(end);
    let number: i64 = number.parse().map_err(|_| Code::QuotaInvalid)?;
    let factor = match folded(unit).as_str() {
        "" if number == 0 => 1,
        "kib" | "kb" | "ko" | "kio" => 1,
        "mib" | "mb" | "mo" | "mio" => 1024,
        "gib" | "gb" | "go" | "gio" => 1024 * 1024,
        _ => return Err(Code::QuotaInvalid),
    };
    let kib = number.checked_mul(factor).ok_or(Code::QuotaInvalid)?;
    if kib > LARGEST_KIB {
        return Err(Code::QuotaInvalid);
    }
    Ok(Some(kib))
}

pub(super) fn quota_kib(cell: &str) -> Result<Option<i64>, Code> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| Code::QuotaInvalid)
}

/// Addresses between blanks, commas or semicolons: `jdoe` and `jdoe@*` at all names of the domain,
/// `jdoe@example.com` at one.
pub(super) fn addresses(cell: &str) -> Vec<RecordAddress> {
    let separated = cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    let written = separated.filter(|part| !part.is_empty());
    written.map(address).collect()
}

fn address(written: &str) -> RecordAddress {
    let (local_part, name) = match written.rsplit_once('@') {
        Some((local_part, "*")) => (local_part, None),
        Some((local_part, name)) => (local_part, Some(name.to_owned())),
        None => (written, None),
    };
    RecordAddress {
        local_part: local_part.to_owned(),
        domain: name,
        default: false,
        alternate: None,
    }
}

/// Whether two are written for the same address.
pub(super) fn is_same(one: &RecordAddress, other: &RecordAddress) -> bool {
    let name = |address: &RecordAddress| address.domain.as_deref().map(str::to_lowercase);
    one.local_part.eq_ignore_ascii_case(&other.local_part) && name(one) == name(other)
}

/// Names between commas.
pub(super) fn list(cell: &str) -> Vec<String> {
    let names = cell.split([',', '\n']).map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// Members between commas; without a kind, users.
pub(super) fn members(cell: &str) -> Vec<String> {
    let names = list(cell).into_iter().map(|member| {
        if member.contains(':') {
            return member;
        }
        let user = EntryRef {
            kind: Kind::User,
            name: member,
        };
        user.to_string()
    });
    names.collect()
}
