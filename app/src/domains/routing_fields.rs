//! The section Mail Routing: its fields, and below them live what they make.

use leptos::prelude::*;
use model::Code;

use super::preview::Preview;
use super::role_picture::{RolePicture, RoleWords};
use super::typed;
use crate::packed::packed;
use crate::ui::{CheckboxField, TextField};

packed! {
    /// What stands in the fields at first.
    #[derive(Default)]
    pub struct RoutingValues {
        /// The relay, as typed or stored.
        pub relay: String,
        /// "Forward all unknown emails to smtp relay".
        pub forward_unknown: bool,
        /// Rewriting to the default address.
        pub deliver_to_default: bool,
        /// What the server found wrong with the relay.
        pub relay_error: Option<String>,
        /// What the server found wrong with the box.
        pub forward_error: Option<String>,
        /// Entries that need the relay: the address of their list, and how many they are.
        pub users: Option<(String, String)>,
        /// What is wrong with taking the relay away while there are such entries.
        pub in_use: Option<String>,
    }
}

packed! {
    /// The words of [`RoutingFields`]; the browser gets them as a property.
    #[expect(missing_docs, reason = "the names say it")]
    pub struct RoutingWords {
        pub relay: String,
        pub relay_help: String,
        pub forward_unknown: String,
        pub forward_unknown_help: String,
        pub deliver_to_default: String,
        pub deliver_to_default_help: String,
        /// The sentence of every rule a relay can break in the browser.
        pub broken: Vec<(Code, String)>,
        pub role: RoleWords,
    }
}

/// Relay, forwarding, default address; and the role they make while they are typed.
#[island]
pub fn RoutingFields(
    /// What stands in the fields at first.
    values: RoutingValues,
    /// The domain's name as people read it.
    domain: String,
    /// Its words.
    words: RoutingWords,
) -> impl IntoView {
    let relay = RwSignal::new(values.relay.clone());
    typed::keep_text("relay", relay);
    let forward = RwSignal::new(values.forward_unknown);
    typed::keep_tick("forward_unknown", forward);
    let preview = Memo::new(move |_| relay.with(|relay| Preview::of(relay, forward.get())));
    let sent = (values.relay, values.forward_unknown);
    let sentences = words.broken;
    let relay_error = Signal::derive(move || {
        // What the server found wrong stays until it is mended here.
        let is_as_sent = relay.with(|relay| *relay == sent.0) && forward.get() == sent.1;
        if is_as_sent {
            return values.relay_error.clone();
        }
        if relay.with(|relay| relay.trim().is_empty()) && values.in_use.is_some() {
            return values.in_use.clone();
        }
        let code = preview.with(|preview| preview.broken)?;
        sentences
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, sentence)| sentence.clone())
    });
    view! {
        <div class="flex max-w-4xl flex-col gap-4">
            <div class="flex max-w-xl flex-col gap-1">
                <TextField
                    name="relay"
                    label=words.relay
                    help=words.relay_help
                    bind=relay
                    error=relay_error
                />
                {values
                    .users
                    .map(|(href, text)| {
                        view! {
                            <p class="text-sm">
                                <a href=href>{text}</a>
                            </p>
                        }
                    })}
            </div>
            <CheckboxField
                name="forward_unknown"
                label=words.forward_unknown
                help=words.forward_unknown_help
                bind=forward
                error=values.forward_error
            />
            <CheckboxField
                name="deliver_to_default"
                label=words.deliver_to_default
                help=words.deliver_to_default_help
                checked=values.deliver_to_default
            />
            <RolePicture preview domain words=words.role />
        </div>
    }
}
