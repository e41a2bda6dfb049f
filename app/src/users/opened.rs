//! A user as the pages show it: with its domain, and above the tabs who it is.

use leptos::prelude::*;
use model::{EntryRef, Kind, Problem, name};
use store::administration::Permitted;
use store::{Desk, StoreError, domains::Domain, users::User};

use super::mail_tab;
use super::name_fields::{self, NameWords};
use super::sentences::Sentences;
use crate::caller::Caller;
use crate::form::Posted;
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{Glyph, Notice, Tab, Tabs, Tone};
use crate::words::{self, DirectoryWord, EntryWord, FrameWord, HandlingWord, Lang, UnitWord};

/// A user and its domain, as they are stored.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The user.
    pub user: User,
    /// Its domain.
    pub domain: Domain,
    /// What the caller may do with it.
    pub permitted: Permitted,
}

/// The tabs of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserTab {
    /// Names, login, access.
    General,
    /// Mail type, mailbox, addresses.
    Mail,
    /// Forwarding and automatic reply.
    Handling,
    /// The groups it is in.
    Groups,
    /// What it administers.
    Administration,
    /// What was changed.
    History,
}

impl Opened {
    /// Reads both.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when one is not there or not for this actor to see.
    pub async fn find(desk: &Desk, domain: &str, login: &str) -> Result<Self, StoreError> {
        let user = desk.find_user(domain, login).await?;
        let domain = desk.find_domain(domain).await?;
        let reference = EntryRef {
            kind: Kind::User,
            name: user.login.to_string(),
        };
        let permitted = desk.permitted(domain.name.as_str(), &reference).await?;
        Ok(Self {
            user,
            domain,
            permitted,
        })
    }

    /// How the user is called inside the domain.
    #[must_use]
    pub fn reference(&self) -> EntryRef {
        EntryRef {
            kind: Kind::User,
            name: self.user.login.to_string(),
        }
    }

    /// The page of a tab.
    #[must_use]
    pub fn href(&self, tab: UserTab) -> String {
        let (domain, login) = (self.domain.name.as_str(), self.user.login.as_str());
        match tab {
            UserTab::General => paths::user(domain, login),
            UserTab::Mail => paths::user_mail(domain, login),
            UserTab::Handling => paths::entry_handling(domain, &self.reference()),
            UserTab::Groups => paths::entry_groups(domain, &self.reference()),
            UserTab::Administration => paths::user_administration(domain, login),
            UserTab::History => paths::entry_history(domain, &self.reference()),
        }
    }

    /// The relay of the domain as people read it; empty when there is none.
    #[must_use]
    pub fn relay(&self) -> String {
        mail_tab::relay(&self.domain)
    }

    /// Whether unknown addresses of the domain go to the relay.
    #[must_use]
    pub fn is_slave(&self) -> bool {
        mail_tab::is_slave(&self.domain)
    }

    /// Every address the user has, as people read them; one at all names counts for each.
    #[must_use]
    pub fn addresses(&self) -> Vec<String> {
        expanded(&self.domain, &self.user.addresses)
    }
}

/// Addresses as people read them; one at all names counts for each.
#[must_use]
pub fn expanded(domain: &Domain, addresses: &[model::Address]) -> Vec<String> {
    let names = || std::iter::once(&domain.name).chain(&domain.aliases);
    let expand = |address: &model::Address| -> Vec<String> {
        let at = |name: &model::DomainName| format!("{}@{}", address.local_part, name.shown());
        address
            .name
            .as_ref()
            .map_or_else(|| names().map(at).collect(), |name| vec![at(name)])
    };
    addresses.iter().flat_map(expand).collect()
}

/// An address as people read it: an international name in its own letters.
#[must_use]
pub fn shown_address(address: &str) -> String {
    address.rsplit_once('@').map_or_else(
        || address.to_owned(),
        |(local_part, domain)| format!("{local_part}@{}", name::shown(domain)),
    )
}

