//! Who may create what.

use model::access::DomainId;
use model::{Action, Kind, Right};

/// What the policy is asked before a kind of entry is offered to be created in a domain.
pub const fn create_action(kind: Kind, domain: DomainId) -> Action {
    let right = match kind {
        Kind::Group => Right::Groups,
        _ => Right::Users,
    };
    Action::ChangeSome(domain, right)
}
