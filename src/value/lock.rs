//! Files that a password locks, told by their ends.

use super::magic::Magic;
use crate::find::find;

/// Bytes at the beginning that are looked at, and at the end.
pub const HEAD: usize = 4096;
/// Bytes at the end that are looked at.
pub const TAIL: usize = 8192;

/// Whether nobody opens this content without a password. Zip archives say so file by file: [`super::zip`].
///
/// A PDF may be encrypted and open all the same, so that only printing or copying is closed: that is not told apart here.
pub fn is_locked(content: Magic, head: &[u8], tail: &[u8]) -> bool {
    match content {
        Magic::Ole2 => either(head, tail, &utf16("EncryptedPackage")),
        Magic::Pdf => either(head, tail, b"/Encrypt"),
        // The coder that stands for AES (7zFormat.txt: 06 F1 07 01).
        Magic::SevenZip => find(tail, b"\x06\xf1\x07\x01").is_some(),
        Magic::Rar => is_rar_locked(head),
        _ => false,
    }
}

fn either(head: &[u8], tail: &[u8], mark: &[u8]) -> bool {
    find(head, mark).is_some() || find(tail, mark).is_some()
}

/// ASCII as UTF-16, low byte first.
fn utf16(text: &str) -> Vec<u8> {
    let mut units = Vec::new();
    for byte in text.bytes() {
        units.extend_from_slice(&[byte, 0]);
    }
    units
}

/// RAR 4: a flag of the archive closes all headers, one of the first file that file. RAR 5: the first header is the one of
/// encryption.
fn is_rar_locked(head: &[u8]) -> bool {
    let flags = |at: usize| head.get(at + 1..at + 3).map_or(0, |it| u16::from_le_bytes([it[0], it[1]]));
    let kind = |at: usize| head.get(at).copied();
    match head.get(6) {
        Some(0) if kind(9) == Some(0x73) => flags(9) & 0x80 != 0 || (kind(22) == Some(0x74) && flags(22) & 4 != 0),
        // Mark of 8 bytes, checksum of 4, size in one byte, type.
        Some(1) => kind(13) == Some(4),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_are_seen() {
        let rar4 = |archive: u8, file: u8| {
            let mut head = b"Rar!\x1a\x07\x00\x01\x02\x73\x00\x00\x0d\x00\0\0\0\0\0\0\x01\x02\x74\x00\x80".to_vec();
            (head[10], head[23]) = (archive, file);
            head
        };
        let sure = |content, head: &[u8], tail: &[u8]| is_locked(content, head, tail);
        assert!(sure(Magic::Ole2, b"", b"\0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"));
        assert!(sure(Magic::Pdf, b"%PDF-1.7", b"trailer<</Root 1 0 R/Encrypt 9 0 R>>"));
        assert!(sure(Magic::SevenZip, b"", b"\x24\x06\xf1\x07\x01"));
        assert!(sure(Magic::Rar, &rar4(0x80, 0), b"") && sure(Magic::Rar, &rar4(0, 4), b""));
        assert!(sure(Magic::Rar, b"Rar!\x1a\x07\x01\x00\x01\x02\x03\x04\x20\x04", b""));
        assert!(!sure(Magic::Rar, &rar4(0, 0), b"") && !sure(Magic::Rar, b"Rar!\x1a\x07", b""));
        assert!(!sure(Magic::Png, b"/Encrypt", b"") && !sure(Magic::Pdf, b"", b""));
    }
}
