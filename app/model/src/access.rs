//! Who may do what: the whole policy on one screen.
//!
//! The store asks before every read and every change; nothing above it can forget to.

/// The identifier of a domain.
pub type DomainId = i64;
/// The identifier of an account that signs in.
pub type AccountId = i64;
/// The identifier of an organizational unit.
pub type UnitId = i64;

/// What an account may administer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rank {
    /// Everything.
    Superadministrator,
    /// The entries of these domains.
    DomainAdministrator(Vec<DomainId>),
    /// The entries of these organizational units, in one domain.
    UserAdministrator(DomainId, Vec<UnitId>),
}

/// Who acts: an account, perhaps through a key that carries less than its rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// Its name in the history, such as `admin0` or `jdoe@example.com`.
    pub name: String,
    /// What it may administer.
    pub rank: Rank,
    /// The domains a key is limited to.
    pub limited_to: Option<Vec<DomainId>>,
    /// Whether a key may only read.
    pub read_only: bool,
}

/// What is asked for. Domains stand for all their entries until units exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See the list of domains; the store shows each actor his own.
    ListDomains,
    /// Create a domain.
    CreateDomain,
    /// See a domain and its settings.
    ReadDomain(DomainId),
    /// Change a domain's names, settings or mail routing.
    ChangeDomain(DomainId),
    /// Change what happens to mail in every mailbox of a domain.
    ChangeFilters(DomainId),
    /// Delete a domain.
    DeleteDomain(DomainId),
    /// See the mailbox servers.
    ReadMailboxServers,
    /// Create, change or delete a mailbox server.
    ChangeMailboxServers,
    /// See the entries of a domain and where their mail goes.
    ReadEntries(DomainId),
    /// Create, change or delete entries of a domain, passwords included.
    ChangeEntries(DomainId),
    /// Make somebody an administrator of a domain, or no longer one.
    GrantDomain(DomainId),
    /// See the long work on a domain that others began.
    ReadTasks(DomainId),
    /// Stop the long work on a domain that others began.
    CancelTasks(DomainId),
    /// See the keys of programs; the store shows each actor his own, a superadministrator all.
    ReadKeys,
    /// Make a key of one's own, and revoke a key one sees.
    ChangeKeys,
    /// See the history of the whole installation.
    ReadHistory,
    /// See where mail to a name that is no domain's goes.
    RouteOutside,
}

/// The answer to an actor who asks for an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Go on.
    Allowed,
    /// He may see it, but not do this.
    Denied,
    /// For him it does not exist.
    Hidden,
}

impl Action {
    /// The domain it concerns.
    #[must_use]
    pub const fn domain(self) -> Option<DomainId> {
        match self {
            Self::ReadDomain(id)
            | Self::ChangeDomain(id)
            | Self::ChangeFilters(id)
            | Self::DeleteDomain(id)
            | Self::ReadEntries(id)
            | Self::ChangeEntries(id)
            | Self::GrantDomain(id)
            | Self::ReadTasks(id)
            | Self::CancelTasks(id) => Some(id),
            Self::ListDomains
            | Self::CreateDomain
            | Self::ReadMailboxServers
            | Self::ChangeMailboxServers
            | Self::ReadKeys
            | Self::ChangeKeys
            | Self::ReadHistory
            | Self::RouteOutside => None,
        }
    }

    /// Whether it leaves everything as it is.
    #[must_use]
    pub const fn is_reading(self) -> bool {
        matches!(
            self,
            Self::ListDomains
                | Self::ReadDomain(_)
                | Self::ReadMailboxServers
                | Self::ReadEntries(_)
                | Self::ReadTasks(_)
                | Self::ReadKeys
                | Self::ReadHistory
                | Self::RouteOutside
        )
    }
}

impl Actor {
    /// Whether the actor sees a domain at all.
    #[must_use]
    pub fn sees(&self, domain: DomainId) -> bool {
        let by_rank = match &self.rank {
            Rank::Superadministrator => true,
            Rank::DomainAdministrator(own) => own.contains(&domain),
            Rank::UserAdministrator(own, _) => *own == domain,
        };
        by_rank
            && self
                .limited_to
                .as_ref()
                .is_none_or(|limit| limit.contains(&domain))
    }

    /// The domains the actor is confined to; `None` for all.
    #[must_use]
    pub fn domains(&self) -> Option<Vec<DomainId>> {
        let own = match &self.rank {
            Rank::Superadministrator => None,
            Rank::DomainAdministrator(own) => Some(own.clone()),
            Rank::UserAdministrator(own, _) => Some(vec![*own]),
        };
        match (own, &self.limited_to) {
            (None, limit) => limit.clone(),
            (own, None) => own,
            (Some(own), Some(limit)) => {
                Some(own.into_iter().filter(|id| limit.contains(id)).collect())
            }
        }
    }

    /// Whether the account is a superadministrator.
    #[must_use]
    pub const fn is_superadministrator(&self) -> bool {
        matches!(self.rank, Rank::Superadministrator)
    }
}

/// The policy.
#[must_use]
pub fn verdict(actor: &Actor, action: Action) -> Verdict {
    if action.domain().is_some_and(|domain| !actor.sees(domain)) {
        return Verdict::Hidden;
    }
    if actor.read_only && !action.is_reading() {
        return Verdict::Denied;
    }
    // A key limited to domains reaches nothing that belongs to the whole installation.
    let whole_installation = actor.limited_to.is_none();
    let allowed = match (&actor.rank, action) {
        (_, Action::ListDomains | Action::ReadDomain(_) | Action::ReadMailboxServers) => true,
        (
            Rank::Superadministrator,
            Action::CreateDomain | Action::ChangeMailboxServers | Action::ReadHistory,
        ) => whole_installation,
        (
            Rank::Superadministrator,
            Action::ChangeDomain(_) | Action::DeleteDomain(_) | Action::RouteOutside,
        ) => true,
        (
            Rank::Superadministrator | Rank::DomainAdministrator(_),
            Action::ReadEntries(_)
            | Action::ChangeEntries(_)
            | Action::ChangeFilters(_)
            | Action::GrantDomain(_)
            | Action::ReadTasks(_)
            | Action::CancelTasks(_),
        ) => true,
        (
            Rank::Superadministrator | Rank::DomainAdministrator(_),
            Action::ReadKeys | Action::ChangeKeys,
        ) => whole_installation,
        (
            Rank::DomainAdministrator(_),
            Action::CreateDomain
            | Action::ChangeDomain(_)
            | Action::DeleteDomain(_)
            | Action::ChangeMailboxServers
            | Action::ReadHistory
            | Action::RouteOutside,
        ) => false,
        // Units are not there yet: until the store can tell an entry's unit, nothing is granted.
        (Rank::UserAdministrator(..), _) => false,
    };
    if allowed {
        Verdict::Allowed
    } else {
        Verdict::Denied
    }
}
