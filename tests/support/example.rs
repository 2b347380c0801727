//! Example blocks in the documentation of rules.
//!
//! Words after `eml` say how a block becomes a message:
//! - none: header fields, perhaps an empty line and a body. Fields that every message has are put before them, but after
//!   trace fields at their head, and what every newsletter has where List-Unsubscribe or Precedence is among them: a
//!   List-Id, a footer.
//! - `whole`: the message as it stands. `html`, `text`: the content of such a part; with `qp` or `b64` it is encoded.
//! - `bytes`: `\xNN`, `\r`, `\n`, `\t` stand for bytes, `a\{N}` for N of `a`.
//! - `lf`: lines end in LF. `pad=N`: N bytes of text are added.
//! - `key=value`: an option.
//!
//! A line of `~~~` and a rule's id marks the bytes above it; `^` marks the place before the character above it, `~~~>`
//! a place that goes on over the line's end, `_` the place at the beginning of the next line, `*` one anywhere.

use kenpin::decode::{base64, qp};
use kenpin::span::Span;
use kenpin::{Input, Message, Options};
use unicode_width::UnicodeWidthChar;

/// What stands above a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Heading {
    Bad,
    Fixed,
    Good,
}

/// A block as written.
#[derive(Debug)]
pub struct Block {
    pub heading: Heading,
    pub line: usize,
    tags: Vec<String>,
    lines: Vec<String>,
}

/// A finding that a block announces.
#[derive(Debug)]
pub struct Mark {
    pub rule: String,
    span: Option<Span>,
    open_ended: bool,
}

/// A block as a message.
pub struct Built {
    pub bytes: Vec<u8>,
    pub marks: Vec<Mark>,
}

impl Mark {
    pub fn fits(&self, span: Span) -> bool {
        match self.span {
            None => true,
            Some(marked) if self.open_ended => marked.start == span.start && span.end > marked.end,
            Some(marked) => marked == span,
        }
    }

    pub fn show(&self, bytes: &[u8]) -> String {
        match self.span {
            None => "anywhere".to_owned(),
            Some(span) => format!("{}..{} {:?}", span.start, span.end, String::from_utf8_lossy(span.slice(bytes))),
        }
    }
}

/// The blocks in a rule's file.
pub fn blocks(source: &str) -> Vec<Block> {
    let doc = source.lines().map_while(|line| line.strip_prefix("//!"));
    read(doc.map(|line| line.strip_prefix(' ').unwrap_or(line)), None)
}

/// The blocks in a text that has them under no heading.
pub fn cases(text: &str) -> Vec<Block> {
    read(text.lines(), Some(Heading::Bad))
}

fn read<'a>(lines: impl Iterator<Item = &'a str>, mut heading: Option<Heading>) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in lines.enumerate() {
        match (&mut open, line) {
            (Some(_), "```") => found.extend(open.take()),
            (Some(block), _) => block.lines.push(line.to_owned()),
            (None, "# Bad") => heading = Some(Heading::Bad),
            (None, "# Fixed") => heading = Some(Heading::Fixed),
            (None, "# Good") => heading = Some(Heading::Good),
            (None, _) => {
                if let (Some(tags), Some(heading)) = (line.strip_prefix("```eml"), heading) {
                    let tags = tags.split_whitespace().map(str::to_owned).collect();
                    open = Some(Block { heading, line: number + 1, tags, lines: Vec::new() });
                }
            }
        }
    }
    assert!(open.is_none(), "a block is not closed");
    found
}

/// Fields that every message has.
const FIELDS: [&str; 5] = [
    "From: Minato Bunko <letters@minatobunko.co.jp>",
    "To: Yuko Tanabe <yuko@readerpost.net>",
    "Subject: Letters from Minato Bunko",
    "Date: Tue, 24 Nov 2026 09:30:00 +0900",
    "Message-ID: <20261124.1@minatobunko.co.jp>",
];

