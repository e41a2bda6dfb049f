//! The settings of a directory as JSON.

use model::ldap::{LdapDraft, Mapping, Missing, Preset, SHARE_DEFAULT};
use model::{Code, Problem, Problems};
use serde::{Deserialize, Serialize};
use store::ldap::LdapImport;
use utoipa::ToSchema;

use crate::api::object::{Nullable, given, given_object};

/// The settings of a directory, without the password.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ldap)]
pub struct LdapBody {
    #[schema(example = "ldaps://dc1.example.com")]
    url: String,
    /// Whether `ldap://` goes without StartTLS.
    plain: bool,
    /// Certificates of the authorities to trust, in PEM; empty for those of the machine.
    ca_certificate: String,
    /// Who reads; empty for anonymous.
    bind_dn: String,
    /// Whether there is a password.
    has_password: bool,
    /// Below which entry to look.
    base_dn: String,
    /// Which entries are users.
    user_filter: String,
    /// Which entries are groups; empty for no groups.
    group_filter: String,
    mapping: MappingBody,
    /// Name or distinguished name of the group whose members are on the alternate mail server.
    split_group: String,
    /// What becomes of entries the directory no longer has: `leave` or `suspend`.
    missing: &'static str,
    /// Minutes between two imports; null for none but by hand.
    every_minutes: Option<i64>,
    /// Share of entries in per cent above which a scheduled import stops.
    max_share: i64,
    /// When the next scheduled import is due, in seconds since 1970.
    next_at: Option<i64>,
    /// Also sent as entity tag.
    version: i64,
}

/// Which attribute is what; an empty one is not read.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = LdapMapping)]
#[serde(deny_unknown_fields, default)]
pub struct MappingBody {
    login: String,
    first_name: String,
    last_name: String,
    display_name: String,
    mail: String,
    aliases: String,
    unique_id: String,
    disabled: String,
}

/// The settings of a directory to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLdap {
    #[serde(default)]
    #[schema(required)]
    url: String,
    /// Whether `ldap://` may go without StartTLS.
    #[serde(default)]
    plain: bool,
    /// Certificates of the authorities to trust, in PEM.
    #[serde(default)]
    ca_certificate: String,
    /// Who reads; empty for anonymous.
    #[serde(default)]
    bind_dn: String,
    /// Missing: the present one stays.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    bind_password: Option<String>,
    /// Below which entry to look.
    #[serde(default)]
    #[schema(required)]
    base_dn: String,
    /// `active_directory` or `posix`: filters and mapping where none are given.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    preset: Option<String>,
    /// Which entries are users.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    user_filter: Option<String>,
    /// Which entries are groups; empty for no groups.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    group_filter: Option<String>,
    #[serde(default, deserialize_with = "given_object")]
    #[schema(value_type = Option<MappingBody>)]
    mapping: Option<MappingBody>,
    /// Name or distinguished name of the group whose members are on the alternate mail server.
    #[serde(default)]
    split_group: String,
    /// What becomes of entries the directory no longer has: `leave` or `suspend`.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    missing: Option<String>,
    /// Minutes between two imports; null for none but by hand.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    every_minutes: Option<Nullable<i64>>,
    /// Share of entries in per cent above which a scheduled import stops; 20 unless given.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    max_share: Option<i64>,
}

impl NewLdap {
    /// As the store takes it.
    pub fn draft(self) -> Result<LdapDraft, Problems> {
        let mut problems = Problems::default();
        let preset = match self.preset.as_deref() {
            None => Some(Preset::Posix),
            Some(name) => {
                problems.take("preset", Preset::from_name(name).ok_or(Code::UnknownValue))
            }
        };
        let missing = match self.missing.as_deref() {
            None => Missing::default(),
            Some(name) => Missing::from_name(name).unwrap_or_else(|| {
                problems.add(Problem::new("missing", Code::UnknownValue));
                Missing::default()
            }),
        };
        let preset = preset.unwrap_or(Preset::Posix);
        problems.or(Some(LdapDraft {
            url: self.url,
            plain: self.plain,
            ca_certificate: self.ca_certificate,
            bind_dn: self.bind_dn,
            bind_password: self.bind_password,
            base_dn: self.base_dn,
            user_filter: self
                .user_filter
                .unwrap_or_else(|| preset.user_filter().to_owned()),
            group_filter: self
                .group_filter
                .unwrap_or_else(|| preset.group_filter().to_owned()),
            mapping: self.mapping.map_or_else(|| preset.mapping(), Mapping::from),
            split_group: self.split_group,
            missing,
            every_minutes: self.every_minutes.and_then(|Nullable(minutes)| minutes),
            max_share: self.max_share.unwrap_or(SHARE_DEFAULT),
        }))
    }
}

impl From<MappingBody> for Mapping {
    fn from(body: MappingBody) -> Self {
        Self {
            login: body.login,
            first_name: body.first_name,
            last_name: body.last_name,
            display_name: body.display_name,
            mail: body.mail,
            aliases: body.aliases,
            unique_id: body.unique_id,
            disabled: body.disabled,
        }
    }
}

impl From<Mapping> for MappingBody {
    fn from(mapping: Mapping) -> Self {
        Self {
            login: mapping.login,
            first_name: mapping.first_name,
            last_name: mapping.last_name,
            display_name: mapping.display_name,
            mail: mapping.mail,
            aliases: mapping.aliases,
            unique_id: mapping.unique_id,
            disabled: mapping.disabled,
        }
    }
}

impl From<LdapImport> for LdapBody {
    fn from(import: LdapImport) -> Self {
        let draft = LdapDraft::from(&import.settings);
        Self {
            url: draft.url,
            plain: draft.plain,
            ca_certificate: draft.ca_certificate,
            bind_dn: draft.bind_dn,
            has_password: import.has_password,
            base_dn: draft.base_dn,
            user_filter: draft.user_filter,
            group_filter: draft.group_filter,
            mapping: draft.mapping.into(),
            split_group: draft.split_group,
            missing: draft.missing.as_str(),
            every_minutes: draft.every_minutes,
            max_share: draft.max_share,
            next_at: import.next_at,
            version: import.version,
        }
    }
}
