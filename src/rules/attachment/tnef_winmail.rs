//! A part in Outlook's own format: winmail.dat.
//!
//! Outlook's "Rich Text" mail puts formatting and attachments into one file of type `application/ms-tnef`. Outlook and
//! Exchange read it; everybody else gets a file called winmail.dat and no attachments. Mail that never left an Exchange
//! organization is left alone.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The invoice is attached.
//! --b
//! Content-Type: application/ms-tnef; name="winmail.dat"
//!               ~~~~~~~~~~~~~~~~~~~ tnef-winmail
//! Content-Disposition: attachment; filename="winmail.dat"
//! Content-Transfer-Encoding: base64
//!
//! eJ8+IgEQAQaQCAAE
//! --b--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The invoice is attached.
//! --b
//! Content-Type: application/x-outlook; name="mail.dat"
//!               ~~~~~~~~~~~~~~~~~~~~~ tnef-winmail
//! Content-Disposition: attachment
//! Content-Transfer-Encoding: base64
//!
//! eJ8+IgEQAQaQCAAE
//! --b--
//! ```
//! # Good
//! ```eml
//! X-MS-Exchange-Organization-AuthAs: Internal
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The invoice is attached.
//! --b
//! Content-Type: application/ms-tnef; name="winmail.dat"
//! Content-Transfer-Encoding: base64
//!
//! eJ8+IgEQAQaQCAAE
//! --b--
//! ```

use crate::finding::Case;
use crate::message::{File, Kind, Media, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Needs, Rule, Sink, Source};
use crate::text::Text;
use crate::value::magic::Magic;

/// The rule.
pub static RULE: Rule = Rule {
    id: "tnef-winmail",
    group: Group::Attachment,
    level: Level::Warning,
    basis: Basis::Practice,
    needs: &[Needs::Message],
    sources: &[Source::page("Microsoft: TNEF conversion options in Exchange", "", "2026-11-24")],
    title: Text::new("The mail carries a winmail.dat", "winmail.datが添付されています"),
    why: Text::new(
        "Only Outlook and Exchange read this format. Other readers get a file they cannot open, and no attachments: those \
         are inside.",
        "この形式を読めるのはOutlookとExchangeだけです。他のソフトでは開けないファイルになり、中に入った添付ファイルも取り出せません。",
    ),
    help: Text::new(
        "Send the mail as HTML or plain text, not as Rich Text, and turn TNEF off for external domains in Exchange.",
        "リッチテキスト形式ではなくHTMLかテキスト形式で送り、Exchangeでは外部ドメイン宛てのTNEFを無効にしてください。",
    ),
    cases: &[&FILE, &BULK],
    check,
    ..Rule::BASE
};

static FILE: Case = Case {
    name: "file",
    message: Text::new(
        "Attachments in this part reach Outlook alone.",
        "このパートに入った添付ファイルは、Outlook以外では読めません。",
    ),
    demands: &[
        Demand::warning(Security, Display),
        Demand::warning(Gmail, Display),
        Demand::warning(Icloud, Display),
        Demand::warning(Yahoo, Display),
    ],
};
static BULK: Case = Case {
    name: "bulk",
    message: Text::new(
        "All that the mail carries beside its text reaches Outlook alone.",
        "本文以外の内容は、Outlook以外では読めません。",
    ),
    demands: &[
        Demand::error(Security, Display),
        Demand::error(Gmail, Display),
        Demand::error(Icloud, Display),
        Demand::error(Yahoo, Display),
    ],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(file) = msg.files().iter().find(|file| is_tnef(msg, file)) else { return };
    if is_internal(msg) {
        return;
    }
    let alone = msg.files().len() == 1 && cx.kind() == Kind::Bulk;
    let place = match msg.parts[file.entity as usize].media {
        Media::Written(span) => span,
        Media::Known(_) => msg.place_of(file),
    };
    sink.report(if alone { &BULK } else { &FILE }, place);
}

fn is_tnef(msg: &Message, file: &File) -> bool {
    let media = msg.parts[file.entity as usize].media;
    let typed = ["application/ms-tnef", "application/vnd.ms-tnef"].iter().any(|it| media.is(msg.bytes(), it));
    typed || file.name().eq_ignore_ascii_case("winmail.dat") || file.content == Some(Magic::Tnef)
}

/// Whether Exchange says that it never left the organization.
fn is_internal(msg: &Message) -> bool {
    msg.fields().iter().any(|field| {
        msg.slice(field.name_span).eq_ignore_ascii_case(b"X-MS-Exchange-Organization-AuthAs")
            && msg.slice(field.value(msg.bytes())).eq_ignore_ascii_case(b"Internal")
    })
}
