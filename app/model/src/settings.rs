//! How people want to read: language, time zone, and the way dates and times are written.

use serde::{Deserialize, Serialize};

use crate::domain::LANGUAGES;
use crate::{Code, Problems, text};

/// Longest name of a time zone, in characters.
pub(crate) const ZONE_MAX: usize = 64;

macro_rules! formats {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// All of them, in the order of the list on the screen.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// As it is stored and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The format by its stored name.
            #[must_use]
            pub fn from_name(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|format| format.as_str() == text)
            }
        }
    };
}

formats! {
    /// How a date is written.
    DateFormat {
        /// 31/12/2012.
        DayFirst = "dd/MM/yyyy",
        /// 2012-12-31.
        #[default]
        YearFirst = "yyyy-MM-dd",
        /// 12/31/2012.
        MonthFirst = "MM/dd/yyyy",
        /// 31.12.2012.
        Dotted = "dd.MM.yyyy",
    }
}

formats! {
    /// How a time of day is written.
    TimeFormat {
        /// 1:00pm.
        TwelveHours = "h:mma",
        /// 13:00.
        #[default]
        TwentyFourHours = "HH:mm",
    }
}

impl DateFormat {
    /// A date written so.
    #[must_use]
    pub fn write(self, year: i16, month: i8, day: i8) -> String {
        match self {
            Self::DayFirst => format!("{day:02}/{month:02}/{year:04}"),
            Self::YearFirst => format!("{year:04}-{month:02}-{day:02}"),
            Self::MonthFirst => format!("{month:02}/{day:02}/{year:04}"),
            Self::Dotted => format!("{day:02}.{month:02}.{year:04}"),
        }
    }
}

impl TimeFormat {
    /// A time of day written so.
    #[must_use]
    pub fn write(self, hour: i8, minute: i8) -> String {
        match self {
            Self::TwentyFourHours => format!("{hour:02}:{minute:02}"),
            Self::TwelveHours => {
                let half = if hour < 12 { "am" } else { "pm" };
                // Noon and midnight are twelve.
                let hour = match hour % 12 {
                    0 => 12,
                    hour => hour,
                };
                format!("{hour}:{minute:02}{half}")
            }
        }
    }
}

/// What somebody chose for himself; what is `None` is his domain's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnSettings {
    /// `en`, `fr` or `de`.
    pub language: Option<String>,
    /// A zone of the tz database.
    pub time_zone: Option<String>,
    /// How dates are written.
    pub date_format: Option<DateFormat>,
    /// How times of day are written.
    pub time_format: Option<TimeFormat>,
}

/// How somebody's pages are written, once it is settled whose settings count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// `en`, `fr` or `de`; `None` for that of the browser.
    pub language: Option<String>,
    /// A zone of the tz database.
    pub time_zone: String,
    /// How dates are written.
    pub date_format: DateFormat,
    /// How times of day are written.
    pub time_format: TimeFormat,
}

impl Default for Reading {
    /// Of whoever belongs to no domain and chose nothing.
    fn default() -> Self {
        Self {
            language: None,
            time_zone: "UTC".to_owned(),
            date_format: DateFormat::default(),
            time_format: TimeFormat::default(),
        }
    }
}

impl OwnSettings {
    /// These settings over those of a domain.
    #[must_use]
    pub fn over(&self, domain: Reading) -> Reading {
        Reading {
            language: self.language.clone().or(domain.language),
            time_zone: self.time_zone.clone().unwrap_or(domain.time_zone),
            date_format: self.date_format.unwrap_or(domain.date_format),
            time_format: self.time_format.unwrap_or(domain.time_format),
        }
    }
}

/// The same as typed; what is missing or empty is the domain's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnSettingsDraft {
    /// `en`, `fr` or `de`.
    pub language: Option<String>,
    /// A zone of the tz database, such as `Europe/Paris`.
    pub time_zone: Option<String>,
    /// One of [`DateFormat`].
    pub date_format: Option<String>,
    /// One of [`TimeFormat`].
    pub time_format: Option<String>,
}

