//! The parts of the Mail tab: mail type, mailbox, addresses.

use leptos::prelude::*;
use model::{Kind, MailType};

use super::address_data::{AddressTableData, AddressWords, CHECKED_WHILE_TYPING, NameChoice};
use super::address_table::AddressTable;
use super::mail_tab::MailTab;
use super::opened::errors;
use super::sentences::Sentences;
use crate::directory::mail_type_name;
use crate::domains::{QuotaField, QuotaValue, QuotaWords};
use crate::paths;
use crate::ui::{
    Choice, FieldFrame, Glyph, Icon, Notice, Section, SelectField, described_by, starts_keyboard,
};
use crate::words::{self, DirectoryWord, EntryWord, Lang};

/// The list at the top. A type that cannot be chosen stays in it, with the reason.
#[component]
pub fn MailTypeField(lang: Lang, tab: MailTab) -> impl IntoView {
    let chosen = tab.fields.mail_type.clone();
    let has_relay = tab.domain.routing.relay.is_some();
    let options = MailType::ALL
        .into_iter()
        .map(|mail_type| {
            let value = mail_type.as_str();
            let is_chosen = value == chosen;
            let is_impossible = mail_type == MailType::External && !has_relay && !is_chosen;
            view! {
                <option value=value selected=is_chosen disabled=is_impossible>
                    {mail_type_name(lang, mail_type)}
                </option>
            }
        })
        .collect_view();
    let is_known = MailType::from_name(&chosen).is_some();
    let unknown = (!is_known)
        .then(|| view! { <option value=chosen.clone() selected=true>{chosen.clone()}</option> });
    let reason = (!has_relay).then(|| {
        let domain = tab.domain.name.clone();
        let href = format!("{}#mail-routing", paths::domain_mail(domain.as_str()));
        view! {
            <p id="type-reason" class="flex flex-wrap items-center gap-x-2 text-sm text-muted">
                <Icon glyph=Glyph::Info />
                {lang.fill(DirectoryWord::ExternalNeedsRelay, &[domain.shown()])} " "
                {lang.say(DirectoryWord::ExternalUnavailable)} " "
                <a href=href>{lang.say(DirectoryWord::ToMailRouting)}</a>
            </p>
        }
    });
    let error = tab.form.error(lang, "type");
    let is_wrong = error.is_some();
    view! {
        <div class="flex flex-col gap-1">
            <div class="max-w-md">
                <FieldFrame id="type" label=lang.say(DirectoryWord::MailRouting) error>
                    <select
                        id="type"
                        name="type"
                        class="w-full"
                        autofocus=starts_keyboard("type")
                        aria-describedby=format!("{} type-reason", described_by("type", false))
                        aria-invalid=is_wrong.then_some("true")
                    >
                        {options}
                        {unknown}
                    </select>
                </FieldFrame>
            </div>
            {reason}
        </div>
    }
}

/// Mailbox server and quota, for a mailbox on this system.
#[component]
pub fn Mailbox(lang: Lang, tab: MailTab) -> impl IntoView {
    // What is wrong must be seen, whatever the type.
    let is_wrong = ["mailbox_server", "quota_kib"]
        .into_iter()
        .any(|field| tab.form.problems.of(field).next().is_some());
    let belongs_to = if is_wrong {
        "internal external none"
    } else {
        "internal"
    };
    let of_domain = &tab.domain.mailbox_server;
    let mut servers = vec![Choice::new(
        "",
        lang.fill(DirectoryWord::ServerOfDomain, &[of_domain]),
    )];
    servers.extend(tab.servers.iter().map(|name| Choice::new(name, name)));
    let maximum = tab.max_quota_kib;
    let maximum = (maximum > 0).then(|| {
        let size = words::problem::size(lang, maximum);
        format!(" {}", lang.fill(DirectoryWord::QuotaMaximum, &[size]))
    });
    view! {
        <Section title=lang.say(DirectoryWord::Mailbox) id="mailbox" belongs_to>
            <div class="max-w-md">
                <SelectField
                    name="mailbox_server"
                    label=lang.say(DirectoryWord::StorageServer)
                    help=lang.say(DirectoryWord::StorageServerHelp)
                    choices=servers
                    value=tab.fields.mailbox_server.clone()
                    error=tab.form.error(lang, "mailbox_server")
                />
            </div>
            <div class="flex flex-col gap-1">
                <QuotaField
                    name="quota_kib".to_owned()
                    value=quota_value(lang, &tab)
                    words=quota_words(lang)
                />
                <p class="text-sm text-muted">{lang.say(DirectoryWord::QuotaHelp)} {maximum}</p>
            </div>
        </Section>
    }
}

fn quota_value(lang: Lang, tab: &MailTab) -> QuotaValue {
    QuotaValue {
        is_limited: tab.fields.is_limited,
        number: tab.fields.quota_number.clone(),
        unit: tab.fields.quota_unit.clone(),
        error: tab.form.error(lang, "quota_kib"),
    }
}

