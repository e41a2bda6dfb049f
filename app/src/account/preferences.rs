//! How one reads: kept with the account; language and theme in a cookie, too, for who is not signed in.
//! Whether single keys do something is kept in a cookie only: it belongs to the keyboard somebody sits at.

use axum::response::Response;
use http::header;
use model::settings::OwnSettingsDraft;

use crate::{
    caller::Caller,
    cookies,
    error_page::Failure,
    form::{Posted, see_other},
    paths,
    ui::Theme,
    words::Lang,
};

/// The fields that are kept with the account.
const KEPT: [&str; 5] = [
    "language",
    "theme",
    "time_zone",
    "date_format",
    "time_format",
];

/// POST: keeps what is sent of language, theme, time zone, formats and `single_keys`, and leads back to
/// `next`. An empty value, and an unknown language or theme, means: follow the domain or browser, and the
/// system.
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
    let is_kept = KEPT.iter().any(|field| form.text(field).is_some());
    if let Some(signed_in) = caller.signed_in.as_ref().filter(|_| is_kept) {
        let theme = theme.unwrap_or(signed_in.theme.as_deref());
        let settings = wanted(signed_in.own.clone().into(), &form);
        caller.desk()?.keep_preferences(&settings, theme).await?;
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

/// The account's settings with those that were sent.
fn wanted(kept: OwnSettingsDraft, form: &Posted) -> OwnSettingsDraft {
    let sent = |field, kept: Option<String>| form.text(field).map(str::to_owned).or(kept);
    OwnSettingsDraft {
        language: match form.text("language") {
            Some(tag) => Lang::from_tag(tag).map(|lang| lang.tag().to_owned()),
            None => kept.language,
        },
        time_zone: sent("time_zone", kept.time_zone),
        date_format: sent("date_format", kept.date_format),
        time_format: sent("time_format", kept.time_format),
    }
}
