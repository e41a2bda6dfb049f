//! Who may create what.

use model::access::DomainId;
use model::{Action, Kind, Right};

use crate::caller::Caller;

/// Whether somebody is offered to create a kind of entry in a domain.
pub fn may_create(caller: &Caller, kind: Kind, domain: DomainId) -> bool {
    let may = |right| caller.may(Action::ChangeSome(domain, right));
    match kind {
        Kind::Group => may(Right::Groups),
        // It always has an address.
        Kind::Resource => may(Right::Users) && may(Right::Mail),
        Kind::User | Kind::SharedMailbox | Kind::ExternalUser => may(Right::Users),
    }
}

/// The same in any domain.
pub fn may_create_somewhere(caller: &Caller, kind: Kind) -> bool {
    // Others than user administrators create everything in each of their domains.
    let own = caller.actor().and_then(model::Actor::delegation);
    own.is_none_or(|own| may_create(caller, kind, own.domain))
}
