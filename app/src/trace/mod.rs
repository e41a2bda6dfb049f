//! "Where does mail go?": one address followed through the saved settings.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::Decision;
use model::route::{Delivery, DeliveryKind, Outcome, Transport};
use store::StoreError;

use crate::caller::{self, Caller};
use crate::domains::Opened;
use crate::error_page::Failure;
use crate::paths;
use crate::ui::{
    FieldFrame, Glyph, Icon, Notice, SECONDARY_BUTTON_CLASS, Section, Table, Tone, described_by,
};
use crate::words::{self, Lang, SystemWord};

/// What came of following an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Traced {
    /// Where it goes; the same answer as the API's.
    Decision(Decision),
    /// Its name is no domain the caller may see.
    Foreign,
}

/// GET: the box on a page of its own, `?recipient=` being the address.
///
/// # Errors
/// [`Failure::NotFound`], also for a domain of others; [`Failure::Denied`] for whoever may not see
/// its entries.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, &name).await?;
    let typed = caller.query("recipient").unwrap_or_default();
    let traced = follow(&caller, &opened, &typed).await?;
    let lang = caller.lang;
    let domain = opened.name().to_owned();
    Ok(opened
        .page_titled(caller, lang.say(SystemWord::TraceTitle).to_owned())
        .crumb(
            opened.domain.name.shown(),
            paths::domain_mail(opened.name()),
        )
        .glyph(Glyph::Search)
        .show(move || {
            let result = traced
                .clone()
                .map(|traced| view! { <TraceResult traced /> });
            view! {
                <TraceForm domain recipient=typed traced />
                {result}
            }
        })
        .await)
}

/// Asks the store; a lone local part is meant in this domain.
async fn follow(caller: &Caller, opened: &Opened, typed: &str) -> Result<Option<Traced>, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let recipient = if typed.contains('@') {
        typed.to_owned()
    } else {
        format!("{typed}@{}", opened.name())
    };
    match caller.desk()?.route(&recipient).await {
        Ok(decision) => Ok(Some(Traced::Decision(decision))),
        Err(StoreError::NotFound) => Ok(Some(Traced::Foreign)),
        Err(error) => Err(error.into()),
    }
}

/// The box as a part of another page, which must not put it inside a form. It leads to the page of
/// its own.
#[component]
pub fn TraceBox(
    /// Any name of the domain.
    domain: String,
    /// An address to begin with.
    #[prop(into, optional)]
    recipient: String,
) -> impl IntoView {
    let lang = caller::lang();
    view! {
        <Section title=lang.say(SystemWord::TraceTitle) id="trace">
            <TraceForm domain recipient traced=None />
        </Section>
    }
}

#[component]
fn TraceForm(domain: String, recipient: String, traced: Option<Traced>) -> impl IntoView {
    let lang = caller::lang();
    let error =
        (traced == Some(Traced::Foreign)).then(|| lang.say(SystemWord::TraceForeign).to_owned());
    let is_invalid = error.is_some();
    let example = format!("jdoe@{}", model::name::shown(&domain));
    view! {
        <form method="get" action=paths::domain_route(&domain, "") role="search" class="max-w-xl">
            <FieldFrame
                id="recipient"
                label=lang.say(SystemWord::Recipient)
                help=Some(lang.say(SystemWord::TraceHelp).to_owned())
                error
            >
                <div class="flex flex-wrap gap-2">
                    <input
                        id="recipient"
                        name="recipient"
                        class="min-w-0 flex-1"
                        value=recipient
                        placeholder=example
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        required
                        maxlength="320"
                        aria-describedby=described_by("recipient", true)
                        aria-invalid=is_invalid.then_some("true")
                    />
                    <button type="submit" class=SECONDARY_BUTTON_CLASS>
                        <Icon glyph=Glyph::Search />
                        {lang.say(SystemWord::Trace)}
                    </button>
                </div>
            </FieldFrame>
        </form>
    }
}

