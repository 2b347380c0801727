//! A file with a password, and the password by mail: PPAP.
//!
//! Nobody can look into such a file for malware, so gateways stop it and Gmail shows a warning. The password goes the same
//! way as the file, in this mail or in the next one: who reads the one reads the other. Japan's Cabinet Office and Cabinet
//! Secretariat gave the practice up in November 2020, and many organizations refuse it since. What is locked is told by the
//! directory of zip archives and by marks in the ends of RAR, 7z and Office files; a PDF is a note unless the text speaks of
//! a password, since many are encrypted and open without one. S/MIME and PGP are another matter.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//! Content-Transfer-Encoding: 8bit
//!
//! --b
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! 見積書をお送りします。パスワードは別途お知らせします。
//! --b
//! Content-Type: application/zip
//! Content-Disposition: attachment; filename="estimate.zip"
//!                                                     ~~~ encrypted-archive
//! Content-Transfer-Encoding: base64
//!
//! UEsDBBQAAQgAAABIeF0AAAAAAAAAAAAAAAANAAAA6KaL56mN5pu4LnBkZlBLAQIUABQAAQgAAABI
//! eF0AAAAAAAAAAAAAAAANAAAAAAAAAAAAAACAAQAAAADopovnqY3mm7gucGRmUEsFBgAAAAABAAEA
//! OwAAACsAAAAAAA==
//! --b--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! 先ほどお送りした添付ファイルのパスワードは 8r2k-pan です。
//!                 ~~~~~~~~~~~~~~~~~~~~~~~~ encrypted-archive
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! 見積書は次の場所に置きました。パスワードは別途お知らせします。
//! ```

use crate::finding::{Case, Place, Shown};
use crate::message::Kind;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};
use crate::value::magic::Magic;

/// The rule.
pub static RULE: Rule = Rule {
    id: "encrypted-archive",
    group: Group::Attachment,
    level: Level::Warning,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    needs: &[Needs::Message],
    sources: &[
        Source::page(
            "内閣府: 大臣記者会見要旨 令和2年11月24日",
            "https://www.cao.go.jp/minister/2009_t_hirai/kaiken/20201124kaiken.html",
            "2026-11-24",
        ),
        Source::page("Gmail Help: blocked file types", "https://support.google.com/mail/answer/6590", "2026-11-24"),
    ],
    title: Text::new("A locked file, with its password by mail", "パスワード付きの添付ファイルです(PPAP)"),
    why: Text::new(
        "No filter can look into the file, so many organizations refuse it. The password takes the same way as the file and \
         protects nothing.",
        "中身のウイルス検査ができないうえ、パスワードも同じ経路で届くため、盗み見を防ぐ効果はありません。内閣府と内閣官房が2020年11月に廃止し、受け取りを断る企業も増えています。",
    ),
    help: Text::new(
        "Share a link that only the reader may open, or use S/MIME or PGP.",
        "相手だけが開ける共有リンクでお渡しください。S/MIMEやPGPで暗号化する方法もあります。",
    ),
    cases: &[&LATER, &SAME, &LOCKED, &PERHAPS, &PASSWORD],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] =
    &[Demand::warning(Security, Refuse), Demand::warning(Gmail, Warn), Demand::warning(Spamfilter, Folder)];

static LATER: Case = Case::new(
    "later",
    DEMANDS,
    "{name} is locked, and the text announces its password in another mail.",
    "{name}にパスワードがかかっており、本文でパスワードの別送を案内しています。",
);
static SAME: Case = Case::new(
    "same",
    DEMANDS,
    "{name} is locked, and its password seems to stand in the text.",
    "{name}にパスワードがかかっており、そのパスワードが本文に書かれているようです。",
);
static LOCKED: Case =
    Case::new("locked", DEMANDS, "{name} opens only with a password.", "{name}はパスワードがないと開けません。");
static PERHAPS: Case = Case::new(
    "perhaps",
    &[Demand::info(Spamfilter, Advice)],
    "{name} is encrypted and may ask for a password.",
    "{name}は暗号化されており、開くときにパスワードを求められる可能性があります。",
);
static PASSWORD: Case = Case::new(
    "password",
    &[Demand::info(Security, Advice)],
    "The mail holds the password of a file that was sent before.",
    "先に送ったファイルのパスワードを知らせるメールのようです。",
);
static MORE: Note = Note::new("more", "This one too.", "こちらも同じです。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.files().is_empty() {
        return password_alone(cx, sink);
    }
    let (mut places, mut name, mut perhaps) = (Vec::new(), "", true);
    for file in msg.files() {
        if msg.is_locked(file) {
            name = if places.is_empty() { file.name() } else { name };
            places.push(msg.place_of(file));
            perhaps &= file.content == Some(Magic::Pdf);
        }
    }
    let Some(&first) = places.first() else { return };
    let case = match () {
        () if msg.phrase("later").is_some() => &LATER,
        () if msg.phrase("same").is_some() => &SAME,
        () if perhaps => &PERHAPS,
        () => &LOCKED,
    };
    let name = if name.is_empty() { msg.excerpt(first) } else { name.to_owned() };
    sink.report_all(case, &places, &MORE).arg("name", name);
}

/// The second mail of the two.
fn password_alone(cx: &Cx, sink: &mut Sink) {
    if matches!(cx.kind(), Kind::Personal | Kind::Transactional)
        && let Some((entity, span)) = cx.msg.phrase("sent")
    {
        sink.report(&PASSWORD, Place { raw: cx.msg.text(entity).to_raw(span), shown: Some(Shown { entity, span }) });
    }
}
