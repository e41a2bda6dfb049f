//! The sections of the console and what each offers to a caller. What he may not do is absent.

use model::{Action, Kind};

use crate::directory::{kind_glyph, may_create_somewhere};
use crate::{caller::Caller, paths, ui::Glyph, words::FrameWord};

/// A section of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Users and whoever else has addresses.
    Directories,
    /// Domains and servers.
    System,
}

/// A group of entries of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its title.
    pub title: FrameWord,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// A place a section leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub word: FrameWord,
    /// What it is for.
    pub help: FrameWord,
    /// Where it leads.
    pub href: String,
    /// Its icon.
    pub glyph: Glyph,
}

impl Section {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Directories, Self::System];

    /// Its name.
    pub const fn word(self) -> FrameWord {
        match self {
            Self::Directories => FrameWord::Directories,
            Self::System => FrameWord::SystemManagement,
        }
    }

    /// Its start page.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Directories => paths::DIRECTORIES_SECTION,
            Self::System => paths::SYSTEM,
        }
    }

    /// Its icon.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Directories => Glyph::Users,
            Self::System => Glyph::Server,
        }
    }

    /// What it offers to `caller`, without empty groups.
    pub fn groups(self, caller: &Caller) -> Vec<Group> {
        let mut groups = match self {
            Self::Directories => directories(caller),
            Self::System => system(caller),
        };
        groups.retain(|group| !group.entries.is_empty());
        groups
    }
}

fn directories(caller: &Caller) -> Vec<Group> {
    let domain = caller.query("domain").unwrap_or_default();
    let to = |path: &str| paths::with_query(path, &[("domain", &domain)]);
    vec![
        Group {
            title: FrameWord::QuickCreates,
            entries: Kind::ALL
                .into_iter()
                .filter(|kind| may_create_somewhere(caller, *kind))
                .map(|kind| {
                    let (word, help) = create_words(kind);
                    Entry {
                        word,
                        help,
                        href: to(&paths::new_entry_domain(kind)),
                        glyph: kind_glyph(kind),
                    }
                })
                .collect(),
        },
        Group {
            title: FrameWord::EntitiesManagement,
            entries: vec![
                Entry {
                    word: FrameWord::DirectoryBrowser,
                    help: FrameWord::DirectoryBrowserHelp,
                    href: to(paths::DIRECTORY),
                    glyph: Glyph::List,
                },
                Entry {
                    word: FrameWord::OrganizationalUnits,
                    help: FrameWord::OrganizationalUnitsHelp,
                    href: to(paths::UNITS),
                    glyph: Glyph::Tree,
                },
                Entry {
                    word: FrameWord::History,
                    help: FrameWord::HistoryHelp,
                    href: to(paths::DIRECTORY_HISTORY),
                    glyph: Glyph::Clock,
                },
                Entry {
                    word: FrameWord::Tasks,
                    help: FrameWord::TasksHelp,
                    href: to(paths::TASKS),
                    glyph: Glyph::Check,
                },
            ],
        },
    ]
}

/// "Create …" for a kind, and what it is for.
pub const fn create_words(kind: Kind) -> (FrameWord, FrameWord) {
    match kind {
        Kind::User => (FrameWord::CreateUser, FrameWord::CreateUserHelp),
        Kind::Group => (FrameWord::CreateGroup, FrameWord::CreateGroupHelp),
        Kind::SharedMailbox => (
            FrameWord::CreateSharedMailbox,
            FrameWord::CreateSharedMailboxHelp,
        ),
        Kind::Resource => (FrameWord::CreateResource, FrameWord::CreateResourceHelp),
        Kind::ExternalUser => (
            FrameWord::CreateExternalUser,
            FrameWord::CreateExternalUserHelp,
        ),
    }
}

fn system(caller: &Caller) -> Vec<Group> {
    let entry = |word, help, href: &str, glyph| Entry {
        word,
        help,
        href: href.to_owned(),
        glyph,
    };
    let create = caller.may(Action::CreateDomain).then(|| {
        entry(
            FrameWord::CreateDomain,
            FrameWord::CreateDomainHelp,
            paths::DOMAINS,
            Glyph::Plus,
        )
    });
    // A user administrator works in the directory.
    let modify = caller.administers_whole_domains().then(|| {
        entry(
            FrameWord::ModifyDomain,
            FrameWord::ModifyDomainHelp,
            paths::DOMAINS,
            Glyph::Globe,
        )
    });
    let servers = caller.may(Action::ChangeMailboxServers).then(|| {
        entry(
            FrameWord::MailboxServers,
            FrameWord::MailboxServersHelp,
            paths::MAILBOX_SERVERS,
            Glyph::Inbox,
        )
    });
    let history = caller.may(Action::ReadHistory).then(|| {
        entry(
            FrameWord::History,
            FrameWord::HistoryHelp,
            paths::HISTORY,
            Glyph::Clock,
        )
    });
    vec![
        Group {
            title: FrameWord::Domains,
            entries: create.into_iter().chain(modify).collect(),
        },
        Group {
            title: FrameWord::Servers,
            entries: servers.into_iter().chain(history).collect(),
        },
    ]
}
