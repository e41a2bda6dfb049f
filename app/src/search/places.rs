//! Every screen, tab, section and important field of the console, and the words it is found by.

mod delegation;

use model::{Action, EntryRef, Kind, Right};

use super::here::Here;
use super::other_words as other;
use super::results::comparable;
use crate::caller::Caller;
use crate::directory::may_create_somewhere;
use crate::frame::create_words;
use crate::paths;
use crate::words::{
    DeletionWord, DirectoryWord as D, EntryWord as E, FilterWord, FindingWord, FrameWord as F,
    HandlingWord, ImportWord, Lang, LdapWord, SettingsWord, SystemWord as S, TaskWord, Word,
};

/// A text in every language.
type Texts = [&'static str; 3];

fn texts(word: impl Word) -> Texts {
    Lang::ALL.map(|lang| lang.say(word))
}

/// A place of the console.
#[derive(Clone, Debug)]
pub struct Place {
    /// How addresses call it.
    pub id: &'static str,
    /// What it is called on the screen.
    name: Texts,
    /// The screens and tabs it is on.
    within: Vec<Texts>,
    to: Target,
    needs: Needs,
    /// Further words it is found by, in any language.
    also: &'static str,
}

/// Where a place is.
#[derive(Clone, Debug)]
enum Target {
    /// On a page of its own.
    Page(&'static str),
    /// On a page of a domain, perhaps further down.
    Domain(fn(&str) -> String, &'static str),
    /// The form for a new entry of a kind.
    New(Kind),
    /// In the Directory Browser of a domain, with a filter.
    Directory(&'static str, &'static str),
    /// On a page of an entry of one of these kinds; without one, in the list of the first.
    Entry(&'static [Kind], fn(&str, &EntryRef) -> String, &'static str),
}

/// Who is offered it. The page itself asks the store again.
#[derive(Clone, Copy, Debug)]
enum Needs {
    Nothing,
    /// Some domain as a whole.
    WholeDomain,
    CreateEntry(Kind),
    ChangeMail,
    CreateDomain,
    ChangeMailboxServers,
    ReadHistory,
    Superadministrator,
}

impl Place {
    fn new(id: &'static str, name: impl Word, to: Target) -> Self {
        Self {
            id,
            name: texts(name),
            within: Vec::new(),
            to,
            needs: Needs::Nothing,
            also: "",
        }
    }

    fn within(mut self, word: impl Word) -> Self {
        self.within.push(texts(word));
        self
    }

    const fn needs(mut self, needs: Needs) -> Self {
        self.needs = needs;
        self
    }

    const fn also(mut self, words: &'static str) -> Self {
        self.also = words;
        self
    }

    /// What it is called.
    pub fn name(&self, lang: Lang) -> &'static str {
        in_language(&self.name, lang)
    }

    /// The screens and tabs it is on, from the outside in.
    pub fn trail(&self, lang: Lang) -> String {
        let steps = self.within.iter().map(|step| in_language(step, lang));
        steps.collect::<Vec<_>>().join(" › ")
    }

    /// Its name, folded, and all other words it is found by; after a line break, where it is.
    pub fn found_by(&self, lang: Lang) -> (String, String) {
        let own = self.name(lang);
        let names = self.name.iter().filter(|name| **name != own).copied();
        let also: Vec<_> = names.chain([self.also]).collect();
        let steps: Vec<_> = self.within.iter().flatten().copied().collect();
        let joined = |texts: &[&str]| comparable(&texts.join(" · "));
        (
            comparable(own),
            format!("{}\n{}", joined(&also), joined(&steps)),
        )
    }

    /// Where it is for somebody who is `here`.
    pub fn href(&self, here: &Here) -> String {
        match &self.to {
            Target::Page(path) => (*path).to_owned(),
            _ if here.domain.is_empty() => paths::go(self.id, ""),
            Target::Domain(page, anchor) => format!("{}{anchor}", page(&here.domain)),
            Target::New(kind) => paths::new_entry(&here.domain, *kind),
            Target::Directory(name, value) => {
                paths::with_query(paths::DIRECTORY, &[("domain", &here.domain), (name, value)])
            }
            Target::Entry(kinds, page, anchor) => {
                let entry = here
                    .entry
                    .as_ref()
                    .filter(|entry| kinds.contains(&entry.kind));
                if let Some(entry) = entry {
                    format!("{}{anchor}", page(&here.domain, entry))
                } else {
                    let kind = kinds.first().map_or("", |kind| kind.as_str());
                    let pairs = [("domain", here.domain.as_str()), ("kind", kind)];
                    paths::with_query(paths::DIRECTORY, &pairs)
                }
            }
        }
    }

    /// Whether it is offered to `caller`.
    pub fn is_for(&self, caller: &Caller) -> bool {
        match self.needs {
            Needs::Nothing => true,
            Needs::WholeDomain => caller.administers_whole_domains(),
            Needs::CreateEntry(kind) => may_create_somewhere(caller, kind),
            Needs::ChangeMail => {
                let own = caller.actor().and_then(model::Actor::delegation);
                own.is_none_or(|own| own.holds_somewhere(Right::Mail))
            }
            Needs::CreateDomain => caller.may(Action::CreateDomain),
            Needs::ChangeMailboxServers => caller.may(Action::ChangeMailboxServers),
            Needs::ReadHistory => caller.may(Action::ReadHistory),
            Needs::Superadministrator => caller
                .actor()
                .is_some_and(model::Actor::is_superadministrator),
        }
    }
}

fn in_language(texts: &Texts, lang: Lang) -> &'static str {
    let position = Lang::ALL.iter().position(|other| *other == lang);
    position
        .and_then(|position| texts.get(position))
        .copied()
        .unwrap_or_default()
}

/// All of them, in the order of the console.
pub fn places() -> Vec<Place> {
    [
        general(),
        creating(),
        directory(),
        delegation::delegation(),
        domain_pages(),
        mail_system(),
        entry_pages(),
        entry_mail(),
        account(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn general() -> Vec<Place> {
    let page = |id, word: F, path| Place::new(id, word, Target::Page(path));
    vec![
        page("home", F::CentralAdministration, paths::HOME),
        page("directories", F::Directories, paths::DIRECTORIES_SECTION),
        page("system", F::SystemManagement, paths::SYSTEM),
        page("domains", F::ModifyDomain, paths::DOMAINS)
            .within(F::SystemManagement)
            .needs(Needs::WholeDomain)
            .also(other::DOMAINS),
        page("new-domain", F::CreateDomain, paths::NEW_DOMAIN)
            .within(F::SystemManagement)
            .needs(Needs::CreateDomain)
            .also(other::NEW_DOMAIN),
        page("mailbox-servers", F::MailboxServers, paths::MAILBOX_SERVERS)
            .within(F::SystemManagement)
            .needs(Needs::ChangeMailboxServers)
            .also(other::MAILBOX_SERVERS),
        Place::new(
            "new-mailbox-server",
            S::NewMailboxServer,
            Target::Page(paths::NEW_MAILBOX_SERVER),
        )
        .within(F::MailboxServers)
        .needs(Needs::ChangeMailboxServers)
        .also(other::MAILBOX_SERVERS),
        Place::new(
            "deleted-domains",
            DeletionWord::DeletedDomains,
            Target::Page(paths::DELETED_DOMAINS),
        )
        .within(F::ModifyDomain)
        .needs(Needs::Superadministrator)
        .also(other::RESTORE),
        page("history", F::History, paths::HISTORY)
            .within(F::SystemManagement)
            .needs(Needs::ReadHistory)
            .also(other::HISTORY),
    ]
}

/// "Create user", "Create group" …
fn creating() -> Vec<Place> {
    let new = |kind, id, also| {
        Place::new(id, create_words(kind).0, Target::New(kind))
            .within(F::Directories)
            .needs(Needs::CreateEntry(kind))
            .also(also)
    };
    vec![
        new(Kind::User, "new-user", other::USER),
        new(Kind::Group, "new-group", other::GROUP),
        new(
            Kind::SharedMailbox,
            "new-shared-mailbox",
            other::SHARED_MAILBOX,
        ),
        new(Kind::Resource, "new-resource", other::RESOURCE),
        new(
            Kind::ExternalUser,
            "new-external-user",
            other::EXTERNAL_USER,
        ),
    ]
}

fn directory() -> Vec<Place> {
    let filtered = |id, word: D, name, value| {
        Place::new(id, word, Target::Directory(name, value)).within(F::DirectoryBrowser)
    };
    let mail_types = |domain: &str| {
        let chosen = [
            ("domain", domain),
            ("change", "mail_type"),
            ("which", "everything"),
        ];
        paths::with_query(paths::DIRECTORY_CHANGE, &chosen)
    };
    vec![
        Place::new("directory", F::DirectoryBrowser, Target::Directory("q", ""))
            .within(F::Directories)
            .also(other::DIRECTORY),
        filtered("alternate-users", D::AlternateServer, "type", "external").also(other::ALTERNATE),
        filtered("groups", D::KindGroup, "kind", "group").also(other::GROUP),
        filtered(
            "shared-mailboxes",
            D::KindSharedMailbox,
            "kind",
            "shared_mailbox",
        )
        .also(other::SHARED_MAILBOX),
        filtered(
            "external-users",
            D::KindExternalUser,
            "kind",
            "external_user",
        )
        .also(other::EXTERNAL_USER),
        filtered("resources", D::KindResource, "kind", "resource").also(other::RESOURCE),
        filtered(
            "suspended-entries",
            D::StatusesSuspended,
            "status",
            "suspended",
        ),
        Place::new(
            "bulk-mail-type",
            TaskWord::ChangeMailTypes,
            Target::Domain(mail_types, ""),
        )
        .within(F::DirectoryBrowser)
        .needs(Needs::ChangeMail)
        .also(other::ALTERNATE),
        Place::new(
            "import",
            ImportWord::Title,
            Target::Domain(paths::import, ""),
        )
        .within(F::DirectoryBrowser)
        .needs(Needs::WholeDomain)
        .also(other::IMPORT),
        Place::new("tasks", F::Tasks, Target::Domain(paths::tasks, ""))
            .within(F::Directories)
            .also(other::TASKS),
        Place::new(
            "directory-history",
            F::History,
            Target::Domain(paths::directory_history, ""),
        )
        .within(F::Directories)
        .also(other::HISTORY),
    ]
}

/// A field of a domain's General tab.
fn of_domain(id: &'static str, word: impl Word, anchor: &'static str) -> Place {
    Place::new(id, word, Target::Domain(paths::domain, anchor))
        .within(F::ModifyDomain)
        .needs(Needs::WholeDomain)
        .within(S::TabGeneral)
}

fn domain_pages() -> Vec<Place> {
    vec![
        Place::new(
            "domain-general",
            S::TabGeneral,
            Target::Domain(paths::domain, ""),
        )
        .within(F::ModifyDomain)
        .needs(Needs::WholeDomain)
        .also(other::GENERAL),
        of_domain("domain-name", S::NameExample, "#name").also(other::DOMAIN_NAME),
        of_domain("domain-description", F::Description, "#description"),
        of_domain("domain-language", F::Language, "#language"),
        of_domain("domain-time-zone", S::TimeZone, "#time_zone"),
        of_domain(
            "domain-date-format",
            SettingsWord::DateFormat,
            "#date_format",
        ),
        of_domain(
            "domain-password-length",
            SettingsWord::MinLength,
            "#password_min_length",
        )
        .also(other::PASSWORD_POLICY),
        of_domain(
            "domain-password-lifetime",
            SettingsWord::Lifetime,
            "#password_lifetime_days",
        )
        .also(other::PASSWORD_POLICY),
        of_domain("domain-aliases", S::Aliases, "#aliases").also(other::ALIASES),
        of_domain("domain-max-users", S::MaxUsers, "#max_users").also(other::MAX_USERS),
        Place::new(
            "domain-filters",
            FilterWord::Tab,
            Target::Domain(paths::domain_filters, ""),
        )
        .within(F::ModifyDomain)
        .needs(Needs::WholeDomain)
        .also(other::FILTERS),
        Place::new(
            "ldap",
            LdapWord::Tab,
            Target::Domain(paths::domain_ldap, ""),
        )
        .within(F::ModifyDomain)
        .needs(Needs::WholeDomain)
        .also(other::LDAP),
        Place::new(
            "delete-domain",
            S::DeleteDomain,
            Target::Domain(paths::domain_delete, ""),
        )
        .within(F::ModifyDomain)
        .needs(Needs::WholeDomain)
        .needs(Needs::Superadministrator),
        Place::new(
            "domain-history",
            F::History,
            Target::Domain(paths::domain_history, ""),
        )
        .within(F::ModifyDomain)
        .needs(Needs::WholeDomain)
        .also(other::HISTORY),
    ]
}

fn mail_system() -> Vec<Place> {
    let at = |id, word: S, anchor| {
        Place::new(id, word, Target::Domain(paths::domain_mail, anchor))
            .within(F::ModifyDomain)
            .needs(Needs::WholeDomain)
            .within(S::TabMailSystem)
    };
    vec![
        Place::new(
            "mail-system",
            S::TabMailSystem,
            Target::Domain(paths::domain_mail, ""),
        )
        .within(F::ModifyDomain)
        .needs(Needs::WholeDomain)
        .also(other::MAIL_SYSTEM),
        at("domain-mailbox-server", S::MailboxServer, "#mailbox_server")
            .also(other::STORAGE_SERVER),
        at("mail-storage", S::MailStorage, "#mail-storage"),
        at("max-user-quota", S::MaxUserQuota, "#max_user_kib_number"),
        at(
            "default-user-quota",
            S::DefaultUserQuota,
            "#default_user_kib_number",
        ),
        at(
            "max-shared-quota",
            S::MaxSharedQuota,
            "#max_shared_kib_number",
        )
        .also(other::MAX_SHARED_QUOTA),
        at(
            "default-shared-quota",
            S::DefaultSharedQuota,
            "#default_shared_kib_number",
        )
        .also(other::DEFAULT_SHARED_QUOTA),
        at("mail-routing", S::MailRouting, "#mail-routing").also(other::ROLES),
        at("relay", S::Relay, "#relay").also(other::RELAY),
        at("forward-unknown", S::ForwardUnknown, "#forward_unknown").also(other::FORWARD_UNKNOWN),
        at(
            "deliver-to-default",
            S::DeliverToDefault,
            "#deliver_to_default",
        ),
        Place::new(
            "where-does-mail-go",
            S::TraceTitle,
            Target::Domain(|domain| paths::domain_route(domain, ""), ""),
        )
        .within(F::ModifyDomain)
        .also(other::TRACE),
    ]
}

/// Kinds whose mail type can be chosen.
const WITH_TYPES: &[Kind] = &[Kind::User, Kind::SharedMailbox];
const WITH_MAILBOX: &[Kind] = &[Kind::User, Kind::SharedMailbox, Kind::Resource];
const USERS: &[Kind] = &[Kind::User];
const GROUPS: &[Kind] = &[Kind::Group];
const IN_GROUPS: &[Kind] = &[
    Kind::User,
    Kind::Group,
    Kind::SharedMailbox,
    Kind::ExternalUser,
];

fn of_entry(id: &'static str, name: impl Word, to: Target) -> Place {
    Place::new(id, name, to)
        .within(F::DirectoryBrowser)
        .within(FindingWord::AnEntry)
}

fn administration(domain: &str, user: &EntryRef) -> String {
    paths::user_administration(domain, &user.name)
}

fn entry_pages() -> Vec<Place> {
    let general = |id, word: D, anchor| {
        of_entry(id, word, Target::Entry(USERS, paths::entry, anchor)).within(D::TabGeneral)
    };
    vec![
        general("login", D::LoginField, "#login"),
        general("display-name", D::DisplayName, "#display_name"),
        general("password", D::NewPassword, "#password").also(other::PASSWORD),
        general("suspended", D::Suspended, "#suspended").also(other::SUSPENDED),
        of_entry(
            "administrator",
            D::Administrator,
            Target::Entry(USERS, administration, ""),
        )
        .also(other::ADMINISTRATOR),
        Place::new(
            "members",
            E::Members,
            Target::Entry(GROUPS, paths::entry_members, ""),
        )
        .within(F::DirectoryBrowser)
        .within(FindingWord::AGroup)
        .also(other::MEMBERS),
        of_entry(
            "groups-of",
            E::GroupsOf,
            Target::Entry(IN_GROUPS, paths::entry_groups, ""),
        )
        .also(other::GROUPS_OF),
    ]
}

fn entry_mail() -> Vec<Place> {
    let at = |id, word: D, kinds, anchor| {
        of_entry(id, word, Target::Entry(kinds, paths::entry_mail, anchor)).within(D::TabMail)
    };
    vec![
        of_entry(
            "user-mail",
            D::TabMail,
            Target::Entry(USERS, paths::entry_mail, ""),
        )
        .also(other::USER_MAIL),
        at("mail-type", D::MailRouting, WITH_TYPES, "#type").also(other::MAIL_TYPE),
        at(
            "select-addresses",
            D::SelectAddresses,
            WITH_TYPES,
            "#emails",
        )
        .also(other::ALTERNATE),
        at(
            "storage-server",
            D::StorageServer,
            WITH_MAILBOX,
            "#mailbox_server",
        )
        .also(other::STORAGE_SERVER),
        at("quota", D::Quota, WITH_MAILBOX, "#quota_kib_number").also(other::QUOTA),
        at("emails", D::Emails, WITH_MAILBOX, "#emails").also(other::EMAILS),
        of_entry(
            "forwarding",
            HandlingWord::ForwardTitle,
            Target::Entry(USERS, paths::entry_handling, "#forward"),
        )
        .within(HandlingWord::Tab)
        .also(other::FORWARDING),
        of_entry(
            "automatic-reply",
            HandlingWord::ReplyTitle,
            Target::Entry(WITH_TYPES, paths::entry_handling, "#automatic-reply"),
        )
        .within(HandlingWord::Tab)
        .also(other::REPLY),
        at("hidden", D::Hidden, USERS, "#hidden").also(other::HIDDEN),
    ]
}

fn account() -> Vec<Place> {
    let page = |id, word: F, path| Place::new(id, word, Target::Page(path)).within(F::MyAccount);
    vec![
        page("preferences", F::Preferences, paths::ACCOUNT).also(other::PREFERENCES),
        page("own-password", F::ChangePassword, paths::ACCOUNT_PASSWORD).also(other::PASSWORD),
        page("sessions", F::Sessions, paths::ACCOUNT_SESSIONS),
        Place::new("help", FindingWord::Help, Target::Page(paths::HELP)),
        Place::new("keys", FindingWord::Keyboard, Target::Page("/help#keys"))
            .within(FindingWord::Help)
            .also(other::KEYS),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::rank;
    use super::*;

    /// The places found by a text, best first.
    fn found(lang: Lang, typed: &str) -> Vec<&'static str> {
        let typed = comparable(typed);
        let mut found: Vec<_> = places()
            .iter()
            .filter_map(|place| {
                let (name, rest) = place.found_by(lang);
                Some((rank(&name, &rest, &typed)?, place.id))
            })
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, id)| id).collect()
    }

    #[test]
    fn words_of_other_consoles_find_ours_in_every_language() {
        for (typed, id) in [
            ("Messagerie tierce", "alternate-users"),
            ("Alternativer Emailserver", "mail-type"),
            ("alternate mail server", "alternate-users"),
            ("third-party emails", "alternate-users"),
            ("Posteingang", "mail-system"),
            ("Mailsystem", "mail-system"),
            ("E-Mail-System", "mail-system"),
            ("Public folder maximum quota", "max-shared-quota"),
            ("quota maximum d'un dossier public", "max-shared-quota"),
            ("Maximum mailshare quota", "max-shared-quota"),
            ("mailshare", "new-shared-mailbox"),
            ("LDAP import", "ldap"),
            ("Active Directory", "ldap"),
            ("boite partagee", "new-shared-mailbox"),
            ("geteilte mailbox", "new-shared-mailbox"),
            ("Relay for split domains", "relay"),
            ("relais pour les domaines decoupes", "relay"),
            ("Relay für geteilte Domänen", "relay"),
            ("split domain", "relay"),
            ("catch-all", "forward-unknown"),
            ("Leite unbekannte Emails an SMTP Relay", "forward-unknown"),
            (
                "Unbekannte Adressen an das Relais zurückgeben",
                "forward-unknown",
            ),
            ("forward unknown emails", "forward-unknown"),
            ("Manage Domains", "domains"),
            ("Domaines supervisés", "domains"),
            ("Domaine supervisé", "domains"),
            ("Domänen verwalten", "domains"),
            ("Überwachte Domain", "domains"),
            ("Entrées d’Annuaire", "directory"),
            ("Verzeichnisinhalt", "directory"),
            ("Verzeichniseinträge", "directory"),
            ("mail settings", "user-mail"),
            ("Email-Einstellungen", "user-mail"),
            ("Keine Emailverarbeitung", "mail-type"),
            ("Speicher-Server", "storage-server"),
            ("Kennwort", "password"),
            ("not in address book", "hidden"),
            ("Nicht im Adressbuch anzeigen", "hidden"),
            ("maître", "mail-routing"),
            ("slave", "mail-routing"),
        ] {
            for lang in Lang::ALL {
                assert!(
                    found(lang, typed).contains(&id),
                    "{typed} in {}",
                    lang.tag()
                );
            }
        }
    }

    #[test]
    fn a_place_is_first_by_its_own_name() {
        for lang in Lang::ALL {
            for place in places() {
                let name = place.name(lang);
                let found = found(lang, name);
                let best = found.first().copied().unwrap();
                let is_same = places()
                    .iter()
                    .filter(|other| other.id == best)
                    .any(|other| comparable(other.name(lang)).starts_with(&comparable(name)));
                assert!(is_same, "{name} finds {found:?}");
            }
        }
    }

    #[test]
    fn every_place_has_a_name_of_its_own_in_addresses() {
        let mut ids: Vec<_> = places().iter().map(|place| place.id).collect();
        ids.sort_unstable();
        let number = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), number);
    }
}
