//! kenpin reads an e-mail message as bytes, finds what is wrong with it, and points at the exact bytes.
//!
//! ```
//! use kenpin::{Input, Options, lint};
//!
//! let report = lint(Input::file(b"From: a@minatobunko.co.jp\nSubject: hello\n\nhello\n"), &Options::default());
//! assert!(report.findings.iter().any(|finding| finding.rule.id == "missing-date"));
//! ```
//!
//! # A tour
//!
//! Each layer uses only what stands before it:
//!
//! 1. [`span`]: places in the input, and maps from decoded text back to them.
//! 2. [`scan`]: the raw pieces: lines, header fields, the multipart tree. Any bytes give a scan.
//! 3. [`decode`]: transfer encodings, encoded-words, parameters, charsets, always with the way back.
//! 4. [`value`] and [`html`]: addresses, dates, URLs, domains; tokens and links of a page.
//! 5. [`message`]: the view that rules share: kind, stage, body, links, computed when first asked.
//! 6. [`rule`], [`finding`], [`text`], [`profile`]: what a rule is, what it reports, in which words, to whom it matters.
//! 7. [`rules`]: the rules, one file each.
//! 8. [`report`] and [`render`]: findings sorted and levelled for an audience; JSON and text.
//!
//! Nothing here reads a clock, an environment, a file or a network: those are inputs ([`Options`]).

pub mod auth;
pub mod decode;
pub mod digits;
pub mod find;
pub mod finding;
pub mod fix;
pub mod html;
pub mod line;
pub mod message;
pub mod options;
pub mod order;
pub mod profile;
pub mod render;
pub mod report;
pub mod rule;
pub mod rules;
pub mod scan;
pub mod source;
pub mod span;
pub mod tables;
pub mod text;
pub mod value;
pub mod words;

#[cfg(feature = "wasm")]
mod wasm;

pub use message::Message;
pub use options::{Input, Options, Origin};
pub use report::{Report, lint};
