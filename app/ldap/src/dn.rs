//! Distinguished names, written alike where they mean the same (RFC 4514).

use std::fmt::Write as _;

/// A name for comparing: lower case, without needless spaces, each character escaped in one way.
pub(crate) fn normal(dn: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut part = Vec::new();
    let mut bytes = dn.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => part.extend(escaped(&mut bytes)),
            b',' | b';' => {
                parts.push(of_part(&part));
                part.clear();
            }
            byte => part.push(Piece::Plain(byte)),
        }
    }
    parts.push(of_part(&part));
    parts.join(",")
}

/// A byte, and whether it was written with a backslash.
#[derive(Clone, Copy)]
enum Piece {
    Plain(u8),
    Escaped(u8),
}

impl Piece {
    const fn byte(self) -> u8 {
        match self {
            Self::Plain(byte) | Self::Escaped(byte) => byte,
        }
    }
}

fn escaped(bytes: &mut std::iter::Peekable<std::str::Bytes<'_>>) -> Option<Piece> {
    let first = bytes.next()?;
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let second = bytes.peek().copied().and_then(digit);
    if let (Some(high), Some(low)) = (digit(first), second) {
        bytes.next();
        return u8::try_from(high * 16 + low).ok().map(Piece::Escaped);
    }
    Some(Piece::Escaped(first))
}

fn of_part(pieces: &[Piece]) -> String {
    let is_space = |piece: &Piece| matches!(piece, Piece::Plain(b' '));
    let start = pieces.iter().position(|piece| !is_space(piece));
    let end = pieces.iter().rposition(|piece| !is_space(piece));
    let (Some(start), Some(end)) = (start, end) else {
        return String::new();
    };
    let mut text = Vec::new();
    for piece in pieces.get(start..=end).unwrap_or_default() {
        match piece {
            Piece::Escaped(byte @ (b',' | b';' | b'\\' | b'+' | b'=' | b' ')) => {
                text.extend([b'\\', *byte]);
            }
            piece => text.push(piece.byte()),
        }
    }
    let text = String::from_utf8_lossy(&text).to_lowercase();
    // Spaces around the first `=` say nothing.
    match text.split_once('=') {
        Some((name, value)) => format!("{}={}", name.trim_end(), value.trim_start()),
        None => text,
    }
}

/// Bytes as digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Sixteen bytes of a GUID as Active Directory keeps them, as text.
pub(crate) fn guid(bytes: &[u8]) -> Option<String> {
    const ORDER: [usize; 16] = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    let bytes: &[u8; 16] = bytes.try_into().ok()?;
    let mut text = String::with_capacity(36);
    for (place, index) in ORDER.into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let byte = bytes.get(index)?;
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same_are_written_alike() {
        let name = normal("CN=Müller\\, Jörg,OU=People,DC=example");
        assert_eq!(name, "cn=müller\\, jörg,ou=people,dc=example");
        for same in [
            "cn=m\\C3\\BCller\\2c j\\c3\\b6rg, ou=People , dc = example",
            "CN=MÜLLER\\, JÖRG;OU=people;DC=EXAMPLE",
        ] {
            assert_eq!(normal(same), name, "{same}");
        }
        assert_ne!(normal("cn=a,cn=b"), normal("cn=a\\,cn=b"));
        assert_eq!(normal(""), "");
    }

    #[test]
    fn a_guid_is_written_as_active_directory_shows_it() {
        let bytes: Vec<u8> = (0..16).collect();
        assert_eq!(
            guid(&bytes).as_deref(),
            Some("03020100-0504-0706-0809-0a0b0c0d0e0f")
        );
        assert_eq!(guid(b"short"), None);
    }
}
