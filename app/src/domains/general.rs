//! The General tab of a domain.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use store::domains::{Domain, WithAddresses};

use super::alias_rows::AliasRow;
use super::general_fields::{Aliases, DescriptionField, GeneralFacts, NameField, TimeZoneField};
use super::opened::{DomainTab, DomainTabs, EnterSaves, Opened, UnsavedNote, guard};
use super::{choices, drafts};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference};
use crate::paths;
use crate::ui::{
    Glyph, Icon, QUIET_BUTTON_CLASS, SaveBar, Section, SelectField, TextField, starts_keyboard,
};
use crate::words::{FrameWord, Lang, SystemWord};

/// GET: the tab.
///
/// # Errors
/// [`Failure::NotFound`], also for a domain of others.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, &name).await?;
    Ok(page(caller, opened, Posted::default(), None).await)
}

/// POST: saves the tab and stays on it; the buttons of the rows only change the rows.
///
/// # Errors
/// What no form can mend.
pub async fn submit(
    caller: Caller,
    Path(name): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, &name).await?;
    if let Some(aliases) = drafts::aliases_after(&form) {
        return Ok(page(caller, opened, form, Some(aliases)).await);
    }
    let with = if form.checked("with_addresses") {
        WithAddresses::Yes
    } else {
        WithAddresses::No
    };
    let draft = drafts::general(&form);
    match caller
        .desk()?
        .change_general(&name, form.version(), &draft, with)
        .await
    {
        Ok(domain) => Ok(see_other(
            &paths::domain(domain.name.as_str()),
            Some(&Flash::Saved),
        )),
        Err(error) => Ok(page(caller, opened, form.refused(error)?, None).await),
    }
}

async fn page(
    caller: Caller,
    opened: Opened,
    form: Posted,
    aliases: Option<Vec<String>>,
) -> Response {
    let lang = caller.lang;
    let is_new_row = form
        .pressed()
        .is_some_and(|pressed| pressed.action == "add_alias");
    opened
        .page(caller)
        .posted(&form)
        .show(move || {
            let rows = alias_rows(lang, &opened.domain, &form, aliases, is_new_row);
            let name = opened.name().to_owned();
            view! {
                <DomainTabs lang name current=DomainTab::General />
                {if opened.may_change {
                    view! { <GeneralForm lang opened form rows /> }.into_any()
                } else {
                    view! { <GeneralFacts lang domain=opened.domain /> }.into_any()
                }}
            }
        })
        .await
}

/// The aliases as they stand on the page: typed, else stored.
fn alias_rows(
    lang: Lang,
    domain: &Domain,
    form: &Posted,
    changed: Option<Vec<String>>,
    is_new_row: bool,
) -> Vec<AliasRow> {
    let texts = changed.unwrap_or_else(|| {
        if form.is_sent() {
            form.all("aliases").into_iter().map(Into::into).collect()
        } else {
            domain
                .aliases
                .iter()
                .map(model::DomainName::shown)
                .collect()
        }
    });
    let last = texts.len().checked_sub(1).filter(|_| is_new_row);
    texts
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            let field = format!("aliases[{at}]");
            AliasRow {
                text,
                has_keyboard: last == Some(at) || starts_keyboard(&field),
                error: form.error(lang, &field),
            }
        })
        .collect()
}

#[component]
fn GeneralForm(lang: Lang, opened: Opened, form: Posted, rows: Vec<AliasRow>) -> impl IntoView {
    let domain = opened.domain.clone();
    let conflict = form.conflict.map(|version| {
        let differences = differences(lang, &domain, &form);
        view! { <ConflictNotice version href=paths::domain(opened.name()) differences /> }
    });
    let guarded = guard(&form);
    let delete = opened.may_delete.then(|| {
        view! {
            <a href=paths::domain_delete(opened.name()) class=QUIET_BUTTON_CLASS>
                <Icon glyph=Glyph::Trash />
                {lang.say(SystemWord::DeleteDomain)}
            </a>
        }
    });
    view! {
        <form
            method="post"
            action=paths::domain(opened.name())
            data-guard=guarded
            class="flex flex-1 flex-col gap-6"
        >
            <EnterSaves />
            <input type="hidden" name="version" value=form.version_or(domain.version) />
            {conflict}
            <Section title=lang.say(SystemWord::Definition) id="definition">
                <div class="flex max-w-xl flex-col gap-4">
                    <NameField lang domain=domain.clone() form=form.clone() />
                    <DescriptionField lang domain=domain.clone() form=form.clone() />
                    <SelectField
                        name="language"
                        label=lang.say(FrameWord::Language)
                        choices=choices::languages()
                        value=form.text_or("language", domain.language.clone())
                        help=lang.say(SystemWord::LanguageHelp)
                        error=form.error(lang, "language")
                    />
                    <TimeZoneField lang domain=domain.clone() form=form.clone() />
                    <Aliases lang form=form.clone() rows />
                    <TextField
                        name="max_users"
                        label=lang.say(SystemWord::MaxUsers)
                        value=form
                            .text_or(
                                "max_users",
                                domain.max_users.map(|number| number.to_string()).unwrap_or_default(),
                            )
                        help=lang.say(SystemWord::MaxUsersHelp)
                        error=form.error(lang, "max_users")
                    />
                </div>
            </Section>
            <div class="flex-1">{delete}</div>
            <SaveBar
                save=lang.say(FrameWord::Save)
                cancel=lang.say(FrameWord::Cancel)
                cancel_href=paths::DOMAINS
            >
                <UnsavedNote lang />
            </SaveBar>
        </form>
    }
}

/// What somebody else's version has that was not typed here.
fn differences(lang: Lang, domain: &Domain, form: &Posted) -> Vec<Difference> {
    let shown = |typed: &str| {
        model::DomainName::parse(typed).map_or_else(|_| typed.to_owned(), |name| name.shown())
    };
    let stored: Vec<String> = domain
        .aliases
        .iter()
        .map(model::DomainName::shown)
        .collect();
    let mut typed: Vec<String> = form.all("aliases").into_iter().map(shown).collect();
    typed.retain(|alias| !alias.is_empty());
    let max_users = domain
        .max_users
        .map(|number| number.to_string())
        .unwrap_or_default();
    let say = |word: SystemWord| lang.say(word);
    let description = form.draft("description").replace("\r\n", "\n");
    [
        Difference::between(
            say(SystemWord::NameExample),
            domain.name.shown(),
            shown(&form.draft("name")),
        ),
        Difference::between(
            lang.say(FrameWord::Description),
            &domain.description,
            description.trim(),
        ),
        Difference::between(
            lang.say(FrameWord::Language),
            &domain.language,
            form.draft("language"),
        ),
        Difference::between(
            say(SystemWord::TimeZone),
            &domain.time_zone,
            form.draft("time_zone"),
        ),
        Difference::between(
            say(SystemWord::Aliases),
            stored.join(", "),
            typed.join(", "),
        ),
        Difference::between(
            say(SystemWord::MaxUsers),
            max_users,
            form.draft("max_users").trim(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
