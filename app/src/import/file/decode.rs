//! The text of a file whose encoding nobody tells.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_15, UTF_16BE, UTF_16LE, WINDOWS_1252};
use model::Code;

/// The text of a file: by its byte order mark; UTF-16 by its zero bytes; UTF-8 where it is valid; else one
/// of the two encodings of Western Europe.
///
/// # Errors
/// [`Code::ImportNotText`] for what is none, such as a workbook.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Code> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None => (guess(bytes), bytes),
    };
    let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
    let is_text = !text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if is_broken || !is_text {
        return Err(Code::ImportNotText);
    }
    Ok(text)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let beginning = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let zeros_at = |parity: usize| {
        let places = beginning.iter().enumerate();
        places
            .filter(|(place, byte)| **byte == 0 && place % 2 == parity)
            .count()
    };
    // Every other byte of Latin text in UTF-16 is zero.
    if zeros_at(1) * 4 > beginning.len() {
        return UTF_16LE;
    }
    if zeros_at(0) * 4 > beginning.len() {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return encoding_rs::UTF_8;
    }
    // The two agree but for these: letters and the euro sign in one, fractions and marks in the other.
    let only_1252 = bytes.iter().any(|byte| matches!(byte, 0x80..=0x9f));
    let letters_of_15 = bytes
        .iter()
        .any(|byte| matches!(byte, 0xa4 | 0xa6 | 0xa8 | 0xb4 | 0xb8 | 0xbc..=0xbe));
    if letters_of_15 && !only_1252 {
        ISO_8859_15
    } else {
        WINDOWS_1252
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use model::Code;

    #[test]
    fn what_a_spreadsheet_saves_is_read() {
        let utf_16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
            let units = "Zoë;Œuvre".encode_utf16().flat_map(bytes);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        for bytes in [
            "Zoë;Œuvre".as_bytes().to_vec(),
            [b"\xef\xbb\xbf".as_slice(), "Zoë;Œuvre".as_bytes()].concat(),
            utf_16(b"\xff\xfe", u16::to_le_bytes),
            utf_16(b"\xfe\xff", u16::to_be_bytes),
            utf_16(b"", u16::to_le_bytes),
            utf_16(b"", u16::to_be_bytes),
            // Windows-1252 and ISO-8859-15.
            b"Zo\xeb;\x8cuvre".to_vec(),
            b"Zo\xeb;\xbcuvre".to_vec(),
        ] {
            assert_eq!(text(&bytes).unwrap(), "Zoë;Œuvre", "{bytes:?}");
        }
    }

    #[test]
    fn a_workbook_is_no_text() {
        assert_eq!(
            text(b"PK\x03\x04\x14\x00\x06\x00\x08"),
            Err(Code::ImportNotText)
        );
        assert_eq!(text(b"a\0b"), Err(Code::ImportNotText));
        assert_eq!(text(b"\xff\xfea"), Err(Code::ImportNotText));
    }
}
