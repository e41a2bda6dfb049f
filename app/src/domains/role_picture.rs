//! The role of a domain in one sentence, and a small picture of where its mail goes.

use leptos::prelude::*;
use model::domain::DomainRole;

use super::preview::{Destination, Preview};
use crate::packed::packed;
use crate::ui::{Glyph, Icon};
use crate::words::fill;

packed! {
    /// The words of [`RolePicture`]; the browser gets them as a property.
    #[expect(missing_docs, reason = "the names say it")]
    pub struct RoleWords {
        pub title: String,
        pub single: [String; 2],
        pub master: [String; 2],
        pub slave: [String; 2],
        pub open: [String; 2],
        pub mail_for: String,
        pub hosted: String,
        pub alternate: String,
        pub unknown: String,
        pub to_mailbox: String,
        pub to_relay: String,
        pub to_refused: String,
        pub to_absent: String,
        pub to_open: String,
    }
}

impl RoleWords {
    /// Name of the role and its sentence.
    fn role(&self, preview: &Preview) -> (String, String) {
        let [name, sentence] = match preview.role {
            Some(DomainRole::Single) => &self.single,
            Some(DomainRole::Master) => &self.master,
            Some(DomainRole::Slave) => &self.slave,
            None => &self.open,
        };
        let relay = match &preview.alternate {
            Destination::Relay(relay) => relay.as_str(),
            _ => "",
        };
        (name.clone(), fill(sentence, &[relay]))
    }

    fn destination(&self, destination: &Destination) -> String {
        match destination {
            Destination::Mailbox => self.to_mailbox.clone(),
            Destination::Relay(relay) => fill(&self.to_relay, &[relay]),
            Destination::Refused => self.to_refused.clone(),
            Destination::Absent => self.to_absent.clone(),
            Destination::Open => self.to_open.clone(),
        }
    }
}

/// The role that mail routing makes and where the three kinds of address go by it.
#[component]
pub fn RolePicture(
    /// What the fields make.
    #[prop(into)]
    preview: Signal<Preview>,
    /// The domain's name as people read it.
    #[prop(into)]
    domain: String,
    /// Its words.
    words: RoleWords,
) -> impl IntoView {
    let words = StoredValue::new(words);
    let role =
        Memo::new(move |_| preview.with(|preview| words.with_value(|words| words.role(preview))));
    let rows = [
        (words.with_value(|words| words.hosted.clone()), Pick::Hosted),
        (
            words.with_value(|words| words.alternate.clone()),
            Pick::Alternate,
        ),
        (
            words.with_value(|words| words.unknown.clone()),
            Pick::Unknown,
        ),
    ];
    view! {
        <section
            aria-labelledby="role-title"
            class="flex max-w-4xl flex-col gap-3 rounded border border-line bg-panel p-4"
        >
            <h3 id="role-title">{words.with_value(|words| words.title.clone())}</h3>
            <p>
                // Only the role is announced: the sentence changes with every letter of the relay.
                <strong
                    aria-live="polite"
                    class="mr-2 inline-block rounded bg-accent-soft px-2 py-1 text-accent"
                >
                    {move || role.get().0}
                </strong>
                {move || role.get().1}
            </p>
            <div class="grid gap-x-0 gap-y-2 sm:grid-cols-[minmax(8rem,14rem)_3rem_minmax(0,1fr)]">
                <Source label=words.with_value(|words| words.mail_for.clone()) domain />
                <Branches />
                <ul class="grid min-w-0 auto-rows-fr gap-2 border-l-2 border-line-strong pl-3 sm:border-l-0 sm:pl-0">
                    {rows
                        .into_iter()
                        .map(|(kind, pick)| view! { <Row kind pick preview words /> })
                        .collect_view()}
                </ul>
            </div>
        </section>
    }
}

/// One of the three kinds of address.
#[derive(Clone, Copy)]
enum Pick {
    Hosted,
    Alternate,
    Unknown,
}

impl Pick {
    fn of(self, preview: &Preview) -> Destination {
        match self {
            Self::Hosted => preview.hosted.clone(),
            Self::Alternate => preview.alternate.clone(),
            Self::Unknown => preview.unknown.clone(),
        }
    }
}