fn quota_words(lang: Lang) -> QuotaWords {
    let say = |word: DirectoryWord| lang.say(word).to_owned();
    QuotaWords {
        legend: say(DirectoryWord::Quota),
        set_to: say(DirectoryWord::SetQuotaTo),
        none: say(DirectoryWord::NoQuota),
        size: say(DirectoryWord::QuotaNumber),
        unit: say(DirectoryWord::QuotaUnit),
        units: words::problem::unit_names(lang),
    }
}

/// The address table, and for each type what it means for the addresses.
#[component]
pub fn Addresses(lang: Lang, tab: MailTab) -> impl IntoView {
    let help = match tab.kind {
        Kind::Group => Some(EntryWord::GroupMailHelp),
        Kind::Resource => Some(EntryWord::ResourceMailHelp),
        _ => None,
    };
    let help = help.map_or_else(
        || view! { <TypeHelp lang tab=tab.clone() /> }.into_any(),
        |help| view! { <p class="text-muted">{lang.say(help)}</p> }.into_any(),
    );
    view! {
        <Section title=lang.say(DirectoryWord::Emails) id="emails">
            <div class="flex max-w-3xl flex-col gap-4">
                {help}
                <AddressTable data=table(lang, &tab) />
            </div>
        </Section>
    }
}

/// What the types do with the addresses; only that of the chosen type is seen.
#[component]
fn TypeHelp(lang: Lang, tab: MailTab) -> impl IntoView {
    let relay = [tab.relay()];
    let is_slave = tab.is_slave();
    let unticked = if is_slave {
        lang.fill(DirectoryWord::UntickedSlave, &relay)
    } else {
        lang.say(DirectoryWord::UntickedMaster).to_owned()
    };
    let rewritten = tab
        .domain
        .routing
        .deliver_to_default
        .then(|| format!(" {}", lang.say(DirectoryWord::RewrittenHelp)));
    let none = if is_slave {
        lang.fill(DirectoryWord::NoneForwarded, &relay)
    } else {
        lang.say(DirectoryWord::NoneRefused).to_owned()
    };
    let external = tab.domain.routing.relay.is_some().then(|| {
        let ticked = lang.fill(DirectoryWord::ExternalHelp, &relay);
        view! {
            <div data-type="external">
                <Notice>
                    {ticked} {rewritten} " " {unticked}
                </Notice>
            </div>
        }
    });
    view! {
        <div data-type="internal">
            <p class="text-muted">{lang.say(DirectoryWord::InternalHelp)}</p>
        </div>
        {external}
        <div data-type="none">
            <Notice>{none} " " {lang.say(DirectoryWord::NoneKept)}</Notice>
        </div>
    }
}

fn table(lang: Lang, tab: &MailTab) -> AddressTableData {
    let domain = &tab.domain;
    let names = std::iter::once(&domain.name)
        .chain(&domain.aliases)
        .map(|name| NameChoice {
            value: name.to_string(),
            shown: name.shown(),
        });
    AddressTableData {
        rows: tab.fields.rows.clone(),
        default: tab.fields.default,
        names: names.collect(),
        login: tab.name.clone(),
        has_types: tab.has_types(),
        has_only_one: tab.kind == Kind::Resource,
        problems: errors(&tab.form, lang),
        is_stored: !tab.form.is_sent(),
        sentences: Sentences::of(lang, &CHECKED_WHILE_TYPING),
        words: table_words(lang, tab),
    }
}

fn table_words(lang: Lang, tab: &MailTab) -> AddressWords {
    let say = |word: DirectoryWord| lang.say(word).to_owned();
    let to_relay = lang.fill(DirectoryWord::RowToRelay, &[tab.relay()]);
    let unticked = if tab.is_slave() {
        to_relay.clone()
    } else {
        say(DirectoryWord::RowRefused)
    };
    AddressWords {
        default_email: say(DirectoryWord::DefaultEmail),
        default_help: lang.fill(DirectoryWord::DefaultHelp, &[tab.domain.name.shown()]),
        addresses: say(DirectoryWord::Emails),
        select_addresses: say(DirectoryWord::SelectAddresses),
        tick_all: say(DirectoryWord::TickAll),
        tick_none: say(DirectoryWord::TickNone),
        add: say(DirectoryWord::AddAddress),
        remove: say(DirectoryWord::RemoveAddress),
        new_address: say(DirectoryWord::NewAddress),
        none_yet: say(DirectoryWord::NoAddresses),
        added: say(DirectoryWord::AddressAdded),
        removed: say(DirectoryWord::AddressRemoved),
        all_aliases: say(DirectoryWord::AllAliases),
        expansion: say(DirectoryWord::Expansion),
        local_part_number: say(DirectoryWord::LocalPartNumber),
        name_number: say(DirectoryWord::AddressNameNumber),
        ticked: to_relay,
        unticked,
        trace: say(DirectoryWord::WhereDoesMailGo),
        trace_of: say(DirectoryWord::WhereFor),
    }
}
