//! The columns of a file and what they may be called: English, French or German, without regard to case,
//! accents and punctuation.

use model::Code;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The kind of entry.
    Kind,
    /// Login or name.
    Name,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// Display name.
    DisplayName,
    /// Mail type.
    MailType,
    /// All addresses here.
    Addresses,
    /// The default one of them.
    DefaultAddress,
    /// Those of them that do not go to the alternate mail server.
    NotAlternate,
    /// Mailbox size with its unit.
    Quota,
    /// Mailbox size in KiB.
    QuotaKib,
    /// Mailbox server.
    MailboxServer,
    /// Whether hidden.
    Hidden,
    /// Whether suspended.
    Suspended,
    /// The address of an external user.
    OutsideAddress,
    /// The groups the entry is in.
    Groups,
    /// The members of a group.
    Members,
    /// A password as typed.
    Password,
    /// An Argon2id hash.
    PasswordHash,
}

impl Column {
    /// All of them with their names; the first is the one written.
    const NAMES: [(Self, &'static [&'static str]); 19] = [
        (
            Self::Kind,
            &[
                "kind",
                "entry kind",
                "genre",
                "type d'entree",
                "art",
                "eintragsart",
            ],
        ),
        (
            Self::Name,
            &[
                "name",
                "login",
                "username",
                "user name",
                "user",
                "identifiant",
                "nom d'utilisateur",
                "compte",
                "benutzername",
                "anmeldename",
                "benutzer",
            ],
        ),
        (
            Self::FirstName,
            &["first_name", "given name", "prenom", "vorname"],
        ),
        (
            Self::LastName,
            &[
                "last_name",
                "surname",
                "family name",
                "nom",
                "nom de famille",
                "nachname",
                "familienname",
            ],
        ),
        (
            Self::DisplayName,
            &[
                "display_name",
                "full name",
                "nom affiche",
                "nom complet",
                "anzeigename",
                "voller name",
            ],
        ),
        (
            Self::MailType,
            &[
                "mail_type",
                "mail routing",
                "type de messagerie",
                "routage des mails",
                "routage du courrier",
                "mail-typ",
                "mail-routing",
            ],
        ),
        (
            Self::Addresses,
            &[
                "addresses",
                "emails",
                "e-mails",
                "email",
                "adresses",
                "adresses e-mail",
                "adresses mail",
                "adressen",
                "e-mail-adressen",
            ],
        ),
        (
            Self::DefaultAddress,
            &[
                "default_address",
                "default email",
                "adresse par defaut",
                "standardadresse",
            ],
        ),
        (
            Self::NotAlternate,
            &[
                "not_alternate",
                "not to the alternate mail server",
                "hors messagerie tierce",
                "nicht zur drittanwendung",
            ],
        ),
        (Self::Quota, &["quota", "mailbox size", "speicherplatz"]),
        (Self::QuotaKib, &["quota_kib"]),
        (
            Self::MailboxServer,
            &[
                "mailbox_server",
                "serveur de boites aux lettres",
                "postfachserver",
            ],
        ),
        (
            Self::Hidden,
            &[
                "hidden",
                "masque",
                "cache",
                "versteckt",
                "verborgen",
                "ausgeblendet",
            ],
        ),
        (
            Self::Suspended,
            &["suspended", "suspendu", "gesperrt", "deaktiviert"],
        ),
        (
            Self::OutsideAddress,
            &["outside_address", "adresse exterieure", "externe adresse"],
        ),
        (Self::Groups, &["groups", "groupes", "gruppen"]),
        (Self::Members, &["members", "membres", "mitglieder"]),
        (
            Self::Password,
            &["password", "mot de passe", "passwort", "kennwort"],
        ),
        (Self::PasswordHash, &["password_hash", "argon2id"]),
    ];

    /// The column a heading means.
    ///
    /// # Errors
    /// [`Code::ImportUnknownColumn`].
    pub(super) fn named(heading: &str) -> Result<Self, Code> {
        let heading = folded(heading);
        let known = Self::NAMES
            .iter()
            .find(|(_, names)| names.iter().any(|name| folded(name) == heading));
        known
            .map(|(column, _)| *column)
            .ok_or(Code::ImportUnknownColumn)
    }

    /// Its name in files that are written, and in problems.
    #[must_use]
    pub fn name(self) -> &'static str {
        let known = Self::NAMES.iter().find(|(column, _)| *column == self);
        known
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default()
    }
}

/// The column in which a field of a record stands, by its name in files.
#[must_use]
pub fn column_of(field: &str) -> &str {
    let base = field.split(['[', '.']).next().unwrap_or(field);
    match base {
        "login" => Column::Name.name(),
        "type" => Column::MailType.name(),
        "quota_kib" => Column::Quota.name(),
        "address" => Column::OutsideAddress.name(),
        base => base,
    }
}

/// A heading or a word as it is compared: letters and digits only, without accents and in lower case.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' => folded.push('i'),
            'ô' | 'ö' => folded.push('o'),
            'ù' | 'û' | 'ü' => folded.push('u'),
            'ç' => folded.push('c'),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_three_languages_however_written() {
        for (heading, column) in [
            ("Last name", Column::LastName),
            ("PRÉNOM", Column::FirstName),
            ("Mot de passe", Column::Password),
            ("E-Mail-Adressen", Column::Addresses),
            (" mail_type ", Column::MailType),
        ] {
            assert_eq!(Column::named(heading), Ok(column), "{heading}");
        }
        assert_eq!(Column::named("Salary"), Err(Code::ImportUnknownColumn));
        assert_eq!(Column::named(""), Err(Code::ImportUnknownColumn));
    }

    #[test]
    fn no_heading_means_two_columns() {
        let mut seen = std::collections::BTreeMap::new();
        for (column, names) in Column::NAMES {
            for name in names {
                let other = seen.insert(folded(name), column);
                assert!(other.is_none_or(|other| other == column), "{name}");
            }
        }
    }
}
