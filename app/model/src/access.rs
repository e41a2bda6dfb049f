//! Who may do what: the whole policy on one screen.
//!
//! The store asks before every read and every change; nothing above it can forget to.

use crate::delegation::{Delegation, Right};

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
    /// The entries of some organizational units in one domain, as far as his rights there go.
    UserAdministrator(Delegation),
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

/// An entry, or the place of one that is to be made: where it is and what it may do itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its domain.
    pub domain: DomainId,
    /// Its organizational unit; `None` for none.
    pub unit: Option<UnitId>,
    /// What it administers itself: nobody touches somebody who holds more than he.
    pub rank: Option<Rank>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// See all entries of a domain, its history and where its mail goes.
    ReadEntries(DomainId),
    /// Change the entries of a domain as a whole, wherever they are.
    ChangeEntries(DomainId),
    /// See the directory of a domain; the store shows each actor the entries that are his.
    ReadDirectory(DomainId),
    /// Create or change entries somewhere in a domain as a right allows; which ones is asked again.
    ChangeSome(DomainId, Right),
    /// See an entry, its history and where its mail goes.
    ReadEntry(Target),
    /// Create, change, move, suspend or delete an entry that is no group.
    ChangeEntry(Target),
    /// Change an entry's mail type, addresses and quota.
    ChangeMail(Target),
    /// Set a user's password.
    ChangePassword(Target),
    /// Create, change, move or delete a group, and say who is in it.
    ChangeGroup(Target),
    /// Make exactly this what a user may administer in units.
    GrantUnits(Target, Delegation),
    /// Make somebody an administrator of a domain, or no longer one.
    GrantDomain(DomainId),
    /// See the long work on a domain that others began.
    ReadTasks(DomainId),
    /// Stop the long work on a domain that others began.
    CancelTasks(DomainId),
    /// See the units of a domain; the store shows each actor his own.
    ReadUnits(DomainId),
    /// Create, rename, move or delete units of a domain.
    ChangeUnits(DomainId),
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

impl Target {
    /// A place in a domain, where nobody is yet.
    #[must_use]
    pub const fn place(domain: DomainId, unit: Option<UnitId>) -> Self {
        Self {
            domain,
            unit,
            rank: None,
        }
    }
}

