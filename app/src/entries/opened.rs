//! An entry as its pages show it: with its domain, and above the tabs what it is.

use leptos::prelude::*;
use model::Kind;
use model::entry::Content;
use store::administration::Permitted;
use store::{Desk, StoreError, domains::Domain, entries::Entry};

use super::name_fields::EntryNameWords;
use crate::caller::Caller;
use crate::directory::{kind_glyph, kind_name};
use crate::form::Posted;
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{Notice, Tab, Tabs, Tone};
use crate::users::shown_address;
use crate::words::{DirectoryWord, EntryWord, FrameWord, HandlingWord, Lang};

/// An entry and its domain, as they are stored.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The entry.
    pub entry: Entry,
    /// Its domain.
    pub domain: Domain,
    /// What the caller may do with it.
    pub permitted: Permitted,
}

/// The tabs of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryTab {
    /// Name and access.
    General,
    /// Who is in the group.
    Members,
    /// Mail type, mailbox, addresses.
    Mail,
    /// Automatic reply.
    Handling,
    /// The groups it is in.
    Groups,
    /// What was changed.
    History,
}

/// The tabs of a kind.
const fn tabs(kind: Kind) -> &'static [EntryTab] {
    match kind {
        Kind::Group => &[
            EntryTab::General,
            EntryTab::Members,
            EntryTab::Mail,
            EntryTab::Groups,
            EntryTab::History,
        ],
        Kind::Resource => &[EntryTab::General, EntryTab::Mail, EntryTab::History],
        Kind::ExternalUser => &[EntryTab::General, EntryTab::Groups, EntryTab::History],
        Kind::SharedMailbox | Kind::User => &[
            EntryTab::General,
            EntryTab::Mail,
            EntryTab::Handling,
            EntryTab::Groups,
            EntryTab::History,
        ],
    }
}

/// The kind that a folder of an address holds; users have pages of their own.
///
/// # Errors
/// [`StoreError::NotFound`] for another folder.
pub fn kind_in(folder: &str) -> Result<Kind, StoreError> {
    paths::kind_in(folder)
        .filter(|kind| *kind != Kind::User)
        .ok_or(StoreError::NotFound)
}

impl Opened {
    /// Reads both.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when one is not there or not for this actor to see.
    pub async fn find(
        desk: &Desk,
        domain: &str,
        folder: &str,
        name: &str,
    ) -> Result<Self, StoreError> {
        let entry = desk.find_entry(domain, kind_in(folder)?, name).await?;
        let domain = desk.find_domain(domain).await?;
        let permitted = desk
            .permitted(domain.name.as_str(), &entry.reference())
            .await?;
        Ok(Self {
            entry,
            domain,
            permitted,
        })
    }

    /// As [`Opened::find`], for a tab that not every kind has.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also when this kind has no such tab.
    pub async fn find_with(
        desk: &Desk,
        (domain, folder, name): (&str, &str, &str),
        tab: EntryTab,
    ) -> Result<Self, StoreError> {
        let opened = Self::find(desk, domain, folder, name).await?;
        if tabs(opened.entry.kind).contains(&tab) {
            Ok(opened)
        } else {
            Err(StoreError::NotFound)
        }
    }

    /// Whether the caller may change its name and access, and delete it.
    #[must_use]
    pub fn may_change(&self) -> bool {
        match self.entry.kind {
            Kind::Group => self.permitted.group,
            _ => self.permitted.entry,
        }
    }

    /// Whether the caller may change its mail.
    #[must_use]
    pub fn may_change_mail(&self) -> bool {
        match self.entry.kind {
            Kind::Group => self.permitted.group,
            _ => self.permitted.mail,
        }
    }

    /// The page of a tab.
    #[must_use]
    pub fn href(&self, tab: EntryTab) -> String {
        let (domain, entry) = (self.domain.name.as_str(), self.entry.reference());
        match tab {
            EntryTab::General => paths::entry(domain, &entry),
            EntryTab::Members => paths::entry_members(domain, &entry),
            EntryTab::Mail => paths::entry_mail(domain, &entry),
            EntryTab::Handling => paths::entry_handling(domain, &entry),
            EntryTab::Groups => paths::entry_groups(domain, &entry),
            EntryTab::History => paths::entry_history(domain, &entry),
        }
    }

    /// Its default address here or its outside address, as people read it; empty without one.
    #[must_use]
    pub fn address(&self) -> String {
        if let Content::ExternalUser(address) = &self.entry.content {
            return shown_address(address);
        }
        let mut addresses = self.entry.content.addresses().iter();
        addresses
            .find(|address| address.is_default)
            .map(|address| shown_address(&address.at(&self.domain.name)))
            .unwrap_or_default()
    }

    /// What its page is called.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        let kind = kind_name(lang, self.entry.kind);
        lang.fill(EntryWord::Title, &[kind, &self.entry.name])
    }

    /// The page of a tab, before its content.
    #[must_use]
    pub fn page(&self, caller: Caller, form: &Posted) -> Page {
        let lang = caller.lang;
        Page::new(caller, self.title(lang))
            .section(Section::Directories)
            .crumb(
                lang.say(FrameWord::DirectoryBrowser),
                paths::directory(self.domain.name.as_str()),
            )
            .glyph(kind_glyph(self.entry.kind))
            .posted(form)
    }
}

/// What stands above all tabs: what it is, whether suspended, and the tabs.
#[component]
pub fn EntryHead(lang: Lang, opened: Opened, current: EntryTab) -> impl IntoView {
    let label = |tab| match tab {
        EntryTab::General => lang.say(DirectoryWord::TabGeneral),
        EntryTab::Members => lang.say(EntryWord::TabMembers),
        EntryTab::Mail => lang.say(DirectoryWord::TabMail),
        EntryTab::Handling => lang.say(HandlingWord::TabReply),
        EntryTab::Groups => lang.say(EntryWord::TabGroups),
        EntryTab::History => lang.say(FrameWord::History),
    };
    let tabs = tabs(opened.entry.kind).iter().map(|tab| Tab {
        href: opened.href(*tab),
        label: label(*tab).to_owned(),
        is_current: *tab == current,
    });
    let tabs: Vec<_> = tabs.collect();
    let suspended = opened.entry.suspended.then(|| {
        view! { <Notice tone=Tone::Warning>{lang.say(EntryWord::SuspendedNotice)}</Notice> }
    });
    view! {
        <p class="flex flex-wrap items-center gap-2 text-muted">
            <span class="font-medium text-ink">{opened.entry.display_name.clone()}</span>
            <span>{opened.address()}</span>
        </p>
        {suspended}
        <Tabs label=lang.say(EntryWord::Tabs) tabs />
    }
}

/// The words of the name fields.
#[must_use]
pub fn name_words(lang: Lang, name_help: String) -> EntryNameWords {
    let say = |word: EntryWord| lang.say(word).to_owned();
    EntryNameWords {
        name: lang.say(FrameWord::Name).to_owned(),
        name_help,
        display_name: lang.say(DirectoryWord::DisplayName).to_owned(),
        display_name_help: say(EntryWord::DisplayNameHelp),
        address: say(EntryWord::FirstAddress),
        address_help: say(EntryWord::FirstAddressHelp),
        address_of: say(EntryWord::FirstAddressOf),
        all_aliases: lang.say(DirectoryWord::AllAliases).to_owned(),
        required: lang.say(FrameWord::Required).to_owned(),
    }
}
