//! The way to a place that needs a domain: which one?

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

use super::here::Here;
use super::places::places;
use crate::caller::Caller;
use crate::error_page::Failure;
use crate::form::see_other;
use crate::frame::{Chooser, DomainField, Page};
use crate::ui::PRIMARY_BUTTON_CLASS;
use crate::words::{FindingWord, FrameWord};

/// GET: leads to the place in `?domain=`; asks for the domain when there is a choice.
///
/// # Errors
/// [`Failure::NotFound`] when there is no such place; [`Failure::Unavailable`].
pub async fn lead(caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    let place = places()
        .into_iter()
        .find(|place| place.id == id && place.is_for(&caller))
        .ok_or(Failure::NotFound)?;
    let to = |domain: String| {
        let here = Here {
            domain,
            entry: None,
        };
        see_other(&place.href(&here), None)
    };
    if let Some(domain) = caller.query("domain") {
        // The page itself asks whether it may be seen; here it must only be a name.
        return match model::DomainName::parse(&domain) {
            Ok(name) => Ok(to(name.to_string())),
            Err(_) => Err(Failure::NotFound),
        };
    }
    let chooser = Chooser::load(&caller, None).await?;
    if let Some(only) = chooser.only() {
        return Ok(to(only.to_owned()));
    }
    let lang = caller.lang;
    let page = Page::new(caller, place.name(lang));
    let trail = place.trail(lang);
    Ok(page
        .show(move || {
            if chooser.is_empty() {
                return view! { <p>{lang.say(FrameWord::NoDomainYet)}</p> }.into_any();
            }
            view! {
                <p class="text-muted">{trail}</p>
                <form method="get" class="flex max-w-md flex-col items-start gap-4">
                    <label for="place-domain" class="font-medium">
                        {lang.say(FindingWord::ChooseDomainFor)}
                    </label>
                    <DomainField chooser id="place-domain" />
                    <button type="submit" class=PRIMARY_BUTTON_CLASS>
                        {lang.say(FrameWord::Continue)}
                    </button>
                </form>
            }
            .into_any()
        })
        .await)
}
