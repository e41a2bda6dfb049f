//! The frame around every page: top bar, breadcrumb, sections, notices.

mod chooser;
mod conflict;
mod menu;
mod sections;
mod top_bar;

use axum::response::Response;
use http::StatusCode;
use leptos::prelude::*;

pub use chooser::{Chooser, DomainChooser, DomainField};
pub use conflict::{ConflictNotice, Difference};
pub use sections::{Entry, Group, Section, create_words};
pub use top_bar::theme_name;

use crate::{
    behaviour::{Behaviour, BehaviourWords},
    caller::Caller,
    form::Posted,
    help::KeysDialog,
    paths,
    search::{Here, Palette},
    shell::{Head, respond},
    ui::{Breadcrumb, Crumb, Glyph, Icon, KeyboardStart, Notice, Tone},
    words::{FrameWord, Lang},
};

/// A page before it is shown: what stands around it.
#[derive(Debug, Clone)]
pub struct Page {
    caller: Caller,
    title: String,
    glyph: Option<Glyph>,
    section: Option<Section>,
    crumbs: Vec<Crumb>,
    status: StatusCode,
    first_problem: Option<String>,
    has_problems: bool,
    has_chooser: bool,
    domain: Option<String>,
    look_again: Option<u32>,
}

impl Page {
    /// A page with its title, which is also its heading and the last step of the breadcrumb.
    pub fn new(caller: Caller, title: impl Into<String>) -> Self {
        Self {
            caller,
            title: title.into(),
            glyph: None,
            section: None,
            crumbs: Vec::new(),
            status: StatusCode::OK,
            first_problem: None,
            has_problems: false,
            has_chooser: false,
            domain: None,
            look_again: None,
        }
    }

    /// The section it belongs to: a step of the breadcrumb, and marked in the menu.
    #[must_use]
    pub const fn section(mut self, section: Section) -> Self {
        self.section = Some(section);
        self
    }

    /// A step of the breadcrumb between the section and the page; call it once per step.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb::link(label, href));
        self
    }

    /// An icon before the heading.
    #[must_use]
    pub const fn glyph(mut self, glyph: Glyph) -> Self {
        self.glyph = Some(glyph);
        self
    }

    /// The status of the answer, 200 unless given.
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The form the page comes back with: its status, a notice that nothing was saved, and the
    /// keyboard in the first field with a problem.
    #[must_use]
    pub fn posted(mut self, posted: &Posted) -> Self {
        self.status = posted.status();
        self.has_problems = !posted.problems.is_empty();
        self.first_problem = posted
            .problems
            .0
            .first()
            .map(|problem| problem.field.clone());
        self
    }

    /// A browser without scripts asks for the page again after so many seconds.
    #[must_use]
    pub const fn look_again(mut self, seconds: u32) -> Self {
        self.look_again = Some(seconds);
        self
    }

    /// Shows the domain chooser, with the domain that is chosen now (any of its names).
    #[must_use]
    pub fn domain(mut self, chosen: Option<String>) -> Self {
        self.has_chooser = true;
        self.domain = chosen;
        self
    }

    /// Renders the page with `body` as its content.
    pub async fn show<V: IntoView + 'static>(
        self,
        body: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        let chooser = if self.has_chooser {
            // Without the database the page itself says so.
            Chooser::load(&self.caller, self.domain.clone())
                .await
                .ok()
                .filter(Chooser::is_choice)
        } else {
            None
        };
        let head = Head {
            title: self.title.clone(),
            status: self.status,
            look_again: self.look_again,
        };
        respond(self.caller.clone(), head, move || {
            if let Some(field) = self.first_problem.clone() {
                provide_context(KeyboardStart(field));
            }
            let body = body().into_any();
            let is_free = self
                .caller
                .signed_in
                .as_ref()
                .is_some_and(|account| !account.must_change_password);
            if is_free {
                view! { <WorkingFrame page=self chooser>{body}</WorkingFrame> }.into_any()
            } else {
                view! { <QuietFrame page=self>{body}</QuietFrame> }.into_any()
            }
        })
        .await
    }

    fn all_crumbs(&self) -> Vec<Crumb> {
        let lang = self.caller.lang;
        let home = lang.say(FrameWord::CentralAdministration);
        if self.section.is_none() && self.crumbs.is_empty() && self.caller.uri.path() == paths::HOME
        {
            return vec![Crumb::here(home)];
        }
        let mut crumbs = vec![Crumb::link(home, paths::HOME)];
        // The start page of a section is the section itself.
        if let Some(section) = self
            .section
            .filter(|section| section.href() != self.caller.uri.path())
        {
            crumbs.push(Crumb::link(lang.say(section.word()), section.href()));
        }
        crumbs.extend(self.crumbs.iter().cloned());
        crumbs.push(Crumb::here(self.title.clone()));
        crumbs
    }
}

