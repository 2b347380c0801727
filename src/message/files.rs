//! The files of a message: what they are called, and what they are. Only their ends are decoded.

use super::{Media, Message};
use crate::decode::param::Value;
use crate::decode::{base64, qp};
use crate::find::find;
use crate::scan::{Encoding, Form};
use crate::span::Span;
use crate::value::file_name::{extension, is_listed, lines};
use crate::value::lock;
use crate::value::magic::{self, Magic};
use crate::value::zip::{self, Entry};
use crate::words::Words;
use std::cell::OnceCell;

/// A leaf that has a name, or is no text: pictures of a page too, but not what stands elsewhere (`message/external-body`).
#[derive(Debug)]
pub struct File {
    /// Its entity.
    pub entity: u32,
    /// What receivers call it.
    pub name: Option<Value>,
    /// What its first bytes say that it is.
    pub content: Option<Magic>,
    /// Whether it holds nothing at all.
    pub is_empty: bool,
    entries: OnceCell<Vec<Entry>>,
}

impl File {
    /// Its name; empty where it has none.
    pub fn name(&self) -> &str {
        self.name.as_ref().map_or("", |name| &name.text)
    }

    /// The extension of its name; empty where it has none.
    pub fn extension(&self) -> &str {
        &self.name()[extension(self.name()).range()]
    }

    /// Where in the message its extension stands; or its name, where that is encoded in a way that hides it.
    pub fn extension_place(&self) -> Span {
        self.name.as_ref().map_or(Span::default(), |name| name.to_raw(extension(&name.text)))
    }

    /// Whether it is a zip archive, not one of the many formats that are built on it.
    pub fn is_zip(&self) -> bool {
        let extension = self.extension();
        let is_plain = extension.is_empty() || extension.eq_ignore_ascii_case("zip") || is_listed("program", extension);
        self.content == Some(Magic::Zip) && is_plain
    }
}

