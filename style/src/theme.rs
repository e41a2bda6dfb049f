//! The colour tokens, light and dark, and the fonts.
//!
//! A page names what a colour is for (`bg-panel`, `text-muted`), never which colour it is, so both
//! themes come from one class list. Light or dark follows the system unless `data-theme` on the
//! root element says `light` or `dark`; no script is needed for it. The tests below hold every pair
//! that is used together to the contrast of WCAG 2.2 AA.

use std::fmt::Write as _;

use encre_css::{Config, Preflight};

/// A colour token: its name in classes, its light and its dark value.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// `panel` in `bg-panel`.
    pub name: &'static str,
    /// The value in the light theme, `#rrggbb`.
    pub light: &'static str,
    /// The value in the dark theme, `#rrggbb`.
    pub dark: &'static str,
}

const fn token(name: &'static str, light: &'static str, dark: &'static str) -> Token {
    Token { name, light, dark }
}

/// Every token.
pub const TOKENS: &[Token] = &[
    // Grounds, from the page upwards.
    token("surface", "#f5f6f8", "#11151b"),
    token("panel", "#ffffff", "#191f28"),
    token("sunken", "#eceef2", "#0d1116"),
    token("hover", "#eef2f8", "#222a35"),
    token("selected", "#e2ebf9", "#1d2c45"),
    // What is written on them.
    token("ink", "#1a212d", "#e6e9ee"),
    token("muted", "#545e6f", "#a6b0bf"),
    // Lines: `line` separates, `line-strong` marks the edge of a control.
    token("line", "#d8dce3", "#2d3643"),
    token("line-strong", "#7d8797", "#77839a"),
    // The one accent.
    token("accent", "#1d5cb8", "#8ab4f8"),
    token("accent-hover", "#174a95", "#a8c7fa"),
    token("accent-soft", "#e2ebf9", "#1d2c45"),
    token("on-accent", "#ffffff", "#0c1626"),
    token("focus", "#1d5cb8", "#8ab4f8"),
    // States.
    token("danger", "#b0241c", "#ff9e96"),
    token("danger-hover", "#8f1b15", "#ffb8b2"),
    token("danger-soft", "#fdeceb", "#3a1d1e"),
    token("on-danger", "#ffffff", "#2b0b09"),
    token("ok", "#17683a", "#7fd49c"),
    token("ok-soft", "#e3f4ea", "#15301f"),
    token("warn", "#7d4f00", "#f0c067"),
    token("warn-soft", "#fdf1d9", "#342911"),
];

const SANS: &str = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif";
const MONO: &str = "ui-monospace, SFMono-Regular, Menlo, Consolas, \"Noto Sans Mono\", monospace";

/// Makes the tokens known to the engine as colours.
pub fn register(config: &mut Config) {
    for token in TOKENS {
        config
            .theme
            .colors
            .add(token.name, format!("var(--color-{})", token.name));
    }
}

/// The reset that browsers' own styles go through first.
pub fn reset() -> Preflight {
    Preflight::new_full()
        .font_family_sans("var(--font-sans)")
        .font_family_mono("var(--font-mono)")
}

/// The custom properties of both themes.
pub fn css() -> String {
    let light = declarations("light", |token| token.light);
    let dark = declarations("dark", |token| token.dark);
    format!(
        ":root {{\n--font-sans: {SANS};\n--font-mono: {MONO};\n{light}}}\n\
         @media (prefers-color-scheme: dark) {{\n\
         :root:not([data-theme=\"light\"]) {{\n{dark}}}\n}}\n\
         :root[data-theme=\"dark\"] {{\n{dark}}}\n"
    )
}

fn declarations(scheme: &str, value: impl Fn(&Token) -> &'static str) -> String {
    let mut css = format!("color-scheme: {scheme};\n");
    for token in TOKENS {
        // Writing into a String cannot fail.
        let _ = writeln!(css, "--color-{}: {};", token.name, value(token));
    }
    css
}

#[cfg(test)]
mod tests {
    use super::{TOKENS, Token};

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn named(name: &str) -> &'static Token {
        TOKENS.iter().find(|token| token.name == name).unwrap()
    }

    fn check(front: &str, ground: &str, least: f64) {
        let (front, ground) = (named(front), named(ground));
        for (theme, one, other) in [
            ("light", front.light, ground.light),
            ("dark", front.dark, ground.dark),
        ] {
            let found = contrast(one, other);
            assert!(
                found >= least,
                "{} on {} ({theme}): {found:.2} < {least}",
                front.name,
                ground.name
            );
        }
    }

    #[test]
    fn text_is_readable_on_every_ground_it_is_used_on() {
        for ground in [
            "surface",
            "panel",
            "sunken",
            "hover",
            "selected",
            "accent-soft",
        ] {
            for text in ["ink", "muted", "accent", "danger"] {
                check(text, ground, 4.5);
            }
        }
        for state in ["danger", "ok", "warn"] {
            let soft = format!("{state}-soft");
            check(state, "panel", 4.5);
            check(state, &soft, 4.5);
            check("ink", &soft, 4.5);
            check("muted", &soft, 4.5);
        }
        check("on-accent", "accent", 4.5);
        check("on-accent", "accent-hover", 4.5);
        check("on-danger", "danger", 4.5);
        check("on-danger", "danger-hover", 4.5);
    }

    #[test]
    fn controls_and_focus_stand_out() {
        for ground in ["surface", "panel", "sunken"] {
            check("line-strong", ground, 3.0);
            check("focus", ground, 3.0);
        }
    }
}
