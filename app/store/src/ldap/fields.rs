//! One entry: what of the directory's word is done, and what stays as somebody made it by hand.

use model::mail::Address;
use model::{EntryRef, Kind, MailType};
use serde_json::{Value, json};

use super::given::{Given, GivenAddress, is_as_given};
use crate::entries::AnyEntry;
use crate::history::Difference;
use crate::import::{Record, RecordAddress};

/// The three sides of one field.
struct Sides<'a, T> {
    said: Option<&'a T>,
    last: Option<&'a T>,
    present: &'a T,
}

/// What becomes of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    /// It is as the directory says, or the directory says nothing.
    Same,
    /// It becomes as the directory says.
    Follow,
    /// It was changed by hand, and stays.
    Keep,
}

impl<T: PartialEq> Sides<'_, T> {
    fn choose(&self, take_all: bool) -> Choice {
        match self.said {
            None => Choice::Same,
            Some(said) if said == self.present => Choice::Same,
            Some(_) if take_all || self.last == Some(self.present) => Choice::Follow,
            Some(_) => Choice::Keep,
        }
    }
}

/// What is to be asked of an entry that is there, and what stays.
pub(super) struct Fields<'a> {
    given: &'a Given,
    last: Option<&'a Given>,
    take_all: bool,
    /// The record so far.
    pub(super) record: Record,
    /// Whether it asks for anything.
    pub(super) asks: bool,
    /// What stays as it was made by hand: as it is, and as the directory says.
    pub(super) kept: Vec<Difference>,
}

impl<'a> Fields<'a> {
    /// Compares an entry with what is said about it; the members of a group are another matter.
    pub(super) fn compare(
        present: &AnyEntry,
        given: &'a Given,
        last: Option<&'a Given>,
        take_all: bool,
        line: u64,
    ) -> Self {
        let EntryRef { kind, name } = present.reference();
        let mut fields = Self {
            given,
            last,
            take_all,
            record: Record::new(line, kind, name.clone()),
            asks: false,
            kept: Vec::new(),
        };
        let has_mailbox =
            matches!(present, AnyEntry::User(user) if user.mail_type == MailType::Internal);
        fields.name(&name, has_mailbox);
        fields.suspended(present.is_suspended());
        let display_name: fn(&Given) -> Option<&String> = |given| given.display_name.as_ref();
        match present {
            AnyEntry::User(user) => {
                fields.text(
                    "first_name",
                    |given| given.first_name.as_ref(),
                    &user.first_name,
                );
                fields.text(
                    "last_name",
                    |given| given.last_name.as_ref(),
                    &user.last_name,
                );
                fields.text("display_name", display_name, &user.display_name);
                let keeps = fields.addresses("mail.addresses", &user.addresses);
                if keeps && given.addresses.is_empty() {
                    // Without processing, the addresses that stay would be refused.
                    fields.keep_mail_type(user.mail_type);
                } else {
                    fields.mail_type(user.mail_type);
                }
            }
            AnyEntry::Other(entry) => {
                fields.text("display_name", display_name, &entry.display_name);
                fields.addresses("addresses", entry.content.addresses());
            }
        }
        fields
    }

    fn decide<T: PartialEq>(
        &mut self,
        field: &str,
        sides: &Sides<'_, T>,
        shown: impl Fn(&T) -> Value,
    ) -> bool {
        match (sides.choose(self.take_all), sides.said) {
            (Choice::Follow, _) => {
                self.asks = true;
                true
            }
            (Choice::Keep, Some(said)) => {
                self.keep(field, shown(sides.present), shown(said));
                false
            }
            _ => false,
        }
    }

    /// Notes that a field stays as it is.
    pub(super) fn keep(&mut self, field: &str, before: Value, after: Value) {
        self.kept.push(Difference {
            field: field.to_owned(),
            before,
            after,
        });
    }

    /// The mailbox is called as the login: a user whose mail is here keeps his until somebody has moved
    /// it, or the next holder of the login would read it.
    fn name(&mut self, present: &String, has_mailbox: bool) {
        let said = &self.given.name;
        if has_mailbox && !self.take_all && present != said {
            self.keep("login", json!(present), json!(said));
            return;
        }
        let sides = Sides {
            said: Some(&self.given.name),
            last: self.last.map(|last| &last.name),
            present,
        };
        let field = match self.record.kind {
            Kind::User => "login",
            _ => "name",
        };
        if self.decide(field, &sides, |name| json!(name)) {
            self.record.present_name = Some(present.clone());
            self.record.name.clone_from(&self.given.name);
        }
    }

