//! Words of Sieve (RFC 5228), the language in which Dovecot is told what to do with a message.

/// A text as Sieve writes it. Whatever is in it stays text: `"` and `\` are escaped, and a `$`, which
/// could begin a variable, is taken from the variable `dollar` that each script begins with.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '$' => quoted.push_str("${dollar}"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A list of texts.
#[must_use]
pub fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_it_or_becomes_a_variable() {
        assert_eq!(
            quoted("\"; discard; \\ ${a} $"),
            "\"\\\"; discard; \\\\ ${dollar}{a} ${dollar}\""
        );
        assert_eq!(list(&["a", "b"]), "[\"a\", \"b\"]");
    }
}