/// The frame of somebody who is signed in.
#[component]
fn WorkingFrame(page: Page, chooser: Option<Chooser>, children: Children) -> impl IntoView {
    let lang = page.caller.lang;
    let crumbs = page.all_crumbs();
    let caller = page.caller.clone();
    let here = Here::of(&caller.uri);
    view! {
        <SkipLink text=lang.say(FrameWord::SkipToContent) />
        <div class="flex min-h-dvh flex-col">
            <top_bar::TopBar caller=page.caller.clone() here=Some(here.clone()) />
            <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 min-h-11 border-b border-line bg-panel px-3 py-1">
                <Breadcrumb label=lang.say(FrameWord::YouAreHere) crumbs />
                {chooser.map(|chooser| view! { <DomainChooser chooser /> })}
            </div>
            <div class="flex flex-1 flex-col md:flex-row">
                <menu::SectionMenu caller=page.caller.clone() current=page.section />
                <main id="content" tabindex="-1" class="flex min-w-0 flex-1 flex-col gap-4 p-4 md:px-6">
                    <Heading page=page.clone() />
                    <Notices page />
                    {children()}
                </main>
            </div>
        </div>
        <KeysDialog lang domain=here.domain.clone() />
        <Palette caller here />
        <Behaviour words=behaviour_words(lang) />
    }
}

fn behaviour_words(lang: Lang) -> BehaviourWords {
    let say = |word| lang.say(word).to_owned();
    BehaviourWords {
        unsaved: say(FrameWord::Unsaved),
        leave: say(FrameWord::LeaveAnyway),
        stay: say(FrameWord::StayHere),
        none: say(FrameWord::NoMatch),
        one: say(FrameWord::EntryOnPage),
        many: say(FrameWord::EntriesOnPage),
        copied: say(FrameWord::Copied),
        slow: say(FrameWord::Slow),
    }
}

/// The frame of somebody who is not, or must choose a password first.
#[component]
fn QuietFrame(page: Page, children: Children) -> impl IntoView {
    let lang = page.caller.lang;
    view! {
        <SkipLink text=lang.say(FrameWord::SkipToContent) />
        <div class="flex min-h-dvh flex-col">
            <top_bar::TopBar caller=page.caller.clone() here=None />
            <main
                id="content"
                tabindex="-1"
                class="mx-auto flex w-full max-w-sm flex-1 flex-col gap-4 px-4 py-8 sm:py-16"
            >
                <div class="flex flex-col gap-4 rounded-lg border border-line bg-panel p-6">
                    <Heading page=page.clone() />
                    <Notices page />
                    {children()}
                </div>
            </main>
        </div>
    }
}

#[component]
fn SkipLink(text: &'static str) -> impl IntoView {
    view! {
        <a
            href="#content"
            class="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-panel focus:px-3 focus:py-2"
        >
            {text}
        </a>
    }
}

#[component]
fn Heading(page: Page) -> impl IntoView {
    view! {
        <h1 class="flex items-center gap-2">
            {page.glyph.map(|glyph| view! { <span class="text-muted"><Icon glyph large=true /></span> })}
            {page.title}
        </h1>
    }
}

/// What was done on the page before, or that nothing was saved.
#[component]
fn Notices(page: Page) -> impl IntoView {
    let lang = page.caller.lang;
    let done = page
        .caller
        .flash
        .filter(|_| !page.has_problems && page.status.is_success())
        .map(|flash| view! { <Notice tone=Tone::Success>{flash.text(lang)}</Notice> });
    let refused = page.has_problems.then(|| {
        view! { <Notice tone=Tone::Danger>{lang.say(FrameWord::NotSaved)}</Notice> }
    });
    (done, refused)
}
