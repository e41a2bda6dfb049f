//! Every method of a desk, called by everybody. What is refused changes nothing.

use std::path::Path;

use model::domain::{GeneralDraft, MailRoutingDraft, NewDomainDraft};
use model::entry::EntryDraft;
use model::filter::Filter;
use model::handling::HandlingDraft;
use model::ldap::LdapDraft;
use model::settings::OwnSettingsDraft;
use model::unit::UnitDraft;
use model::{EntryRef, Kind, MailType};
use store::accounts::NewKey;
use store::administration::AdministrationDraft;
use store::bulk::{ManyChange, Selection};
use store::domains::{DomainQuery, MailSystemDraft, WithAddresses};
use store::history::{HistoryQuery, HistoryScope};
use store::import::{Record, Refused};
use store::ldap::Ask;
use store::mailbox_servers::MailboxServerDraft;
use store::users::EntryQuery;
use store::{Desk, StoreError};

use super::support::{NOW, Place, domain, draft, mail, on_both, user};
use super::table::{ASKING, actor, rows};

/// As the policy, method by method, on the domain `here.example`. Changes come with an old version
/// or with something wrong, so that `yes` changes nothing either.
pub const METHODS: &str = "
method                   super  admin  foreign  ro super  ro admin  key here  key away  key none  unit
list_domains             yes    yes    yes      yes       yes       yes       yes       yes       yes
find_domain              yes    yes    -        yes       yes       yes       -         -         yes
count_entries            yes    yes    -        yes       yes       yes       -         -         no
domain_contents          yes    yes    -        yes       yes       yes       -         -         no
count_external_entries   yes    yes    -        yes       yes       yes       -         -         no
count_followers          yes    yes    -        yes       yes       yes       -         -         no
create_domain            yes    no     no       no        no        no        no        no        no
change_domain            yes    no     -        no        no        yes       -         -         no
change_general           yes    no     -        no        no        yes       -         -         no
change_aliases           yes    no     -        no        no        yes       -         -         no
change_mail_system       yes    no     -        no        no        yes       -         -         no
change_mail_routing      yes    no     -        no        no        yes       -         -         no
list_filters             yes    yes    -        yes       yes       yes       -         -         yes
change_filters           yes    yes    -        no        no        yes       -         -         no
delete_domain            yes    no     -        no        no        yes       -         -         no
find_ldap                yes    yes    -        yes       yes       yes       -         -         no
change_ldap              yes    no     -        no        no        yes       -         -         no
remove_ldap              yes    no     -        no        no        yes       -         -         no
try_ldap                 yes    no     -        no        no        yes       -         -         no
start_ldap_import        yes    no     -        no        no        yes       -         -         no
run_ldap_import          yes    no     -        no        no        yes       -         -         no
list_ldap_reports        yes    yes    -        yes       yes       yes       -         -         no
find_ldap_report         yes    yes    -        yes       yes       yes       -         -         no
begin_domain_deletion    yes    no     -        no        no        yes       -         -         no
list_mailbox_servers     yes    yes    yes      yes       yes       yes       yes       yes       yes
create_mailbox_server    yes    no     no       no        no        no        no        no        no
change_mailbox_server    yes    no     no       no        no        no        no        no        no
delete_mailbox_server    yes    no     no       no        no        no        no        no        no
list_entries             yes    yes    -        yes       yes       yes       -         -         yes
list_and_count           yes    yes    -        yes       yes       yes       -         -         yes
search_entries           yes    yes    yes      yes       yes       yes       yes       yes       yes
find_user                yes    yes    -        yes       yes       yes       -         -         -
mail_context             yes    yes    -        yes       yes       yes       -         -         yes
create_user              yes    yes    -        no        no        yes       -         -         yes
change_user              yes    yes    -        no        no        yes       -         -         -
change_user_identity     yes    yes    -        no        no        yes       -         -         -
change_user_mail         yes    yes    -        no        no        yes       -         -         -
change_administration    yes    yes    -        no        no        yes       -         -         -
delete_user              yes    yes    -        no        no        yes       -         -         -
find_entry               yes    yes    -        yes       yes       yes       -         -         -
list_members             yes    yes    -        yes       yes       yes       -         -         -
permitted                yes    yes    -        yes       yes       yes       -         -         -
list_groups_of           yes    yes    -        yes       yes       yes       -         -         -
shared_mail_context      yes    yes    -        yes       yes       yes       -         -         yes
create_entry             yes    yes    -        no        no        yes       -         -         yes
change_entry             yes    yes    -        no        no        yes       -         -         -
delete_entry             yes    yes    -        no        no        yes       -         -         -
change_groups_of         yes    yes    -        no        no        yes       -         -         -
set_member               yes    yes    -        no        no        yes       -         -         -
preview_many             yes    yes    -        no        no        yes       -         -         yes
change_many              yes    yes    -        no        no        yes       -         -         yes
start_many               yes    yes    -        no        no        yes       -         -         yes
change_many_or_start     yes    yes    -        no        no        yes       -         -         yes
create_user_and_handling  yes    yes    -        no        no        yes       -         -         yes
change_user_mail_and_handling  yes  yes  -       no        no        yes       -         -         -
find_handling            yes    yes    -        yes       yes       yes       -         -         -
change_handling          yes    yes    -        no        no        yes       -         -         -
change_entry_and_handling  yes    yes    -        no        no        yes       -         -         -
plan_import              yes    yes    -        no        no        yes       -         -         no
apply_import             yes    yes    -        no        no        yes       -         -         no
keep_import              yes    yes    -        no        no        yes       -         -         no
kept_import              -      -      -        no        no        -         -         -         no
apply_kept_import        -      -      -        no        no        -         -         -         no
start_kept_import        -      -      -        no        no        -         -         -         no
export_page              yes    yes    -        yes       yes       yes       -         -         no
list_administrators      yes    yes    -        yes       yes       yes       -         -         no
set_administrator        yes    yes    -        no        no        yes       -         -         no
list_units               yes    yes    -        yes       yes       yes       -         -         yes
find_unit                yes    yes    -        yes       yes       yes       -         -         -
list_unit_administrators  yes    yes    -        yes       yes       yes       -         -         -
create_unit              yes    yes    -        no        no        yes       -         -         no
change_unit              yes    yes    -        no        no        yes       -         -         no
delete_unit              yes    yes    -        no        no        yes       -         -         no
route                    yes    yes    -        yes       yes       yes       -         -         -
route outside            yes    -      -        yes       -         yes       -         yes       -
create_api_key           yes    yes    yes      no        no        no        no        no        yes
list_api_keys            yes    yes    yes      yes       yes       no        no        no        yes
revoke_api_key           -      -      -        no        no        no        no        no        -
change_own_password      yes    yes    yes      no        no        no        no        no        yes
keep_preferences         yes    yes    yes      no        no        no        no        no        yes
list_log_in_sessions     yes    yes    yes      yes       yes       yes       yes       yes       yes
end_log_in_session       -      -      -        no        no        no        no        no        -
list_history             yes    yes    -        yes       yes       yes       -         -         yes
list_history of domain   yes    yes    -        yes       yes       yes       -         -         no
list_history of entry    yes    yes    -        yes       yes       yes       -         -         -
list_history everywhere  yes    no     no       yes       no        no        no        no        no
list_deleted_domains     yes    no     no       yes       no        no        no        no        no
find_history             yes    yes    -        yes       yes       yes       -         -         -
find_task                yes    yes    -        yes       yes       yes       -         -         -
list_tasks               yes    yes    -        yes       yes       yes       -         -         yes
cancel_task              yes    yes    -        no        no        yes       -         -         -
preview_undo             yes    no     -        no        no        yes       -         -         -
undo                     yes    no     -        no        no        yes       -         -         -
start_undo               yes    no     -        no        no        yes       -         -         -
undo entry               yes    yes    -        no        no        yes       -         -         -
";

