//! The way back from decoded text to the bytes holds for any message.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::decode::charset::{self, Charset};
use kenpin::decode::word::HeaderText;
use kenpin::decode::{base64, param, qp};
use kenpin::scan::params::Structured;
use kenpin::scan::{Encoding, Form, Name};
use kenpin::span::{Span, SpanMap};
use kenpin::{Input, Message, Options, lint};
use proptest::prelude::*;
use support::letter::{CHARSETS, Written, letters};

/// Runs of a map follow each other on both sides and end where both sides end.
fn tiles(map: &SpanMap, raw: usize, out: usize) -> Result<(), TestCaseError> {
    if map.runs().is_empty() {
        prop_assert_eq!(raw, out);
        return Ok(());
    }
    let (mut raw_at, mut out_at) = (0, 0);
    for run in map.runs() {
        prop_assert_eq!((run.raw, run.out), (raw_at, out_at));
        prop_assert!(run.units > 0 && run.raw_len + run.out_len > 0);
        raw_at += run.units * u32::from(run.raw_len);
        out_at += run.units * u32::from(run.out_len);
    }
    prop_assert_eq!((raw_at as usize, out_at as usize), (raw, out));
    Ok(())
}

/// Later text comes from later bytes, every place lies inside `body`, and whole text comes from inside it.
fn monotone(text: &str, body: Span, to_raw: impl Fn(Span) -> Span) -> Result<(), TestCaseError> {
    let mut last = Span::at(body.start);
    let starts = text.char_indices().map(|(at, c)| Span::of(at, at + c.len_utf8()));
    for place in starts {
        let raw = to_raw(place);
        prop_assert!(body.contains(raw), "{:?} of {:?} leads to {:?}", place, body, raw);
        prop_assert!(raw.start >= last.start && raw.end >= last.end, "{:?} after {:?}", raw, last);
        prop_assert!(!raw.is_empty(), "{:?} comes from nothing", place);
        last = raw;
    }
    prop_assert!(body.contains(to_raw(Span::of(0, text.len()))));
    Ok(())
}

/// Decodes raw bytes that stand alone.
fn alone(raw: &[u8], encoding: Encoding, charset: Charset) -> String {
    let bytes = match encoding {
        Encoding::QuotedPrintable => qp::decode(raw).bytes,
        Encoding::Base64 => base64::decode(raw).bytes,
        _ => raw.to_vec(),
    };
    charset::decode_text(charset, &bytes).into_owned()
}

fn check_parts(msg: &Message) -> Result<u32, TestCaseError> {
    let mut exact = 0;
    for (id, entity, _) in msg.entities().filter(|(_, entity, _)| entity.form == Form::Leaf) {
        let part = msg.text(id);
        monotone(&part.text, entity.body, |span| part.to_raw(span))?;
        if part.charset == Charset::ISO_2022_JP || part.charset == Charset::UTF_7 || part.charset == Charset::UTF_16 {
            continue; // What a byte means depends on escapes before it.
        }
        if part.qp.count() + part.base64.count() > 0 || !part.charset_faults.list().is_empty() {
            continue; // What is broken is read by what stands around it.
        }
        let ends: Vec<usize> = part.text.char_indices().map(|(at, _)| at).chain([part.text.len()]).collect();
        for (index, from) in ends.iter().enumerate().step_by(3) {
            for to in ends[index..].iter().step_by(7).take(8) {
                let span = Span::of(*from, *to);
                let raw = part.to_raw(span);
                if span.is_empty() || part.chain.to_out(raw) != span {
                    continue; // A base64 quad holds more than this.
                }
                let got = alone(raw.slice(msg.bytes()), entity.encoding, part.charset);
                prop_assert_eq!(got.as_str(), &part.text[span.range()]);
                exact += 1;
            }
        }
    }
    Ok(exact)
}

fn check_fields(msg: &Message) -> Result<(), TestCaseError> {
    for field in &msg.scan.fields {
        let text = HeaderText::read(msg.bytes(), field.body);
        monotone(&text.text, field.body, |span| text.to_raw(span))?;
        let read = Structured::read(msg.bytes(), field.body);
        for name in ["filename", "name", "boundary"] {
            if let Some(value) = param::read(msg.bytes(), &read, name) {
                prop_assert!(field.body.contains(value.span));
                prop_assert!(value.span.contains(value.to_raw(Span::of(0, value.text.len()))));
            }
        }
    }
    Ok(())
}