/// What newsletters have besides.
const LIST_ID: &str = "List-Id: <letters.minatobunko.co.jp>";
const FOOTER: &str = " Unsubscribe: https://www.minatobunko.co.jp/leave";

impl Block {
    fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|it| it == tag)
    }

    pub fn options(&self) -> Options {
        let mut options = Options::default();
        for (key, value) in self.tags.iter().filter_map(|tag| tag.split_once('=')).filter(|(key, _)| *key != "pad") {
            options.set(key, value).unwrap();
        }
        options
    }

    pub fn build(&self) -> Built {
        let end = if self.has("lf") { "\n" } else { "\r\n" };
        let (content, marks) = self.content(end);
        let mut built = match () {
            () if self.has("html") || self.has("text") => self.around_part(&content, marks, end),
            () if self.has("whole") => Built { bytes: content, marks },
            () => around_fields(&content, marks, end),
        };
        if let Some(pad) = self.tags.iter().find_map(|tag| tag.strip_prefix("pad=")) {
            let line = format!("{}{end}", "x".repeat(70));
            built.bytes.extend(line.repeat(pad.parse::<usize>().unwrap() / line.len()).bytes());
        }
        built
    }

    /// The block's bytes without its marks, and the marks with places in them.
    fn content(&self, end: &str) -> (Vec<u8>, Vec<Mark>) {
        let (mut bytes, mut marks) = (Vec::new(), Vec::new());
        let mut above: (usize, &str) = (0, "");
        for line in &self.lines {
            if let Some(mark) = self.mark(line, above) {
                marks.push(mark);
                continue;
            }
            above = (bytes.len(), line);
            bytes.extend(self.unescape(line));
            bytes.extend(end.bytes());
        }
        (bytes, marks)
    }

    fn unescape(&self, line: &str) -> Vec<u8> {
        if !self.has("bytes") {
            return line.as_bytes().to_vec();
        }
        let mut out = Vec::new();
        let mut rest = line;
        while let Some(at) = rest.find('\\') {
            out.extend(rest[..at].bytes());
            let after = &rest[at + 1..];
            let (byte, len) = match after.as_bytes() {
                [b'x', ..] => (u8::from_str_radix(&after[1..3], 16).unwrap(), 3),
                [b'{', ..] => {
                    let close = after.find('}').unwrap();
                    let times = after[1..close].parse::<usize>().unwrap();
                    let last = *out.last().unwrap();
                    out.extend(std::iter::repeat_n(last, times - 2));
                    (last, close + 1)
                }
                [b'r', ..] => (b'\r', 1),
                [b'n', ..] => (b'\n', 1),
                [b't', ..] => (b'\t', 1),
                _ => (b'\\', 0),
            };
            out.push(byte);
            rest = &after[len..];
        }
        out.extend(rest.bytes());
        out
    }

    fn mark(&self, line: &str, (start, above): (usize, &str)) -> Option<Mark> {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let (sign, rule) = line[indent..].split_once(' ')?;
        let rule = rule.trim();
        kenpin::rules::find(rule)?;
        let rule = rule.to_owned();
        if sign == "*" {
            return Some(Mark { rule, span: None, open_ended: false });
        }
        if sign == "^" || sign == "_" {
            let end = if self.has("lf") { 1 } else { 2 };
            let at = start + if sign == "_" { self.unescape(above).len() + end } else { self.offset(above, indent) };
            return Some(Mark { rule, span: Some(Span::of(at, at)), open_ended: false });
        }
        let open_ended = sign.ends_with('>');
        let width = sign.trim_end_matches('>').len();
        if !sign.trim_end_matches('>').bytes().all(|byte| byte == b'~') {
            return None;
        }
        let span = Span::of(start + self.offset(above, indent), start + self.offset(above, indent + width));
        Some(Mark { rule, span: Some(span), open_ended })
    }

    /// Bytes of `line` before a column, wide characters counted as two.
    fn offset(&self, line: &str, column: usize) -> usize {
        let (mut at, mut seen) = (0, 0);
        for (index, c) in line.char_indices() {
            if seen >= column {
                break;
            }
            seen += c.width().unwrap_or(1).max(1);
            at = index + c.len_utf8();
        }
        self.unescape(&line[..at]).len()
    }

    /// The content as a part of an alternative.
    fn around_part(&self, content: &[u8], marks: Vec<Mark>, end: &str) -> Built {
        let (encoding, body) = match () {
            () if self.has("qp") => ("quoted-printable", qp::encode(content, end)),
            () if self.has("b64") => ("base64", base64::encode(content, end)),
            () => ("8bit", content.to_vec()),
        };
        let kind = if self.has("html") { "html" } else { "plain" };
        let mut lines: Vec<String> = FIELDS.iter().map(|line| (*line).to_owned()).collect();
        lines.push("MIME-Version: 1.0".into());
        if self.has("html") {
            lines.push("Content-Type: multipart/alternative; boundary=kenpin".into());
            if encoding == "8bit" {
                lines.push("Content-Transfer-Encoding: 8bit".into());
            }
            lines.extend(["", "--kenpin"].map(Into::into));
            lines.extend(["Content-Type: text/plain; charset=utf-8", "", "Hello.", "--kenpin"].map(Into::into));
        }
        lines.push(format!("Content-Type: text/{kind}; charset=utf-8"));
        lines.push(format!("Content-Transfer-Encoding: {encoding}"));
        lines.extend([String::new(), String::new()]);
        let mut bytes = lines.join(end).into_bytes();
        bytes.extend(body);
        if self.has("html") {
            bytes.extend(format!("--kenpin--{end}").bytes());
        }
        let part = Message::new(Input::file(&bytes)).body.last().copied().unwrap();
        let msg = Message::new(Input::file(&bytes));
        let raw = |mark: Mark| Mark { span: mark.span.map(|span| msg.text(part).to_raw(span)), ..mark };
        let marks = marks.into_iter().map(raw).collect();
        Built { bytes: bytes.clone(), marks }
    }
}

