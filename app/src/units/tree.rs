//! The tree of the units of a domain.

use leptos::prelude::*;
use store::units::Unit;

use crate::paths;
use crate::ui::{Glyph, Icon};
use crate::words::{FrameWord, Lang};

/// The units below each other; each leads to what is in it.
#[component]
pub(super) fn Tree(
    /// The language.
    lang: Lang,
    /// The domain's name.
    domain: String,
    /// The units, each followed by those below it.
    units: Vec<Unit>,
    /// The path of the unit that is shown; empty for none.
    current: String,
) -> impl IntoView {
    let lines = units
        .into_iter()
        .map(|unit| {
            let path = unit.path.to_string();
            let marked = (path == current).then_some("page");
            let depth = unit.path.names().len().min(INDENTS.len());
            let indent = depth.checked_sub(1).and_then(|at| INDENTS.get(at));
            let class = format!("{LINK_CLASS} {}", indent.copied().unwrap_or_default());
            view! {
                <li>
                    <a href=paths::units(&domain, &path) class=class aria-current=marked title=path>
                        <span class="text-muted">
                            <Icon glyph=Glyph::Tree />
                        </span>
                        <span class="min-w-0 break-words">{unit.path.name().to_owned()}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=lang.say(FrameWord::OrganizationalUnits) class="rounded border border-line bg-panel p-1">
            <ul>{lines}</ul>
        </nav>
    }
}

const LINK_CLASS: &str = "flex min-h-8 items-center gap-2 rounded px-2 py-1 text-ink hover:bg-hover \
    aria-[current=page]:bg-selected aria-[current=page]:font-medium";

/// Indents by depth; what is deeper stays where the last one is.
const INDENTS: [&str; 6] = [
    FIRST_CLASS,
    SECOND_CLASS,
    THIRD_CLASS,
    FOURTH_CLASS,
    FIFTH_CLASS,
    SIXTH_CLASS,
];
const FIRST_CLASS: &str = "ml-0";
const SECOND_CLASS: &str = "ml-4";
const THIRD_CLASS: &str = "ml-8";
const FOURTH_CLASS: &str = "ml-12";
const FIFTH_CLASS: &str = "ml-16";
const SIXTH_CLASS: &str = "ml-20";