/// The innermost entity around `at`, looked for in all of them.
fn naive_entity_at(msg: &Message, at: u32) -> u32 {
    let holds = |id: &u32| {
        let entity = msg.entity(*id);
        entity.header.start <= at && at <= entity.body.end
    };
    (0..msg.scan.entities.len() as u32).rev().find(holds).unwrap_or(0)
}

fn check_entities(msg: &Message) -> Result<(), TestCaseError> {
    for at in 0..=msg.bytes().len() as u32 {
        prop_assert_eq!(msg.entity_at(at), naive_entity_at(msg, at), "at {}", at);
    }
    for entity in &msg.scan.entities {
        prop_assert!(entity.header.start <= entity.header.end && entity.header.end <= entity.body.start);
        prop_assert!(entity.body.end as usize <= msg.bytes().len());
        if let Some(parent) = entity.parent {
            let around = msg.entity(parent).body;
            prop_assert!(around.contains(entity.header.join(entity.body)), "{:?} in {:?}", entity, around);
        }
    }
    Ok(())
}

/// All that must hold for any bytes.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let msg = Message::new(Input::file(bytes));
    check_parts(&msg)?;
    check_fields(&msg)?;
    check_entities(&msg)?;
    let report = lint(Input::file(bytes), &Options::default());
    let faults = support::spans::faults(&report);
    prop_assert!(faults.is_empty(), "{:?}", faults);
    Ok(())
}

/// What was written is what is read.
fn check_reading(written: &Written, line_end: &str) -> Result<(), TestCaseError> {
    let msg = Message::new(Input::file(&written.bytes));
    let leaves: Vec<u32> =
        msg.entities().filter(|(_, entity, _)| entity.form == Form::Leaf).map(|(id, _, _)| id).collect();
    prop_assert_eq!(leaves.len(), written.texts.len());
    let (mut names, mut subjects) = (Vec::new(), Vec::new());
    for (id, want) in leaves.iter().zip(&written.texts) {
        // A message inside a message, or the last of all, keeps the line end that a delimiter would take.
        let got = msg.text(*id).text.replace("\r\n", "\n").replace('\r', "\n");
        let want = want.replace("\r\n", "\n");
        prop_assert_eq!(got.trim_end_matches('\n'), want.trim_end_matches('\n'), "lines end in {:?}", line_end);
    }
    for field in &msg.scan.fields {
        match field.name {
            Name::Subject => subjects.push(msg.text_of(field).text.to_string()),
            Name::ContentDisposition => {
                let read = Structured::read(msg.bytes(), field.body);
                names.extend(param::read(msg.bytes(), &read, "filename").map(|value| value.text));
            }
            _ => {}
        }
    }
    prop_assert_eq!(&subjects, &written.subjects);
    prop_assert_eq!(&names, &written.names);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn messages_are_read_as_written(letter in letters(), end in prop::sample::select(vec!["\r\n", "\n", "\r"])) {
        let written = letter.write(end);
        check_reading(&written, end)?;
        check(&written.bytes)?;
    }

    #[test]
    fn places_hold_in_broken_messages(
        letter in letters(),
        end in prop::sample::select(vec!["\r\n", "\n", "\r"]),
        breaks in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..20),
    ) {
        let mut bytes = letter.write(end).bytes;
        for (place, byte, how) in breaks {
            let at = place.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => {}
            }
        }
        check(&bytes)?;
    }

    #[test]
    fn maps_tile_and_change_nothing(
        raw in prop::collection::vec(
            prop_oneof![any::<u8>(), prop::sample::select(b"=+/ABab09\r\n \x1b$B(J~&;%\x80\x81\x8e\x8f\xa4".to_vec())],
            0..200,
        ),
    ) {
        let decoded = qp::decode(&raw);
        tiles(&decoded.map, raw.len(), decoded.bytes.len())?;
        let decoded = base64::decode(&raw);
        tiles(&decoded.map, raw.len(), decoded.bytes.len())?;
        let (faults, len) = base64::audit(&raw);
        prop_assert_eq!((faults.list(), len), (decoded.faults.list(), decoded.bytes.len() as u64));
        for charset in Charset::all() {
            let decoded = charset::decode(charset, &raw);
            tiles(&decoded.map, raw.len(), decoded.text.len())?;
            prop_assert_eq!(&decoded.text, &charset::decode_text(charset, &raw));
        }
    }
}

#[test]
fn all_charsets_are_in_use() {
    for label in CHARSETS {
        assert!(Charset::from_label(label.as_bytes()).is_some(), "{label}");
    }
}
