//! Actions, objects and fields in words.

use model::{Kind, name};

use crate::directory::kind_name;
use crate::words::{
    DirectoryWord, FilterWord, FrameWord, HandlingWord, HistoryWord, Lang, LdapWord, SettingsWord,
    SystemWord, UnitWord,
};

/// The actions a list can be narrowed to, in the order of the list on the screen.
pub(super) const ACTIONS: &[(&str, HistoryWord)] = &[
    ("create", HistoryWord::Created),
    ("change", HistoryWord::Changed),
    ("delete", HistoryWord::Deleted),
    ("restore", HistoryWord::Restored),
    ("purge", HistoryWord::Purged),
    ("change_identity", HistoryWord::ChangedIdentity),
    ("change_mail", HistoryWord::ChangedMail),
    ("change_handling", HistoryWord::ChangedHandling),
    ("change_administration", HistoryWord::ChangedAdministration),
    ("change_administrators", HistoryWord::ChangedAdministrators),
    ("change_mail_types", HistoryWord::ChangedMailTypes),
    ("import", HistoryWord::Imported),
    ("change_suspended", HistoryWord::ChangedSuspended),
    ("change_quotas", HistoryWord::ChangedQuotas),
    ("change_membership", HistoryWord::ChangedMembership),
    ("change_units", HistoryWord::ChangedUnits),
    ("delete_entries", HistoryWord::DeletedEntries),
    ("restore_entries", HistoryWord::RestoredEntries),
    ("purge_entries", HistoryWord::PurgedEntries),
    ("remove_addresses", HistoryWord::RemovedAddresses),
    ("change_general", HistoryWord::ChangedGeneral),
    ("change_mail_system", HistoryWord::ChangedMailSystem),
    ("change_ldap", HistoryWord::ChangedLdap),
    ("remove_ldap", HistoryWord::RemovedLdap),
    ("change_filters", HistoryWord::ChangedFilters),
    ("change_password", HistoryWord::ChangedPassword),
    ("create_key", HistoryWord::CreatedKey),
    ("revoke_key", HistoryWord::RevokedKey),
];

/// What was done.
pub(super) fn action(lang: Lang, code: &str) -> String {
    let known = ACTIONS.iter().find(|(action, _)| *action == code);
    known.map_or_else(|| code.to_owned(), |(_, word)| lang.say(*word).to_owned())
}

/// The kind and the name of an object such as `user:jdoe@example.com`.
pub(super) fn object(lang: Lang, object: &str) -> (String, String) {
    let (prefix, rest) = object.split_once(':').unwrap_or(("", object));
    let entry = Kind::ALL.into_iter().find(|kind| kind.prefix() == prefix);
    let kind = match (entry, prefix) {
        (Some(kind), _) => kind_name(lang, kind),
        (None, "domain") => lang.say(HistoryWord::KindDomain),
        (None, "unit") => lang.say(UnitWord::Unit),
        (None, "mailbox_server") => lang.say(HistoryWord::KindServer),
        (None, "account" | "superadministrator") => lang.say(HistoryWord::KindAccount),
        (None, other) => return (other.to_owned(), rest.to_owned()),
    };
    let shown = match rest.rsplit_once('@') {
        // These have no account that would be called so.
        Some((local, domain)) if matches!(entry, Some(Kind::Group | Kind::ExternalUser)) => {
            format!("{local} ({})", name::shown(domain))
        }
        Some((local, domain)) => format!("{local}@{}", name::shown(domain)),
        None if prefix == "domain" => name::shown(rest),
        None => rest.to_owned(),
    };
    (kind.to_owned(), shown)
}

/// Both in one phrase.
pub(super) fn object_phrase(lang: Lang, code: &str) -> String {
    let (kind, name) = object(lang, code);
    format!("{kind} {name}")
}

/// The name of a field.
pub(crate) fn field(lang: Lang, path: &str) -> String {
    known_field(lang, path).map_or_else(|| path.to_owned(), str::to_owned)
}

fn known_field(lang: Lang, path: &str) -> Option<&'static str> {
    entry_field(lang, path)
        .or_else(|| handling_field(lang, path))
        .or_else(|| domain_field(lang, path))
        .or_else(|| ldap_field(lang, path))
        .or_else(|| settings_field(lang, path))
        .or_else(|| other_field(lang, path))
}

fn entry_field(lang: Lang, path: &str) -> Option<&'static str> {
    Some(match path {
        "members" => lang.say(HistoryWord::Members),
        "groups" => lang.say(HistoryWord::Groups),
        "unit" => lang.say(UnitWord::Unit),
        "parent" => lang.say(UnitWord::Parent),
        "rights" => lang.say(UnitWord::Rights),
        "administrators" => lang.say(UnitWord::DomainAdministrators),
        "address" => lang.say(HistoryWord::OutsideAddress),
        path => lang.say(match path {
            "login" => DirectoryWord::LoginField,
            "first_name" => DirectoryWord::FirstName,
            "last_name" => DirectoryWord::LastName,
            "display_name" => DirectoryWord::DisplayName,
            "suspended" => DirectoryWord::Suspended,
            "hidden" => DirectoryWord::Hidden,
            "is_administrator" => DirectoryWord::Administrator,
            "password" => DirectoryWord::PasswordField,
            "mail.type" | "mail_type" => DirectoryWord::MailRouting,
            "mail.addresses" | "addresses" => DirectoryWord::Emails,
            "mail.quota_kib" => DirectoryWord::Quota,
            "mail.mailbox_server" => DirectoryWord::StorageServer,
            _ => return None,
        }),
    })
}

