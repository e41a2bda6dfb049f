//! The languages of the console.

use serde::{Deserialize, Serialize};

/// A language of the console.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// German.
    De,
}

impl Lang {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::En, Self::Fr, Self::De];

    /// Its tag (BCP 47): `en`, `fr`, `de`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::De => "de",
        }
    }

    /// Its name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::De => "Deutsch",
        }
    }

    /// The language of a tag such as `de` or `de-AT`; `None` when it is none of the console's.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// The best language for an `Accept-Language` header (RFC 9110, section 12.5.4); English when
    /// none of the wanted ones is there.
    pub fn negotiate(header: &str) -> Self {
        let mut best = (0.0_f32, Self::default());
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let Some(lang) = parts.next().and_then(Self::from_tag) else {
                continue;
            };
            let quality = parts
                .find_map(|part| part.strip_prefix("q="))
                .map_or(1.0, |quality| quality.trim().parse().unwrap_or(0.0));
            // Of equal ones the first stands.
            if quality > best.0 {
                best = (quality, lang);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_most_wanted_known_language_wins() {
        for (header, lang) in [
            ("", Lang::En),
            ("*", Lang::En),
            ("fr", Lang::Fr),
            ("de-CH, fr;q=0.9", Lang::De),
            ("it, fr;q=0.3, de;q=0.8", Lang::De),
            ("fr;q=0, en;q=0.1", Lang::En),
            ("pt-BR,pt;q=0.9", Lang::En),
            ("fr;q=x, de", Lang::De),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }
}