pub const HERE: &str = "here.example";
/// A version that no longer is.
const OLD: Option<i64> = Some(0);

#[tokio::test(flavor = "multi_thread")]
async fn every_method_asks_the_policy() {
    on_both(|place| async move {
        let here = domain(&place.desk(), HERE, &["alias.example"]).await.id;
        let away = domain(&place.desk(), "away.example", &[]).await.id;
        user(&place.desk(), HERE, "ann", MailType::Internal, &["ann"]).await;
        // The domain is not empty, and ann's creation was undone already: nothing is undone here.
        let row = "SELECT MIN(id) FROM history WHERE object = ";
        let created = place.number(&format!("{row} 'domain:{HERE}'")).await;
        let undone = place.number(&format!("{row} 'user:ann@{HERE}'")).await;
        place
            .execute(&format!(
                "UPDATE history SET undoes = {undone} WHERE id = {created}"
            ))
            .await;
        let staff = EntryDraft {
            name: "staff".into(),
            ..EntryDraft::default()
        };
        let made = place.desk().create_entry(HERE, Kind::Group, &staff).await;
        made.unwrap();
        // Somebody else's, and ended.
        place
            .execute(&format!(
                "INSERT INTO task (id, kind, domain_id, object, account_id, actor, started_at, seen_at, finished_at,
                                   state, phase, done, total)
                 VALUES (1, 'change_mail_types', {here}, 'domain:{HERE}', 99, 'other', {NOW}, {NOW}, {NOW}, 'failed', 'waiting', 0, 0)"
            ))
            .await;
        let ldap = place.desk().change_ldap(HERE, None, &directory()).await;
        ldap.unwrap();
        place
            .execute(&format!(
                "INSERT INTO ldap_report (id, domain_id, started_at, actor, scheduled, dry_run, take_all, problems)
                 VALUES (1, {here}, {NOW}, 'other', FALSE, TRUE, FALSE, '[]')"
            ))
            .await;
        let north = UnitDraft {
            name: "north".into(),
            ..UnitDraft::default()
        };
        place.desk().create_unit(HERE, &north).await.unwrap();
        let before = everything(&place).await;
        for (method, expected) in rows(METHODS) {
            let mut verdicts = Vec::new();
            for column in ASKING {
                let desk = place.store.as_actor(actor(column, here, away), NOW);
                verdicts.push(said(ask(&desk, method, (created, undone)).await));
            }
            assert_eq!(verdicts, expected, "{method}");
        }
        assert_eq!(everything(&place).await, before);
    })
    .await;
}