/// Where mail comes in.
#[component]
fn Source(label: String, domain: String) -> impl IntoView {
    view! {
        <div class="flex min-w-0 items-center gap-2 self-center rounded border border-line-strong bg-sunken px-3 py-2">
            <Icon glyph=Glyph::Address />
            <span class="min-w-0">
                <span class="block text-sm text-muted">{label}</span>
                <span class="font-medium">{domain}</span>
            </span>
        </div>
    }
}

/// Three lines from the source to the rows; they stretch with them.
#[component]
fn Branches() -> impl IntoView {
    view! {
        <svg
            class="hidden h-full w-full text-line-strong sm:block"
            viewBox="0 0 60 300"
            preserveAspectRatio="none"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            aria-hidden="true"
            focusable="false"
        >
            <path vector-effect="non-scaling-stroke" d="M0 150C40 150 20 50 60 50" />
            <path vector-effect="non-scaling-stroke" d="M0 150H60" />
            <path vector-effect="non-scaling-stroke" d="M0 150C40 150 20 250 60 250" />
        </svg>
    }
}

/// One kind of address, an arrow, and where it leads.
#[component]
fn Row(
    kind: String,
    pick: Pick,
    preview: Signal<Preview>,
    words: StoredValue<RoleWords>,
) -> impl IntoView {
    let destination = Memo::new(move |_| preview.with(|preview| pick.of(preview)));
    view! {
        <li class="grid min-w-0 grid-cols-[2.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1 rounded border border-line px-3 py-2 sm:grid-cols-[minmax(7rem,13rem)_2.5rem_minmax(0,1fr)]">
            <span class="col-span-2 sm:col-span-1">{kind}</span>
            {move || destination.with(arrow)}
            <span class={move || destination.with(destination_class)}>
                {move || destination.with(glyph)}
                <span class="min-w-0">
                    {move || {
                        destination
                            .with(|destination| words.with_value(|words| words.destination(destination)))
                    }}
                </span>
            </span>
        </li>
    }
}

fn destination_class(destination: &Destination) -> &'static str {
    match destination {
        Destination::Mailbox => "flex min-w-0 items-center gap-2 font-medium text-ok",
        Destination::Relay(_) => "flex min-w-0 items-center gap-2 font-medium text-accent",
        Destination::Refused => "flex min-w-0 items-center gap-2 font-medium text-danger",
        Destination::Absent => "flex min-w-0 items-center gap-2 text-muted",
        Destination::Open => "flex min-w-0 items-center gap-2 font-medium text-warn",
    }
}

fn glyph(destination: &Destination) -> impl IntoView + use<> {
    let glyph = match destination {
        Destination::Mailbox => Glyph::Inbox,
        Destination::Relay(_) => Glyph::External,
        Destination::Refused => Glyph::Close,
        Destination::Absent => Glyph::Minus,
        Destination::Open => Glyph::Warning,
    };
    view! { <Icon glyph /> }
}

/// Whole for this system, dashed for another one, ending at a bar where mail is refused.
fn arrow(destination: &Destination) -> impl IntoView + use<> {
    let (line, dashes) = match destination {
        Destination::Mailbox => ("M1 8H38M32 2l6 6-6 6", None),
        Destination::Relay(_) => ("M1 8H38M32 2l6 6-6 6", Some("5 3")),
        Destination::Refused => ("M1 8H30M30 1v14", None),
        Destination::Absent | Destination::Open => ("M1 8H38", Some("1 5")),
    };
    view! {
        <svg
            class=arrow_class(destination)
            viewBox="0 0 40 16"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            focusable="false"
        >
            <path d=line stroke-dasharray=dashes />
        </svg>
    }
}

fn arrow_class(destination: &Destination) -> &'static str {
    match destination {
        Destination::Mailbox => "h-4 w-10 text-ok",
        Destination::Relay(_) => "h-4 w-10 text-accent",
        Destination::Refused => "h-4 w-10 text-danger",
        Destination::Absent => "h-4 w-10 text-muted",
        Destination::Open => "h-4 w-10 text-warn",
    }
}
