//! "Create user", "Create group" … from the home page: for which domain?

use axum::{extract::Path, response::Response};
use leptos::prelude::*;

use crate::{
    caller::Caller,
    error_page::Failure,
    form::see_other,
    frame::{Chooser, DomainField, Page, Section, create_words},
    paths,
    ui::PRIMARY_BUTTON_CLASS,
    words::FrameWord,
};

/// GET: leads to the form for a new entry of `?domain=`; asks for the domain when there is a choice.
///
/// # Errors
/// [`Failure::Unavailable`].
pub async fn choose_domain(
    caller: Caller,
    Path(folder): Path<String>,
) -> Result<Response, Failure> {
    let kind = paths::kind_in(&folder).ok_or(Failure::NotFound)?;
    if let Some(domain) = caller.query("domain") {
        return Ok(see_other(&paths::new_entry(&domain, kind), None));
    }
    let chooser = Chooser::load(&caller, None).await?;
    if let Some(only) = chooser.only() {
        return Ok(see_other(&paths::new_entry(only, kind), None));
    }
    let lang = caller.lang;
    let page = Page::new(caller, lang.say(create_words(kind).0)).section(Section::Directories);
    Ok(page
        .show(move || {
            if chooser.is_empty() {
                return view! { <p>{lang.say(FrameWord::NoDomainYet)}</p> }.into_any();
            }
            view! {
                <form method="get" class="flex max-w-md flex-col items-start gap-4">
                    <p>{lang.say(FrameWord::ChooseDomainFirst)}</p>
                    <label for="new-entry-domain" class="font-medium">
                        {lang.say(FrameWord::Domain)}
                    </label>
                    <DomainField chooser id="new-entry-domain" />
                    <button type="submit" class=PRIMARY_BUTTON_CLASS>
                        {lang.say(FrameWord::Continue)}
                    </button>
                </form>
            }
            .into_any()
        })
        .await)
}
