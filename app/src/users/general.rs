//! The General tab of a user: names, login, contact, language and formats, access, password.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::user::Contact;
use store::administration::Permitted;

use super::forms;
use super::name_fields::{NameFields, NameWords, Names};
use super::opened::{Opened, UserHead, UserTab, WhyNot, errors, name_words};
use super::password_fields::{Expiry, NewPassword, PasswordHistory, PasswordNotice, generated};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{EnterSaves, UnsavedNote, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference};
use crate::paths;
use crate::reading::{ReadingFields, ReadingValues};
use crate::ui::{CheckboxField, Glyph, Icon, Notice, SaveBar, Section, TextField, Tone};
use crate::units::{UnitChoices, UnitField};
use crate::words::{DirectoryWord, FrameWord, Lang, SettingsWord, UnitWord};

/// The fields that show their own problems.
const FIELDS: [&str; 14] = [
    "first_name",
    "last_name",
    "display_name",
    "login",
    "suspended",
    "password",
    "unit",
    "job_title",
    "department",
    "phone",
    "language",
    "time_zone",
    "date_format",
    "time_format",
];

/// `id` of the form, for the bar that saves it.
const FORM: &str = "general";

/// GET: the user as stored.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, login)): Path<(String, String)>,
) -> Result<Response, Failure> {
    page(caller, &domain, &login, Posted::default(), None).await
}

/// POST: saves the tab and stays on it.
///
/// # Errors
/// What the form cannot mend.
pub async fn save(
    caller: Caller,
    Path((domain, login)): Path<(String, String)>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find(&desk, &domain, &login).await?;
    let made = generated(&form, opened.domain.passwords)?;
    if made.is_some() {
        return page(caller, &domain, &login, form, made).await;
    }
    // What is greyed sends nothing.
    let draft = if opened.permitted.entry {
        forms::general(&form, &opened.user, opened.permitted)
    } else {
        forms::stored(&form, &opened.user)
    };
    let password = forms::password(&form);
    let saved =
        desk.change_user_identity(&domain, &login, form.version(), &draft, password.as_deref());
    match saved.await {
        Ok(user) => {
            let address = paths::user(user.domain.as_str(), user.login.as_str());
            Ok(see_other(&address, Some(&Flash::Saved)))
        }
        Err(error) => page(caller, &domain, &login, form.refused(error)?, None).await,
    }
}

async fn page(
    caller: Caller,
    domain: &str,
    login: &str,
    form: Posted,
    generated: Option<String>,
) -> Result<Response, Failure> {
    let opened = Opened::find(&caller.desk()?, domain, login).await?;
    let (lang, now) = (caller.lang, caller.now);
    let choices = UnitChoices::of(&caller, opened.domain.name.as_str()).await?;
    Ok(super::opened::page(caller, &opened, &form)
        .show(move || {
            let facts = opened.user.password.clone();
            view! {
                <GeneralForm lang opened form choices generated>
                    <PasswordNotice lang facts now />
                </GeneralForm>
            }
        })
        .await)
}

#[component]
fn GeneralForm(
    lang: Lang,
    opened: Opened,
    form: Posted,
    choices: UnitChoices,
    generated: Option<String>,
    children: Children,
) -> impl IntoView {
    let user = opened.user.clone();
    let domain = opened.domain.name.clone();
    let others = form
        .other_errors(lang, &FIELDS)
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let conflict = form.conflict.map(|version| {
        let differences = differences(lang, &opened, &form);
        view! { <ConflictNotice version href=opened.href(UserTab::General) differences /> }
    });
    let (action, version) = (opened.href(UserTab::General), form.version_or(user.version));
    let (names, words) = (names(lang, &opened, &form), words(lang));
    let head = opened.clone();
    let guard = guard(&form);
    let permitted = opened.permitted;
    let may = permitted.entry;
    let stored_unit = user.unit.to_string();
    let unit_form = form.clone();
    let values = ReadingValues::own(lang, &user.settings, &opened.domain.reading()).over(&form);
    let contact = view! { <ContactFields lang contact=user.contact.clone() form=form.clone() /> };
    let reading = view! { <ReadingFields lang values form=form.clone() /> };
    let access = view! { <Access lang opened=opened.clone() form=form.clone() /> };
    view! {
        <UserHead lang opened=head current=UserTab::General />
        <WhyNot lang may permitted />
        {children()}
        <form
            id=FORM
            method="post"
            action=action
            data-guard=guard
            class="flex flex-col gap-6"
        >
            <EnterSaves />
            <input type="hidden" name="version" value=version />
            {conflict}
            {others}
            <Section title=lang.say(DirectoryWord::Account) id="account">
                <fieldset disabled=!may class="flex max-w-2xl flex-col gap-4">
                    <NameFields names words />
                    <UnitField lang choices stored=stored_unit form=unit_form />
                </fieldset>
            </Section>
            <Section title=lang.say(SettingsWord::Contact) id="contact">
                <fieldset disabled=!may>{contact}</fieldset>
            </Section>
            <Section title=lang.say(SettingsWord::Reading) id="reading">
                <fieldset disabled=!may class="flex max-w-2xl flex-col gap-4">
                    {reading}
                </fieldset>
            </Section>
            <Section title=lang.say(DirectoryWord::Access) id="access">
                {access}
            </Section>
            <Section title=lang.say(DirectoryWord::PasswordField) id="password-section">
                <Password lang opened form generated />
            </Section>
        </form>
        <Save lang domain=domain.to_string() login=user.login.to_string() permitted />
    }
}