fn handling_field(lang: Lang, path: &str) -> Option<&'static str> {
    // The deletion of an entry keeps both below one name.
    let path = path.strip_prefix("handling.").unwrap_or(path);
    Some(match path {
        "filters" => lang.say(FilterWord::Tab),
        path => lang.say(match path {
            "forward.active" => HandlingWord::ForwardActive,
            "forward.to" => HandlingWord::ForwardTo,
            "forward.keep_copy" => HandlingWord::KeepCopyYes,
            "automatic_reply.active" => HandlingWord::ReplyActive,
            "automatic_reply.from" => HandlingWord::From,
            "automatic_reply.to" => HandlingWord::To,
            "automatic_reply.subject" => HandlingWord::Subject,
            "automatic_reply.message" => HandlingWord::Message,
            _ => return None,
        }),
    })
}

fn domain_field(lang: Lang, path: &str) -> Option<&'static str> {
    Some(lang.say(match path {
        "aliases" => SystemWord::Aliases,
        "description" => SystemWord::ColumnDescription,
        "max_users" => SystemWord::MaxUsers,
        "mailbox_server" => SystemWord::MailboxServer,
        "quotas.max_user_kib" => SystemWord::MaxUserQuota,
        "quotas.default_user_kib" => SystemWord::DefaultUserQuota,
        "quotas.max_shared_kib" => SystemWord::MaxSharedQuota,
        "quotas.default_shared_kib" => SystemWord::DefaultSharedQuota,
        "mail_routing.relay" => SystemWord::Relay,
        "mail_routing.forward_unknown" => SystemWord::ForwardUnknown,
        "mail_routing.deliver_to_default" => SystemWord::DeliverToDefault,
        _ => return None,
    }))
}

fn ldap_field(lang: Lang, path: &str) -> Option<&'static str> {
    Some(lang.say(match path {
        "url" => LdapWord::Url,
        "protection" => LdapWord::Protection,
        "ca_certificate" => LdapWord::Certificate,
        "bind_dn" => LdapWord::BindDn,
        "base_dn" => LdapWord::BaseDn,
        "user_filter" => LdapWord::UserFilter,
        "group_filter" => LdapWord::GroupFilter,
        "split_group" => LdapWord::SplitGroup,
        "missing" => LdapWord::Missing,
        "every_minutes" => LdapWord::Every,
        "max_share" => LdapWord::MaxShare,
        "mapping.login" => LdapWord::AttributeLogin,
        "mapping.first_name" => LdapWord::AttributeFirstName,
        "mapping.last_name" => LdapWord::AttributeLastName,
        "mapping.display_name" => LdapWord::AttributeDisplayName,
        "mapping.mail" => LdapWord::AttributeMail,
        "mapping.aliases" => LdapWord::AttributeAliases,
        "mapping.unique_id" => LdapWord::AttributeUniqueId,
        "mapping.disabled" => LdapWord::AttributeDisabled,
        _ => return None,
    }))
}

/// How people read, and their passwords.
fn settings_field(lang: Lang, path: &str) -> Option<&'static str> {
    let word = match path.strip_prefix("settings.").unwrap_or(path) {
        "language" => return Some(lang.say(FrameWord::Language)),
        "time_zone" => return Some(lang.say(SystemWord::TimeZone)),
        "date_format" => SettingsWord::DateFormat,
        "time_format" => SettingsWord::TimeFormat,
        "contact.job_title" => SettingsWord::JobTitle,
        "contact.department" => SettingsWord::Department,
        "contact.phone" => SettingsWord::Phone,
        "passwords.min_length" => SettingsWord::MinLength,
        "passwords.lifetime_days" => SettingsWord::Lifetime,
        "password_never_expires" => SettingsWord::NeverExpires,
        "must_change_password" => SettingsWord::MustChange,
        _ => return None,
    };
    Some(lang.say(word))
}

fn other_field(lang: Lang, path: &str) -> Option<&'static str> {
    Some(match path {
        "name" => lang.say(FrameWord::Name),
        "domains" => lang.say(FrameWord::Domains),
        "key" => lang.say(HistoryWord::Key),
        "read_only" => lang.say(HistoryWord::ReadOnly),
        "entries" => lang.say(HistoryWord::Entries),
        "number" => lang.say(HistoryWord::Number),
        "deleted" => lang.say(HistoryWord::Deleted),
        "created" => lang.say(HistoryWord::NumberCreated),
        "changed" => lang.say(HistoryWord::NumberChanged),
        "endpoint" => lang.say(HistoryWord::Endpoint),
        _ => return None,
    })
}
