//! The users of the example.

use model::MailType;

/// A user of the example.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Person {
    /// Login and domain.
    pub(super) login: &'static str,
    /// First and last name.
    pub(super) name: (&'static str, &'static str),
    pub(super) mail_type: MailType,
    /// Further addresses: at all names, or at the one after the `@`.
    pub(super) addresses: &'static [&'static str],
    /// Zero for no quota.
    pub(super) quota_gib: i64,
    pub(super) is_administrator: bool,
    pub(super) suspended: bool,
    pub(super) hidden: bool,
    /// Whether the mailbox is on the second mailbox server.
    pub(super) archived: bool,
}

impl Person {
    /// Domain and login.
    pub(super) fn place(&self) -> (&'static str, &'static str) {
        let (login, domain) = self.login.split_once('@').unwrap_or((self.login, ""));
        (domain, login)
    }
}

const PLAIN: Person = Person {
    login: "",
    name: ("", ""),
    mail_type: MailType::Internal,
    addresses: &[],
    quota_gib: 0,
    is_administrator: false,
    suspended: false,
    hidden: false,
    archived: false,
};

/// The users.
pub(super) const PEOPLE: &[Person] = &[
    Person {
        login: "amelie.rousseau@example.com",
        name: ("Amélie", "Rousseau"),
        addresses: &["a.rousseau", "direction@example.com"],
        quota_gib: 10,
        is_administrator: true,
        ..PLAIN
    },
    Person {
        login: "jonas.weber@example.com",
        name: ("Jonas", "Weber"),
        addresses: &["j.weber"],
        quota_gib: 5,
        ..PLAIN
    },
    Person {
        login: "priya.nair@example.com",
        name: ("Priya", "Nair"),
        addresses: &["support", "help@example.org"],
        quota_gib: 5,
        ..PLAIN
    },
    Person {
        login: "thomas.okafor@example.com",
        name: ("Thomas", "Okafor"),
        mail_type: MailType::External,
        addresses: &["t.okafor"],
        ..PLAIN
    },
    Person {
        login: "ingrid.sorensen@example.com",
        name: ("Ingrid", "Sørensen"),
        mail_type: MailType::External,
        addresses: &["isorensen@example.org"],
        ..PLAIN
    },
    Person {
        login: "luca.bianchi@example.com",
        name: ("Luca", "Bianchi"),
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "hannah.koehler@example.com",
        name: ("Hannah", "Köhler"),
        addresses: &["h.koehler", "sales"],
        quota_gib: 5,
        ..PLAIN
    },
    Person {
        login: "mateo.garcia@example.com",
        name: ("Mateo", "García"),
        mail_type: MailType::External,
        addresses: &["m.garcia"],
        ..PLAIN
    },
    Person {
        login: "yuki.tanaka@example.com",
        name: ("Yuki", "Tanaka"),
        addresses: &["press@example.com"],
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "fatima.elamrani@example.com",
        name: ("Fatima", "El Amrani"),
        mail_type: MailType::External,
        addresses: &["f.elamrani", "personnel"],
        ..PLAIN
    },
    Person {
        login: "soren.kierulf@example.com",
        name: ("Søren", "Kierulf"),
        quota_gib: 2,
        suspended: true,
        ..PLAIN
    },
    Person {
        login: "claire.dubois@example.com",
        name: ("Claire", "Dubois-Lambert"),
        addresses: &["c.dubois"],
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "oleksandr.kovalenko@example.com",
        name: ("Oleksandr", "Kovalenko"),
        mail_type: MailType::External,
        ..PLAIN
    },
    Person {
        login: "grace.mbeki@example.com",
        name: ("Grace", "Mbeki"),
        addresses: &["reception"],
        quota_gib: 1,
        ..PLAIN
    },
    Person {
        login: "samuel.lindqvist@example.com",
        name: ("Samuel", "Lindqvist"),
        addresses: &["s.lindqvist"],
        archived: true,
        ..PLAIN
    },
    Person {
        login: "marta.nowak@example.com",
        name: ("Marta", "Nowak"),
        mail_type: MailType::External,
        addresses: &["m.nowak@example.org"],
        ..PLAIN
    },
    Person {
        login: "door.panel@example.com",
        name: ("Door", "Panel"),
        mail_type: MailType::None,
        hidden: true,
        ..PLAIN
    },
    Person {
        login: "ravi.chandra@example.com",
        name: ("Ravi", "Chandra"),
        addresses: &["postmaster", "abuse"],
        quota_gib: 5,
        ..PLAIN
    },
    Person {
        login: "elena.petrova@example.com",
        name: ("Elena", "Petrova"),
        mail_type: MailType::External,
        addresses: &["e.petrova"],
        ..PLAIN
    },
    Person {
        login: "david.oneil@example.com",
        name: ("David", "O'Neil"),
        addresses: &["d.oneil"],
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "beatrice.morel@branch.example",
        name: ("Béatrice", "Morel"),
        addresses: &["b.morel"],
        quota_gib: 5,
        is_administrator: true,
        ..PLAIN
    },
    Person {
        login: "julien.lefevre@branch.example",
        name: ("Julien", "Lefèvre"),
        addresses: &["j.lefevre"],
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "noemie.garnier@branch.example",
        name: ("Noémie", "Garnier"),
        addresses: &["accueil"],
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "karim.haddad@branch.example",
        name: ("Karim", "Haddad"),
        mail_type: MailType::External,
        addresses: &["k.haddad"],
        ..PLAIN
    },
    Person {
        login: "sophie.marchand@branch.example",
        name: ("Sophie", "Marchand"),
        addresses: &["compta", "factures@branch.example"],
        quota_gib: 5,
        ..PLAIN
    },
    Person {
        login: "antoine.perrin@branch.example",
        name: ("Antoine", "Perrin"),
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "lea.fontaine@branch.example",
        name: ("Léa", "Fontaine"),
        mail_type: MailType::External,
        ..PLAIN
    },
    Person {
        login: "hugo.blanchard@branch.example",
        name: ("Hugo", "Blanchard"),
        addresses: &["h.blanchard"],
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "ines.caron@branch.example",
        name: ("Inès", "Caron"),
        quota_gib: 1,
        hidden: true,
        ..PLAIN
    },
    Person {
        login: "imprimante@branch.example",
        name: ("Imprimante", "Accueil"),
        mail_type: MailType::None,
        hidden: true,
        ..PLAIN
    },
    Person {
        login: "matthias.brandt@studio.example",
        name: ("Matthias", "Brandt"),
        addresses: &["m.brandt", "info"],
        quota_gib: 10,
        ..PLAIN
    },
    Person {
        login: "lena.schaefer@studio.example",
        name: ("Lena", "Schäfer"),
        addresses: &["l.schaefer"],
        quota_gib: 5,
        ..PLAIN
    },
    Person {
        login: "finn.grossmann@studio.example",
        name: ("Finn", "Großmann"),
        addresses: &["buchung"],
        quota_gib: 5,
        ..PLAIN
    },
    Person {
        login: "aylin.yildiz@studio.example",
        name: ("Aylin", "Yıldız"),
        quota_gib: 5,
        ..PLAIN
    },
    Person {
        login: "jakub.dvorak@studio.example",
        name: ("Jakub", "Dvořák"),
        addresses: &["j.dvorak"],
        quota_gib: 5,
        ..PLAIN
    },
    Person {
        login: "emma.vandenberg@studio.example",
        name: ("Emma", "van den Berg"),
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "nils.hartmann@studio.example",
        name: ("Nils", "Hartmann"),
        addresses: &["technik"],
        archived: true,
        ..PLAIN
    },
    Person {
        login: "zoe.albrecht@studio.example",
        name: ("Zoë", "Albrecht"),
        addresses: &["presse"],
        quota_gib: 2,
        ..PLAIN
    },
    Person {
        login: "paul.winkler@studio.example",
        name: ("Paul", "Winkler"),
        mail_type: MailType::None,
        ..PLAIN
    },
];
