//! Kinds, states, phases and numbers in words.

use model::task::{Counted, HowFar, Phase, TaskKind, TaskState};

use crate::words::{Lang, TaskWord};

/// What a task does.
pub const fn kind_word(kind: TaskKind) -> TaskWord {
    match kind {
        TaskKind::ChangeMailTypes => TaskWord::ChangeMailTypes,
        TaskKind::Import => TaskWord::Import,
        TaskKind::SuspendEntries => TaskWord::SuspendEntries,
        TaskKind::ActivateEntries => TaskWord::ActivateEntries,
        TaskKind::ChangeQuotas => TaskWord::ChangeQuotas,
        TaskKind::AddMembers => TaskWord::AddMembers,
        TaskKind::RemoveMembers => TaskWord::RemoveMembers,
        TaskKind::MoveEntries => TaskWord::MoveEntries,
        TaskKind::DeleteEntries => TaskWord::DeleteEntries,
        TaskKind::Undo => TaskWord::Undo,
        TaskKind::DeleteDomain => TaskWord::DeleteDomain,
        TaskKind::RestoreDomain => TaskWord::RestoreDomain,
        TaskKind::ImportDirectory => TaskWord::ImportDirectory,
    }
}

/// How a task stands.
pub(super) const fn state_word(state: TaskState) -> TaskWord {
    match state {
        TaskState::Running => TaskWord::Running,
        TaskState::Done => TaskWord::Done,
        TaskState::Failed => TaskWord::Failed,
        TaskState::Cancelled => TaskWord::Cancelled,
        TaskState::Interrupted => TaskWord::Interrupted,
    }
}

const fn phase_word(phase: Phase) -> TaskWord {
    match phase {
        Phase::Waiting => TaskWord::Waiting,
        Phase::Reading => TaskWord::Reading,
        Phase::Choosing => TaskWord::Choosing,
        Phase::Keeping => TaskWord::Keeping,
        Phase::Deleting => TaskWord::Deleting,
        Phase::Writing => TaskWord::Writing,
        Phase::Routing => TaskWord::Routing,
        Phase::Finishing => TaskWord::Finishing,
    }
}

/// How far a task is, to be read.
pub(super) fn how_far(lang: Lang, how_far: HowFar) -> String {
    let phase = lang.say(phase_word(how_far.phase));
    if how_far.total == 0 {
        return phase.to_owned();
    }
    let (done, total) = (lang.number(how_far.done), lang.number(how_far.total));
    lang.fill(TaskWord::PhaseOf, &[phase, &done, &total])
}

/// The same to be heard: not at every step.
pub(super) fn how_far_said(lang: Lang, how_far: HowFar) -> String {
    let phase = lang.say(phase_word(how_far.phase));
    match how_far.percent() {
        Some(percent) if percent >= 25 => {
            let quarter = (percent / 25 * 25).to_string();
            lang.fill(TaskWord::PhasePercent, &[phase, &quarter])
        }
        _ => phase.to_owned(),
    }
}

/// What happened to so many entries.
pub(super) fn counted(lang: Lang, what: Counted, number: i64) -> String {
    let (one, many) = match what {
        Counted::Changed => (TaskWord::ChangedOne, TaskWord::ChangedMany),
        Counted::Unchanged => (TaskWord::UnchangedOne, TaskWord::UnchangedMany),
        Counted::Refused => (TaskWord::RefusedOne, TaskWord::RefusedMany),
        Counted::Created => (TaskWord::CreatedOne, TaskWord::CreatedMany),
        Counted::Deleted => (TaskWord::DeletedOne, TaskWord::DeletedMany),
        Counted::Restored => (TaskWord::RestoredOne, TaskWord::RestoredMany),
    };
    lang.count(one, many, number)
}
