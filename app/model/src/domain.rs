//! A domain's names and settings: drafts as typed, and what they become when every rule holds.

use serde::{Deserialize, Serialize};

use crate::password::{self, Owner, PasswordPolicy};
use crate::relay::OwnHost;
use crate::settings::{self, DateFormat, OwnSettings, OwnSettingsDraft, TimeFormat};
use crate::{Code, DomainName, Login, Problem, Problems, Relay, quota, text};

/// Longest description, in characters.
pub const DESCRIPTION_MAX: usize = 1000;

/// Languages of the console and of a domain's users.
pub const LANGUAGES: [&str; 3] = ["en", "fr", "de"];

/// What a domain is in a split set-up; derived from its mail routing, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DomainRole {
    /// No relay: every address is here or nowhere.
    Single,
    /// A relay for the users of the alternate mail server; unknown addresses are refused.
    Master,
    /// Unknown addresses go to the relay.
    Slave,
}

/// Where mail of a split domain goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailRouting {
    /// The other mail system.
    pub relay: Option<Relay>,
    /// Whether addresses unknown here go to the relay.
    pub forward_unknown: bool,
    /// Whether mail for the alternate server is rewritten to the user's default address first.
    pub deliver_to_default: bool,
}

impl MailRouting {
    /// The role these settings make.
    #[must_use]
    pub const fn role(&self) -> DomainRole {
        match (&self.relay, self.forward_unknown) {
            (None, _) => DomainRole::Single,
            (Some(_), false) => DomainRole::Master,
            (Some(_), true) => DomainRole::Slave,
        }
    }
}

/// Mail routing as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailRoutingDraft {
    /// The relay; empty or missing for none.
    #[serde(default)]
    pub relay: Option<String>,
    /// Forward all unknown addresses to the relay.
    #[serde(default)]
    pub forward_unknown: bool,
    /// Rewrite to the default address before mail leaves for the relay.
    #[serde(default)]
    pub deliver_to_default: bool,
}

impl MailRoutingDraft {
    /// Checks every rule that needs no database.
    ///
    /// # Errors
    /// Problems with the fields `relay` and `forward_unknown`.
    pub fn check(&self, own: &OwnHost) -> Result<MailRouting, Problems> {
        let mut problems = Problems::default();
        let typed = self.relay.as_deref().unwrap_or_default().trim_matches(' ');
        let relay = if typed.is_empty() {
            None
        } else {
            problems.take("relay", Relay::parse(typed))
        };
        if relay.as_ref().is_some_and(|relay| relay.is_self(own)) {
            problems.add(Problem::new("relay", Code::RelayIsSelf));
        }
        if self.forward_unknown && typed.is_empty() {
            problems.add(Problem::new("relay", Code::RelayRequired));
        }
        problems.or(Some(MailRouting {
            relay,
            forward_unknown: self.forward_unknown,
            deliver_to_default: self.deliver_to_default,
        }))
    }
}

/// The four quotas of a domain, in KiB; zero means none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quotas {
    /// No user's mailbox may be larger.
    pub max_user_kib: i64,
    /// A new user's mailbox gets this.
    pub default_user_kib: i64,
    /// No shared mailbox may be larger.
    pub max_shared_kib: i64,
    /// A new shared mailbox gets this.
    pub default_shared_kib: i64,
}

impl Quotas {
    /// Checks ranges, and each default against its maximum.
    ///
    /// # Errors
    /// Problems with the fields named as here.
    pub fn check(self) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        for (field, kib) in [
            ("max_user_kib", self.max_user_kib),
            ("default_user_kib", self.default_user_kib),
            ("max_shared_kib", self.max_shared_kib),
            ("default_shared_kib", self.default_shared_kib),
        ] {
            problems.take(field, quota::check(kib));
        }
        for (field, default, maximum) in [
            ("default_user_kib", self.default_user_kib, self.max_user_kib),
            (
                "default_shared_kib",
                self.default_shared_kib,
                self.max_shared_kib,
            ),
        ] {
            // Without a default of its own a domain gives new mailboxes its maximum.
            if maximum > 0 && default > maximum {
                problems.add(Problem::new(field, Code::QuotaDefaultOverMaximum));
            }
        }
        problems.or(Some(self))
    }
}

/// A new domain as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewDomainDraft {
    /// Its name.
    pub name: String,
    /// Free text.
    #[serde(default)]
    pub description: String,
    /// Other names with the same entries.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The mailbox server's name; missing for the first one.
    #[serde(default)]
    pub mailbox_server: Option<String>,
    /// An administrator to create with it.
    #[serde(default)]
    pub administrator: Option<AdministratorDraft>,
    /// Language, time zone and formats of its users, where they are not the usual ones.
    #[serde(default)]
    pub settings: OwnSettingsDraft,
}

/// "Create an administrator in this domain", as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdministratorDraft {
    /// Login inside the new domain.
    pub login: String,
    /// Initial password, changed at the first sign-in.
    pub password: String,
}

/// A new domain whose fields are each in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDomain {
    /// Its name.
    pub name: DomainName,
    /// Free text.
    pub description: String,
    /// Its aliases, without the name.
    pub aliases: Vec<DomainName>,
    /// The mailbox server's name.
    pub mailbox_server: Option<String>,
    /// Login and password of its administrator.
    pub administrator: Option<(Login, String)>,
    /// Language, time zone and formats; the store checks that the time zone exists.
    pub settings: OwnSettings,
}