    fn text(&mut self, field: &str, of: fn(&Given) -> Option<&String>, present: &String) {
        let sides = Sides {
            said: of(self.given),
            last: self.last.and_then(of),
            present,
        };
        if self.decide(field, &sides, |text| json!(text)) {
            let said = of(self.given).cloned();
            match field {
                "first_name" => self.record.first_name = said,
                "last_name" => self.record.last_name = said,
                _ => self.record.display_name = said,
            }
        }
    }

    fn suspended(&mut self, present: bool) {
        let sides = Sides {
            said: self.given.suspended.as_ref(),
            last: self.last.and_then(|last| last.suspended.as_ref()),
            present: &present,
        };
        if self.decide("suspended", &sides, |is| json!(is)) {
            self.record.suspended = self.given.suspended;
        }
    }

    fn mail_type(&mut self, present: MailType) {
        let sides = Sides {
            said: self.given.mail_type.as_ref(),
            last: self.last.and_then(|last| last.mail_type.as_ref()),
            present: &present,
        };
        if self.decide("mail.type", &sides, |mail_type| json!(mail_type)) {
            self.record.mail_type = self.given.mail_type;
        }
    }

    fn keep_mail_type(&mut self, present: MailType) {
        if let Some(said) = self.given.mail_type.filter(|said| *said != present) {
            self.keep("mail.type", json!(present), json!(said));
        }
    }

    /// Gives whether they stay as they were made by hand.
    fn addresses(&mut self, field: &str, present: &[Address]) -> bool {
        let given = &self.given.addresses;
        if is_as_given(present, given) {
            return false;
        }
        let untouched = self
            .last
            .is_some_and(|last| is_as_given(present, &last.addresses));
        if untouched || self.take_all {
            self.asks = true;
            self.record.addresses = Some(rows(given, present));
            return false;
        }
        let here: Vec<String> = present
            .iter()
            .map(|row| match &row.name {
                Some(name) => format!("{}@{name}", row.local_part),
                None => row.local_part.to_string(),
            })
            .collect();
        let there: Vec<String> = given.iter().map(GivenAddress::text).collect();
        self.keep(field, json!(here), json!(there));
        true
    }
}

impl GivenAddress {
    fn text(&self) -> String {
        format!("{}@{}", self.local_part, self.name)
    }
}

/// The address table that was given. An address that stands for all names of the domain goes on doing so.
pub(super) fn rows(given: &[GivenAddress], present: &[Address]) -> Vec<RecordAddress> {
    let mut rows: Vec<RecordAddress> = Vec::new();
    for (index, address) in given.iter().enumerate() {
        let at_all = present
            .iter()
            .any(|row| row.name.is_none() && row.local_part.as_str() == address.local_part);
        let row = RecordAddress {
            local_part: address.local_part.clone(),
            domain: (!at_all).then(|| address.name.as_str().to_owned()),
            default: index == 0,
            alternate: None,
        };
        let is_known = rows
            .iter()
            .any(|known| known.local_part == row.local_part && known.domain == row.domain);
        if !is_known {
            rows.push(row);
        }
    }
    rows
}

/// What is asked for a new entry.
pub(super) fn new_record(line: u64, kind: Kind, given: &Given) -> Record {
    Record {
        first_name: given.first_name.clone(),
        last_name: given.last_name.clone(),
        display_name: given.display_name.clone(),
        suspended: given.suspended,
        mail_type: given.mail_type,
        addresses: Some(rows(&given.addresses, &[])),
        ..Record::new(line, kind, given.name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(said: Option<i32>, last: Option<i32>, present: i32, take_all: bool) -> Choice {
        let sides = Sides {
            said: said.as_ref(),
            last: last.as_ref(),
            present: &present,
        };
        sides.choose(take_all)
    }

    #[test]
    fn a_field_follows_until_somebody_changes_it_by_hand() {
        assert_eq!(choose(Some(2), Some(1), 1, false), Choice::Follow);
        assert_eq!(choose(Some(2), Some(1), 3, false), Choice::Keep);
        assert_eq!(choose(Some(2), Some(1), 3, true), Choice::Follow);
        // Never imported: whoever made it made it by hand.
        assert_eq!(choose(Some(2), None, 3, false), Choice::Keep);
        assert_eq!(choose(Some(2), None, 2, false), Choice::Same);
        assert_eq!(choose(None, Some(1), 3, true), Choice::Same);
        // Put back by hand to what the directory said: it follows again.
        assert_eq!(choose(Some(5), Some(4), 4, false), Choice::Follow);
    }
}
