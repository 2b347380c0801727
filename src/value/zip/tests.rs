use super::*;
use proptest::prelude::*;

/// A file as it goes into an archive: its name, and its general purpose flags.
type File<'f> = (&'f [u8], u16);

fn push(out: &mut Vec<u8>, numbers: &[(u64, usize)]) {
    for (number, len) in numbers {
        out.extend_from_slice(&number.to_le_bytes()[..*len]);
    }
}

/// An archive of empty files.
fn archive(files: &[File], zip64: bool, comment: &[u8]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, flags) in files {
        let offset = out.len() as u64;
        let common = [(20, 2), (u64::from(*flags), 2), (0, 2), (0, 4), (0, 4), (0, 4), (0, 4), (name.len() as u64, 2)];
        out.extend_from_slice(b"PK\x03\x04");
        push(&mut out, &common);
        push(&mut out, &[(0, 2)]);
        out.extend_from_slice(name);
        directory.extend_from_slice(b"PK\x01\x02\x14\0");
        push(&mut directory, &common);
        push(&mut directory, &[(4, 2), (1, 2), (0, 2), (0, 2), (0, 4), (offset, 4)]);
        directory.extend_from_slice(name);
        directory.extend_from_slice(b"\x01\x00\x00\x00!");
    }
    let (count, size, offset) = (files.len() as u64, directory.len() as u64, out.len() as u64);
    out.extend(directory);
    let record = out.len() as u64;
    let mut ends = [(0, 2), (0, 2), (count, 2), (count, 2), (size, 4), (offset, 4), (comment.len() as u64, 2)];
    if zip64 {
        out.extend_from_slice(b"PK\x06\x06");
        push(&mut out, &[(44, 8), (45, 2), (45, 2), (0, 4), (0, 4), (count, 8), (count, 8), (size, 8), (offset, 8)]);
        out.extend_from_slice(b"PK\x06\x07");
        push(&mut out, &[(0, 4), (record, 8), (1, 4)]);
        for end in &mut ends[2..6] {
            end.0 = u64::MAX;
        }
    }
    out.extend_from_slice(b"PK\x05\x06");
    push(&mut out, &ends);
    out.extend_from_slice(comment);
    out
}

fn listed(archive: &[u8]) -> Option<Vec<(String, bool)>> {
    let entries = list(&|len| archive[archive.len() - len.min(archive.len())..].to_vec())?;
    Some(entries.into_iter().map(|entry| (entry.name, entry.encrypted)).collect())
}

#[test]
fn names_flags_and_zip64() {
    // 見積書.pdf in UTF-8 and in Shift_JIS, é.txt in code page 437.
    let files: [File; 4] = [
        ("見積書.pdf".as_bytes(), 0x801),
        (b"\x8c\xa9\x90\xcf\x8f\x91.pdf", 1),
        (b"caf\x82.txt", 0),
        (b"docs/a.exe", 8),
    ];
    let want = ["見積書.pdf", "見積書.pdf", "café.txt", "docs/a.exe"].map(str::to_owned);
    for zip64 in [false, true] {
        for comment in [&b""[..], b"a comment PK\x05\x06 with a mark"] {
            let got = listed(&archive(&files, zip64, comment)).unwrap_or_default();
            assert_eq!(got.iter().map(|entry| &entry.0).collect::<Vec<_>>(), want.iter().collect::<Vec<_>>());
            assert_eq!(got.iter().map(|entry| entry.1).collect::<Vec<_>>(), [true, true, false, false]);
        }
    }
    assert_eq!(listed(&archive(&[], false, b"")), Some(Vec::new()));
}

#[test]
fn what_stands_around_an_archive_is_passed_over() {
    let mut bytes = b"MZ a program that unpacks itself".to_vec();
    bytes.extend(archive(&[(b"a.txt", 0)], false, &[b'x'; 5_000]));
    assert_eq!(listed(&bytes), Some(vec![("a.txt".to_owned(), false)]));
}

#[test]
fn long_directories_are_cut_or_left() {
    let names: Vec<String> = (0..MOST_ENTRIES + 5).map(|number| number.to_string()).collect();
    let files: Vec<File> = names.iter().map(|name| (name.as_bytes(), 0)).collect();
    assert_eq!(listed(&archive(&files, false, b"")).map(|entries| entries.len()), Some(MOST_ENTRIES));
    let long = vec![b'x'; 60_000];
    let files: Vec<File> = (0..20).map(|_| (&*long, 0)).collect();
    assert_eq!(listed(&archive(&files, false, b"")), None);
}

#[test]
fn what_was_cut_off_shows_its_first_file() {
    let whole = archive(&[(b"secret.xlsx", 1), (b"b", 0)], false, b"");
    assert_eq!(listed(&whole[..60]), None);
    let first = first(&whole[..60]);
    assert_eq!(first.map(|entry| (entry.name, entry.encrypted)), Some(("secret.xlsx".to_owned(), true)));
    assert_eq!(super::first(b"PK\x03\x04"), None);
}

proptest! {
    #[test]
    fn every_file_is_listed(
        names in proptest::collection::vec("[a-z/]{1,40}(\\.[a-z]{2,4})?", 0..60),
        encrypted in any::<u64>(), zip64 in any::<bool>(), before in 0..3_000_usize,
    ) {
        let flag = |place: usize| (encrypted >> (place % 64) & 1) as u16;
        let files: Vec<File> = names.iter().enumerate().map(|(at, name)| (name.as_bytes(), flag(at))).collect();
        let mut bytes = vec![b'x'; before];
        bytes.extend(archive(&files, zip64, b""));
        let want = names.iter().enumerate().map(|(at, name)| (name.clone(), flag(at) == 1)).collect::<Vec<_>>();
        prop_assert_eq!(listed(&bytes), Some(want));
    }

    #[test]
    fn nothing_breaks_it(names in proptest::collection::vec("[a-z]{1,9}", 0..9), at in any::<prop::sample::Index>(),
        byte in any::<u8>(), cut in any::<prop::sample::Index>(), zip64 in any::<bool>()) {
        let files: Vec<File> = names.iter().map(|name| (name.as_bytes(), 0)).collect();
        let mut bytes = archive(&files, zip64, b"");
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = listed(&bytes);
        let _ = listed(&bytes[..cut.index(bytes.len())]);
        let _ = first(&bytes[cut.index(bytes.len())..]);
    }
}