/// The content as fields, and perhaps a body, of a message that lacks nothing.
fn around_fields(content: &[u8], marks: Vec<Mark>, end: &str) -> Built {
    let blank = end.repeat(2);
    let at = memchr::memmem::find(content, blank.as_bytes());
    let header = String::from_utf8_lossy(&content[..at.unwrap_or(content.len())]).to_ascii_lowercase();
    let has = |field: &str| {
        let name = field.split_inclusive(':').next().unwrap().to_ascii_lowercase();
        header.lines().any(|line| line.starts_with(&name))
    };
    let newsletter =
        ["list-unsubscribe:", "precedence:"].iter().any(|it| header.lines().any(|line| line.starts_with(it)));
    let missing = FIELDS.iter().chain(newsletter.then_some(&LIST_ID)).filter(|field| !has(field));
    let missing: Vec<u8> = missing.flat_map(|field| format!("{field}{end}").into_bytes()).collect();
    // Servers put their fields on top.
    let is_trace = |line: &&str| ["return-path:", "received:", " ", "\t"].iter().any(|name| line.starts_with(name));
    let trace: usize = header.split_inclusive('\n').take_while(is_trace).map(str::len).sum();
    let mut bytes = [&content[..trace], &missing, &content[trace..]].concat();
    let shift = |span: Span| if (span.start as usize) < trace { span } else { span.shift(missing.len() as u32) };
    if at.is_none() {
        let footer = if newsletter { FOOTER } else { "" };
        bytes.extend(format!("{end}Hello.{footer}{end}").bytes());
    }
    let marks = marks.into_iter().map(|mark| Mark { span: mark.span.map(shift), ..mark }).collect();
    Built { bytes, marks }
}
