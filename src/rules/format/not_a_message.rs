//! The input is no message: one finding that says what it is, instead of one from every rule.
//!
//! UTF-16 text as some editors save it, an Outlook `.msg` file, a compressed file, an HTML page, the talk of an SMTP
//! session, the text of a webmail's "show original" page with its table, JSON, or text without a header.
//!
//! # Bad
//! ```eml whole
//! <!DOCTYPE html>
//! ~~~~~~~~~~~~~~~ not-a-message
//! <html><body>hello</body></html>
//! ```
//! # Bad
//! ```eml whole
//! 220 mx.minatobunko.co.jp ESMTP
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not-a-message
//! EHLO relay.minatobunko.co.jp
//! ```
//! # Good
//! ```eml
//! Subject: a message
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::NotMessage;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "not-a-message",
    group: Group::Format,
    needs: &[Needs::Message],
    fixes: Fixes::Offer,
    sources: &[Source::rfc(5322, "2.1")],
    title: Text::new("This is not the source of a message", "メールのソースではありません"),
    why: Text::new(
        "kenpin reads a message as it travels: header fields, an empty line, the body. Nothing else can be checked \
         byte by byte.",
        "kenpinが読むのは、配送されるそのままの形、つまりヘッダー、空行、本文からなるメールのソースです。それ以外の形のデータは検査できません。",
    ),
    help: Text::new(
        "Save the mail as .eml, or copy its whole source: \"Show original\" in Gmail and then \"Copy to clipboard\" or \
         \"Download original\", \"View source\" in other programs.",
        "メールを.eml形式で保存するか、ソース全体をコピーしてください。Gmailでは「メッセージのソースを表示」を開き、「クリップボードにコピー」または「原文をダウンロード」、\
         ほかのソフトでは「ソースを表示」などで得られます。",
    ),
    cases: &[&EMPTY, &UTF16, &MSG, &ARCHIVE, &BINARY, &HTML, &SMTP, &ORIGINAL, &JSON, &BLANK, &NO_FIELDS, &TOO_LARGE],
    notes: &[&DROP],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::error(Rfc, Refuse)];

const fn case(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands: DEMANDS }
}

static EMPTY: Case = case("empty", "There is nothing to check.", "中身がありません。");
static UTF16: Case = case(
    "utf-16",
    "This is UTF-16 text, as some editors save it; every second byte is not part of the message.",
    "UTF-16で保存されたテキストです。エディターの保存形式をUTF-8かASCIIに変え、元のメールから取り直してください。",
);
static MSG: Case = case(
    "outlook-msg",
    "This is an Outlook .msg file, which holds a mailbox entry, not the message as it travelled.",
    "Outlookの.msgファイルです。メールボックスの項目であって、配送されたメールそのものではありません。",
);
static ARCHIVE: Case =
    case("archive", "This is a compressed file. Unpack it first.", "圧縮ファイルです。先に展開してください。");
static BINARY: Case =
    case("binary", "This is a picture, a PDF or another kind of file.", "画像やPDFなど、別の種類のファイルです。");
static HTML: Case = case(
    "html",
    "This is an HTML page. To check a template before it is a message, use the draft view or `kenpin draft`.",
    "HTMLのページです。送信前のテンプレートを調べるには、「下書き」か `kenpin draft` をお使いください。",
);
static SMTP: Case = case(
    "smtp",
    "This is the talk of an SMTP session. The message begins after the line DATA.",
    "SMTPのやり取りの記録です。メール本体は、DATAの行より後ろにあります。",
);
static ORIGINAL: Case = case(
    "show-original",
    "This is the text of a \"show original\" page, with its table. Use its copy or download button instead.",
    "「メッセージのソースを表示」のページをそのまま写したもので、上の表が混じっています。ページのコピーかダウンロードのボタンをお使いください。",
);
static JSON: Case = case(
    "json",
    "This is JSON. A draft in JSON goes to `kenpin draft`.",
    "JSONです。JSONの下書きは `kenpin draft` で調べられます。",
);
static BLANK: Case = case(
    "blank-start",
    "The input begins with an empty line, so everything after it counts as body.",
    "先頭に空行があるため、以下のすべてが本文として扱われます。",
);
static NO_FIELDS: Case = case(
    "no-fields",
    "No header field was found: this is text, not a message.",
    "ヘッダーが見当たりません。メールのソースではなく、ただの文章のようです。",
);

static TOO_LARGE: Case = case("too-large", "This is larger than 4 GiB.", "4GiBを超えています。");

static DROP: Note = Note::new("drop", "Delete the blank lines at the beginning", "先頭の空行を削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let Some((what, span)) = cx.msg.not_message else { return };
    let case = match what {
        NotMessage::Empty => &EMPTY,
        NotMessage::Utf16 => &UTF16,
        NotMessage::OutlookMsg => &MSG,
        NotMessage::Archive => &ARCHIVE,
        NotMessage::Binary => &BINARY,
        NotMessage::Html => &HTML,
        NotMessage::SmtpTranscript => &SMTP,
        NotMessage::ShowOriginal => &ORIGINAL,
        NotMessage::Json => &JSON,
        NotMessage::BlankStart => &BLANK,
        NotMessage::NoFields => &NO_FIELDS,
        NotMessage::TooLarge => &TOO_LARGE,
    };
    let fix = (what == NotMessage::BlankStart).then(|| Fix::one(&DROP, Safety::Offer, Edit::delete(span)));
    sink.report(case, span).fix(fix);
}
