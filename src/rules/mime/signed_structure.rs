//! Signed or encrypted mail that is not built as its standard says.
//!
//! multipart/signed has two parts: what is signed, and the signature, of the type that `protocol` names; `micalg` names
//! the digest. multipart/encrypted has two as well: how, and what, as application/octet-stream. What PGP signs has no
//! blanks at the ends of lines, and nothing that is signed has 8-bit bytes: servers change both.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha256; boundary=leaf
//!               ~~~~~~~~~~~~~~~~ signed-structure
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: multipart/signed; micalg=sha-256; protocol="application/pgp-signature"; boundary=leaf
//!                                        ~~~~~~~ signed-structure
//!
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! Hello,\x20
//!       ~~~~ signed-structure
//! こんにちは。
//! ~~~~~~~~~~~~ signed-structure
//! --leaf
//! Content-Type: text/x-signature
//!               ~~~~~~~~~~~~~~~~ signed-structure
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/encrypted; boundary=leaf
//!                                  ^ signed-structure
//!
//! --leaf
//! Content-Type: application/pgp-encrypted
//! --leaf
//! Content-Type: application/pgp-encrypted
//!               ~~~~~~~~~~~~~~~~~~~~~~~~~ signed-structure
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/signed; protocol="application/x-pkcs7-signature"; micalg=sha1; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf
//! Content-Type: Application/PKCS7-Signature
//! Content-Transfer-Encoding: base64
//! --leaf--
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "signed-structure",
    group: Group::Mime,
    needs: &[Needs::Message],
    yields_to: &[
        Yield { to: "8bit-in-7bit", within: Near::Span },
        Yield { to: "raw-8bit-header", within: Near::Span },
        Yield { to: "qp-trailing-space", within: Near::Span },
    ],
    sources: &[Source::rfc(1847, "2.1"), Source::rfc(1847, "2.2"), Source::rfc(3156, "5"), Source::rfc(8551, "3.5")],
    title: Text::new("Signed or encrypted mail is not well built", "署名・暗号化メールの構造が規格と違います"),
    why: Text::new(
        "Readers cannot check the signature or decrypt the text, or they warn of a forged mail.",
        "受信側で署名を検証したり復号したりできず、改ざんの警告が出ることもあります。",
    ),
    help: Text::new(
        "Encode the text as quoted-printable or base64 first, then sign, and let nothing change the mail after that.",
        "本文をquoted-printableかbase64でエンコードしてから署名し、その後は何も変更しないでください。",
    ),
    // In the order of `SignedFault`.
    cases: &[
        &COUNT,
        &PROTOCOL,
        &MICALG,
        &TYPE,
        &CONTENT,
        &VERSION,
        &EIGHT_BIT,
        &BLANKS,
        &ALGORITHM,
        &OLD_NAME,
        &SMIME_TYPE,
    ],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

const ERROR: &[Demand] = &[Demand::error(Rfc, Display), Demand::error(Outlook, Display)];
const WARNING: &[Demand] = &[Demand::warning(Rfc, Display)];
const INFO: &[Demand] = &[Demand::info(Rfc, Advice)];

static COUNT: Case = case("count", ERROR, "{media} needs exactly two parts.", "{media}のパートは、ちょうど2つです。");
static PROTOCOL: Case = case("protocol", ERROR, "`protocol` is missing.", "`protocol` がありません。");
static MICALG: Case = case("micalg", ERROR, "`micalg` is missing.", "`micalg` がありません。");
static TYPE: Case = case(
    "type",
    ERROR,
    "The part is {media}, which `protocol` does not name.",
    "{media}は `protocol` と一致しません。",
);
static CONTENT: Case = case(
    "content",
    ERROR,
    "The encrypted part is {media}, not application/octet-stream.",
    "暗号文のパートが、application/octet-streamではなく{media}です。",
);
static VERSION: Case =
    case("version", ERROR, "The first part lacks `Version: 1`.", "最初のパートに `Version: 1` がありません。");
static EIGHT_BIT: Case =
    case("8bit", WARNING, "What is signed has 8-bit bytes.", "署名の対象に8ビットの文字があります。");
static BLANKS: Case =
    case("blanks", WARNING, "A signed line ends in blanks.", "署名の対象に、空白で終わる行があります。");
static ALGORITHM: Case =
    case("algorithm", INFO, "`micalg` does not go with `protocol`.", "`micalg` が `protocol` と合いません。");
static OLD_NAME: Case = case("old-name", INFO, "{media} is an old name.", "{media}は古い名前です。");
static SMIME_TYPE: Case = case("smime-type", INFO, "`smime-type` is missing.", "`smime-type` がありません。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own {
        for &(fault, place) in &msg.signed_faults(id) {
            sink.report(RULE.cases[fault as usize], place).arg("media", msg.media(msg.entity_at(place.start)));
        }
    }
}
