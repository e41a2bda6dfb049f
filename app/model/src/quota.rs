//! Mailbox sizes in KiB; zero means no quota.

use crate::Code;

/// The largest size accepted, in KiB (one exbibyte), far below what 64 bits hold.
pub const LARGEST_KIB: i64 = 1 << 50;

/// The unit a size is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 1 KiB.
    Kib,
    /// 1024 KiB.
    Mib,
    /// 1024 × 1024 KiB.
    Gib,
}

impl Unit {
    /// All of them, the smallest first.
    pub const ALL: [Self; 3] = [Self::Kib, Self::Mib, Self::Gib];

    /// KiB in one unit.
    #[must_use]
    pub const fn kib(self) -> i64 {
        match self {
            Self::Kib => 1,
            Self::Mib => 1024,
            Self::Gib => 1024 * 1024,
        }
    }

    /// The unit by its form value: `kib`, `mib` or `gib`.
    #[must_use]
    pub fn from_form(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_form() == text)
    }

    /// Its form value.
    #[must_use]
    pub const fn as_form(self) -> &'static str {
        match self {
            Self::Kib => "kib",
            Self::Mib => "mib",
            Self::Gib => "gib",
        }
    }
}

/// The size a form asks for, in KiB: zero when `limited` is off.
///
/// # Errors
/// [`Code::QuotaInvalid`] when the number is none, not above zero or too large.
pub fn from_form(limited: bool, number: &str, unit: &str) -> Result<i64, Code> {
    if !limited {
        return Ok(0);
    }
    let unit = Unit::from_form(unit).ok_or(Code::UnknownValue)?;
    let number: i64 = number.trim().parse().map_err(|_| Code::QuotaInvalid)?;
    let kib = number.checked_mul(unit.kib()).ok_or(Code::QuotaInvalid)?;
    if number > 0 && kib <= LARGEST_KIB {
        Ok(kib)
    } else {
        Err(Code::QuotaInvalid)
    }
}

/// Checks a size given in KiB.
///
/// # Errors
/// [`Code::QuotaInvalid`] when it is negative or too large.
pub fn check(kib: i64) -> Result<i64, Code> {
    if (0..=LARGEST_KIB).contains(&kib) {
        Ok(kib)
    } else {
        Err(Code::QuotaInvalid)
    }
}

/// A size in the largest unit that shows it exactly: number and unit.
#[must_use]
pub const fn to_form(kib: i64) -> (i64, Unit) {
    if kib > 0 && kib % Unit::Gib.kib() == 0 {
        (kib / Unit::Gib.kib(), Unit::Gib)
    } else if kib % Unit::Mib.kib() == 0 {
        (kib / Unit::Mib.kib(), Unit::Mib)
    } else {
        (kib, Unit::Kib)
    }
}

/// Whether a mailbox may have `quota` under the domain's `maximum` (both in KiB): with a maximum,
/// "no quota" is above it.
#[must_use]
pub const fn fits(quota: i64, maximum: i64) -> bool {
    maximum == 0 || (quota > 0 && quota <= maximum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_gibibyte_is_shown_as_such() {
        assert_eq!(from_form(true, "1", "gib"), Ok(1_048_576));
        assert_eq!(to_form(1_048_576), (1, Unit::Gib));
        assert_eq!(to_form(1_536 * 1024), (1536, Unit::Mib));
        assert_eq!(to_form(1536), (1536, Unit::Kib));
        assert_eq!(from_form(true, "1536", "kib"), Ok(1536));
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for bad in [
            "",
            "x",
            "-1",
            "0",
            "99999999999999999999",
            "9223372036854775807",
            "1.5",
        ] {
            assert_eq!(
                from_form(true, bad, "gib"),
                Err(Code::QuotaInvalid),
                "{bad}"
            );
        }
    }
}
