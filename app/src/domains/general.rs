//! The General tab of a domain.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use store::domains::{Domain, Followers, WithAddresses};

use super::alias_rows::AliasRow;
use super::drafts;
use super::general_fields::{
    Aliases, DescriptionField, GeneralFacts, NameField, PasswordFields, Users, reading_values,
};
use super::opened::{DomainTab, DomainTabs, EnterSaves, Opened, UnsavedNote, guard};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference};
use crate::paths;
use crate::reading::ReadingFields;
use crate::ui::{Glyph, Icon, QUIET_BUTTON_CLASS, SaveBar, Section, starts_keyboard};
use crate::words::{FrameWord, Lang, SettingsWord, SystemWord};

/// GET: the tab.
///
/// # Errors
/// [`Failure::NotFound`], also for a domain of others.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, &name).await?;
    page(caller, opened, Posted::default(), None).await
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
        return page(caller, opened, form, Some(aliases)).await;
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
        Err(error) => page(caller, opened, form.refused(error)?, None).await,
    }
}

async fn page(
    caller: Caller,
    opened: Opened,
    form: Posted,
    aliases: Option<Vec<String>>,
) -> Result<Response, Failure> {
    let lang = caller.lang;
    let followers = caller.desk()?.count_followers(opened.name()).await?;
    let is_new_row = form
        .pressed()
        .is_some_and(|pressed| pressed.action == "add_alias");
    Ok(opened
        .page(caller)
        .posted(&form)
        .show(move || {
            let rows = alias_rows(lang, &opened.domain, &form, aliases, is_new_row);
            let name = opened.name().to_owned();
            view! {
                <DomainTabs lang name current=DomainTab::General />
                {if opened.may_change {
                    view! { <GeneralForm lang opened form rows followers /> }.into_any()
                } else {
                    view! { <GeneralFacts lang domain=opened.domain /> }.into_any()
                }}
            }
        })
        .await)
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
fn GeneralForm(
    lang: Lang,
    opened: Opened,
    form: Posted,
    rows: Vec<AliasRow>,
    followers: Followers,
) -> impl IntoView {
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
    let definition = view! {
        <NameField lang domain=domain.clone() form=form.clone() />
        <DescriptionField lang domain=domain.clone() form=form.clone() />
        <Aliases lang form=form.clone() rows />
        <Users lang domain=domain.clone() form=form.clone() />
    };
    let values = reading_values(lang, &domain, followers).over(&form);
    let reading = view! { <ReadingFields lang values form=form.clone() /> };
    let passwords = view! { <PasswordFields lang domain=domain.clone() form=form.clone() /> };
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
                    {definition}
                </div>
            </Section>
            <Section title=lang.say(SettingsWord::Reading) id="reading">
                <div class="flex max-w-xl flex-col gap-4">
                    {reading}
                </div>
            </Section>
            <Section title=lang.say(SettingsWord::Passwords) id="passwords">
                <div class="flex max-w-xl flex-col gap-4">
                    {passwords}
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
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let max_users = number(domain.max_users);
    let lifetime = number(domain.passwords.lifetime_days);
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
            lang.say(SettingsWord::DateFormat),
            domain.date_format.as_str(),
            form.draft("date_format"),
        ),
        Difference::between(
            lang.say(SettingsWord::TimeFormat),
            domain.time_format.as_str(),
            form.draft("time_format"),
        ),
        Difference::between(
            lang.say(SettingsWord::MinLength),
            domain.passwords.min_length.to_string(),
            form.draft("password_min_length").trim(),
        ),
        Difference::between(
            lang.say(SettingsWord::Lifetime),
            lifetime,
            form.draft("password_lifetime_days").trim(),
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