/// Versions of everything there is, and how much was written about it.
pub async fn everything(place: &Place) -> Vec<String> {
    place
        .texts(
            "SELECT 'domain ' || name || version FROM domain
             UNION ALL SELECT 'entry ' || login || version FROM entry
             UNION ALL SELECT 'server ' || name || version FROM mailbox_server
             UNION ALL SELECT 'unit ' || name || version FROM unit
             UNION ALL SELECT 'history ' || COUNT(*) FROM history
             ORDER BY 1",
        )
        .await
}

/// Calls a method; `rows` are the rows of the history it may need.
pub async fn ask(desk: &Desk, method: &str, rows: (i64, i64)) -> Result<(), StoreError> {
    if method.contains("task") {
        return call_task(desk, method).await;
    }
    let words = ["history", "deleted", "undo"];
    if words.iter().any(|word| method.contains(word)) {
        return call_history(desk, method, rows).await;
    }
    call(desk, method).await
}

/// A verdict: whoever gets as far as the rules was let in.
pub fn said(outcome: Result<(), StoreError>) -> &'static str {
    match outcome {
        Ok(())
        | Err(StoreError::Invalid(_) | StoreError::Conflict(_) | StoreError::VersionMismatch(_)) => {
            "yes"
        }
        Err(StoreError::Denied) => "no",
        Err(StoreError::NotFound) => "-",
        Err(error) => panic!("{error:?}"),
    }
}

