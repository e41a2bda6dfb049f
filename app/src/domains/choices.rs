//! What the lists of the domain pages offer.

use store::mailbox_servers::MailboxServer;

use crate::ui::Choice;

/// The mailbox servers, each with its end point.
pub fn mailbox_servers(servers: &[MailboxServer]) -> Vec<Choice> {
    servers
        .iter()
        .map(|server| {
            let place = server
                .endpoint
                .strip_prefix("inet:")
                .unwrap_or(&server.endpoint);
            Choice::new(&server.name, format!("{} ({place})", server.name))
        })
        .collect()
}