/// What stands above both tabs: who it is, whether suspended, and the tabs.
#[component]
pub fn UserHead(lang: Lang, opened: Opened, current: UserTab) -> impl IntoView {
    let tab = |tab: UserTab, label: DirectoryWord| Tab {
        href: opened.href(tab),
        label: lang.say(label).to_owned(),
        is_current: tab == current,
    };
    let tabs = vec![
        tab(UserTab::General, DirectoryWord::TabGeneral),
        tab(UserTab::Mail, DirectoryWord::TabMail),
        Tab {
            href: opened.href(UserTab::Handling),
            label: lang.say(HandlingWord::Tab).to_owned(),
            is_current: current == UserTab::Handling,
        },
        Tab {
            href: opened.href(UserTab::Groups),
            label: lang.say(EntryWord::TabGroups).to_owned(),
            is_current: current == UserTab::Groups,
        },
        Tab {
            href: opened.href(UserTab::Administration),
            label: lang.say(UnitWord::TabAdministration).to_owned(),
            is_current: current == UserTab::Administration,
        },
        Tab {
            href: opened.href(UserTab::History),
            label: lang.say(FrameWord::History).to_owned(),
            is_current: current == UserTab::History,
        },
    ];
    let user = &opened.user;
    let account = format!("{}@{}", user.login, user.domain.shown());
    let suspended = user.suspended.then(|| {
        view! { <Notice tone=Tone::Warning>{lang.say(DirectoryWord::SuspendedNotice)}</Notice> }
    });
    view! {
        <p class="flex flex-wrap items-center gap-2 text-muted">
            <span class="font-medium text-ink">{user.display_name.clone()}</span>
            <span>{account}</span>
        </p>
        {suspended}
        <Tabs label=lang.say(DirectoryWord::UserTabs) tabs />
    }
}

/// Why nothing can be changed on a tab; nothing when it can.
#[component]
pub fn WhyNot(
    /// The language.
    lang: Lang,
    /// Whether the caller may change it.
    may: bool,
    /// What else the policy says.
    permitted: Permitted,
) -> impl IntoView {
    (!may).then(|| {
        let word = if permitted.is_above {
            UnitWord::AboveYou
        } else {
            UnitWord::NotYourRight
        };
        view! { <Notice>{lang.say(word)}</Notice> }
    })
}

/// The page of a tab, before its content.
#[must_use]
pub fn page(caller: Caller, opened: &Opened, form: &Posted) -> Page {
    let lang = caller.lang;
    let title = lang.fill(DirectoryWord::UserTitle, &[opened.user.login.as_str()]);
    Page::new(caller, title)
        .section(Section::Directories)
        .crumb(
            lang.say(FrameWord::DirectoryBrowser),
            paths::directory(opened.domain.name.as_str()),
        )
        .glyph(Glyph::User)
        .posted(form)
}

/// What is wrong with a form, field by field in words, for an island.
#[must_use]
pub fn errors(form: &Posted, lang: Lang) -> Vec<(String, String)> {
    let said = |problem: &Problem| (problem.field.clone(), words::problem(lang, problem));
    form.problems.0.iter().map(said).collect()
}

/// The words of the name fields; what helps with the login depends on the page.
#[must_use]
pub fn name_words(lang: Lang) -> NameWords {
    let say = |word: DirectoryWord| lang.say(word).to_owned();
    NameWords {
        first_name: say(DirectoryWord::FirstName),
        last_name: say(DirectoryWord::LastName),
        display_name: say(DirectoryWord::DisplayName),
        display_name_help: say(DirectoryWord::DisplayNameHelp),
        login: say(DirectoryWord::LoginField),
        login_help: String::new(),
        required: lang.say(FrameWord::Required).to_owned(),
        with_mail: say(DirectoryWord::WithMail),
        with_mail_help: say(DirectoryWord::WithMailHelp),
        with_mail_preview: say(DirectoryWord::WithMailPreview),
        all_aliases: say(DirectoryWord::AllAliases),
        sentences: Sentences::of(lang, &name_fields::CHECKED_WHILE_TYPING),
    }
}
