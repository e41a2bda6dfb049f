//! A domain as JSON.

use model::domain::{MailRouting, Quotas};
use serde::{Deserialize, Serialize};
use store::domains::Domain;
use utoipa::ToSchema;

use crate::api::object::{Nullable, given, given_object, object_or_null};

/// A domain.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Domain)]
pub struct DomainBody {
    /// Its name, in A-label form.
    #[schema(example = "example.com")]
    name: String,
    /// Free text.
    description: String,
    /// Its other names, in A-label form.
    aliases: Vec<String>,
    mail_routing: RoutingBody,
    settings: SettingsBody,
    /// Also sent as entity tag.
    version: i64,
}

impl From<Domain> for DomainBody {
    fn from(domain: Domain) -> Self {
        Self {
            settings: SettingsBody::of(&domain),
            name: domain.name.into(),
            description: domain.description,
            aliases: domain.aliases.into_iter().map(String::from).collect(),
            mail_routing: domain.routing.into(),
            version: domain.version,
        }
    }
}

/// Where mail of a split domain goes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MailRouting)]
pub struct RoutingBody {
    /// The other mail system; null when there is none.
    #[schema(example = "mail.other.example")]
    relay: Option<String>,
    /// Whether addresses unknown here go to the relay.
    forward_unknown: bool,
    /// Whether mail for the alternate server is rewritten to the user's default address first.
    deliver_to_default: bool,
}

impl From<MailRouting> for RoutingBody {
    fn from(routing: MailRouting) -> Self {
        Self {
            relay: routing.relay.map(String::from),
            forward_unknown: routing.forward_unknown,
            deliver_to_default: routing.deliver_to_default,
        }
    }
}

/// Settings of a domain.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DomainSettings)]
pub struct SettingsBody {
    /// `en`, `fr` or `de`.
    language: String,
    /// A zone of the tz database.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// `dd/MM/yyyy`, `yyyy-MM-dd`, `MM/dd/yyyy` or `dd.MM.yyyy`.
    date_format: &'static str,
    /// `h:mma` or `HH:mm`.
    time_format: &'static str,
    /// Maximum number of users; null for no limit.
    max_users: Option<i64>,
    /// Fewest characters of a password that is set from now on.
    password_min_length: i64,
    /// Days until a password expires; null for never.
    password_lifetime_days: Option<i64>,
    /// Name of the mailbox server of users without one of their own.
    mailbox_server: String,
    /// No user's mailbox may be larger, in KiB; 0 for no limit.
    max_user_quota_kib: i64,
    /// Size of a new user's mailbox, in KiB; 0 for the maximum.
    default_user_quota_kib: i64,
    /// No shared mailbox may be larger, in KiB; 0 for no limit.
    max_shared_quota_kib: i64,
    /// Size of a new shared mailbox, in KiB; 0 for the maximum.
    default_shared_quota_kib: i64,
}

impl SettingsBody {
    fn of(domain: &Domain) -> Self {
        let Quotas {
            max_user_kib,
            default_user_kib,
            max_shared_kib,
            default_shared_kib,
        } = domain.quotas;
        Self {
            language: domain.language.clone(),
            time_zone: domain.time_zone.clone(),
            date_format: domain.date_format.as_str(),
            time_format: domain.time_format.as_str(),
            max_users: domain.max_users,
            password_min_length: domain.passwords.min_length,
            password_lifetime_days: domain.passwords.lifetime_days,
            mailbox_server: domain.mailbox_server.clone(),
            max_user_quota_kib: max_user_kib,
            default_user_quota_kib: default_user_kib,
            max_shared_quota_kib: max_shared_kib,
            default_shared_quota_kib: default_shared_kib,
        }
    }
}

/// A domain to create.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDomain {
    /// Its name; international names are stored in A-label form.
    #[serde(default)]
    #[schema(required, example = "example.com")]
    pub name: String,
    /// Free text.
    #[serde(default)]
    pub description: String,
    /// Other names with the same entries.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Name of the mailbox server; missing or null for the first one.
    #[serde(default)]
    pub mailbox_server: Option<String>,
    /// An administrator to create with it.
    #[serde(default, deserialize_with = "object_or_null")]
    pub administrator: Option<NewAdministrator>,
}

/// The administrator of a new domain.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAdministrator {
    /// Login inside the new domain.
    #[serde(default)]
    #[schema(required)]
    pub login: String,
    /// Initial password, changed at the first sign-in.
    #[serde(default)]
    #[schema(required)]
    pub password: String,
}

/// What to change of a domain; what is missing stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DomainChange {
    /// One of the domain's names.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub name: Option<String>,
    /// Free text.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub description: Option<String>,
    /// All its other names.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub aliases: Option<Vec<String>>,
    /// Where mail of the domain goes.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    pub mail_routing: Option<RoutingChange>,
    /// Settings.
    #[serde(default, deserialize_with = "given_object")]
    #[schema(nullable = false)]
    pub settings: Option<SettingsChange>,
}

/// What to change of a domain's mail routing; what is missing stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoutingChange {
    /// The relay; null for none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub relay: Option<Nullable<String>>,
    /// Forward all unknown addresses to the relay.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub forward_unknown: Option<bool>,
    /// Rewrite to the default address before mail leaves for the relay.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub deliver_to_default: Option<bool>,
}

/// What to change of a domain's settings; what is missing stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsChange {
    /// `en`, `fr` or `de`.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub language: Option<String>,
    /// A zone of the tz database.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub time_zone: Option<String>,
    /// `dd/MM/yyyy`, `yyyy-MM-dd`, `MM/dd/yyyy` or `dd.MM.yyyy`.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub date_format: Option<String>,
    /// `h:mma` or `HH:mm`.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub time_format: Option<String>,
    /// Maximum number of users; null for no limit.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    pub max_users: Option<Nullable<i64>>,
    /// Fewest characters of a password that is set from now on, 8 to 64.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub password_min_length: Option<i64>,
    /// Days until a password expires; null for never. A lifetime that is new or shorter counts from now.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    pub password_lifetime_days: Option<Nullable<i64>>,
    /// Name of the mailbox server.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub mailbox_server: Option<String>,
    /// In KiB; 0 for no limit.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub max_user_quota_kib: Option<i64>,
    /// In KiB; 0 for the maximum.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub default_user_quota_kib: Option<i64>,
    /// In KiB; 0 for no limit.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub max_shared_quota_kib: Option<i64>,
    /// In KiB; 0 for the maximum.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub default_shared_quota_kib: Option<i64>,
}
