//! Model and SQL agree on every recipient of every installation.

use model::Decision;
use model::route::{Delivery, DeliveryKind, Outcome, Transport};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use tokio::sync::Mutex;

use super::installation::{Builder, installations, recipients};
use super::postfix::{Fate, Tables};
use super::support::{Place, on_both};

/// Installations to try; `PROPTEST_CASES` says otherwise.
const CASES: u32 = 1000;

/// The model's decision in Postfix's words.
pub fn fate(decision: &Decision) -> Fate {
    match decision.outcome {
        Outcome::NotOurs => Fate::NotOurs,
        Outcome::Reject => Fate::Refused(decision.reply.as_deref().unwrap()[..9].to_owned()),
        Outcome::Accept => {
            assert!(!decision.deliveries.is_empty(), "{decision:?}");
            Fate::Sent(decision.deliveries.iter().map(copy).collect())
        }
    }
}

fn copy(delivery: &Delivery) -> (String, String) {
    let hop = match (delivery.kind, delivery.transport) {
        (DeliveryKind::Outside, _) => "outside".to_owned(),
        (_, Transport::Lmtp) => format!("lmtp:{}", delivery.next_hop),
        (_, Transport::Smtp) => format!("relay:{}", delivery.next_hop),
    };
    (hop, delivery.recipient.to_lowercase())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_model_and_the_sql_agree() {
    on_both(|place| async move {
        let dir = tempfile::tempdir().unwrap();
        let tools = (
            Tables::open(&place, dir.path()).await,
            Builder::open(&place).await,
        );
        let tools = Mutex::new(tools);
        let handle = tokio::runtime::Handle::current();
        tokio::task::block_in_place(|| {
            let cases = std::env::var("PROPTEST_CASES");
            let cases = cases.map_or(CASES, |cases| cases.parse().unwrap());
            let config = Config {
                cases,
                failure_persistence: None,
                ..Config::default()
            };
            let given = (installations(), recipients());
            let outcome = TestRunner::new(config).run(&given, |(installation, asked)| {
                let asked: Vec<_> = asked
                    .into_iter()
                    .map(|(local_part, name)| installation.recipient(local_part, name))
                    .collect();
                let mut tools = tools.try_lock().unwrap();
                let (tables, builder) = &mut *tools;
                handle.block_on(async {
                    builder.build(&installation).await;
                    compare(&place, tables, &asked).await
                })
            });
            outcome.unwrap();
        });
    })
    .await;
}

async fn compare(
    place: &Place,
    tables: &mut Tables,
    asked: &[String],
) -> Result<(), TestCaseError> {
    let desk = place.desk();
    for recipient in asked {
        let decision = desk.route(recipient).await.unwrap();
        prop_assert_eq!(
            fate(&decision),
            tables.fate(recipient).await,
            "{}: {:?}",
            recipient,
            decision.steps
        );
    }
    Ok(())
}