impl Action {
    /// The domain it concerns.
    #[must_use]
    pub const fn domain(&self) -> Option<DomainId> {
        match self {
            Self::ReadDomain(id)
            | Self::ChangeDomain(id)
            | Self::ChangeFilters(id)
            | Self::DeleteDomain(id)
            | Self::ReadEntries(id)
            | Self::ChangeEntries(id)
            | Self::ReadDirectory(id)
            | Self::ChangeSome(id, _)
            | Self::GrantDomain(id)
            | Self::ReadTasks(id)
            | Self::CancelTasks(id)
            | Self::ReadUnits(id)
            | Self::ChangeUnits(id) => Some(*id),
            Self::ReadEntry(target)
            | Self::ChangeEntry(target)
            | Self::ChangeMail(target)
            | Self::ChangePassword(target)
            | Self::ChangeGroup(target)
            | Self::GrantUnits(target, _) => Some(target.domain),
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

    /// The entry it concerns.
    const fn target(&self) -> Option<&Target> {
        match self {
            Self::ReadEntry(target)
            | Self::ChangeEntry(target)
            | Self::ChangeMail(target)
            | Self::ChangePassword(target)
            | Self::ChangeGroup(target)
            | Self::GrantUnits(target, _) => Some(target),
            _ => None,
        }
    }

    /// Whether it leaves everything as it is.
    #[must_use]
    pub const fn is_reading(&self) -> bool {
        matches!(
            self,
            Self::ListDomains
                | Self::ReadDomain(_)
                | Self::ReadMailboxServers
                | Self::ReadEntries(_)
                | Self::ReadTasks(_)
                | Self::ReadDirectory(_)
                | Self::ReadEntry(_)
                | Self::ReadUnits(_)
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
            Rank::UserAdministrator(own) => own.domain == domain,
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
            Rank::UserAdministrator(own) => Some(vec![own.domain]),
        };
        match (own, &self.limited_to) {
            (None, limit) => limit.clone(),
            (own, None) => own,
            (Some(own), Some(limit)) => {
                Some(own.into_iter().filter(|id| limit.contains(id)).collect())
            }
        }
    }

    /// What a user administrator holds; `None` for others, who reach every unit of their domains.
    #[must_use]
    pub const fn delegation(&self) -> Option<&Delegation> {
        match &self.rank {
            Rank::UserAdministrator(own) => Some(own),
            Rank::Superadministrator | Rank::DomainAdministrator(_) => None,
        }
    }

    /// Whether the account is a superadministrator.
    #[must_use]
    pub const fn is_superadministrator(&self) -> bool {
        matches!(self.rank, Rank::Superadministrator)
    }

    /// Whether the actor holds everything that somebody of another rank holds.
    #[must_use]
    pub fn covers(&self, other: &Rank) -> bool {
        match (&self.rank, other) {
            (Rank::Superadministrator, Rank::Superadministrator) => self.limited_to.is_none(),
            (_, Rank::Superadministrator)
            | (Rank::UserAdministrator(_), Rank::DomainAdministrator(_)) => false,
            (_, Rank::DomainAdministrator(domains)) => domains.iter().all(|id| self.sees(*id)),
            (Rank::UserAdministrator(own), Rank::UserAdministrator(theirs)) => own.covers(theirs),
            (_, Rank::UserAdministrator(theirs)) => self.sees(theirs.domain),
        }
    }
}

/// The policy.
#[must_use]
pub fn verdict(actor: &Actor, action: Action) -> Verdict {
    if action.domain().is_some_and(|domain| !actor.sees(domain)) {
        return Verdict::Hidden;
    }
    if let (Some(own), Some(target)) = (actor.delegation(), action.target())
        && !own.sees(target.unit)
    {
        return Verdict::Hidden;
    }
    if actor.read_only && !action.is_reading() {
        return Verdict::Denied;
    }
    // Seeing somebody of a higher rank is no harm; his password or his mail would be his rights.
    let rank = action.target().and_then(|target| target.rank.as_ref());
    if !action.is_reading() && rank.is_some_and(|rank| !actor.covers(rank)) {
        return Verdict::Denied;
    }
    if allows(actor, action) {
        Verdict::Allowed
    } else {
        Verdict::Denied
    }
}

/// Whether a rank suffices for an action on what the actor sees.
fn allows(actor: &Actor, action: Action) -> bool {
    // A key limited to domains reaches nothing that belongs to the whole installation.
    let whole_installation = actor.limited_to.is_none();
    match (&actor.rank, action) {
        (
            _,
            Action::ListDomains
            | Action::ReadDomain(_)
            | Action::ReadMailboxServers
            | Action::ReadDirectory(_)
            | Action::ReadEntry(_)
            | Action::ReadUnits(_),
        ) => true,
        (_, Action::ReadKeys | Action::ChangeKeys) => whole_installation,
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
            | Action::ChangeSome(..)
            | Action::ChangeEntry(_)
            | Action::ChangeMail(_)
            | Action::ChangePassword(_)
            | Action::ChangeGroup(_)
            | Action::GrantUnits(..)
            | Action::GrantDomain(_)
            | Action::ReadTasks(_)
            | Action::CancelTasks(_)
            | Action::ChangeUnits(_),
        ) => true,
        (Rank::UserAdministrator(own), Action::ChangeSome(_, right)) => own.holds_somewhere(right),
        (Rank::UserAdministrator(own), Action::ChangeEntry(target)) => {
            own.holds(target.unit, Right::Users)
        }
        (Rank::UserAdministrator(own), Action::ChangeMail(target)) => {
            own.holds(target.unit, Right::Mail)
        }
        (Rank::UserAdministrator(own), Action::ChangePassword(target)) => {
            own.holds(target.unit, Right::Passwords)
        }
        (Rank::UserAdministrator(own), Action::ChangeGroup(target)) => {
            own.holds(target.unit, Right::Groups)
        }
        // Nobody grants what he does not hold himself.
        (Rank::UserAdministrator(own), Action::GrantUnits(target, given)) => {
            own.holds(target.unit, Right::Users) && own.covers(&given)
        }
        (
            Rank::DomainAdministrator(_) | Rank::UserAdministrator(_),
            Action::CreateDomain
            | Action::ChangeDomain(_)
            | Action::DeleteDomain(_)
            | Action::ChangeMailboxServers
            | Action::ReadHistory
            | Action::RouteOutside,
        )
        | (
            Rank::UserAdministrator(_),
            Action::ReadEntries(_)
            | Action::ChangeEntries(_)
            | Action::ChangeFilters(_)
            | Action::GrantDomain(_)
            | Action::ReadTasks(_)
            | Action::CancelTasks(_)
            | Action::ChangeUnits(_),
        ) => false,
    }
}
