//! There is nothing to read.
//!
//! Text and HTML hold white space alone, or there is neither. HTML with pictures is another finding (`image-only`);
//! encrypted mail, invitations, reports and mail that could not be read are not looked at.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>&nbsp;</p>
//!              ^ empty-body
//! --leaf
//! Content-Type: application/pdf
//!
//! %PDF-1.7
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//!  
//! _ empty-body
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: application/pkcs7-mime; smime-type=enveloped-data
//! Content-Transfer-Encoding: base64
//!
//! MIIB
//! ```

use crate::finding::Case;
use crate::message::{Kind, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Form;
use crate::span::Span;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "empty-body",
    group: Group::Body,
    level: Level::Warning,
    basis: Basis::Practice,
    yields_to: &[
        Yield { to: "boundary-missing", within: Near::Message },
        Yield { to: "boundary-unterminated", within: Near::Message },
    ],
    sources: &[Source::heuristic(
        "Rspamd scores it high (COMPLETELY_EMPTY), SpamAssassin too where no text goes with a file (MIME_NO_TEXT)",
        "Rspamdは大きく減点し(COMPLETELY_EMPTY)、SpamAssassinもファイルだけのメールを減点する(MIME_NO_TEXT)",
    )],
    title: Text::new("There is no text to read", "本文がありません"),
    why: Text::new(
        "Spammers test addresses with empty mail, and malware comes as a file without a word. Filters put both into the \
         junk folder.",
        "空のメールは、迷惑メール業者が宛先を確かめる手口です。ファイルだけのメールはマルウェアの典型でもあり、どちらも迷惑メールに振り分けられやすくなります。",
    ),
    help: Text::new(
        "Write a sentence or two into the body, on what the mail or the file is. Check the template where a program fills \
         the text in.",
        "本文に、用件や添付ファイルの説明を一言書いてください。プログラムで差し込んでいる場合は、テンプレートを確認してください。",
    ),
    cases: &[&NOTHING, &FILE, &SENT],
    check,
    ..Rule::BASE
};

static NOTHING: Case = Case {
    name: "nothing",
    message: Text::new("The message has no text and nothing else.", "本文も添付ファイルもありません。"),
    demands: &[Demand::error(Spamfilter, Folder)],
};
static FILE: Case = Case {
    name: "file",
    message: Text::new("A file comes without a word of text.", "ファイルだけで、本文がありません。"),
    demands: &[Demand::warning(Spamfilter, Folder)],
};
static SENT: Case = Case {
    name: "sent",
    message: Text::new("A file comes without a word of text.", "ファイルだけで、本文がありません。"),
    demands: &[Demand::info(Spamfilter, Folder)],
};

/// Media types whose text is there, but closed.
const ENCRYPTED: [&str; 4] =
    ["application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted", "application/pgp-encrypted"];

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.is_draft() && msg.body.is_empty() {
        return sink.not_checked(Needs::Html);
    }
    let kind = cx.kind();
    if matches!(kind, Kind::Dsn | Kind::Mdn | Kind::Arf | Kind::AutoReply)
        || !msg.body.iter().all(|&id| is_blank(msg, id))
    {
        return;
    }
    // A header alone is what people paste to have it looked at.
    let Some(root) = msg.scan.entities.first().filter(|root| msg.is_draft() || msg.has_separator(root)) else { return };
    let mut file = false;
    for (id, entity, part) in msg.entities() {
        let of = |media| part.media.has_type(msg.bytes(), media);
        let in_body = msg.body.binary_search(&id).is_ok();
        let unread = match entity.form {
            // What is not blank has parts that were not found.
            Form::Multipart { .. } => !msg.has_children(id) && !msg.slice(entity.body).trim_ascii().is_empty(),
            Form::Message => false,
            Form::Leaf => of("message") || (of("text") && !part.attachment && !in_body),
        };
        if unread || ENCRYPTED.iter().any(|media| part.media.is(msg.bytes(), media)) {
            return;
        }
        let content = entity.form == Form::Message || (entity.form == Form::Leaf && !in_body);
        file |= content && !entity.body.is_empty();
    }
    let end = msg.body.last().map_or(root.body, |&id| msg.entity(id).body).end;
    let case = match (file, kind) {
        (false, _) => &NOTHING,
        (true, Kind::Personal | Kind::DiscussionList) => &SENT,
        (true, _) => &FILE,
    };
    sink.report(case, Span::at(end));
}

/// Whether a part of the body shows nothing. What holds bytes that came to no text is not blank, but broken.
fn is_blank(msg: &Message, id: u32) -> bool {
    let text = &*msg.text(id).text;
    let blank = |text: &str| text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'));
    match msg.parts[id as usize].media.is(msg.bytes(), "text/html") {
        true => {
            let page = msg.page(id);
            page.images == 0 && (!text.trim().is_empty() || is_bare(msg, id)) && blank(page.visible_text(text))
        }
        false => blank(text) && is_bare(msg, id),
    }
}

fn is_bare(msg: &Message, id: u32) -> bool {
    msg.slice(msg.entity(id).body).trim_ascii().is_empty() || !msg.text(id).text.is_empty()
}