impl Message<'_> {
    /// The files, in order; not those of messages inside this one.
    pub fn files(&self) -> &[File] {
        self.files.get_or_init(|| {
            let mut files = Vec::new();
            for (id, entity, part) in self.entities() {
                let elsewhere = part.media.is(self.bytes(), "message/external-body");
                if entity.form == Form::Leaf && !elsewhere && !self.in_other_message(id) {
                    let text = ["text", "message"].iter().any(|it| part.media.has_type(self.bytes(), it));
                    let name = self.name_of(id);
                    if name.is_some() || part.attachment || !text {
                        files.push(self.file(id, name));
                    }
                }
            }
            files
        })
    }

    fn file(&self, id: u32, name: Option<Value>) -> File {
        let mut content = Magic::of(&self.head(id, magic::LOOK));
        if content.is_none() && self.is(id, "application/pdf") {
            // Readers take what stands within the first kilobyte (PDF 1.7, implementation note 13).
            let head = self.head(id, 1024);
            content = find(&head, b"%PDF-").map(|_| Magic::Pdf);
        }
        let is_empty = self.slice(self.entity(id).body).trim_ascii().is_empty();
        File { entity: id, name, content, is_empty, entries: OnceCell::new() }
    }

    /// The media type that a file declares, in lower case, and where: without what a forgotten semicolon adds to it.
    pub fn declared(&self, file: &File) -> Option<(String, Span)> {
        let Media::Written(span) = self.parts[file.entity as usize].media else { return None };
        let written = self.slice(span).split(u8::is_ascii_whitespace).next().unwrap_or_default();
        let span = Span::new(span.start, span.start + written.len() as u32);
        Some((Media::Written(span).text(self.bytes()), span))
    }

    /// Where to point at a file as a whole: its extension, else its media type, else its beginning.
    pub fn place_of(&self, file: &File) -> Span {
        match self.parts[file.entity as usize].media {
            _ if file.name.is_some() => file.extension_place(),
            Media::Written(span) => span,
            Media::Known(_) => Span::at(self.entity(file.entity).body.start),
        }
    }

    /// The files in a zip archive.
    pub fn entries<'s>(&self, file: &'s File) -> &'s [Entry] {
        file.entries.get_or_init(|| match file.content {
            Some(Magic::Zip) => zip::list(&|len| self.tail(file.entity, len))
                .unwrap_or_else(|| zip::first(&self.head(file.entity, 1024)).into_iter().collect()),
            _ => Vec::new(),
        })
    }

    /// Whether a password is needed to open a file; of a PDF, whether it is encrypted, which often needs none.
    pub fn is_locked(&self, file: &File) -> bool {
        match file.content {
            Some(Magic::Zip) => file.is_zip() && self.entries(file).iter().any(|entry| entry.encrypted),
            Some(content @ (Magic::Ole2 | Magic::SevenZip | Magic::Rar | Magic::Pdf)) => {
                let tail = self.tail(file.entity, lock::TAIL);
                lock::is_locked(content, &self.head(file.entity, lock::HEAD), &tail)
            }
            _ => false,
        }
    }

    /// Where the body says one of the phrases about passwords in `data/files.txt`.
    pub fn phrase(&self, list: &str) -> Option<(u32, Span)> {
        /// Longer texts are about something else.
        const LONGEST: usize = 20_000;
        self.body.iter().find_map(|&id| {
            let text = self.text(id).text.as_bytes();
            let speaks = ["パスワード", "assword", "PW"].iter().any(|word| find(text, word.as_bytes()).is_some());
            let found = if speaks && text.len() < LONGEST { Words::new(&lines(list)).find_in(text) } else { None };
            found.map(|found| (id, Span::of(found.start, found.end)))
        })
    }

    /// The first `len` bytes of a leaf, or a few less.
    pub fn head(&self, id: u32, len: usize) -> Vec<u8> {
        let entity = self.entity(id);
        let raw = self.slice(entity.body);
        match entity.encoding {
            Encoding::Base64 => base64::head(raw, len),
            Encoding::QuotedPrintable => qp::decode(&raw[..raw.len().min(len * 3)]).bytes,
            _ => raw[..raw.len().min(len)].to_vec(),
        }
    }

    /// Whether enough of a leaf can be read to miss a mark at its head: base64 that is none is another matter.
    pub fn has_head(&self, id: u32) -> bool {
        let raw = self.slice(self.entity(id).body);
        let faults = || base64::audit(&raw[..raw.len().min(128)]).0;
        let illegal = |(fault, _): &(base64::Fault, Span)| matches!(fault, base64::Fault::Illegal);
        let sound = self.entity(id).encoding != Encoding::Base64 || !faults().list().iter().any(illegal);
        sound && self.head(id, 16).len() >= 16
    }

    /// The last `len` bytes of a leaf, or a few more or less.
    pub fn tail(&self, id: u32, len: usize) -> Vec<u8> {
        let entity = self.entity(id);
        let raw = self.slice(entity.body);
        let last = |len: usize| &raw[raw.len().saturating_sub(len)..];
        match entity.encoding {
            Encoding::Base64 => base64::tail(raw, len),
            Encoding::QuotedPrintable => {
                let bytes = qp::decode(last(len * 4)).bytes;
                bytes[bytes.len().saturating_sub(len)..].to_vec()
            }
            _ => last(len).to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;

    #[test]
    fn names_and_content() {
        let text = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
                    --b\nContent-Type: image/png; name=a.png\n\
                    Content-Disposition: attachment; filename=\"b.PNG \"\nContent-Transfer-Encoding: base64\n\n\
                    iVBORw0KGgoAAAANSUhEUg==\n\
                    --b\nContent-Type: text/plain\n\nHello.\n\
                    --b\nContent-Type: application/pdf\n\n\njunk\n%PDF-1.4\n\
                    --b\nContent-Type: message/rfc822\n\nContent-Type: text/plain; name=c\n\n\n--b--\n";
        let msg = Message::new(Input::file(text.as_bytes()));
        let files: Vec<_> = msg.files().iter().map(|file| (file.name(), file.extension(), file.content)).collect();
        assert_eq!(files, [("b.PNG ", "PNG", Some(Magic::Png)), ("", "", Some(Magic::Pdf))]);
        assert_eq!(msg.slice(msg.files()[0].extension_place()), b"PNG");
        let params: Vec<_> = msg.name_params(1).iter().map(|param| param.name).collect();
        assert_eq!(params, ["name", "filename"]);
        assert_eq!(msg.tail(1, 4), b"IHDR");
    }
}
