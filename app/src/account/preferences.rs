//! Language and theme: kept with the account, or in a cookie for who is not signed in. Whether single
//! keys do something is kept in a cookie only: it belongs to the keyboard somebody sits at.

use axum::response::Response;
use http::header;

use crate::{
    caller::Caller,
    cookies,
    error_page::Failure,
    form::{Posted, see_other},
    paths,
    ui::Theme,
    words::Lang,
};

/// POST: keeps `language`, `theme` or `single_keys`, whichever is sent, and leads back to `next`. An empty or
/// unknown value means: follow the browser, follow the system.
///
/// # Errors
/// [`Failure::Unavailable`].
pub async fn keep_preferences(caller: Caller, form: Posted) -> Result<Response, Failure> {
    let language = form
        .text("language")
        .map(|tag| Lang::from_tag(tag).map(Lang::tag));
    let theme = form.text("theme").map(|name| match Theme::named(name) {
        Theme::System => None,
        chosen => Some(chosen.name()),
    });
    let single_keys = form
        .text("single_keys")
        .map(|wanted| (wanted == "off").then_some("off"));
    if let Some(signed_in) = &caller.signed_in
        && (language.is_some() || theme.is_some())
    {
        let language = language.unwrap_or(signed_in.language.as_deref());
        let theme = theme.unwrap_or(signed_in.theme.as_deref());
        caller.desk()?.keep_preferences(language, theme).await?;
    }
    let next = form.draft("next");
    let mut response = see_other(paths::local(&next).unwrap_or(paths::HOME), None);
    // The cookie too: the sign-in page comes in the same language and theme.
    for (name, value) in [
        (cookies::LANGUAGE, language),
        (cookies::THEME, theme),
        (cookies::SINGLE_KEYS, single_keys),
    ] {
        let Some(value) = value else { continue };
        if let Some(header) = cookies::keep(name, value.unwrap_or_default()) {
            response.headers_mut().append(header::SET_COOKIE, header);
        }
    }
    Ok(response)
}