impl From<OwnSettings> for OwnSettingsDraft {
    fn from(own: OwnSettings) -> Self {
        Self {
            language: own.language,
            time_zone: own.time_zone,
            date_format: own.date_format.map(|format| format.as_str().to_owned()),
            time_format: own.time_format.map(|format| format.as_str().to_owned()),
        }
    }
}

impl OwnSettingsDraft {
    /// Checks every rule but whether the time zone exists, which the store knows.
    ///
    /// # Errors
    /// Problems with the fields named as here.
    pub fn check(&self) -> Result<OwnSettings, Problems> {
        let mut problems = Problems::default();
        let language = problems
            .take("language", given(self.language.as_ref(), known_language))
            .flatten();
        let zone = |typed: &str| text::required_line(typed, ZONE_MAX);
        let time_zone = problems
            .take("time_zone", given(self.time_zone.as_ref(), zone))
            .flatten();
        let date_format = problems
            .take("date_format", given(self.date_format.as_ref(), date_format))
            .flatten();
        let time_format = problems
            .take("time_format", given(self.time_format.as_ref(), time_format))
            .flatten();
        problems.or(Some(OwnSettings {
            language,
            time_zone,
            date_format,
            time_format,
        }))
    }
}

fn given<T>(
    typed: Option<&String>,
    check: impl Fn(&str) -> Result<T, Code>,
) -> Result<Option<T>, Code> {
    let typed = typed.map(|typed| typed.trim()).unwrap_or_default();
    if typed.is_empty() {
        return Ok(None);
    }
    check(typed).map(Some)
}

/// Checks a language.
pub(crate) fn known_language(typed: &str) -> Result<String, Code> {
    LANGUAGES
        .contains(&typed)
        .then(|| typed.to_owned())
        .ok_or(Code::UnknownValue)
}

/// Checks a date format.
pub(crate) fn date_format(typed: &str) -> Result<DateFormat, Code> {
    DateFormat::from_name(typed).ok_or(Code::UnknownValue)
}

/// Checks a time format.
pub(crate) fn time_format(typed: &str) -> Result<TimeFormat, Code> {
    TimeFormat::from_name(typed).ok_or(Code::UnknownValue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_its_reader_wants_it() {
        let dates = DateFormat::ALL
            .iter()
            .map(|format| format.write(2012, 1, 9));
        assert_eq!(
            dates.collect::<Vec<_>>(),
            ["09/01/2012", "2012-01-09", "01/09/2012", "09.01.2012"]
        );
        let hours = [0, 1, 11, 12, 13, 23].map(|hour| TimeFormat::TwelveHours.write(hour, 5));
        assert_eq!(
            hours,
            [
                "12:05am", "1:05am", "11:05am", "12:05pm", "1:05pm", "11:05pm"
            ]
        );
        assert_eq!(TimeFormat::TwentyFourHours.write(0, 5), "00:05");
    }

    #[test]
    fn what_is_left_empty_is_the_domains() {
        let draft = OwnSettingsDraft {
            language: Some(String::new()),
            date_format: Some("dd.MM.yyyy".into()),
            ..OwnSettingsDraft::default()
        };
        let own = draft.check().unwrap();
        assert_eq!(own.language, None);
        assert_eq!(own.date_format, Some(DateFormat::Dotted));
        assert_eq!(OwnSettingsDraft::from(own).check().unwrap().time_zone, None);
    }

    #[test]
    fn what_nobody_offers_is_refused() {
        let draft = OwnSettingsDraft {
            language: Some("tlh".into()),
            time_zone: Some("Mars/\u{7}".into()),
            date_format: Some("yyyy".into()),
            time_format: Some("13".into()),
        };
        let problems = draft.check().unwrap_err();
        let fields: Vec<_> = problems
            .0
            .iter()
            .map(|p| (p.field.as_str(), p.code))
            .collect();
        assert_eq!(
            fields,
            [
                ("language", Code::UnknownValue),
                ("time_zone", Code::ForbiddenCharacter),
                ("date_format", Code::UnknownValue),
                ("time_format", Code::UnknownValue)
            ]
        );
    }
}
