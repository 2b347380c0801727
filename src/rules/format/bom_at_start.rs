//! The file begins with a byte order mark.
//!
//! Editors and scripts put U+FEFF at the beginning of a UTF-8 file. In a message it becomes part of the first field's
//! name: that field is lost, and if it is From or the first line of a signature, so is the mail. Many programs take the
//! whole header for text then. A file in UTF-16 is another matter: it is no message at all.
//!
//! # Bad
//! ```eml whole bytes
//! \xef\xbb\xbfFrom: Minato Bunko <letters@minatobunko.co.jp>
//! ~~~~~~~~~~~~ bom-at-start
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//!
//! Hello.
//! ```
//! # Fixed
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//!
//! Hello.
//! ```
//! # Good
//! ```eml
//! Subject: Letters
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::BYTE_ORDER_MARK;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bom-at-start",
    group: Group::Format,
    needs: &[Needs::Message, Needs::Bytes],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5322, "2.2"), Source::rfc(5322, "3.6.8")],
    title: Text::new("A byte order mark at the beginning", "先頭にBOMがあります"),
    why: Text::new(
        "The mark becomes part of the first field's name, so that field is lost. Some programs then take the whole header \
         for text.",
        "BOMが最初のフィールド名の一部とみなされ、そのフィールドは無効になります。ヘッダー全体を本文として扱うソフトもあります。",
    ),
    help: Text::new(
        "Save the file as UTF-8 without a byte order mark.",
        "ファイルを「BOMなしUTF-8」で保存してください。",
    ),
    cases: &[&PLAIN],
    notes: &[&DELETE],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "Three bytes before the first field are the mark of a UTF-8 file.",
        "最初のフィールドの前に、UTF-8のBOM(3バイト)があります。",
    ),
    demands: &[Demand::error(Rfc, Refuse)],
};
static DELETE: Note = Note::new("delete", "Delete the mark", "BOMを削除");

fn check(cx: &Cx, sink: &mut Sink) {
    if cx.msg.bytes().starts_with(BYTE_ORDER_MARK) {
        let mark = Span::of(0, BYTE_ORDER_MARK.len());
        sink.report(&PLAIN, mark).fix(Fix::one(&DELETE, Safety::Safe, Edit::delete(mark)));
    }
}
