//! To what many entries are changed: the field of each change.

use leptos::prelude::*;
use model::MailType;
use store::bulk::ManyChange;

use super::choice::Choice;
use super::many::Asked;
use super::rows::mail_type_name;
use crate::domains::{QuotaField, QuotaValue, QuotaWords};
use crate::ui::{SelectField, TextField};
use crate::words::problem::{size, unit_names};
use crate::words::{BulkWord, DirectoryWord, Lang, UnitWord};

/// The field of the change that is asked for; none for what needs no value.
#[component]
pub(super) fn Fields(lang: Lang, asked: Asked) -> impl IntoView {
    match asked.choice {
        Choice::MailType => view! { <MailTypeField lang asked /> }.into_any(),
        Choice::Quota => view! { <QuotaOf lang asked /> }.into_any(),
        Choice::AddToGroup | Choice::RemoveFromGroup => view! {
            <TextField
                name="group"
                label=lang.say(BulkWord::Group)
                help=lang.say(BulkWord::GroupHelp)
                value=asked.form.draft("group")
                error=asked.form.error(lang, "group")
            />
        }
        .into_any(),
        Choice::Unit => view! { <UnitOf lang asked /> }.into_any(),
        Choice::Suspend | Choice::Activate | Choice::Delete => ().into_any(),
    }
}

impl Asked {
    /// What is chosen for the entries, and how that is called; nothing for what needs no value.
    pub(super) fn value_text(&self, lang: Lang) -> Option<(&'static str, String)> {
        let draft = |name: &str| self.form.draft(name);
        Some(match self.choice {
            Choice::MailType => {
                let mail_type = MailType::from_name(&draft("to"))?;
                let name = mail_type_name(lang, mail_type).to_owned();
                (lang.say(BulkWord::NewRouting), name)
            }
            Choice::Quota => {
                let ManyChange::Quota(kib) = self.change().ok()?? else {
                    return None;
                };
                let size = match kib {
                    0 => lang.say(DirectoryWord::NoQuota).to_owned(),
                    kib => size(lang, kib),
                };
                (lang.say(DirectoryWord::Quota), size)
            }
            Choice::AddToGroup | Choice::RemoveFromGroup => {
                (lang.say(BulkWord::Group), draft("group"))
            }
            Choice::Unit => {
                let path = Some(draft("to_unit")).filter(|path| !path.is_empty());
                let none = || lang.say(UnitWord::Root).to_owned();
                (lang.say(BulkWord::NewUnit), path.unwrap_or_else(none))
            }
            Choice::Suspend | Choice::Activate | Choice::Delete => return None,
        })
    }
}

#[component]
fn MailTypeField(lang: Lang, asked: Asked) -> impl IntoView {
    let wanted = asked.form.text("to").and_then(MailType::from_name);
    let options = MailType::ALL
        .into_iter()
        .map(|mail_type| {
            let selected = wanted == Some(mail_type);
            view! {
                <option value=mail_type.as_str() selected=selected>
                    {mail_type_name(lang, mail_type)}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="flex flex-col gap-1">
            <span class="font-medium">{lang.say(BulkWord::NewRouting)}</span>
            <select name="to">{options}</select>
        </label>
    }
}

#[component]
fn UnitOf(lang: Lang, asked: Asked) -> impl IntoView {
    let chosen = asked.form.draft("to_unit");
    let choices = asked.units.map(|units| units.choices(lang, &chosen));
    view! {
        <SelectField
            name="to_unit"
            label=lang.say(BulkWord::NewUnit)
            choices=choices.unwrap_or_default()
            value=chosen
            error=asked.form.error(lang, "unit")
        />
    }
}

#[component]
fn QuotaOf(lang: Lang, asked: Asked) -> impl IntoView {
    let say = |word| lang.say(word).to_owned();
    let value = QuotaValue {
        is_limited: asked.form.text("quota") != Some("none"),
        number: asked.form.draft("quota_number"),
        unit: asked.form.text_or("quota_unit", "gib"),
        error: asked.form.error(lang, "quota_kib"),
    };
    let words = QuotaWords {
        legend: say(DirectoryWord::Quota),
        set_to: say(DirectoryWord::SetQuotaTo),
        none: say(DirectoryWord::NoQuota),
        size: say(DirectoryWord::QuotaNumber),
        unit: say(DirectoryWord::QuotaUnit),
        units: unit_names(lang),
    };
    view! { <QuotaField name="quota".to_owned() value words /> }
}
