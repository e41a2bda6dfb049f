//! The words of the islands on the Mail System tab, as the properties they take.

use model::{Code, Problem};

use super::quota_field::QuotaWords;
use super::role_picture::RoleWords;
use super::routing_fields::RoutingWords;
use crate::words::problem::unit_names;
use crate::words::{Lang, SystemWord, problem};

/// Rules about a relay that the browser can check while it is typed.
const RELAY_CODES: [Code; 7] = [
    Code::ForbiddenCharacter,
    Code::RelayInvalid,
    Code::RelayHasScheme,
    Code::RelayHasPath,
    Code::RelaySeveralHosts,
    Code::RelayPort,
    Code::RelayRequired,
];

/// Words of the section Mail Routing.
pub fn routing_words(lang: Lang) -> RoutingWords {
    let say = |word: SystemWord| lang.say(word).to_owned();
    RoutingWords {
        relay: say(SystemWord::Relay),
        relay_help: say(SystemWord::RelayHelp),
        forward_unknown: say(SystemWord::ForwardUnknown),
        forward_unknown_help: say(SystemWord::ForwardUnknownHelp),
        deliver_to_default: say(SystemWord::DeliverToDefault),
        deliver_to_default_help: say(SystemWord::DeliverToDefaultHelp),
        broken: RELAY_CODES
            .into_iter()
            .map(|code| (code, problem(lang, &Problem::new("relay", code))))
            .collect(),
        role: role_words(lang),
    }
}

/// Words of the role and its picture.
pub fn role_words(lang: Lang) -> RoleWords {
    let say = |word: SystemWord| lang.say(word).to_owned();
    RoleWords {
        title: say(SystemWord::WhereMailGoes),
        single: [say(SystemWord::RoleSingle), say(SystemWord::SingleSentence)],
        master: [say(SystemWord::RoleMaster), say(SystemWord::MasterSentence)],
        slave: [say(SystemWord::RoleSlave), say(SystemWord::SlaveSentence)],
        open: [say(SystemWord::RoleOpen), say(SystemWord::OpenSentence)],
        mail_for: say(SystemWord::MailFor),
        hosted: say(SystemWord::KindHosted),
        alternate: say(SystemWord::KindAlternate),
        unknown: say(SystemWord::KindUnknown),
        to_mailbox: say(SystemWord::ToMailbox),
        to_relay: say(SystemWord::ToRelay),
        to_refused: say(SystemWord::ToRefused),
        to_absent: say(SystemWord::ToAbsent),
        to_open: say(SystemWord::ToOpen),
    }
}

/// Words of the quota that `of` names.
pub fn quota_words(lang: Lang, of: SystemWord) -> QuotaWords {
    let legend = lang.say(of);
    QuotaWords {
        legend: legend.to_owned(),
        set_to: lang.say(SystemWord::SetQuotaTo).to_owned(),
        none: lang.say(SystemWord::NoQuota).to_owned(),
        size: lang.fill(SystemWord::QuotaSize, &[legend]),
        unit: lang.fill(SystemWord::QuotaUnit, &[legend]),
        units: unit_names(lang),
    }
}