/// The outcome, every copy that leaves, and why.
#[component]
fn TraceResult(traced: Traced) -> impl IntoView {
    let lang = caller::lang();
    match traced {
        Traced::Foreign => ().into_any(),
        Traced::Decision(decision) => {
            let deliveries = (!decision.deliveries.is_empty())
                .then(|| view! { <Deliveries lang deliveries=decision.deliveries.clone() /> });
            view! {
                <div class="flex max-w-4xl flex-col gap-4">
                    <OutcomeNotice lang decision=decision.clone() />
                    {deliveries}
                    <Steps lang decision />
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn OutcomeNotice(lang: Lang, decision: Decision) -> impl IntoView {
    let (tone, word) = match decision.outcome {
        Outcome::Accept => (Tone::Success, SystemWord::OutcomeAccept),
        Outcome::Reject => (Tone::Warning, SystemWord::OutcomeReject),
        Outcome::NotOurs => (Tone::Info, SystemWord::OutcomeNotOurs),
    };
    let help = (decision.outcome == Outcome::NotOurs)
        .then(|| view! { <p>{lang.say(SystemWord::NotOursHelp)}</p> });
    let reply = decision.reply.map(|reply| {
        view! { <p>{lang.say(SystemWord::Reply)} ": " <code>{reply}</code></p> }
    });
    view! {
        <Notice tone>
            <p>
                <strong>{lang.say(word)}</strong>
                " · "
                <span class="font-mono">{decision.recipient}</span>
            </p>
            {reply}
            {help}
        </Notice>
    }
}

/// More copies than this are counted first, and listed when asked for.
const FEW: usize = 12;

/// The copies that leave.
#[component]
fn Deliveries(lang: Lang, deliveries: Vec<Delivery>) -> impl IntoView {
    let title = lang.say(SystemWord::Deliveries);
    if deliveries.len() <= FEW {
        return view! {
            <h2>{title}</h2>
            <DeliveryTable lang deliveries />
        }
        .into_any();
    }
    let number = i64::try_from(deliveries.len()).unwrap_or(i64::MAX);
    let all = lang.fill(SystemWord::AllCopies, &[number.to_string()]);
    let counts = counts(&deliveries)
        .into_iter()
        .map(|(kind, number)| {
            let reason = lang.say(reason(kind));
            view! { <li>{number.to_string()} " × " {reason}</li> }
        })
        .collect_view();
    view! {
        <h2>{title}</h2>
        <ul class="ml-6 flex list-disc flex-col gap-1">{counts}</ul>
        <details>
            <summary data-ui="fold" class="text-accent">{all}</summary>
            <div class="pt-2">
                <DeliveryTable lang deliveries />
            </div>
        </details>
    }
    .into_any()
}

/// How many copies leave for each reason.
fn counts(deliveries: &[Delivery]) -> Vec<(DeliveryKind, usize)> {
    let kinds = [
        DeliveryKind::Mailbox,
        DeliveryKind::Alternate,
        DeliveryKind::UnknownToRelay,
        DeliveryKind::Outside,
    ];
    kinds
        .into_iter()
        .map(|kind| {
            let of_kind = deliveries.iter().filter(|delivery| delivery.kind == kind);
            (kind, of_kind.count())
        })
        .filter(|(_, number)| *number > 0)
        .collect()
}

const fn reason(kind: DeliveryKind) -> SystemWord {
    match kind {
        DeliveryKind::Mailbox => SystemWord::BecauseMailbox,
        DeliveryKind::Alternate => SystemWord::BecauseAlternate,
        DeliveryKind::UnknownToRelay => SystemWord::BecauseUnknown,
        DeliveryKind::Outside => SystemWord::BecauseOutside,
    }
}

#[component]
fn DeliveryTable(lang: Lang, deliveries: Vec<Delivery>) -> impl IntoView {
    let heads = [
        SystemWord::ColumnTransport,
        SystemWord::ColumnNextHop,
        SystemWord::ColumnRecipient,
        SystemWord::ColumnReason,
    ]
    .map(|word| lang.say(word));
    let rows = deliveries
        .into_iter()
        .map(|delivery| {
            let cells = cells(lang, delivery);
            let cells = cells
                .into_iter()
                .zip(heads)
                .map(|(cell, head)| view! { <td data-label=head>{cell}</td> })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(SystemWord::Deliveries)>
            <thead>
                <tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

fn cells(lang: Lang, delivery: Delivery) -> [AnyView; 4] {
    let transport = match delivery.transport {
        Transport::Lmtp => SystemWord::TransportLmtp,
        Transport::Smtp => SystemWord::TransportSmtp,
    };
    [
        lang.say(transport).into_any(),
        view! { <code>{delivery.next_hop}</code> }.into_any(),
        view! { <code>{delivery.recipient}</code> }.into_any(),
        lang.say(reason(delivery.kind)).into_any(),
    ]
}

#[component]
fn Steps(lang: Lang, decision: Decision) -> impl IntoView {
    let steps = decision
        .steps
        .iter()
        .map(|step| view! { <li class="pl-1">{words::step(lang, step)}</li> })
        .collect_view();
    view! {
        <h2>{lang.say(SystemWord::Steps)}</h2>
        <ol class="flex list-decimal flex-col gap-1 rounded border border-line bg-panel py-3 pr-4 pl-9">
            {steps}
        </ol>
    }
}
