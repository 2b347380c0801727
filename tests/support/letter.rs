//! Made-up messages: any tree of parts, any charset and encoding, and what a reader sees of them.

use kenpin::decode::charset::{Charset, encode};
use kenpin::decode::{base64, qp};
use proptest::prelude::*;

/// A part of a made-up message.
#[derive(Clone, Debug)]
pub enum Node {
    Leaf(Leaf),
    Multipart(Vec<Node>),
    Message(Box<Letter>),
}

/// Text under a charset and a transfer encoding.
#[derive(Clone, Debug)]
pub struct Leaf {
    pub text: String,
    pub charset: &'static str,
    pub encoding: &'static str,
    pub html: bool,
    pub name: Option<String>,
    pub name_pieces: bool,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Letter {
    pub subject: String,
    pub subject_charset: &'static str,
    pub subject_encoding: char,
    pub fold: bool,
    pub body: Box<Node>,
}

/// A message as bytes, and what it says.
#[derive(Default)]
pub struct Written {
    pub bytes: Vec<u8>,
    /// The texts of all leaves, in order; lines end as they do in the message.
    pub texts: Vec<String>,
    /// The names of leaves that have one.
    pub names: Vec<String>,
    /// The subjects, outermost first.
    pub subjects: Vec<String>,
    boundaries: u32,
}

pub const CHARSETS: [&str; 5] = ["utf-8", "iso-2022-jp", "shift_jis", "euc-jp", "windows-1252"];

/// Any message, with parts up to three deep.
pub fn letters() -> impl Strategy<Value = Letter> {
    let leaf = leaves().prop_map(Node::Leaf).boxed();
    let node = leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 1..4).prop_map(Node::Multipart),
            1 => around(inner).prop_map(|letter| Node::Message(Box::new(letter))),
        ]
        .boxed()
    });
    around(node.boxed())
}

fn around(body: BoxedStrategy<Node>) -> impl Strategy<Value = Letter> {
    let charset = prop::sample::select(CHARSETS.to_vec());
    (words(), charset, prop::sample::select(vec!['B', 'Q']), any::<bool>(), body).prop_map(
        |(subject, subject_charset, subject_encoding, fold, body)| Letter {
            subject: fitting(&subject, subject_charset),
            subject_charset,
            subject_encoding,
            fold,
            body: Box::new(body),
        },
    )
}

fn words() -> impl Strategy<Value = String> {
    "([a-zéあ漢ソ表]{1,6} ){0,6}[a-zßかな漢字]{1,5}"
}

fn leaves() -> impl Strategy<Value = Leaf> {
    let line = "[ -~]{0,60}|[ a-z.=éüあいうソ表予漢字、。]{0,30}|[a-z ]{90,120}|From [a-z]{1,5}|(<p>)?[a-z&;]{0,9}";
    let text = prop::collection::vec(line, 1..6).prop_map(|lines| lines.join("\r\n"));
    let charset = prop::sample::select(CHARSETS.to_vec());
    let encoding = prop::sample::select(vec!["quoted-printable", "base64", "8bit", "7bit"]);
    let name = prop::option::of("[a-zé漢あ %'*]{1,30}\\.pdf");
    (text, charset, encoding, any::<bool>(), name, any::<bool>()).prop_map(
        |(text, charset, encoding, html, name, name_pieces)| {
            let mut text = fitting(&text, charset);
            if encoding == "7bit" && charset != "iso-2022-jp" {
                text.retain(|c| c.is_ascii());
            }
            // A line that could delimit a part, or end in blanks that transport drops, is not what is tested here.
            let text = text.replace("--", "==");
            let lines: Vec<&str> = text.split("\r\n").map(str::trim_end).collect();
            Leaf { text: lines.join("\r\n"), charset, encoding, html, name, name_pieces }
        },
    )
}

/// The characters of `text` that the charset has.
fn fitting(text: &str, charset: &str) -> String {
    let charset = Charset::from_label(charset.as_bytes()).unwrap();
    text.chars().filter(|c| encode(charset, c.encode_utf8(&mut [0; 4])).is_some()).collect()
}

fn in_charset(text: &str, charset: &str) -> Vec<u8> {
    encode(Charset::from_label(charset.as_bytes()).unwrap(), text).unwrap()
}

