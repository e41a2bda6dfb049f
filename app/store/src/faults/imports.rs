//! An import of many entries, and undoing it.

use model::{Kind, MailType};

use super::changes::{HERE, fault, fill};
use super::{assert_all_or_nothing, on_both};
use crate::import::{Record, RecordAddress, Refused};

const NEW: u32 = 300;

/// A new user in a group, with two addresses.
fn newcomer(number: u32) -> Record {
    let address = |local_part: String| RecordAddress {
        local_part,
        ..RecordAddress::default()
    };
    Record {
        addresses: Some(vec![
            address(format!("new{number}")),
            address(format!("new.comer{number}")),
        ]),
        groups: Some(vec!["newcomers".into()]),
        ..Record::new(u64::from(number) + 2, Kind::User, format!("new{number}"))
    }
}

/// Newcomers, the group they are in, and users of the domain who move to the alternate mail server.
async fn records(desk: &crate::Desk) -> Vec<Record> {
    let mut records: Vec<_> = (0..NEW).map(newcomer).collect();
    records.push(Record::new(1000, Kind::Group, "newcomers"));
    let query = crate::users::EntryQuery {
        mail_type: Some(MailType::Internal),
        limit: 100,
        ..crate::users::EntryQuery::default()
    };
    let present = desk.list_entries(HERE, &query).await.unwrap();
    records.extend((2000..).zip(present.items).map(|(line, row)| Record {
        mail_type: Some(MailType::External),
        ..Record::new(line, Kind::User, row.entry.name)
    }));
    records
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import() {
    on_both(|place| async move {
        fill(&place).await;
        let records = records(&place.desk()).await;
        let faults = [
            fault("entry", 1, 0),
            fault("entry", 350, 10),
            fault("address", 200, 20),
            fault("entry_word", 400, 30),
            fault("group_member", 100, 40),
            fault("postfix_route", 500, 50),
            fault("history", 1, 55),
            fault("history_entry", 300, 60),
        ];
        let change =
            async |desk: &crate::Desk| desk.apply_import(HERE, &records, None, Refused::Stop).await;
        let plan = assert_all_or_nothing(&place, "import", &faults, change).await;
        assert_eq!((plan.counts.new, plan.counts.changed), (301, 100));

        let rows = crate::history::HistoryQuery {
            limit: 1,
            ..crate::history::HistoryQuery::default()
        };
        let rows = place.desk().list_history(&rows).await.unwrap().items;
        let id = rows.first().unwrap().id;
        let faults = [
            fault("entry", 1, 0),
            fault("entry", 350, 0),
            fault("postfix_route", 50, 0),
            fault("history", 1, 0),
            fault("history_entry", 50, 0),
        ];
        // On SQLite it gives pages back before it needs any: a disk that is full does not stop it.
        let faults = if place.is_postgres() {
            &faults[..]
        } else {
            &[]
        };
        let undo = async |desk: &crate::Desk| desk.undo(id).await;
        let undone = assert_all_or_nothing(&place, "undoing an import", faults, undo).await;
        assert_eq!(undone.many.unwrap().changed, 401);
    })
    .await;
}
