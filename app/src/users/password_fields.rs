//! The password of a user as an administrator sets it: typed or generated, and when it must be changed.

use leptos::prelude::*;
use model::PasswordPolicy;
use store::users::PasswordFacts;

use crate::domains::Facts;
use crate::error_page::Failure;
use crate::form::Posted;
use crate::paths;
use crate::reading::written;
use crate::ui::{CheckboxField, Glyph, Icon, Notice, SECONDARY_BUTTON_CLASS, TextField, Tone};
use crate::words::{DirectoryWord, Lang, SettingsWord};

/// The button that asks for a generated password.
const GENERATE: &str = "generate_password";

/// A generated password, when its button was pressed; nothing is saved by that.
///
/// # Errors
/// [`Failure::Internal`] when the machine has no random numbers.
pub fn generated(form: &Posted, policy: PasswordPolicy) -> Result<Option<String>, Failure> {
    let is_asked = form
        .pressed()
        .is_some_and(|pressed| pressed.action == GENERATE);
    if !is_asked {
        return Ok(None);
    }
    Ok(Some(store::passwords::generate(policy.min_length)?))
}

/// The field of a new password, the button that fills it, and whether it must be changed.
#[component]
pub fn NewPassword(
    /// The language of the page.
    lang: Lang,
    /// The label of the field.
    label: &'static str,
    /// What stands before the rules, below the field.
    help: &'static str,
    /// The rules.
    policy: PasswordPolicy,
    /// The form that came back.
    form: Posted,
    /// What was generated just now.
    generated: Option<String>,
    /// Whether the present one must be changed.
    #[prop(optional)]
    must_change: bool,
) -> impl IntoView {
    let rules = lang.fill(SettingsWord::PolicyHelp, &[policy.min_length.to_string()]);
    let was_typed = form.text("password").is_some_and(|typed| !typed.is_empty());
    let (kind, help) = match &generated {
        Some(_) => ("text", lang.say(SettingsWord::Generated).to_owned()),
        None if was_typed => (
            "password",
            lang.say(DirectoryWord::PasswordAgain).to_owned(),
        ),
        None => ("password", format!("{help} {rules}")),
    };
    let copy = generated.clone().map(|password| {
        view! {
            <button type="button" data-copy=password class=SECONDARY_BUTTON_CLASS>
                <Icon glyph=Glyph::Copy />
                {lang.say(SettingsWord::Copy)}
            </button>
        }
    });
    let error = form.error(lang, "password").filter(|_| generated.is_none());
    view! {
        <div class="flex flex-col gap-2">
            <TextField
                name="password"
                label=label
                kind=kind
                value=generated.unwrap_or_default()
                help=help
                error=error
                autocomplete="new-password"
            />
            <div class="flex flex-wrap gap-2">
                {copy}
                <button
                    type="submit"
                    name="action"
                    value=GENERATE
                    class=SECONDARY_BUTTON_CLASS
                >
                    {lang.say(SettingsWord::Generate)}
                </button>
            </div>
        </div>
        <CheckboxField
            name="must_change_password"
            label=lang.say(SettingsWord::MustChange)
            help=lang.fill(SettingsWord::MustChangeHelp, &[paths::CHANGE_PASSWORD])
            checked=form.checked_or("must_change_password", must_change)
        />
    }
}

/// Whether it never expires.
#[component]
pub fn Expiry(
    /// The language of the page.
    lang: Lang,
    /// What is known of it.
    facts: PasswordFacts,
    /// The form that came back.
    form: Posted,
) -> impl IntoView {
    view! {
        <CheckboxField
            name="password_never_expires"
            label=lang.say(SettingsWord::NeverExpires)
            help=lang.say(SettingsWord::NeverExpiresHelp)
            checked=form.checked_or("password_never_expires", facts.never_expires)
        />
    }
}

/// Why the user is refused though the password is right.
#[component]
pub fn PasswordNotice(
    /// The language of the page.
    lang: Lang,
    /// What is known of the password.
    facts: PasswordFacts,
    /// Seconds since 1970.
    now: i64,
) -> impl IntoView {
    let word = if !facts.is_set {
        None
    } else if facts.must_change {
        Some(SettingsWord::MustChangeNotice)
    } else {
        let is_expired = facts.expires_at.is_some_and(|at| at <= now);
        is_expired.then_some(SettingsWord::ExpiredNotice)
    };
    word.map(|word| view! { <Notice tone=Tone::Warning>{lang.say(word)}</Notice> })
}

/// When it was changed and expires, and when the user was here last.
#[component]
pub fn PasswordHistory(
    /// The language of the page.
    lang: Lang,
    /// What is known of the password.
    facts: PasswordFacts,
) -> impl IntoView {
    let reading = crate::caller::current()
        .map(|caller| caller.reading)
        .unwrap_or_default();
    let moment = |at: Option<i64>, none: SettingsWord| {
        at.and_then(|at| written(at, &reading))
            .unwrap_or_else(|| lang.say(none).to_owned())
    };
    let changed = moment(facts.changed_at, SettingsWord::NotKnown);
    let expires = moment(facts.expires_at, SettingsWord::Never);
    let signed_in = moment(facts.last_sign_in_at, SettingsWord::NoSignIn);
    let mut lines = Vec::new();
    if facts.is_set {
        lines.push((lang.say(SettingsWord::LastChange), changed));
        lines.push((lang.say(SettingsWord::Expires), expires));
    }
    lines.push((lang.say(SettingsWord::LastSignIn), signed_in));
    view! { <Facts facts=lines /> }
}
