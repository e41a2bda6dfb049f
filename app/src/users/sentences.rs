//! The sentences of those rules that the browser checks by itself.

use model::{Code, Problem};
use serde::{Deserialize, Serialize};

use crate::packed::Packed;
use crate::words::fill;

/// Sentences by code, in the language of the page: an island carries only those it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentences(Vec<(Code, String)>);

impl Packed for Sentences {
    fn pack(self, into: &mut Vec<String>) {
        self.0.pack(into);
    }

    fn unpack(from: &mut std::vec::IntoIter<String>) -> Self {
        Self(Packed::unpack(from))
    }
}

impl Sentences {
    /// The sentences of these rules; their places are left to be filled.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn of(lang: crate::words::Lang, codes: &[Code]) -> Self {
        let places = ["{0}", "{1}"];
        let sentence = |code: Code| {
            let empty = places
                .into_iter()
                .fold(Problem::new("", code), Problem::with);
            (code, crate::words::problem(lang, &empty))
        };
        Self(codes.iter().copied().map(sentence).collect())
    }

    /// What is wrong, in words; nothing for a rule it does not carry.
    #[must_use]
    pub fn say(&self, problem: &Problem) -> Option<String> {
        let (_, sentence) = self.0.iter().find(|(code, _)| *code == problem.code)?;
        Some(fill(sentence, &problem.args))
    }

    /// What is wrong when a check failed with `code`.
    #[must_use]
    pub fn of_code(&self, code: Code) -> Option<String> {
        self.say(&Problem::new("", code))
    }
}
