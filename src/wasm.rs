//! The WebAssembly boundary: three functions, plain data. The only file that knows the JavaScript side.

use crate::finding::Edit;
use crate::options::{DraftField, Input, Options, Origin};
use crate::render::json;
use crate::report;
use crate::span::Span;
use crate::text::{Pack, Texts};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// Checks a message and answers the report as JSON text.
///
/// `spec` holds a line `key=value` for each option ([`Options::set`]), and beside them `path=`, `input=file|pasted|draft`
/// and, for a draft, `field=name:start:end` for each field. `pack` holds the words of the language, `tables`
/// this build's `tables.bin`; the first call keeps it.
///
/// # Errors
/// When a line of `spec` is not understood, and while there is no list: without it, who belongs together is not known.
#[wasm_bindgen]
pub fn lint(bytes: &[u8], spec: &str, pack: &str, tables: &[u8]) -> Result<String, JsError> {
    if !crate::tables::hand_in(tables) {
        return Err(JsError::new("the tables are missing, or not this version's tables.bin"));
    }
    let pack = Pack::read(crate::rules::ALL, pack)
        .ok_or_else(|| JsError::new("the texts are missing, or not this version's"))?;
    crate::decode::charset::set_host_decoder(decode_by_host);
    let mut options = Options::default();
    let (mut path, mut origin, mut fields) = ("", Origin::File, Vec::new());
    for line in spec.lines() {
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        match (key, value) {
            ("path", _) => path = value,
            ("input", "file" | "draft") => {}
            ("input", "pasted") => origin = Origin::Pasted,
            ("field", _) => fields.push(field(value, bytes.len()).ok_or_else(|| JsError::new(line))?),
            _ => options.set(key, value).map_err(|error| JsError::new(&error.message()))?,
        }
    }
    if !fields.is_empty() {
        origin = Origin::Draft(fields);
    }
    let report = report::lint(Input { bytes, origin }, &options);
    Ok(json::report(&report, Texts::Pack(options.lang, &pack), path))
}

/// `html:12:400`.
fn field(text: &str, len: usize) -> Option<(DraftField, Span)> {
    let mut words = text.split(':');
    let field = DraftField::parse(words.next()?)?;
    let (start, end) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    (start <= end && end as usize <= len).then_some((field, Span::new(start, end)))
}

/// Makes edits. `edits` holds start, end and length of the new text for each; `text` the new texts one after the other.
///
/// # Errors
/// When an edit lies outside the bytes, or two overlap.
#[wasm_bindgen]
pub fn apply(bytes: &[u8], edits: &[u32], text: &[u8]) -> Result<Vec<u8>, JsError> {
    let mut at = 0;
    let mut list = Vec::with_capacity(edits.len() / 3);
    for edit in edits.chunks_exact(3) {
        let end = at + edit[2] as usize;
        let text = text.get(at..end).ok_or_else(|| JsError::new("the texts of the edits are too short"))?;
        list.push(Edit { span: Span { start: edit[0], end: edit[1] }, text: text.to_vec() });
        at = end;
    }
    crate::fix::apply(bytes, &list).map_err(|error| JsError::new(&error.message()))
}

/// The version of this build.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Charsets that only the host knows: its `TextDecoder`.
fn decode_by_host(label: &str, bytes: &[u8]) -> Option<String> {
    let decoder = TextDecoder::new(label).ok()?;
    decoder.decode(bytes).ok()
}

#[wasm_bindgen]
extern "C" {
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}
