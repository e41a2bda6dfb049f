//! What a change changed, field by field, and the way back.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// What stands in for a secret, and what goes with it; it cannot be brought back.
const SECRETS: [&str; 2] = ["password", "must_change_password"];
/// Lists whose order says nothing: one member is changed back without regard to the others.
const SETS: [&str; 5] = ["members", "groups", "aliases", "rights", "administrators"];

/// A field that differs, such as `mail.quota_kib`.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The way to it in the snapshots, separated by dots.
    pub field: String,
    /// Its value before; null when there was none.
    pub before: Value,
    /// Its value after; null when there is none.
    pub after: Value,
}

impl Difference {
    pub(super) fn is_secret(&self) -> bool {
        SECRETS.contains(&self.field.as_str())
    }
}

/// The fields in which two snapshots differ, by name; one that is missing has none.
pub(crate) fn differences(before: Option<&Value>, after: Option<&Value>) -> Vec<Difference> {
    let (before, after) = (leaves(before), leaves(after));
    let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let value = |side: &BTreeMap<String, Value>, field| side.get(field).cloned();
    fields
        .into_iter()
        .map(|field| Difference {
            field: field.clone(),
            before: value(&before, field).unwrap_or_default(),
            after: value(&after, field).unwrap_or_default(),
        })
        .filter(|difference| difference.before != difference.after)
        .collect()
}

fn leaves(snapshot: Option<&Value>) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    if let Some(Value::Object(fields)) = snapshot {
        collect(fields, "", &mut found);
    }
    found
}

fn collect(fields: &Map<String, Value>, prefix: &str, found: &mut BTreeMap<String, Value>) {
    for (name, value) in fields {
        let path = format!("{prefix}{name}");
        match value {
            Value::Object(inner) => collect(inner, &format!("{path}."), found),
            value => {
                found.insert(path, value.clone());
            }
        }
    }
}

/// `present` with everything as it was `before` that is now as it was `after`.
///
/// # Errors
/// The fields that were changed since.
pub(crate) fn take_back(
    before: &Value,
    after: &Value,
    present: &Value,
) -> Result<Value, Vec<String>> {
    let mut wanted = present.clone();
    let mut conflicts = Vec::new();
    let now = leaves(Some(present));
    for difference in differences(Some(before), Some(after)) {
        if difference.is_secret() {
            continue;
        }
        let current = now.get(&difference.field).cloned().unwrap_or_default();
        let back = if SETS.contains(&difference.field.as_str()) {
            without_change(&difference, &current)
        } else {
            (current == difference.after).then(|| difference.before.clone())
        };
        match back {
            Some(value) => put(&mut wanted, &difference.field, value),
            None => conflicts.push(difference.field),
        }
    }
    if conflicts.is_empty() {
        Ok(wanted)
    } else {
        Err(conflicts)
    }
}

/// A set without what was added to it and with what was taken from it; `None` when one of those was
/// changed since.
fn without_change(difference: &Difference, current: &Value) -> Option<Value> {
    let (before, after) = (set(&difference.before), set(&difference.after));
    let mut wanted = set(current);
    for member in before.symmetric_difference(&after) {
        if wanted.contains(member) != after.contains(member) {
            return None;
        }
        if !wanted.remove(member) {
            wanted.insert(member.clone());
        }
    }
    Some(Value::from_iter(wanted))
}

fn set(list: &Value) -> BTreeSet<String> {
    let members = list.as_array().into_iter().flatten();
    members
        .filter_map(|member| member.as_str().map(str::to_owned))
        .collect()
}

fn put(snapshot: &mut Value, path: &str, value: Value) {
    let pointer = format!("/{}", path.replace('.', "/"));
    if let Some(place) = snapshot.pointer_mut(&pointer) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_was_changed_goes_back() {
        let before =
            json!({"name": "a", "mail": {"type": "internal", "quota_kib": 1}, "hidden": false});
        let after = json!({"name": "a", "mail": {"type": "none", "quota_kib": 1}, "hidden": false});
        let present =
            json!({"name": "b", "mail": {"type": "none", "quota_kib": 9}, "hidden": true});
        let wanted = take_back(&before, &after, &present).unwrap();
        assert_eq!(
            wanted,
            json!({"name": "b", "mail": {"type": "internal", "quota_kib": 9}, "hidden": true})
        );
    }

    #[test]
    fn a_field_changed_since_is_named() {
        let (before, after) = (
            json!({"a": 1, "mail": {"b": 1}}),
            json!({"a": 2, "mail": {"b": 2}}),
        );
        let present = json!({"a": 2, "mail": {"b": 3}});
        assert_eq!(
            take_back(&before, &after, &present),
            Err(vec!["mail.b".to_owned()])
        );
        // Also when somebody put it back by hand.
        assert_eq!(
            take_back(&before, &after, &before),
            Err(vec!["a".to_owned(), "mail.b".to_owned()])
        );
    }

    #[test]
    fn the_members_of_a_set_are_changed_back_one_by_one() {
        let before = json!({"members": ["user:a", "user:b"]});
        let after = json!({"members": ["user:b", "user:c"]});
        let present = json!({"members": ["user:b", "user:c", "user:d"]});
        assert_eq!(
            take_back(&before, &after, &present),
            Ok(json!({"members": ["user:a", "user:b", "user:d"]}))
        );
        let without = json!({"members": ["user:b", "user:d"]});
        assert_eq!(
            take_back(&before, &after, &without),
            Err(vec!["members".to_owned()])
        );
    }

    #[test]
    fn a_password_is_told_and_never_taken_back() {
        let (before, after) = (json!({"a": 1}), json!({"a": 1, "password": "changed"}));
        assert!(differences(Some(&before), Some(&after))[0].is_secret());
        assert_eq!(take_back(&before, &after, &before), Ok(before.clone()));
    }
}
