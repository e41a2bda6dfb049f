//! A new user: names, login, password, and at once an address.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::{Action, Right};
use store::domains::Domain;

use super::forms;
use super::name_fields::{NameFields, NameWords, Names};
use super::password_fields::{NewPassword, generated};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{EnterSaves, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{
    CheckboxField, Glyph, KeyboardStart, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Tone,
};
use crate::units::{UnitChoices, UnitField};
use crate::words::{DirectoryWord, FrameWord, Lang};

/// The fields that show their own problems.
const FIELDS: [&str; 6] = [
    "first_name",
    "last_name",
    "display_name",
    "login",
    "password",
    "unit",
];

/// GET: the empty form.
///
/// # Errors
/// Those of the store.
pub async fn show(caller: Caller, Path(domain): Path<String>) -> Result<Response, Failure> {
    let domain = caller.desk()?.find_domain(&domain).await?;
    page(caller, domain, Posted::default(), None).await
}

/// POST: creates the user; leads to the list, or with "Create & edit" to the user.
///
/// # Errors
/// What the form cannot mend.
pub async fn create(
    caller: Caller,
    Path(domain): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = desk.find_domain(&domain).await?;
    let made = generated(&form, opened.passwords)?;
    if made.is_some() {
        return page(caller, opened, form, made).await;
    }
    match desk.create_user(&domain, &forms::new_user(&form)).await {
        Ok(user) => {
            let edits = form
                .pressed()
                .is_some_and(|pressed| pressed.action == "create_edit");
            let (domain, login) = (user.domain.as_str(), user.login.as_str());
            let next = if edits {
                paths::user(domain, login)
            } else {
                paths::directory(domain)
            };
            Ok(see_other(
                &next,
                Some(&Flash::Created(user.display_name.clone())),
            ))
        }
        Err(error) => page(caller, opened, form.refused(error)?, None).await,
    }
}

async fn page(
    caller: Caller,
    domain: Domain,
    form: Posted,
    generated: Option<String>,
) -> Result<Response, Failure> {
    if !caller.may(Action::ChangeSome(domain.id, Right::Users)) {
        return Err(Failure::Denied);
    }
    let choices = UnitChoices::of(&caller, domain.name.as_str()).await?;
    let may_password = caller.may(Action::ChangeSome(domain.id, Right::Passwords));
    let unit = choices.first(&caller);
    let lang = caller.lang;
    let list = paths::directory(domain.name.as_str());
    Ok(Page::new(caller, lang.say(DirectoryWord::NewUser))
        .section(Section::Directories)
        .crumb(lang.say(FrameWord::DirectoryBrowser), list)
        .glyph(Glyph::User)
        .posted(&form)
        .show(
            move || view! { <NewUserForm lang domain form choices unit may_password generated /> },
        )
        .await)
}

#[component]
fn NewUserForm(
    lang: Lang,
    domain: Domain,
    form: Posted,
    choices: UnitChoices,
    unit: String,
    may_password: bool,
    generated: Option<String>,
) -> impl IntoView {
    if !form.is_sent() {
        provide_context(KeyboardStart("first_name".to_owned()));
    }
    let cancel = paths::directory(domain.name.as_str());
    let action = paths::new_user(domain.name.as_str());
    let password = may_password.then(|| {
        view! {
            <NewPassword
                lang
                label=lang.say(DirectoryWord::PasswordField)
                help=lang.say(DirectoryWord::WithoutPassword)
                policy=domain.passwords
                form=form.clone()
                generated
            />
        }
    });
    let guard = guard(&form);
    let others = form.other_errors(lang, &FIELDS);
    let others = others
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    view! {
        <form
            method="post"
            action=action
            data-guard=guard
            class="flex w-full max-w-2xl flex-col gap-4 rounded border border-line bg-panel p-4 sm:p-6"
        >
            <EnterSaves />
            <p class="text-muted">{domain.name.shown()}</p>
            {others}
            <NameFields names=names(&domain, &form, lang) words=words(lang, &domain) />
            <UnitField lang choices stored=unit form=form.clone() />
            {password}
            <CheckboxField
                name="hidden"
                label=lang.say(DirectoryWord::Hidden)
                checked=form.checked("hidden")
            />
            <div class="flex flex-wrap items-center gap-2 border-t border-line pt-4">
                <button type="submit" class=PRIMARY_BUTTON_CLASS>
                    {lang.say(FrameWord::Create)}
                </button>
                <button
                    type="submit"
                    name="action"
                    value="create_edit"
                    class=SECONDARY_BUTTON_CLASS
                    data-key="create-edit"
                >
                    {lang.say(FrameWord::CreateAndEdit)}
                </button>
                <a href=cancel class=SECONDARY_BUTTON_CLASS data-leave data-key="cancel">
                    {lang.say(FrameWord::Cancel)}
                </a>
                <p class="text-sm text-muted max-sm:hidden">
                    {lang.say(DirectoryWord::ShortcutsNew)}
                </p>
            </div>
        </form>
    }
}

fn names(domain: &Domain, form: &Posted, lang: Lang) -> Names {
    Names {
        first_name: form.draft("first_name"),
        last_name: form.draft("last_name"),
        display_name: form.draft("display_name"),
        login: form.draft("login"),
        with_mail: Some(form.checked_or("with_mail", true)),
        domain: domain.name.shown(),
        problems: super::opened::errors(form, lang),
    }
}

fn words(lang: Lang, domain: &Domain) -> NameWords {
    let account = format!("…@{}", domain.name.shown());
    NameWords {
        login_help: lang.fill(DirectoryWord::LoginHelp, &[account]),
        ..super::opened::name_words(lang)
    }
}
