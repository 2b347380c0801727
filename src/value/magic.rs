//! What content is, told by its first bytes.

use crate::find::{begins, cut_head};

/// A kind of content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // The names say what they are.
pub enum Magic {
    Png,
    Jpeg,
    Gif,
    WebP,
    Bmp,
    Pdf,
    Rtf,
    Html,
    /// Zip, also as OOXML, OpenDocument, EPUB or JAR.
    Zip,
    Rar,
    SevenZip,
    Gzip,
    /// A compound file: older Office documents, Outlook messages, installers, encrypted OOXML.
    Ole2,
    Tnef,
    /// A program: of Windows, of Unix, or a script.
    Program,
}

/// Kinds with a beginning that is theirs alone, their names and media types.
const KINDS: [(Magic, &[u8], &str, &str); 15] = [
    (Magic::Png, b"\x89PNG\r\n\x1a\n", "PNG", "image/png"),
    (Magic::Jpeg, b"\xff\xd8\xff", "JPEG", "image/jpeg"),
    (Magic::Gif, b"GIF8", "GIF", "image/gif"),
    (Magic::WebP, b"", "WebP", "image/webp"),
    (Magic::Bmp, b"", "BMP", "image/bmp"),
    (Magic::Pdf, b"%PDF-", "PDF", "application/pdf"),
    (Magic::Rtf, b"{\\rtf", "RTF", "application/rtf"),
    (Magic::Html, b"", "HTML", "text/html"),
    (Magic::Zip, b"PK\x03\x04", "ZIP", "application/zip"),
    (Magic::Rar, b"Rar!\x1a\x07", "RAR", "application/vnd.rar"),
    (Magic::SevenZip, b"7z\xbc\xaf\x27\x1c", "7z", "application/x-7z-compressed"),
    (Magic::Gzip, b"\x1f\x8b\x08", "gzip", "application/gzip"),
    (Magic::Ole2, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE2", "application/x-ole-storage"),
    (Magic::Tnef, b"\x78\x9f\x3e\x22", "TNEF", "application/ms-tnef"),
    (Magic::Program, b"\x7fELF", "EXE", "application/octet-stream"),
];

/// Bytes that tell the kind.
pub const LOOK: usize = 96;

impl Magic {
    /// The kind of content that begins with `head`; `None` where it has no mark.
    pub fn of(head: &[u8]) -> Option<Self> {
        let known = KINDS.iter().find(|(_, mark, ..)| !mark.is_empty() && head.starts_with(mark));
        let text = cut_head(head, "\u{feff}").unwrap_or(head).trim_ascii_start();
        let at = |place: usize| head.get(place).copied();
        match () {
            () if known.is_some() => known.map(|known| known.0),
            () if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") => Some(Self::WebP),
            // Two letters prove nothing: BMP has four reserved bytes, and Windows' programs are no text.
            () if head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]) => Some(Self::Bmp),
            () if head.starts_with(b"MZ") && head.len() > 64 && at(63) == Some(0) && at(62) == Some(0) => {
                Some(Self::Program)
            }
            () if head.starts_with(b"#!/") => Some(Self::Program),
            () if begins(text, "<!doctype html") || begins(text, "<html") => Some(Self::Html),
            () => None,
        }
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        KINDS[self as usize].2
    }

    /// Its media type.
    pub fn media(self) -> &'static str {
        KINDS[self as usize].3
    }
}

/// How content fits a media type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fit {
    /// It does, or nothing can be said.
    Fits,
    /// It is something else.
    Other,
    /// It should have a mark and has none.
    Unmarked,
}

/// How content of this kind fits `media`, in lower case.
pub fn fit(content: Option<Magic>, media: &str) -> Fit {
    use Magic::*;
    let office = media.starts_with("application/vnd.openxmlformats") || media.starts_with("application/vnd.oasis");
    let (kinds, always): (&[Magic], bool) = match media {
        "image/png" => (&[Png], true),
        "image/jpeg" | "image/jpg" | "image/pjpeg" => (&[Jpeg], true),
        "image/gif" => (&[Gif], true),
        "image/webp" => (&[WebP], true),
        "image/bmp" => (&[Bmp], true),
        "application/pdf" | "application/x-pdf" => (&[Pdf], true),
        // An empty archive, or one in pieces, begins otherwise.
        "application/zip" | "application/x-zip-compressed" => (&[Zip], false),
        "application/gzip" | "application/x-gzip" => (&[Gzip], false),
        "application/vnd.rar" | "application/x-rar-compressed" => (&[Rar], false),
        "application/x-7z-compressed" => (&[SevenZip], false),
        // Programs write text, HTML, RTF and OOXML under the names of the older formats.
        "application/msword" | "application/vnd.ms-excel" | "application/vnd.ms-powerpoint" => {
            (&[Ole2, Zip, Rtf, Html], false)
        }
        "application/rtf" | "text/rtf" => (&[Rtf], false),
        "text/html" => (&[Html], false),
        "text/plain" | "text/csv" | "text/calendar" => (&[Html, Rtf], false),
        // Encrypted, it is OLE2.
        _ if office => (&[Zip, Ole2], false),
        _ => return Fit::Fits,
    };
    match content {
        // A script may well be sent as text.
        Some(Program) if media.starts_with("text/") => Fit::Fits,
        Some(content) if kinds.contains(&content) => Fit::Fits,
        Some(_) => Fit::Other,
        None if always => Fit::Unmarked,
        None => Fit::Fits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_in_their_order() {
        for (place, (kind, mark, ..)) in KINDS.iter().enumerate() {
            assert_eq!(*kind as usize, place);
            assert!(mark.is_empty() || Magic::of(mark) == Some(*kind), "{kind:?}");
        }
    }

    #[test]
    fn content_is_told_by_its_beginning() {
        let mut program = b"MZ".to_vec();
        program.resize(LOOK, 0);
        let riff = b"RIFF\0\0\0\0WEBPVP8 ";
        for (head, want) in [
            (&program[..], Some(Magic::Program)),
            (b"#!/bin/sh\n", Some(Magic::Program)),
            (riff, Some(Magic::WebP)),
            (b"BM\x36\x00\x0c\x00\0\0\0\0", Some(Magic::Bmp)),
            (b"\xef\xbb\xbf\n<HTML lang=ja>", Some(Magic::Html)),
            (b"MZ is how programs begin, and a text may begin so as well; this is a text", None),
            (b"BMW is a maker of cars", None),
            (b"", None),
        ] {
            assert_eq!(Magic::of(head), want, "{head:?}");
        }
    }

    #[test]
    fn content_fits_its_type() {
        for (content, media, want) in [
            (Some(Magic::Png), "image/png", Fit::Fits),
            (Some(Magic::Zip), "image/png", Fit::Other),
            (None, "image/png", Fit::Unmarked),
            (None, "application/msword", Fit::Fits),
            (Some(Magic::Html), "application/vnd.ms-excel", Fit::Fits),
            (Some(Magic::Zip), "application/epub+zip", Fit::Fits),
            (Some(Magic::Program), "text/plain", Fit::Fits),
            (Some(Magic::Program), "application/pdf", Fit::Other),
            (Some(Magic::Pdf), "text/plain", Fit::Other),
        ] {
            assert_eq!(fit(content, media), want, "{content:?} {media}");
        }
    }
}
