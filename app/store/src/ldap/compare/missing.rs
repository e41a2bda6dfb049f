//! What the directory no longer has: never deleted, because mail would go with it.

use model::Kind;
use model::ldap::Missing;
use serde_json::json;

use super::{Compared, Here, Origin, Work};
use crate::history::Difference;
use crate::import::Record;

impl Work<'_> {
    /// What the directory no longer has.
    pub(super) fn missing(&mut self) {
        // Not one group more likely means that they may not be read than that all are gone.
        let reads_groups = !self.sides.reading.groups.is_empty();
        for (unique_id, origin) in self.sides.origins {
            let Some(here) = self.by_id.get(&origin.entry_id).copied() else {
                continue;
            };
            let is_read = here.entry.reference().kind == Kind::User || reads_groups;
            if self.seen.contains(unique_id) || !is_read {
                continue;
            }
            let compared = self.suspension(here, unique_id, origin);
            self.compared.push(compared);
        }
    }

    /// Nothing but whether it is suspended is asked of an entry that the directory no longer has.
    fn suspension(&self, here: &Here, unique_id: &str, origin: &Origin) -> Compared {
        let entry = here.entry.reference();
        let present = here.entry.is_suspended();
        let wants = self.sides.settings.missing == Missing::Suspend && !present;
        // Activated by hand since it was suspended for this: it stays.
        let by_hand = origin.given.suspended == Some(true) && !self.sides.take_all;
        let mut compared = Compared {
            unique_id: unique_id.to_owned(),
            given: origin.given.clone(),
            entry_id: Some(here.id),
            record: None,
            kept: Vec::new(),
            is_missing: true,
            is_foreign: false,
            entry: entry.clone(),
        };
        if wants && by_hand {
            compared.kept.push(Difference {
                field: "suspended".to_owned(),
                before: json!(present),
                after: json!(true),
            });
        } else if wants {
            // Remembered as if the directory had said so: it is active again when it is back.
            compared.given.suspended = Some(true);
            compared.given.is_gone = true;
            compared.record = Some(Record {
                suspended: Some(true),
                ..Record::new(self.line(), entry.kind, entry.name)
            });
        }
        compared
    }
}
