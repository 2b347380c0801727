//! Text beyond ASCII in a part that names no charset.
//!
//! Without a charset text/plain is US-ASCII. Readers guess from their own language settings, and the same mail is right
//! here and garbled there. A `<meta charset>` in HTML helps those that look for it.
//!
//! Text in ASCII needs no charset; attachments and other kinds of text, which may carry their own, are not looked at.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; format=fixed
//!                         ^ charset-missing
//! Content-Transfer-Encoding: 8bit
//!
//! 港より
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=UTF-8; format=fixed
//! Content-Transfer-Encoding: 8bit
//!
//! 港より
//! ```
//! # Bad
//! ```eml bytes
//! X-Note: a letter
//! _ charset-missing
//!
//! \x1b$B9A$h$j\x1b(B
//! ```
//! # Fixed
//! ```eml bytes
//! X-Note: a letter
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b$B9A$h$j\x1b(B
//! ```
//! # Bad
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html
//!                        ^ charset-missing
//! Content-Transfer-Encoding: 8bit
//!
//! <meta charset=utf-8><p>港より</p>
//! ```
//! # Good
//! ```eml bytes kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html
//!
//! <p>Hello \x1b[1mthere.</p>
//! * control-char
//! ```

use crate::decode::charset::Charset;
use crate::find::find;
use crate::finding::{Case, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "charset-missing",
    group: Group::Charset,
    needs: &[Needs::Message],
    fixes: Fixes::Offer,
    sources: &[Source::rfc(2045, "5.2"), Source::rfc(2046, "4.1.2"), Source::rfc(6657, "3"), Source::rfc(6657, "4")],
    title: Text::new("The charset is not named", "文字コードが指定されていません"),
    why: Text::new(
        "Readers have to guess how the text is written. Where they guess wrong, it is garbled.",
        "文字コードの判断が受信側任せになり、推測が外れると文字化けします。",
    ),
    help: Text::new(
        "Add `charset=UTF-8` (or what the text is in) to Content-Type.",
        "Content-Typeに `charset=UTF-8` など、実際の文字コードを書いてください。",
    ),
    cases: &[&TEXT, &META],
    notes: &[&NAME],
    check,
    ..Rule::BASE
};

static TEXT: Case = Case {
    name: "text",
    message: Text::new(
        "The text is not ASCII, and no charset says how to read it.",
        "ASCII以外の文字がありますが、文字コードの指定がありません。",
    ),
    demands: &[
        Demand::error(Rfc, Display),
        Demand::warning(Spamfilter, Folder),
        Demand::error(Docomo, Display),
        Demand::error(Au, Display),
        Demand::error(Softbank, Display),
    ],
};
static META: Case = Case {
    name: "meta",
    message: Text::new(
        "Only the HTML itself names its charset, which not every reader looks for.",
        "文字コードはHTMLの中に書かれているだけです。それを見ない受信ソフトもあります。",
    ),
    demands: &[
        Demand::warning(Rfc, Display),
        Demand::warning(Spamfilter, Folder),
        Demand::warning(Docomo, Display),
        Demand::warning(Au, Display),
        Demand::warning(Softbank, Display),
    ],
};

static NAME: Note = Note::new("name", "Name the charset", "文字コードを指定する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.body {
        if msg.parts[id as usize].charset.is_some() || msg.text(id).text.is_ascii() || !msg.text(id).is_sound() {
            continue;
        }
        let mut fits = msg.fitting_charset(id);
        for inner in &msg.inner_charsets(id) {
            // What the HTML says otherwise would be a conflict.
            let said = Charset::from_label(inner.slice(msg.text(id).text.as_bytes()));
            fits = fits.filter(|fits| said == Some(*fits));
        }
        let edit = fits.and_then(|charset| msg.name_charset(id, charset));
        let case = if says_itself(msg, id) { &META } else { &TEXT };
        sink.report(case, msg.charset_place(id)).edit(&NAME, Safety::Offer, edit);
    }
}

/// Whether HTML begins with a byte order mark or names its charset.
fn says_itself(msg: &Message, id: u32) -> bool {
    let text = &msg.text(id).text;
    let head = text.as_bytes()[..text.len().min(1024)].to_ascii_lowercase();
    let meta = find(&head, b"<meta").is_some_and(|at| find(&head[at..], b"charset").is_some());
    msg.is(id, "text/html") && (meta || text.starts_with('\u{feff}'))
}
