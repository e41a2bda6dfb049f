//! Free text typed by people: names, descriptions.

use crate::Code;

/// Whether a character may not stand in any stored text: controls, and marks that change the
/// direction or are invisible, which make one text look like another.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// One line of text, trimmed, of at most `max` characters; may be empty.
///
/// # Errors
/// [`Code::TooLong`], [`Code::ForbiddenCharacter`].
pub fn line(input: &str, max: usize) -> Result<String, Code> {
    let trimmed = input.trim_matches(' ');
    if trimmed.chars().any(is_forbidden) {
        return Err(Code::ForbiddenCharacter);
    }
    if trimmed.chars().count() > max {
        return Err(Code::TooLong);
    }
    Ok(trimmed.to_owned())
}

/// Like [`line`], but must not be empty.
///
/// # Errors
/// [`Code::Required`] as well as those of [`line`].
pub fn required_line(input: &str, max: usize) -> Result<String, Code> {
    let line = line(input, max)?;
    if line.trim().is_empty() {
        Err(Code::Required)
    } else {
        Ok(line)
    }
}

/// Several lines of text; line breaks are kept as `\n`, tabs become blanks.
///
/// # Errors
/// Those of [`line`].
pub fn paragraph(input: &str, max: usize) -> Result<String, Code> {
    let text = input.replace("\r\n", "\n").replace('\t', " ");
    let trimmed = text.trim();
    if trimmed.chars().any(|c| c != '\n' && is_forbidden(c)) {
        return Err(Code::ForbiddenCharacter);
    }
    if trimmed.chars().count() > max {
        return Err(Code::TooLong);
    }
    Ok(trimmed.to_owned())
}

/// A whole number of at least one; empty means no limit.
///
/// # Errors
/// [`Code::NotAPositiveNumber`].
pub fn positive_number(input: &str) -> Result<Option<i64>, Code> {
    let trimmed = input.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    match trimmed.parse::<i64>() {
        Ok(number) if (1..=1_000_000_000).contains(&number) => Ok(Some(number)),
        _ => Err(Code::NotAPositiveNumber),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_direction_marks_are_refused() {
        for bad in [
            "a\0b",
            "a\nb",
            "a\tb",
            "a\u{202e}b",
            "a\u{200f}b",
            "\u{feff}a",
        ] {
            assert_eq!(line(bad, 10), Err(Code::ForbiddenCharacter), "{bad:?}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(line("äöü", 3).as_deref(), Ok("äöü"));
        assert_eq!(line("äöüß", 3), Err(Code::TooLong));
    }

    #[test]
    fn a_paragraph_keeps_its_line_breaks() {
        assert_eq!(paragraph("a\r\nb ", 10).as_deref(), Ok("a\nb"));
    }
}
