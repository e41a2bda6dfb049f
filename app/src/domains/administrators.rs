//! The Administrators tab of a domain. Adding and removing act at once.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::Action;
use store::administration::DomainAdministrator;

use super::opened::{DomainTab, DomainTabs, Opened};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::paths;
use crate::ui::{
    Glyph, ICON_BUTTON_CLASS, Icon, Notice, PRIMARY_BUTTON_CLASS, Section, Table, TextField, Tone,
};
use crate::words::{FrameWord, Lang, UnitWord};

/// The field of an account.
const ACCOUNT: &str = "account";

/// GET: the administrators.
///
/// # Errors
/// Those of the store.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    page(caller, &name, Posted::default()).await
}

/// POST: adds one or removes one, and shows the page again.
///
/// # Errors
/// What the form cannot mend.
pub async fn submit(
    caller: Caller,
    Path(name): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    // Before anything about the form is said: whoever does not see the domain finds nothing.
    Opened::find(&caller, &name).await?;
    let adds = match form.pressed().map(|pressed| pressed.action).as_deref() {
        Some("add") => true,
        Some("remove") => false,
        _ => return Err(Failure::BadRequest),
    };
    let changed = caller
        .desk()?
        .set_administrator(&name, &form.draft(ACCOUNT), adds)
        .await;
    match changed {
        Ok(()) => Ok(see_other(
            &paths::domain_administrators(&name),
            Some(&Flash::Saved),
        )),
        Err(error) => page(caller, &name, form.refused(error)?).await,
    }
}

async fn page(caller: Caller, name: &str, form: Posted) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, name).await?;
    let administrators = caller.desk()?.list_administrators(opened.name()).await?;
    let may = caller.may(Action::GrantDomain(opened.domain.id));
    let lang = caller.lang;
    Ok(opened
        .page(caller)
        .posted(&form)
        .show(move || view! { <Administrators lang opened administrators may form /> })
        .await)
}

#[component]
fn Administrators(
    lang: Lang,
    opened: Opened,
    administrators: Vec<DomainAdministrator>,
    may: bool,
    form: Posted,
) -> impl IntoView {
    let name = opened.name().to_owned();
    let list = if administrators.is_empty() {
        view! { <p class="text-muted">{lang.say(UnitWord::NoDomainAdministrators)}</p> }.into_any()
    } else {
        view! { <List lang name=name.clone() administrators may /> }.into_any()
    };
    let add = may.then(|| view! { <Add lang name=name.clone() form=form.clone() /> });
    let others = form
        .other_errors(lang, &[ACCOUNT])
        .into_iter()
        .map(|error| view! { <Notice tone=Tone::Danger>{error}</Notice> })
        .collect_view();
    view! {
        <DomainTabs lang name current=DomainTab::Administrators />
        <p class="max-w-2xl text-muted">{lang.say(UnitWord::DomainAdministratorsHelp)}</p>
        {others}
        {list}
        {add}
    }
}

#[component]
fn List(
    lang: Lang,
    name: String,
    administrators: Vec<DomainAdministrator>,
    may: bool,
) -> impl IntoView {
    let rows = administrators
        .into_iter()
        .map(|one| {
            let shown = match &one.login {
                Some(login) => {
                    let href = paths::user_administration(&name, login);
                    view! { <a href=href>{one.display_name.clone()}</a> }.into_any()
                }
                None => one.display_name.clone().into_any(),
            };
            let note = (!one.may_sign_in).then(|| {
                let why = lang.say(UnitWord::CannotSignIn);
                view! { <span class="text-sm text-warn">{why}</span> }
            });
            let remove = may.then(|| {
                let label = lang.fill(UnitWord::RemoveOf, &[one.account.as_str()]);
                view! { <Remove name=name.clone() account=one.account.clone() label /> }
            });
            view! {
                <tr>
                    <th scope="row">{shown}</th>
                    <td data-label=lang.say(UnitWord::Account)>
                        <span class="inline-flex flex-wrap gap-x-2">{one.account} {note}</span>
                    </td>
                    <td data-align="end" class="max-sm:justify-end">{remove}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(UnitWord::DomainAdministrators)>
            <thead>
                <tr>
                    <th scope="col">{lang.say(FrameWord::Name)}</th>
                    <th scope="col">{lang.say(UnitWord::Account)}</th>
                    <th scope="col"><span class="sr-only">{lang.say(UnitWord::Remove)}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

#[component]
fn Remove(name: String, account: String, label: String) -> impl IntoView {
    view! {
        <form method="post" action=paths::domain_administrators(&name)>
            <input type="hidden" name=ACCOUNT value=account />
            <button
                type="submit"
                name="action"
                value="remove"
                class=ICON_BUTTON_CLASS
                aria-label=label.clone()
                title=label
            >
                <Icon glyph=Glyph::Close />
            </button>
        </form>
    }
}

#[component]
fn Add(lang: Lang, name: String, form: Posted) -> impl IntoView {
    // What somebody wanted to remove is no account to add.
    let adds = form
        .pressed()
        .is_some_and(|pressed| pressed.action == "add");
    let value = if adds {
        form.draft(ACCOUNT)
    } else {
        String::new()
    };
    view! {
        <Section title=lang.say(UnitWord::AddAdministrator) id="add">
            <form
                method="post"
                action=paths::domain_administrators(&name)
                class="flex max-w-xl flex-col gap-4"
            >
                <TextField
                    name=ACCOUNT
                    label=lang.say(UnitWord::Account)
                    value=value
                    help=lang.say(UnitWord::AccountHelp)
                    error=form.error(lang, ACCOUNT)
                    mark=lang.say(FrameWord::Required)
                />
                <div>
                    <button type="submit" name="action" value="add" class=PRIMARY_BUTTON_CLASS>
                        {lang.say(UnitWord::AddAdministrator)}
                    </button>
                </div>
            </form>
        </Section>
    }
}
