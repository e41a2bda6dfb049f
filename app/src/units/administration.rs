//! The Administration tab of a user: whether it administers the domain, and its rights on units.

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use model::access::Action;
use model::{MailType, Right};
use store::administration::{AdministrationDraft, Permitted};
use store::units::Unit;

use super::rights::{Given, RightsTable, ticked};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{EnterSaves, UnsavedNote, guard};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::ConflictNotice;
use crate::paths;
use crate::ui::{CheckboxField, Notice, SaveBar, Section, Tone};
use crate::users::{self, Opened, UserHead, UserTab};
use crate::words::{DirectoryWord, FrameWord, Lang, UnitWord};

/// `id` of the form, for the bar that saves it.
const FORM: &str = "administration";
/// The fields that show their own problems.
const FIELDS: [&str; 1] = ["is_administrator"];

/// What the tab shows beside the user.
#[derive(Clone, Debug)]
struct Tab {
    opened: Opened,
    units: Vec<Unit>,
    permitted: Permitted,
    may_grant_domain: bool,
    /// Rights the caller does not hold: unit and right.
    locked: Vec<(i64, Right)>,
}

/// GET: the tab as stored.
///
/// # Errors
/// Those of the store.
pub async fn show(
    caller: Caller,
    Path((domain, login)): Path<(String, String)>,
) -> Result<Response, Failure> {
    page(caller, &domain, &login, Posted::default()).await
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
    let may_grant = caller.may(Action::GrantDomain(opened.domain.id));
    let draft = AdministrationDraft {
        // Whoever may not give it sees it greyed, and a greyed box sends nothing.
        is_administrator: if may_grant {
            form.checked("is_administrator")
        } else {
            opened.user.is_administrator
        },
        rights: ticked(&form),
    };
    match desk
        .change_administration(&domain, &login, form.version(), &draft)
        .await
    {
        Ok(user) => {
            let address = paths::user_administration(user.domain.as_str(), user.login.as_str());
            Ok(see_other(&address, Some(&Flash::Saved)))
        }
        Err(error) => page(caller, &domain, &login, form.refused(error)?).await,
    }
}

async fn page(
    caller: Caller,
    domain: &str,
    login: &str,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let opened = Opened::find(&desk, domain, login).await?;
    let units = desk.list_units(domain).await?;
    let own = caller.actor().and_then(model::Actor::delegation);
    let every = units
        .iter()
        .flat_map(|unit| Right::ALL.map(|right| (unit.id, right)));
    let locked = every
        .filter(|(unit, right)| own.is_some_and(|own| !own.holds(Some(*unit), *right)))
        .collect();
    let tab = Tab {
        permitted: desk.permitted(domain, &opened.reference()).await?,
        may_grant_domain: caller.may(Action::GrantDomain(opened.domain.id)),
        units,
        locked,
        opened,
    };
    let lang = caller.lang;
    Ok(users::page(caller, &tab.opened, &form)
        .show(move || view! { <AdministrationPage lang tab form /> })
        .await)
}

#[component]
fn AdministrationPage(lang: Lang, tab: Tab, form: Posted) -> impl IntoView {
    let may = tab.permitted.administration;
    let href = tab.opened.href(UserTab::Administration);
    let domain = tab.opened.domain.name.to_string();
    let conflict = form.conflict.map(|version| {
        view! { <ConflictNotice version href=href.clone() differences=Vec::new() /> }
    });
    let others = form
        .other_errors(lang, &FIELDS)
        .into_iter()
        .filter(|_| {
            !form
                .problems
                .0
                .iter()
                .any(|one| one.field.starts_with("rights["))
        })
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let save = may.then(|| {
        view! {
            <div class="flex-1"></div>
            <SaveBar
                form=FORM
                save=lang.say(FrameWord::Save)
                cancel=lang.say(FrameWord::Cancel)
                cancel_href=paths::directory(&domain)
            >
                <UnsavedNote lang />
            </SaveBar>
        }
    });
    let version = form.version_or(tab.opened.user.version);
    let guard = guard(&form);
    let permitted = tab.permitted;
    view! {
        <UserHead lang opened=tab.opened.clone() current=UserTab::Administration />
        <users::WhyNot lang may permitted />
        <form
            id=FORM
            method="post"
            action=href
            data-guard=guard
            class="flex flex-col gap-6"
        >
            <EnterSaves />
            <input type="hidden" name="version" value=version />
            {conflict}
            {others}
            <fieldset disabled=!may class="contents">
                <WholeDomain lang tab=tab.clone() form=form.clone() />
                <OnUnits lang tab form />
            </fieldset>
        </form>
        {save}
    }
}

/// Whether the user administers the domain.
#[component]
fn WholeDomain(lang: Lang, tab: Tab, form: Posted) -> impl IntoView {
    let user = tab.opened.user;
    let no_log_in = (user.mail_type != MailType::Internal).then(|| {
        view! { <Notice tone=Tone::Info>{lang.say(DirectoryWord::NoLogInHere)}</Notice> }
    });
    view! {
        <Section title=lang.say(UnitWord::OfDomain) id="domain">
            <div class="flex max-w-2xl flex-col gap-4">
                {no_log_in}
                <CheckboxField
                    name="is_administrator"
                    label=lang.say(DirectoryWord::Administrator)
                    help=lang
                        .fill(DirectoryWord::AdministratorHelp, &[tab.opened.domain.name.shown()])
                    checked=form.checked_or("is_administrator", user.is_administrator)
                    error=form.error(lang, "is_administrator")
                    disabled=!tab.may_grant_domain
                />
            </div>
        </Section>
    }
}

/// The rights on units.
#[component]
fn OnUnits(lang: Lang, tab: Tab, form: Posted) -> impl IntoView {
    let covers = tab
        .opened
        .user
        .is_administrator
        .then(|| view! { <Notice tone=Tone::Info>{lang.say(UnitWord::CoversUnits)}</Notice> });
    let content = if tab.units.is_empty() {
        let href = paths::units(tab.opened.domain.name.as_str(), "");
        view! {
            <p class="text-muted">
                {lang.say(UnitWord::NoUnits)} ". "
                <a href=href>{lang.say(FrameWord::OrganizationalUnits)}</a>
            </p>
        }
        .into_any()
    } else {
        let given = Given::of(&form, &tab.opened.user.rights);
        let locked = tab.locked.clone();
        let is_locked = Callback::new(move |one: (i64, Right)| locked.contains(&one));
        view! {
            <p class="max-w-2xl text-muted">{lang.say(UnitWord::OnUnitsHelp)}</p>
            <RightsTable lang units=tab.units given is_locked form />
        }
        .into_any()
    };
    view! {
        <Section title=lang.say(UnitWord::OnUnits) id="units">
            {covers}
            {content}
        </Section>
    }
}