async fn call(desk: &Desk, method: &str) -> Result<(), StoreError> {
    let tlh = OwnSettingsDraft {
        language: Some("tlh".into()),
        ..OwnSettingsDraft::default()
    };
    match method {
        "create_api_key" => {
            let nameless = NewKey::default();
            desk.create_api_key(&nameless).await.map(drop)
        }
        "list_api_keys" => desk.list_api_keys(None).await.map(drop),
        "revoke_api_key" => desk.revoke_api_key(1).await,
        "change_own_password" => desk.change_own_password("wrong", "short", 0).await,
        "keep_preferences" => desk.keep_preferences(&tlh, None).await,
        "list_log_in_sessions" => desk.list_log_in_sessions().await.map(drop),
        "end_log_in_session" => desk.end_log_in_session(1).await,
        method if method.contains("ldap") => call_ldap(desk, method).await,
        method if method.contains("unit") || method.contains("administrat") => {
            call_unit(desk, method).await
        }
        method if method.contains("server") => call_server(desk, method).await,
        "list_filters"
        | "change_filters"
        | "find_handling"
        | "change_handling"
        | "create_user_and_handling"
        | "change_user_mail_and_handling"
        | "change_entry_and_handling" => call_filters(desk, method).await,
        "find_entry"
        | "list_members"
        | "list_groups_of"
        | "permitted"
        | "shared_mail_context"
        | "create_entry"
        | "change_entry"
        | "delete_entry"
        | "change_groups_of"
        | "set_member"
        | "preview_many"
        | "change_many"
        | "start_many"
        | "change_many_or_start" => call_group(desk, method).await,
        "plan_import" | "apply_import" | "keep_import" | "kept_import" | "apply_kept_import"
        | "start_kept_import" | "export_page" => call_import(desk, method).await,
        method
            if method.contains("domain")
                || method.starts_with("change_") && !method.contains("user") =>
        {
            call_domain(desk, method).await
        }
        method => call_entries(desk, method).await,
    }
}

/// A directory that does not answer.
fn directory() -> LdapDraft {
    LdapDraft {
        url: "ldap://127.0.0.1:1".into(),
        base_dn: "dc=here".into(),
        user_filter: "(uid=*)".into(),
        max_share: 20,
        ..LdapDraft::default()
    }
}

async fn call_ldap(desk: &Desk, method: &str) -> Result<(), StoreError> {
    let look = Ask {
        dry_run: true,
        ..Ask::default()
    };
    match method {
        "find_ldap" => desk.find_ldap(HERE).await.map(drop),
        "change_ldap" => desk.change_ldap(HERE, OLD, &directory()).await.map(drop),
        "remove_ldap" => desk.remove_ldap(HERE, OLD).await,
        "try_ldap" => desk.try_ldap(HERE, &directory()).await.map(drop),
        "start_ldap_import" => desk.start_ldap_import(HERE, look).await.map(drop),
        "run_ldap_import" => desk.run_ldap_import(HERE, look).await.map(drop),
        "list_ldap_reports" => desk.list_ldap_reports(HERE, None, 10).await.map(drop),
        "find_ldap_report" => desk.find_ldap_report(HERE, 1).await.map(drop),
        other => panic!("{other} is not called"),
    }
}

async fn call_unit(desk: &Desk, method: &str) -> Result<(), StoreError> {
    // Below a unit that is not there.
    let draft = UnitDraft {
        name: "north".into(),
        parent: "nowhere".into(),
    };
    let nothing = AdministrationDraft::default();
    match method {
        "list_units" => desk.list_units(HERE).await.map(drop),
        "find_unit" => desk.find_unit(HERE, "North").await.map(drop),
        "list_unit_administrators" => desk.list_unit_administrators(HERE, "north").await.map(drop),
        "create_unit" => desk.create_unit(HERE, &draft).await.map(drop),
        "change_unit" => desk.change_unit(HERE, "north", OLD, &draft).await.map(drop),
        "delete_unit" => desk.delete_unit(HERE, "north", OLD).await,
        "list_administrators" => desk.list_administrators(HERE).await.map(drop),
        "set_administrator" => desk.set_administrator(HERE, "nobody", true).await,
        "change_administration" => desk
            .change_administration(HERE, "ann", OLD, &nothing)
            .await
            .map(drop),
        other => panic!("{other} is not called"),
    }
}

