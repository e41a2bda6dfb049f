//! Where a message goes, and why.

use model::Code;
use model::route::{Decision, DeliveryKind, Outcome, Rule, Transport};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Caller;
use super::filter::Parameters;
use super::language::Language;
use crate::{Refusal, State};
use app::words;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(find))
}

/// The decision for one recipient.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Decision)]
pub struct DecisionBody {
    /// As it was asked for.
    #[schema(example = "jdoe@example.com")]
    recipient: String,
    /// `accept`, `reject` or `not_ours`.
    #[schema(value_type = String, example = "accept")]
    outcome: Outcome,
    /// The reply to RCPT when it is refused.
    reply: Option<String>,
    /// The copies that leave.
    deliveries: Vec<DeliveryBody>,
    /// The rules that were applied, in their order.
    steps: Vec<StepBody>,
}

/// One copy of a message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Delivery)]
struct DeliveryBody {
    /// The envelope recipient it leaves with.
    recipient: String,
    /// `lmtp` or `smtp`.
    #[schema(value_type = String, example = "lmtp")]
    transport: Transport,
    /// Where to, in Postfix notation.
    #[schema(example = "inet:127.0.0.1:24")]
    next_hop: String,
    /// `mailbox`, `alternate`, `unknown_to_relay` or `outside`.
    #[schema(value_type = String, example = "mailbox")]
    kind: DeliveryKind,
}

/// One rule that was applied.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Step)]
struct StepBody {
    /// Its code.
    #[schema(value_type = String, example = "alias_domain")]
    rule: Rule,
    /// What it says, in the caller's language.
    detail: String,
}

impl DecisionBody {
    /// The decision with its reasons in words.
    pub fn new(decision: Decision, language: Language) -> Self {
        let deliveries = decision
            .deliveries
            .into_iter()
            .map(|delivery| DeliveryBody {
                recipient: delivery.recipient,
                transport: delivery.transport,
                next_hop: delivery.next_hop,
                kind: delivery.kind,
            });
        let steps = decision.steps.into_iter().map(|step| StepBody {
            detail: words::step(language.0, &step),
            rule: step.rule,
        });
        Self {
            recipient: decision.recipient,
            outcome: decision.outcome,
            reply: decision.reply,
            deliveries: deliveries.collect(),
            steps: steps.collect(),
        }
    }
}

/// Where a message to a recipient would go now, and why: what Postfix does.
#[utoipa::path(get, path = "/route", tag = "routing", operation_id = "find_route",
    params(("recipient" = String, Query, description = "The address")),
    responses((status = 200, body = DecisionBody)))]
async fn find(
    Caller(desk): Caller,
    language: Language,
    mut query: Parameters,
) -> Result<axum::Json<DecisionBody>, Refusal> {
    let recipient = query.text("recipient");
    query.end()?;
    let recipient = recipient.ok_or_else(|| Refusal::field("recipient", Code::Required))?;
    let decision = desk.route(&recipient).await?;
    Ok(axum::Json(DecisionBody::new(decision, language)))
}
