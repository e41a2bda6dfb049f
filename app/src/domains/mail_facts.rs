//! The Mail System tab for whoever may look and not change.

use leptos::prelude::*;

use super::mail_system::{QUOTAS, quota_text, stored_quotas};
use super::mail_words::role_words;
use super::opened::{Facts, Opened, ReadOnlyReason};
use super::preview::{Preview, shown};
use super::role_picture::RolePicture;
use crate::trace::TraceBox;
use crate::ui::Section;
use crate::words::{FrameWord, Lang, SystemWord};

/// The tab for whoever may not change it.
#[component]
pub(super) fn MailSystemFacts(lang: Lang, opened: Opened) -> impl IntoView {
    let domain = opened.domain.clone();
    let yes_no = |yes: bool| {
        lang.say(if yes { FrameWord::Yes } else { FrameWord::No })
            .to_owned()
    };
    let servers = vec![(
        lang.say(SystemWord::MailboxServer),
        domain.mailbox_server.clone(),
    )];
    let storage = QUOTAS
        .into_iter()
        .zip(stored_quotas(&opened))
        .map(|(word, kib)| (lang.say(word), quota_text(lang, kib)))
        .collect::<Vec<_>>();
    let relay = domain.routing.relay.as_ref().map(shown).unwrap_or_default();
    let preview = Preview::of(&relay, domain.routing.forward_unknown);
    let routing = vec![
        (lang.say(SystemWord::Relay), relay),
        (
            lang.say(SystemWord::ForwardUnknown),
            yes_no(domain.routing.forward_unknown),
        ),
        (
            lang.say(SystemWord::DeliverToDefault),
            yes_no(domain.routing.deliver_to_default),
        ),
    ];
    view! {
        <ReadOnlyReason lang />
        <Section title=lang.say(SystemWord::MailServers) id="mail-servers">
            <Facts facts=servers />
        </Section>
        <Section title=lang.say(SystemWord::MailStorage) id="mail-storage">
            <Facts facts=storage />
        </Section>
        <Section title=lang.say(SystemWord::MailRouting) id="mail-routing">
            <Facts facts=routing />
            <RolePicture preview domain=domain.name.shown() words=role_words(lang) />
        </Section>
        <TraceBox domain=opened.name().to_owned() />
    }
}
