//! What the pages of one domain have in common: who may change it, title, tabs.

use leptos::prelude::*;
use model::Action;
use store::domains::Domain;

use crate::caller::Caller;
use crate::error_page::Failure;
use crate::form::Posted;
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{Glyph, Icon, Notice, QUIET_BUTTON_CLASS, Tab, Tabs};
use crate::words::{FilterWord, FrameWord, Lang, LdapWord, SystemWord, UnitWord};

/// A domain and what the caller may do with it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The domain.
    pub domain: Domain,
    /// Whether he may change it.
    pub may_change: bool,
    /// Whether he may delete it.
    pub may_delete: bool,
}

impl Opened {
    /// The domain that has the name `typed`.
    ///
    /// # Errors
    /// [`Failure::NotFound`], also for one he may not see.
    pub async fn find(caller: &Caller, typed: &str) -> Result<Self, Failure> {
        let domain = caller.desk()?.find_domain(typed).await?;
        Ok(Self {
            may_change: caller.may(Action::ChangeDomain(domain.id)),
            may_delete: caller.may(Action::DeleteDomain(domain.id)),
            domain,
        })
    }

    /// Its name as it stands in addresses of pages.
    pub fn name(&self) -> &str {
        self.domain.name.as_str()
    }

    /// The frame of one of its pages.
    pub fn page(&self, caller: Caller) -> Page {
        let title = caller
            .lang
            .fill(SystemWord::DomainTitle, &[self.domain.name.shown()]);
        self.page_titled(caller, title)
    }

    /// The same frame with a title of its own.
    pub fn page_titled(&self, caller: Caller, title: String) -> Page {
        let lang = caller.lang;
        Page::new(caller, title)
            .section(Section::System)
            .crumb(lang.say(FrameWord::ModifyDomain), paths::DOMAINS)
            .glyph(Glyph::Home)
    }
}

/// One of the tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DomainTab {
    /// Names, description, language.
    General,
    /// Servers, quotas, mail routing.
    MailSystem,
    /// What happens to mail in every mailbox.
    Filters,
    /// The directory entries are imported from.
    Ldap,
    /// Who administers it.
    Administrators,
    /// What was changed.
    History,
}

/// The tabs, and the way to the entries.
#[component]
pub fn DomainTabs(
    /// The language.
    lang: Lang,
    /// The domain's name.
    name: String,
    /// The tab that is shown.
    current: DomainTab,
) -> impl IntoView {
    let tab = |tab, href, word| Tab {
        href,
        label: lang.say(word).to_owned(),
        is_current: tab == current,
    };
    let tabs = vec![
        tab(
            DomainTab::General,
            paths::domain(&name),
            SystemWord::TabGeneral,
        ),
        tab(
            DomainTab::MailSystem,
            paths::domain_mail(&name),
            SystemWord::TabMailSystem,
        ),
        Tab {
            href: paths::domain_filters(&name),
            label: lang.say(FilterWord::Tab).to_owned(),
            is_current: current == DomainTab::Filters,
        },
        Tab {
            href: paths::domain_ldap(&name),
            label: lang.say(LdapWord::Tab).to_owned(),
            is_current: current == DomainTab::Ldap,
        },
        Tab {
            href: paths::domain_administrators(&name),
            label: lang.say(UnitWord::DomainAdministrators).to_owned(),
            is_current: current == DomainTab::Administrators,
        },
        Tab {
            href: paths::domain_history(&name),
            label: lang.say(FrameWord::History).to_owned(),
            is_current: current == DomainTab::History,
        },
    ];
    view! {
        <div class="flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
            <div class="w-full min-w-0 sm:w-auto sm:flex-1">
                <Tabs label=lang.say(SystemWord::TabsLabel) tabs />
            </div>
            <a href=paths::directory(&name) class=QUIET_BUTTON_CLASS>
                <Icon glyph=Glyph::Users />
                {lang.say(SystemWord::EntriesOfDomain)}
            </a>
        </div>
    }
}

/// The value of `data-guard`: a form that came back is unsaved even when nobody touches it again.
pub const fn guard(form: &Posted) -> &'static str {
    if form.is_sent() { "dirty" } else { "" }
}

/// The first button of a form, which answers the Enter key: the other buttons in the form must not.
/// Nobody sees it.
#[component]
pub fn EnterSaves() -> impl IntoView {
    view! { <button type="submit" class="sr-only" tabindex="-1" aria-hidden="true"></button> }
}

/// Says beside Save that something is not saved; only a browser with scripts knows.
#[component]
pub fn UnsavedNote(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    view! {
        <span data-unsaved hidden class="text-sm text-warn">
            {lang.say(FrameWord::Unsaved)}
        </span>
    }
}

/// Why nothing can be changed here.
#[component]
pub fn ReadOnlyReason(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    view! { <Notice>{lang.say(SystemWord::ReadOnlyDomain)}</Notice> }
}

/// Names and values that cannot be changed.
#[component]
pub fn Facts(
    /// Each name with its value; an empty value is shown as a dash.
    facts: Vec<(&'static str, String)>,
) -> impl IntoView {
    view! {
        <dl class="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]">
            {facts
                .into_iter()
                .map(|(name, value)| {
                    let value = if value.is_empty() { "–".to_owned() } else { value };
                    view! {
                        <dt class="text-muted">{name}</dt>
                        <dd class="whitespace-pre-line">{value}</dd>
                    }
                })
                .collect_view()}
        </dl>
    }
}
