//! The HTML shows a picture by `cid:` that the mail does not hold.
//!
//! `cid:x` stands for the part whose Content-ID is `<x>`, in the same letter cases, and best in the same
//! multipart/related. Some readers also look at file names and elsewhere in the mail; others show a broken picture.
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
//! Content-ID: <logo@minatobunko.co.jp>
//!
//! --leaf
//! Content-Type: image/png
//! Content-ID: <seal@minatobunko.co.jp>
//!
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
//!
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
//!
//! --leaf--
//! ```
//! # Good
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//!
//! <p title="cid:x">cid:y</p>
//! ```

use crate::finding::{Case, Edit, Fix, Place, Safety, Shown};
use crate::message::{Found, Message, Reference};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unresolved-cid",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::Rfc(2392, "2"), Source::Rfc(2387, "3.4")],
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
    "The Content-ID of `{id}` is written in other letter cases.",
    "`{id}` は、Content-IDと大文字小文字が一致していません。",
);
static NAME: Case = warning(
    "name",
    "`{id}` is the name of a file, not a Content-ID.",
    "`{id}` はファイル名で、Content-IDではありません。",
);
static ELSEWHERE: Case = warning(
    "elsewhere",
    "The part `{id}` belongs to another multipart/related.",
    "`{id}` のパートは、別のmultipart/relatedの中にあります。",
);

static MORE: Note = Note::new("more", "Here too.", "ここも同じです。");
static SPELL: Note = Note::new("spell", "Write the Content-ID as the HTML has it", "Content-IDをHTMLに合わせる");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let mut references = msg.references();
    let all = references.clone();
    while let Some(first) = references.iter().find(|it| it.found != Found::Part).cloned() {
        let case = case_of(&first);
        let same = |other: &Reference| {
            other.entity == first.entity && case_of(other).name == case.name && other.found != Found::Part
        };
        let (mut count, mut others) = (0, Vec::new());
        for other in references.iter().filter(|other| same(other)) {
            count += 1;
            others.push(place(msg, other));
        }
        let reported = sink.report(case, place(msg, &first)).arg("id", first.id.as_str()).arg("count", count);
        let reported = others[1..].iter().take(3).fold(reported, |reported, place| reported.related(*place, &MORE));
        let edits: Option<Vec<Edit>> = references.iter().filter(|it| same(it)).map(|it| spell(it, &all)).collect();
        let edits = edits.map(|mut edits| {
            edits.dedup();
            edits
        });
        reported.fix(edits.map(|edits| Fix::new(&SPELL, Safety::Safe, edits)));
        references.retain(|other| !same(other));
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

fn place(msg: &Message, reference: &Reference) -> Place {
    let raw = msg.text(reference.entity).to_raw(reference.span);
    Place { raw, shown: Some(Shown { entity: reference.entity, span: reference.span }) }
}

/// The Content-ID as the reference has it, where all references to it have it so.
fn spell(reference: &Reference, all: &[Reference]) -> Option<Edit> {
    let Found::OtherCase(span) = reference.found else { return None };
    let mut same = all.iter().filter(|other| other.id.eq_ignore_ascii_case(&reference.id));
    same.all(|other| other.id == reference.id).then(|| Edit::replace(span, reference.id.as_str()))
}