/// The bar that saves the tab, for who may change anything on it.
#[component]
fn Save(lang: Lang, domain: String, login: String, permitted: Permitted) -> impl IntoView {
    let delete = permitted.entry.then(|| {
        view! {
            <a href=paths::user_delete(&domain, &login) class=DELETE_LINK_CLASS>
                <Icon glyph=Glyph::Trash />
                {lang.say(DirectoryWord::DeleteUser)}
            </a>
        }
    });
    (permitted.entry || permitted.password).then(|| {
        view! {
            <div class="flex-1"></div>
            <SaveBar
                form=FORM
                save=lang.say(FrameWord::Save)
                cancel=lang.say(FrameWord::Cancel)
                cancel_href=paths::directory(&domain)
            >
                <UnsavedNote lang />
                {delete}
            </SaveBar>
        }
    })
}

/// Suspended.
#[component]
fn Access(lang: Lang, opened: Opened, form: Posted) -> impl IntoView {
    let user = opened.user;
    let permitted = opened.permitted;
    let no_log_in = (user.mail_type != model::MailType::Internal).then(|| {
        view! { <Notice tone=Tone::Info>{lang.say(DirectoryWord::NoLogInHere)}</Notice> }
    });
    view! {
        <div class="flex max-w-2xl flex-col gap-4">
            {no_log_in}
            <CheckboxField
                name="suspended"
                label=lang.say(DirectoryWord::Suspended)
                help=lang.say(DirectoryWord::SuspendedHelp)
                checked=form.checked_or("suspended", user.suspended)
                error=form.error(lang, "suspended")
                disabled=!permitted.entry
            />
        </div>
    }
}

/// Job title, department, telephone.
#[component]
fn ContactFields(lang: Lang, contact: Contact, form: Posted) -> impl IntoView {
    let field = |name: &'static str, word: SettingsWord, stored: String| {
        view! {
            <TextField
                name
                label=lang.say(word)
                value=form.text_or(name, stored)
                error=form.error(lang, name)
            />
        }
    };
    view! {
        <div class="grid max-w-2xl gap-4 sm:grid-cols-2">
            {field("job_title", SettingsWord::JobTitle, contact.job_title)}
            {field("department", SettingsWord::Department, contact.department)}
            {field("phone", SettingsWord::Phone, contact.phone)}
        </div>
    }
}

/// A new password, what becomes of the present one, and what is known of it.
#[component]
fn Password(lang: Lang, opened: Opened, form: Posted, generated: Option<String>) -> impl IntoView {
    let (facts, permitted) = (opened.user.password, opened.permitted);
    let help = lang.say(if facts.is_set {
        DirectoryWord::NewPasswordHelp
    } else {
        DirectoryWord::NoPasswordHelp
    });
    let known = facts.clone();
    let new = view! {
        <NewPassword
            lang
            label=lang.say(DirectoryWord::NewPassword)
            help
            policy=opened.domain.passwords
            form=form.clone()
            generated
            must_change=facts.must_change
        />
    };
    view! {
        <PasswordHistory lang facts=known />
        <fieldset disabled=!permitted.password class="flex max-w-2xl flex-col gap-4">
            {new}
        </fieldset>
        <fieldset disabled=!permitted.entry>
            <Expiry lang facts form />
        </fieldset>
    }
}

fn names(lang: Lang, opened: &Opened, form: &Posted) -> Names {
    let user = &opened.user;
    Names {
        first_name: form.text_or("first_name", user.first_name.as_str()),
        last_name: form.text_or("last_name", user.last_name.as_str()),
        display_name: form.text_or("display_name", user.display_name.as_str()),
        login: form.text_or("login", user.login.as_str()),
        with_mail: None,
        domain: opened.domain.name.shown(),
        problems: errors(form, lang),
    }
}

fn words(lang: Lang) -> NameWords {
    NameWords {
        login_help: lang.say(DirectoryWord::LoginChangeHelp).to_owned(),
        ..name_words(lang)
    }
}

/// What stands in the form and is not what is stored now.
fn differences(lang: Lang, opened: &Opened, form: &Posted) -> Vec<Difference> {
    let user = &opened.user;
    let yes = |yes| lang.say(if yes { FrameWord::Yes } else { FrameWord::No });
    let text = |word, field: &str, stored: &str| {
        Difference::between(lang.say(word), stored, form.draft(field))
    };
    let fact = |word: SettingsWord, field: &str, stored: &str| {
        Difference::between(lang.say(word), stored, form.draft(field))
    };
    let ticked = |word, field: &str, stored: bool| {
        Difference::between(lang.say(word), yes(stored), yes(form.checked(field)))
    };
    [
        text(DirectoryWord::FirstName, "first_name", &user.first_name),
        text(DirectoryWord::LastName, "last_name", &user.last_name),
        text(
            DirectoryWord::DisplayName,
            "display_name",
            &user.display_name,
        ),
        text(DirectoryWord::LoginField, "login", user.login.as_str()),
        Difference::between(
            lang.say(UnitWord::Unit),
            user.unit.to_string(),
            form.draft("unit"),
        ),
        fact(SettingsWord::JobTitle, "job_title", &user.contact.job_title),
        fact(
            SettingsWord::Department,
            "department",
            &user.contact.department,
        ),
        fact(SettingsWord::Phone, "phone", &user.contact.phone),
        ticked(DirectoryWord::Suspended, "suspended", user.suspended),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const DELETE_LINK_CLASS: &str = "ml-auto inline-flex min-h-8 items-center gap-2 rounded px-2 py-1 \
    text-danger hover:bg-danger-soft";
