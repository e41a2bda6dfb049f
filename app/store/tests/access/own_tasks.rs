//! The long work that somebody sees who administers only some entries.

use std::collections::BTreeSet;

use model::{Actor, Rank, Right};
use store::bulk::{ManyChange, Selection};

use super::desks::HERE;
use super::support::{NOW, on_both};
use super::units::{LILLE, filled, holder};

#[tokio::test(flavor = "multi_thread")]
async fn a_user_administrator_sees_his_own_tasks_only() {
    on_both(|place| async move {
        let id = filled(&place, &["ann"]).await;
        let own = holder(&place, id, &[(LILLE, &[Right::Users])]).await;
        let nobody = Selection::Entries(Vec::new());
        let change = ManyChange::Suspended(true);
        let other = Actor {
            account: 8,
            name: "other".into(),
            rank: Rank::Superadministrator,
            limited_to: None,
            read_only: false,
        };
        let other = place.store.as_actor(other, NOW);
        let of_others = other.start_many(HERE, &nobody, &change).await.unwrap();
        let his = own.start_many(HERE, &nobody, &change).await.unwrap();
        let listed = own.list_tasks(HERE, None, 10).await.unwrap().items;
        let listed: Vec<i64> = listed.iter().map(|task| task.id).collect();
        assert_eq!(listed, [his]);
        let all = other.list_tasks(HERE, None, 10).await.unwrap().items;
        let all: BTreeSet<i64> = all.iter().map(|task| task.id).collect();
        assert_eq!(all, [his, of_others].into());
    })
    .await;
}