async fn call_server(desk: &Desk, method: &str) -> Result<(), StoreError> {
    // Taken, and no end point.
    let draft = MailboxServerDraft {
        name: "default".into(),
        endpoint: "nonsense".into(),
    };
    match method {
        "list_mailbox_servers" => desk.list_mailbox_servers().await.map(drop),
        "create_mailbox_server" => desk.create_mailbox_server(&draft).await.map(drop),
        "change_mailbox_server" => desk
            .change_mailbox_server("default", OLD, &draft)
            .await
            .map(drop),
        "delete_mailbox_server" => desk.delete_mailbox_server("default", OLD).await,
        other => panic!("{other} is not called"),
    }
}

async fn call_domain(desk: &Desk, method: &str) -> Result<(), StoreError> {
    let with = WithAddresses::No;
    let general = GeneralDraft {
        name: HERE.into(),
        language: "en".into(),
        time_zone: "UTC".into(),
        ..GeneralDraft::default()
    };
    let system = MailSystemDraft {
        mailbox_server: "default".into(),
        ..MailSystemDraft::default()
    };
    let routing = MailRoutingDraft::default();
    match method {
        "list_domains" => desk
            .list_domains(&DomainQuery {
                limit: 5,
                ..DomainQuery::default()
            })
            .await
            .map(drop),
        "find_domain" => desk.find_domain("ALIAS.example").await.map(drop),
        "create_domain" => {
            let taken = NewDomainDraft {
                name: "alias.example".into(),
                ..NewDomainDraft::default()
            };
            desk.create_domain(&taken).await.map(drop)
        }
        "change_domain" => desk
            .change_domain(HERE, OLD, Some(&general), Some(&system), with)
            .await
            .map(drop),
        "change_general" => desk
            .change_general(HERE, OLD, &general, with)
            .await
            .map(drop),
        "change_aliases" => desk.change_aliases(HERE, OLD, &[], with).await.map(drop),
        "change_mail_system" => desk.change_mail_system(HERE, OLD, &system).await.map(drop),
        "change_mail_routing" => desk
            .change_mail_routing(HERE, OLD, &routing)
            .await
            .map(drop),
        "domain_contents" => desk.domain_contents(HERE).await.map(drop),
        "begin_domain_deletion" => desk.begin_domain_deletion(HERE, OLD).await.map(drop),
        "delete_domain" => desk.delete_domain(HERE, OLD, true).await,
        other => panic!("{other} is not called"),
    }
}

async fn call_entries(desk: &Desk, method: &str) -> Result<(), StoreError> {
    let new = draft("ann", Some(mail(MailType::Internal, &["new"])));
    let mail = mail(MailType::Internal, &["ann", "more"]);
    let handling = HandlingDraft::default();
    match method {
        "count_entries" => desk.count_entries(HERE).await.map(drop),
        "count_external_entries" => desk.count_external_entries(HERE).await.map(drop),
        "count_followers" => desk.count_followers(HERE).await.map(drop),
        "list_entries" => desk
            .list_entries(
                HERE,
                &EntryQuery {
                    limit: 5,
                    ..EntryQuery::default()
                },
            )
            .await
            .map(drop),
        "list_and_count" => desk
            .list_and_count(HERE, &EntryQuery::default())
            .await
            .map(drop),
        // Whoever may see nothing finds nothing: the tests of lists look at what is found.
        "search_entries" => desk.search_entries("ann", 5).await.map(drop),
        "find_user" => desk.find_user(HERE, "ann").await.map(drop),
        "mail_context" => desk.mail_context(HERE).await.map(drop),
        "create_user" => desk.create_user(HERE, &new).await.map(drop),
        "change_user" => desk
            .change_user(HERE, "ann", OLD, (&new.identity, None), &mail, &handling)
            .await
            .map(drop),
        "change_user_identity" => desk
            .change_user_identity(HERE, "ann", OLD, &new.identity, None)
            .await
            .map(drop),
        "change_user_mail" => desk
            .change_user_mail(HERE, "ann", OLD, &mail, None)
            .await
            .map(drop),
        "delete_user" => desk.delete_user(HERE, "ann", OLD).await,
        "route" => desk.route("ann@alias.example").await.map(drop),
        "route outside" => desk.route("ann@nowhere.example").await.map(drop),
        other => panic!("{other} is not called"),
    }
}