impl Letter {
    /// As bytes whose lines end in `line_end`.
    pub fn write(&self, line_end: &str) -> Written {
        let mut out = Written::default();
        out.letter(self);
        if line_end != "\r\n" {
            let end = |text: &str| text.replace("\r\n", line_end);
            // Base64 hides its own line ends.
            out.bytes = replace(&out.bytes, b"\r\n", line_end.as_bytes());
            out.subjects = out.subjects.iter().map(|text| end(text)).collect();
        }
        out
    }
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    for found in memchr::memmem::find_iter(bytes, from) {
        out.extend(&bytes[at..found]);
        out.extend(to);
        at = found + from.len();
    }
    out.extend(&bytes[at..]);
    out
}

impl Written {
    fn line(&mut self, line: &str) {
        self.bytes.extend(line.bytes());
        self.bytes.extend(b"\r\n");
    }

    fn letter(&mut self, letter: &Letter) {
        self.subjects.push(letter.subject.clone());
        self.line("From: =?UTF-8?Q?Minato_=E6=B8=AF?= <letters@minatobunko.co.jp>");
        self.line("To: yuko@readerpost.net");
        let subject = subject(letter);
        self.line(&format!("Subject: {subject}"));
        self.line("Date: Tue, 24 Nov 2026 09:30:00 +0900");
        self.line("Message-ID: <20261124.1@minatobunko.co.jp>");
        self.line("MIME-Version: 1.0");
        self.node(&letter.body);
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Leaf(leaf) => self.leaf(leaf),
            Node::Message(letter) => {
                self.line("Content-Type: message/rfc822");
                self.line("");
                self.letter(letter);
            }
            Node::Multipart(children) => {
                self.boundaries += 1;
                let boundary = format!("kenpin_{}_", self.boundaries);
                self.line(&format!("Content-Type: multipart/mixed;\r\n boundary=\"{boundary}\""));
                self.line("");
                self.line("A preamble.");
                for child in children {
                    self.line(&format!("--{boundary}"));
                    self.node(child);
                }
                self.line(&format!("--{boundary}--"));
            }
        }
    }

    fn leaf(&mut self, leaf: &Leaf) {
        let media = if leaf.html { "html" } else { "plain" };
        self.line(&format!("Content-Type: text/{media}; charset={}", leaf.charset));
        self.line(&format!("Content-Transfer-Encoding: {}", leaf.encoding));
        if let Some(name) = &leaf.name {
            self.names.push(name.clone());
            self.line(&format!("Content-Disposition: inline{}", name_params(name, leaf.name_pieces)));
        }
        self.line("");
        let bytes = in_charset(&leaf.text, leaf.charset);
        let body = match leaf.encoding {
            "quoted-printable" => qp::encode(&bytes, "\r\n"),
            "base64" => base64::encode(&bytes, "\r\n"),
            _ => bytes,
        };
        // The line end before a delimiter belongs to the delimiter; one more ends the text.
        self.bytes.extend(body);
        self.bytes.extend(b"\r\n");
        self.texts.push(leaf.text.clone());
    }
}

/// `; filename*=…`, or in pieces that cut characters.
fn name_params(name: &str, pieces: bool) -> String {
    let encoded: Vec<String> = name
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    if !pieces {
        return format!(";\r\n filename*=UTF-8''{}", encoded.concat());
    }
    let piece = |(number, piece): (usize, &[String])| {
        let head = if number == 0 { "UTF-8''" } else { "" };
        format!(";\r\n filename*{number}*={head}{}", piece.concat())
    };
    encoded.chunks(7).enumerate().map(piece).collect()
}

/// The subject in encoded-words of whole characters.
fn subject(letter: &Letter) -> String {
    let fold = if letter.fold { "\r\n " } else { " " };
    let chars: Vec<char> = letter.subject.chars().collect();
    let words = chars.chunks(8).map(|chunk| {
        let bytes = in_charset(&chunk.iter().collect::<String>(), letter.subject_charset);
        let payload: String = match letter.subject_encoding {
            'B' => {
                let mut out = Vec::new();
                base64::encode_into(&bytes, &mut out);
                String::from_utf8(out).unwrap()
            }
            _ => bytes.iter().fold(String::new(), |out, byte| out + &format!("={byte:02X}")),
        };
        format!("=?{}?{}?{payload}?=", letter.subject_charset, letter.subject_encoding)
    });
    words.collect::<Vec<_>>().join(fold)
}
