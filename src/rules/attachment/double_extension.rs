//! A harmless extension stands before the one of a program.
//!
//! Windows hides extensions it knows, so `invoice.pdf.exe` looks like `invoice.pdf`; a row of blanks before the real
//! extension pushes it out of sight. Nobody does so by honest means, and filters refuse it. The names in zip archives are
//! read too, without unpacking them.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The invoice.
//! --b
//! Content-Type: application/octet-stream
//! Content-Disposition: attachment; filename="invoice.pdf .exe"
//!                                                    ~~~~~~~~ double-extension
//! Content-Transfer-Encoding: base64
//!
//! AAEC
//! --b
//! Content-Type: application/zip
//! Content-Disposition: attachment; filename="invoice.zip"
//!                                                    ~~~ double-extension
//! Content-Transfer-Encoding: base64
//!
//! UEsDBBQAAAAAAABIeF0AAAAAAAAAAAAAAAAIAAAAYS5wZGYuanNQSwECFAAUAAAAAAAASHhdAAAA
//! AAAAAAAAAAAACAAAAAAAAAAAAAAAgAEAAAAAYS5wZGYuanNQSwUGAAAAAAEAAQA2AAAAJgAAAAAA
//! --b--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The archive.
//! --b
//! Content-Type: application/gzip
//! Content-Disposition: attachment; filename="report.pdf.tar.gz"
//! Content-Transfer-Encoding: base64
//!
//! H4sI
//! --b--
//! ```

use crate::find::trim_end;
use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Needs, Rule, Sink, Source};
use crate::span::Span;
use crate::text::Text;
use crate::value::file_name::{extension, is_listed};

/// The rule.
pub static RULE: Rule = Rule {
    id: "double-extension",
    group: Group::Attachment,
    basis: Basis::Practice,
    needs: &[Needs::Message],
    sources: &[Source::heuristic(
        "Rspamd (MIME_DOUBLE_BAD_EXTENSION) and SpamAssassin (MALW_ATTACH) score it",
        "Rspamd(MIME_DOUBLE_BAD_EXTENSION)とSpamAssassin(MALW_ATTACH)が減点する",
    )],
    title: Text::new("A program is dressed up as a document", "文書に見せかけた実行ファイルの名前です"),
    why: Text::new(
        "Windows hides the last extension, so the file looks harmless. That is how malware travels: filters refuse it.",
        "Windowsでは最後の拡張子が隠れ、文書のように見えます。マルウェアの典型的な手口なので、フィルターに拒否されます。",
    ),
    help: Text::new(
        "Give the file one extension. Send no programs by mail; send a link.",
        "拡張子は1つだけにしてください。実行ファイルは添付せず、リンクでお知らせください。",
    ),
    cases: &[&NAME, &INSIDE],
    check,
    ..Rule::BASE
};

const REFUSED: &[Demand] = &[
    Demand::error(Security, Warn),
    Demand::error(Spamfilter, Folder),
    Demand::error(Gmail, Refuse),
    Demand::error(Outlook, Display),
];

static NAME: Case = Case {
    name: "name",
    message: Text::new("{name} is no document, but a program.", "{name}は文書ではなく、実行ファイルです。"),
    demands: REFUSED,
};
static INSIDE: Case = Case {
    name: "inside",
    message: Text::new(
        "{name} in the archive is no document, but a program.",
        "圧縮ファイルの中の{name}は、文書ではなく実行ファイルです。",
    ),
    demands: REFUSED,
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for file in msg.files() {
        if let Some(name) = &file.name
            && let Some(place) = disguise(&name.text)
        {
            sink.report(&NAME, name.to_raw(place)).arg("name", &*name.text);
            continue;
        }
        let mut entries = msg.entries(file).iter().filter(|_| file.is_zip());
        if let Some(entry) = entries.find(|entry| disguise(&entry.name).is_some()) {
            sink.report(&INSIDE, msg.place_of(file)).arg("name", &*entry.name);
        }
    }
}

/// From the extension of a document to the one of a program behind it, or the blanks that hide the latter.
fn disguise(name: &str) -> Option<Span> {
    /// Blanks that nobody types by accident.
    const MANY: usize = 5;
    let last = extension(name);
    if !is_listed("program", &name[last.range()]) {
        return None;
    }
    let before = &name[..(last.start as usize).checked_sub(1)?];
    let stem = trim_end(before, ". _-\u{3000}");
    let document = extension(stem);
    let blanks = before.len() - trim_end(before, " \u{3000}").len();
    match () {
        () if is_listed("document", &stem[document.range()]) => Some(Span::new(document.start, last.end)),
        () if blanks >= MANY => Some(Span::of(before.len() - blanks, last.end as usize)),
        () => None,
    }
}
