//! Whether a relay's name leads back to this machine.

use std::time::Duration;

use model::domain::MailRouting;
use model::relay::{OwnHost, address_is_self};
use model::{Code, Problem, Problems};

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
