//! The policy itself.

use model::access::{Action, Verdict, verdict};

use super::table::{ASKING, actor, rows};

const HERE: i64 = 1;
const AWAY: i64 = 2;

/// `yes`; `no`: he sees it but may not; `-`: for him it does not exist.
const POLICY: &str = "
action                  super  admin  foreign  ro super  ro admin  key here  key away  key none  unit
list domains            yes    yes    yes      yes       yes       yes       yes       yes       yes
create domain           yes    no     no       no        no        no        no        no        no
read domain             yes    yes    -        yes       yes       yes       -         -         yes
change domain           yes    no     -        no        no        yes       -         -         no
change filters          yes    yes    -        no        no        yes       -         -         no
delete domain           yes    no     -        no        no        yes       -         -         no
read mailbox servers    yes    yes    yes      yes       yes       yes       yes       yes       yes
change mailbox servers  yes    no     no       no        no        no        no        no        no
read entries            yes    yes    -        yes       yes       yes       -         -         no
change entries          yes    yes    -        no        no        yes       -         -         no
grant domain            yes    yes    -        no        no        yes       -         -         no
read tasks              yes    yes    -        yes       yes       yes       -         -         no
cancel tasks            yes    yes    -        no        no        yes       -         -         no
read keys               yes    yes    yes      yes       yes       no        no        no        no
change keys             yes    yes    yes      no        no        no        no        no        no
read history            yes    no     no       yes       no        no        no        no        no
route outside           yes    no     no       yes       no        yes       no        yes       no
";

/// The row of an action; the compiler asks for a row for each new one.
fn name(action: Action) -> &'static str {
    match action {
        Action::ListDomains => "list domains",
        Action::CreateDomain => "create domain",
        Action::ReadDomain(_) => "read domain",
        Action::ChangeDomain(_) => "change domain",
        Action::ChangeFilters(_) => "change filters",
        Action::DeleteDomain(_) => "delete domain",
        Action::ReadMailboxServers => "read mailbox servers",
        Action::ChangeMailboxServers => "change mailbox servers",
        Action::ReadEntries(_) => "read entries",
        Action::ChangeEntries(_) => "change entries",
        Action::GrantDomain(_) => "grant domain",
        Action::ReadTasks(_) => "read tasks",
        Action::CancelTasks(_) => "cancel tasks",
        Action::ReadKeys => "read keys",
        Action::ChangeKeys => "change keys",
        Action::ReadHistory => "read history",
        Action::RouteOutside => "route outside",
    }
}

const ACTIONS: [Action; 17] = [
    Action::ListDomains,
    Action::CreateDomain,
    Action::ReadDomain(HERE),
    Action::ChangeDomain(HERE),
    Action::ChangeFilters(HERE),
    Action::DeleteDomain(HERE),
    Action::ReadMailboxServers,
    Action::ChangeMailboxServers,
    Action::ReadEntries(HERE),
    Action::ChangeEntries(HERE),
    Action::GrantDomain(HERE),
    Action::ReadTasks(HERE),
    Action::CancelTasks(HERE),
    Action::ReadKeys,
    Action::ChangeKeys,
    Action::ReadHistory,
    Action::RouteOutside,
];

#[test]
fn the_policy_is_this_table() {
    let rows = rows(POLICY);
    assert_eq!(rows.len(), ACTIONS.len());
    for action in ACTIONS {
        let (_, expected) = rows.iter().find(|(what, _)| *what == name(action)).unwrap();
        let verdicts = ASKING.map(|column| match verdict(&actor(column, HERE, AWAY), action) {
            Verdict::Allowed => "yes",
            Verdict::Denied => "no",
            Verdict::Hidden => "-",
        });
        assert_eq!(verdicts, expected[..], "{}", name(action));
    }
}
