//! A picture goes with the HTML that does not show it.
//!
//! In multipart/related stand the page and what belongs to it. A picture there that the page does not refer to, by
//! `cid:`, by its file name or by Content-Location, shows as a stray attachment, or is carried along for nothing.
//!
//! # Bad
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: multipart/related; type="text/html"; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <img src="cid:1@minatobunko.co.jp" alt="">
//! --leaf
//! Content-Type: image/png
//! Content-ID: <1@minatobunko.co.jp>
//! --leaf
//! Content-Type: image/png
//! Content-ID: <2@minatobunko.co.jp>
//!              ~~~~~~~~~~~~~~~~~~~ orphan-inline-part
//! Content-Disposition: inline
//! Content-Transfer-Encoding: base64
//!
//! iVBORw0KGgo=
//! --leaf--
//! ```
//! # Fixed
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: multipart/related; type="text/html"; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <img src="cid:1@minatobunko.co.jp" alt="">
//! --leaf
//! Content-Type: image/png
//! Content-ID: <1@minatobunko.co.jp>
//! --leaf
//! Content-Type: image/png
//! Content-ID: <2@minatobunko.co.jp>
//! Content-Disposition: attachment
//! Content-Transfer-Encoding: base64
//!
//! iVBORw0KGgo=
//! --leaf--
//! ```
//! # Good
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: multipart/related; type="text/html"; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p style="background: url(CID:1%40minatobunko.co.jp)">Hello. <img src="images/a.png" alt="">
//! --leaf
//! Content-Type: image/png
//! Content-ID: <1@minatobunko.co.jp>
//! --leaf
//! Content-Type: image/png
//! Content-Location: https://www.minatobunko.co.jp/images/a.png
//! Content-Disposition: inline
//! --leaf
//! Content-Type: text/vcard; charset=utf-8
//! Content-ID: <3@minatobunko.co.jp>
//! --leaf--
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::profile::{Demand, Level, Outcome::*, Profile::*, limit};
use crate::rule::{Basis, Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "orphan-inline-part",
    group: Group::Mime,
    level: Level::Info,
    basis: Basis::Practice,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    yields_to: &[
        Yield { to: "boundary-missing", within: Near::Message },
        Yield { to: "boundary-unterminated", within: Near::Message },
    ],
    sources: &[Source::rfc(2387, ""), Source::rfc(2392, "2")],
    title: Text::new("A picture is not shown", "埋め込み画像が使われていません"),
    why: Text::new(
        "It shows as a stray attachment, or every reader loads it for nothing.",
        "不要な添付ファイルとして表示されるか、表示されないまま容量だけを増やします。",
    ),
    help: Text::new(
        "Take it out, refer to it by `cid:`, or attach it in multipart/mixed.",
        "削除するか、HTMLから `cid:` で参照するか、multipart/mixedの添付ファイルにしてください。",
    ),
    cases: &[&SMALL, &LARGE],
    notes: &[&ATTACH],
    check,
    ..Rule::BASE
};

static SMALL: Case = Case {
    name: "small",
    message: Text::new("The HTML does not refer to this picture.", "この画像は、HTMLのどこからも参照されていません。"),
    demands: &[Demand::info(Rfc, Display), Demand::info(Outlook, Display), Demand::info(Icloud, Display)],
};
static LARGE: Case = Case {
    name: "large",
    message: Text::new(
        "The HTML does not refer to this picture of {octets} bytes.",
        "この{octets}バイトの画像は、HTMLのどこからも参照されていません。",
    ),
    demands: &[Demand::info(Rfc, Display), Demand::warning(Outlook, Display), Demand::warning(Icloud, Display)],
};
static ATTACH: Note = Note::new("attach", "Make it an attachment", "添付ファイルにする");

const MUCH: u64 = limit("orphan-octets");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for orphan in &msg.orphans() {
        let octets = u64::from(msg.entity(orphan.id).body.len()) * if msg.is_encoded(orphan.id) { 3 } else { 4 } / 4;
        let case = if octets > MUCH { &LARGE } else { &SMALL };
        let edit = match (orphan.disposition, msg.scan.fields_of(msg.entity(orphan.id)).last()) {
            (Some(value), _) => Some(Edit::replace(value, "attachment")),
            (None, last) => last
                .map(|last| Edit::insert(last.span.end, ["Content-Disposition: attachment", msg.line_end()].concat())),
        };
        sink.report(case, orphan.place).arg("octets", octets).edit(&ATTACH, Safety::Safe, edit);
    }
}
