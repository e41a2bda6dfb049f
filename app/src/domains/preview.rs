//! Where mail of a domain goes by the mail routing that stands in the form, saved or not.

use model::domain::DomainRole;
use model::{Code, Relay, name};

/// Where mail for one kind of address goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The mailbox on this system.
    Mailbox,
    /// The relay, as people read it.
    Relay(String),
    /// Nowhere: refused at RCPT.
    Refused,
    /// There can be no such address, for want of a relay.
    Absent,
    /// Not known while the relay is missing or wrong.
    Open,
}

/// What mail routing makes of the three kinds of address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The role it makes; none while a rule is broken.
    pub role: Option<DomainRole>,
    /// The rule that the relay breaks.
    pub broken: Option<Code>,
    /// Addresses of users whose mailbox is on this system.
    pub hosted: Destination,
    /// Addresses routed to the alternate mail server.
    pub alternate: Destination,
    /// Addresses that nobody has.
    pub unknown: Destination,
}

impl Preview {
    /// The preview of the two fields as typed.
    #[must_use]
    pub fn of(relay: &str, forward_unknown: bool) -> Self {
        match read(relay) {
            Ok(None) if forward_unknown => {
                Self::broken(Code::RelayRequired, Destination::Absent, Destination::Open)
            }
            Ok(None) => Self::whole(
                DomainRole::Single,
                Destination::Absent,
                Destination::Refused,
            ),
            Ok(Some(relay)) => {
                let to_relay = Destination::Relay(relay);
                if forward_unknown {
                    Self::whole(DomainRole::Slave, to_relay.clone(), to_relay)
                } else {
                    Self::whole(DomainRole::Master, to_relay, Destination::Refused)
                }
            }
            Err(code) => {
                let unknown = if forward_unknown {
                    Destination::Open
                } else {
                    Destination::Refused
                };
                Self::broken(code, Destination::Open, unknown)
            }
        }
    }

    fn whole(role: DomainRole, alternate: Destination, unknown: Destination) -> Self {
        Self {
            role: Some(role),
            broken: None,
            hosted: Destination::Mailbox,
            alternate,
            unknown,
        }
    }

    fn broken(code: Code, alternate: Destination, unknown: Destination) -> Self {
        Self {
            role: None,
            broken: Some(code),
            hosted: Destination::Mailbox,
            alternate,
            unknown,
        }
    }
}

/// The relay as people read it; `None` for an empty field.
fn read(typed: &str) -> Result<Option<String>, Code> {
    let typed = typed.trim_matches(' ');
    if typed.is_empty() {
        return Ok(None);
    }
    match Relay::parse(typed) {
        Ok(relay) => Ok(Some(shown(&relay))),
        // The browser cannot read an international name; the server will.
        Err(_) if cfg!(not(feature = "ssr")) && name::needs_server(typed) => {
            Ok(Some(typed.to_owned()))
        }
        Err(code) => Err(code),
    }
}

/// A relay as people read it: international names as they are typed, the port only when it is not 25.
#[must_use]
pub fn shown(relay: &Relay) -> String {
    let host = relay.host();
    if host.contains("xn--") {
        let text = relay.to_string();
        text.replacen(&host, &name::shown(&host), 1)
    } else {
        relay.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_relay_every_address_is_here_or_refused() {
        let preview = Preview::of("  ", false);
        assert_eq!(preview.role, Some(DomainRole::Single));
        assert_eq!(preview.alternate, Destination::Absent);
        assert_eq!(preview.unknown, Destination::Refused);
    }

    #[test]
    fn the_box_decides_between_master_and_slave() {
        let relay = Destination::Relay("mail.other.example:2525".into());
        let master = Preview::of("Mail.other.example:2525", false);
        assert_eq!(
            (master.role, &master.alternate, &master.unknown),
            (Some(DomainRole::Master), &relay, &Destination::Refused)
        );
        let slave = Preview::of("mail.other.example:2525 ", true);
        assert_eq!(
            (slave.role, &slave.alternate, &slave.unknown),
            (Some(DomainRole::Slave), &relay, &relay)
        );
    }

    #[test]
    fn a_broken_rule_leaves_open_only_what_hangs_on_it() {
        let wrong = Preview::of("smtp://a.example", false);
        assert_eq!(
            (wrong.role, wrong.broken),
            (None, Some(Code::RelayHasScheme))
        );
        assert_eq!(
            (wrong.alternate, wrong.unknown),
            (Destination::Open, Destination::Refused)
        );
        let missing = Preview::of("", true);
        assert_eq!(missing.broken, Some(Code::RelayRequired));
        assert_eq!(missing.unknown, Destination::Open);
    }
}
