//! How well a screen or setting fits what is typed; the server and the browser decide alike.

/// The rank of something called `name` that is also found by the words in `rest`: the smaller, the
/// better; `None` when it does not fit. What stands after a line break in `rest` is where it is, and
/// counts least. All texts are folded, and `typed` has no blanks at its ends.
pub fn rank(name: &str, rest: &str, typed: &str) -> Option<u8> {
    let also = rest.split('\n').next().unwrap_or_default();
    let every_word = |fits: &dyn Fn(&str) -> bool| typed.split_whitespace().all(fits);
    if typed.is_empty() {
        None
    } else if name.starts_with(typed) {
        Some(0)
    } else if every_word(&|word| begins_word(name, word)) {
        Some(1)
    } else if begins_word(also, typed) {
        Some(2)
    } else if every_word(&|word| begins_word(name, word) || begins_word(also, word)) {
        Some(3)
    } else if every_word(&|word| begins_word(name, word) || begins_word(rest, word)) {
        Some(4)
    } else {
        None
    }
}

/// Whether a word of `text` begins with `typed`.
fn begins_word(text: &str, typed: &str) -> bool {
    text.match_indices(typed).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        // What is not ASCII in folded text is a letter of another script.
        before.is_none_or(|c| c.is_ascii() && !c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn the_name_counts_more_than_other_words_and_beginnings_of_words_count() {
        let rest = "mail hop, boite d'envoi\nmail system";
        let of = |typed| rank("relay for splitted domains", rest, typed);
        assert_eq!(of("relay for"), Some(0));
        assert_eq!(of("dom split"), Some(1));
        assert_eq!(of("mail ho"), Some(2));
        assert_eq!(of("envoi"), Some(2));
        assert_eq!(of("relay hop"), Some(3));
        assert_eq!(of("relay system"), Some(4));
        assert_eq!(of("mail sys"), Some(4));
        assert_eq!(of("elay"), None);
        assert_eq!(of("relay nothing"), None);
        assert_eq!(of(""), None);
    }
}
