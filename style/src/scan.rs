//! Finds class lists in Rust sources.
//!
//! A string literal is a class list when it stands
//! 1. in the value of `class=` in a view or in `let class = …`: `class="p-2"`,
//!    `class={if on { "p-2" } else { "p-4" }}`, `class=("p-2", move || on.get())`;
//! 2. in the name of `class:` in a view: `class:hidden=move || …`;
//! 3. in a constant or static whose name is `CLASS` or ends in `_CLASS`;
//! 4. in a function whose name is `class` or ends in `_class`;
//! 5. in `tw!("…")`.
//!
//! Literals that are compared (`== "x"`) or matched (`"x" =>`) are not. Comments are never read.
//! A closure or condition after `class=` needs braces, so that its end is certain.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

/// A class name and the line it was found on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassUse {
    /// The name as written.
    pub name: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// What a source text holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Every class, in order of appearance.
    pub classes: Vec<ClassUse>,
    /// Places that cannot be read: line and reason.
    pub refusals: Vec<(usize, String)>,
}

/// Finds every class in a Rust source text.
pub fn scan(source: &str) -> Found {
    let mut found = Found::default();
    match source.parse::<TokenStream>() {
        Ok(tokens) => found.walk(tokens),
        Err(error) => {
            found
                .refusals
                .push((error.span().start().line, format!("not Rust: {error}")));
        }
    }
    found
}

impl Found {
    /// Looks at one level of tokens and goes into its groups.
    fn walk(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let rest = tokens.get(at + 1..).unwrap_or_default();
            match token {
                TokenTree::Ident(ident) => {
                    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
                    self.name(&ident.to_string(), before, rest);
                }
                TokenTree::Group(group) => self.walk(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// Follows the rules of the module for one identifier.
    fn name(&mut self, name: &str, before: Option<&TokenTree>, rest: &[TokenTree]) {
        match name {
            "class" if is_ident(before, "let") => self.literals(until_semicolon(rest)),
            "class" if is_ident(before, "fn") => self.body(rest),
            "class" => match rest {
                [TokenTree::Punct(equals), value, ..]
                    if equals.as_char() == '=' && !is_comparison(rest) =>
                {
                    self.value(value);
                }
                [TokenTree::Punct(colon), named @ ..] if colon.as_char() == ':' => {
                    self.attribute_name(named);
                }
                _ => {}
            },
            "tw" => {
                if let [TokenTree::Punct(_), TokenTree::Group(group), ..] = rest {
                    self.group(group);
                }
            }
            _ if (is_ident(before, "const") || is_ident(before, "static"))
                && (name == "CLASS" || name.ends_with("_CLASS")) =>
            {
                self.literals(until_semicolon(rest));
            }
            _ if is_ident(before, "fn") && name.ends_with("_class") => self.body(rest),
            _ => {}
        }
    }

    /// The value of a `class=` attribute.
    fn value(&mut self, value: &TokenTree) {
        match value {
            TokenTree::Literal(literal) => self.literal(literal),
            TokenTree::Group(group) => self.group(group),
            TokenTree::Punct(punct) if punct.as_char() == '|' => self.needs_braces(value),
            TokenTree::Ident(ident) if ["move", "if", "match"].iter().any(|word| ident == word) => {
                self.needs_braces(value);
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }

    fn needs_braces(&mut self, at: &TokenTree) {
        self.refusals.push((
            at.span().start().line,
            "put braces around this value: class={…}, so that its end is certain".to_owned(),
        ));
    }

    /// `class:name-of-class=…`: the tokens up to `=`, put together again.
    fn attribute_name(&mut self, tokens: &[TokenTree]) {
        let mut name = String::new();
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '=' => {
                    if let Some(first) = tokens.first() {
                        self.list(name.trim_matches('"'), first.span().start().line);
                    }
                    return;
                }
                TokenTree::Punct(punct) if !matches!(punct.as_char(), '-' | ':' | '/') => return,
                TokenTree::Group(_) => return,
                other => name.push_str(&other.to_string()),
            }
        }
    }

    /// Every literal in the first braces of `rest`: a function's body.
    fn body(&mut self, rest: &[TokenTree]) {
        let body = rest.iter().find_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
            _ => None,
        });
        if let Some(group) = body {
            self.group(group);
        }
    }

    fn group(&mut self, group: &Group) {
        self.literals(&group.stream().into_iter().collect::<Vec<_>>());
    }

    /// Every literal in `tokens` that is neither compared nor matched.
    fn literals(&mut self, tokens: &[TokenTree]) {
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.group(group),
                TokenTree::Literal(literal) => {
                    let before = tokens.get(..at).unwrap_or_default();
                    let after = tokens.get(at + 1..).unwrap_or_default();
                    if !is_compared(before, after) {
                        self.literal(literal);
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }

    fn literal(&mut self, literal: &Literal) {
        let text = literal.to_string();
        let line = literal.span().start().line;
        if let Some(inner) = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'))
        {
            self.list(inner, line);
        } else if text.starts_with('r') && text.contains('"') {
            self.list(
                text.trim_start_matches(['r', '#']).trim_matches(['"', '#']),
                line,
            );
        }
    }

    /// One class list; `{}` and `{name}` are the holes of `format!`.
    fn list(&mut self, list: &str, first_line: usize) {
        for (offset, line) in list.lines().enumerate() {
            for name in line
                .split_whitespace()
                .filter(|name| *name != "\\" && !is_hole(name))
            {
                self.classes.push(ClassUse {
                    name: name.to_owned(),
                    line: first_line + offset,
                });
            }
        }
    }
}

fn is_hole(name: &str) -> bool {
    name.starts_with('{') && name.ends_with('}')
}

fn is_ident(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == word)
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

/// `class == "x"` is no attribute.
fn is_comparison(rest: &[TokenTree]) -> bool {
    is_punct(rest.get(1), '=')
}

/// `== "x"`, `!= "x"`, `"x" ==`, `"x" =>`, `"x" | "y" =>`, `"x" if … =>`.
fn is_compared(before: &[TokenTree], after: &[TokenTree]) -> bool {
    let compares = |first: Option<&TokenTree>, second: Option<&TokenTree>| {
        (is_punct(first, '=') || is_punct(first, '!')) && is_punct(second, '=')
    };
    let length = before.len();
    let last = before.last();
    let last_but_one = length.checked_sub(2).and_then(|at| before.get(at));
    compares(last_but_one, last)
        || compares(after.first(), after.get(1))
        || (is_punct(after.first(), '=') && is_punct(after.get(1), '>'))
        || is_punct(after.first(), '|')
        || is_ident(after.first(), "if")
}

fn until_semicolon(tokens: &[TokenTree]) -> &[TokenTree] {
    let end = tokens
        .iter()
        .position(|token| is_punct(Some(token), ';'))
        .unwrap_or(tokens.len());
    tokens.get(..end).unwrap_or_default()
}
