//! The cookies of the console besides the log-in session: language, theme, and a word of success
//! that the next page says once.

use http::{HeaderMap, HeaderValue, header};

use crate::words::{FrameWord, HistoryWord, ImportWord, Lang, SettingsWord, TaskWord};

/// Language of somebody who is not signed in.
pub const LANGUAGE: &str = "language";
/// Theme of somebody who is not signed in.
pub const THEME: &str = "theme";
/// `off` where keys without Ctrl do nothing.
pub const SINGLE_KEYS: &str = "single-keys";
const FLASH: &str = "notice";
const YEAR: u32 = 365 * 24 * 60 * 60;

/// The value of a cookie of a request.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The header that keeps a preference for a year; an empty value makes the browser forget it.
/// `None` when the value cannot stand in a header.
pub fn keep(name: &str, value: &str) -> Option<HeaderValue> {
    let age = if value.is_empty() { 0 } else { YEAR };
    HeaderValue::try_from(format!(
        "{name}={value}; Path=/; Max-Age={age}; SameSite=Lax"
    ))
    .ok()
}

/// What was done, said once on the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flash {
    /// A form was saved.
    Saved,
    /// Something was created; its name.
    Created(String),
    /// Something was deleted; its name.
    Deleted(String),
    /// One's own password was changed.
    PasswordChanged,
    /// One's own password was changed without signing in.
    PasswordReplaced,
    /// A log-in session was ended.
    SessionEnded,
    /// One signed out.
    SignedOut,
    /// A change was undone.
    Undone,
    /// Entries were imported; their number.
    Imported(i64),
    /// Many entries were changed; their number.
    ManyChanged(i64),
    /// Many entries were deleted; their number.
    ManyDeleted(i64),
}

impl Flash {
    /// In words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Saved => lang.say(FrameWord::Saved).to_owned(),
            Self::Created(name) => lang.fill(FrameWord::Created, &[name]),
            Self::Deleted(name) => lang.fill(FrameWord::Deleted, &[name]),
            Self::PasswordChanged => lang.say(FrameWord::PasswordChanged).to_owned(),
            Self::PasswordReplaced => lang.say(SettingsWord::PasswordReplaced).to_owned(),
            Self::SessionEnded => lang.say(FrameWord::SessionEndedNotice).to_owned(),
            Self::SignedOut => lang.say(FrameWord::SignedOut).to_owned(),
            Self::Undone => lang.say(HistoryWord::Undone).to_owned(),
            Self::Imported(number) => lang.fill(ImportWord::Done, &[number.to_string()]),
            Self::ManyDeleted(number) => {
                lang.count(TaskWord::DeletedOne, TaskWord::DeletedMany, *number)
            }
            Self::ManyChanged(number) => {
                lang.count(TaskWord::ChangedOne, TaskWord::ChangedMany, *number)
            }
        }
    }

    /// What a request brings from the page before.
    pub fn read(headers: &HeaderMap) -> Option<Self> {
        let value = read(headers, FLASH)?;
        let (kind, name) = value.split_once(':').unwrap_or((value, ""));
        let typed = || {
            form_urlencoded::parse(name.as_bytes())
                .next()
                .map(|(name, _)| name.into_owned())
        };
        match kind {
            "saved" => Some(Self::Saved),
            "created" => Some(Self::Created(typed()?)),
            "deleted" => Some(Self::Deleted(typed()?)),
            "password-changed" => Some(Self::PasswordChanged),
            "password-replaced" => Some(Self::PasswordReplaced),
            "session-ended" => Some(Self::SessionEnded),
            "signed-out" => Some(Self::SignedOut),
            "undone" => Some(Self::Undone),
            "imported" => Some(Self::Imported(name.parse().ok()?)),
            "many-deleted" => Some(Self::ManyDeleted(name.parse().ok()?)),
            "many-changed" => Some(Self::ManyChanged(name.parse().ok()?)),
            _ => None,
        }
    }

    /// The header that takes it to the next page. It is gone after a minute in any case.
    pub fn header(&self) -> HeaderValue {
        let value = match self {
            Self::Saved => "saved".to_owned(),
            Self::Created(name) => format!("created:{}", escaped(name)),
            Self::Deleted(name) => format!("deleted:{}", escaped(name)),
            Self::PasswordChanged => "password-changed".to_owned(),
            Self::PasswordReplaced => "password-replaced".to_owned(),
            Self::SessionEnded => "session-ended".to_owned(),
            Self::SignedOut => "signed-out".to_owned(),
            Self::Undone => "undone".to_owned(),
            Self::Imported(number) => format!("imported:{number}"),
            Self::ManyDeleted(number) => format!("many-deleted:{number}"),
            Self::ManyChanged(number) => format!("many-changed:{number}"),
        };
        HeaderValue::try_from(format!(
            "{FLASH}={value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"
        ))
        .unwrap_or_else(|_| Self::forget())
    }

    /// The header that makes the browser forget it.
    pub fn forget() -> HeaderValue {
        HeaderValue::from_static("notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
    }
}

fn escaped(name: &str) -> String {
    form_urlencoded::byte_serialize(name.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Flash, read};
    use http::{HeaderMap, HeaderValue, header};

    #[test]
    fn a_word_of_success_survives_the_way_through_the_browser() {
        for flash in [
            Flash::Saved,
            Flash::Created("Zoë; a=b".into()),
            Flash::SignedOut,
        ] {
            let sent = flash.header();
            let pair = sent
                .to_str()
                .unwrap()
                .split("; Path")
                .next()
                .unwrap()
                .to_owned();
            let mut headers = HeaderMap::new();
            headers.insert(
                header::COOKIE,
                HeaderValue::try_from(format!("a=b; {pair}")).unwrap(),
            );
            assert_eq!(read(&headers, "a"), Some("b"));
            assert_eq!(Flash::read(&headers), Some(flash));
        }
    }
}
