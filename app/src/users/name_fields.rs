//! First name, last name, display name and login: the display name follows while one types.

use leptos::prelude::*;
#[cfg(feature = "ssr")]
use model::Code;
use model::{Login, user};

use super::sentences::Sentences;
use crate::domains::typed;
use crate::packed::packed;
use crate::ui::{CheckboxField, TextField};
use crate::words::fill;

packed! {
    /// What the fields show at first.
    #[derive(Default)]
    pub struct Names {
        /// First name.
        pub first_name: String,
        /// Last name.
        pub last_name: String,
        /// Display name; empty for the one the names make.
        pub display_name: String,
        /// Login.
        pub login: String,
        /// The box "Mail address" of a new user; `None` where there is none.
        pub with_mail: Option<bool>,
        /// The domain's name as people read it.
        pub domain: String,
        /// What the server found wrong: field and sentence.
        pub problems: Vec<(String, String)>,
    }
}

packed! {
    /// The texts, in the language of the page; each is named like its word.
    #[derive(Default)]
    pub struct NameWords {
        pub first_name: String,
        pub last_name: String,
        pub display_name: String,
        pub display_name_help: String,
        pub login: String,
        pub login_help: String,
        pub required: String,
        pub with_mail: String,
        pub with_mail_help: String,
        pub with_mail_preview: String,
        pub all_aliases: String,
        pub sentences: Sentences,
    }
}

/// Rules of a login that are checked while typing.
#[cfg(feature = "ssr")]
pub const CHECKED_WHILE_TYPING: [Code; 2] = [Code::ForbiddenCharacter, Code::LoginInvalid];

impl Names {
    fn refusal(&self, field: &str) -> Option<String> {
        let found = self.problems.iter().find(|(name, _)| name == field);
        found.map(|(_, sentence)| sentence.clone())
    }
}

/// What a display name is made of; it follows the names until somebody types another one.
#[derive(Clone, Copy)]
struct Typed {
    first: RwSignal<String>,
    last: RwSignal<String>,
    login: RwSignal<String>,
    display: RwSignal<String>,
}

impl Typed {
    fn new(names: &Names) -> Self {
        let signal = |id: &str, sent: &str| {
            let signal = RwSignal::new(sent.to_owned());
            typed::keep_text(id, signal);
            signal
        };
        Self {
            first: signal("first_name", &names.first_name),
            last: signal("last_name", &names.last_name),
            login: signal("login", &names.login),
            display: signal("display_name", &names.display_name),
        }
    }

    fn made(self) -> String {
        user::display_name(&self.first.get(), &self.last.get(), self.login.get().trim())
    }

    /// Keeps the display name what the names make, while it is that.
    fn follow(self) {
        Effect::new(move |before: Option<String>| {
            let made = self.made();
            let shown = self.display.get_untracked();
            if shown.is_empty() || before.is_some_and(|before| before == shown) {
                self.display.set(made.clone());
            }
            made
        });
    }
}

/// The fields.
#[island]
pub fn NameFields(
    /// What they show at first.
    names: Names,
    /// Their words.
    words: NameWords,
) -> impl IntoView {
    let fields = Typed::new(&names);
    fields.follow();
    let sent_login = names.login.clone();
    let (refusal, sentences) = (names.refusal("login"), words.sentences);
    let login_error = Signal::derive(move || {
        let login = fields.login.get();
        if login == sent_login {
            return refusal.clone();
        }
        let code = Login::parse(&login).err()?;
        sentences.of_code(code)
    });
    let mail = names.with_mail.map(|with_mail| {
        let (preview, all_aliases) = (words.with_mail_preview, words.all_aliases);
        let address = move || {
            let login = Login::parse(&fields.login.get());
            let local_part = login.map_or_else(|_| "…".to_owned(), String::from);
            fill(&preview, &[format!("{local_part}@{all_aliases}")])
        };
        let with_mail = RwSignal::new(with_mail);
        typed::keep_tick("with_mail", with_mail);
        view! {
            <div class="flex flex-col gap-1">
                <CheckboxField
                    name="with_mail"
                    label=words.with_mail
                    help=words.with_mail_help
                    bind=with_mail
                />
                <p class="ml-7 text-sm font-medium" hidden=move || !with_mail.get()>{address}</p>
            </div>
        }
    });
    view! {
        <div class="flex flex-col gap-4">
            <div class="grid gap-4 sm:grid-cols-2">
                <TextField
                    name="first_name"
                    label=words.first_name
                    bind=fields.first
                    error=names.refusal("first_name")
                />
                <TextField
                    name="last_name"
                    label=words.last_name
                    bind=fields.last
                    error=names.refusal("last_name")
                />
            </div>
            <TextField
                name="display_name"
                label=words.display_name
                help=words.display_name_help
                bind=fields.display
                error=names.refusal("display_name")
            />
            <TextField
                name="login"
                label=words.login
                mark=words.required
                help=words.login_help
                bind=fields.login
                error=login_error
            />
            {mail}
        </div>
    }
}
