//! The Mail System tab of a domain: mailbox server, quotas, mail routing.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::{Code, EntryRef, Problem};
use store::mailbox_servers::MailboxServer;

use super::mail_facts::MailSystemFacts;
use super::mail_words::{quota_words, routing_words};
use super::opened::{DomainTab, DomainTabs, EnterSaves, Opened, UnsavedNote, guard};
use super::preview::shown;
use super::quota_field::{QuotaField, QuotaValue};
use super::routing_fields::{RoutingFields, RoutingValues};
use super::{choices, drafts};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{ConflictNotice, Difference};
use crate::paths;
use crate::trace::TraceBox;
use crate::ui::{Notice, SaveBar, Section, SelectField, Tone};
use crate::words::problem::size;
use crate::words::{self, FrameWord, Lang, SettingsWord, SystemWord};

/// The form, which the buttons below it belong to.
const FORM: &str = "mail-system";

/// The names of the quotas, in the order of [`drafts::QUOTA_FIELDS`].
pub(super) const QUOTAS: [SystemWord; 4] = [
    SystemWord::MaxUserQuota,
    SystemWord::DefaultUserQuota,
    SystemWord::MaxSharedQuota,
    SystemWord::DefaultSharedQuota,
];

/// GET: the tab.
///
/// # Errors
/// [`Failure::NotFound`], also for a domain of others.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    page(caller, &name, Posted::default()).await
}

/// POST: saves the tab and stays on it.
///
/// # Errors
/// What no form can mend.
pub async fn submit(
    caller: Caller,
    Path(name): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let saved = match drafts::mail_system(&form) {
        Ok(draft) => desk.change_mail_system(&name, form.version(), &draft).await,
        Err(problems) => Err(problems.into()),
    };
    match saved {
        Ok(domain) => Ok(see_other(
            &paths::domain_mail(domain.name.as_str()),
            Some(&Flash::Saved),
        )),
        Err(error) => page(caller, &name, form.refused(error)?).await,
    }
}

async fn page(caller: Caller, name: &str, form: Posted) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, name).await?;
    let desk = caller.desk()?;
    let servers = desk.list_mailbox_servers().await?;
    let external = desk.count_external_entries(opened.name()).await?;
    let lang = caller.lang;
    Ok(opened
        .page(caller)
        .posted(&form)
        .show(move || {
            let name = opened.name().to_owned();
            view! {
                <DomainTabs lang name=name.clone() current=DomainTab::MailSystem />
                {if opened.may_change {
                    view! { <MailSystemForm lang opened form servers external /> }.into_any()
                } else {
                    view! { <MailSystemFacts lang opened /> }.into_any()
                }}
            }
        })
        .await)
}

#[component]
fn MailSystemForm(
    lang: Lang,
    opened: Opened,
    form: Posted,
    servers: Vec<MailboxServer>,
    external: i64,
) -> impl IntoView {
    let name = opened.name().to_owned();
    let conflict = form.conflict.map(|version| {
        let differences = differences(lang, &opened, &form);
        view! { <ConflictNotice version href=paths::domain_mail(&name) differences /> }
    });
    let version = form.version_or(opened.domain.version);
    let server = form.text_or("mailbox_server", opened.domain.mailbox_server.clone());
    let quotas = view! { <QuotaFields lang opened=opened.clone() form=form.clone() /> };
    let larger = view! { <LargerMailboxes lang domain=name.clone() form=form.clone() /> };
    let guarded = guard(&form);
    let server_error = form.error(lang, "mailbox_server");
    let routing = view! { <Routing lang opened form external /> };
    view! {
        <form
            id=FORM
            method="post"
            action=paths::domain_mail(&name)
            data-guard=guarded
            class="flex flex-col gap-6"
        >
            <EnterSaves />
            <input type="hidden" name="version" value=version />
            {conflict}
            <Section title=lang.say(SystemWord::MailServers) id="mail-servers">
                <div class="max-w-xl">
                    <SelectField
                        name="mailbox_server"
                        label=lang.say(SystemWord::MailboxServer)
                        choices=choices::mailbox_servers(&servers)
                        value=server
                        help=lang.say(SystemWord::MailServicesHelp)
                        error=server_error
                    />
                </div>
            </Section>
            <Section title=lang.say(SystemWord::MailStorage) id="mail-storage">
                {larger} {quotas}
            </Section>
            <Section title=lang.say(SystemWord::MailRouting) id="mail-routing">
                {routing}
            </Section>
        </form>
        <TraceBox domain=name />
        <div class="flex-1"></div>
        <SaveBar
            save=lang.say(FrameWord::Save)
            cancel=lang.say(FrameWord::Cancel)
            cancel_href=paths::DOMAINS
            form=FORM
        >
            <UnsavedNote lang />
        </SaveBar>
    }
}

#[component]
fn QuotaFields(lang: Lang, opened: Opened, form: Posted) -> impl IntoView {
    let stored = stored_quotas(&opened);
    drafts::QUOTA_FIELDS
        .into_iter()
        .zip(QUOTAS)
        .zip(stored)
        .map(|((field, word), kib)| {
            let (number, unit) = model::quota::to_form(kib);
            let number = if kib > 0 {
                number.to_string()
            } else {
                String::new()
            };
            let is_limited = form
                .text(field)
                .map_or(kib > 0, |choice| choice == "limited");
            let value = QuotaValue {
                is_limited,
                number: form.text_or(&format!("{field}_number"), number),
                unit: form.text_or(&format!("{field}_unit"), unit.as_form()),
                error: form.error(lang, field),
            };
            view! { <QuotaField name=field.to_owned() value words=quota_words(lang, word) /> }
        })
        .collect_view()
}

