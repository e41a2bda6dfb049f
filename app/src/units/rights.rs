//! Rights in words, and the table that gives them.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::{Right, UnitPath};
use store::administration::{UnitRights, UnitRightsDraft};
use store::units::Unit;

use crate::form::Posted;
use crate::ui::{Notice, Table, Tone};
use crate::words::{FrameWord, Lang, UnitWord, problem};

/// The name of a right.
pub(crate) const fn right_word(right: Right) -> UnitWord {
    match right {
        Right::Users => UnitWord::RightUsers,
        Right::Mail => UnitWord::RightMail,
        Right::Passwords => UnitWord::RightPasswords,
        Right::Groups => UnitWord::RightGroups,
    }
}

const fn right_help(right: Right) -> UnitWord {
    match right {
        Right::Users => UnitWord::RightUsersHelp,
        Right::Mail => UnitWord::RightMailHelp,
        Right::Passwords => UnitWord::RightPasswordsHelp,
        Right::Groups => UnitWord::RightGroupsHelp,
    }
}

/// Name of the boxes in the form; the value is the right and the path.
const BOX: &str = "right";

/// The rights that a form ticks, unit by unit in the order it names them.
pub(super) fn ticked(form: &Posted) -> Vec<UnitRightsDraft> {
    let mut drafts: Vec<UnitRightsDraft> = Vec::new();
    for value in form.all(BOX) {
        let Some((right, unit)) = value.split_once(':') else {
            continue;
        };
        let Some(right) = Right::from_name(right) else {
            continue;
        };
        match drafts.iter_mut().find(|draft| draft.unit == unit) {
            Some(draft) => draft.rights.push(right),
            None => drafts.push(UnitRightsDraft {
                unit: unit.to_owned(),
                rights: vec![right],
            }),
        }
    }
    drafts
}

/// Whether a form that was sent, or what is stored, gives a right on a unit itself.
#[derive(Clone, Debug)]
pub(super) struct Given(BTreeSet<(String, Right)>);

impl Given {
    /// What the form ticks, or else what is stored.
    pub(super) fn of(form: &Posted, stored: &[UnitRights]) -> Self {
        if form.is_sent() {
            let drafts = ticked(form).into_iter();
            return Self(
                drafts
                    .flat_map(|draft| {
                        let unit = draft.unit;
                        let rights = draft.rights.into_iter();
                        rights.map(move |right| (unit.clone(), right))
                    })
                    .collect(),
            );
        }
        let stored = stored.iter().flat_map(|given| {
            let rights = given.rights.iter();
            rights.map(|right| (given.unit.to_string(), *right))
        });
        Self(stored.collect())
    }

    fn has(&self, unit: &UnitPath, right: Right) -> bool {
        self.0.contains(&(unit.to_string(), right))
    }

    /// Whether a unit above gives it already.
    fn inherits(&self, unit: &UnitPath, right: Right) -> bool {
        let mut above = unit.parent();
        while !above.is_root() {
            if self.has(&above, right) {
                return true;
            }
            above = above.parent();
        }
        false
    }
}

/// What is wrong with the rights of a form that was sent, each with the unit it is about.
pub(super) fn problems(lang: Lang, form: &Posted) -> Vec<String> {
    let drafts = ticked(form);
    let found = form.problems.0.iter().filter_map(|one| {
        let index = one.field.strip_prefix("rights[")?.split(']').next()?;
        let draft = drafts.get(index.parse::<usize>().ok()?)?;
        let sentence = problem(lang, one);
        Some(lang.fill(UnitWord::RightOnUnit, &[draft.unit.as_str(), &sentence]))
    });
    found.collect()
}

/// A row for each unit, a box for each right.
#[component]
pub(super) fn RightsTable(
    /// The language.
    lang: Lang,
    /// The units, in the order of the tree.
    units: Vec<Unit>,
    /// What is ticked.
    given: Given,
    /// What cannot be given.
    is_locked: Callback<(i64, Right), bool>,
    /// The form as it was sent.
    form: Posted,
) -> impl IntoView {
    let wrong = problems(lang, &form)
        .into_iter()
        .map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })
        .collect_view();
    let heads = Right::ALL
        .map(|right| {
            let help = lang.say(right_help(right));
            view! { <th scope="col" title=help>{lang.say(right_word(right))}</th> }
        })
        .collect_view();
    let rows = units
        .into_iter()
        .map(|unit| {
            let given = given.clone();
            view! { <UnitRow lang unit given is_locked /> }
        })
        .collect_view();
    view! {
        {wrong}
        <Table caption=lang.say(FrameWord::OrganizationalUnits)>
            <thead>
                <tr>
                    <th scope="col">{lang.say(UnitWord::Unit)}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

#[component]
fn UnitRow(
    lang: Lang,
    unit: Unit,
    given: Given,
    is_locked: Callback<(i64, Right), bool>,
) -> impl IntoView {
    let path = unit.path.to_string();
    let cells = Right::ALL
        .map(|right| {
            let name = lang.say(right_word(right));
            let label = lang.fill(UnitWord::RightOnUnit, &[name, path.as_str()]);
            let checked = given.has(&unit.path, right);
            let locked = is_locked.run((unit.id, right));
            let inherited = given
                .inherits(&unit.path, right)
                .then(|| lang.say(UnitWord::Inherited));
            let value = format!("{}:{path}", right.as_str());
            // A box that is greyed sends nothing: what it stands for is sent beside it.
            let kept = (locked && checked).then(|| {
                view! { <input type="hidden" name=BOX value=value.clone() /> }
            });
            view! {
                <td data-label=name>
                    <label class="inline-flex min-h-8 items-center gap-2">
                        <input
                            type="checkbox"
                            name=BOX
                            value=value.clone()
                            checked=checked
                            disabled=locked
                            aria-label=label
                        />
                        {inherited.map(|text| view! { <span class="text-sm text-muted">{text}</span> })}
                    </label>
                    {kept}
                </td>
            }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row" class="font-normal">{path}</th>
            {cells}
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_gathered_by_unit() {
        let form = Posted::of(
            ["mail:a/b", "users:a", "groups:a/b", "nonsense", "root:a"]
                .map(|value| (BOX.to_owned(), value.to_owned()))
                .into(),
        );
        let drafts = ticked(&form);
        let units: Vec<_> = drafts.iter().map(|draft| draft.unit.as_str()).collect();
        assert_eq!(units, ["a/b", "a"]);
        assert_eq!(drafts[0].rights, [Right::Mail, Right::Groups]);
        let given = Given::of(&form, &[]);
        let path = |text: &str| UnitPath::parse(text).unwrap();
        assert!(given.inherits(&path("a/b/c"), Right::Users));
        assert!(!given.inherits(&path("a"), Right::Users));
    }
}
