//! Inputs: files, folders, containers, standard input. What cannot be read is said, and the rest goes on.

use memmap2::Mmap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// An input to check.
#[derive(Debug)]
pub struct Source {
    /// As reports name it.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Bytes of a file: mapped where they are many.
#[derive(Debug)]
pub enum Bytes {
    /// In memory.
    Owned(Vec<u8>),
    /// Mapped from the file.
    Mapped(Mmap),
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

/// Files larger than this are mapped, not read.
const MAPPED: u64 = 1 << 20;

/// The files that the arguments name: folders become every message below, sorted.
///
/// Answers paths with the names that reports use, and complaints.
pub fn paths(arguments: &[PathBuf], extensions: &[&str]) -> (Vec<PathBuf>, Vec<String>) {
    let (mut found, mut complaints) = (Vec::new(), Vec::new());
    for argument in arguments {
        if !argument.is_dir() {
            found.push(argument.clone());
            continue;
        }
        let before = found.len();
        for entry in WalkDir::new(argument).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() && has_extension(entry.path(), extensions) => {
                    found.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => complaints.push(error.to_string()),
            }
        }
        if found.len() == before {
            let wanted = extensions.join(", .");
            complaints.push(format!("{}: no file below it ends in .{wanted}", argument.display()));
        }
    }
    (found, complaints)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|have| extensions.iter().any(|want| have.eq_ignore_ascii_case(want)))
}

/// The messages in a file: one, or all of an mbox.
///
/// # Errors
/// When the file cannot be read, or holds more than 4 GiB.
pub fn messages(path: &Path) -> io::Result<Vec<Source>> {
    let name = path.to_string_lossy().into_owned();
    let bytes = bytes(path)?;
    if has_extension(path, &["mbox", "mbx"]) {
        return Ok(split_mbox(&name, &bytes));
    }
    if has_extension(path, &["emlx"]) {
        return Ok(vec![Source { name, bytes: Bytes::Owned(emlx(&bytes).to_vec()) }]);
    }
    Ok(vec![Source { name, bytes }])
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// When they cannot be read, or are more than 4 GiB: offsets have 32 bits.
pub fn bytes(path: &Path) -> io::Result<Bytes> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        Bytes::Owned(bytes)
    } else {
        read_file(path)?
    };
    if bytes.len() > u32::MAX as usize {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 4 GiB"));
    }
    Ok(bytes)
}

#[allow(unsafe_code)]
fn read_file(path: &Path) -> io::Result<Bytes> {
    let file = std::fs::File::open(path)?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
    }
    if meta.is_file() && meta.len() > MAPPED {
        // SAFETY: the map is only read. Should another program change the file meanwhile, the report is of a mixture,
        // as it would be with a slow read.
        return Ok(Bytes::Mapped(unsafe { Mmap::map(&file)? }));
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    io::BufReader::new(file).read_to_end(&mut bytes)?;
    Ok(Bytes::Owned(bytes))
}

/// The messages of an mbox (RFC 4155): each begins with a `From ` line after an empty one.
///
/// `>From ` in bodies stays as it is: whether the store quoted it or the author wrote it cannot be told.
fn split_mbox(name: &str, bytes: &[u8]) -> Vec<Source> {
    let mut starts = Vec::new();
    let mut blank_before = true;
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found + 1);
        let line = &bytes[at..end];
        if blank_before && line.starts_with(b"From ") {
            starts.push((at, end));
        }
        blank_before = matches!(line, b"\n" | b"\r\n");
        at = end;
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([bytes.len()]);
    let messages = starts.iter().zip(ends).enumerate();
    let source = |(index, ((_, begin), end)): (usize, (&(usize, usize), usize))| Source {
        name: format!("{name}#{}", index + 1),
        bytes: Bytes::Owned(without_last_blank(&bytes[*begin..end]).to_vec()),
    };
    messages.map(source).collect()
}

/// The empty line before the next `From ` line belongs to the mbox.
fn without_last_blank(message: &[u8]) -> &[u8] {
    match message {
        [head @ .., b'\r', b'\n', b'\r', b'\n'] => &message[..head.len() + 2],
        [head @ .., b'\n'] if head.ends_with(b"\n") => head,
        _ => message,
    }
}

/// The message in an .emlx file of Apple Mail: a line with its length, the message, a property list.
fn emlx(bytes: &[u8]) -> &[u8] {
    let line = memchr::memchr(b'\n', bytes).unwrap_or(0);
    let length = std::str::from_utf8(&bytes[..line]).ok().and_then(|text| text.trim().parse::<usize>().ok());
    match length {
        Some(length) => &bytes[line + 1..(line + 1).saturating_add(length).min(bytes.len())],
        None => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_mbox_is_cut_at_from_lines_after_blank_ones() {
        let text = b"From a\nSubject: 1\n\nFrom here on\n\nFrom b\nSubject: 2\n\nx\n";
        let names: Vec<_> = split_mbox("m.mbox", text).into_iter().map(|it| (it.name, it.bytes.to_vec())).collect();
        assert_eq!(names.len(), 3);
        assert_eq!(names[2], ("m.mbox#3".to_owned(), b"Subject: 2\n\nx\n".to_vec()));
    }

    #[test]
    fn an_emlx_has_its_length_in_front() {
        assert_eq!(emlx(b"4 \nabcd<plist>"), b"abcd");
        assert_eq!(emlx(b"99\nab"), b"ab");
        assert_eq!(emlx(b"Subject: x\n"), b"Subject: x\n");
    }
}
