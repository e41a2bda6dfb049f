//! Tailwind 4 names the engine spells otherwise or does not know, in its own words.
//!
//! Every page here is written in Tailwind's names; what the engine lacks is said with arbitrary
//! properties (`[z-index:60]`). When the engine learns a name, its line here can go.

/// The engine's names for the class `name`, several separated by blanks.
///
/// # Errors
/// A sentence saying why the class is not wanted here, although Tailwind knows it.
pub fn translate(name: &str) -> Result<String, String> {
    let parts = split_variants(name);
    let Some((utility, variants)) = parts.split_last() else {
        return Err("empty class".to_owned());
    };
    refuse(utility, variants)?;
    let (utility, important) = match utility.strip_suffix('!') {
        Some(utility) => (utility, "!"),
        None => (*utility, ""),
    };
    let mut prefix = String::new();
    for variant in variants {
        prefix.push_str(&translate_variant(variant));
        prefix.push(':');
    }
    Ok(translate_utility(utility)
        .split(' ')
        .map(|engine_name| format!("{prefix}{important}{engine_name}"))
        .collect::<Vec<_>>()
        .join(" "))
}

/// Colours come from the theme's tokens, which know light and dark by themselves.
fn refuse(utility: &str, variants: &[&str]) -> Result<(), String> {
    if variants.contains(&"dark") {
        return Err("no `dark:` here: colour tokens change with the theme themselves".to_owned());
    }
    let hues = "red orange amber yellow lime green emerald teal cyan sky blue indigo violet purple \
                fuchsia pink rose slate gray zinc neutral stone";
    let words: Vec<&str> = utility.split(['-', '/']).collect();
    let is_raw = words.windows(2).any(|pair| {
        matches!(pair, [hue, shade]
            if hues.split_whitespace().any(|known| known == *hue)
                && shade.len() >= 2 && shade.bytes().all(|byte| byte.is_ascii_digit()))
    });
    if is_raw {
        return Err(format!(
            "`{utility}` is a raw colour: use a token of style/src/theme.rs"
        ));
    }
    Ok(())
}

/// Splits `md:hover:p-2` at the colons outside brackets.
fn split_variants(name: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    name.split(move |character| {
        match character {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ':' && depth == 0
    })
    .collect()
}

/// States of an element that Tailwind takes after `has-` and `not-`.
const STATES: [&str; 12] = [
    "active",
    "checked",
    "disabled",
    "empty",
    "enabled",
    "focus",
    "focus-visible",
    "focus-within",
    "hover",
    "invalid",
    "open",
    "required",
];

fn translate_variant(variant: &str) -> String {
    if variant == "open" {
        return "[&:is([open],_:popover-open)]".to_owned();
    }
    if let Some(state) = variant.strip_prefix("aria-")
        && !state.contains('[')
    {
        return format!("aria-[{state}=\"true\"]");
    }
    if let Some(name) = variant.strip_prefix("data-")
        && !name.contains('[')
    {
        return format!("data-[{name}]");
    }
    for (prefix, selector) in [("nth-last-", "nth-last-child"), ("nth-", "nth-child")] {
        if let Some(count) = variant.strip_prefix(prefix)
            && count.bytes().all(|byte| byte.is_ascii_digit())
        {
            return format!("[&:{selector}({count})]");
        }
    }
    for relation in ["has", "not"] {
        if let Some(state) = variant
            .strip_prefix(relation)
            .and_then(|rest| rest.strip_prefix('-'))
            && STATES.contains(&state)
        {
            return match state {
                "open" => format!("[&:{relation}([open])]"),
                _ => format!("[&:{relation}(:{state})]"),
            };
        }
    }
    variant.to_owned()
}

fn translate_utility(utility: &str) -> String {
    if let Some(engine_name) = renamed(utility) {
        return engine_name.to_owned();
    }
    if let Some(size) = utility.strip_prefix("size-") {
        return format!("w-{size} h-{size}");
    }
    if let Some((size, leading)) = utility.split_once('/')
        && is_text_size(size)
    {
        return format!("{size} leading-{leading}");
    }
    text_size(utility)
        .or_else(|| variable_or_number(utility))
        .unwrap_or_else(|| utility.to_owned())
}

/// A text size with its line height as a ratio, which smaller text inside inherits as such; the
/// engine's is a length.
fn text_size(utility: &str) -> Option<String> {
    let (size, line) = match utility {
        "text-xs" => ("0.75", "1"),
        "text-sm" => ("0.875", "1.25"),
        "text-base" => ("1", "1.5"),
        "text-lg" => ("1.125", "1.75"),
        "text-xl" => ("1.25", "1.75"),
        _ => return None,
    };
    Some(format!(
        "[font-size:{size}rem] [line-height:calc({line}/{size})]"
    ))
}

fn is_text_size(size: &str) -> bool {
    const SIZES: [&str; 13] = [
        "xs", "sm", "base", "lg", "xl", "2xl", "3xl", "4xl", "5xl", "6xl", "7xl", "8xl", "9xl",
    ];
    size.strip_prefix("text-")
        .is_some_and(|size| SIZES.contains(&size))
}

/// Single names.
fn renamed(utility: &str) -> Option<&'static str> {
    Some(match utility {
        "antialiased" => "antialised",
        "font-mono" => "[font-family:var(--font-mono)]",
        "font-sans" => "[font-family:var(--font-sans)]",
        "subpixel-antialiased" => "subpixel-antialised",
        "outline" | "outline-1" => "[outline-style:solid] outline-1",
        "outline-2" => "[outline-style:solid] outline-2",
        "outline-4" => "[outline-style:solid] outline-4",
        "outline-none" => "[outline-style:none]",
        "ring-inset" => "[--en-ring-inset:inset]",
        "rounded" => "rounded-sm",
        "rounded-t" => "rounded-t-sm",
        "rounded-b" => "rounded-b-sm",
        "rounded-l" => "rounded-l-sm",
        "rounded-r" => "rounded-r-sm",
        "shadow" => "shadow-sm",
        "sr-only" => {
            "[position:absolute] [width:1px] [height:1px] [padding:0] [margin:-1px] \
             [overflow:hidden] [clip-path:inset(50%)] [white-space:nowrap] [border-width:0]"
        }
        _ => return None,
    })
}

/// `rotate-90`, `z-[60]`, `bg-(--x)` and `bg-[var(--x)]`.
fn variable_or_number(utility: &str) -> Option<String> {
    if let Some(angle) = utility.strip_prefix("rotate-")
        && angle.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(format!("[rotate:{angle}deg]"));
    }
    if let Some(angle) = utility.strip_prefix("-rotate-") {
        return Some(format!("[rotate:-{angle}deg]"));
    }
    if let Some(index) = utility
        .strip_prefix("z-[")
        .and_then(|rest| rest.strip_suffix(']'))
    {
        return Some(format!("[z-index:{index}]"));
    }
    let (namespace, variable) = utility
        .split_once("-(--")
        .and_then(|(namespace, rest)| Some((namespace, rest.strip_suffix(')')?)))
        .or_else(|| {
            let (namespace, rest) = utility.split_once("-[var(--")?;
            Some((namespace, rest.strip_suffix(")]")?))
        })?;
    let property = match namespace {
        "bg" => "background-color",
        "text" => "color",
        "border" => "border-color",
        "w" => "width",
        "h" => "height",
        "p" => "padding",
        "m" => "margin",
        "gap" => "gap",
        _ => return None,
    };
    Some(format!("[{property}:var(--{variable})]"))
}
