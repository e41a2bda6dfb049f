//! The policy itself.

use model::access::{Action, Verdict, verdict};
use model::{Actor, Delegation, Rank, Right, Target};

use super::table::{ASKING, actor, cells, rows};

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
read directory          yes    yes    -        yes       yes       yes       -         -         yes
change some             yes    yes    -        no        no        yes       -         -         yes
read entry              yes    yes    -        yes       yes       yes       -         -         yes
change entry            yes    yes    -        no        no        yes       -         -         yes
change mail             yes    yes    -        no        no        yes       -         -         yes
change password         yes    yes    -        no        no        yes       -         -         yes
change group            yes    yes    -        no        no        yes       -         -         yes
grant units             yes    yes    -        no        no        yes       -         -         yes
grant domain            yes    yes    -        no        no        yes       -         -         no
read tasks              yes    yes    -        yes       yes       yes       -         -         no
cancel tasks            yes    yes    -        no        no        yes       -         -         no
read units              yes    yes    -        yes       yes       yes       -         -         yes
change units            yes    yes    -        no        no        yes       -         -         no
read keys               yes    yes    yes      yes       yes       no        no        no        yes
change keys             yes    yes    yes      no        no        no        no        no        yes
read history            yes    no     no       yes       no        no        no        no        no
route outside           yes    no     no       yes       no        yes       no        yes       no
";

/// The row of an action; the compiler asks for a row for each new one.
fn name(action: &Action) -> &'static str {
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
        Action::ReadDirectory(_) => "read directory",
        Action::ChangeSome(..) => "change some",
        Action::ReadEntry(_) => "read entry",
        Action::ChangeEntry(_) => "change entry",
        Action::ChangeMail(_) => "change mail",
        Action::ChangePassword(_) => "change password",
        Action::ChangeGroup(_) => "change group",
        Action::GrantUnits(..) => "grant units",
        Action::GrantDomain(_) => "grant domain",
        Action::ReadTasks(_) => "read tasks",
        Action::CancelTasks(_) => "cancel tasks",
        Action::ReadUnits(_) => "read units",
        Action::ChangeUnits(_) => "change units",
        Action::ReadKeys => "read keys",
        Action::ChangeKeys => "change keys",
        Action::ReadHistory => "read history",
        Action::RouteOutside => "route outside",
    }
}

/// Every action on the domain `HERE`, on somebody in the unit 1 who holds nothing himself.
fn actions() -> Vec<Action> {
    let target = Target::place(HERE, Some(1));
    let nothing = Delegation {
        domain: HERE,
        ..Delegation::default()
    };
    vec![
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
        Action::ReadDirectory(HERE),
        Action::ChangeSome(HERE, Right::Mail),
        Action::ReadEntry(target.clone()),
        Action::ChangeEntry(target.clone()),
        Action::ChangeMail(target.clone()),
        Action::ChangePassword(target.clone()),
        Action::ChangeGroup(target.clone()),
        Action::GrantUnits(target, nothing),
        Action::GrantDomain(HERE),
        Action::ReadTasks(HERE),
        Action::CancelTasks(HERE),
        Action::ReadUnits(HERE),
        Action::ChangeUnits(HERE),
        Action::ReadKeys,
        Action::ChangeKeys,
        Action::ReadHistory,
        Action::RouteOutside,
    ]
}

#[test]
fn the_policy_is_this_table() {
    let rows = rows(POLICY);
    assert_eq!(rows.len(), actions().len());
    for action in actions() {
        let (_, expected) = rows
            .iter()
            .find(|(what, _)| *what == name(&action))
            .unwrap();
        let verdicts = ASKING.map(|column| said(&actor(column, HERE, AWAY), action.clone()));
        assert_eq!(verdicts, expected[..], "{}", name(&action));
    }
}

fn said(actor: &Actor, action: Action) -> &'static str {
    match verdict(actor, action) {
        Verdict::Allowed => "yes",
        Verdict::Denied => "no",
        Verdict::Hidden => "-",
    }
}

/// Whose password who may set: rows ask, columns are asked about; all of them are in unit 1.
const TOUCHED: &str = "
asks      nobody  mail in 1  all in 1  mail in 1 and 2  admin here  admin of both
mail      no      no         no        no               no          no
all       yes     yes        yes       no               no          no
both      yes     yes        yes       yes              no          no
admin     yes     yes        yes       yes              yes         no
key here  yes     yes        yes       yes              yes         no
super     yes     yes        yes       yes              yes         yes
";

fn holding(units: &[(i64, &[Right])]) -> Rank {
    let units = units
        .iter()
        .map(|(unit, rights)| (*unit, rights.iter().copied().collect()));
    Rank::UserAdministrator(Delegation {
        domain: HERE,
        units: units.collect(),
    })
}

#[test]
fn nobody_touches_somebody_who_holds_more() {
    let ranks = |name: &str| match name {
        "nobody" => None,
        "mail" | "mail in 1" => Some(holding(&[(1, &[Right::Mail])])),
        "all" | "all in 1" => Some(holding(&[(1, &Right::ALL)])),
        "mail in 1 and 2" => Some(holding(&[(1, &[Right::Mail]), (2, &[Right::Mail])])),
        "both" => Some(holding(&[(1, &Right::ALL), (2, &Right::ALL)])),
        "admin" | "admin here" => Some(Rank::DomainAdministrator(vec![HERE])),
        "admin of both" => Some(Rank::DomainAdministrator(vec![HERE, AWAY])),
        _ => Some(Rank::Superadministrator),
    };
    let mut lines = TOUCHED.lines().filter(|line| !line.trim().is_empty());
    let columns: Vec<&str> = cells(lines.next().unwrap());
    for line in lines {
        let row = cells(line);
        for (about, expected) in columns.iter().zip(&row).skip(1) {
            let asks = Actor {
                rank: ranks(row[0]).unwrap(),
                limited_to: (row[0] == "key here").then(|| vec![HERE]),
                ..actor("super", HERE, AWAY)
            };
            let target = Target {
                rank: ranks(about),
                ..Target::place(HERE, Some(1))
            };
            let verdict = said(&asks, Action::ChangePassword(target));
            assert_eq!(verdict, *expected, "{} about {about}", row[0]);
        }
    }
}

#[test]
fn nobody_gives_what_he_does_not_hold() {
    let place = Target::place(HERE, Some(1));
    let given = |units: &[(i64, &[Right])]| match holding(units) {
        Rank::UserAdministrator(held) => held,
        _ => unreachable!(),
    };
    let asks = Actor {
        rank: holding(&[(1, &[Right::Users, Right::Mail])]),
        ..actor("super", HERE, AWAY)
    };
    for (units, expected) in [
        (given(&[(1, &[Right::Mail])]), "yes"),
        (given(&[(1, &[Right::Users, Right::Mail])]), "yes"),
        (given(&[(1, &[Right::Passwords])]), "no"),
        (given(&[(2, &[Right::Mail])]), "no"),
    ] {
        let action = Action::GrantUnits(place.clone(), units.clone());
        assert_eq!(said(&asks, action), expected, "{units:?}");
    }
    // And nobody gives anything to somebody whom he may not change.
    let mail = Actor {
        rank: holding(&[(1, &[Right::Mail])]),
        ..actor("super", HERE, AWAY)
    };
    assert_eq!(said(&mail, Action::GrantUnits(place, given(&[]))), "no");
}
