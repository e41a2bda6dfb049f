//! Cells that no spreadsheet takes for a formula, and the way back.

/// What a formula, or a cell that hides one, begins with.
const RISKY: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text with an apostrophe before it where a spreadsheet would take it for a formula. One that
/// begins like the outcome of this gets another, so that [`plain`] gives every text back.
pub fn harmless(text: &str) -> String {
    if text.starts_with(RISKY) || is_marked(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text of a cell without the apostrophe that [`harmless`] put before it.
pub(super) fn plain(cell: &str) -> &str {
    if is_marked(cell) {
        cell.get(1..).unwrap_or_default()
    } else {
        cell
    }
}

fn is_marked(text: &str) -> bool {
    text.strip_prefix('\'')
        .is_some_and(|rest| rest.starts_with(RISKY) || rest.starts_with('\''))
}

#[cfg(test)]
mod tests {
    use super::{harmless, plain};

    #[test]
    fn every_text_comes_back_and_none_is_a_formula() {
        for text in [
            "", "a", "=1+1", "'=1+1", "''=1+1", "'t Hooft", "''", "'", "-", "@x", "\tx", "+49",
        ] {
            let cell = harmless(text);
            assert!(!cell.starts_with(super::RISKY), "{text:?}");
            assert_eq!(plain(&cell), text);
        }
        assert_eq!(harmless("'t Hooft"), "'t Hooft");
    }
}
