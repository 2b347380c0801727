//! The HTML shows a picture by `cid:` that the mail does not hold.
//!
//! `cid:x` stands for the part whose Content-ID is `<x>`, in the same letter cases, and best in the same
//! multipart/related. Some readers also look elsewhere; others show a broken picture.
//!
//! # Bad
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: multipart/related; type="text/html"; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <img src="cid:logo"><img src="cid:seal%40minatobunko.co.jp">
//!           ~~~~~~~~ unresolved-cid
//! --leaf
//! Content-Type: image/png
//! Content-ID: <seal@minatobunko.co.jp>
//! --leaf--
//! ```
//! # Bad
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: multipart/related; type="text/html"; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <img src="cid:Logo@minatobunko.co.jp">
//!           ~~~~~~~~~~~~~~~~~~~~~~~~~~ unresolved-cid
//! --leaf
//! Content-Type: image/png
//! Content-ID: <logo@minatobunko.co.jp>
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
//! <img src="cid:Logo@minatobunko.co.jp">
//! --leaf
//! Content-Type: image/png
//! Content-ID: <Logo@minatobunko.co.jp>
//! --leaf--
//! ```
//! # Good
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//!
//! <p title="cid:x">cid:y
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::respell;
use crate::message::{Found, Reference};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unresolved-cid",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2392, "2"), Source::rfc(2387, "3.4")],
    yields_to: &[
        Yield { to: "boundary-missing", within: Near::Message },
        Yield { to: "boundary-unterminated", within: Near::Message },
    ],
    title: Text::new("A picture is not in the mail", "埋め込み画像が見つかりません"),
    why: Text::new("Readers show a broken picture there.", "その箇所に、画像が壊れていることを示す印が表示されます。"),
    help: Text::new(
        "Put the picture into multipart/related beside the HTML, with the name after `cid:` in angle brackets as its \
         Content-ID.",
        "HTMLと同じmultipart/relatedに画像を入れ、`cid:` に続く名前を山括弧で囲んでContent-IDに書いてください。",
    ),
    cases: &[&NOTHING, &CASE, &NAME, &ELSEWHERE],
    notes: &[&MORE, &SPELL],
    check,
    ..Rule::BASE
};

static NOTHING: Case = Case {
    name: "nothing",
    message: Text::new(
        "No part has the Content-ID `<{id}>` ({count} references lead nowhere).",
        "Content-IDが `<{id}>` のパートがありません(該当する参照は{count}個)。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::error(Outlook, Display), Demand::error(Icloud, Display)],
};

const WARNING: &[Demand] = &[Demand::warning(Rfc, Display)];

const fn warning(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands: WARNING }
}

static CASE: Case = warning(
    "letter-case",
    "The Content-ID of `{id}` has other capitals.",
    "`{id}` とContent-IDの大文字小文字が違います。",
);
static NAME: Case =
    warning("name", "`{id}` is a file's name, not a Content-ID.", "`{id}` はContent-IDではなくファイル名です。");
static ELSEWHERE: Case = warning(
    "elsewhere",
    "The part `{id}` belongs to another multipart/related.",
    "`{id}` のパートは、別のmultipart/relatedの中にあります。",
);

static MORE: Note = Note::new("more", "Here too.", "ここも同じです。");
static SPELL: Note = Note::new("spell", "Write the Content-ID as the HTML has it", "Content-IDをHTMLに合わせる");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let all = msg.references();
    let mut told = vec![false; all.len()];
    for (at, first) in all.iter().enumerate() {
        if told[at] || first.found == Found::Part {
            continue;
        }
        let case = case_of(first);
        let (mut same, mut places) = (Vec::new(), Vec::new());
        for (at, other) in all.iter().enumerate().skip(at) {
            let open = !told[at] && other.found != Found::Part;
            if open && other.entity == first.entity && case_of(other).name == case.name {
                told[at] = true;
                same.push(other);
                places.push(msg.place_in(other.entity, other.span));
            }
        }
        let reported = sink.report_places(case, &places, &MORE).arg("id", first.id.as_str()).arg("count", same.len());
        reported.edits(&SPELL, Safety::Safe, respell(&same, &all));
    }
}

fn case_of(reference: &Reference) -> &'static Case {
    match reference.found {
        Found::OtherCase(_) => &CASE,
        Found::ByName => &NAME,
        Found::Elsewhere => &ELSEWHERE,
        Found::Nothing | Found::Part => &NOTHING,
    }
}
