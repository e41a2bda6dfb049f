//! The filters of a domain in Sieve, in two halves: what the entry itself asks for stands between them.

use super::{Criterion, Filter, Match, Part, Place, Test};
use crate::sieve::{list, quoted};

/// Folders that mean the same on every mailbox server, with their special use (RFC 6154).
const SPECIAL: [(&str, &str); 5] = [
    ("Junk", "\\Junk"),
    ("Trash", "\\Trash"),
    ("Sent", "\\Sent"),
    ("Drafts", "\\Drafts"),
    ("Archive", "\\Archive"),
];

/// Two halves of a script. The first decides, the second puts the message where it belongs; between
/// them the variables say: `quiet` not empty, that the entry's own forwarding and automatic reply are left
/// out; `kept` not empty, that nothing is left in the mailbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Before what the entry asks for.
    pub opening: String,
    /// After it.
    pub closing: String,
}

/// The script of the active filters; both halves are empty when there is none. It needs the extensions
/// that the view `dovecot_sieve` requires.
#[must_use]
pub fn script(filters: &[Filter]) -> Script {
    let active: Vec<&Filter> = filters.iter().filter(|filter| filter.active).collect();
    if active.is_empty() {
        return Script::default();
    }
    Script {
        opening: active.iter().map(|filter| block(filter)).collect(),
        closing: closing(),
    }
}

fn block(filter: &Filter) -> String {
    let tests: Vec<String> = filter.criteria.iter().map(test).collect();
    let tests = match filter.matching {
        Match::All => format!("allof({})", tests.join(", ")),
        Match::Any => format!("anyof({})", tests.join(", ")),
    };
    let mut conditions = vec![r#"string :is "${stopped}" """#.to_owned(), tests];
    if !filter.forward_to.is_empty() {
        // What was forwarded to somebody in this domain comes by here again.
        let to = list(&filter.forward_to);
        conditions.push(format!(r#"not envelope :is "to" {to}"#));
    }
    let mut does = Vec::new();
    if filter.mark_read {
        does.push(r#"addflag "\\Seen";"#.to_owned());
    }
    if filter.mark_important {
        does.push(r#"addflag "\\Flagged";"#.to_owned());
    }
    // Without `:copy` the message is kept where Dovecot finds that it goes round in a circle.
    let copy = if filter.place == Place::Nowhere {
        ""
    } else {
        ":copy "
    };
    for address in &filter.forward_to {
        does.push(format!("redirect {copy}{};", quoted(address)));
    }
    match filter.place {
        Place::Inbox => {}
        Place::Folder => {
            does.push(format!(r#"set "folder" {};"#, quoted(&filter.folder)));
            if is_special(&filter.folder, &["Junk", "Trash"]) {
                // Nobody answers or forwards what goes there.
                does.push(r#"set "quiet" "yes";"#.to_owned());
            }
        }
        Place::Nowhere => {
            does.push(r#"set "kept" "no"; set "quiet" "yes";"#.to_owned());
            if filter.forward_to.is_empty() {
                does.push("discard;".to_owned());
            }
        }
    }
    if filter.stop || filter.place == Place::Nowhere {
        does.push(r#"set "stopped" "yes";"#.to_owned());
    }
    format!(
        "if allof({}) {{\n  {}\n}}\n",
        conditions.join(", "),
        does.join("\n  ")
    )
}

fn is_special(folder: &str, among: &[&str]) -> bool {
    among.iter().any(|name| name.eq_ignore_ascii_case(folder))
}

fn test(criterion: &Criterion) -> String {
    let Criterion {
        part,
        header,
        test,
        value,
    } = criterion;
    let headers = match part {
        Part::From => list(&["from"]),
        Part::To => list(&["to", "cc"]),
        Part::Subject => list(&["subject"]),
        Part::Header => list(&[header]),
        Part::Body => String::new(),
    };
    let value = quoted(value);
    let how = match test {
        Test::Is | Test::IsNot => ":is",
        _ => ":contains",
    };
    let asked = match (part, test) {
        (Part::Body, _) => format!("body :text {how} {value}"),
        (Part::To, Test::Exists | Test::ExistsNot) => {
            r#"anyof(exists "to", exists "cc")"#.to_owned()
        }
        (_, Test::Exists | Test::ExistsNot) => format!("exists {headers}"),
        (Part::From | Part::To, Test::Is | Test::IsNot) => {
            format!("address :is :all {headers} {value}")
        }
        _ => format!("header {how} {headers} {value}"),
    };
    match test {
        Test::Is | Test::Contains | Test::Exists => asked,
        Test::IsNot | Test::ContainsNot | Test::ExistsNot => format!("not {asked}"),
    }
}

/// Puts the message where the filters want it.
fn closing() -> String {
    let special = SPECIAL.map(|(name, special_use)| {
        let special_use = quoted(special_use);
        format!(
            "elsif string :is \"${{folder}}\" \"{name}\" {{\n  fileinto :create :specialuse {special_use} \"{name}\";\n}}\n"
        )
    });
    [
        "if not string :is \"${kept}\" \"\" {\n  # It is gone, or on its way.\n}\n",
        &special.concat(),
        "elsif not string :is \"${folder}\" \"\" {\n  fileinto :create \"${folder}\";\n}\n",
    ]
    .concat()
}
