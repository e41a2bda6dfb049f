//! A rule that an input breaks: which field, which rule, and the values its sentence names.
//!
//! Codes travel; sentences live in the language tables of the console.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// Every rule an input can break.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[$doc])* #[serde(rename = $text)] $name,)+ }

        impl Code {
            /// All codes, for tables that must be complete.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The code as it is written in API answers.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

codes! {
    /// The field must be filled in.
    Required = "required",
    /// Longer than `{0}` characters.
    TooLong = "too_long",
    /// Contains a control character, a line break or a direction mark.
    ForbiddenCharacter = "forbidden_character",
    /// Not one of the values the field accepts.
    UnknownValue = "unknown_value",
    /// Not a whole number of at least one.
    NotAPositiveNumber = "not_a_positive_number",
    /// Not a domain name.
    NameInvalid = "name.invalid",
    /// Already a name of the domain `{0}`; without a value, of a domain the caller may not see.
    NameTaken = "name.taken",
    /// The same name stands twice in the list.
    NameTwice = "name.twice",
    /// The chosen name is not among the names of the domain.
    NameNotOwn = "name.not_own",
    /// The name is used by `{0}` addresses.
    NameInUse = "name.in_use",
    /// With this name the addresses `{0}` would exist twice.
    NameCollides = "name.collides",
    /// Neither a host name nor an IP address, with an optional port.
    RelayInvalid = "relay.invalid",
    /// A scheme such as `smtp://` stands before the host.
    RelayHasScheme = "relay.has_scheme",
    /// A path follows the host.
    RelayHasPath = "relay.has_path",
    /// More than one host.
    RelaySeveralHosts = "relay.several_hosts",
    /// The port is not between 1 and 65535.
    RelayPort = "relay.port",
    /// The relay is this server itself.
    RelayIsSelf = "relay.is_self",
    /// Unknown addresses are to be forwarded, yet there is no relay.
    RelayRequired = "relay.required",
    /// `{0}` entries use the alternate mail server.
    RelayInUse = "relay.in_use",
    /// Not an LMTP end point: `host:port` or `unix:/path`.
    EndpointInvalid = "endpoint.invalid",
    /// A mailbox server with this name exists.
    ServerTaken = "server.taken",
    /// No such mailbox server.
    ServerUnknown = "server.unknown",
    /// The mailbox server is used by `{0}` domains or users.
    ServerInUse = "server.in_use",
    /// Not a valid login.
    LoginInvalid = "login.invalid",
    /// The login is used in this domain.
    LoginTaken = "login.taken",
    /// Not a valid local part.
    AddressInvalid = "address.invalid",
    /// The same address stands twice in the list.
    AddressTwice = "address.twice",
    /// Covered by a row that stands for all names.
    AddressCovered = "address.covered",
    /// Used by the entry `{0}`.
    AddressTaken = "address.taken",
    /// The name is none of the domain's.
    AddressForeignName = "address.foreign_name",
    /// A mail type other than none needs an address.
    AddressRequired = "address.required",
    /// Exactly one address must be the default one.
    AddressOneDefault = "address.one_default",
    /// The entry takes one address only.
    AddressOnlyOne = "address.only_one",
    /// The address is at a name of a domain here, not outside.
    AddressNotOutside = "address.not_outside",
    /// Another entry of this kind has the name.
    EntryTaken = "entry.taken",
    /// Contains a character that separates names elsewhere.
    EntrySeparator = "entry.separator",
    /// There is no such entry in the domain.
    EntryUnknown = "entry.unknown",
    /// An entry of this kind has no such setting.
    EntryKind = "entry.kind",
    /// No such entry in the domain: `{0}`.
    MemberUnknown = "member.unknown",
    /// Such an entry cannot be in a group.
    MemberKind = "member.kind",
    /// The group would contain itself: `{0}`.
    MemberCycle = "member.cycle",
    /// The alternate mail server needs a relay in the domain.
    MailTypeNeedsRelay = "mail_type.needs_relay",
    /// Above the domain's maximum of `{0}` KiB.
    QuotaOverMaximum = "quota.over_maximum",
    /// The default is above the maximum.
    QuotaDefaultOverMaximum = "quota.default_over_maximum",
    /// `{0}` mailboxes have a larger quota or none, the first of them `{1}`.
    QuotaInUse = "quota.in_use",
    /// Not a number.
    QuotaInvalid = "quota.invalid",
    /// Shorter than `{0}` characters.
    PasswordTooShort = "password.too_short",
    /// A password in common use.
    PasswordCommon = "password.common",
    /// Consists of the login or a name of its owner, or of the domain.
    PasswordIsName = "password.is_name",
    /// Not a number of characters a domain may set as the minimum.
    PasswordMinimum = "password.minimum",
    /// The two passwords differ.
    PasswordsDiffer = "password.differ",
    /// The current password is wrong.
    PasswordWrong = "password.wrong",
    /// Not an Argon2id hash, or one that costs too much to check.
    PasswordHashInvalid = "password.hash_invalid",
    /// The new password is the current one.
    PasswordSame = "password.same",
    /// The domain has its maximum of `{0}` users.
    TooManyUsers = "users.maximum",
    /// The domain has more than this number of users: `{0}`.
    UsersAboveMaximum = "users.above_maximum",
    /// The domain still has `{0}` entries.
    DomainNotEmpty = "domain.not_empty",
    /// Line `{0}` speaks of the same entry.
    ImportTwice = "import.twice",
    /// The domain was changed since the import was looked at.
    ImportChangedSince = "import.changed_since",
    /// `{0}` lines are refused.
    ImportRefused = "import.refused",
    /// Neither UTF-8, UTF-16 nor Windows-1252 text.
    ImportNotText = "import.not_text",
    /// No line below the headings.
    ImportEmpty = "import.empty",
    /// Larger than `{0}` MiB.
    ImportTooLarge = "import.too_large",
    /// No column holds the login or name.
    ImportNoName = "import.no_name",
    /// The heading `{0}` is not known.
    ImportUnknownColumn = "import.unknown_column",
    /// The heading `{0}` stands twice.
    ImportColumnTwice = "import.column_twice",
    /// The line has `{0}` cells, the headings are `{1}`.
    ImportCells = "import.cells",
    /// A quotation mark opened in line `{0}` is not closed where its cell ends.
    ImportOpenQuote = "import.open_quote",
    /// A filter without an action.
    NothingToDo = "filter.nothing_to_do",
    /// Not the name of a header line.
    HeaderInvalid = "header.invalid",
    /// Not an address to forward to: `{0}`.
    ForwardAddress = "forward.address",
    /// The address `{0}` leads back to the same mailbox.
    ForwardToSelf = "forward.to_self",
    /// Neither a local time nor one with its distance from UTC.
    MomentInvalid = "moment.invalid",
    /// It ends before it begins.
    PeriodReversed = "period.reversed",
    /// More than `{0}`.
    TooMany = "too_many_values",
    /// There is no organizational unit `{0}`.
    UnitUnknown = "unit.unknown",
    /// A unit of this name is there already.
    UnitTaken = "unit.taken",
    /// A name of a unit contains the separator of paths.
    UnitSeparator = "unit.separator",
    /// The unit would be below itself.
    UnitCycle = "unit.cycle",
    /// More units inside each other than are allowed.
    UnitTooDeep = "unit.too_deep",
    /// The unit still has `{0}` entries, `{1}` units below it and `{2}` administrators.
    UnitNotEmpty = "unit.not_empty",
    /// A user administrator must choose one of his units.
    UnitRequired = "unit.required",
    /// The caller does not hold the right for this in that unit.
    RightMissing = "right.missing",
    /// A right that the caller does not hold himself.
    RightNotHeld = "right.not_held",
    /// The entry holds more rights than the caller.
    RankAbove = "rank.above",
    /// Not somebody who can administer a domain.
    AdministratorUnknown = "administrator.unknown",
    /// The change was undone already.
    UndoDone = "undo.done",
    /// Changed since in the same fields: `{0}`.
    UndoChangedSince = "undo.changed_since",
    /// What was created has been changed since.
    UndoInUse = "undo.in_use",
    /// What was changed is no longer there.
    UndoGone = "undo.gone",
    /// Nothing is kept any more of what was deleted.
    UndoNotKept = "undo.not_kept",
    /// The deleted domain's name `{0}` belongs to the domain `{1}` now.
    UndoNameTaken = "undo.name_taken",
    /// The mailbox server `{0}` that was used is gone.
    UndoServerGone = "undo.server_gone",
    /// The organizational unit it was in is gone.
    UndoUnitGone = "undo.unit_gone",
    /// Such a change cannot be undone.
    UndoImpossible = "undo.impossible",
    /// The task was cancelled before it was done.
    TaskCancelled = "task.cancelled",
    /// The task has ended already.
    TaskEnded = "task.ended",
    /// Nobody may take away his own rights or lock himself out.
    OwnAccount = "own_account",
    /// Not `ldap://` or `ldaps://` with one host.
    LdapUrl = "ldap.url",
    /// Not a certificate in PEM.
    LdapCertificate = "ldap.certificate",
    /// Not a distinguished name.
    LdapDn = "ldap.dn",
    /// Not a search filter.
    LdapFilter = "ldap.filter",
    /// Not the name of an attribute.
    LdapAttribute = "ldap.attribute",
    /// The kept password was given for another server or a better protected connection.
    LdapPasswordAgain = "ldap.password_again",
    /// The time between two imports is too short or too long.
    LdapInterval = "ldap.interval",
    /// Not a share in per cent.
    LdapShare = "ldap.share",
    /// Nobody answers at `{0}`, or not in time.
    LdapUnreachable = "ldap.unreachable",
    /// `{0}` does not offer StartTLS.
    LdapStartTlsRefused = "ldap.start_tls_refused",
    /// No trusted authority signed the certificate of `{0}`.
    LdapTlsUntrusted = "ldap.tls_untrusted",
    /// The certificate of `{0}` is for another name.
    LdapTlsName = "ldap.tls_name",
    /// The certificate of `{0}` has expired or is not valid yet.
    LdapTlsExpired = "ldap.tls_expired",
    /// No agreement on TLS with `{0}`.
    LdapTlsBroken = "ldap.tls_broken",
    /// The directory does not know the name `{0}` with this password.
    LdapBindRefused = "ldap.bind_refused",
    /// `{0}` lets nobody read who gives no name.
    LdapAnonymousRefused = "ldap.anonymous_refused",
    /// `{0}` wants a protected connection.
    LdapProtectionRequired = "ldap.protection_required",
    /// There is no entry `{0}`, or this reader may not see it.
    LdapBaseMissing = "ldap.base_missing",
    /// The server does not understand the filter `{0}`.
    LdapFilterRefused = "ldap.filter_refused",
    /// `{0}` gives out only so many entries.
    LdapLimitExceeded = "ldap.limit_exceeded",
    /// The connection to `{0}` ended half-way.
    LdapConnectionLost = "ldap.connection_lost",
    /// The server says `{0}`.
    LdapServerError = "ldap.server_error",
    /// No entry matches the filter of users `{0}`.
    LdapNothingFound = "ldap.nothing_found",
    /// There is no single split domain group `{0}`.
    LdapSplitGroupMissing = "ldap.split_group_missing",
    /// A scheduled import would touch `{0}` of `{1}` imported entries, more than `{2}` per cent.
    LdapTooManyChanges = "ldap.too_many_changes",
    /// What would change is no longer what was shown.
    LdapNotAsShown = "ldap.not_as_shown",
    /// The domain has no settings for LDAP import.
    LdapNotSet = "ldap.not_set",
    /// The entry belongs to another entry of the directory.
    LdapOtherEntry = "ldap.other_entry",
    /// The directory gives no identifier for the entry.
    LdapNoIdentifier = "ldap.no_identifier",
    /// The directory has the same identifier or name twice.
    LdapTwice = "ldap.twice",
    /// A field the call does not know.
    UnknownField = "unknown_field",
    /// The field takes another type of value, such as a number or a list.
    WrongType = "wrong_type",
    /// The body is not JSON.
    Syntax = "syntax",
}

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Problem {
    /// The input it belongs to, such as `relay` or `addresses[2].local_part`.
    pub field: String,
    /// The broken rule.
    pub code: Code,
    /// Values named by the sentence, in the order of its placeholders.
    #[serde(default)]
    pub args: Vec<String>,
}

impl Problem {
    /// A problem whose sentence names no value.
    #[must_use]
    pub fn new(field: impl Into<String>, code: Code) -> Self {
        Self {
            field: field.into(),
            code,
            args: Vec::new(),
        }
    }

    /// The same problem, naming one more value.
    #[must_use]
    pub fn with(mut self, arg: impl ToString) -> Self {
        self.args.push(arg.to_string());
        self
    }
}

/// Every problem found in one input; never stops at the first, so that all fields can show theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Records the outcome of one field's check and returns the value if it was good.
    pub fn take<T>(&mut self, field: &str, checked: Result<T, Code>) -> Option<T> {
        match checked {
            Ok(value) => Some(value),
            Err(code) => {
                self.add(Problem::new(field, code));
                None
            }
        }
    }

    /// Adds the problems of a part of the input and returns the part if there were none.
    pub fn gather<T>(&mut self, checked: Result<T, Self>) -> Option<T> {
        match checked {
            Ok(value) => Some(value),
            Err(problems) => {
                self.0.extend(problems.0);
                None
            }
        }
    }

    /// Adds one problem.
    pub fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Whether nothing was found.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems of one field.
    pub fn of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Problem> {
        self.0.iter().filter(move |problem| problem.field == field)
    }

    /// `value` when nothing was found.
    ///
    /// # Errors
    /// The problems themselves, when there is one or when `value` is missing because of one.
    pub fn or<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.is_empty() => Ok(value),
            _ => Err(self),
        }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}