async fn call_filters(desk: &Desk, method: &str) -> Result<(), StoreError> {
    let ann = EntryRef {
        kind: Kind::User,
        name: "ann".into(),
    };
    let handling = HandlingDraft::default();
    let nameless = [Filter::default()];
    match method {
        "list_filters" => desk.list_filters(HERE).await.map(drop),
        "change_filters" => desk.change_filters(HERE, OLD, &nameless).await.map(drop),
        "find_handling" => desk.find_handling(HERE, &ann).await.map(drop),
        "change_handling" => desk
            .change_handling(HERE, &ann, OLD, &handling)
            .await
            .map(drop),
        "create_user_and_handling" => {
            let mut new = draft("new", None);
            new.identity.login = "-".into();
            desk.create_user_and_handling(HERE, &new, &handling)
                .await
                .map(drop)
        }
        "change_user_mail_and_handling" => {
            let more = mail(MailType::Internal, &["ann", "more"]);
            desk.change_user_mail_and_handling(HERE, "ann", OLD, &more, &handling)
                .await
                .map(drop)
        }
        "change_entry_and_handling" => {
            let entry = (Kind::Group, "staff");
            let draft = EntryDraft::default();
            desk.change_entry_and_handling(HERE, entry, OLD, &draft, &handling)
                .await
                .map(drop)
        }
        other => panic!("{other} is not called"),
    }
}

async fn call_history(
    desk: &Desk,
    method: &str,
    (created, undone): (i64, i64),
) -> Result<(), StoreError> {
    let here = HistoryQuery {
        scope: HistoryScope::Domain(HERE.into()),
        ..HistoryQuery::default()
    };
    match method {
        "list_history" => desk.list_history(&here).await.map(drop),
        "list_history of domain" => {
            let settings = HistoryQuery {
                scope: HistoryScope::Settings(HERE.into()),
                ..here
            };
            desk.list_history(&settings).await.map(drop)
        }
        "list_history of entry" => {
            let ann = EntryRef {
                kind: Kind::User,
                name: "ann".into(),
            };
            let entry = HistoryQuery {
                scope: HistoryScope::Entry(HERE.into(), ann),
                ..here
            };
            desk.list_history(&entry).await.map(drop)
        }
        "list_history everywhere" => {
            let everywhere = HistoryQuery::default();
            desk.list_history(&everywhere).await.map(drop)
        }
        "list_deleted_domains" => desk.list_deleted_domains().await.map(drop),
        "find_history" => desk.find_history(created).await.map(drop),
        "preview_undo" => desk.preview_undo(created).await.map(drop),
        "start_undo" => desk.start_undo(created).await.map(drop),
        "undo" => desk.undo(created).await.map(drop),
        "undo entry" => desk.undo(undone).await.map(drop),
        other => panic!("{other} is not called"),
    }
}

async fn call_task(desk: &Desk, method: &str) -> Result<(), StoreError> {
    match method {
        "find_task" => desk.find_task(1).await.map(drop),
        "list_tasks" => desk.list_tasks(HERE, None, 5).await.map(drop),
        "cancel_task" => desk.cancel_task(1).await.map(drop),
        other => panic!("{other} is not called"),
    }
}

