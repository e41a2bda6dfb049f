//! The way from the start page to this one.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// One step of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Its label.
    pub label: String,
    /// Where it leads; the page itself leads nowhere.
    pub href: Option<String>,
}

impl Crumb {
    /// A step that can be gone back to.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: Some(href.into()),
        }
    }

    /// The page itself.
    pub fn here(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: None,
        }
    }
}

/// The steps, the last one being the page itself.
#[component]
pub fn Breadcrumb(
    /// Name of the navigation, for screen readers.
    #[prop(into)]
    label: String,
    /// The steps.
    crumbs: Vec<Crumb>,
) -> impl IntoView {
    view! {
        <nav aria-label=label>
            <ol class="flex flex-wrap items-center gap-1 text-sm">
                {crumbs
                    .into_iter()
                    .enumerate()
                    .map(|(at, crumb)| {
                        view! {
                            <li class="flex items-center gap-1">
                                {(at > 0)
                                    .then(|| {
                                        view! {
                                            <span class="text-muted">
                                                <Icon glyph=Glyph::Chevron />
                                            </span>
                                        }
                                    })}
                                <Step crumb />
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </nav>
    }
}

#[component]
fn Step(crumb: Crumb) -> impl IntoView {
    match crumb.href {
        Some(href) => view! {
            <a href=href class="inline-flex min-h-7 items-center rounded px-1 text-muted hover:text-accent hover:underline">
                {crumb.label}
            </a>
        }
        .into_any(),
        None => view! { <span aria-current="page" class="px-1 text-ink">{crumb.label}</span> }
            .into_any(),
    }
}