/// The way to each mailbox that is larger than a maximum somebody wants to set.
#[component]
fn LargerMailboxes(lang: Lang, domain: String, form: Posted) -> impl IntoView {
    let problems = form.problems.0.into_iter();
    let in_use = problems.filter(|problem| problem.code == Code::QuotaInUse);
    in_use
        .map(|problem| {
            let entries: Vec<EntryRef> = problem
                .args
                .get(1)
                .into_iter()
                .flat_map(|named| named.split(", "))
                .filter_map(|text| EntryRef::parse(text).ok())
                .collect();
            let all: Option<i64> = problem.args.first().and_then(|number| number.parse().ok());
            let more = all.unwrap_or_default() - i64::try_from(entries.len()).unwrap_or_default();
            let more = (more > 0).then(|| lang.fill(SettingsWord::AndMore, &[more.to_string()]));
            let links = entries
                .into_iter()
                .map(|entry| {
                    let href = paths::entry_mail(&domain, &entry);
                    view! { <li><a href=href>{entry.name}</a></li> }
                })
                .collect_view();
            view! {
                <Notice tone=Tone::Warning>
                    <p>{lang.say(SettingsWord::LargerMailboxes)}</p>
                    <ul class="flex flex-wrap gap-x-3">
                        {links} {more.map(|more| view! { <li>{more}</li> })}
                    </ul>
                </Notice>
            }
        })
        .collect_view()
}

pub(super) fn stored_quotas(opened: &Opened) -> [i64; 4] {
    let quotas = opened.domain.quotas;
    [
        quotas.max_user_kib,
        quotas.default_user_kib,
        quotas.max_shared_kib,
        quotas.default_shared_kib,
    ]
}

#[component]
fn Routing(lang: Lang, opened: Opened, form: Posted, external: i64) -> impl IntoView {
    let routing = &opened.domain.routing;
    let stored = routing.relay.as_ref().map(shown).unwrap_or_default();
    let counted = lang.count(SystemWord::ExternalOne, SystemWord::ExternalMany, external);
    let in_use = Problem::new("relay", Code::RelayInUse).with(external);
    let values = RoutingValues {
        relay: form.text_or("relay", stored),
        forward_unknown: form.checked_or("forward_unknown", routing.forward_unknown),
        deliver_to_default: form.checked_or("deliver_to_default", routing.deliver_to_default),
        relay_error: form.error(lang, "relay"),
        forward_error: form.error(lang, "forward_unknown"),
        users: (external > 0).then(|| (users_of_relay(opened.name()), counted)),
        in_use: (external > 0).then(|| words::problem(lang, &in_use)),
    };
    view! { <RoutingFields values domain=opened.domain.name.shown() words=routing_words(lang) /> }
}

/// The list of the entries of a domain that need its relay.
fn users_of_relay(name: &str) -> String {
    paths::with_query(paths::DIRECTORY, &[("domain", name), ("type", "external")])
}

/// What somebody else's version has that was not typed here.
fn differences(lang: Lang, opened: &Opened, form: &Posted) -> Vec<Difference> {
    let Ok(typed) = drafts::mail_system(form) else {
        return Vec::new();
    };
    let domain = &opened.domain;
    let yes_no = |yes: bool| lang.say(if yes { FrameWord::Yes } else { FrameWord::No });
    let quota = |kib: i64| quota_text(lang, kib);
    let typed_quotas = [
        typed.quotas.max_user_kib,
        typed.quotas.default_user_kib,
        typed.quotas.max_shared_kib,
        typed.quotas.default_shared_kib,
    ];
    let quotas = QUOTAS
        .into_iter()
        .zip(stored_quotas(opened).into_iter().zip(typed_quotas))
        .map(|(word, (stored, typed))| {
            Difference::between(lang.say(word), quota(stored), quota(typed))
        });
    let relay = domain.routing.relay.as_ref().map(shown).unwrap_or_default();
    let typed_relay = typed.routing.relay.clone().unwrap_or_default();
    let box_of = |word: SystemWord, stored, typed| {
        Difference::between(lang.say(word), yes_no(stored), yes_no(typed))
    };
    let server = lang.say(SystemWord::MailboxServer);
    let (stored, now) = (&domain.routing, &typed.routing);
    [Difference::between(
        server,
        &domain.mailbox_server,
        typed.mailbox_server,
    )]
    .into_iter()
    .chain(quotas)
    .chain([
        Difference::between(lang.say(SystemWord::Relay), relay, typed_relay.trim()),
        box_of(
            SystemWord::ForwardUnknown,
            stored.forward_unknown,
            now.forward_unknown,
        ),
        box_of(
            SystemWord::DeliverToDefault,
            stored.deliver_to_default,
            now.deliver_to_default,
        ),
    ])
    .flatten()
    .collect()
}

pub(super) fn quota_text(lang: Lang, kib: i64) -> String {
    if kib > 0 {
        size(lang, kib)
    } else {
        lang.say(SystemWord::NoQuota).to_owned()
    }
}
