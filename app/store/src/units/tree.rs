//! All units of a domain at once: a domain has few.

use std::collections::{BTreeMap, BTreeSet};

use model::UnitPath;
use model::access::UnitId;
use model::unit::{DEPTH_MAX, key};

use super::Unit;
use crate::StoreError;
use crate::pool::{Tx, fetch_all};

/// The units of a domain.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: BTreeMap<UnitId, Node>,
    below: BTreeMap<UnitId, Vec<UnitId>>,
}

#[derive(Debug)]
struct Node {
    parent: Option<UnitId>,
    name: String,
    version: i64,
}

impl Tree {
    /// The units of a domain.
    pub(crate) async fn load(tx: &mut Tx, domain_id: i64) -> Result<Self, StoreError> {
        let rows = fetch_all!(
            tx,
            (i64, Option<i64>, String, i64),
            "SELECT id, parent_id, name, version FROM unit WHERE domain_id = $1",
            domain_id
        )?;
        let mut tree = Self::default();
        for (id, parent, name, version) in rows {
            if let Some(parent) = parent {
                tree.below.entry(parent).or_default().push(id);
            }
            let node = Node {
                parent,
                name,
                version,
            };
            tree.nodes.insert(id, node);
        }
        Ok(tree)
    }

    /// The path of a unit; empty for one that is not there.
    pub(crate) fn path(&self, id: UnitId) -> UnitPath {
        let mut names = Vec::new();
        let mut next = Some(id);
        while let Some(node) = next.and_then(|id| self.nodes.get(&id)) {
            names.push(node.name.clone());
            // Nothing goes round in circles; should something, it ends here.
            next = node.parent.filter(|_| names.len() <= DEPTH_MAX);
        }
        names.reverse();
        UnitPath::of(names)
    }

    /// A unit.
    pub(crate) fn unit(&self, id: UnitId) -> Option<Unit> {
        let node = self.nodes.get(&id)?;
        Some(Unit {
            id,
            path: self.path(id),
            version: node.version,
        })
    }

    /// All units, each followed by those below it, siblings by name.
    pub(crate) fn units(&self) -> Vec<Unit> {
        let mut units: Vec<Unit> = self.nodes.keys().filter_map(|id| self.unit(*id)).collect();
        units.sort_by_cached_key(|unit| {
            let names = unit.path.names().iter();
            names.map(|name| key(name)).collect::<Vec<_>>()
        });
        units
    }

    /// A unit and everything below it.
    pub(crate) fn subtree(&self, id: UnitId) -> BTreeSet<UnitId> {
        let mut found = BTreeSet::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            if found.insert(next) {
                open.extend(self.below.get(&next).into_iter().flatten());
            }
        }
        found
    }

    /// A unit and everything above it.
    pub(crate) fn above(&self, id: UnitId) -> BTreeSet<UnitId> {
        let mut found = BTreeSet::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| found.insert(*id)) {
            next = self.nodes.get(&id).and_then(|node| node.parent);
        }
        found
    }

    /// How many units are inside each other from a unit downwards, the unit itself counted.
    pub(crate) fn height(&self, id: UnitId) -> usize {
        let own = self.path(id).names().len();
        let depths = self.subtree(id).into_iter();
        let deepest = depths.map(|below| self.path(below).names().len()).max();
        deepest.unwrap_or(own).saturating_sub(own) + 1
    }
}
