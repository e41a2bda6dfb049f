//! Forwarding and automatic reply of an entry in Sieve.

use model::handling::{AutomaticReply, Handling};
use model::sieve::quoted;

use super::moment::utc;

/// Days after which the same correspondent is answered again.
const DAYS: u8 = 7;

/// The text before the entry's addresses, and the one after them; both are empty when there is nothing
/// to do. Variables are those of [`model::filter::Script`].
pub(super) fn script(handling: &Handling) -> (String, String) {
    let Handling { forward, reply } = handling;
    if !forward.active && !reply.active {
        return (String::new(), String::new());
    }
    let mut lines = vec!["if string :is \"${quiet}\" \"\" {".to_owned()];
    if forward.active {
        // Without `:copy` the message is kept where Dovecot finds that it goes round in a circle.
        let copy = if forward.keep_copy { ":copy " } else { "" };
        let addresses = forward.to.iter();
        lines.extend(addresses.map(|to| format!("  redirect {copy}{};", quoted(to))));
        if !forward.keep_copy {
            lines.push("  set \"kept\" \"no\";".to_owned());
        }
    }
    if !reply.active {
        lines.push("}\n".to_owned());
        return (lines.join("\n"), String::new());
    }
    lines.push(format!("  if {} {{", period(reply)));
    lines.push(format!("    vacation :days {DAYS} :addresses ["));
    let tail = format!(
        "] :subject {} {};\n  }}\n}}\n",
        quoted(&reply.subject),
        quoted(&reply.message)
    );
    (lines.join("\n"), tail)
}

/// Whether it is time to answer. Texts are compared: the shorter one, without a zone, is the smaller.
fn period(reply: &AutomaticReply) -> String {
    let mut tests = vec!["true".to_owned()];
    for (comparison, bound) in [("ge", reply.from), ("lt", reply.to)] {
        if let Some(seconds) = bound {
            let bound = quoted(utc(seconds).trim_end_matches('Z'));
            tests.push(format!(
                "currentdate :zone \"+0000\" :value \"{comparison}\" \"iso8601\" {bound}"
            ));
        }
    }
    format!("allof({})", tests.join(", "))
}