impl NewDomainDraft {
    /// Checks every rule that needs no database.
    ///
    /// # Errors
    /// Problems with `name`, `description`, `aliases[i]`, `administrator.login`, `administrator.password`.
    pub fn check(&self) -> Result<NewDomain, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", DomainName::parse(&self.name));
        let description = check_description(&self.description, &mut problems);
        let aliases = check_aliases(&self.aliases, name.as_ref(), &mut problems);
        let administrator = self.administrator.as_ref().and_then(|draft| {
            let login = problems.take("administrator.login", Login::parse(&draft.login));
            let owner = Owner::called([&draft.login, &self.name]);
            let checked =
                PasswordPolicy::default().check("administrator.password", &draft.password, &owner);
            match checked {
                Ok(()) => login.map(|login| (login, draft.password.clone())),
                Err(problem) => {
                    problems.add(problem);
                    None
                }
            }
        });
        let settings = problems.gather(self.settings.check()).unwrap_or_default();
        problems.or(name.map(|name| NewDomain {
            name,
            description,
            aliases,
            mailbox_server: self.mailbox_server.clone(),
            administrator,
            settings,
        }))
    }
}

fn check_description(typed: &str, problems: &mut Problems) -> String {
    let checked = text::paragraph(typed, DESCRIPTION_MAX);
    problems.take("description", checked).unwrap_or_default()
}

/// Parses the aliases as typed: blank ones and the name itself are left out, repeated ones reported.
pub fn check_aliases(
    typed: &[String],
    name: Option<&DomainName>,
    problems: &mut Problems,
) -> Vec<DomainName> {
    let mut aliases: Vec<DomainName> = Vec::new();
    for (index, text) in typed.iter().enumerate() {
        if text.trim_matches(' ').is_empty() {
            continue;
        }
        let field = format!("aliases[{index}]");
        let Some(alias) = problems.take(&field, DomainName::parse(text)) else {
            continue;
        };
        if aliases.contains(&alias) {
            problems.add(Problem::new(field, Code::NameTwice));
        } else if Some(&alias) != name {
            aliases.push(alias);
        }
    }
    aliases
}

/// The General tab of a domain as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeneralDraft {
    /// The name, one of the domain's names.
    pub name: String,
    /// Free text.
    pub description: String,
    /// All names of the domain; the chosen name may be among them.
    pub aliases: Vec<String>,
    /// `en`, `fr` or `de`.
    pub language: String,
    /// A zone of the tz database, such as `Europe/Paris`.
    pub time_zone: String,
    /// One of [`DateFormat`].
    pub date_format: String,
    /// One of [`TimeFormat`].
    pub time_format: String,
    /// Maximum number of users; empty for no limit.
    pub max_users: String,
    /// Fewest characters of a password.
    pub password_min_length: String,
    /// Days until a password expires; empty for never.
    pub password_lifetime_days: String,
}

impl Default for GeneralDraft {
    /// The settings of a new domain.
    fn default() -> Self {
        Self {
            name: String::new(),
            description: String::new(),
            aliases: Vec::new(),
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            date_format: DateFormat::default().as_str().to_owned(),
            time_format: TimeFormat::default().as_str().to_owned(),
            max_users: String::new(),
            password_min_length: password::SHORTEST.to_string(),
            password_lifetime_days: String::new(),
        }
    }
}

/// The General tab when each field is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct General {
    /// The name.
    pub name: DomainName,
    /// Free text.
    pub description: String,
    /// The other names.
    pub aliases: Vec<DomainName>,
    /// `en`, `fr` or `de`.
    pub language: String,
    /// A zone of the tz database; the store checks that it exists.
    pub time_zone: String,
    /// How dates are written.
    pub date_format: DateFormat,
    /// How times of day are written.
    pub time_format: TimeFormat,
    /// Maximum number of users.
    pub max_users: Option<i64>,
    /// The rules for passwords.
    pub passwords: PasswordPolicy,
}

impl GeneralDraft {
    /// Checks every rule that needs no database.
    ///
    /// # Errors
    /// Problems with the fields named as here.
    pub fn check(&self) -> Result<General, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", DomainName::parse(&self.name));
        let description = check_description(&self.description, &mut problems);
        let aliases = check_aliases(&self.aliases, name.as_ref(), &mut problems);
        let language = problems
            .take("language", settings::known_language(&self.language))
            .unwrap_or_default();
        let zone = text::required_line(&self.time_zone, settings::ZONE_MAX);
        let time_zone = problems.take("time_zone", zone).unwrap_or_default();
        let date_format = problems
            .take("date_format", settings::date_format(&self.date_format))
            .unwrap_or_default();
        let time_format = problems
            .take("time_format", settings::time_format(&self.time_format))
            .unwrap_or_default();
        let max_users = problems
            .take("max_users", text::positive_number(&self.max_users))
            .flatten();
        let passwords = self.check_passwords(&mut problems);
        problems.or(name.map(|name| General {
            name,
            description,
            aliases,
            language,
            time_zone,
            date_format,
            time_format,
            max_users,
            passwords,
        }))
    }

    fn check_passwords(&self, problems: &mut Problems) -> PasswordPolicy {
        let minimum = password::parse_minimum(&self.password_min_length);
        let days = password::parse_lifetime(&self.password_lifetime_days);
        PasswordPolicy {
            min_length: problems
                .take("password_min_length", minimum)
                .unwrap_or_default(),
            lifetime_days: problems.take("password_lifetime_days", days).flatten(),
        }
    }
}

#[cfg(test)]
mod tests;