async fn call_group(desk: &Desk, method: &str) -> Result<(), StoreError> {
    let kind = Kind::Group;
    let nobody = EntryRef {
        kind: Kind::User,
        name: "nobody".into(),
    };
    let ann = EntryRef {
        name: "ann".into(),
        ..nobody.clone()
    };
    let (nobody_at_all, none) = (
        Selection::Entries(vec![]),
        ManyChange::MailType(MailType::None),
    );
    // Taken, and with somebody who is not there.
    let draft = EntryDraft {
        name: "staff".into(),
        members: vec![nobody.to_string()],
        ..EntryDraft::default()
    };
    match method {
        "find_entry" => desk.find_entry(HERE, kind, "staff").await.map(drop),
        "list_members" => desk.list_members(HERE, "staff").await.map(drop),
        "permitted" => desk.permitted(HERE, &ann).await.map(drop),
        "list_groups_of" => desk.list_groups_of(HERE, &ann).await.map(drop),
        "shared_mail_context" => desk.shared_mail_context(HERE).await.map(drop),
        "create_entry" => desk.create_entry(HERE, kind, &draft).await.map(drop),
        "change_entry" => desk
            .change_entry(HERE, kind, "staff", OLD, &draft)
            .await
            .map(drop),
        "delete_entry" => desk.delete_entry(HERE, kind, "staff", OLD).await,
        "change_groups_of" => desk
            .change_groups_of(HERE, &ann, OLD, &["staff".into()])
            .await
            .map(drop),
        "set_member" => desk.set_member(HERE, "staff", &nobody, true).await,
        "preview_many" => desk
            .preview_many(HERE, &nobody_at_all, &none, 5)
            .await
            .map(drop),
        "change_many" => desk
            .change_many(HERE, &nobody_at_all, &none, 5)
            .await
            .map(drop),
        "start_many" => desk.start_many(HERE, &nobody_at_all, &none).await.map(drop),
        "change_many_or_start" => desk
            .change_many_or_start(HERE, &nobody_at_all, &none)
            .await
            .map(drop),
        other => panic!("{other} is not called"),
    }
}

async fn call_import(desk: &Desk, method: &str) -> Result<(), StoreError> {
    // No login.
    let records = [Record::new(1, Kind::User, "")];
    match method {
        "plan_import" => desk.plan_import(HERE, &records).await.map(drop),
        "apply_import" => desk
            .apply_import(HERE, &records, None, Refused::Stop)
            .await
            .map(drop),
        "keep_import" => desk.keep_import(HERE, "", Vec::new()).await.map(drop),
        "kept_import" => desk.kept_import(HERE, 1).await.map(drop),
        "apply_kept_import" => desk
            .apply_kept_import(HERE, 1, "", Refused::Stop)
            .await
            .map(drop),
        "start_kept_import" => desk
            .start_kept_import(HERE, 1, "", Refused::Stop)
            .await
            .map(drop),
        "export_page" => desk.export_page(HERE, None).await.map(drop),
        other => panic!("{other} is not called"),
    }
}

/// A method that nobody thought of calling here fails this test.
#[test]
fn no_method_is_left_out() {
    let mut missing = Vec::new();
    read_methods(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut |method| {
            if !rows(METHODS).iter().any(|(called, _)| *called == method) {
                missing.push(method.to_owned());
            }
        },
    );
    assert_eq!(missing, Vec::<String>::new());
}

/// The public asynchronous methods in all blocks `impl Desk` of the sources.
fn read_methods(dir: &Path, found: &mut impl FnMut(&str)) {
    for file in std::fs::read_dir(dir).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            read_methods(&path, found);
            continue;
        }
        let mut inside = false;
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            inside = line == "impl Desk {" || inside && line != "}";
            if let (true, Some(rest)) = (inside, line.strip_prefix("    pub async fn ")) {
                found(rest.split('(').next().unwrap());
            }
        }
    }
}
