//! Whether a relay's name leads back to this machine.

use std::time::Duration;

use model::domain::MailRouting;
use model::relay::{OwnHost, address_is_self};
use model::{Code, Problem, Problems};

use crate::StoreError;

/// Longest wait for the resolver; a name that cannot be resolved now may be resolvable tomorrow.
const PATIENCE: Duration = Duration::from_secs(2);

/// Adds [`Code::RelayIsSelf`] when the relay's host name resolves to an address of this machine.
///
/// Called outside any transaction: the resolver may be slow.
pub(super) async fn refuse_self(routing: &MailRouting, own: &OwnHost, problems: &mut Problems) {
    let Some(relay) = &routing.relay else { return };
    let host = relay.host();
    let found = tokio::time::timeout(
        PATIENCE,
        tokio::net::lookup_host((host.as_str(), relay.port())),
    );
    let Ok(Ok(mut addresses)) = found.await else {
        return;
    };
    if addresses.any(|address| address_is_self(address.ip().to_canonical(), own)) {
        problems.add(Problem::new("relay", Code::RelayIsSelf));
    }
}

/// Refuses mail routing whose relay is this machine.
///
/// # Errors
/// [`StoreError::Conflict`] at `relay` with [`Code::RelayIsSelf`].
pub(crate) async fn refuse_relay_to_self(
    routing: &MailRouting,
    own: &OwnHost,
) -> Result<(), StoreError> {
    let mut problems = Problems::default();
    if routing
        .relay
        .as_ref()
        .is_some_and(|relay| relay.is_self(own))
    {
        problems.add(Problem::new("relay", Code::RelayIsSelf));
    } else {
        refuse_self(routing, own, &mut problems).await;
    }
    match problems.0.into_iter().next() {
        Some(problem) => Err(StoreError::Conflict(problem)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use model::Relay;

    use super::*;

    async fn problems(relay: &str, allow_loopback: bool) -> Problems {
        let routing = MailRouting {
            relay: Relay::parse(relay).ok(),
            ..MailRouting::default()
        };
        let own = OwnHost {
            allow_loopback,
            ..OwnHost::default()
        };
        let mut problems = Problems::default();
        refuse_self(&routing, &own, &mut problems).await;
        problems
    }

    #[tokio::test]
    async fn a_name_is_refused_when_it_leads_back_here_and_not_when_it_leads_nowhere() {
        let found = problems("localhost:2525", false).await;
        assert_eq!(found, Problem::new("relay", Code::RelayIsSelf).into());
        assert!(problems("localhost:2525", true).await.is_empty());
        assert!(problems("nowhere.invalid", false).await.is_empty());
        assert!(problems("", false).await.is_empty());
    }
}
